"""Every bound from both sides: what is just within it is read, what is just beyond is refused; and how bounds are changed."""

import csv
import json
import re
import threading
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules.base import limits
from enforcerules.base.bounded import bounded
from enforcerules.base.diagnostics import diagnose
from enforcerules.base.limits import (
    CLAUSE_RULES,
    CONDITION_DEPTH,
    CONDITION_LENGTH,
    DECIMALS,
    DEFAULT,
    NAME_LENGTH,
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
from enforcerules.cli.serve_messages import Request, messages
from enforcerules.exchange.clauses.expression import RefusedExpression
from enforcerules.exchange.clauses.expression import parse as parse_clause
from enforcerules.exchange.clauses.reading import records_of
from enforcerules.exchange.workbook.reading import book_of
from enforcerules.language.parsing import NotReadable, parse_condition
from enforcerules.language.vocabulary import vocabulary
from enforcerules.load.cases import case_of
from enforcerules.load.files import find_documents, read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.made import load_made
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.citation import parse as parse_citation
from enforcerules.model.dates import parse_period
from enforcerules.model.references import resolve

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


PLACE = parse_citation("试法 第一条")


def id_of(text: str) -> bool:
    """Whether `serve` takes a request with this id."""
    line = json.dumps({"jsonrpc": "2.0", "id": text, "method": "about"}).encode()
    return isinstance(messages(line)[0][0], Request)


def clause(text: str) -> bool:
    try:
        parse_clause(text)
    except RefusedExpression:
        return False
    return True


# What is written, whether it can be read, the most of it that can be, as a text of so many.
OF_WRITING = [
    ("CITATION_LENGTH", lambda n: parse_citation(f"《{'甲' * (n - 2)}》") is not None),
    ("PLACES", lambda n: resolve(f"第一条至第{n}条", PLACE) is not None),
    ("PERIOD_YEARS", lambda n: parse_period(f"{n}年") is not None),
    ("PERIOD_YEARS", lambda n: parse_period(f"{n * 12}个月") is not None),
    ("CLAUSE_LENGTH", lambda n: clause(f"a{' ' * (n - 1)}")),
    ("CLAUSE_DEPTH", lambda n: clause(f"{'not ' * n}a")),
    ("REQUEST_ID", lambda n: id_of("x" * n)),
    ("NUMBER_DIGITS", lambda n: clause(f"a > {'1' * n}")),
    ("NUMBER_DIGITS", lambda n: "ER222" not in refused_of("1" * n)),
]


def refused_of(text: str) -> list[str]:
    try:
        parse_condition(Text(text), vocabulary({}, {}))
    except NotReadable as refusal:
        return [refusal.diagnostic.code]
    return []


@pytest.mark.parametrize(("name", "reads"), OF_WRITING, ids=[one[0] for one in OF_WRITING])
def test_bounds_of_what_is_written(name: str, reads: Callable[[int], bool]) -> None:
    most: int = getattr(limits, name)
    assert reads(most)
    assert not reads(most + 1)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("label: 倾倒", "label: {}".format, "ER254"),
        ("label: 没有规则用到的事实, type: boolean", "label: 浓度, type: decimal, unit: 克, scale: {}".format, "ER224"),
    ],
)
def test_bounds_of_a_declared_fact(old: str, new: Callable[[object], str], code: str, tmp_path: Path) -> None:
    text = (ROOT / "tests" / "audit" / "small" / "ruleset.yaml").read_text(encoding="utf-8")
    most = NAME_LENGTH if code == "ER254" else DECIMALS
    for size in (most, most + 1):
        said = new("甲" * size if code == "ER254" else size)
        made = text.replace(old, said, 1).replace(
            "elements: 倾倒", f"elements: {'甲' * size if code == 'ER254' else '倾倒'}"
        )
        (tmp_path / "ruleset.yaml").write_text(made, encoding="utf-8")
        assert (code in codes(er.check(tmp_path).errors)) is (size > most)


def test_bounds_of_a_clause_record() -> None:
    rule = {"when": "always", "fines": [], "penalties": [{"type": "warning", "mode": "mandatory"}]}
    record = {"id": "示例法#1", "law": "示例法", "version": "2020-01-01", "article": "第一条", "paragraph": 1}
    for size in (CLAUSE_RULES, CLAUSE_RULES + 1):
        line = json.dumps({**record, "rules": [rule] * size}, ensure_ascii=False).encode()
        found = records_of(line, "f").report.diagnostics
        assert any(one.code == "ER224" and dict(one.args)["found"] == str(size) for one in found) is (
            size > CLAUSE_RULES
        )


