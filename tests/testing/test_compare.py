"""An expectation that is wrong fails: each field of examples that pass is bent, and a difference is seen."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enforcerules import api, pipeline
from enforcerules.api.cases import as_case
from enforcerules.load.cases import load_example, load_examples
from enforcerules.load.shipped import located
from enforcerules.model.decision import DISPOSITIONS, Decision
from enforcerules.model.example import (
    Example,
    Expectation,
    Expected,
    ExpectedCombined,
    ExpectedConcurrence,
    ExpectedReason,
)
from enforcerules.model.program import LEVELS, Program
from enforcerules.testing.collect import collect, ruleset_of
from enforcerules.testing.compare import Difference, differences
from enforcerules.testing.run import run_example
from enforcerules.testing.vacuous import stated, vacuous

ROOT = Path(__file__).parents[2]
Key = tuple[Path, int]
FILES = collect([ROOT / "rulesets", ROOT / "tests" / "scenarios"])
EXAMPLES: list[Key] = [(path, at) for path in FILES for at in range(len(load_examples(path)))]
"""Every example, by its file and its place there."""
COMPARED = sorted(set(Expected.model_fields) - {"act", "party", "matter"})


@cache
def program_of(paths: tuple[Path, ...]) -> Program:
    first, *more = paths
    return api.load(first, *more).program


@cache
def loaded(path: Path) -> tuple[Example, ...]:
    found = [example for example, _ in load_examples(path)]
    assert None not in found, path
    return tuple(example for example in found if example is not None)


def stored(key: Key) -> Example:
    path, at = key
    return loaded(path)[at]


@cache
def decided(key: Key) -> tuple[Example, Decision, Program]:
    path, _ = key
    example = stored(key)
    program = program_of(located([ruleset_of(path)], "cn"))
    return example, pipeline.decide(program, example.case), program


def parts(expect: Expectation) -> tuple[Expected, ...]:
    return expect.outcomes or (expect,)


def bent(field: str, value: Any, decision: Decision) -> Any:
    """The same field, wrong in one place."""
    got = decision.outcomes[0]
    if field == "disposition":
        return next(name for name in DISPOSITIONS if name != value)
    if field == "candidates":
        return tuple(set(DISPOSITIONS) - set(value))[:1]
    if field == "levels":
        return {key: tuple(lv for lv in LEVELS if lv not in levels) or LEVELS[:1] for key, levels in value.items()}
    if field == "measures":
        return {key: "shall" if wanted != "shall" else "may" for key, wanted in value.items()}
    if field in {"ranges", "points", "statutory"}:
        wrong = "17" if field == "points" else "[17, 18]"
        return {key: dict.fromkeys(one, wrong) if isinstance(one, dict) else wrong for key, one in value.items()}
    if field == "reasons":
        states = ("held", "rejected", "open", "replaced", "not_asked")
        return {key: ExpectedReason(state=next(s for s in states if s != one.state)) for key, one in value.items()}
    if field in {"deadlines", "gave_way", "quantities"}:
        return dict.fromkeys(value, "1999-01-01")
    unwanted = {
        "no_duties": [duty.kind for duty in got.duties],
        "no_alerts": [alert.kind for alert in got.alerts],
        "not_because": list(got.because),
    }
    if field in unwanted:
        return tuple(unwanted[field][:1]) or None
    return (*value, "nothing_of_this_name")


def wrongly(expect: Expectation, at: int, field: str, value: Any) -> Expectation:
    """The expectation with one field of one outcome replaced."""
    if not expect.outcomes:
        return expect.model_copy(update={field: value})
    made = [part.model_copy(update={field: value}) if at == n else part for n, part in enumerate(expect.outcomes)]
    return expect.model_copy(update={"outcomes": tuple(made)})


def bendings(field: str) -> list[tuple[Key, int]]:
    """Every example and outcome that states the field."""
    found = []
    for key in EXAMPLES:
        example = stored(key)
        found += [(key, at) for at, part in enumerate(parts(example.expect)) if field in stated(part)]
    return found


@pytest.mark.parametrize("field", COMPARED)
def test_a_wrong_expectation_fails_in_every_example_that_states_the_field(field: str) -> None:
    tried = 0
    for key, at in bendings(field):
        example, decision, _ = decided(key)
        assert differences(example.expect, decision) == ()
        value = bent(field, getattr(parts(example.expect)[at], field), decision)
        if value is None:
            continue
        tried += 1
        found = differences(wrongly(example.expect, at, field, value), decision)
        assert any(one.where.rpartition("] ")[2].partition(".")[0] == field for one in found), (
            key[0].name,
            value,
            found,
        )
    assert tried or field in NOT_IN_EXAMPLES, f"no example states `{field}`"


OTHERWISE: dict[str, Any] = {
    "policy": "nothing", "state": "nothing", "prevails": "nothing", "rule": "nothing", "gave_way": ("nothing",),
    "options": ("nothing",), "because": ("nothing",), "asks": ("nothing",), "acts": ("nothing",), "kinds": ("nothing",),
    "statutory": "[17, 18]", "permitted": "[17, 18]", "detention": "17d", "uncapped": "17d",
}  # fmt: skip


@pytest.mark.parametrize(("whole", "model"), [("concurrence", ExpectedConcurrence), ("combined", ExpectedCombined)])
def test_a_wrong_expectation_of_the_whole_fails(
    whole: str, model: type[ExpectedConcurrence | ExpectedCombined]
) -> None:
    """Each field of a concurrence or a combination that an example states, bent; and `none` where there is one."""
    tried: set[str] = set()
    for key in EXAMPLES:
        example, decision, _ = decided(key)
        stated_ = getattr(example.expect, whole)
        if stated_ is None:
            continue
        assert differences(example.expect, decision) == ()
        (one,) = stated_ or (model.model_validate({}),)
        for field in (one.model_fields_set if stated_ else {"act"}) - {"act", "party"}:
            wrong = not one.open if field == "open" else OTHERWISE[field]
            bent_ = example.expect.model_copy(update={whole: (one.model_copy(update={field: wrong}),)})
            assert any(d.where.endswith(f"].{field}") for d in differences(bent_, decision)), (key[0].name, field)
            tried.add(field)
        found = () if stated_ else (model.model_validate({}),)
        assert any(
            d.where.startswith(whole) for d in differences(example.expect.model_copy(update={whole: found}), decision)
        )
    assert tried == set(model.model_fields) - {"act", "party"}


NOT_IN_EXAMPLES: set[str] = set()
"""Fields that no example states yet."""


def test_one_outcome_is_expected_where_there_are_two() -> None:
    program = program_of(located(["cn"]))
    decision = pipeline.decide(program, as_case(ROOT / "examples" / "two-acts.yaml"))
    expect = Expectation.model_validate({"disposition": "penalise"})
    assert differences(expect, decision) == (Difference("outcomes", "1", "3"),)
    several = Expectation.model_validate({"outcomes": [{"act": "a9", "disposition": "penalise"}]})
    assert differences(several, decision) == (Difference("outcomes[a9/*]", "1", "0"),)


@pytest.mark.parametrize("key", EXAMPLES, ids=lambda key: f"{key[0].stem}-{key[1]}")
def test_every_example_states_something_that_could_fail(key: Key) -> None:
    example, _, program = decided(key)
    assert all(stated(part) for part in parts(example.expect))
    assert vacuous(example.expect, program) == ()


@pytest.mark.parametrize(
    ("expect", "where"),
    [
        ({}, "expect"),
        ({"duties": []}, "expect"),
        ({"because": [], "levels": {}}, "expect"),
        ({"outcomes": [{"act": "a1", "party": "p1"}]}, "expect"),
        ({"no_duties": ["hearng"]}, "no_duties"),
        ({"no_alerts": ["benchmark_outside"]}, "no_alerts"),
        ({"not_because": ["apl.33.1.9"]}, "not_because"),
        ({"measures": {"licence_revoke": "absent"}}, "measures"),
    ],
)
def test_what_could_not_fail_fails(expect: dict[str, Any], where: str) -> None:
    example, _, program = decided(EXAMPLES[0])
    made = example.model_copy(update={"expect": Expectation.model_validate(expect)})
    assert where in {one.where for one in run_example(program, made).differences}


@pytest.mark.parametrize(
    "expect",
    [
        {"questions": []},
        {"candidates": []},
        {"no_duties": ["hearing"]},
        {"no_alerts": ["tier_gap"]},
        {"not_because": ["apl.33.1.1"]},
        {"measures": {"license_revoke": "absent"}},
    ],
)
def test_what_could_fail_is_not_called_vacuous(expect: dict[str, Any]) -> None:
    program = program_of(located(["cn"]))
    assert vacuous(Expectation.model_validate(expect), program) == ()


def test_alerts_of_the_engine_are_those_that_its_source_raises() -> None:
    """The list is written by hand, so it is held against the stages that make alerts."""
    from enforcerules.model.decision import ENGINE_ALERTS

    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/enforcerules/decide").glob("*.py"))
    assert [kind for kind in sorted(ENGINE_ALERTS) if f'"{kind}"' not in source] == []
    seen = {alert.kind for key in EXAMPLES for o in decided(key)[1].outcomes for alert in o.alerts if not alert.title}
    assert sorted(seen - ENGINE_ALERTS) == []


@pytest.mark.parametrize("key", ["dispositions", "becuase", "range", "duty"])
def test_unknown_keys_of_an_expectation_are_refused(key: str, tmp_path: Path) -> None:
    file = tmp_path / "cases" / "wrong.yaml"
    file.parent.mkdir()
    text = FILES[0].read_text(encoding="utf-8")
    file.write_text(text.replace("\nexpect:\n", f"\nexpect:\n  {key}: [x]\n"), encoding="utf-8")
    example, report = load_example(file)
    assert [one.code for one in report.errors] == ["ER201"]
    assert example is None
