"""Comments that answer findings: where they stand, which line they speak of, what they say."""

import pytest

from enforcerules.load.comments import ignores_in


def read(text: str) -> list[tuple[int, tuple[str, ...], str]]:
    return [(one.line, one.codes, one.reason) for one in ignores_in(text.encode(), "f.yaml")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1  # enforcerules: ignore[ER571] 原表如此\n", [(1, ("ER571",), "原表如此")]),
        ("# enforcerules: ignore[ER571] 原表如此\n\n# 另一条注释\na: 1\n", [(4, ("ER571",), "原表如此")]),
        ("a: 1  #enforcerules:ignore[er571, ER573、ER582]：原表如此\n", [(1, ("ER571", "ER573", "ER582"), "原表如此")]),
        ("a: 1  # enforcerules: ignore[ER571]\n", [(1, ("ER571",), "")]),
        ("a: 1  # enforcerules: ignore 原表如此\n", [(1, (), "原表如此")]),
        ("a: 1  # enforcerules: ignored\n", []),
        ("a: 1# enforcerules: ignore[ER571] x\n", []),
        ('a: "# enforcerules: ignore[ER571] x"\n', []),
        ("a: |\n  # enforcerules: ignore[ER571] x\nb: 1\n", []),
        ("a: [1,  # enforcerules: ignore[ER571] x\n  2]\n", [(1, ("ER571",), "x")]),
        ("a: 1\r\nb: 2  # enforcerules: ignore[ER571] x\r\n", [(2, ("ER571",), "x")]),
        ("\ufeffa: 1  # enforcerules: ignore[ER571] x\n", [(1, ("ER571",), "x")]),
        ("a: 1\n# enforcerules: ignore[ER571] 末尾\n", [(2, ("ER571",), "末尾")]),
        ("a: [  # enforcerules: ignore[ER571] 读不完的文件\n", [(1, ("ER571",), "读不完的文件")]),
    ],
)
def test_what_a_comment_says(text: str, found: list[tuple[int, tuple[str, ...], str]]) -> None:
    assert read(text) == found


def test_where_a_comment_stands() -> None:
    (one,) = ignores_in("a: 1  # enforcerules: ignore[ER571] 原表\n".encode(), "f.yaml")
    assert (one.span.line, one.span.column, one.span.end_column) == (1, 7, 39)
