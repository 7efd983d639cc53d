"""Comments by which a file answers findings of `check`: `# enforcerules: ignore[ER573] why`.

PyYAML drops comments, so that they are looked for in the text; what looks like one within a scalar is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from enforcerules.base.ignoring import Ignore
from enforcerules.base.source import Span

__all__ = ["ignores_in"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK: Final = b"enforcerules:"
_COMMENT: Final = re.compile(
    r"(?:^|(?<=[ \t]))#\s*enforcerules\s*[:：]\s*ignore\b\s*(?:\[(?P<codes>[^\]]*)\])?(?P<reason>.*)$"
)
_BREAK: Final = re.compile("\r\n|\r|\n")
_BETWEEN: Final = re.compile("[,，、;；\\s]+")


def ignores_in(data: bytes, file: str) -> tuple[Ignore, ...]:
    """The comments of a file, each with the line that it speaks of: its own, or the next one with content."""
    if _MARK not in data or b"ignore" not in data:
        return ()
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = _BREAK.split(text)
    found = [(number, one) for number, line in enumerate(lines) if (one := _COMMENT.search(line))]
    scalars = tuple(_scalars(text)) if found else ()
    return tuple(
        _made(lines, number, one, file)
        for number, one in found
        if not any(start <= (number, one.start()) < end for start, end in scalars)
    )


def _made(lines: list[str], number: int, one: re.Match[str], file: str) -> Ignore:
    codes = tuple(code.upper() for code in _BETWEEN.split(one["codes"] or "") if code)
    span = Span(file, number + 1, one.start() + 1, number + 1, one.end() + 1)
    reason = one["reason"].strip(" \t:：-—")
    return Ignore(_target(lines, number) + 1, codes, reason, span)


def _target(lines: list[str], number: int) -> int:
    """The line of a comment; of one that stands alone the next line that is neither empty nor a comment."""
    at = number
    while at < len(lines) and (not lines[at].strip() or lines[at].lstrip().startswith("#")):
        at += 1
    return at if at < len(lines) else number


def _scalars(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where each scalar goes, in lines and columns from 0; as far as the text can be read."""
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark, token.end_mark
                yield (start.line, start.column), (end.line, end.column)
    except yaml.YAMLError:
        return
