"""Whether a package of measures is lawful in a case: its composition, its amounts and lengths, and what is open.

A measure whose condition is open may hold or not. Both are tried: one answer in all cases is the answer, otherwise it is
open. Only penalties (Article 9) are mitigated or not: an order to correct that the package leaves out is `owed`, which
says nothing against the penalties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Literal, TypeAlias

from enforcerules.base.limits import OPEN_MEASURES
from enforcerules.model.decision import MeasureSeen
from enforcerules.model.duration import Duration
from enforcerules.model.packages import Packages, Reason, contains, dropped, packages_of
from enforcerules.model.program import Kind

Status = Literal["lawful", "if_mitigated", "unlawful", "open"]
Chosen: TypeAlias = Mapping[str, Fraction | Duration | None]
_MITIGATING: frozenset[str] = frozenset(
    {"missing", "none_of_group", "none_of_joint", "lighter_kind", "amount_mitigated", "duration_mitigated"}
)
_OPEN: frozenset[str] = frozenset({"ambiguous", "amount_open", "depends", "rung_skipped", "referred", "disposition"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a package is lawful.

    `if_mitigated`: only as a mitigated penalty; `permitted` says whether this case allows that (None: open). `levels`: those in
    which a chosen amount lies, by measure. `owed`: measures that are no penalties (orders …), which the law commands
    and the package leaves out.
    """

    status: Status
    reasons: tuple[Reason, ...] = ()
    permitted: bool | None = False
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owed: tuple[str, ...] = ()

    @property
    def in_this_case(self) -> bool | None:
        """Whether it may be imposed in this case, mitigation included; None: open."""
        if self.status == "if_mitigated":
            return self.permitted
        return None if self.status == "open" else self.status == "lawful"


def permits(
    measures: tuple[MeasureSeen, ...],
    chosen: Chosen,
    *,
    mitigated: bool | None,
    foreign: tuple[Kind, ...] = (),
    ranks: Mapping[str, int | None] | None = None,
) -> Verdict:
    """Whether a package is lawful: measure ids, each with the amount in 分, a length, or None.

    `mitigated`: whether this case permits a mitigated penalty at all (None: open). `foreign`: kinds in the package that the
    provision does not threaten; one that is lighter by `ranks` than what it replaces is mitigation.
    """
    away = {m.id: Reason("gave_way" if m.gave_way else "barred", m.id, m.gave_way or "") for m in measures if m.away}
    rest = {name: value for name, value in chosen.items() if name not in away}
    certain = tuple(away[name] for name in chosen if name in away)
    there = tuple(m for m in measures if not m.away)
    levels = {m.id: held_by(m, value) for m in there if isinstance(value := rest.get(m.id), Fraction)}
    seen = []
    for without in _truths(there):
        held = tuple(m for m in there if m.id not in without)
        found = packages_of(held)
        faults = _with_foreign(found, contains(found, frozenset(rest)), held, foreign, ranks or {})
        seen.append((*certain, *faults, *_figures(held, rest)))
    made = joined([_verdict(there, reasons) for reasons in seen], _depends(there))
    if len(_open(there)) > OPEN_MEASURES and status_of(certain) != "unlawful":
        made = Verdict("open", (*certain, *_depends(there)), owed=made.owed)
    return Verdict(made.status, made.reasons, mitigated if made.status == "if_mitigated" else False, levels, made.owed)


def _open(measures: Iterable[MeasureSeen]) -> list[str]:
    return [m.id for m in measures if m.depends]


def _depends(measures: Iterable[MeasureSeen]) -> tuple[Reason, ...]:
    found = _open(measures)
    return (Reason("depends", "、".join(found)),) if found else ()


def _truths(measures: tuple[MeasureSeen, ...]) -> Iterator[frozenset[str]]:
    """Every way in which the open measures may hold: the ids of those that do not."""
    open_ = _open(measures)
    if len(open_) > OPEN_MEASURES:
        yield from (frozenset(), frozenset(open_))
        return
    for holds in product((True, False), repeat=len(open_)):
        yield frozenset(name for name, one in zip(open_, holds, strict=True) if not one)


def _verdict(measures: Iterable[MeasureSeen], reasons: tuple[Reason, ...]) -> Verdict:
    """The verdict on reasons, without the penalties' business: what else is ordered is owed."""
    others = {m.id for m in measures if m.nature != "penalty"}
    owed = tuple(one.what for one in reasons if one.why == "missing" and one.what in others)
    left = tuple(one for one in reasons if not (one.why == "missing" and one.what in others))
    return Verdict(status_of(left), left, owed=owed)


