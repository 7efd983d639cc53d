"""Shares and bands of a span, as written."""

from __future__ import annotations

import re
from fractions import Fraction

from enforcerules.base.source import Text
from enforcerules.compile.scope import Scope
from enforcerules.language.refusals import place
from enforcerules.model.program import Band

_SHARE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*%")
_BAND = re.compile(
    r"([\[(（])\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*%\s*[,，]\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*%\s*([\])）])"
)


def band(text: Text, scope: Scope) -> Band:
    """`[0%, 30%]` as a part of a span; reported when it is none, is upside down or goes beyond the whole."""
    found = _BAND.fullmatch(text.strip())
    if found is None:
        scope.report("ER416", text.span, text=text)
        return Band(Fraction(0), Fraction(1), lo_open=False, hi_open=False)
    lo, hi = Fraction(found[2]) / 100, Fraction(found[3]) / 100
    if lo > hi:
        scope.report("ER417", text.span, text=text)
    elif hi > 1:
        scope.report(
            "ER224", place(text, found.start(3), len(found[3]) + 1), found=f"{found[3]}%", low="0%", high="100%"
        )
    return Band(lo, hi, found[1] != "[", found[4] != "]")


def share(text: Text, scope: Scope) -> Fraction:
    """A percentage as a fraction; reported when it is none."""
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        scope.report("ER243", text.span, found=text)
        return Fraction(0)
    return Fraction(found[1]) / 100
