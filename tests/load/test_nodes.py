"""Laws of reading: it never raises, every bound holds, spans point at what was written."""

import json
import time
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.base.catalogue import CATALOGUE, json_syntax, yaml_content, yaml_syntax
from enforcerules.base.catalogue import files as file_entries
from enforcerules.base.diagnostics import Report
from enforcerules.base.limits import CLAUSES, DEFAULT, Limits
from enforcerules.base.source import Listing, Span, Table, Text, span_of
from enforcerules.load import yaml_nodes
from enforcerules.load.nodes import colon_slip, read_json, read_yaml
from enforcerules.load.reading import Lines
from enforcerules.render.diagnostics import text

PARSERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]
PIECES = st.sampled_from(
    [
        *"a：:-\n ,[]{}\"'#&*!|>?\\%~@`0\t\r",
        "金额",
        ": ",
        "- ",
        "\n  ",
        "\n- ",
        "&x ",
        "*x",
        "null",
        "<<: ",
        "---\n",
        "\\ud83d",
        "\\x4",
        "\\U00110000",
        '"q"',
        "𠮷",
        "é",
        "\u200b",
        "\x00",
        "\u2028",
        "\x85",
        "\r\n",
        "// ",
        "/*",
        "1e5",
    ]
)


def written(lines: Lines, span: Span) -> str:
    return lines.text[lines.offset(span.line, span.column) : lines.offset(span.end_line, span.end_column)]


def nodes(node):
    yield node
    for key, value in node.items() if isinstance(node, Table) else ():
        yield from nodes(key)
        yield from nodes(value)
    for item in node if isinstance(node, Listing) else ():
        yield from nodes(item)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=25).map(lambda pieces: "".join(pieces).encode())))
@pytest.mark.parametrize("read", [read_yaml, read_json])
def test_no_input_raises(read, data: bytes) -> None:
    """Whatever the bytes, the answer is a node or a reason, and every reason can be shown."""
    node, problems = read(data, "x")
    assert node is not None or problems
    assert text(Report(problems), "zh", {"x": data.decode("utf-8", "replace")}) or not problems
    assert text(Report(problems), "en") or not problems
    for each in nodes(node):
        assert each is None or span_of(each)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_two_parsers_never_read_one_file_differently(document: str) -> None:
    """What both PyYAML parsers accept, they read alike, with the same places."""
    seen = []
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_nodes, "_LOADER", parser)
            node, problems = read_yaml(document.encode(), "x")
            seen.append((list(map(repr, nodes(node))), [span_of(each) for each in nodes(node)], problems))
    if not seen[0][2] and not seen[1][2]:
        assert seen[0] == seen[1]


@settings(deadline=None)
@given(st.recursive(st.text(st.characters(categories=("L", "N")), max_size=5), st.lists))
def test_a_span_holds_what_was_written(value) -> None:
    """The text of a scalar's span, quotes and all, is the scalar."""
    document = yaml.safe_dump({"k": value}, allow_unicode=True, default_style='"', width=10**6)
    lines = Lines(document, "x")
    node, problems = read_yaml(document.encode(), "x")
    if problems:
        return
    for each in nodes(node):
        if isinstance(each, Text) and "\\" not in written(lines, each.span):
            assert written(lines, each.span) == f'"{each}"'


EXAMPLES = [
    *file_entries.ENTRIES,
    *yaml_content.ENTRIES,
    *yaml_syntax.ENTRIES,
    *json_syntax.ENTRIES,
]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("entry", [entry for entry in EXAMPLES if entry.bad], ids=lambda entry: entry.code)
def test_the_examples_of_the_catalogue_are_true(entry, parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "_LOADER", parser)
    read = read_json if entry in json_syntax.ENTRIES or entry.code == "ER117" else read_yaml
    assert {problem.code for problem in read(entry.bad.encode(), "x")[1]} == {entry.code}
    assert read(entry.good.encode(), "x")[1] == ()


SMALL = Limits(file_bytes=300, depth=3, aliases=2, nodes=20, scalar=10, problems=5)
TOO_MUCH = {
    "ER103": "#" * 301,
    "ER132": "a: &a 1\nb: [*a, *a, *a]",
    "ER133": "[" + "1, " * 20 + "]",
    "ER134": "[[[[1]]]]",
    "ER135": "a: 01234567890",
    "ER137": "a: 1\n" * 9,
}


@pytest.mark.parametrize("code", TOO_MUCH)
def test_every_bound_of_a_file_holds(code: str) -> None:
    node, problems = read_yaml(TOO_MUCH[code].encode(), "x", SMALL)
    assert code in {problem.code for problem in problems}
    assert node is None or code == "ER135"


def test_just_within_the_bounds_is_read() -> None:
    document = "a: &a 1\nb: [*a, [*a]]\nc: 0123456789"
    assert read_yaml(document.encode(), "x", SMALL) == ({"a": "1", "b": ["1", ["1"]], "c": "0123456789"}, ())
    assert read_json(b'[[["0123456789"]]]', "x", SMALL)[1] == ()
    assert {problem.code for problem in read_json(b"[[[[]]]]", "x", SMALL)[1]} == {"ER134"}
    assert {problem.code for problem in read_json(b"[" + b"1," * 20 + b"1]", "x", SMALL)[1]} == {"ER133"}
    assert {problem.code for problem in read_json(b'"01234567890"', "x", SMALL)[1]} == {"ER135"}