def joined(verdicts: list[Verdict], why_open: tuple[Reason, ...]) -> Verdict:
    """One verdict of several cases: what all agree on, else open with the reasons common to all and `why_open`."""
    owed = tuple(name for name in verdicts[0].owed if all(name in one.owed for one in verdicts))
    every = dict.fromkeys(reason for one in verdicts for reason in one.reasons)
    if len({one.status for one in verdicts}) == 1:
        permitted = {one.permitted for one in verdicts}
        agreed = permitted.pop() if len(permitted) == 1 else None
        return Verdict(verdicts[0].status, tuple(every), agreed, verdicts[0].levels, owed)
    common = (reason for reason in every if all(reason in one.reasons for one in verdicts))
    return Verdict("open", (*common, *why_open), levels=verdicts[0].levels, owed=owed)


def status_of(reasons: Iterable[Reason]) -> Status:
    """The worst that is said: unlawful, open, only if mitigated."""
    whys = {one.why for one in reasons}
    if whys - _MITIGATING - _OPEN:
        return "unlawful"
    if whys & _OPEN:
        return "open"
    return "if_mitigated" if whys else "lawful"


def _with_foreign(
    packages: Packages,
    faults: tuple[Reason, ...],
    measures: tuple[MeasureSeen, ...],
    foreign: tuple[Kind, ...],
    ranks: Mapping[str, int | None],
) -> tuple[Reason, ...]:
    """The faults, and of each kind that is not threatened: a lighter one in place of what is ordered, or not foreseen."""
    heavy = {m.id: ranks.get(m.kind) for m in measures}
    replaced = [ids for one in faults if (ids := dropped(packages, one))]

    def fault(kind: Kind) -> Reason:
        for ids in replaced:
            over = [heavy[name] for name in ids]
            if kind.rank is not None and all(rank is not None and rank > kind.rank for rank in over):
                return Reason("lighter_kind", kind.id, "、".join(sorted(ids)))
        return Reason("not_foreseen", kind.id)

    return (*faults, *(fault(kind) for kind in foreign))


# ---- amounts and lengths -----------------------------------------------------------------------------------------


def held_by(measure: MeasureSeen, amount: Fraction) -> tuple[str, ...]:
    """The levels permitted in this case in which an amount in 分 lies."""
    return tuple(one.level for one in measure.levels if one.range is not None and one.range.has(amount))


def _figures(measures: tuple[MeasureSeen, ...], chosen: Chosen) -> Iterator[Reason]:
    for one in measures:
        value = chosen.get(one.id)
        if isinstance(value, Fraction):
            yield from _amount(one, value)
        elif isinstance(value, Duration) and one.duration is not None:
            yield from _length(one.id, one.duration, value)


def _amount(one: MeasureSeen, value: Fraction) -> Iterator[Reason]:
    """What is wrong with a fine: above every maximum it is not lawful whatever is open; below the minimum it is mitigated."""
    span, held = one.statutory, held_by(one, value)
    if span is None:
        yield Reason("amount_open", one.id)
    elif span.hi is not None and (value > span.hi or (value == span.hi and span.hi_open)):
        yield Reason("amount_outside", one.id, "above")
    elif "statutory" in one.open:
        yield Reason("amount_open", one.id, "、".join(held))
    elif not span.has(value):
        inside = "mitigated" in held or all(level.level != "mitigated" for level in one.levels)
        yield Reason("amount_mitigated" if inside else "amount_outside", one.id, "below")
    elif not held:
        yield Reason("amount_outside", one.id, "、".join(level.level for level in one.levels))
    elif "levels" in one.open:
        yield Reason("amount_open", one.id, "、".join(held))


def _length(name: str, duration: Duration, value: Duration) -> Iterator[Reason]:
    """What is wrong with a length: for life only where the text allows it, else between its ends."""
    if value.hi is None:
        if not duration.life:
            yield Reason("duration_outside", name, "above")
    elif duration.hi is None:
        yield Reason("duration_mitigated", name, "below")
    elif not duration.has(value.hi):
        below = value.hi < (duration.lo or 0)
        yield Reason("duration_mitigated" if below else "duration_outside", name, "below" if below else "above")
