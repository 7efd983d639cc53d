"""从旧兼从轻: the rules of the act against those of the decision, each run whole, and the lighter taken.

The old rules stand unless the new ones are lighter on these facts or no longer forbid the act. Compared, in this order:
how far the case is spared at all, the heaviest kind of penalty by the rank that the rulesets declare, the maximum of the
fine, its minimum, and how many further penalties must follow. Kinds without a rank that differ cannot be compared, and
what is open on either side must not change the answer: then a person decides. Benchmarks are left out of the comparison:
no statute says whether a changed benchmark follows, unless the benchmark does.

An act that goes on after a change is judged by the rules of its last day (`continuing`); the part before is shown apart.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from enforcerules.decide.frame import Frame
from enforcerules.decide.outcome import outcome
from enforcerules.decide.timeline import Timeline, change_between
from enforcerules.language.showing import show_range
from enforcerules.model.decision import AlertSeen, Disposition, MeasureSeen, Outcome, Reason
from enforcerules.model.program import Benchmark, Released, Rule, Versions

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
_SPARED = 2
_UNBOUNDED = Fraction(10**18)
Key = tuple[int, int, Fraction, Fraction, int]


def rule_of(frame: Frame, which: Literal["lighter", "continuing"]) -> Rule | None:
    """The rule about versions that is in force on the day of the decision, if there is one."""
    rules = frame.sliced.rules
    return next((r for r in rules if isinstance(r.effect, Versions) and r.effect.which == which), None)


def lighter(days: Timeline) -> Outcome:
    """The outcome under the rules of the act, or under those of the decision if they are lighter."""
    made = _compared(days)
    if days.first is not None:
        made = _spanning(made, days.first, days.act)
    if days.latest is not None:
        made = _end_unknown(made, days.act, days.latest)
    return _as_known(made, days.act)


def _compared(days: Timeline) -> Outcome:
    rule = rule_of(days.act, "lighter")
    if rule is None:
        return outcome(days.act)
    if days.released is not None:
        return _let_go(outcome(days.act), rule, days.released)
    if days.split:
        alert = _alert("versions_not_comparable", "serious", rule, ("matters", "、".join(days.split)))
        return to_person(_with(outcome(days.act), alert))
    if days.decision is None:
        return outcome(days.act)
    return _lighter(days.act, days.decision, rule)


def _lighter(old: Frame, new: Frame, rule: Rule) -> Outcome:
    choice = choose(outcome(bare(old)), outcome(bare(new)), old)
    made = outcome(new if choice == "new" else old)
    if choice == "old":
        return _benchmarks_changed(made, old, new)
    kind = "newer_rules_lighter" if choice == "new" else "versions_not_comparable"
    made = _with(made, _alert(kind, "info" if choice == "new" else "serious", rule))
    made = replace(made, version="decision" if choice == "new" else "act")
    return made if choice == "new" else to_person(made)


def _let_go(made: Outcome, rule: Rule, released: Released) -> Outcome:
    """The newer law no longer forbids the act: nothing follows, whatever else is open."""
    reason = Reason(
        rule=rule.id,
        stage="version",
        title=rule.title,
        effect="not_unlawful",
        strength="shall",
        holds=True,
        decided=True,
        says="statutory",
        tests=(),
        basis=(*rule.basis, *released.basis),
    )
    others = tuple(replace(r, decided=False) for r in made.reasons if r.rule != rule.id)
    alert = AlertSeen(
        "no_longer_unlawful", "info", rule.id, (*rule.basis, *released.basis), (("since", released.since.isoformat()),)
    )
    made = replace(made, disposition="not_unlawful", candidates=(), questions=(), reasons=(reason, *others), duties=())
    return replace(_with(made, alert), version="decision")


def bare(frame: Frame) -> Frame:
    """The frame without its benchmarks."""
    return replace(frame, sliced=replace(frame.sliced, benchmarks=()))


def choose(old: Outcome, new: Outcome, frame: Frame) -> Literal["old", "new", "human"]:
    """Which of two outcomes is lighter; the old one where they are equal, a person's where it cannot be told."""
    ranks = {kind.id: kind.rank for kind in frame.program.rulesets[frame.sliced.matter.ruleset].kinds.values()}
    if _unranked(old, ranks) != _unranked(new, ranks):
        return "human"
    before, after = _keys(old, ranks), _keys(new, ranks)
    if before[0] <= after[0] and before[1] <= after[1]:
        return "old"
    return "new" if after[0] <= before[0] and after[1] <= before[1] else "human"


def _penalties(one: Outcome) -> tuple[MeasureSeen, ...]:
    return tuple(m for m in one.measures if m.nature == "penalty")


def _unranked(one: Outcome, ranks: dict[str, int | None]) -> frozenset[str]:
    """The kinds of penalty that no ruleset ranks."""
    return frozenset(m.kind for m in _penalties(one) if ranks.get(m.kind) is None)


def _keys(one: Outcome, ranks: dict[str, int | None]) -> tuple[Key, Key]:
    """The lightest and the heaviest that the outcome may be; what spares the party spares it from every measure."""
    spared = [_RANK[d] for d in (one.candidates or (one.disposition,)) if d in _RANK]
    light, heavy = (_weight(_penalties(one), ranks, certain=certain) for certain in (True, False))
    none = (0, Fraction(0), Fraction(0), 0)
    return (
        (min(spared), *(none if min(spared) < _SPARED else light)),
        (max(spared), *(none if max(spared) < _SPARED else heavy)),
    )


