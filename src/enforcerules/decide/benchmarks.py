"""A benchmark that changed between the act and the decision: followed as it says itself, else a person's."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from enforcerules.decide.compare import compare
from enforcerules.decide.frame import Frame
from enforcerules.decide.outcome import outcome
from enforcerules.decide.settling import add, to_person
from enforcerules.decide.timeline import on_day
from enforcerules.model.decision import AlertSeen, MoneyRange, Outcome
from enforcerules.model.document import Level
from enforcerules.model.program import Benchmark

_PENALTY = frozenset({"penalise", "no_penalty_may", "order_first"})


def follow(made: Outcome, old: Frame, new: Frame) -> Outcome:
    """The older law stands: the outcome by the tables of the act, or of the decision, where these lead elsewhere."""
    day = new.place.act_day
    assert day is not None  # noqa: S101  two sets of rules are those of two days
    later = on_day(old, day).sliced.benchmarks  # those of this matter, also where newer law goes on with it as another
    if old.sliced.benchmarks == later or not _PENALTY & {made.disposition, *made.candidates}:
        return made
    other = replace(old, sliced=replace(old.sliced, benchmarks=later))
    then = outcome(other)
    if _alike(made, then):
        return made
    changed = _changed(old.sliced.benchmarks, later)
    chosen = _by_option(changed, (made, old), (then, other))
    tables = ("tables", "、".join(sorted({t.id for t in (*old.sliced.benchmarks, *later)})))
    if chosen is None:
        alert = AlertSeen("benchmark_changed", "serious", None, (), (tables,))
        return to_person(add(made, alert))
    basis = tuple(dict.fromkeys(c for t in changed for c in t.after_change_basis))
    followed = ("followed", "decision" if chosen is then else "act")
    return add(chosen, AlertSeen("benchmark_followed", "info", None, basis, (tables, followed)))


def _alike(made: Outcome, then: Outcome) -> bool:
    """Whether the same is permitted, whichever row gives it; while facts are open only where the same rows do, as equal bounds of two tables may hide what differs."""
    if made.questions or then.questions:
        return [m.levels for m in then.measures] == [m.levels for m in made.measures]
    return _levels(then) == _levels(made)


def _levels(made: Outcome) -> list[list[tuple[Level, MoneyRange | None, Fraction | None]]]:
    """What is permitted of each measure."""
    return [[(one.level, one.range, one.point) for one in m.levels] for m in made.measures]


def _changed(old: tuple[Benchmark, ...], new: tuple[Benchmark, ...]) -> tuple[Benchmark, ...]:
    """The tables of the decision that were not in force for the act; where none came, those that are gone."""
    return tuple(t for t in new if t not in old) or tuple(t for t in old if t not in new)


def _by_option(
    changed: tuple[Benchmark, ...], made: tuple[Outcome, Frame], then: tuple[Outcome, Frame]
) -> Outcome | None:
    """As the tables say that follow; None where they say nothing or not the same, or the lighter cannot be told."""
    wanted = {t.after_change for t in changed}
    option = wanted.pop() if len(wanted) == 1 else None
    if option == "lighter":
        verdict = compare(made[1], then[1]).verdict
        option = {"lighter": "decision", "heavier": "act", "equal": "act", "same": "act"}.get(verdict)  # type: ignore[assignment]
    return made[0] if option == "act" else then[0] if option == "decision" else None
