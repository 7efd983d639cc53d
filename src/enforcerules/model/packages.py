"""Which measures may go together: the lawful packages of an outcome, kept factored and never enumerated.

With M the measures that hold for the party, a package P ⊆ M is lawful exactly if

* every measure that is ordered (应当, 并处) and stands in no group is in P; dropping one is mitigation (减轻);
* measures that are allowed (可以, 可以并处) are in or out;
* of a group of alternatives (或者) exactly one branch is in P, at most one if the whole group is allowed only; within the
  branch the same rules hold again;
* of the measures that may be imposed singly or together (单处或者并处) on one addressee at least one is in P;
* of several tiers of one statute that hold at once (`tier_overlap`) one applies, as with alternatives;
* the steps up to which one may go (直至) are in or out. 责令停产停业，直至吊销许可证 lets the authority go as far as the last
  step; whether a later step replaces or joins an earlier one the texts leave open, so neither is required of the other.

An order to correct is part of the package though it is no penalty; `MeasureSeen.nature` says which measures are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Literal

from enforcerules.model.decision import MeasureSeen

Status = Literal["lawful", "if_mitigated", "unlawful", "open"]
Why = Literal[
    "missing",
    "none_of_group",
    "none_of_joint",
    "two_branches",
    "not_foreseen",
    "ambiguous",
    "amount_outside",
    "amount_mitigated",
    "amount_open",
    "duration_outside",
    "depends",
]
_MITIGATING: frozenset[str] = frozenset({"missing", "none_of_group", "none_of_joint", "amount_mitigated"})
_OPEN: frozenset[str] = frozenset({"ambiguous", "amount_open", "depends"})
MOST_OPEN = 8
"""So many measures with an open condition are tried both ways; with more the answer is `open`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives: one branch is taken, or (`optional`) none."""

    id: str
    optional: bool
    branches: tuple[Packages, ...]


@dataclass(frozen=True, slots=True)
class Packages:
    """Ids of measures by how they may be combined; `open` are those whose condition is."""

    always: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    joint: tuple[tuple[str, ...], ...] = ()
    up_to: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def has_choice(self) -> bool:
        """Whether more than one package is lawful."""
        return bool(self.optional or any(len(one) > 1 for one in self.joint) or self.up_to or self.groups)

    def ids(self) -> Iterator[str]:
        """Every measure in it."""
        yield from (*self.always, *self.optional, *(name for one in self.joint for name in one), *self.up_to)
        for group in self.groups:
            for branch in group.branches:
                yield from branch.ids()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a package is not simply lawful: what is wrong, of which measure or group, and figures."""

    why: Why
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a package is lawful. `if_mitigated`: only as a mitigated penalty; `permitted`: which this case allows."""

    status: Status
    reasons: tuple[Reason, ...] = ()
    permitted: bool = False
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The levels in which a chosen amount lies, by measure."""


def packages_of(measures: Iterable[MeasureSeen]) -> Packages:
    """The packages of the measures of one outcome; those whose condition is open are in their places and named in `open`.

    What is barred, or gave way to the fine of another provision, is in none.
    """
    found = tuple(m for m in measures if m.gave_way is None and (m.barred is None or not m.barred.holds))
    tiers = _overlapping(found)
    free = [m for m in found if m.group is None and m.id not in tiers]
    names = dict.fromkeys(m.group for m in found if m.group is not None)
    groups = (
        *(_group(name, [m for m in found if m.group == name]) for name in names),
        *(_tiers(name, [m for m in found if tiers.get(m.id) == name]) for name in dict.fromkeys(tiers.values())),
    )
    alone = [g.branches[0] for g in groups if len(g.branches) == 1 and not g.optional]
    plain = _flat(free)
    for one in alone:
        plain = _joined(plain, one)
    return Packages(
        plain.always,
        plain.optional,
        plain.joint,
        plain.up_to,
        tuple(g for g in groups if len(g.branches) > 1 or g.optional),
        tuple(m.id for m in found if m.holds is None or m.barred is not None),
    )


def _overlapping(found: tuple[MeasureSeen, ...]) -> dict[str, str]:
    """Fines of several tiers of one statute that hold at once: only one tier applies, and a person says which."""
    tiered = [m for m in found if m.limb is not None and m.kind == "fine" and m.group is None]
    owners: dict[str, set[str | None]] = {}
    for one in tiered:
        owners.setdefault(_owner(one), set()).add(one.limb)
    return {m.id: _owner(m) for m in tiered if len(owners[_owner(m)]) > 1}


def _owner(one: MeasureSeen) -> str:
    return f"tiers.{(one.limb or '').rpartition('.')[0]}@{one.target}"


def _tiers(name: str, members: list[MeasureSeen]) -> Group:
    limbs = dict.fromkeys(m.limb for m in members)
    branches = tuple(_flat([m for m in members if m.limb == limb]) for limb in limbs)
    return Group(name, all(m.modality == "may" for m in members), branches)


