"""The reference kernel: conditions walked as trees in Kleene's logic, every part asked, nothing cut short.

This is the specification. Whatever decides faster must agree with it on every case.
"""

from __future__ import annotations

from enforcerules.decide.facts import Knowledge
from enforcerules.model.knowledge import is_exact
from enforcerules.model.program import And, Atom, Condition, Known, Neg, Or, Threshold
from enforcerules.model.region import Exact, Interval, Numbers, inside


def judge(condition: Condition, known: Knowledge) -> bool | None:
    """True, False, or None when it depends on what is not known."""
    if isinstance(condition, And):
        return conjunction([judge(part, known) for part in condition.parts])
    if isinstance(condition, Or):
        return disjunction([judge(part, known) for part in condition.parts])
    if isinstance(condition, Neg):
        return negation(judge(condition.part, known))
    return test(condition, known)


def conjunction(parts: list[bool | None]) -> bool | None:
    """Kleene's and: false if any part is, open if any other part is."""
    return False if False in parts else None if None in parts else True


def disjunction(parts: list[bool | None]) -> bool | None:
    """Kleene's or: true if any part is, open if any other part is."""
    return True if True in parts else None if None in parts else False


def negation(part: bool | None) -> bool | None:  # noqa: FBT001  a truth value
    """Kleene's not."""
    return None if part is None else not part


def test(one: Atom | Known | Threshold, known: Knowledge) -> bool | None:
    """One test of one fact."""
    observed = known.of(one.fact)
    if isinstance(one, Known):
        return _state(one, observed.status)
    if observed.status == "undeterminable":
        return None
    if observed.status == "not_raised" and not is_exact(observed.region):
        return False
    if isinstance(one, Atom):
        return inside(observed.region, one.region)
    value = known.values.get(one.parameter)
    return None if value is None else inside(observed.region, Numbers((_half_line(one.word, value.value),)))


def _state(one: Known, status: str) -> bool | None:
    if status in {"unknown", "asserted", "excluded"}:
        return None
    if status == "not_raised":
        return False
    return (status == "undeterminable") == (one.status == "undeterminable")


def _half_line(word: str, point: Exact) -> Interval:
    if word == "=":
        return Interval(point, point)
    if word in {">=", ">"}:
        return Interval(point, None, lo_open=word == ">")
    return Interval(None, point, hi_open=word == "<")