def _weight(
    measures: tuple[MeasureSeen, ...], ranks: dict[str, int | None], *, certain: bool
) -> tuple[int, Fraction, Fraction, int]:
    found = [m for m in measures if (m.holds or not certain) and not (m.barred is not None and m.barred.holds)]
    kind = max((ranks.get(m.kind) or 0 for m in found), default=0)
    fines = [m.statutory for m in found if m.statutory is not None]
    highest = max((f.hi if f.hi is not None else _UNBOUNDED for f in fines), default=Fraction(0))
    lowest = max((f.lo or Fraction(0) for f in fines), default=Fraction(0))
    return kind, highest, lowest, sum(m.modality == "shall" for m in found)


# ---- benchmarks ----------------------------------------------------------------------------------------------


def _benchmarks_changed(made: Outcome, old: Frame, new: Frame) -> Outcome:
    """The old rules stand; a benchmark that changed since follows as it says, else a person decides where it matters."""
    if old.sliced.benchmarks == new.sliced.benchmarks or made.disposition != "penalise":
        return made
    other = outcome(replace(old, sliced=replace(old.sliced, benchmarks=new.sliced.benchmarks)))
    if [m.levels for m in other.measures] == [m.levels for m in made.measures]:
        return made
    tables = (*old.sliced.benchmarks, *new.sliced.benchmarks)
    wanted = {t.after_change for t in _changed(old, new)}
    option = wanted.pop() if len(wanted) == 1 else None
    chosen = _by_option(option, made, other)
    args = ("tables", "、".join(sorted({t.id for t in tables})))
    if chosen is None:
        return to_person(_with(made, AlertSeen("benchmark_changed", "serious", None, (), (args,))))
    basis = tuple(c for t in _changed(old, new) for c in t.basis)
    followed = ("followed", "decision" if chosen is other else "act")
    return _with(chosen, AlertSeen("benchmark_followed", "info", None, basis, (args, followed)))


def _changed(old: Frame, new: Frame) -> tuple[Benchmark, ...]:
    """The tables of the day of the decision that were not in force for the act."""
    return tuple(t for t in new.sliced.benchmarks if t not in old.sliced.benchmarks)


def _by_option(option: str | None, made: Outcome, other: Outcome) -> Outcome | None:
    if option == "act":
        return made
    if option == "decision":
        return other
    if option != "lighter":
        return None
    before, after = _ends(made), _ends(other)
    if all(a <= b for a, b in zip(before, after, strict=True)):
        return made
    return other if all(b <= a for a, b in zip(before, after, strict=True)) else None


def _ends(one: Outcome) -> tuple[Fraction, Fraction]:
    """The greatest and the least that the levels permit, over all fines."""
    spans = [level.range for m in one.measures for level in m.levels if level.range is not None]
    highest = max((s.hi if s.hi is not None else _UNBOUNDED for s in spans), default=Fraction(0))
    return highest, min((s.lo or Fraction(0) for s in spans), default=Fraction(0))


# ---- acts that go on -----------------------------------------------------------------------------------------


def _spanning(made: Outcome, first: Frame, last: Frame) -> Outcome:
    """The act began under other rules than it ended: the later apply to a continuing act, the earlier part is shown."""
    rule = rule_of(last, "continuing")
    day = change_between(first, last)
    older = outcome(bare(first))
    args = (
        ("change", "" if day is None else day.isoformat()),
        ("older", "；".join(_said(m) for m in older.measures if m.statutory is not None) or "—"),
    )
    if rule is None:
        return to_person(_with(made, AlertSeen("act_spans_change", "serious", None, (), args)))
    return _with(made, AlertSeen("act_spans_change", "warning", rule.id, rule.basis, args, rule.title))


def _said(measure: MeasureSeen) -> str:
    assert measure.statutory is not None  # noqa: S101  asked by the caller
    return show_range(measure.statutory)


def _end_unknown(made: Outcome, act: Frame, latest: Frame) -> Outcome:
    """The end of the act is not known, and the rules changed since its beginning: open where the result would differ."""
    other = outcome(latest)
    if (made.disposition, _bare_measures(made)) == (other.disposition, _bare_measures(other)):
        return made
    day = change_between(act, latest)
    alert = AlertSeen("end_decides_version", "serious", None, (), (("change", "" if day is None else day.isoformat()),))
    open_ = "needs_human" if act.concluded else "undetermined"
    if made.disposition in {"needs_human", "undetermined"}:
        return _with(made, alert)
    return _with(replace(made, disposition=open_, candidates=_candidates(made, other)), alert)  # type: ignore[arg-type]


def _candidates(one: Outcome, other: Outcome) -> tuple[Disposition, ...]:
    both = [d for o in (one, other) for d in (o.candidates or (o.disposition,))]
    return tuple(dict.fromkeys(both))


def _bare_measures(one: Outcome) -> tuple[object, ...]:
    return tuple((m.id, m.holds, m.statutory, m.levels) for m in one.measures)


# ---- as known on ---------------------------------------------------------------------------------------------


def _as_known(made: Outcome, frame: Frame) -> Outcome:
    day = frame.place.known_on
    if day is None:
        return made
    args = (("day", day.isoformat()), ("later", "、".join(frame.sliced.later) or "—"))
    return _with(made, AlertSeen("as_known_on", "info", None, (), args))


def _alert(kind: str, severity: Literal["info", "serious"], rule: Rule, *args: tuple[str, str]) -> AlertSeen:
    return AlertSeen(kind, severity, rule.id, rule.basis, args, rule.title)


def _with(made: Outcome, alert: AlertSeen) -> Outcome:
    return replace(made, alerts=(*made.alerts, alert))


def to_person(made: Outcome) -> Outcome:
    """The outcome as a person's to settle, unless it is open already."""
    if made.disposition in {"needs_human", "undetermined"}:
        return made
    return replace(made, disposition="needs_human", candidates=(made.disposition,))
