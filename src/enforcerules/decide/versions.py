"""从旧兼从轻: the rules of the act against those of the decision, each run whole, and the lighter taken.

The old rules stand unless the new ones are lighter on these facts. Compared, in this order: how far the case is spared
at all, the maximum of the fine, its minimum, and how many further measures must follow. Benchmarks are left out of the
comparison: whether a changed benchmark follows is not settled by statute. What is open on either side must not change
the answer; where it could, a person decides.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from enforcerules.decide.frame import Frame
from enforcerules.decide.outcome import outcome
from enforcerules.model.decision import AlertSeen, Disposition, MeasureSeen, Outcome
from enforcerules.model.program import Rule, Versions

_RANK: dict[Disposition, int] = {
    "not_unlawful": 0,
    "no_jurisdiction": 1,
    "no_basis": 1,
    "not_established": 1,
    "time_barred": 1,
    "no_penalty_shall": 1,
    "no_penalty_may": 2,
    "order_first": 3,
    "penalise": 4,
    "refer": 5,
}
Key = tuple[int, Fraction, Fraction, int]


def differ(old: Frame, new: Frame) -> bool:
    """Whether the two days see different rules of substance."""
    return (
        _substance(old) != _substance(new)
        or old.sliced.measures != new.sliced.measures
        or old.sliced.benchmarks != new.sliced.benchmarks
    )


def _substance(frame: Frame) -> tuple[Rule, ...]:
    return tuple(r for r in frame.sliced.rules if r.stage not in {"duty", "monitor", "version"})


def rule_of(frame: Frame) -> Rule | None:
    """The rule that orders the comparison, if one is in force on the day of the decision."""
    return next((r for r in frame.sliced.rules if isinstance(r.effect, Versions)), None)


def lighter(old: Frame, new: Frame | None) -> Outcome:
    """The outcome under the rules of the act, or under those of the decision if they are lighter."""
    rule = rule_of(old)
    if new is None or rule is None:
        return outcome(old)
    choice = _choose(outcome(_bare(old)), outcome(_bare(new)))
    made = outcome(new if choice == "new" else old)
    if choice == "old":
        return _benchmarks_changed(made, old, new)
    kind = "newer_rules_lighter" if choice == "new" else "versions_not_comparable"
    alert = AlertSeen(kind, "info" if choice == "new" else "serious", rule.id, rule.basis, (), rule.title)
    made = replace(made, alerts=(*made.alerts, alert), version="decision" if choice == "new" else "act")
    return made if choice == "new" else _to_person(made)


def _bare(frame: Frame) -> Frame:
    return replace(frame, sliced=replace(frame.sliced, benchmarks=()))


def _choose(old: Outcome, new: Outcome) -> Literal["old", "new", "human"]:
    before, after = _keys(old), _keys(new)
    if before[0] <= after[0] and before[1] <= after[1]:
        return "old"
    return "new" if after[0] <= before[0] and after[1] <= before[1] else "human"


def _keys(one: Outcome) -> tuple[Key, Key]:
    """The lightest and the heaviest that the outcome may be."""
    ranks = [_RANK[d] for d in (one.candidates or (one.disposition,)) if d in _RANK]
    light, heavy = _money(one.measures, certain=True), _money(one.measures, certain=False)
    return (min(ranks), *light), (max(ranks), *heavy)


def _money(measures: tuple[MeasureSeen, ...], *, certain: bool) -> tuple[Fraction, Fraction, int]:
    found = [m for m in measures if (m.holds or not certain) and not (m.barred is not None and m.barred.holds)]
    fines = [m.statutory for m in found if m.statutory is not None]
    highest = max((f.hi if f.hi is not None else Fraction(10**18) for f in fines), default=Fraction(0))
    lowest = max((f.lo or Fraction(0) for f in fines), default=Fraction(0))
    return highest, lowest, sum(m.modality == "shall" and m.nature == "penalty" for m in found)


def _benchmarks_changed(made: Outcome, old: Frame, new: Frame) -> Outcome:
    """The old rules stand; a benchmark that changed since leaves the amount to a person where it would differ."""
    if old.sliced.benchmarks == new.sliced.benchmarks or made.disposition != "penalise":
        return made
    other = outcome(replace(old, sliced=replace(old.sliced, benchmarks=new.sliced.benchmarks)))
    if [m.levels for m in other.measures] == [m.levels for m in made.measures]:
        return made
    names = sorted({t.id for t in (*old.sliced.benchmarks, *new.sliced.benchmarks)})
    alert = AlertSeen("benchmark_changed", "serious", None, (), (("tables", "、".join(names)),))
    return _to_person(replace(made, alerts=(*made.alerts, alert)))


def _to_person(made: Outcome) -> Outcome:
    if made.disposition in {"needs_human", "undetermined"}:
        return made
    return replace(made, disposition="needs_human", candidates=(made.disposition,))