def _group(name: str, members: list[MeasureSeen]) -> Group:
    numbers = dict.fromkeys(m.branch or 0 for m in members)
    branches = tuple(_flat([m for m in members if (m.branch or 0) == number]) for number in numbers)
    return Group(name, all(m.modality == "may" for m in members), branches)


def _flat(measures: list[MeasureSeen]) -> Packages:
    def of(modality: str) -> tuple[str, ...]:
        return tuple(m.id for m in measures if m.modality == modality)

    together = [m for m in measures if m.modality == "single_or_joint"]
    joint = tuple(tuple(m.id for m in together if m.target == t) for t in dict.fromkeys(m.target for m in together))
    return Packages(of("shall"), of("may"), joint, of("up_to"))


def _joined(a: Packages, b: Packages) -> Packages:
    return Packages(a.always + b.always, a.optional + b.optional, a.joint + b.joint, a.up_to + b.up_to)


def contains(packages: Packages, chosen: frozenset[str]) -> tuple[Reason, ...]:
    """What is wrong with a package of measure ids; nothing if it is lawful. No measure is open here."""
    known = frozenset(packages.ids())
    return (*(Reason("not_foreseen", one) for one in sorted(chosen - known)), *_faults(packages, chosen))


def _faults(packages: Packages, chosen: frozenset[str]) -> Iterator[Reason]:
    yield from (Reason("missing", one) for one in packages.always if one not in chosen)
    yield from (Reason("none_of_joint", "、".join(one)) for one in packages.joint if not chosen.intersection(one))
    for group in packages.groups:
        taken = [branch for branch in group.branches if chosen.intersection(branch.ids())]
        if len(taken) > 1:
            yield Reason("two_branches", group.id)
        elif not taken and not group.optional:
            yield Reason("none_of_group", group.id)
        for branch in taken[:1] if len(taken) == 1 else ():
            yield from _faults(branch, chosen)


def permits(
    measures: tuple[MeasureSeen, ...], chosen: Mapping[str, Fraction | int | None], *, mitigated: bool
) -> Verdict:
    """Whether a package is lawful: measure ids, each with the amount in 分, the length of a duration in its unit, or None.

    `mitigated`: whether this case permits a mitigated penalty at all.
    """
    found = [frozenset(_said(measures, chosen, truths)) for truths in _truths(measures)]
    common = frozenset.intersection(*found)
    certain = sorted(common, key=lambda r: (r.why, r.what))
    if any(one != found[0] for one in found):
        certain.append(Reason("depends", "、".join(m.id for m in measures if m.holds is None)))
    levels, amounts = _amounts(measures, chosen)
    reasons = (*certain, *amounts)
    return Verdict(_status(reasons), reasons, mitigated and _status(reasons) == "if_mitigated", levels)


def _truths(measures: tuple[MeasureSeen, ...]) -> Iterator[frozenset[str]]:
    """Every way in which the open measures may hold: the ids of those that do not."""
    open_ = [m.id for m in measures if m.holds is None or (m.barred is not None and m.barred.holds is None)]
    if len(open_) > MOST_OPEN:
        yield from (frozenset(), frozenset(open_))
        return
    for holds in product((True, False), repeat=len(open_)):
        yield frozenset(name for name, one in zip(open_, holds, strict=True) if not one)


def _said(
    measures: tuple[MeasureSeen, ...], chosen: Mapping[str, Fraction | int | None], without: frozenset[str]
) -> tuple[Reason, ...]:
    there = [m for m in measures if m.id not in without]
    return contains(packages_of(there), frozenset(chosen))


def _amounts(
    measures: tuple[MeasureSeen, ...], chosen: Mapping[str, Fraction | int | None]
) -> tuple[dict[str, tuple[str, ...]], list[Reason]]:
    """The levels that hold each amount, and what is wrong with amounts and lengths."""
    levels: dict[str, tuple[str, ...]] = {}
    reasons: list[Reason] = []
    for one in measures:
        value = chosen.get(one.id)
        if value is None:
            continue
        if one.kind != "fine":
            if one.duration is not None and not one.duration.has(int(value)):
                reasons.append(Reason("duration_outside", one.id))
            continue
        held = tuple(lv.level for lv in one.levels if lv.range is not None and lv.range.has(value))
        levels[one.id] = held
        if one.statutory is None or "statutory" in one.open:
            reasons.append(Reason("amount_open", one.id))
        elif held == ("mitigated",):
            reasons.append(Reason("amount_mitigated", one.id))
        elif not held:
            reasons.append(Reason("amount_outside", one.id))
    return levels, reasons


def _status(reasons: tuple[Reason, ...]) -> Status:
    whys = {one.why for one in reasons}
    if whys - _MITIGATING - _OPEN:
        return "unlawful"
    if whys & _OPEN:
        return "open"
    return "if_mitigated" if whys else "lawful"
