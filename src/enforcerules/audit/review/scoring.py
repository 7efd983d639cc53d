"""Reviewed decisions by a scoring sheet: full marks, and points off with a reason for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from enforcerules.model.review import Finding, Reviewed
from enforcerules.model.sampling import DeductDoc, Deduction, Scored, Scoresheet


def scored(decisions: Iterable[Reviewed], sheet: Scoresheet) -> tuple[Scored, ...]:
    """The score of every decision, in order."""
    return tuple(_scored(one, sheet) for one in decisions)


def _scored(one: Reviewed, sheet: Scoresheet) -> Scored:
    full = Fraction(sheet.full)
    if one.report.errors:
        return Scored(one.name, one.made, None, full, (), 0)
    taken = tuple(_deductions(_by_entry(one.findings, sheet), sheet))
    left = max(Fraction(0), full - sum(each.points for each in taken))
    return Scored(one.name, one.made, left, full, taken, sum(len(outcome.open) for outcome in one.outcomes))


def _by_entry(findings: Iterable[Finding], sheet: Scoresheet) -> Mapping[int, list[str]]:
    """The findings that each entry takes points off for: the first that fits."""
    found: dict[int, list[str]] = {}
    for finding in findings:
        at = next((n for n, entry in enumerate(sheet.deduct) if _fits(entry, finding)), None)
        if at is not None:
            found.setdefault(at, []).append(finding.kind)
    return found


def _fits(entry: DeductDoc, finding: Finding) -> bool:
    return finding.kind in entry.finding if entry.finding else finding.severity == entry.severity


def _deductions(found: Mapping[int, list[str]], sheet: Scoresheet) -> Iterator[Deduction]:
    for at in sorted(found):
        entry, kinds = sheet.deduct[at], found[at]
        points = Fraction(entry.points) * (len(kinds) if entry.each else 1)
        if entry.most is not None:
            points = min(points, Fraction(entry.most))
        yield Deduction(at + 1, tuple(dict.fromkeys(kinds)), len(kinds), points, str(entry.reason))
