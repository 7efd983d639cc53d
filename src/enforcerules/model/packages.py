"""Which measures may go together: the lawful packages of an outcome, kept factored and never enumerated.

With M the measures that hold for the party, less those that are barred or gave way to another provision's fine, a package P ⊆ M
is lawful exactly if

* every measure that is ordered (应当, 并处) and stands in no group is in P; dropping one is mitigation (减轻);
* measures that are allowed (可以, 可以并处) are in or out;
* of a group of alternatives (或者) exactly one branch is in P, at most one if the whole group is allowed only; within the
  branch the same rules hold again;
* of the measures that may be imposed singly or together (单处或者并处) on one addressee at least one is in P;
* of several tiers of one statute that hold at once (`tier_overlap`) one applies, as with alternatives;
* the steps up to which one may go (直至) are in or out, and none needs another that is optional itself.

*Ladders.* 责令停产停业，直至吊销许可证 (食品安全法 第一百二十六条) orders the first rung and allows to go on, as far as the last. The
word names degrees of one scale, and no law says whether a later degree joins the first or takes its place. Imposing both is
within the words; so is the first alone. The last without the first is not mitigation, for it is heavier, and not plainly lawful,
for the first was ordered: that is contestable, and `contains` says `rung_skipped`, which leaves it to a person.

The first rung of an addressee is the penalty written before the steps that is neither a fine nor a confiscation (Article 9 item 2).

可以根据情节单处或者并处 (网络安全法 第六十四条) is read as a choice of which, not of whether: at least one of them. A text that leaves the
whole to the authority is written with `may` for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from enforcerules.model.decision import MeasureSeen

Why = Literal[
    "missing",
    "none_of_group",
    "none_of_joint",
    "lighter_kind",
    "two_branches",
    "rung_skipped",
    "not_foreseen",
    "barred",
    "gave_way",
    "spared",
    "referred",
    "disposition",
    "ambiguous",
    "amount_outside",
    "amount_mitigated",
    "amount_open",
    "duration_outside",
    "duration_mitigated",
    "depends",
]
MONEY = 2
"""The item of Article 9 with fines and confiscations, which are no rungs."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Optional steps from light to heavy; `first`: the measure before them, from which one may go on."""

    first: str | None
    steps: tuple[str, ...]


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
    up_to: tuple[Ladder, ...] = ()
    groups: tuple[Group, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def has_choice(self) -> bool:
        """Whether more than one package is lawful."""
        return bool(self.optional or any(len(one) > 1 for one in self.joint) or self.up_to or self.groups)

    def ids(self) -> Iterator[str]:
        """Every measure in it."""
        yield from (*self.always, *self.optional)
        yield from (name for one in self.joint for name in one)
        yield from (name for one in self.up_to for name in one.steps)
        for group in self.groups:
            for branch in group.branches:
                yield from branch.ids()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a package is not simply lawful: what is wrong, of which measure or group, and figures."""

    why: Why
    what: str
    detail: str = ""


def packages_of(measures: Iterable[MeasureSeen]) -> Packages:
    """The packages of the measures of one outcome; those whose condition is open are in their places and named in `open`.

    What is barred, or gave way to the fine of another provision, is in none.
    """
    found = tuple(m for m in measures if not m.away)
    tiers = _overlapping(found)
    plain = _flat([m for m in found if m.group is None and m.id not in tiers])
    names = dict.fromkeys(m.group for m in found if m.group is not None)
    groups = (
        *(_group(name, [m for m in found if m.group == name]) for name in names),
        *(_tiers(name, [m for m in found if tiers.get(m.id) == name]) for name in dict.fromkeys(tiers.values())),
    )
    for alone in (g.branches[0] for g in groups if len(g.branches) == 1 and not g.optional):
        plain = _joined(plain, alone)
    real = tuple(g for g in groups if len(g.branches) > 1 or g.optional)
    return replace(plain, groups=real, open=tuple(m.id for m in found if m.depends))


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
    targets = dict.fromkeys(m.target for m in measures)
    ladders = tuple(one for t in targets for one in _ladders([m for m in measures if m.target == t]))
    return Packages(of("shall"), of("may"), joint, ladders)


def _ladders(measures: list[MeasureSeen]) -> Iterator[Ladder]:
    """The ladders for one addressee, in the order in which their rungs are written."""
    first: str | None = None
    steps: list[str] = []
    for one in measures:
        if one.modality == "up_to":
            steps.append(one.id)
        elif one.nature == "penalty" and one.article9 != MONEY:
            if steps:
                yield Ladder(first, tuple(steps))
            first, steps = one.id, []
    if steps:
        yield Ladder(first, tuple(steps))


def _joined(a: Packages, b: Packages) -> Packages:
    return Packages(a.always + b.always, a.optional + b.optional, a.joint + b.joint, a.up_to + b.up_to)


def contains(packages: Packages, chosen: frozenset[str]) -> tuple[Reason, ...]:
    """What is wrong with a package of measure ids; nothing if it is lawful. No measure is open here."""
    known = frozenset(packages.ids())
    return (*(Reason("not_foreseen", one) for one in sorted(chosen - known)), *_faults(packages, chosen))


def _faults(packages: Packages, chosen: frozenset[str]) -> Iterator[Reason]:
    passed = {one.first: name for one in packages.up_to for name in one.steps if name in chosen}
    for one in packages.always:
        if one not in chosen:
            yield Reason("rung_skipped", one, passed[one]) if one in passed else Reason("missing", one)
    yield from (Reason("none_of_joint", "、".join(one)) for one in packages.joint if not chosen.intersection(one))
    for group in packages.groups:
        taken = [branch for branch in group.branches if chosen.intersection(branch.ids())]
        if len(taken) > 1:
            yield Reason("two_branches", group.id)
        elif not taken and not group.optional:
            yield Reason("none_of_group", group.id)
        for branch in taken[:1] if len(taken) == 1 else ():
            yield from _faults(branch, chosen)


def dropped(packages: Packages, reason: Reason) -> frozenset[str]:
    """The measures of which one is ordered and none is in the package, as a reason of `contains` says."""
    if reason.why == "missing":
        return frozenset({reason.what})
    if reason.why == "none_of_joint":
        parts = (packages, *(branch for group in packages.groups for branch in group.branches))
        return frozenset(name for p in parts for one in p.joint if "、".join(one) == reason.what for name in one)
    if reason.why == "none_of_group":
        return frozenset(name for g in packages.groups if g.id == reason.what for b in g.branches for name in b.ids())
    return frozenset()
