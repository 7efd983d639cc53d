"""The fine that one provision calls for, in every completion of what is open: what `concurrence` compares.

A provision calls for a fine where the case ends in a penalty and a fine of it holds that no rule bars. Which of several
fines of one provision counts is settled by the greatest maximum, then the greatest minimum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from enforcerules.decide.amounts import base_interval
from enforcerules.decide.cells import Cell
from enforcerules.decide.completions import completions
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame, items, targeted
from enforcerules.decide.possible import Possible
from enforcerules.decide.verdicts import verdicts
from enforcerules.model.amounts import NO_BASE, range_over
from enforcerules.model.decision import Disposition
from enforcerules.model.program import Amount, Instrument, Measure
from enforcerules.model.region import Exact, Interval
from enforcerules.model.sums import NIL

Fines = tuple[Measure, ...]
PENAL: frozenset[Disposition] = frozenset({"penalise", "no_penalty_may"})
"""The dispositions under which a fine may follow."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One completion of one provision: the fines that it may call for (None: no fine), and whether it may be spared."""

    cells: tuple[tuple[str, Cell], ...]
    choices: tuple[Fines | None, ...]
    may_spare: bool

    def known(self, frame: Frame) -> Knowledge:
        """What is known in this completion."""
        return frame.known.suppose(dict(self.cells))


@dataclass(frozen=True, slots=True)
class Claim:
    """The fine of one provision at one point, in 分; `maximum` None: the text leaves the amount open."""

    maximum: Fraction | None
    minimum: Fraction
    mandatory: bool


def readings(frame: Frame) -> tuple[Reading, ...]:
    """Every completion, those alike once; facts on which neither the fines called for nor their bases depend are left out."""
    asked = items(frame)
    found = completions(frame, asked, verdicts(frame, asked))
    made = tuple(Reading(tuple(sorted(cells.items())), *_choices(part)) for cells, part in found.found)
    bases = {a.base for reading in made for a in amounts_of(reading.choices)}
    for name in found.coordinates:
        if name not in bases:
            made = _without(name, made)
    return made


def _without(name: str, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings without the cells of a fact, if what they call for does not depend on it."""
    groups: dict[tuple[tuple[str, Cell], ...], dict[Reading, None]] = {}
    for one in found:
        cells = tuple(pair for pair in one.cells if pair[0] != name)
        groups.setdefault(cells, {})[replace(one, cells=cells)] = None
    alike = all(len(group) == 1 for group in groups.values())
    return tuple(reading for group in groups.values() for reading in group) if alike else found


def _choices(part: Possible) -> tuple[tuple[Fines | None, ...], bool]:
    ends = set(part.dispositions)
    if not ends & PENAL:
        return (None,), False
    fines = [m for m in part.measures if m.measure.kind == "fine" and not m.barred]
    certain = tuple(m.measure for m in fines if m.holds and m.barred is False)
    open_ = [(*certain, m.measure) for m in fines if m.measure not in certain]
    choices: dict[Fines | None, None] = dict.fromkeys(one for one in (certain, *open_) if one)
    if not certain or not ends <= PENAL:
        choices[None] = None
    return tuple(choices), "no_penalty_may" in ends


def claim(frame: Frame, fines: Fines, values: Mapping[str, Exact]) -> Claim:
    """The fine at given values of the bases: the one with the greatest maximum, then the greatest minimum."""
    made = [_claim(frame, one, values) for one in fines]
    return max(made, key=lambda c: (c.maximum is None, c.maximum or NIL, c.minimum, c.mandatory))


def _claim(frame: Frame, one: Measure, values: Mapping[str, Exact]) -> Claim:
    if one.amount is None:
        return Claim(None, NIL, mandatory(frame, one))
    base = NO_BASE if one.amount.base is None else Interval(values[one.amount.base], values[one.amount.base])
    span = range_over(one.amount, base)
    return Claim(span.hi, span.lo or NIL, mandatory(frame, one))


def mandatory(frame: Frame, one: Measure) -> bool:
    """Whether the text says that a fine shall be imposed: not one that may be, nor one branch of an alternative without it."""
    if one.modality != "shall":
        return False
    members = [m for m in targeted(frame) if m.group == one.group]
    fined = {m.branch for m in members if m.kind == "fine" and m.modality == "shall"}
    return one.group is None or {m.branch for m in members} <= fined


def amounts_of(choices: tuple[Fines | None, ...]) -> Iterator[Amount]:
    """The amounts of the fines that may be called for."""
    yield from (m.amount for fines in choices for m in fines or () if m.amount is not None)


def interval_of(frame: Frame, base: str, reading: Reading) -> Interval:
    """What a base may be in a completion."""
    return base_interval(base, reading.known(frame))


def instrument_of(frame: Frame, one: Measure) -> Instrument:
    """The instrument that threatens a measure: the one cited first; the ruleset of the matter knows what it cites."""
    known = (frame.program.rulesets[ruleset].instruments for ruleset in frame.sliced.rulesets)
    return next(found for found in (all_.get(one.basis[0].instrument) for all_ in known) if found is not None)
