"""Replay: the same case under the same rules and edition must give the same body, byte for byte; else the first path that
differs, and why.

The causes are looked for, not guessed: each part of the rules has its digest in the envelope, so has each year of the
calendar; the case is understood anew. What none of these explains is laid to the engine if it is another version, which
then is a defect; and if it is the same one, the record is not what was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final, Literal

from enforcerules import pipeline
from enforcerules.audit.masking import is_masked, with_commitments, without_masked
from enforcerules.audit.pointers import got, pointer, put, steps_of
from enforcerules.audit.reading import NOT_OURS, Record, read_record
from enforcerules.audit.record import body_of, frames_for, short, words_of
from enforcerules.audit.understood import case_from
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.base.source import whole
from enforcerules.base.version import VERSION
from enforcerules.decide.frame import Frame
from enforcerules.decide.provenance import calendar_digests, parts_of
from enforcerules.model.case import Case
from enforcerules.model.edition import EDITIONS, Edition
from enforcerules.model.program import Program

Json = dict[str, Any]
Verdict = Literal["same", "differs", "altered", "unreadable", "undecided"]
CauseKind = Literal["rules", "wording", "facts", "edition", "calendar", "withheld", "engine", "unexplained"]
Change = Literal["changed", "added", "removed"]
VERDICTS: Final[tuple[Verdict, ...]] = ("same", "differs", "altered", "unreadable", "undecided")

_NOTHING: Final = Report()
_NONE: Final = object()
"""Stands for what is not there."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in the body, a JSON pointer, and its canonical JSON in the record and now; None where there is nothing."""

    path: str
    recorded: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a body differs.

    `rules`: `what` are the parts that changed, with how. `facts`: paths of the case. `edition`, `calendar`, `engine`:
    what it was and is. `withheld`: places that are masked. `wording`: nothing but titles. `unexplained`: nothing that the
    record names has changed, not even the engine: then the record was altered and its digests made anew.
    """

    kind: CauseKind
    what: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay.

    `same`: identical bytes. `differs`: `difference` is the first path. `altered`: the record is not as it was made.
    `unreadable`: it is no record, or cannot be judged here. `undecided`: the case cannot be decided under these rules,
    or its edition is not known. `decision_same`: the decision itself is the same, whatever else differs.
    """

    name: str
    verdict: Verdict
    edition: str | None = None
    difference: Difference | None = None
    causes: tuple[Cause, ...] = ()
    report: Report = _NOTHING
    decision_same: bool | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """What to replay against: rules; the case as it stands now (None: as recorded); an edition (None: the record's)."""

    program: Program
    case: Case | None = None
    edition: str | None = None
    editions: Mapping[str, Edition] = field(default_factory=lambda: EDITIONS)


def replay(data: bytes, against: Against, name: str = "record", apart: bytes | None = None) -> Replayed:
    """Replay one record from its bytes, and those of what was kept apart."""
    found, report = read_record(data, name, apart)
    if found is None:
        codes = {one.code for one in report.errors}
        return Replayed(name, "unreadable" if codes & NOT_OURS else "altered", report=report)
    return replayed(found, against)


def replay_many(records: Iterable[tuple[str, bytes, bytes | None]], against: Against) -> Iterator[Replayed]:
    """Replay many, one after another: name, bytes, and bytes of what was kept apart."""
    for name, data, apart in records:
        yield replay(data, against, name, apart)


def replayed(found: Record, against: Against) -> Replayed:
    """Replay a record that was read."""
    edition = against.editions.get(against.edition or found.body["edition"])
    if edition is None:
        return _unknown_edition(found, against)
    opened = found.open_body
    case, report = (against.case, Report()) if against.case is not None else case_from(without_masked(opened["case"]))
    if case is None or report.errors:
        return Replayed(found.name, "undecided", edition.name, report=report)
    try:
        decision = pipeline.decide(against.program, case, edition)
        frames = frames_for(against.program, case)
    except InvalidInput as invalid:
        causes = tuple(_causes(found, against, edition, None, []))
        return Replayed(found.name, "undecided", edition.name, causes=causes, report=invalid.report)
    now = _covered(body_of(decision, frames), opened)
    if canonical(_committed(now, found)) == canonical(found.body):
        return Replayed(found.name, "same", edition.name, decision_same=True)
    difference = first_difference(opened, now)
    return Replayed(
        found.name,
        "differs",
        edition.name,
        difference,
        tuple(_causes(found, against, edition, now, frames)),
        decision_same=_told(opened) == _told(now),
    )


def first_difference(recorded: object, now: object) -> Difference | None:
    """The first place in canonical order where two values differ; None when they are the same."""
    steps = _differing(recorded, now, ())
    return None if steps is None else Difference(pointer(steps), _shown(recorded, steps), _shown(now, steps))


