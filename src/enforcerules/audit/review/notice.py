"""The decision against its notice (告知书), and against what was proposed before the party's defence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from enforcerules.audit.review.view import Noted, View, is_fine
from enforcerules.model.capitals import read_figures
from enforcerules.model.citation import Citation
from enforcerules.model.duration import parse_duration
from enforcerules.model.made import MadeMeasure
from enforcerules.model.review import Open, Said


def check(view: View) -> Iterator[Noted]:
    """What is heavier than proposed: a decision that is lighter needs no new notice."""
    if view.done == "penalise":
        yield from _notice(view)
        yield from _defence(view)


def _notice(view: View) -> Iterator[Noted]:
    notice = view.did.notice
    if notice is None or notice.again:
        return
    if not notice.measures:
        yield Open("notice", ("notice.measures",))
        return
    proposed = {str(one.kind): one for one in notice.measures}
    more = tuple(str(one.kind) for one in view.did.measures if str(one.kind) not in proposed and view.is_penalty(one))
    basis = [*_duty(view, "notify"), *view.anchored("unlike_notice")]
    if more:
        yield view.finding("unlike_notice", basis, {"more": tuple(view.name(one) for one in more)}, span=notice.span)
    for one in view.did.measures:
        before = proposed.get(str(one.kind))
        if before is not None and (args := _heavier(before, one)):
            yield view.finding("unlike_notice", basis, {"measure": view.name(str(one.kind)), **args}, span=notice.span)


def _heavier(before: MadeMeasure, one: MadeMeasure) -> dict[str, Said]:
    """The two figures where that of the decision is higher; nothing else."""
    first, last = _fen(before.amount), _fen(one.amount)
    if first is not None and last is not None and last > first:
        return {"proposed": first, "amount": last}
    was = parse_duration(before.length) if before.length else None
    made = parse_duration(one.length) if one.length else None
    if was is None or made is None or was.hi is None or was.unit != made.unit:
        return {}
    longer = made.hi is None or made.hi > was.hi
    return {"was": str(before.length), "length": str(one.length)} if longer else {}


def _defence(view: View) -> Iterator[Noted]:
    """Heavier after the defence was heard: lawful only for a reason that is not the defence."""
    defence = view.did.defence
    if defence is None:
        return
    notified = None if view.did.notice is None else _fine(view.did.notice.measures)
    before = _fen(defence.before) if defence.before is not None else notified
    after = _fen(defence.after) if defence.after is not None else _fine(view.did.measures)
    if before is None or after is None:
        yield Open("defence", ("defence.before",) if before is None else ("defence.after",))
    elif after > before and defence.reason is None:
        basis = [*_duty(view, "not_heavier_for_defence"), *view.anchored("heavier_after_defence")]
        yield view.finding("heavier_after_defence", basis, {"before": before, "after": after}, span=defence.span)
    elif after > before:
        args: tuple[tuple[str, Said], ...] = (("after", after), ("before", before), ("reason", str(defence.reason)))
        yield Open("defence_reason", (), args)


def _fine(measures: Iterable[MadeMeasure]) -> Fraction | None:
    return next((_fen(one.amount) for one in measures if is_fine(one)), None)


def _duty(view: View, kind: str) -> list[Citation]:
    return [place for one in view.owed if one.kind == kind for place in one.basis]


def _fen(text: str | None) -> Fraction | None:
    fen = None if text is None else read_figures(text)
    return None if fen is None else Fraction(fen)