def test_bounds_of_a_table_in_csv() -> None:
    """Each is told by what there is too much of, not as a table whose quotes do not match."""

    def told(data: bytes) -> list[tuple[str, str]]:
        return [(one.code, dict(one.args)["what"]) for one in book_of(data, "t.csv")[1]]

    with limited(workbook_rows=2, workbook_columns=3, workbook_cells=4, workbook_text=5):
        assert told(b"a,b,c\nd") == []
        assert told(b"a\n\nb") == [("ER721", "@table_rows")]
        assert told(b"a,,,") == [("ER721", "@columns")]
        assert told(b"a,b,c\nd,e") == [("ER721", "@cells")]
        assert told(b"abcde") == []
        assert told(b"abcdef") == [("ER721", "@cell_text")]
    with limited(workbook_text=1_000_000):
        assert told(b"x" * csv.field_size_limit()) == []
        assert told(b"x" * (csv.field_size_limit() + 1)) == [("ER721", "@cell_text")]


# ---- none is hidden --------------------------------------------------------------------------------------------------

# Numbers that look like bounds and refuse nothing that a user may write: shown in parts, kept for later, tried for speed, or of a format itself.
SHOWN_IN_PART = {
    "analysis/tree.py": "_SHOWN", "base/diagnostics.py": "_LONGEST_ARGUMENT", "cli/book/collect.py": "_LONGEST_NAME",
    "cli/diff_words.py": "_SHOWN", "cli/replay_words.py": "_LONGEST _SHOWN", "cli/side_by_side.py": "_LONGEST",
    "exchange/workbook/exporting.py": "_LONGEST", "load/cases.py": "_DEEPEST", "load/shape.py": "_MOST_KEYS",
    "render/pages/diff.py": "_MOST", "render/width.py": "_LONGEST",
}  # fmt: skip
KEPT_OR_TRIED = {
    "analysis/corners.py": "_MOST", "analysis/diff.py": "_TRIED", "analysis/fallback.py": "_MOST", "analysis/tree.py": "_TRIED",
    "api/cache.py": "KEPT", "base/canonical.py": "_DEEPEST _MOST_KEYS _MOST_ORDERS", "base/near.py": "_LONGEST _MOST",
    "batch/engine.py": "_KEPT", "batch/flat.py": "_MOST", "batch/groups.py": "_KEPT", "batch/single.py": "_TRIED",
    "check/beside.py": "_MOST", "cli/serve_methods.py": "_MOST_DECIDERS", "decide/provenance.py": "_MOST_KEPT",
    "decide/slice.py": "_MOST_KEPT", "engines/durable.py": "_KEPT", "kernel/opened.py": "_MOST_CELLS", "kernel/unit.py": "_MOST",
    "testing/coverage/reach.py": "_DEEPEST", "testing/coverage/verdicts.py": "_MOST",
}  # fmt: skip
OF_A_FORMAT = {
    "base/archive.py": "_LARGEST _MOST", "base/canonical.py": "_LARGEST", "base/sm3.py": "LARGEST", "batch/columns.py": "_MOST",
    "check/wide_range.py": "MOST_TIMES", "engines/integers.py": "_LARGEST", "kernel/fetch.py": "_MOST", "load/books.py": "_ROWS_LENGTH",
    "model/citation.py": "LARGEST",
    "model/numerals.py": "LIMIT _LONGEST", "render/decision_json.py": "_LARGEST", "testing/keyword.py": "_DEEPEST",
}  # fmt: skip
LOOKS_LIKE_ONE = re.compile(
    r"^(_?(?:MOST|LONGEST|MAX|DEEPEST|LARGEST|TRIED|LIMIT|KEPT|SHOWN)(?:_[A-Z_]+)?|_?[A-Z_]+_(?:MOST|MAX|LIMIT|LENGTH|DEPTH|YEARS))(?:: [^=]+)? = [0-9]",
    re.MULTILINE,
)


def test_no_module_has_a_bound_of_its_own() -> None:
    """What bounds input stands in `base/limits.py`; whoever adds a number elsewhere says here what it is, or moves it there."""
    source = ROOT / "src" / "enforcerules"
    found = {
        (path.relative_to(source).as_posix(), name)
        for path in source.rglob("*.py")
        for name in LOOKS_LIKE_ONE.findall(path.read_text(encoding="utf-8"))
        if path.name != "limits.py"
    }
    groups = (SHOWN_IN_PART, KEPT_OR_TRIED, OF_A_FORMAT)
    assert found == {(file, name) for group in groups for file, names in group.items() for name in names.split()}


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
    for name in limits.__all__:
        if isinstance(getattr(limits, name), int):
            assert f"| `{name}` | {getattr(limits, name):,} |" in told


def test_a_bound_may_be_raised_to_its_ceiling_as_it_is_documented() -> None:
    """4 GiB of the table is 4096MiB of the variable."""
    assert said("bundle_bytes=4096MiB") == {"bundle_bytes": ceiling("bundle_bytes")}
    for one in fields(Limits):
        with limited(**{one.name: ceiling(one.name)}):
            pass
        with pytest.raises(ValueError, match="whole number"), limited(**{one.name: ceiling(one.name) + 1}):
            pass
