"""A record: the canonical document of a decision, made so that the same case under the same rules gives the same bytes.

The *body* is what must be the same again: the case as understood, the decision, what the rules mean, the editions of the
semantics and of the calendar. Around it the *envelope* says where it came from: files, engine, second opinions, by whom
and when. Digests are taken of the body, of its parts, of the envelope, and of all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from enforcerules import pipeline
from enforcerules.audit.masking import Masking, masked
from enforcerules.audit.record_shape import RECORD
from enforcerules.audit.understood import understood
from enforcerules.base.canonical import canonical, composed
from enforcerules.base.digests import UnknownAlgorithmError, digest_of
from enforcerules.base.version import VERSION
from enforcerules.decide.frame import Frame
from enforcerules.decide.provenance import Parts, calendar_digests, parts_of, wording
from enforcerules.decide.timeline import frames_of
from enforcerules.model.case import Case
from enforcerules.model.decision import Decision
from enforcerules.model.program import Program
from enforcerules.render.decision_json import to_dict

Json = dict[str, Any]
DEFAULT: Final = ("sha256",)
_SHORT: Final = slice(7, 23)
"""The first half of a digest, without the name of its algorithm."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What another engine or person came to: `says` is agrees, disagrees or not_consulted; `on` None: on all of it."""

    who: str
    says: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """What only the caller knows: who made the record, when (a text, best ISO 8601 with offset), and second opinions."""

    by: str | None = None
    at: str | None = None
    opinions: tuple[Opinion, ...] = ()


def record(
    decision: Decision,
    algorithms: Sequence[str] = DEFAULT,
    envelope: Envelope | None = None,
    masking: Masking | None = None,
) -> bytes:
    """The canonical bytes of the record of a decision.

    Raises:
        UnknownAlgorithmError: an algorithm that this Python does not have, or none at all.
        MaskingError: something cannot be masked as it was asked.
    """
    names = tuple(sorted(set(algorithms)))
    if not names:  # a record without a digest could not be told from one that was altered
        raise UnknownAlgorithmError('""')
    frames = frames_for(decision.program, decision.case)
    body = body_of(decision, frames)
    kept: Json = {}
    if masking is not None:
        body, kept = masked(body, masking, names)
    return written(body, envelope_of(decision, frames, envelope or Envelope()), names, kept)


def written(body: Json, envelope: Json, algorithms: Iterable[str], kept: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a record of its parts, with the digests of all of them."""
    parts = parts_written(body, envelope)
    digests = {name: digests_of(parts, name) for name in algorithms}
    made = {"body": parts["body"], "envelope": parts["envelope"], "digests": canonical(digests)}
    made |= {"format": canonical(RECORD)} | ({"disclosures": canonical(dict(kept))} if kept else {})
    return composed(made)


def parts_written(body: Json, envelope: Json) -> dict[str, bytes]:
    """The canonical bytes of what digests are taken of: the body, its larger parts, the envelope, and everything."""
    inner = {name: canonical(value) for name, value in body.items()}
    outer = {"body": composed(inner), "envelope": canonical(envelope)}
    everything = composed({**outer, "format": canonical(RECORD)})
    return {"case": inner["case"], "decision": inner["decision"], **outer, "record": everything}


def digests_of(parts: Mapping[str, bytes], algorithm: str) -> dict[str, str]:
    """The digests of parts by one algorithm; raises UnknownAlgorithmError."""
    return {name: digest_of(part, algorithm) for name, part in parts.items()}


def frames_for(program: Program, case: Case) -> list[Frame]:
    """Every frame that decides a case; raises InvalidInput."""
    return [frame for one in pipeline.timelines(program, case) for frame in frames_of(one)]


def body_of(decision: Decision, frames: Iterable[Frame]) -> Json:
    """The body of a decision, nothing masked."""
    return {
        "calendar": decision.calendar,
        "case": understood(decision.case, frames),
        "decision": dict(to_dict(decision)),
        "edition": decision.edition,
        "meaning": decision.meaning,
    }


def envelope_of(decision: Decision, frames: list[Frame], said: Envelope) -> Json:
    """The envelope of a decision."""
    rulesets = sorted({name for frame in frames for name in frame.sliced.rulesets})
    sources = decision.program.sources
    return {
        "calendar": calendar_digests(decision.program, _years(decision.case)),
        "engine": {"name": "enforcerules", "version": VERSION},
        "made": {"by": said.by, "at": said.at},
        "opinions": [{"who": one.who, "says": one.says, "on": one.on} for one in (*engines(decision), *said.opinions)],
        "rules": {
            "parts": short(parts_of(frames)),
            "words": wording(frames)[_SHORT],
            "sources": {name: dict(sources[name]) for name in rulesets if name in sources},
        },
    }


def engines(decision: Decision) -> Iterable[Opinion]:
    """What the other engines said where the decision was crossed with them; who disagrees has no decision to record."""
    for one in decision.second_opinions:
        if one.why is not None:
            yield Opinion(one.engine, "not_consulted", one.why)
        else:
            counts = f"{one.agreed} conditions; not covered: {one.not_covered}"
            yield Opinion(f"{one.engine} {one.version}", "agrees", counts)


def short(parts: Parts) -> dict[str, str]:
    """Digests of parts as they stand in an envelope: enough to tell which of them changed."""
    return {name: made[_SHORT] for name, made in parts.items()}


def words_of(frames: Iterable[Frame]) -> str:
    """The digest of words as it stands in an envelope."""
    return wording(frames)[_SHORT]


def _years(case: Case) -> range:
    """The years that a case touches, and the one after, into which its periods may run; none without a date."""
    ends = [day for act in case.acts for day in (act.start, act.end) if isinstance(day, date)]
    years = [day.year for day in (*case.dates.values(), *ends)]
    return range(min(years), max(years) + 2) if years else range(0)
