"""A package as a person names it, by kinds and amounts in 元, against the measures of an outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from enforcerules.model.decision import MeasureSeen, Outcome
from enforcerules.model.packages import Reason, Verdict, permits

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?")


def judged(outcome: Outcome, chosen: Mapping[str, str | int | bool]) -> Verdict:
    """Whether the package is lawful; raises ValueError for an amount that is none."""
    named: dict[str, Fraction | int | None] = {}
    odd: list[Reason] = []
    for name, value in chosen.items():
        if value is False:
            continue
        found = _measures(outcome.measures, name)
        if len(found) == 1:
            named[found[0].id] = None if value is True else _value(found[0], value)
        else:
            odd.append(Reason("ambiguous" if found else "not_foreseen", name, "、".join(m.id for m in found)))
    mitigated = any(level.level == "mitigated" for m in outcome.measures for level in m.levels)
    verdict = permits(outcome.measures, named, mitigated=mitigated)
    if not odd:
        return verdict
    worst = "unlawful" if any(one.why == "not_foreseen" for one in odd) or verdict.status == "unlawful" else "open"
    return replace(verdict, status=worst, reasons=(*odd, *verdict.reasons), permitted=False)  # type: ignore[arg-type]


def _measures(measures: tuple[MeasureSeen, ...], name: str) -> list[MeasureSeen]:
    """The measures of a name: its id; else those of a kind, of a kind and target; those that hold before those that may."""
    exact = [m for m in measures if m.id == name]
    if exact:
        return exact
    kind, _, target = name.partition("@")
    alike = [m for m in measures if m.kind == kind and (not target or m.target == target)]
    return [m for m in alike if m.holds] or alike


def _value(measure: MeasureSeen, value: str | int) -> Fraction | int:
    """An amount in 分, or a length in the unit of the duration."""
    if measure.kind != "fine":
        return int(value)
    match = _AMOUNT.fullmatch(str(value))
    if match is None:
        raise ValueError(f"{value!r} is no amount in 元 with at most two decimals")
    return Fraction(str(value)) * 100