def _differing(one: object, other: object, at: tuple[str, ...]) -> tuple[str, ...] | None:
    if isinstance(one, dict) and isinstance(other, dict):
        steps: list[str] = sorted(one.keys() | other.keys(), key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        pairs = [(key, one.get(key, _NONE), other.get(key, _NONE)) for key in steps]
    elif isinstance(one, list) and isinstance(other, list):
        both = zip_longest(one, other, fillvalue=_NONE)
        pairs = [(str(number), left, right) for number, (left, right) in enumerate(both)]
    else:
        same = type(one) is type(other) and one == other
        return None if same else at
    return next((found for step, a, b in pairs if (found := _differing(a, b, (*at, step))) is not None), None)


def _shown(value: object, steps: tuple[str, ...]) -> str | None:
    try:
        return canonical(got(value, steps)).decode()
    except LookupError:
        return None


def _unknown_edition(found: Record, against: Against) -> Replayed:
    wanted = against.edition or found.body["edition"]
    known = "、".join(against.editions)
    report = Report((diagnose("ER809", whole(found.name), edition=wanted, known=known),))
    return Replayed(found.name, "undecided", wanted, causes=(Cause("edition", ((wanted, ""),)),), report=report)


def _covered(now: Json, opened: Json) -> Json:
    """The body of now, with commitments where the record has them and does not disclose the value."""
    for at, _ in _commitments(opened):
        steps = steps_of(at)
        try:
            now = put(now, steps, got(opened, steps))
        except LookupError:
            now = _set(now, steps, got(opened, steps))
    return now


def _commitments(opened: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str, object]]:
    if is_masked(opened):
        yield pointer(at), opened
    elif isinstance(opened, dict):
        for key, inner in opened.items():
            yield from _commitments(inner, (*at, key))
    elif isinstance(opened, list):
        for number, inner in enumerate(opened):
            yield from _commitments(inner, (*at, number))


def _set(now: Json, steps: tuple[str, ...], value: object) -> Json:
    """A value put where a field is missing now, because the case was replayed without it; nowhere if its owner is."""
    try:
        owner = got(now, steps[:-1])
    except LookupError:
        return now
    if not isinstance(owner, dict):
        return now
    made: Json = put(now, steps[:-1], {**owner, steps[-1]: value})
    return made


def _committed(now: Json, found: Record) -> Json:
    """The body of now masked as the record is."""
    try:
        return with_commitments(now, found.disclosures, found.algorithms)
    except LookupError:  # a place is not there any more
        return now


def _told(body: Json) -> bytes:
    """The decision but for where it comes from."""
    return canonical({key: value for key, value in body["decision"].items() if key not in {"provenance", "edition"}})


# ---- why -------------------------------------------------------------------------------------------------------


def _causes(
    found: Record, against: Against, edition: Edition, now: Json | None, frames: list[Frame]
) -> Iterator[Cause]:
    """Everything that may explain a difference, what is nearest to the rules first."""
    causes = list(_named_causes(found, against, edition, now, frames))
    if not causes and now is not None:
        made = found.envelope["engine"]["version"]
        causes = [Cause("unexplained") if made == VERSION else Cause("engine", ((made, VERSION),))]
    yield from causes


def _named_causes(
    found: Record, against: Against, edition: Edition, now: Json | None, frames: list[Frame]
) -> Iterator[Cause]:
    if edition.name != found.body["edition"]:
        yield Cause("edition", ((found.body["edition"], edition.name),))
    rules = found.envelope["rules"]
    if frames:
        changed = tuple(changes(rules["parts"], short(parts_of(frames))))
        if changed:
            yield Cause("rules", changed)
        if words_of(frames) != rules["words"]:
            yield Cause("wording")
    if now is not None and (facts := _facts(found.open_body["case"], now["case"])):
        yield Cause("facts", facts)
    years = found.envelope["calendar"]
    other = calendar_digests(against.program, map(int, years))
    moved = tuple((year, _change(years[year], other[year])) for year in years if years[year] != other[year])
    if moved:
        yield Cause("calendar", moved)
    if found.withheld:
        yield Cause("withheld", tuple((place, "") for place in found.withheld))


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, Change]]:
    """The parts that differ, by name."""
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield name, _change(old.get(name), new.get(name))


def _change(old: object, new: object) -> Change:
    return "added" if old is None else "removed" if new is None else "changed"


def _facts(recorded: Json, now: Json) -> tuple[tuple[str, str], ...]:
    """The first places of the case that are not understood as they were."""
    difference = first_difference(recorded, now)
    if difference is None:
        return ()
    return ((f"/case{difference.path}", _change(difference.recorded, difference.now)),)
