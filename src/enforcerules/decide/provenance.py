"""Where a decision comes from: digests of what the rules say and of the case as it was understood.

Both are independent of the order of files, keys and rules, of comments and of wording: a rule counts by what it means.
What a rule means is taken part by part, under a name (`rule:apl.33.1.1`), so that one can say later which part changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from enforcerules.base.canonical import digest
from enforcerules.decide.frame import Frame
from enforcerules.decide.referred import referred
from enforcerules.decide.slice import Slice, kept
from enforcerules.model.calendar import YearCalendar
from enforcerules.model.case import Act, Case
from enforcerules.model.plain import meant, plain
from enforcerules.model.program import Instrument, Program

_MOST_KEPT = 100_000


Parts = Mapping[str, str]
"""A digest of what each part of the rules means, by the name of the part."""


def parts_of(frames: Iterable[Frame]) -> Parts:
    """The resolved slice of each matter, at all days used: each part once, under its name."""
    found: dict[str, set[str]] = {}
    for frame in frames:
        for name, made in _parts(frame):
            found.setdefault(name, set()).add(made)
    return {
        name if not number else f"{name} ({number + 1})": made
        for name, several in sorted(found.items())
        for number, made in enumerate(sorted(several))
    }


def same_parts(one: Frame, other: Frame) -> bool:
    """Whether two frames have the same parts, and these mean the same."""
    return set(_parts(one)) == set(_parts(other))


def meaning(parts: Parts) -> str:
    """The digest of all parts, whatever files they stood in."""
    return digest(sorted(set(parts.values())))


def wording(frames: Iterable[Frame]) -> str:
    """The digest of the titles that a decision tells the parts by, which are no part of what they mean."""
    return digest(sorted({one for frame in frames for one in _words(frame.sliced)}))


@dataclass(frozen=True, slots=True)
class _Lasting:
    """What is the same in every case that a slice decides: the digests of its parts by name.

    `cited`: the instruments, each with the digest of what it says for every pair of versions asked for so far.
    """

    sliced: Slice
    parts: Mapping[str, str]
    cited: tuple[tuple[Instrument, dict[tuple[str | None, ...], str]], ...]


def _parts(frame: Frame) -> Iterator[tuple[str, str]]:
    lasting = _lasting(frame.program, frame.sliced)
    yield from lasting.parts.items()
    more = set(frame.known.given)
    for measure in frame.sliced.measures:
        for fine in referred(frame, measure):
            made, names = meaning_of(frame.program, frame.program.matters[fine.matter])
            more |= names
            yield f"matter:{fine.matter}", made
    yield from _named(frame.program, frame.sliced, more, lasting.parts)
    yield from _instruments(frame, lasting)


def _lasting(program: Program, sliced: Slice) -> _Lasting:
    """Worked out once for a slice, which is remembered with it, so that no other can have its identity later."""
    found: _Lasting | None = program.slices.get(id(sliced))
    return (
        found
        if found is not None and found.sliced is sliced
        else kept(program, id(sliced), _worked_out(program, sliced))
    )


def _worked_out(program: Program, sliced: Slice) -> _Lasting:
    parts, named = dict[str, str](), set[str](names_in(meant(sliced.matter)))
    for name, one in _owned(program, sliced):
        parts[name], names = meaning_of(program, one)
        named |= names
    parts |= dict(_named(program, sliced, named, {}))
    parts[f"matter:{sliced.matter.id}"] = digest(meant(replace(sliced.matter, measures=())))
    return _Lasting(sliced, parts, tuple((one, {}) for one in _cited(program, sliced)))


def _owned(program: Program, sliced: Slice) -> Iterator[tuple[str, object]]:
    """What stands in the rulesets as it is, but for facts and parameters, of which those count that something names."""
    yield from ((f"rule:{one.id}", one) for one in (*sliced.rules, *sliced.replaced))
    yield from ((f"table:{one.id}", one) for one in sliced.benchmarks)
    yield from ((f"measure:{one.id}", one) for one in sliced.measures)
    home = program.rulesets[sliced.matter.ruleset]
    yield from ((f"kind:{name}", home.kinds[name]) for name in {m.kind for m in sliced.measures})


def _named(program: Program, sliced: Slice, named: set[str], done: Parts) -> Iterator[tuple[str, str]]:
    """Facts and parameters that are named, and what these name in turn; a fact more in a ruleset touches nobody.

    Those that are `done` are left out, with what they name.
    """
    todo, seen = list(named), set[str]()
    while todo:
        name = todo.pop().partition("∋")[0]
        if name in seen:
            continue
        seen.add(name)
        if name in sliced.facts and f"fact:{name}" not in done:
            made, names = meaning_of(program, sliced.facts[name])
            yield f"fact:{name}", made
            todo += names
        if name in sliced.parameters and f"parameter:{name}" not in done:
            value = sliced.values.get(name)
            whole = [meant(replace(sliced.parameters[name], values=())), None if value is None else meant(value)]
            yield f"parameter:{name}", digest(whole)


def _cited(program: Program, sliced: Slice) -> Iterator[Instrument]:
    """Each instrument that is cited, as the first ruleset knows it that does: at least the one that cites it."""
    matter = sliced.matter
    bases = [one.basis for one in sliced.rules]
    bases += [one.basis for one in sliced.benchmarks] + [one.basis for one in sliced.measures]
    for name in {c.instrument for basis in (*bases, matter.penalised_by, matter.prohibited_by) for c in basis}:
        known = (program.rulesets[ruleset].instruments.get(name) for ruleset in sliced.rulesets)
        yield next(one for one in known if one is not None)


def _instruments(frame: Frame, lasting: _Lasting) -> Iterator[tuple[str, str]]:
    """Each instrument that is cited: its rank, how it reads 以上 and 以下, and its version on the days used."""
    days = [day for day in (frame.place.act_day, frame.place.decision_day) if day is not None]
    for one, known in lasting.cited:
        versions = tuple(None if v is None else v.id for v in map(one.version_on, days))
        if versions not in known:
            known[versions] = digest([one.rank, one.title, meant(one.reads), list(versions)])
        yield f"instrument:{one.name}", known[versions]


def _words(sliced: Slice) -> Iterator[str]:
    """The titles that a decision tells its parts by, which are no part of what they mean."""
    titled = [(one.id, one.title) for one in (*sliced.rules, *sliced.replaced)]
    titled += [(one.id, one.title) for one in sliced.benchmarks]
    titled.append((sliced.matter.id, sliced.matter.title))
    for table in sliced.benchmarks:  # a factor that bears the label of its fact bears a part of what the fact means
        for factor in () if table.weights is None else table.weights.factors:
            if sliced.facts[factor.fact].label != factor.title:
                yield f"{table.id} {factor.fact} {factor.title}"
    yield from (f"dormant {name}" for name in sliced.dormant)  # told by their names, though they decide nothing
    yield from (f"{name} {lang} {words}" for name, title in titled for lang, words in title)


def names_in(made: object) -> frozenset[str]:
    """Every text in plain data: whatever a part may name is among them."""
    if isinstance(made, str):
        return frozenset({made})
    inner = made.values() if isinstance(made, Mapping) else made if isinstance(made, list) else ()
    return frozenset[str]().union(*map(names_in, inner))


def meaning_of(program: Program, one: object) -> tuple[str, frozenset[str]]:
    """Digest and names of a part, remembered by identity: with the part, so that no other can have its identity later."""
    kept = program.digests.get(id(one))
    if kept is not None and kept[0] is one:
        return kept[1], kept[2]
    made = meant(one)
    if len(program.digests) >= _MOST_KEPT:
        program.digests.clear()
    found = digest(made), names_in(made)
    program.digests[id(one)] = one, *found
    return found


def case_digest(case: Case, frames: list[Frame]) -> str:
    """The digest of the case: labels resolved to ids, values typed, the frame of dates, parties and history as given.

    What is as it is by default is left out, so that a new field of the format does not change the digest of a case
    that does not use it.
    """
    fields = case.model_dump(exclude={"facts", "acts", "parties"}, exclude_defaults=True)
    acts = [{**act.model_dump(exclude={"facts"}, exclude_defaults=True), "matter": _matter(act)} for act in case.acts]
    parties = [party.model_dump(exclude={"facts"}, exclude_defaults=True) for party in case.parties]
    facts = [dict(sorted(frame.known.given.items())) for frame in frames]
    return digest(plain({"case": fields, "acts": acts, "parties": parties, "facts": facts}))


def _matter(act: Act) -> object:
    """The matter of an act; several in the order of their ids, because their order means nothing."""
    return act.matter[0] if len(act.matter) == 1 else tuple(sorted(act.matter))


def calendar_edition(program: Program, case: Case) -> str:
    """The working-day calendar and the last of its years that the case touches."""
    years = sorted({day.year for day in case.dates.values()} & set(program.calendar.years))
    return f"{program.calendar.id}-{years[-1]}" if years else program.calendar.id


def calendar_digests(program: Program, years: Iterable[int]) -> dict[str, str | None]:
    """A digest of the rest days of each year, None for a year that is not loaded."""
    known = program.calendar.years
    return {str(year): _year(known[year]) if year in known else None for year in sorted(set(years))}


def _year(one: YearCalendar) -> str:
    return digest([sorted(day.isoformat() for day in days) for days in (one.off, one.work)])
