"""What leniency saved: each case decided twice, with the rules as they are and without those that favour the party.

The saving of an act is what may be imposed without, less what may be imposed with: from the least of the one less the most of
the other to the most less the least. Where both ranges hold the same amount, the least is nil: that amount could have been
imposed either way. Ranges of acts are added end by end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from enforcerules.analysis.without import without
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.decide.bind import proposed_fine
from enforcerules.decide.combined import joined, optional, permitted
from enforcerules.model.case import Case
from enforcerules.model.decision import Decision, Disposition, MeasureSeen, MoneyRange, Outcome
from enforcerules.model.leniency import (
    CATEGORIES,
    DEFAULT_FAVOURS,
    Category,
    Ground,
    Leniency,
    Side,
    Sum,
    Unit,
    Unusable,
)
from enforcerules.model.program import Program
from enforcerules.pipeline import decide

Given = tuple[str, Case | None, Report]
"""Where a case comes from, the case, and what is wrong with it."""

_NIL = MoneyRange(Fraction(0), Fraction(0))
_OPEN = frozenset({"undetermined", "needs_human"})
_FINED = frozenset({"penalise", "no_penalty_may", *_OPEN})
_HEAVIEST: tuple[Category, ...] = ("open", "lowered", "may_spare", "notice", "spared")
_CATEGORY: dict[Disposition, Category] = {
    "no_penalty_shall": "spared",
    "no_penalty_may": "may_spare",
    "order_first": "notice",
    "undetermined": "open",
    "needs_human": "open",
}


def leniency(
    program: Program,
    cases: Iterable[Given],
    favours: Collection[str] = DEFAULT_FAVOURS,
    named: Collection[str] = (),
) -> Leniency:
    """What was saved over the cases; a case that cannot be decided is told, and the others go on.

    Raises:
        InvalidInput: there is no such kind or id to leave out.
    """
    bare, grounds = without(program, favours, named)
    units: list[Unit] = []
    unusable: list[Unusable] = []
    count = 0
    for name, case, report in cases:
        count += 1
        try:
            report.raise_if_invalid()
            units += [] if case is None else _units(name, case, program, bare, grounds)
        except InvalidInput as invalid:
            unusable.append(Unusable(name, invalid.report))
    numbered = tuple(units)
    return Leniency(
        favours=tuple(one for one in (*DEFAULT_FAVOURS, "rows") if one in favours),
        named=tuple(named),
        cases=count,
        left_out=len(grounds),
        units=numbered,
        unusable=tuple(unusable),
        grounds={one: grounds[one] for unit in numbered for one in unit.grounds},
        titles={name: program.matters[name].title for unit in numbered for name in unit.matters},
        by_matter=_by_matter(numbered),
        total=_sum(numbered),
    )


# ---- one case ------------------------------------------------------------------------------------------------


def _units(name: str, case: Case, program: Program, bare: Program, grounds: dict[str, Ground]) -> list[Unit]:
    """Each act of each party, with and without."""
    kept, less = decide(program, case), decide(bare, case)
    keys = list(dict.fromkeys((one.act, one.party) for one in kept.outcomes))
    proposed = proposed_fine(case) if len(keys) == 1 else None
    if proposed is None and len(keys) == 1 and case.proposed is not None:
        proposed = Fraction(0)
    return [_unit(name, kept, less, key, proposed, grounds) for key in keys]


def _unit(
    name: str,
    kept: Decision,
    less: Decision,
    key: tuple[str, str],
    proposed: Fraction | int | None,
    grounds: dict[str, Ground],
) -> Unit:
    before, after = (_side(one, key) for one in (kept, less))
    category = _category(before, after)
    point = None if proposed is None else Fraction(proposed)
    stands = point is not None and category != "open" and before.fine is not None and before.fine.has(point)
    now = MoneyRange(point, point) if stands else before.fine
    saved = _NIL if category == "unchanged" else _less(after.fine, now)
    return Unit(
        name=name,
        case=kept.case_id,
        act=key[0],
        party=key[1],
        matters=tuple(one.matter for one in before.outcomes),
        category=category,
        kept=before,
        without=after,
        proposed=point if stands else None,
        saved=saved,
        grounds=tuple(
            sorted({r for o in before.outcomes for r in _because(o) if r in grounds} if category != "unchanged" else ())
        ),
    )


def _because(outcome: Outcome) -> list[str]:
    """What decided, levels and reductions included."""
    return [*outcome.because, *(name for m in outcome.measures for level in m.levels for name in level.because)]


def _side(decision: Decision, key: tuple[str, str]) -> Side:
    outcomes = tuple(one for one in decision.outcomes if (one.act, one.party) == key)
    open_ = [question.label for one in outcomes if _unsettled(one) for question in one.questions]
    open_ += [
        alert.kind
        for one in outcomes
        if one.disposition == "needs_human" and not one.questions
        for alert in one.alerts
        if alert.severity == "serious"
    ]
    return Side(outcomes, _fine(outcomes), tuple(dict.fromkeys(open_)))


def _unsettled(one: Outcome) -> bool:
    return one.disposition in _OPEN or (
        one.disposition in _FINED and any(m.depends or m.open for m in one.measures if m.kind == "fine")
    )


def _fine(outcomes: Sequence[Outcome]) -> MoneyRange | None:
    """What the fine for one act may come to, nil where none may follow; None where no upper end can be told."""
    firm: list[MeasureSeen] = []
    spans: list[MoneyRange | None] = []
    for one in outcomes:
        candidates = {*(one.candidates or (one.disposition,))}
        fines = [m for m in one.measures if m.kind == "fine" and not m.away] if candidates & _FINED else []
        spans += [permitted(m) for m in fines]
        firm += fines if candidates == {"penalise"} else []
    found = joined(spans, optional=optional(firm))
    if found is None:
        return _NIL
    return None if found.hi is None else found


def _category(kept: Side, less: Side) -> Category:
    """What the rules as they are do; the least lenient where one act falls under several matters."""
    changed = [
        _CATEGORY.get(one.disposition, "lowered")
        for one, other in zip(kept.outcomes, less.outcomes, strict=True)
        if _gist(one) != _gist(other)
    ]
    return next((one for one in _HEAVIEST if one in changed), "unchanged")


def _gist(one: Outcome) -> object:
    fines = tuple((m.id, m.holds, m.away, m.modality, permitted(m)) for m in one.measures if m.kind == "fine")
    return one.disposition, one.candidates, fines if {one.disposition, *one.candidates} & _FINED else ()


def _less(more: MoneyRange | None, now: MoneyRange | None) -> MoneyRange | None:
    """One range less another; nil at least where they overlap."""
    if more is None or more.hi is None or now is None or now.hi is None:
        return None
    low, least = more.lo or Fraction(0), now.lo or Fraction(0)
    hi, lo = more.hi - least, low - now.hi
    hi_open = more.hi_open or (now.lo is not None and now.lo_open)
    lo_open = (more.lo is not None and more.lo_open) or now.hi_open
    if lo < 0 <= hi:
        lo, lo_open = Fraction(0), False
    return MoneyRange(lo, hi, lo_open, hi_open)


# ---- many cases ----------------------------------------------------------------------------------------------


def _by_matter(units: Sequence[Unit]) -> tuple[tuple[tuple[str, ...], Sum], ...]:
    names = sorted({one.matters for one in units})
    return tuple((name, _sum([one for one in units if one.matters == name])) for name in names)


def _sum(units: Sequence[Unit]) -> Sum:
    counted = Counter(one.category for one in units)
    # Which case is told by where it comes from: two cases may bear one number.
    parties = {(one.category, one.name, one.case, one.party) for one in units}
    told = [one for one in units if one.saved is not None and one.category != "unchanged"]
    by = {name: [one.saved for one in told if one.category == name and one.saved is not None] for name in CATEGORIES}
    return Sum(
        units=len(units),
        by={name: counted[name] for name in CATEGORIES},
        parties={name: sum(one[0] == name for one in parties) for name in CATEGORIES},
        saved=_added([one for ranges in by.values() for one in ranges]),
        saved_by={name: _added(ranges) for name, ranges in by.items() if ranges},
        told=len(told),
        untold=sum(one.saved is None for one in units),
        bounds=sum(bool(one.open) for one in told),
    )


def _added(ranges: Sequence[MoneyRange]) -> MoneyRange:
    return MoneyRange(
        sum((one.lo or Fraction(0) for one in ranges), Fraction(0)),
        sum((one.hi or Fraction(0) for one in ranges), Fraction(0)),
        any(one.lo_open for one in ranges),
        any(one.hi_open for one in ranges),
    )