def test_a_chain_of_aliases_counts_as_depth() -> None:
    steps = "".join(f"k{i}: &x{i} [*x{i - 1}]\n" for i in range(1, 200))
    _, problems = read_yaml(f"k0: &x0 [1]\n{steps}".encode(), "x")
    assert [problem.code for problem in problems] == ["ER134"]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "piece", ["[", "{a: ", "- ", "? ", '{"a":', "&a [*a, ", "!x {", '"', "'", "a: ", "/*", "\n", "：", " #\n"]
)
def test_hostile_input_is_refused_quickly(piece: str, parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "_LOADER", parser)
    data = (piece * 20_000).encode()
    for read in (read_yaml, read_json):
        start = time.perf_counter()
        read(data, "x", CLAUSES)
        assert time.perf_counter() - start < 5


def test_an_alias_bomb_is_counted_not_expanded() -> None:
    letters = "abcdefghij"
    bomb = "a: &a [x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(letters))
    start = time.perf_counter()
    node, problems = read_yaml(bomb.encode(), "x")
    assert node is None
    assert [problem.code for problem in problems] == ["ER133"]
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_places_count_characters_not_bytes(line_break: str, mark: bytes) -> None:
    document = line_break.join(["甲: 乙", "list:", "  - 𠮷𠮷: [a, 'b']", "  - |", "    长", "    文", "last: x"])
    node, problems = read_yaml(mark + document.encode(), "x")
    assert problems == ()
    assert node["甲"].span == Span("x", 1, 4, 1, 5)
    inner = node["list"][0]["𠮷𠮷"]
    assert inner.span == Span("x", 3, 9, 3, 17)
    assert inner[1].span == Span("x", 3, 13, 3, 16)
    assert inner[1].quoted
    assert node["list"][1] == "长\n文\n"
    assert node.key("last").span == Span("x", 7, 1, 7, 5)
    assert node.span == Span("x", 1, 1, 7, 8)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_places_in_json(line_break: str) -> None:
    document = line_break.join(["{", ' "甲𠮷": [1.50, true,', "  null]}"])
    node, problems = read_json(b"\xef\xbb\xbf" + document.encode(), "x")
    assert problems == ()
    key = node.key("甲𠮷")
    assert (key.span, key.quoted) == (Span("x", 2, 2, 2, 6), True)
    number, truth, null = node["甲𠮷"]
    assert (number, number.span, number.quoted) == ("1.50", Span("x", 2, 9, 2, 13), False)
    assert (truth, truth.quoted, null) == ("true", False, None)
    assert node["甲𠮷"].span == Span("x", 2, 8, 3, 8)


def test_scalars_stay_as_written() -> None:
    words = ["NO", "on", "0123", "12:30:45", "1e5", "1_000", "100.10", "2024-01-01", ".inf", "5万", "10%", "=", "Null"]
    node, problems = read_yaml("\n".join(f"- {word}" for word in words).encode(), "x")
    assert (node, problems) == (words, ())
    assert not any(item.quoted for item in node)
    assert read_yaml(b"[null, ~, 'null', \"~\"]", "x")[0] == [None, None, "null", "~"]
    assert read_yaml(b"on: 1\nyes: 2", "x")[0] == {"on": "1", "yes": "2"}


def test_a_text_alias_stands_where_it_is_used() -> None:
    node, problems = read_yaml(b"a: &x 1\nb: *x\n*x : c\n", "x")
    assert problems == ()
    assert node["b"].span == Span("x", 2, 4, 2, 6)
    assert node["a"].span == Span("x", 1, 7, 1, 8)
    assert node["1"] == "c"


@pytest.mark.parametrize(
    "line", ["说明：见附件", "at 12:30", "http://x.cn/a", "《食品安全法》：第一条", "甲，乙：丙", '"a：b"']
)
def test_colons_in_ordinary_values_are_no_slips(line: str) -> None:
    node, problems = read_yaml(f"a: {line}\nb:\n  - {line}\n".encode(), "x")
    assert problems == ()
    assert node["a"] == line.strip('"')


@pytest.mark.parametrize(("line", "code"), [("货值金额：100元", "ER123"), ("kind:unit", "ER124")])
def test_a_colon_slip_is_found_where_a_mapping_was_expected(line: str, code: str) -> None:
    node, problems = read_yaml(f"party:\n  {line}\n".encode(), "x")
    assert problems == ()
    slip = colon_slip(node["party"])
    assert slip is not None
    assert slip.code == code
    assert slip.span.column == 7
    assert colon_slip(Text("普通文字", Span("x", 1, 1, 1, 5))) is None
    assert colon_slip(None) is None


def test_the_codes_of_reading_are_those_of_the_catalogue() -> None:
    assert {entry.code for entry in EXAMPLES} == {code for code in CATALOGUE if code < "ER180"}
    assert DEFAULT.file_bytes > CLAUSES.file_bytes


JSON_PIECES = st.sampled_from(
    [*'[]{},:" \n\\-+.019eEtx/', '"a"', '"b"', '"a":', "true", "null", "1.50", "\\n", "\\u00e9", "\\ud842\\udfb7", "甲"]
)


def plain(value):
    """The value of the standard library with numbers and truth values as this package leaves them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


@settings(max_examples=500, deadline=None)
@given(st.lists(JSON_PIECES, max_size=14).map("".join) | st.recursive(st.text() | st.none(), st.lists).map(json.dumps))
def test_json_is_what_the_standard_library_reads(document: str) -> None:
    """What is accepted is JSON and means the same there; what is refused is none, or is refused on purpose."""
    node, problems = read_json(document.encode(), "x")
    try:
        expected = plain(json.loads(document, parse_int=str, parse_float=str, parse_constant=str))
    except ValueError:
        assert problems
        return
    if not problems:
        assert node == expected
    codes = {problem.code for problem in problems}
    assert codes <= {"ER113", "ER114", "ER115", "ER116", "ER117", "ER120", "ER121", "ER163"}
