"""Forty provisions checked by hand against the law: imported, loaded, and decided on facts, they give what is expected.

`gold/records.jsonl` are the records; `gold/expected.json` says for each the facts of some cases, and every fine (分), mode, target,
group of alternatives and other measure that must follow. The same way as for any other record: no record is named here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import enforcerules as er
from enforcerules.exchange.clauses import import_clauses
from enforcerules.model.decision import MeasureSeen, Outcome
from enforcerules.model.duration import notation

HERE = Path(__file__).parent / "gold"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
PROBES = [(name, number) for name, probes in EXPECTED.items() for number in range(len(probes))]
PARTIES = [
    {"id": "unit", "kind": "unit"},
    {"id": "person", "kind": "individual"},
    {"id": "responsible", "kind": "responsible_person"},
    {"id": "crew", "kind": "responsible_person", "role": "crew"},
]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> er.Ruleset:
    """The records as rulesets, and all that they extend."""
    folder = tmp_path_factory.mktemp("laws")
    made = import_clauses(HERE / "records.jsonl")
    assert made.report.complete
    assert not made.report.diagnostics.diagnostics
    for file in made.files:
        (folder / file.name).write_text(file.text, encoding="utf-8")
    loaded = er.load(folder)
    assert {one.code for one in loaded.report.diagnostics} <= {"ER540", "ER541", "ER542"}  # true of the laws themselves
    return loaded


def decided(rules: er.Ruleset, matter: str, facts: dict[str, Any], **more: Any) -> tuple[Outcome, ...]:
    """The outcomes of a concluded case."""
    case = {"phase": "concluded", "matter": matter, "facts": facts, **more}
    return er.decide(rules, case).outcomes


def test_nothing_is_left_out(rules: er.Ruleset) -> None:
    assert sorted(rules.matters) == sorted(EXPECTED)
    assert len(PROBES) == 154


@pytest.mark.parametrize(("matter", "number"), PROBES)
def test_what_follows_is_what_was_found_by_hand(rules: er.Ruleset, matter: str, number: int) -> None:
    probe = EXPECTED[matter][number]
    (outcome,) = decided(rules, matter, probe["facts"])
    assert shown(outcome.measures) == wanted(probe)


@pytest.mark.parametrize(("matter", "number"), PROBES)
def test_parties_together_meet_what_the_case_without_parties_shows(rules: er.Ruleset, matter: str, number: int) -> None:
    """What is addressed to one kind of party meets parties of that kind and no other."""
    probe = EXPECTED[matter][number]
    subject = probe["facts"].get("subject")
    parties = [one for one in PARTIES if subject is None or one["kind"] in {subject, "responsible_person"}]
    facts = {name: value for name, value in probe["facts"].items() if name != "subject"}
    outcomes = {one.party: one for one in decided(rules, matter, facts, parties=parties)}
    met = {one.id: one for outcome in outcomes.values() for one in outcome.measures}
    assert shown(met.values()) == wanted(probe)
    for name, outcome in outcomes.items():
        assert {one.target for one in outcome.measures} <= ADDRESSED[name]


ADDRESSED = {
    "unit": {"violator", "unit"},
    "person": {"violator", "individual"},
    "responsible": {"responsible_persons", "principal"},
    "crew": {"crew"},
}


def shown(measures: Iterable[MeasureSeen]) -> list[tuple[Any, ...]]:
    """What holds, and with which of the others it is an alternative."""
    found = [one for one in measures if one.holds]
    groups = grouped((one.group, one.branch) for one in found)
    return sorted(
        (one.kind, one.modality, one.target, group, one.duration and notation(one.duration), money(one))
        for one, group in zip(found, groups, strict=True)
    )


def money(one: MeasureSeen) -> str:
    if one.kind != "fine":
        return ""
    if one.refers is not None:
        return f"refers to {one.refers.text}"
    return "left open" if one.statutory is None else f"{one.statutory.lo or 0}-{one.statutory.hi}"


def wanted(probe: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = [*probe["fines"], *probe["measures"]]
    groups = grouped((one.get("group"), number) for number, one in enumerate(found))
    return sorted(
        (one.get("kind", "fine"), one["mode"], one["target"], group, one.get("duration"), expected_money(one))
        for one, group in zip(found, groups, strict=True)
    )


def expected_money(one: dict[str, Any]) -> str:
    if "kind" in one:
        return ""
    if "refers" in one:
        return f"refers to {one['refers']}"
    return "left open" if one.get("left_open") else f"{one['fen'][0]}-{one['fen'][1]}"


def grouped(found: Iterable[tuple[str | None, int | None]]) -> Iterator[tuple[int, int]]:
    """For each measure the place of its group in order of size and of branches, (0, 0) where it stands alone.

    Names of groups differ; how many belong together, and in how many branches, does not.
    """
    kept = list(found)
    sizes = {name: {branch for one, branch in kept if one == name} for name, _ in kept if name is not None}
    members = {name: sum(one == name for one, _ in kept) for name in sizes}
    for name, _ in kept:
        yield (0, 0) if name is None else (members[name], len(sizes[name]))
