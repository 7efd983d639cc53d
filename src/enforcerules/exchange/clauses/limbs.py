"""What stands together: alternatives (或者) and tiers.

*Alternatives.* Entries of one `alt_group` are branches of one group, wherever their rules stand, as long as their
conditions can hold together: the group A of item 1 and that of item 2 are two groups. A lone entry joins another part of
its group, so that it still shows that it is one of several.

*Tiers.* Fines that part on a figure, an item or a grade become limbs of one block: `gains>=50000` and `gains<50000`. As
limbs an unknown figure is a person's to find, and a figure that no limb covers is a hole that is seen. What all limbs
ask is asked once, of the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from enforcerules.exchange.clauses.cells import compatible, disjoint, tiers
from enforcerules.exchange.clauses.expression import Expression, conjunction, conjuncts
from enforcerules.exchange.clauses.record import Fine, Penalty, Record

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class One:
    """One measure and when it follows."""

    when: Expression
    what: Fine | Penalty


@dataclass(frozen=True, slots=True)
class OneOf:
    """Alternatives: what all branches ask, and the branches with what each asks beyond it."""

    when: Expression
    branches: tuple[One, ...]


@dataclass(frozen=True, slots=True)
class Limbs:
    """Tiers: what all of them ask, and the limbs with what each asks beyond it."""

    when: Expression
    limbs: tuple[One | OneOf, ...]


Entry: TypeAlias = One | OneOf | Limbs


def entries(record: Record) -> tuple[Entry, ...]:
    """The measures of a record in the order of its rules, a group or block where its first member stands."""
    made: list[One | OneOf] = []
    groups: dict[str, list[One]] = {}
    for rule in record.rules:
        for what in sorted(rule.measures, key=_rank):
            one = One(rule.when, what)
            if what.group is None:
                made.append(one)
            else:
                groups.setdefault(what.group, []).append(one)
    for members in groups.values():
        made += [_one_of(part) for part in _parts(members)]
    made.sort(key=lambda entry: _place(entry, record))
    return tuple(_tiered(made))


_ORDER = (
    "order", "warning", "criticism", "confiscate_gains", "confiscate_goods", "confiscate_tools",
    "confiscate_income_from_unit", "fine", "suspend_business", "restrict_business", "close_down", "license_suspend",
    "license_downgrade", "license_revoke", "approval_revoke", "ban", "detention", "deport",
)  # fmt: skip
_LAST = ("late_fee", "staff_sanction", "public_security", "criminal")


def _rank(measure: Fine | Penalty) -> int:
    """Orders and warnings first, then money, then licences and persons, then other organs; otherwise as in the record."""
    kind = "fine" if isinstance(measure, Fine) else measure.kind
    if kind in _LAST:
        return len(_ORDER) + 1 + _LAST.index(kind)
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _place(entry: One | OneOf, record: Record) -> tuple[int, int]:
    """The rule and the rank of the first measure of an entry."""
    measures = [entry.what] if isinstance(entry, One) else [branch.what for branch in entry.branches]
    found = [
        (number, _rank(one))
        for number, rule in enumerate(record.rules)
        for one in rule.measures
        if any(one is measure for measure in measures)
    ]
    return min(found)


# ---- alternatives ------------------------------------------------------------------------------------------------


def _parts(members: Sequence[One]) -> Iterator[list[One]]:
    """The members of a group that can hold together, lone ones with the first part."""
    parts = _components(members, lambda one, other: compatible(one.when, other.when))
    alone = [part[0] for part in parts if len(part) == 1]
    several = [part for part in parts if len(part) > 1]
    if not several:
        yield alone
        return
    yield [*several[0], *alone]
    yield from several[1:]


def _one_of(members: Sequence[One]) -> OneOf:
    guard, rests = _shared([one.when for one in members])
    return OneOf(guard, tuple(One(rest, one.what) for rest, one in zip(rests, members, strict=True)))


def _components(items: Sequence[T], linked: Callable[[T, T], bool]) -> list[list[T]]:
    """The connected parts of some items, in the order of their first members."""
    part_of = list(range(len(items)))
    for place, item in enumerate(items):
        met = {part_of[before] for before in range(place) if linked(items[before], item)}
        part_of = [min(met, default=part) if part in met or n == place else part for n, part in enumerate(part_of)]
    return [[item for item, part in zip(items, part_of, strict=True) if part == name] for name in sorted(set(part_of))]


# ---- tiers -------------------------------------------------------------------------------------------------------


def _tiered(made: Sequence[One | OneOf]) -> Iterator[Entry]:
    fines = [entry for entry in made if _has_fine(entry)]
    parts = _components(fines, lambda one, other: tiers(one.when, other.when))
    found = [block for part in parts for block in _blocks(part) if len(block) > 1]
    blocks = [_completed(block, made) for block in found]
    first = {id(block[0]): block for block in blocks}
    inside = {id(entry) for block in blocks for entry in block}
    for entry in made:
        if id(entry) in first:
            yield _limbs(first[id(entry)])
        elif id(entry) not in inside:
            yield entry


def _has_fine(entry: One | OneOf) -> bool:
    """Whether an entry is a fine, or alternatives of one condition with a fine among them."""
    if isinstance(entry, One):
        return isinstance(entry.what, Fine)
    return any(isinstance(one.what, Fine) for one in entry.branches) and all(
        not conjuncts(one.when) for one in entry.branches
    )


def _blocks(part: Sequence[One | OneOf]) -> list[list[One | OneOf]]:
    """Parts of a component in which every two exclude one another; usually one."""
    blocks: list[list[One | OneOf]] = []
    for entry in part:
        fits = (b for b in blocks if all(disjoint(one.when, entry.when) for one in b))
        block = next(fits, None)
        if block is None:
            blocks.append([entry])
        else:
            block.append(entry)
    return blocks


def _completed(block: Sequence[One | OneOf], made: Sequence[One | OneOf]) -> list[One | OneOf]:
    """The block with what follows where none of its fines does: an item that is only answered by a revocation."""
    rest = (entry for entry in made if not _has_fine(entry) and conjuncts(entry.when))
    more = [
        entry
        for entry in rest
        if all(disjoint(one.when, entry.when) for one in block) and any(tiers(one.when, entry.when) for one in block)
    ]
    inside = {id(entry) for entry in (*block, *more)}
    return [entry for entry in made if id(entry) in inside]


def _limbs(block: Sequence[One | OneOf]) -> Limbs:
    guard, rests = _shared([entry.when for entry in block])
    limbs = tuple(
        One(rest, entry.what) if isinstance(entry, One) else OneOf(rest, entry.branches)
        for rest, entry in zip(rests, block, strict=True)
    )
    return Limbs(guard, limbs)


def _shared(conditions: Sequence[Expression]) -> tuple[Expression, tuple[Expression, ...]]:
    """What several conditions all ask, and what each asks beyond it."""
    asked = [conjuncts(one) for one in conditions]
    common = tuple(dict.fromkeys(part for part in asked[0] if all(part in one for one in asked)))
    rests = tuple(conjunction(tuple(part for part in one if part not in common)) for one in asked)
    return conjunction(common), rests
