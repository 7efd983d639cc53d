"""Lines that were meant as `key: value` but are plain text to YAML."""

from __future__ import annotations

import re
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import Span, Text

__all__ = ["colon_slip", "line_slip"]

_KEY: Final = r"[^\s:：,，。；;#\"'“”\[\]{}（）()|>&*!%@`][^:：,，。；;#\"'“”\[\]{}|>]{0,29}?"
_FULL_WIDTH: Final = re.compile(rf"(?P<lead>[ ]*(?:- +)*)(?P<key>{_KEY})[ ]*(?P<colon>：)")
_NO_BLANK: Final = re.compile(rf"(?P<lead>[ ]*(?:- +)*)(?P<key>{_KEY})(?P<colon>:)(?=[^\s:/\\])")
_CODES: Final = ((_FULL_WIDTH, "ER123"), (_NO_BLANK, "ER124"))


def line_slip(line: str, file: str, number: int, column: int = 1) -> Diagnostic | None:
    """The full-width colon, or the colon without a blank, of a line that looks like a key and a value.

    `column` is the column of the first character of `line`.
    """
    for pattern, code in _CODES:
        found = pattern.match(line)
        if found:
            at = column + found.start("colon")
            return diagnose(code, Span(file, number, at, number, at + 1), key=found["key"].strip())
    return None


def colon_slip(text: object) -> Diagnostic | None:
    """The same for a text that stands where a mapping was expected; None when it looks like ordinary text.

    Only the first line of the text is looked at: of a text over several lines the others have lost their columns.
    """
    if not isinstance(text, Text) or text.quoted or text.span is None:
        return None
    return line_slip(text, text.span.file, text.span.line, text.span.column)
