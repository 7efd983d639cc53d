"""Every bound from both sides: what is just within it is read, what is just beyond is refused; and how bounds are changed."""

import threading
from dataclasses import fields
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules.base.bounded import bounded
from enforcerules.base.diagnostics import diagnose
from enforcerules.base.limits import (
    CONDITION_DEPTH,
    CONDITION_LENGTH,
    DEFAULT,
    WORKBOOK,
    Limits,
    WorkbookLimits,
    bounds,
    ceiling,
    limited,
    said,
    workbook_bounds,
)
from enforcerules.base.source import Text
from enforcerules.language.parsing import NotReadable, parse_condition
from enforcerules.language.vocabulary import vocabulary
from enforcerules.load.cases import case_of
from enforcerules.load.files import find_documents, read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.made import load_made
from enforcerules.load.yaml_nodes import read_yaml

ROOT = Path(__file__).parents[2]


def codes(problems) -> list[str]:
    return [one.code for one in problems]


# Bound, its value here, what is just within, what is just beyond, and the code of the latter: of a YAML file.
OF_YAML = [
    ("depth", 3, "a: {b: {c: 1}}", "a: {b: {c: {d: 1}}}", "ER134"),
    ("aliases", 2, "a: &a 1\nb: [*a, *a]", "a: &a 1\nb: [*a, *a, *a]", "ER132"),
    ("nodes", 5, "a: 1\nb: 2", "a: 1\nb: 2\nc: 3", "ER133"),
    ("scalar", 4, "a: 1234", "a: 12345", "ER135"),
]


@pytest.mark.parametrize(("name", "most", "within", "beyond", "code"), OF_YAML, ids=[one[0] for one in OF_YAML])
def test_bounds_of_a_file(name: str, most: int, within: str, beyond: str, code: str) -> None:
    with limited(**{name: most}):
        assert codes(read_yaml(within.encode(), "f")[1]) == []
        assert codes(read_yaml(beyond.encode(), "f")[1]) == [code]
    assert codes(read_yaml(beyond.encode(), "f")[1]) == []


def test_bounds_of_json() -> None:
    with limited(depth=2, nodes=6, scalar=3):
        assert codes(read_json(b'{"a":[1,2]}', "f")[1]) == []
        assert codes(read_json(b'{"a":[[1]]}', "f")[1]) == ["ER134"]
        assert codes(read_json(b'{"a":[1,2,3,4]}', "f")[1]) == ["ER133"]
        assert codes(read_json(b'{"a":"1234"}', "f")[1]) == ["ER135"]


