"""The steps of the procedure: what was left out, done in the wrong order, or done too late.

Which steps are due, after which others and by when, is what the duties of the rules say of what was done. A step that the
decision does not speak of is open, unless it says that its list is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from enforcerules.audit.review.view import Noted, View
from enforcerules.base.source import Text
from enforcerules.model.citation import Citation
from enforcerules.model.decision import ENGINE_ALERTS, AlertSeen, DutySeen
from enforcerules.model.explanation import Title
from enforcerules.model.review import Open, Said, Severity

MISSING: Final[Mapping[str, str]] = {
    "notify": "notice_missing",
    "hear_defence": "notice_missing",
    "hearing": "hearing_missing",
    "hold_hearing": "hearing_missing",
    "legal_review": "legal_review_missing",
    "collective_discussion": "collective_discussion_missing",
    "inform_reconsideration_first": "reconsideration_first_not_told",
}
"""What a step of this kind that was left out is called; any other is a `step_missing`."""

_BEFORE: Final = frozenset(
    {"file_case", "notify", "hear_defence", "hearing", "call_hearing", "hold_hearing", "legal_review"}
    | {"collective_discussion", "government_approval"}
)
"""Steps that come before the decision: the provisions of their duties say so."""

_NOT_STEPS: Final = frozenset({"no_second_fine", "not_heavier_for_defence", "apply_higher_fine", "order_correction"})
"""Duties that other checks look at."""

_AFTERWARDS: Final = frozenset({"publish", "withdraw_publication", "bank_fine", "hand_over_fine", "late_surcharge"})
"""Duties after the service of the decision, which a decision does not speak of."""

_HERE: Final[Mapping[str, str]] = {
    "legal_review_missing": "legal_review_missing",
    "collective_discussion_missing": "collective_discussion_missing",
    "decision_late": "deadline_passed",
    "service_late": "deadline_passed",
    "second_fine": "second_fine",
    "heavier_for_defence": "heavier_after_defence",
    "raised_after_defence": "heavier_after_defence",
    "notice_after_decision": "wrong_order",
    "decided_before_filing": "wrong_order",
    "decision_barred": "notice_missing",
    "detention_without_power": "wrong_authority",
}
"""Alerts of monitors that are findings of their own name; any other serious or warning alert is a `rule_alert`."""
_LAW: Final = frozenset(
    {"law_not_in_force", "law_ended_unsaid", "versions_not_comparable", "versions_open", "versions_split", "tier_gap"}
    | {"tier_overlap", "rows_conflict", "circumstances_conflict", "concurrence_unsettled", "sole_trader_unsettled"}
    | {"benchmark_changed", "act_spans_change", "end_decides_version", "factor_gap", "no_upper_end"}
)
"""Questions of law that the rules leave to a person."""
_ENFORCEMENT: Final = frozenset({"payment_late", "payment_on_time_by_analogy", "surcharge_capped", "time_bar_edge"})


def check(view: View) -> Iterator[Noted]:
    """Everything about the steps, each thing once."""
    seen: set[str] = set()
    for one in (*_duties(view), *_order(view)):
        if not isinstance(one, Open):
            seen.add(one.kind)
        yield one
    yield from _alerts(view, seen)


def done(view: View, step: str) -> date | bool | str | None:
    """The day of a step, whether it was done, `waived`, or None where nothing is said."""
    said = view.did.steps.get(Text(step))
    if said is not None:
        return said
    if step in {"decide", "written_decision"} and view.decided is not None:
        return view.decided
    return False if view.did.complete else None


def _asked(view: View) -> Iterator[DutySeen]:
    """What the authority had to do up to the service."""
    for one in view.owed:
        skipped = one.kind in _NOT_STEPS or one.kind in _AFTERWARDS
        if one.who == "authority" and one.strength == "shall" and not skipped:
            yield one


def _duties(view: View) -> Iterator[Noted]:
    kinds: dict[str, list[DutySeen]] = {}
    for one in _asked(view):
        kinds.setdefault(one.kind, []).append(one)
    unsaid = []
    for kind, several in kinds.items():
        due = [one for one in several if one.due]
        told = done(view, kind)
        if told is False and due:
            yield _left_out(view, kind, due)
        elif told is False or (told is None and not due):
            yield from _perhaps(view, kind, several) if kind in MISSING else ()
        elif told is None:
            unsaid.append(kind)
        elif isinstance(told, date):
            yield from _late(view, kind, several, told)
    if unsaid:
        yield Open("steps", tuple(f"steps.{kind}" for kind in unsaid))


def _left_out(view: View, kind: str, due: list[DutySeen]) -> Noted:
    basis = [place for one in due for place in one.basis]
    return view.finding(MISSING.get(kind, "step_missing"), basis, {"step": kind})


def _perhaps(view: View, kind: str, several: list[DutySeen]) -> Iterator[Noted]:
    """A step that may have been due: what is missing to say so."""
    missing = tuple(dict.fromkeys(one.missing for one in several if one.missing)) or view.questions()
    yield Open("step", missing, (("step", kind),))


def _late(view: View, kind: str, several: list[DutySeen], day: date) -> Iterator[Noted]:
    for one in several:
        if one.deadline is not None and day > one.deadline:
            args: dict[str, Said] = {"step": kind, "day": day.isoformat(), "deadline": one.deadline.isoformat()}
            yield view.finding("deadline_passed", one.basis, args)
        elif one.deadline is None and (one.missing or "").startswith("calendar:"):
            yield Open("deadline", (one.missing or "",), (("step", kind),))


def _order(view: View) -> Iterator[Noted]:
    """Steps done before those that they follow, and steps after the decision that belong before it."""
    days = {kind: day for kind in _kinds(view) if isinstance(day := done(view, kind), date)}
    for one in view.owed:
        for first in one.after:
            if one.kind in days and first in days and days[one.kind] < days[first]:
                basis = [*(p for two in view.owed if two.kind == first for p in two.basis), *one.basis]
                yield _disorder(view, (first, days[first]), (one.kind, days[one.kind]), basis)
    if view.decided is not None:
        for kind, day in days.items():
            basis = [place for one in view.owed if one.kind == kind for place in one.basis]
            told = kind in {"notify", "hear_defence"}  # the duty to decide names these two itself
            if kind not in _BEFORE or day <= view.decided or (told and _named(view, kind)):
                continue
            if basis:
                yield _disorder(view, (kind, day), ("decide", view.decided), basis)
            else:  # no rule asks for it in this case: too late, if it was due
                yield Open("step", view.questions(), (("step", kind),))


def _named(view: View, kind: str) -> bool:
    return any(one.kind == "decide" and kind in one.after for one in view.owed)


def _kinds(view: View) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(one.kind for one in view.owed), *map(str, view.did.steps))))


def _disorder(view: View, first: tuple[str, date], then: tuple[str, date], basis: Iterable[Citation]) -> Noted:
    args: dict[str, Said] = {
        "first": first[0],
        "first_day": first[1].isoformat(),
        "then": then[0],
        "then_day": then[1].isoformat(),
    }
    return view.finding("wrong_order", basis, args)


def _alerts(view: View, seen: set[str]) -> Iterator[Noted]:
    """What monitors of the rules say about the file."""
    for one in view.outcome.alerts:
        if one.kind in _LAW:
            yield Open("law", (), (("of", one.kind),))
        if one.kind in ENGINE_ALERTS or one.severity == "info" or one.kind in _ENFORCEMENT:
            continue
        kind = _HERE.get(one.kind)
        if kind is None:
            weight: Severity = "error" if one.severity == "serious" else "warning"
            yield view.finding("rule_alert", one.basis, {"alert": one.kind, "title": _title(one)}, severity=weight)
        elif kind not in seen and not _elsewhere(view, kind):
            yield view.finding(kind, one.basis, {"alert": one.kind, "title": _title(one)})


def _elsewhere(view: View, kind: str) -> bool:
    """Whether another check speaks of it because the decision itself tells of it."""
    if kind == "second_fine":
        return bool(view.did.earlier_fines)
    return kind == "heavier_after_defence" and view.did.defence is not None


def _title(one: AlertSeen) -> Title:
    return Title(one.title, one.kind)
