"""从旧兼从轻: the rules of the act against those of the decision, each run whole, and the lighter taken.

The older rules stand unless the newer ones are lighter on these facts or no longer forbid the act; how the two are
compared stands in `compare`. Benchmarks are left out of the comparison: no statute says whether a changed benchmark
follows, unless the benchmark does (`after_change`).

An act that goes on after a change is judged by the rules of its last day (`continuing`), and what came before is shown
apart; an end that is not known leaves open what depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from enforcerules.decide.benchmarks import follow
from enforcerules.decide.compare import RANK, Comparison, compare
from enforcerules.decide.completions import completions
from enforcerules.decide.frame import Frame, items
from enforcerules.decide.merge import merge
from enforcerules.decide.outcome import measure_seen, outcome, versions_of
from enforcerules.decide.settling import add, labels, question_of_end, questions_of, to_person, unsettled
from enforcerules.decide.timeline import Stretch, Timeline, alike, covered
from enforcerules.decide.verdicts import verdicts
from enforcerules.model.citation import Citation
from enforcerules.model.decision import AlertSeen, Compared, Outcome, UnderRules
from enforcerules.model.program import Rule, Versions

_SPARED = 1


def rule_of(frame: Frame, which: Literal["lighter", "continuing"]) -> Rule | None:
    """The rule about versions that is in force on the day of the decision, if there is one."""
    rules = frame.sliced.rules
    return next((r for r in rules if isinstance(r.effect, Versions) and r.effect.which == which), None)


def lighter(days: Timeline) -> Outcome:
    """The outcome under the rules of the act, or under those of the decision if they are lighter."""
    made = _over_ends(days) if days.ends else _compared(days)
    made = _spanning(made, days)
    return _as_known(_gone_on(made, days), days.act)


def bare(frame: Frame) -> Frame:
    """The frame without its benchmarks."""
    return replace(frame, sliced=replace(frame.sliced, benchmarks=())) if frame.sliced.benchmarks else frame


def under(frame: Frame, since: object = None, until: object = None) -> UnderRules:
    """What follows under the rules of a frame, before benchmarks; its days are that of the frame unless others are given."""
    plainly = bare(frame)
    asked = items(plainly)
    seen = verdicts(plainly, asked)
    merged = merge(completions(plainly, asked, seen))
    day = frame.place.act_day
    return UnderRules(
        since=day if since is None else since,  # type: ignore[arg-type]
        until=day if until is None else until,  # type: ignore[arg-type]
        matter=frame.sliced.matter.id,
        dispositions=merged.dispositions,
        measures=tuple(measure_seen(plainly, one, seen) for one in merged.measures),
        versions=versions_of(plainly),
    )


# ---- the act and the decision --------------------------------------------------------------------------------


def _compared(days: Timeline) -> Outcome:
    old, new, rule = days.act, days.decision, rule_of(days.act, "lighter")
    if rule is None or (new is None and not days.split):
        return outcome(old)
    if days.split or days.unsaid:
        return _unsaid(outcome(old), days, rule)
    assert new is not None  # noqa: S101  else the matter is split
    if alike(old, new):
        return follow(outcome(old), old, new)
    found = compare(bare(old), bare(new))
    if found.verdict == "lighter":
        return _told(replace(outcome(new), version="decision"), days, rule, found)
    made = _told(follow(outcome(old), old, new), days, rule, found)
    return made if found.verdict in {"heavier", "equal", "same"} else _undecided(made, new, rule, found)


def _told(made: Outcome, days: Timeline, rule: Rule, found: Comparison) -> Outcome:
    """The comparison shown, the rule that orders it marked, and an alert where the newer rules were taken."""
    assert days.decision is not None  # noqa: S101  only called where there is something to compare
    seen = Compared(rule.id, found.verdict, found.by, under(days.act), under(days.decision))  # type: ignore[arg-type]
    reasons = tuple(replace(r, decided=True) if r.rule == rule.id else r for r in made.reasons)
    made = replace(made, compared=seen, reasons=reasons)
    if made.version != "decision":
        return made
    return add(made, AlertSeen("newer_rules_lighter", "info", rule.id, rule.basis, (), rule.title))


def _undecided(made: Outcome, new: Frame, rule: Rule, found: Comparison) -> Outcome:
    """Which version is lighter cannot be told: for want of an order, or because it depends on facts that are open."""
    if found.verdict == "unclear":
        alert = AlertSeen("versions_not_comparable", "serious", rule.id, rule.basis, (), rule.title)
        return to_person(add(made, alert), (outcome(new),))
    other = outcome(new)
    args = (("facts", "、".join(labels(new, found.facts)) or "—"),)
    alert = AlertSeen("versions_open", "serious", rule.id, rule.basis, args, rule.title)
    return unsettled(add(made, alert), (other,), questions_of(new, found.facts, (made, other)), concluded=new.concluded)


def _unsaid(made: Outcome, days: Timeline, rule: Rule) -> Outcome:
    """The law is over and nothing says what came of it, or what it goes on as is not settled: a person's, unless spared."""
    if all(RANK[one] <= _SPARED for one in (made.candidates or (made.disposition,)) if one in RANK):
        return made
    basis = (*rule.basis, *days.act.sliced.matter.penalised_by)
    if days.split:
        args = (("matters", "、".join(days.split)),)
        return to_person(add(made, AlertSeen("versions_split", "serious", rule.id, basis, args, rule.title)))
    return to_person(add(made, AlertSeen("law_ended_unsaid", "serious", rule.id, basis, (), rule.title)))


