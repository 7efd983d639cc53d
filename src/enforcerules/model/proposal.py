"""A package as a person names it, by kinds and amounts in 元, against an outcome: its measures and its disposition."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice, product

from enforcerules.base.limits import READINGS
from enforcerules.base.near import nearest
from enforcerules.model.decision import Disposition, MeasureSeen, Outcome
from enforcerules.model.duration import Duration, notation, parse_duration
from enforcerules.model.membership import Chosen, Verdict, joined, permits, status_of
from enforcerules.model.packages import MONEY, Reason
from enforcerules.model.program import Kind

_AMOUNT = re.compile(r"(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?")
_LENGTH = re.compile(r"[0-9]{1,4}")
_IMPOSED: frozenset[Disposition] = frozenset({"penalise", "no_penalty_may", "refer"})


class UnreadableError(ValueError):
    """A name, an amount or a length that cannot be read, as it was written, and what it may have been meant to be."""

    def __init__(self, told: str, written: object, near: str | None = None) -> None:
        """Carry the wording and what it is about."""
        super().__init__(told)
        self.written = str(written)
        self.near = near


def judged(outcome: Outcome, chosen: Mapping[str, str | int | bool]) -> Verdict:
    """Whether the package is lawful in this case.

    Raises UnreadableError, a ValueError, for a name that is no measure and no kind, and for an amount or a length that is none.
    """
    named: dict[str, list[tuple[str, Fraction | Duration | None]]] = {}
    foreign: list[Kind] = []
    for name, value in chosen.items():
        found = _measures(outcome.measures, name, chosen)
        if value is False or (found and _nil(found[0], value)):
            continue
        if found:
            named[name] = [(one.id, None if value is True else _value(one, value)) for one in found]
        else:
            foreign += [kind for kind in [_kind(outcome, name)] if kind.class_ != "order"]
    readings = [dict(one) for one in islice(product(*named.values()), READINGS)]
    verdicts = [_judged(outcome, reading, tuple(foreign)) for reading in readings]
    several = tuple(
        Reason("ambiguous", name, "、".join(i for i, _ in ids)) for name, ids in named.items() if len(ids) > 1
    )
    made = joined(verdicts, several)
    return made if len(verdicts) < READINGS else replace(made, status="open", reasons=several)


def _judged(outcome: Outcome, chosen: Chosen, foreign: tuple[Kind, ...]) -> Verdict:
    """The verdict under each disposition that is possible, put together."""
    possible = outcome.candidates or (outcome.disposition,)
    found = [_under(one, outcome, chosen, foreign) for one in possible]
    return joined(found, (Reason("disposition", "、".join(possible)),))


def _under(disposition: Disposition, outcome: Outcome, chosen: Chosen, foreign: tuple[Kind, ...]) -> Verdict:
    """The verdict where the outcome is one disposition.

    Where the party is spared, or the case ends, no penalty follows but what stands all the same. A power to spare may be used
    or not. While the case is with another organ nothing is settled.
    """
    penalties = {m.id for m in outcome.measures if m.nature == "penalty" and not m.stands}
    imposed = [*(name for name in chosen if name in penalties), *(k.id for k in foreign if k.class_ == "penalty")]
    if disposition == "penalise" or (disposition in _IMPOSED and imposed):
        made = permits(outcome.measures, chosen, mitigated=mitigable(outcome), foreign=foreign, ranks=_ranks(outcome))
        if disposition != "refer" or made.status == "unlawful":
            return made
        return replace(made, status="open", reasons=(*made.reasons, Reason("referred", outcome.organ or "")))
    standing = tuple(m for m in outcome.measures if m.stands)
    kept = {name: value for name, value in chosen.items() if any(m.id == name for m in standing)}
    made = permits(standing, kept, mitigated=False)
    reasons = (*(Reason("spared", name, disposition) for name in imposed), *made.reasons)
    return replace(made, status=status_of(reasons), reasons=reasons)


def mitigable(outcome: Outcome) -> bool | None:
    """Whether this case permits a mitigated penalty (减轻): from the levels of its fines, else from what opens that level."""
    fines = [m for m in outcome.measures if m.levels and not m.away]
    if fines:
        said = {any(one.level == "mitigated" for one in m.levels) for m in fines}
        return None if True in said and any("levels" in m.open for m in fines) else True in said
    effects = [(r.effect.partition(":"), r.holds) for r in outcome.reasons if r.remark is None]
    grounds = {holds for (what, _, levels), holds in effects if what == "open" and "mitigated" in levels.split(",")}
    return True if True in grounds else (None if None in grounds else False)


def _ranks(outcome: Outcome) -> dict[str, int | None]:
    return {name: kind.rank for name, kind in outcome.kinds.items()}


def _measures(measures: tuple[MeasureSeen, ...], name: str, chosen: Container[str]) -> list[MeasureSeen]:
    """The measures of a name: those of a kind, of a kind and target, else that of an id; those that follow before those that may.

    The first measure of a kind has the kind as its id, so a kind comes first; what is named by its own id is not meant again.
    """
    kind, _, target = name.partition("@")
    alike = [m for m in measures if m.kind == kind and (not target or m.target == target)]
    alike = [m for m in alike if m.id == name or m.id not in chosen]
    there = [m for m in alike if not m.away] or alike or [m for m in measures if m.id == name]
    return [m for m in there if not m.depends] or there


def _kind(outcome: Outcome, name: str) -> Kind:
    """The kind of a measure that the provision does not threaten."""
    kind = name.partition("@")[0]
    if kind in outcome.kinds:
        return outcome.kinds[kind]
    near = nearest(name, [*(m.id for m in outcome.measures), *outcome.kinds])
    hint = f"; did you mean {near!r}?" if near else ""
    raise UnreadableError(f"{name!r} is no measure of this outcome and no kind of measure{hint}", name, near)


def _nil(measure: MeasureSeen, value: object) -> bool:
    """Whether nothing is imposed: a fine of nil is none, nor is a length of nil."""
    made = None if value is True else _value(measure, value)
    return made == 0 or (isinstance(made, Duration) and made.hi == 0)


def _value(measure: MeasureSeen, value: object) -> Fraction | Duration | None:
    """An amount in 分, or a length in the unit of the duration; what is confiscated has no range. Raises ValueError."""
    text = str(value) if isinstance(value, str | int) else ""
    if measure.kind == "fine" or measure.article9 == MONEY:
        if _AMOUNT.fullmatch(text) is None:
            raise UnreadableError(f"{value!r} is no amount in 元 with at most two decimals", value)
        return Fraction(text) * 100 if measure.kind == "fine" else None
    unit = "d" if measure.duration is None or measure.duration.hi is None else measure.duration.unit
    length = parse_duration(f"{text}{unit}" if _LENGTH.fullmatch(text) else text)
    if length is None or not length.exact:
        raise UnreadableError(f"{value!r} is no length of `{measure.id}`: write 10, '10d', '6m' or 'life'", value)
    if length.hi is not None and measure.duration is not None and measure.duration.hi and length.unit != unit:
        lawful = notation(measure.duration)
        raise UnreadableError(f"{value!r} is not in the unit of `{measure.id}`, {lawful}", value, lawful)
    return length
