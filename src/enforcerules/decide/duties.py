"""Duties that go with a disposition, and monitors that look at the case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from enforcerules.decide.frame import Frame
from enforcerules.language.showing import show_value
from enforcerules.model.calendar import UnknownYear
from enforcerules.model.decision import AlertSeen, Disposition, DutySeen
from enforcerules.model.knowledge import Status, is_exact
from enforcerules.model.program import Alert, Condition, Deadline, Duty, Rule, Threshold
from enforcerules.model.region import Numbers
from enforcerules.model.walk import reads_of, tests_of

CLASSES: dict[Disposition, str] = {
    "penalise": "penalise",
    "no_penalty_shall": "no_penalty",
    "no_penalty_may": "no_penalty",
    "order_first": "order_first",
    "refer": "refer",
    "time_barred": "terminated",
    "not_unlawful": "terminated",
    "not_established": "terminated",
    "no_jurisdiction": "terminated",
    "no_basis": "terminated",
}


_GIVEN: frozenset[Status] = frozenset({"known", "fixed", "assumed", "searched_not_found"})


def duties(frame: Frame, possible: tuple[Disposition, ...]) -> Iterator[DutySeen]:
    """Every duty of a possible disposition; conditional when it depends on what is open or not proposed yet."""
    classes = {CLASSES[d] for d in possible if d in CLASSES}
    for rule in frame.sliced.rules:
        if isinstance(rule.effect, Duty):
            wanted = set(rule.effect.on)
            truth = frame.known.judge(rule.condition, frame.known)
            if truth is not False and ("any" in wanted or wanted & classes):
                certain = "any" in wanted or classes <= wanted
                yield _duty(frame, rule, rule.effect, due=True if truth and certain else None)


def _duty(frame: Frame, rule: Rule, effect: Duty, *, due: bool | None) -> DutySeen:
    deadline, missing = _deadline(frame, effect.deadline)
    return DutySeen(
        rule=rule.id,
        kind=effect.kind,
        title=rule.title,
        who=effect.who,
        on=effect.on,
        due=due,
        strength=rule.strength,
        deadline=deadline,
        after=effect.after,
        basis=rule.basis,
        missing=_missing(frame, rule.condition) or missing,
        quantity=_quantity(frame, effect.of),
    )


def _quantity(frame: Frame, name: str | None) -> tuple[str, str] | None:
    """How much the duty concerns, where that is known."""
    if name is None or not all(_stands(frame, read) for read in base_facts(frame, name)):
        return None
    fact, region = frame.fact(name), frame.known.region(name)
    return (name, show_value(fact, region)) if is_exact(region) else None


def _stands(frame: Frame, name: str) -> bool:
    """Whether a figure may be built on a fact: it is given, or nobody raised it and the ruleset states what silence stands for."""
    status = frame.known.of(name).status
    return status in _GIVEN or (status == "not_raised" and not isinstance(frame.fact(name).on_unknown, str))


def base_facts(frame: Frame, name: str) -> Iterator[str]:
    """The declared facts that a fact is or follows from."""
    fact = frame.fact(name)
    if fact.formula is None:
        yield name
    for read in reads_of(fact):
        yield from base_facts(frame, read)


def _deadline(frame: Frame, stated: Deadline | None) -> tuple[date | None, str | None]:
    if stated is None:
        return None, None
    region = frame.known.region(stated.start)
    assert isinstance(region, Numbers)  # noqa: S101  a time limit begins on a date
    point = region.hull().point
    if point is None:
        return None, None
    edition = frame.known.edition
    try:
        last = edition.add_period(date.fromordinal(int(point)), stated.plus, frame.program.calendar)
        return edition.roll_forward(last, frame.program.calendar) if stated.roll else last, None
    except UnknownYear as unknown:
        return None, f"calendar:{unknown.year}"


def _missing(frame: Frame, condition: Condition) -> str | None:
    """What is said where a figure is not in the rulesets for this place and day."""
    for test in tests_of(condition):
        if isinstance(test, Threshold) and test.parameter not in frame.known.values:
            parameter = frame.sliced.parameters[test.parameter]
            return parameter.missing or parameter.label
    return None


def monitors(frame: Frame) -> Iterator[AlertSeen]:
    """The alerts of monitors and gates whose condition holds."""
    for rule in frame.sliced.rules:
        if isinstance(rule.effect, Alert) and frame.known.judge(rule.condition, frame.known):
            yield AlertSeen(rule.effect.kind, rule.effect.severity, rule.id, rule.basis, (), rule.title)