# ---- acts that go on -----------------------------------------------------------------------------------------


def _spanning(made: Outcome, days: Timeline) -> Outcome:
    """The parts of an act before a change under which something else follows, each with what its rules would have led to."""
    shown = [(part, found) for part in days.parts if (found := _of_part(part, days.act)).verdict != "same"]
    if not shown:
        return made
    rule = rule_of(days.act, "continuing")
    for part, found in shown:
        made = _with_part(made, part, found, rule)
    return made if rule is not None else to_person(made)


def _of_part(part: Stretch, last: Frame) -> Comparison:
    if covered(part.frame) != covered(last):
        return Comparison("unclear")
    return compare(bare(part.frame), bare(last))


def _with_part(made: Outcome, part: Stretch, found: Comparison, rule: Rule | None) -> Outcome:
    one = under(part.frame, part.since, part.until)
    change = date_after(part)
    basis = _once((*(rule.basis if rule else ()), *(c for m in one.measures if m.holds is not False for c in m.basis)))
    args = (
        ("change", change),
        ("since", part.since.isoformat()),
        ("until", part.until.isoformat()),
        ("verdict", found.verdict),
    )
    serious = rule is None or found.verdict not in {"lighter", "equal"}
    alert = AlertSeen(
        "act_spans_change",
        "serious" if serious else "warning",
        None if rule is None else rule.id,
        basis,
        args,
        () if rule is None else rule.title,
    )
    return add(replace(made, parts=(*made.parts, one)), alert)


def date_after(part: Stretch) -> str:
    """The day of the change that ends a part."""
    return type(part.until).fromordinal(part.until.toordinal() + 1).isoformat()


def _once(cited: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cited))


def _over_ends(days: Timeline) -> Outcome:
    """The end of the act is not known and the rules changed since its beginning: open where the result would differ.

    The earliest end is the lightest, because there newer rules apply only where they are lighter.
    """
    final = days.ends[-1].frame
    found = []
    for one in days.ends:
        here = Timeline(one.frame, None if alike(one.frame, final) else final, split=days.split, unsaid=days.unsaid)
        found.append(_compared(here))
    first, *others = found
    if all(_follows(one) == _follows(first) for one in others):
        return first
    change = date_after(days.ends[0])
    alert = AlertSeen("end_decides_version", "serious", None, (), (("change", change),))
    made = replace(add(first, alert), compared=None, parts=tuple(under(s.frame, s.since, s.until) for s in days.ends))
    asked = question_of_end(days, found)
    return unsettled(made, tuple(others), asked, concluded=days.act.concluded)


def _follows(one: Outcome) -> tuple[object, ...]:
    """What follows, apart from by which rule."""
    measures = ((m.kind, m.target, m.modality, m.holds, m.statutory, m.duration, m.branch) for m in one.measures)
    levels = (tuple((lv.level, lv.range, lv.point) for lv in m.levels) for m in one.measures)
    return one.disposition, one.candidates, tuple(measures), tuple(levels)


# ---- said besides --------------------------------------------------------------------------------------------


def _gone_on(made: Outcome, days: Timeline) -> Outcome:
    """Another matter than the one alleged decides, because newer law goes on with it there."""
    (named,) = map(str, days.act.act.matter)
    if made.matter == named:
        return made
    matter = days.act.program.matters[made.matter]
    args = (("from", named), ("to", made.matter))
    return add(made, AlertSeen("goes_on_as", "info", None, matter.penalised_by, args))


def _as_known(made: Outcome, frame: Frame) -> Outcome:
    day = frame.place.known_on
    if day is None:
        return made
    args = (("day", day.isoformat()), ("later", "、".join(frame.sliced.later) or "—"))
    return add(made, AlertSeen("as_known_on", "info", None, (), args))
