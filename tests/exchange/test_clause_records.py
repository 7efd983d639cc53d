"""Hostile and wrong records: a diagnostic with line, column and field for each, and the others are imported."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.base.catalogue import message
from enforcerules.exchange.clauses import import_bytes, import_clauses

FINE = {"target": "violator", "mode": "mandatory", "kind": "fixed_range", "min": 1000, "max": 5000}
MULTIPLE = {
    "target": "violator", "mode": "mandatory", "kind": "multiple_of_base", "base": "gains", "min_factor": "1", "max_factor": "3",
}  # fmt: skip
WARNING = {"type": "warning", "mode": "mandatory"}


def record(*, number: int = 1, **changed: Any) -> dict[str, Any]:
    rules = [{"when": "always", "fines": [FINE], "penalties": [WARNING]}]
    made = {
        "id": f"示例法#{number}",
        "law": "示例法",
        "version": "2020-01-01",
        "article": "第一条",
        "paragraph": number,
        "rules": rules,
    }
    return {key: value for key, value in {**made, **changed}.items() if value is not ...}


def fined(**changed: Any) -> dict[str, Any]:
    fine = {key: value for key, value in {**FINE, **changed}.items() if value is not ...}
    return record(rules=[{"when": "always", "fines": [fine], "penalties": []}])


def multiplied(**changed: Any) -> dict[str, Any]:
    fine = {key: value for key, value in {**MULTIPLE, **changed}.items() if value is not ...}
    return record(rules=[{"when": "always", "fines": [fine], "penalties": []}])


def penalised(**changed: Any) -> dict[str, Any]:
    return record(rules=[{"when": "always", "fines": [], "penalties": [{**WARNING, **changed}]}])


def asked(when: Any) -> dict[str, Any]:
    return record(rules=[{"when": when, "fines": [FINE], "penalties": []}])


def line(one: Any) -> str:
    return one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)


def imported(*records: Any):
    return import_bytes("\n".join(map(line, records)).encode(), "r.jsonl")


WRONG = {
    "no JSON": ("{", "ER161"),
    "no table": ("[1, 2]", "ER203"),
    "a text": ('"食品"', "ER203"),
    "NaN": (line(fined(min=float("nan"))), "ER163"),
    "infinite": (line(fined(max=float("inf"))), "ER163"),
    "deep": ("[" * 5000 + "]" * 5000, "ER134"),
    "a key twice": ('{"id": "a", "id": "b"}', "ER120"),
    "no id": (record(id=...), "ER202"),
    "no rules": (record(rules=...), "ER202"),
    "empty rules": (record(rules=[]), "ER224"),
    "rules as a table": (record(rules={}), "ER203"),
    "too many rules": (record(rules=[{"when": "always", "fines": [], "penalties": [WARNING]}] * 101), "ER224"),
    "a rule of nothing": (record(rules=[{"when": "always", "fines": [], "penalties": []}]), "ER516"),
    "an id that is none": (record(id="a b"), "ER252"),
    "an id of control characters": (record(id="a\n"), "ER252"),
    "a law that is a path": (record(law="../../etc"), "ER705"),
    "a law that is a folder": (record(law="a/b"), "ER705"),
    "a law that is a drive": (record(law="C:"), "ER705"),
    "an empty law": (record(law=""), "ER705"),
    "a version that is no day": (record(version="2020-02-30"), "ER231"),
    "a version that is a number": (record(version=2020), "ER230"),
    "an article that is none": (record(article="一百二十三"), "ER305"),
    "an article with an instrument": (record(article="食品安全法 第一条"), "ER305"),
    "a paragraph that is none": (record(paragraph="一"), "ER221"),
    "paragraph 0": (record(paragraph=0), "ER224"),
    "a huge paragraph": (record(paragraph=99999999999999999999), "ER224"),
    "a status that is none": (record(status="done"), "ER251"),
    "a kind that is none": (fined(kind="fixed"), "ER251"),
    "a mode that is none": (fined(mode="must"), "ER251"),
    "no target": (fined(target=...), "ER202"),
    "a target with blanks": (fined(target="the unit"), "ER252"),
    "no maximum": (fined(max=...), "ER202"),
    "a maximum that is text": (fined(max="五千"), "ER240"),
    "a maximum that is a list": (fined(max=[5000]), "ER203"),
    "a negative minimum": (fined(min=-1), "ER225"),
    "finer than a fen": (fined(min="0.001"), "ER242"),
    "a huge sum": (fined(max=10**30), "ER222"),
    "upside down": (fined(min=5000, max=1000), "ER417"),
    "a fixed amount with two ends": (fined(kind="fixed_amount"), "ER703"),
    "a maximum only with a minimum": (fined(kind="upper_only"), "ER703"),
    "a fine of nothing": (fined(min=0, max=0), "ER703"),
    "a fixed range with a base": (fined(base="gains"), "ER703"),
    "a fixed range with a factor": (fined(min_factor="1"), "ER703"),
    "left open with an amount": (fined(kind="unspecified"), "ER703"),
    "a cap of a fixed range": (fined(cap_yuan=5), "ER703"),
    "no base": (multiplied(base=...), "ER202"),
    "a base that is code": (multiplied(base="__import__('os')"), "ER702"),
    "a base that is a sum": (multiplied(base="gains+goods"), "ER702"),
    "two sums multiplied": (multiplied(base="gains*goods"), "ER702"),
    "things multiplied for money": (multiplied(base="persons*months"), "ER702"),
    "a truth as a base": (multiplied(base="serious"), "ER704"),
    "a number of things as a base of a multiple": (multiplied(base="persons"), "ER704"),
    "a factor that is text": (multiplied(max_factor="三"), "ER220"),
    "a factor in science": (multiplied(max_factor="1e3"), "ER220"),
    "a negative factor": (multiplied(min_factor="-1"), "ER225"),
    "a factor of thirteen decimals": (multiplied(max_factor="1.1234567890123"), "ER223"),
    "a base floor of nothing": (multiplied(base_floor_yuan=0), "ER703"),
    "a floor above the cap": (multiplied(floor_yuan=10, cap_yuan=5), "ER417"),
    "money for each unit with a base floor": (multiplied(kind="per_unit", base="persons", base_floor_yuan=5), "ER703"),
    "money for each sum": (multiplied(kind="per_unit", base="gains"), "ER704"),
    "a duration that is none": (penalised(duration="soon"), "ER422"),
    "a duration that is upside down": (penalised(duration="15-5d"), "ER422"),
    "a type that is no name": (penalised(type="警告"), "ER252"),
    "a fine among the others": (penalised(type="fine"), "ER252"),
    "a when that is a number": (asked(5), "ER701"),
    "a when that is a list": (asked([]), "ER203"),
    "code in when": (asked("__import__('os').system('true')"), "ER701"),
    "a figure used as a truth": (asked("gains"), "ER704"),
    "a truth used as a figure": (asked("serious>0"), "ER704"),
    "a word for a figure": (asked("gains=='many'"), "ER704"),
    "one name in two uses": (asked("own and own>0"), "ER704"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_at_its_line_and_the_others_are_imported(name: str) -> None:
    wrong, code = WRONG[name]
    made = imported(record(number=7), wrong, record(number=8))
    report = made.report
    assert {one.code for one in report.diagnostics.errors} == {code}, report.diagnostics
    for one in report.diagnostics.errors:
        assert one.span is not None
        assert (one.span.file, one.span.line) == ("r.jsonl", 2)
        assert all(message(one, lang) for lang in ("zh", "en"))
    assert (report.read, report.refused, report.imported) == (3, 1, 2)
    assert not report.complete
    assert [file.name for file in made.files] == ["示例法.yaml"]


def test_an_id_twice_is_said_with_the_first() -> None:
    made = imported(record(), record(number=2), record())
    (one,) = made.report.diagnostics.errors
    assert one.code == "ER309"
    assert one.span is not None
    assert (one.span.line, [label.span.line for label in one.labels]) == (3, [1])
    assert made.report.imported == 2


def test_empty_and_unreadable_files(tmp_path: Path) -> None:
    assert [one.code for one in imported("", " ").report.diagnostics.errors] == ["ER113"]
    assert [one.code for one in import_clauses(tmp_path / "none").report.diagnostics.errors] == ["ER101"]
    assert [one.code for one in import_clauses(tmp_path).report.diagnostics.errors] == ["ER106"]
    assert [one.code for one in import_bytes(b"\xff\xfe\x00", "r").report.diagnostics.errors]


def test_reading_stops_after_many_problems() -> None:
    made = imported(*["x"] * 10_000)
    assert made.report.diagnostics.diagnostics[-1].code == "ER137"
    assert len(made.report.diagnostics.diagnostics) <= 202


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["always", "gains", "示例法"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["when", "fines", "penalties", "kind", "base"]), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_nothing_raises(data: st.DataObject) -> None:
    """A record in which one place holds anything at all is imported or refused."""
    made = data.draw(st.sampled_from([record(), fined(), multiplied(), penalised(duration="5-15d")]))
    made = json.loads(json.dumps(made))
    places = list(_places(made))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(JSON)
    report = imported(made).report
    assert report.imported == 1 or report.diagnostics.errors


def _places(node: Any):
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in steps:
        yield node, key
        yield from _places(value)
