"""Figures of a record: money in 元 to the 分, factors as exact decimals. What is no figure is a diagnostic."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import DECIMALS, bounds
from enforcerules.base.source import Text, span_of

_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def money(text: Text | None, found: list[Diagnostic]) -> Fraction | None:
    """An amount in 元, or None with a diagnostic; nothing is said of what is absent."""
    number = _number(text, "ER240", found)
    if number is not None and (number * 100).denominator != 1:
        found.append(diagnose("ER242", span_of(text), found=text))
        return None
    return number


def factor(text: Text | None, found: list[Diagnostic]) -> Fraction | None:
    """A multiple, a share or an amount for each unit."""
    number = _number(text, "ER220", found)
    if number is not None and text is not None and len(text.partition(".")[2]) > DECIMALS:
        found.append(diagnose("ER223", span_of(text), found=text, scale=DECIMALS))
        return None
    return number


def _number(text: Text | None, code: str, found: list[Diagnostic]) -> Fraction | None:
    if text is None:
        return None
    problem = _problem(text, code)
    if problem is not None:
        found.append(problem)
        return None
    return Fraction(text)


def _problem(text: Text, code: str) -> Diagnostic | None:
    if not _NUMBER.fullmatch(text):
        return diagnose(code, text.span, found=text)
    if text.startswith("-"):
        return diagnose("ER225", text.span, found=text)
    if len(text) > bounds().digits:
        return diagnose("ER222", text.span, limit=bounds().digits, found=text)
    return None
