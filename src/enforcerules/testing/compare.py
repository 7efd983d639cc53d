"""What an example expects against what the decision says; only what is stated is compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.model.decision import Decision, LevelRange, MeasureSeen, Outcome, hull
from enforcerules.model.example import Expectation, Expected
from enforcerules.testing.difference import Difference, matches, names, same
from enforcerules.testing.reasons import reasons_differ
from enforcerules.testing.together import OF_THE_WHOLE, together


def differences(expect: Expectation, decision: Decision) -> tuple[Difference, ...]:
    """Everything in which the decision differs from the expectation."""
    found = tuple(together(expect, decision))
    if expect.outcomes:
        return (*(d for one in expect.outcomes for d in _picked(one, decision)), *found)
    if not expect.model_fields_set - OF_THE_WHOLE - {"unconfirmed"}:
        return found
    if len(decision.outcomes) != 1:
        return (Difference("outcomes", "1", str(len(decision.outcomes))), *found)
    return (*_outcome(expect, decision.outcomes[0], decision), *found)


def _picked(expect: Expected, decision: Decision) -> Iterator[Difference]:
    found = [
        o
        for o in decision.outcomes
        if expect.act in {None, o.act} and expect.party in {None, o.party} and expect.matter in {None, o.matter}
    ]
    name = f"{expect.act or '*'}/{expect.party or '*'}" + (f"/{expect.matter}" if expect.matter is not None else "")
    if len(found) != 1:
        yield Difference(f"outcomes[{name}]", "1", str(len(found)))
        return
    yield from _outcome(expect, found[0], decision, f"[{name}] ")


def _outcome(expect: Expected, got: Outcome, decision: Decision, prefix: str = "") -> Iterator[Difference]:
    for one in (*_all(expect, got), *reasons_differ(expect, got, decision)):
        yield Difference(prefix + one.where, one.expected, one.got)


def _all(expect: Expected, got: Outcome) -> Iterator[Difference]:
    if expect.disposition is not None and expect.disposition != got.disposition:
        yield Difference("disposition", expect.disposition, got.disposition)
    if expect.candidates is not None and set(expect.candidates) != set(got.candidates):
        yield Difference("candidates", "、".join(sorted(expect.candidates)), "、".join(sorted(got.candidates)))
    yield from _in_time(expect, got)
    yield from _money(expect, got)
    yield from _measures(expect, got)
    yield from names("stands", expect.stands, [m.kind for m in got.measures if m.stands])
    yield from names("barred", expect.barred, [m.kind for m in got.measures if m.barred is not None and m.barred.holds])
    for key, matter in expect.gave_way.items():
        said = {m.gave_way or "—" for m in _measure(str(key), got)}
        if said != {matter}:
            yield Difference(f"gave_way.{key}", str(matter), "、".join(sorted(said)) or "—")
    yield from names("duties", expect.duties, [d.kind for d in got.duties])
    yield from _absent("no_duties", expect.no_duties, [d.kind for d in got.duties])
    yield from names("alerts", expect.alerts, [a.kind for a in got.alerts])
    yield from _absent("no_alerts", expect.no_alerts, [a.kind for a in got.alerts])
    yield from _because(expect, got)
    if expect.questions is not None:
        yield from names("questions", expect.questions, [q.fact for q in got.questions])
    for kind, day in expect.deadlines.items():
        days = [str(d.deadline) for d in got.duties if d.kind == kind]
        if str(day) not in days:
            yield Difference(f"deadlines.{kind}", day, "、".join(days) or "—")
    for kind, value in expect.quantities.items():
        values = [d.quantity[1] for d in got.duties if d.kind == kind and d.quantity is not None]
        if str(value) not in values:
            yield Difference(f"quantities.{kind}", value, "、".join(values) or "—")


def _in_time(expect: Expected, got: Outcome) -> Iterator[Difference]:
    """Which version was applied, how the two compare, and what the parts of the act before a change came under."""
    if expect.version is not None and expect.version != got.version:
        yield Difference("version", expect.version, got.version)
    verdict = None if got.compared is None else got.compared.verdict
    if expect.verdict is not None and expect.verdict != verdict:
        yield Difference("verdict", expect.verdict, verdict or "—")
    if expect.parts is None:
        return
    if len(expect.parts) != len(got.parts):
        yield Difference("parts", str(len(expect.parts)), str(len(got.parts)))
        return
    for number, (wanted, part) in enumerate(zip(expect.parts, got.parts, strict=True), 1):
        days = {"since": str(part.since), "until": str(part.until), "matter": part.matter}
        for key, text in wanted.items():
            where = f"parts[{number}].{key}"
            if str(key) in days:
                if days[str(key)] != text:
                    yield Difference(where, text, days[str(key)])
                continue
            spans = [m.statutory for m in _named(str(key), part.measures) if m.statutory is not None]
            yield from same(where, str(text), hull(spans) if spans else None)


def _absent(where: str, unwanted: tuple[str, ...], got: list[str]) -> Iterator[Difference]:
    for name in unwanted:
        if name in got:
            yield Difference(where, f"no {name}", str(name))


def _because(expect: Expected, got: Outcome) -> Iterator[Difference]:
    decided = got.because
    for name in expect.because:
        if not any(matches(str(name), rule) for rule in decided):
            yield Difference("because", str(name), "、".join(decided) or "—")
    for name in expect.not_because:
        if any(matches(str(name), rule) for rule in decided):
            yield Difference("not_because", f"not {name}", "、".join(decided))


def _measure(key: str, got: Outcome) -> list[MeasureSeen]:
    """The measures that a key names: kind, kind@target, or id; those whose condition is open only if none holds."""
    return _named(key, got.measures)


def _named(key: str, measures: tuple[MeasureSeen, ...]) -> list[MeasureSeen]:
    kind, _, target = key.partition("@")
    found = [m for m in measures if m.id == key] or [
        m for m in measures if m.kind == kind and (not target or m.target == target)
    ]
    return [m for m in found if m.holds] or found


def _measures(expect: Expected, got: Outcome) -> Iterator[Difference]:
    for key, wanted in expect.measures.items():
        found = _measure(str(key), got)
        said = "absent" if not found else "open" if not found[0].holds else found[0].modality
        if said != wanted:
            yield Difference(f"measures.{key}", wanted, said)


def _money(expect: Expected, got: Outcome) -> Iterator[Difference]:
    for key, wanted in expect.levels.items():
        said = sorted({lv.level for m in _measure(str(key), got) for lv in m.levels})
        if said != sorted(wanted):
            yield Difference(f"levels.{key}", "、".join(sorted(wanted)), "、".join(said) or "—")
    for key, text in expect.statutory.items():
        spans = [m.statutory for m in _measure(str(key), got) if m.statutory is not None]
        yield from same(f"statutory.{key}", str(text), hull(spans) if spans else None)
    for key, wanted_ranges in expect.ranges.items():
        levels = [lv for m in _measure(str(key), got) for lv in m.levels]
        yield from _ranges(str(key), wanted_ranges, levels)
    for key, wanted_points in expect.points.items():
        levels = [lv for m in _measure(str(key), got) for lv in m.levels]
        yield from _points(str(key), wanted_points, levels)


def _ranges(key: str, wanted: object, levels: list[LevelRange]) -> Iterator[Difference]:
    if not isinstance(wanted, dict):
        spans = [lv.range for lv in levels if lv.range is not None]
        yield from same(f"ranges.{key}", str(wanted), hull(spans) if spans else None)
        return
    for level, text in wanted.items():
        spans = [lv.range for lv in levels if lv.level == level and lv.range is not None]
        yield from same(f"ranges.{key}.{level}", str(text), hull(spans) if spans else None)


def _points(key: str, wanted: object, levels: list[LevelRange]) -> Iterator[Difference]:
    pairs = wanted.items() if isinstance(wanted, dict) else [(None, wanted)]
    for level, text in pairs:
        said = {lv.point for lv in levels if level in {None, lv.level} and lv.point is not None}
        if said != {Fraction(str(text)) * 100}:
            shown = "、".join(str(p / 100) for p in sorted(said)) or "—"
            yield Difference(f"points.{key}{f'.{level}' if level else ''}", str(text), shown)
