"""Findings that a comment in the file answers: `# enforcerules: ignore[ER573] why`, at the end of the line or above it.

A reason is required, an error cannot be answered, and a comment that answers nothing is told: it would hide the next finding.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from enforcerules.base.catalogue import CATALOGUE
from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span

__all__ = ["Ignore", "answered"]


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment: the line that it speaks of, the codes and the reason that it states, and where it stands."""

    line: int
    codes: tuple[str, ...]
    reason: str
    span: Span

    @property
    def lacks(self) -> str | None:
        """What it does not say, as a term of the catalogue; None where it says all."""
        return "@its_code" if not self.codes else None if self.reason else "@its_reason"


def answered(
    found: Iterable[Diagnostic], ignores: Iterable[Ignore], unasked: Container[str] = frozenset(), *, whole: bool = True
) -> tuple[Diagnostic, ...]:
    """The findings with those that are answered told as ER590, and what is wrong with the comments.

    `unasked`: codes that this run did not look for. `whole`: everything was looked at; else no comment is told as unused.
    """
    comments = tuple(ignores)
    answers = {(one.span.file, one.line, code): one.reason for one in comments if not one.lacks for code in one.codes}
    made: list[Diagnostic] = []
    used: set[tuple[str, int, str]] = set()
    for one in found:
        key = None if one.span is None else (one.span.file, one.span.line, one.code)
        if key in answers and one.severity != "error":
            used.add(key)
            made.append(diagnose("ER590", one.span, finding=one.code, reason=answers[key]))
        else:
            made.append(one)
    for comment in comments:
        made += _wrong(comment, used, unasked, whole=whole)
    return tuple(made)


def _wrong(
    comment: Ignore, used: set[tuple[str, int, str]], unasked: Container[str], *, whole: bool
) -> Iterator[Diagnostic]:
    if comment.lacks:
        yield diagnose("ER591", comment.span, lacks=comment.lacks)
        return
    for code in comment.codes:
        entry = CATALOGUE.get(code)
        if entry is not None and entry.severity == "error":
            yield diagnose("ER593", comment.span, finding=code)
        elif whole and code not in unasked and (comment.span.file, comment.line, code) not in used:
            near = None if entry is not None else nearest(code, CATALOGUE)
            yield diagnose("ER592", comment.span, finding=code, near=near)