def test_bounds_of_files_and_folders(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("abc")
    with limited(file_bytes=3, files=2):
        assert read_bytes(tmp_path / "a.yaml") == (b"abc", ())
        assert len(find_documents(tmp_path)[0]) == 2
    with limited(file_bytes=2, files=1):
        assert codes(read_bytes(tmp_path / "a.yaml")[1]) == ["ER103"]
        assert codes(find_documents(tmp_path)[1]) == ["ER107"]


def test_the_bound_of_problems() -> None:
    many = [diagnose("ER101", None, path=number) for number in range(5)]
    with limited(problems=6):
        assert codes(bounded(many)) == ["ER101"] * 5
    with limited(problems=3):
        assert codes(bounded(many)) == [*["ER101"] * 3, "ER137"]
        assert codes(read_yaml(b"a: !x 1\nb: !x 1\n", "f")[1]) == ["ER129"] * 2
        assert codes(read_yaml(b"a: !x 1\nb: !x 1\nc: !x 1\n", "f")[1]) == [*["ER129"] * 2, "ER129", "ER137"]


def test_the_bound_of_outcomes() -> None:
    """Two acts with three parties are six outcomes; with one matter more on one act, nine."""
    acts = [{"id": "a1", "matter": "m.x"}, {"id": "a2", "matter": ["m.x", "m.y"]}]
    parties = [{"id": f"p{number}"} for number in range(3)]
    with limited(outcomes=9):
        assert codes(case_of({"acts": acts, "parties": parties})[1].errors) == []
    with limited(outcomes=8):
        assert codes(case_of({"acts": acts, "parties": parties})[1].errors) == ["ER615"]
        assert codes(case_of({"acts": [*acts, acts[0] | {"id": "a3"}], "parties": parties[:2]})[1].errors) == []


def test_the_bound_of_digits() -> None:
    """The point and the sign are no digits: 1234.56 has six."""
    rules = er.load(ROOT / "tests" / "audit" / "small")
    given = {"matter": "small.dump", "facts": {"倾倒": True, "货值金额": "1234.56"}}
    with limited(digits=6):
        assert er.decide(rules, given).outcomes
    with limited(digits=5), pytest.raises(er.InvalidInput) as caught:
        er.decide(rules, given)
    assert codes(caught.value.report.errors) == ["ER222"]


def test_the_bound_of_a_bundle_and_of_a_record(tmp_path: Path) -> None:
    data = er.build(ROOT / "tests" / "audit" / "small")
    (tmp_path / "r.bundle").write_bytes(data)
    with limited(bundle_bytes=len(data)):
        rules = er.load(tmp_path / "r.bundle")
    with limited(bundle_bytes=len(data) - 1), pytest.raises(er.InvalidInput) as caught:
        er.load(tmp_path / "r.bundle")
    assert codes(caught.value.report.errors) == ["ER103"]
    kept = er.record(er.decide(rules, {"matter": "small.dump", "facts": {"倾倒": True}}))
    with limited(record_bytes=len(kept)):
        assert er.replay(kept, rules).verdict == "same"
    with limited(record_bytes=len(kept) - 1):
        assert codes(er.replay(kept, rules).report.errors) == ["ER103"]


def test_the_bound_of_rows_of_decisions(tmp_path: Path) -> None:
    writer = pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    path = tmp_path / "made.xlsx"
    book = writer.Workbook(str(path))
    book.add_worksheet("a").write_column(0, 0, ["案号", "1", "2"])
    book.close()
    with limited(rows=3):
        assert "ER721" not in {code for one in load_made(path) for code in codes(one.report.errors)}
    with limited(rows=2):
        assert [codes(one.report.errors) for one in load_made(path)] == [["ER721"]]


def test_bounds_of_a_condition() -> None:
    nothing = vocabulary({}, {})

    def code(text: str) -> str | None:
        try:
            parse_condition(Text(text), nothing)
        except NotReadable as refusal:
            return refusal.diagnostic.code
        return None

    assert code("甲" * CONDITION_LENGTH) != "ER401"
    assert code("甲" * (CONDITION_LENGTH + 1)) == "ER401"
    assert code("(" * CONDITION_DEPTH) != "ER402"
    assert code("(" * (CONDITION_DEPTH + 1)) == "ER402"


# ---- changing them ---------------------------------------------------------------------------------------------------


def test_bounds_hold_for_their_with_and_their_thread_alone() -> None:
    seen: list[Limits] = []
    with er.limited(nodes=7, workbook_cells=9):
        assert (bounds().nodes, workbook_bounds().cells) == (7, 9)
        with er.limited(depth=5):
            assert (bounds().nodes, bounds().depth) == (7, 5)
        other = threading.Thread(target=lambda: seen.append(bounds()))
        other.start()
        other.join()
    assert seen == [DEFAULT]
    assert (bounds(), workbook_bounds()) == (DEFAULT, WORKBOOK)


@pytest.mark.parametrize("wrong", [{"node": 1}, {"nodes": 0}, {"nodes": -1}, {"nodes": True}, {"nodes": 1.5}, {"nodes": "9"}, {"digits": 19}, {"depth": 129}])  # fmt: skip
def test_there_is_no_way_to_have_no_bound(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"bound|whole number"), limited(**wrong):
        pass


def test_every_default_lies_below_its_ceiling() -> None:
    for one in fields(Limits):
        assert 1 <= getattr(DEFAULT, one.name) <= ceiling(one.name)
    for one in fields(WorkbookLimits):
        assert 1 <= getattr(WORKBOOK, one.name) <= ceiling(f"workbook_{one.name}")


def test_bounds_are_written_for_the_environment() -> None:
    assert said("nodes=2000000, file_bytes=64MiB,") == {"nodes": 2_000_000, "file_bytes": 64 * 1024 * 1024}
    assert said("") == {}
    for wrong in ("nodes", "nodes=", "nodes=1e5", "nodes=-1", "nodes=１", "nodes=9999999999999"):
        with pytest.raises(ValueError, match="no bound"):
            said(wrong)


def test_every_bound_is_in_the_documentation() -> None:
    told = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    for one in fields(Limits):
        assert f"`{one.name}`" in told
    for one in fields(WorkbookLimits):
        assert f"`workbook_{one.name}`" in told
