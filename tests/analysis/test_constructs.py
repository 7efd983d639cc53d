"""What the comparison knows of the language is all that the model has; and what it does not know it says."""

import dataclasses
from dataclasses import dataclass, replace

import pytest
from grid import today_held_against
from hypothesis import HealthCheck, given, settings
from strategies import HEAD, program_of
from today import cases, pairs

from enforcerules.analysis.constructs import KNOWN, UNFOLLOWED, unknown
from enforcerules.analysis.diff import diff
from enforcerules.cli.diff_words import DiffWords
from enforcerules.model import program as parts
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period
from enforcerules.model.duration import Duration
from enforcerules.model.region import Interval, Numbers, Values

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
WHOLES = {"Cited", "Lookup", "Program", "Ruleset"}
MODEL = [
    *(one for name in parts.__all__ if isinstance(one := getattr(parts, name), type) and dataclasses.is_dataclass(one) and name not in WHOLES),
    Citation, Duration, Interval, Numbers, Period, Values,
]  # fmt: skip


@pytest.mark.parametrize("made", MODEL, ids=lambda made: made.__name__)
def test_every_field_of_the_model_is_known(made):
    """A new field is listed in `constructs` once the graph, or what is told beside it, follows it; or it is left out by name."""
    if made.__name__ in UNFOLLOWED:
        assert made.__name__ not in KNOWN
        return
    assert {one.name for one in dataclasses.fields(made)} == KNOWN[made.__name__]


@few
@given(pairs())
def test_the_graph_knows_every_construct(pair):
    today_held_against(pair, cases, most=12)


DOCUMENT = {
    **HEAD,
    "ruleset": "small",
    "title": {"zh": "小规则"},
    "facts": {"done": {"label": "甲情形", "type": "boolean"}, "good": {"label": "乙情形", "type": "boolean"}},
    "matters": [
        {"id": "m.one", "title": {"zh": "一"}, "elements": "甲情形", "penalised_by": "试法 第九条", "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}]}
    ],
    "circumstances": [{"id": "less", "when": "乙情形", "then": {"open": ["lighter"]}, "strength": "may", "basis": "试法 第二条"}],
}  # fmt: skip


@dataclass(frozen=True)
class Doubled:
    """An effect that a later language may have."""

    times: int


@dataclass(frozen=True)
class Later(parts.Matter):
    """A matter that says something more."""

    doubled_by: str = ""


def test_a_construct_that_is_not_known_is_never_no_difference():
    old = program_of(DOCUMENT)
    new = program_of(DOCUMENT)
    rules = tuple(replace(rule, effect=Doubled(2)) if rule.id == "less" else rule for rule in new.rules)
    difference = diff(old, replace(new, rules=rules))
    assert not difference.none
    assert [(one.aspect, one.part) for one in difference.matters[0].beside if one.aspect == "unsaid"] == [
        ("unsaid", "rule:less")
    ]
    assert "不能断定" in DiffWords("zh").text(difference)


def test_a_field_that_is_not_known_counts_where_it_says_something():
    one = program_of(DOCUMENT).matters["m.one"]
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    assert list(unknown(one)) == []
    assert list(unknown(Later(**values))) == ["Later"], "a class of another name is another construct"
    later = dataclasses.make_dataclass("Matter", [("doubled_by", str, "")], bases=(parts.Matter,), frozen=True)
    assert list(unknown(later(**values))) == []
    assert list(unknown(later(**values, doubled_by="x"))) == ["Matter.doubled_by"]
