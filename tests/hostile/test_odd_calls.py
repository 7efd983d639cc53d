"""Public functions called as somebody in a hurry calls them: a report or a clear refusal, never something else than was asked for."""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hostile_corpus import small

import enforcerules as er

NO_PATHS = ("a\0b", "\ud800", "x" * 5_000, "a" * 300 + ".json")
"""What no file system has: a NUL, half a character, names that are too long."""


@pytest.fixture(scope="module")
def rules() -> er.Ruleset:
    return er.load(small.SMALL)


def codes_of(call: Callable[[], Any]) -> set[str]:
    with pytest.raises(er.InvalidInput) as caught:
        call()
    assert str(caught.value)
    return {one.code for one in caught.value.report.errors}


@pytest.mark.parametrize("path", NO_PATHS, ids=range(len(NO_PATHS)))
def test_what_is_no_path_is_told(path: str, rules: er.Ruleset) -> None:
    for call in (
        lambda: er.load(path),
        lambda: er.load(small.SMALL, extending=path),
        lambda: er.build(path),
        lambda: er.decide(rules, path),
        lambda: er.replay(path, rules),
        lambda: er.open_log(path, write=False),
    ):
        assert codes_of(call) <= {"ER101", "ER102", "ER820"}
    assert {one.code for one in er.check(path).errors} <= {"ER101", "ER102"}
    (found,) = er.review(rules, path).decisions
    assert {one.code for one in found.report.errors} <= {"ER101", "ER102"}
    assert er.load(small.SMALL, cache=path).matters == rules.matters  # a cache is no more than a cache


def test_an_empty_path_is_not_the_folder_one_is_in() -> None:
    """`--rules "$RULES"` where the variable was never set would decide by whatever lies there."""
    assert codes_of(lambda: er.load("")) == {"ER101"}
    assert codes_of(lambda: er.load(small.SMALL, extending="")) == {"ER101"}
    assert [one.code for one in er.check("").errors] == ["ER101"]


def test_a_word_that_is_none_is_not_taken_for_another(rules: er.Ruleset) -> None:
    """`format="pdf"` gave text, `depth="all"` the short form, a territory that is none a form without local rules."""
    decision = er.decide(rules, small.CASE)
    with pytest.raises(ValueError, match="'text' or 'html', not 'pdf'"):
        er.explain(decision, format="pdf")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'reasons' or 'full', not 'all'"):
        er.explain(decision, depth="all")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'zh' or 'en', not 'fr'"):
        er.reasoning(decision, "fr")  # type: ignore[arg-type]
    assert codes_of(lambda: er.form(rules, "small.dump", territory="浙江")) == {"ER253"}
    assert codes_of(lambda: er.diff(rules, rules, "small.dum")) == {
        "ER307"
    }  # "no case is affected" would be the answer
    assert er.diff(rules, rules, "small.*").none


def test_one_is_not_several(rules: er.Ruleset) -> None:
    """The letters of a path are no cases, and the codes that are asked for are no letters."""
    for call in (
        lambda: list(er.decide_many(rules, "cases.jsonl")),
        lambda: list(er.replay_many("record.json", rules)),
        lambda: list(er.touched(b"{}", rules, rules)),
        lambda: er.leniency(rules, small.CASE),  # type: ignore[arg-type]
        lambda: er.check(small.SMALL, asking="ER583"),
        lambda: er.load(small.SMALL, trust="key.pem"),
        lambda: er.record(er.decide(rules, small.CASE), "sha256"),
        lambda: er.check(small.SMALL, on=datetime(2024, 5, 1)),  # noqa: DTZ001
    ):
        with pytest.raises(TypeError):
            call()


def test_a_record_has_a_digest(rules: er.Ruleset) -> None:
    """Without one it would be told as altered, when it is too late to make it again."""
    assert codes_of(lambda: er.record(er.decide(rules, small.CASE), [])) == {"ER806"}
    half = er.Envelope(by="\udcff")  # `--by` with bytes that are no UTF-8
    assert codes_of(lambda: er.record(er.decide(rules, small.CASE), envelope=half)) == {"ER117"}


def test_a_code_of_any_length_is_told_at_once() -> None:
    """27 digits are a code; of what is far longer its length is told, or its first wrong characters."""
    assert codes_of(lambda: er.parse_code("0" * 100_000)) == {"ER680"}
    with pytest.raises(er.InvalidInput) as caught:
        er.parse_code("x" * 100_000)
    assert len(caught.value.report.errors) == 54


@pytest.mark.parametrize("facts", [None, [], "x", 5, [("倾倒", True)]])
def test_a_decider_is_asked_with_facts_by_name(facts: Any, rules: er.Ruleset) -> None:
    made = er.decider(rules, small.CASE)
    assert codes_of(lambda: made(facts)) <= {"ER203", "ER204"}
    assert codes_of(lambda: er.decider(rules, facts)) <= {"ER203", "ER204"}


@pytest.mark.parametrize(
    ("amount", "same"),
    [
        (Decimal(20000).normalize(), "20000"),
        (Decimal("2E+4"), "20000.00"),
        (Decimal("200E-2"), "2"),
        (Decimal(0), "0"),
    ],
)
def test_a_decimal_is_its_number_however_it_is_kept(amount: Decimal, same: str, rules: er.Ruleset) -> None:
    """`normalize()` makes 2E+4 of 20000: `decide` refused it while a decider took it."""
    common = {key: value for key, value in small.CASE.items() if key != "facts"}
    facts = {**small.CASE["facts"], "货值金额": amount}
    given, written = (
        er.to_json(er.decide(rules, {**common, "facts": {**facts, "货值金额": one}})) for one in (amount, same)
    )
    strip = [
        [{k: v for k, v in m.items() if k != "amount"} for m in json.loads(j)["outcomes"][0]["measures"]]
        for j in (given, written)
    ]
    assert strip[0] == strip[1]
    made = er.decider(rules, common)
    for _ in range(3):
        assert made(facts).disposition == "penalise"


def test_two_bundles_with_one_calendar(tmp_path: Path) -> None:
    """Each bundle is complete in itself, calendars included: what is the same twice is one."""
    year = 'format: enforcerules/calendar/1\ncalendar: CN\nyear: 2024\n"off": [2024-05-0{}]\n'
    for name, day in (("a", 1), ("b", 1), ("c", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "2024.yaml").write_text(year.format(day), encoding="utf-8")
    same = er.check(tmp_path / "a", tmp_path / "b")
    assert not same.errors
    assert [one.code for one in er.check(tmp_path / "a", tmp_path / "c").errors] == ["ER330"]
