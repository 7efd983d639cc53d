"""Generated records: import, print, load is the identity, and deciding agrees with a second reading of the record."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import laws, states
from second_reading import Fact, follows, seen

import enforcerules as er
from enforcerules.base.hidden import hidden
from enforcerules.exchange.clauses import Imported, import_bytes
from enforcerules.exchange.clauses.yaml_text import yaml_text
from enforcerules.load.yaml_nodes import read_yaml

few = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("law")


def imported(records: list[dict[str, Any]]) -> Imported:
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in records)
    made = import_bytes(lines.encode(), "records.jsonl")
    assert not made.report.diagnostics.diagnostics
    return made


def loaded(made: Imported, folder: Path) -> er.Ruleset:
    (law,) = made.files
    (folder / law.name).write_text(law.text, encoding="utf-8")
    return er.load(folder / law.name)


def names(record: dict[str, Any]) -> set[str]:
    """The names that a record uses."""
    texts = [rule["when"] for rule in record["rules"]]
    bases = [fine["base"] for rule in record["rules"] for fine in rule["fines"] if "base" in fine]
    return {name for text in (*texts, *bases) for name in re.findall(r"[a-z_]+", text)}


def given_as(value: Fact) -> bool | str:
    if isinstance(value, Fraction):
        return f"{value.numerator // value.denominator}" if value.denominator == 1 else f"{float(value):.2f}"
    return value


@few
@given(records=laws(), cases=st.lists(states(), min_size=4, max_size=4))
def test_deciding_agrees_with_a_second_reading_of_the_record(
    folder: Path, records: list[dict[str, Any]], cases: list[dict[str, Fact]]
) -> None:
    """For every record and state: the measures that hold, their modes, targets, durations and amounts are equal."""
    rules = loaded(imported(records), folder)
    said = json.dumps(records, ensure_ascii=False)
    for record in records:
        used = names(record)
        for state in cases:
            facts = {name: given_as(value) for name, value in state.items() if name in used}
            if facts.get("own_word") not in {None, *re.findall("[甲乙]类", said)}:
                facts["own_word"] = "其他"
            case = {"phase": "concluded", "matter": record["id"], "facts": facts}
            (outcome,) = er.decide(rules, case).outcomes
            assert seen(outcome.measures) == follows(record, state)


@few
@given(records=laws())
def test_alternatives_of_a_record_stay_alternatives(folder: Path, records: list[dict[str, Any]]) -> None:
    """Every measure with a group in the record has one in the matter, and only those; a branch holds one measure."""
    rules = loaded(imported(records), folder)
    for record in records:
        measures = rules.program.matters[record["id"]].measures
        entries = [one for rule in record["rules"] for one in (*rule["fines"], *rule["penalties"])]
        assert sum(one.group is not None for one in measures) == sum("alt_group" in one for one in entries)
        branches = [(one.group, one.branch) for one in measures if one.group is not None]
        assert len(set(branches)) == len(branches)


def plain(node: Any) -> Any:
    """Nodes of a file as texts, lists and tables without their places."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(one) for one in node] if isinstance(node, list) else str(node)


def printed(table: Any) -> Any:
    node, found = read_yaml(yaml_text(table).encode(), "printed.yaml")
    assert not found
    return plain(node)


TEXTS = st.text(
    st.one_of(st.sampled_from("违法所得，。：；《》（）、ab01 -:#{}[],&*!|>'\"%@`?~.=\\\n\t"), st.characters(codec="utf-8", exclude_categories=["C"])),
    min_size=1, max_size=12,
).filter(lambda text: text.strip() != "" and text == text.strip() and not any(hidden(text)))  # fmt: skip
KEYS = st.sampled_from(["id", "title", "note", "penalties", "limbs", "one_of", "when", "fine", "食品安全法"])
TABLES = st.dictionaries(
    st.one_of(KEYS, st.sampled_from(["instruments", "matters", "facts"])),
    st.recursive(
        TEXTS,
        lambda inner: st.one_of(st.lists(inner, min_size=1, max_size=3), st.dictionaries(KEYS, inner, min_size=1, max_size=3)),
        max_leaves=8,
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(table=TABLES)
def test_what_is_printed_is_what_is_read(table: dict[str, Any]) -> None:
    assert printed(table) == plain(table)


@few
@given(records=laws())
def test_the_file_of_a_law_is_its_node(records: list[dict[str, Any]]) -> None:
    (file,) = imported(records).files
    node, found = read_yaml(file.text.encode(), file.name)
    assert not found
    assert yaml_text(plain_with_quotes(node)) == file.text


def plain_with_quotes(node: Any) -> Any:
    """The node as it was read, with its quotes, so that printing it again gives the same bytes."""
    from enforcerules.exchange.clauses.yaml_text import Quoted

    if isinstance(node, dict):
        return {str(key): plain_with_quotes(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain_with_quotes(one) for one in node]
    return Quoted(node) if node.quoted else str(node)
