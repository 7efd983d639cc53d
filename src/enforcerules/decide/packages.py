"""The penalties that follow together in one completion: whole packages, one for every reading that the text leaves open.

A hole between statutory tiers may be read as any tier or as none, an overlap as any of the tiers that hold. Where the
kind of party is not known, or a law parts units from individuals and does not place sole traders, each is a party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import TypeAlias

from enforcerules.base.limits import PACKAGES
from enforcerules.decide.frame import Frame, barring, measure_key, rule_key, targeted
from enforcerules.decide.possible import limb_groups, unsettled_trader
from enforcerules.model.kleene import disjunction
from enforcerules.model.program import Measure

Package: TypeAlias = tuple[Measure, ...]
_PARTIES = {"unit", "individual"}


def packages(frame: Frame, truths: Mapping[str, bool | None]) -> dict[str, tuple[Package, ...]] | None:
    """Packages by kind of party (one unnamed where it is known); None where a condition is not settled."""
    every = targeted(frame)
    barred = {m.kind: disjunction([truths[rule_key(rule)] for rule in barring(frame, m.kind)]) for m in every}
    if any(truths[measure_key(m)] is None or barred[m.kind] is None for m in every):
        return None
    every = tuple(m for m in every if not barred[m.kind])
    if frame.kind is not None and not unsettled_trader(frame):
        return _of("", every, truths)
    found: dict[str, tuple[Package, ...]] = {}
    for target in sorted({m.target for m in every}):
        made = _of(target, tuple(m for m in every if m.target in _addressed(target)), truths)
        if made is None:
            return None
        found |= made
    return found


def parallel(
    old: Mapping[str, tuple[Package, ...]], new: Mapping[str, tuple[Package, ...]]
) -> Iterator[tuple[tuple[Package, ...], tuple[Package, ...]]]:
    """The packages of two sides for each party that both, or one of them, speak of."""
    names = {*old, *new} - ({""} if {*old, *new} != {""} else set())
    if _PARTIES & names:
        names -= {"violator"}
    for name in sorted(names):
        yield _for(name, old), _for(name, new)


def _for(name: str, found: Mapping[str, tuple[Package, ...]]) -> tuple[Package, ...]:
    if name in found or "" in found:
        return found.get(name, found.get("", ()))
    return found.get("violator", ((),)) if name in _PARTIES else ((),)


def _addressed(target: str) -> set[str]:
    """Whom the measures are for that meet a party: a unit or an individual also meets those for any violator."""
    return {target, "violator"} if target in _PARTIES else {target}


def _of(
    name: str, measures: tuple[Measure, ...], truths: Mapping[str, bool | None]
) -> dict[str, tuple[Package, ...]] | None:
    held = tuple(m for m in measures if truths[measure_key(m)])
    readings = [options for group in limb_groups(measures) if (options := _readings(group, truths)) is not None]
    if prod(len(options) for options in readings) > PACKAGES:
        return None
    tiers = {m.id for group in limb_groups(measures) if _readings(group, truths) is not None for m in group}
    fixed = tuple(m for m in held if m.id not in tiers)
    return {name: tuple((*fixed, *(m for option in choice for m in option)) for choice in product(*readings))}


def _readings(group: tuple[Measure, ...], truths: Mapping[str, bool | None]) -> tuple[Package, ...] | None:
    """The readings of tiers that hold together or of which none does; None where exactly one does."""
    limbs: dict[str | None, list[Measure]] = {}
    for measure in group:
        limbs.setdefault(measure.limb, []).append(measure)
    holding = [limb for limb, members in limbs.items() if any(truths[measure_key(m)] for m in members)]
    if len(limbs) < 2 or len(holding) == 1:
        return None
    if holding:
        return tuple(tuple(m for m in limbs[limb] if truths[measure_key(m)]) for limb in holding)
    return ((), *(tuple(members) for members in limbs.values()))
