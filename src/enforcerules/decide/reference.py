"""The reference kernel: conditions walked as trees in Kleene's logic, every part asked, nothing cut short.

This is the specification. Whatever decides faster must agree with it on every case.
"""

from __future__ import annotations

from enforcerules.decide.facts import Knowledge
from enforcerules.model.kleene import evaluate
from enforcerules.model.knowledge import is_exact
from enforcerules.model.program import Atom, Condition, Known, Threshold
from enforcerules.model.region import Exact, Interval, Numbers, inside


def judge(condition: Condition, known: Knowledge) -> bool | None:
    """True, False, or None when it depends on what is not known."""
    return evaluate(condition, lambda one: test(one, known))


def test(one: Atom | Known | Threshold, known: Knowledge) -> bool | None:
    """One test of one fact."""
    observed = known.of(one.fact)
    if isinstance(one, Known):
        return _state(one, observed.found)
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
