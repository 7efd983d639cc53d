"""One outcome, stage by stage in the law's order.

Ask every item; apply the burden of proof if the investigation is concluded; complete what is open; put the completions
together; then duties, alerts and questions. `pipeline` calls this once for each act and party.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.decide.amounts import base_interval
from enforcerules.decide.bind import proposed_fine
from enforcerules.decide.completions import completions
from enforcerules.decide.duties import duties, monitors
from enforcerules.decide.frame import Frame, barring, items, of_one_outcome, rule_key, tables
from enforcerules.decide.merge import Merged, MergedMeasure, merge
from enforcerules.decide.questions import open_facts, questions
from enforcerules.decide.referred import current, referred
from enforcerules.decide.seen import reasons
from enforcerules.decide.verdicts import Verdicts, verdicts
from enforcerules.decide.weights import weigh
from enforcerules.language.showing import plain, show_range, yuan
from enforcerules.model.citation import Citation
from enforcerules.model.concurrence import BarSeen
from enforcerules.model.decision import AlertSeen, Disposition, MeasureSeen, Outcome
from enforcerules.model.program import Refer, Spare
from enforcerules.model.region import Exact
from enforcerules.model.sums import NIL


def outcome(frame: Frame) -> Outcome:
    """What follows for one act and one party."""
    asked = items(frame)
    seen = verdicts(frame, asked)
    found = completions(frame, asked, seen)
    merged = merge(found)
    names = open_facts(frame, seen, found, merged) if merged.open else ()
    disposition, candidates = disposition_of(frame, merged, names)
    kept = {
        kind
        for r in frame.sliced.rules
        if isinstance(r.effect, Spare) and rule_key(r) in merged.because
        for kind in r.effect.keeps
    }
    measures = tuple(measure_seen(frame, one, seen, stands=one.measure.kind in kept) for one in merged.measures)
    alerts = (
        *sorted(merged.alerts, key=_order),
        *monitors(frame),
        *_of_case(frame),
        *_parts_of_units(frame, measures),
        *_of_proposal(frame, measures, merged),
    )
    return Outcome(
        act=str(frame.act.id),
        party=str(frame.party.id),
        matter=frame.sliced.matter.id,
        disposition=disposition,
        candidates=candidates,
        organ=_organ(frame, seen),
        measures=measures,
        reasons=tuple(reasons(frame, seen, _decided(frame, merged, seen))),
        duties=tuple(duties(frame, merged.dispositions)),
        alerts=alerts,
        questions=questions(frame, asked, seen, found, names),
        outer_bound=found.outer,
        phase=frame.case.phase,
        party_kind=frame.kind,
        versions=versions_of(frame),
        observed=tuple((name, frame.known.of(name)) for name in sorted(frame.sliced.facts)),
        cells=found.cells,
        dormant=frame.sliced.dormant,
        kinds=frame.program.rulesets[frame.sliced.matter.ruleset].kinds,
    )


def _order(alert: AlertSeen) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    return alert.kind, alert.rule or "", alert.args


def disposition_of(frame: Frame, merged: Merged, names: tuple[str, ...]) -> tuple[Disposition, tuple[Disposition, ...]]:
    """Open: a person's where only findings or policies are open or the investigation is concluded, else undetermined."""
    if not merged.open:
        return merged.dispositions[0], ()
    persons = all(frame.fact(name).evaluative for name in names)
    if frame.concluded or persons:
        return "needs_human", merged.dispositions
    return "undetermined", merged.dispositions


def _decided(frame: Frame, merged: Merged, seen: Verdicts) -> frozenset[str]:
    """The keys that decide: those of the law's order, and, where measures matter, limbs, circumstances and rows."""
    keys = set(merged.because)
    if not merged.measures_matter:
        return frozenset(keys)
    for one in merged.measures:
        keys.add(f"measure:{one.measure.id}")
        if one.barred:
            keys |= {key for r in barring(frame, one.measure.kind) if seen.truths[key := rule_key(r)]}
        for level in one.levels:
            keys |= {f"rule:{name}" for name in level.because}
            keys |= {f"row:{t.id}/{name}" for name in level.because for t in tables(frame, one.measure)}
            keys |= {f"table:{name}" for name in level.because}
    return frozenset(keys)


def measure_seen(frame: Frame, one: MergedMeasure, seen: Verdicts, *, stands: bool = False) -> MeasureSeen:
    """A measure over all completions, as the decision tells it."""
    measure = one.measure
    home = frame.program.rulesets[frame.sliced.matter.ruleset]
    kind = home.kinds[measure.kind]
    parts, total = _factors(frame, one)
    return MeasureSeen(
        id=measure.id,
        kind=measure.kind,
        nature=kind.class_,
        article9=kind.article9,
        target=measure.target,
        modality=measure.modality,
        group=measure.group,
        branch=measure.branch,
        duration=measure.duration,
        what=measure.what,
        by=measure.by,
        holds=one.holds,
        statutory=one.statutory,
        levels=one.levels,
        open=one.open,
        basis=measure.basis,
        base=measure.amount.base if measure.amount else None,
        factors=parts,
        sum=total,
        stands=stands,
        refers=current(frame, measure),
        referred=referred(frame, measure),
        limb=measure.limb,
        barred=_barred(frame, one, seen),
    )


def _barred(frame: Frame, one: MergedMeasure, seen: Verdicts) -> BarSeen | None:
    """The rules that bar the measure altogether, or may."""
    if one.barred is False:
        return None
    rules = [r for r in barring(frame, one.measure.kind) if seen.truths[rule_key(r)] is not False]
    basis = tuple(dict.fromkeys(c for r in rules for c in r.basis))
    return BarSeen(one.barred, tuple(r.id for r in rules), basis)


def _factors(frame: Frame, one: MergedMeasure) -> tuple[tuple[tuple[str, str, str], ...], str | None]:
    """How a weight table came to its amount: each factor, the words of its level, its weight; and the sum."""
    for table in tables(frame, one.measure):
        if table.weights is not None:
            weighed = weigh(frame, table, frame.known)
            parts = tuple((t, words, "—" if w is None else f"{plain(w * 100)}%") for t, words, w in weighed.parts)
            ends = [f"{plain(s * 100)}%" for s in (weighed.lo, weighed.hi)]
            start = (("起点", "", f"{plain(table.weights.start * 100)}%"),)
            return (*start, *parts), ends[0] if ends[0] == ends[1] else "–".join(ends)
    return (), None


def _organ(frame: Frame, seen: Verdicts) -> str | None:
    for rule in frame.sliced.rules:
        if isinstance(rule.effect, Refer) and seen.truths[f"rule:{rule.id}"]:
            return rule.effect.organ
    return None


def versions_of(frame: Frame) -> tuple[tuple[str, str], ...]:
    """The instruments of the matter, its rules and its tables, with their versions on the day of the act."""
    day = frame.place.act_day
    if day is None:
        return ()
    matter = frame.sliced.matter
    cited = (*matter.penalised_by, *matter.prohibited_by, *(c for b in frame.sliced.benchmarks for c in b.basis))
    rules = (c for r in frame.sliced.rules if of_one_outcome(r) for c in r.basis)
    names = {c.instrument for c in (*cited, *rules)}
    found = []
    for name in sorted(names):
        for ruleset in frame.sliced.rulesets:
            instrument = frame.program.rulesets[ruleset].instruments.get(name)
            version = instrument.version_on(day, frame.place.known_on) if instrument else None
            if version is not None:
                found.append((name, version.id))
                break
    return tuple(found)


def _of_case(frame: Frame) -> Iterator[AlertSeen]:
    """What the engine says of the case itself."""
    if frame.sliced.skipped:
        yield AlertSeen("territory_unknown", "warning", None, (), (("rulesets", "、".join(frame.sliced.skipped)),))
    if frame.kind is None:
        yield AlertSeen("party_kind_unknown", "warning", None, ())
    if frame.sliced.matter.elements is None:
        yield AlertSeen("elements_as_alleged", "warning", frame.sliced.matter.id, frame.sliced.matter.penalised_by)
    for name, given in sorted(frame.known.given.items()):
        fact = frame.sliced.facts.get(name)
        if fact is not None and fact.evaluative and given.status == "known" and not given.reason:
            yield AlertSeen("finding_without_reason", "info", None, fact.basis, (("fact", fact.label),))


def _parts_of_units(frame: Frame, measures: tuple[MeasureSeen, ...]) -> Iterator[AlertSeen]:
    """A fine for each unit of something of which there is a part of one: the text does not say whether that counts."""
    per = {m.id: m.amount for m in frame.sliced.matter.measures if m.amount is not None and m.amount.per is not None}
    for one in measures:
        amount = per.get(one.id)
        if amount is None or amount.base is None:
            continue
        point = base_interval(amount.base, frame.known).point
        if point is not None and Fraction(point).denominator != 1:
            args = (("fact", frame.fact(amount.base).label), ("unit", str(amount.per)), ("value", plain(point)))
            yield AlertSeen("part_of_a_unit", "warning", None, one.basis, args)


def _deviation(frame: Frame, point: Exact, basis: tuple[Citation, ...]) -> Iterator[AlertSeen]:
    """A fine outside of the benchmark and within the statute, of which the case says why, and who approved it."""
    said = frame.case.deviation
    if said is None or said.act not in {None, "", frame.act.id} or said.party not in {None, "", frame.party.id}:
        return
    args = [("proposed", yuan(point)), ("reason", str(said.reason)), ("whose", said.benchmark_of or "unsaid")]
    if said.approved_by is None:
        yield AlertSeen("deviation_unapproved", "serious", None, basis, tuple(args))
    else:
        args += [("by", str(said.approved_by)), ("manner", said.manner or "unsaid")]
        yield AlertSeen("deviation_recorded", "info", None, basis, tuple(args))


def _of_proposal(frame: Frame, measures: tuple[MeasureSeen, ...], merged: Merged) -> Iterator[AlertSeen]:
    """A proposed fine that lies in no level permitted, with what would be lawful."""
    point = proposed_fine(frame.case)
    if point is None or not merged.measures_matter:
        return
    fines = [m for m in measures if m.kind == "fine" and m.levels]
    spans = [lv.range for m in fines for lv in m.levels if lv.range is not None]
    if not fines or any(span.has(Fraction(point)) for span in spans):
        return
    if any(span.has(Fraction(point)) for span in (m.statutory for m in fines) if span is not None):
        told = tuple(_deviation(frame, point, fines[0].basis))
        yield from told
        if told:
            return
    lawful = "；".join(f"{lv.level}:{show_range(lv.range)}" for m in fines for lv in m.levels if lv.range is not None)
    least = min((s.lo or NIL for s in spans), default=NIL)
    repair = "ground_for_mitigation" if Fraction(point) < least else "within_level"
    basis = fines[0].basis
    yield AlertSeen(
        "proposed_outside", "serious", None, basis, (("lawful", lawful), ("proposed", yuan(point)), ("repair", repair))
    )
