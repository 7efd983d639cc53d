"""A record read back: every byte of it is looked at before anything in it is believed.

What is wrong with it is a diagnostic that names the first place: a byte, a key, the part whose digest does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from enforcerules.audit.masking import Disclosures, commitments, is_masked, unmasked, withheld
from enforcerules.audit.pointers import got, pointer, steps_of
from enforcerules.audit.record import digests_of, parts_written
from enforcerules.audit.record_shape import DISCLOSURES, RECORD, DisclosuresJson, RecordJson
from enforcerules.base.canonical import NotCanonicalError, canonical, parsed
from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.digests import ALGORITHMS, UnknownAlgorithmError
from enforcerules.base.limits import bounds
from enforcerules.base.source import whole

Json = dict[str, Any]
NOT_OURS: Final = frozenset({"ER801", "ER806"})
"""Codes of what is no record at all, or cannot be judged here; every other code of this module says that it was altered."""

_ORDER: Final = ("case", "decision", "body", "envelope", "record")
"""Of digests that do not fit, the innermost says most."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record whose digests fit. `withheld`: places in the body that are masked and not disclosed."""

    name: str
    body: Json
    envelope: Json
    digests: dict[str, dict[str, str]]
    disclosures: Disclosures

    @property
    def algorithms(self) -> tuple[str, ...]:
        """The algorithms of its digests."""
        return tuple(self.digests)

    @property
    def open_body(self) -> Json:
        """The body with the values that are at hand."""
        return unmasked(self.body, self.disclosures)

    @property
    def withheld(self) -> tuple[str, ...]:
        """The places whose values are not at hand."""
        return withheld(self.open_body)

    @property
    def public(self) -> bytes:
        """The bytes of the record without what is kept apart: what a log takes, and what may be given away."""
        return canonical({"format": RECORD, "body": self.body, "envelope": self.envelope, "digests": self.digests})

    @property
    def apart(self) -> bytes | None:
        """The bytes of what is to be kept apart; None when nothing is masked or it is not at hand."""
        if not self.disclosures:
            return None
        own = [digests["record"] for digests in self.digests.values()]
        return canonical({"format": DISCLOSURES, "record": own, "disclosures": self.disclosures})


def read_record(data: bytes, name: str = "record", apart: bytes | None = None) -> tuple[Record | None, Report]:
    """A record from its bytes, and from those of what was kept apart, or everything that is wrong with it."""
    made, found = _shaped(data, name, _record_shape(), RECORD)
    if made is None:
        return None, Report(found)
    problems = list(_misfits(made, name))
    kept = made.get("disclosures", {})
    if apart is not None and not problems:
        more, found = _shaped(apart, f"{name} +", _disclosures_shape(), DISCLOSURES)
        if more is None:
            return None, Report(found)
        problems += _strange(made, more, name)
        kept = {**kept, **more["disclosures"]}
    problems += [] if problems else _broken(made, kept, name)
    if problems:
        return None, Report(tuple(problems[:1]))
    return Record(name, made["body"], made["envelope"], made["digests"], kept), Report()


_BEGINS: Final = {RECORD: b'{"body":{"', DISCLOSURES: b'{"disclosures":{"'}


@cache
def _record_shape() -> TypeAdapter[Any]:
    return TypeAdapter(RecordJson)


@cache
def _disclosures_shape() -> TypeAdapter[Any]:
    return TypeAdapter(DisclosuresJson)


def _shaped(data: bytes, name: str, shape: TypeAdapter[Any], wanted: str) -> tuple[Json | None, tuple[Diagnostic, ...]]:
    """Canonical, of the format wanted, and of its shape."""
    at = whole(name)
    if len(data) > bounds().record_bytes:
        return None, (diagnose("ER103", at, limit=f"{bounds().record_bytes:,}"),)
    try:
        made = parsed(data)
    except NotCanonicalError as error:
        ours = f'"{wanted}"'.encode() in data or data.startswith(_BEGINS[wanted])  # the format stands at the end
        return None, (diagnose("ER802", at, byte=error.at) if ours else diagnose("ER801", at, expected=wanted),)
    if not isinstance(made, dict) or made.get("format") != wanted:
        written = made.get("format") if isinstance(made, dict) else None
        return None, (diagnose("ER801", at, expected=wanted, found=written if isinstance(written, str) else None),)
    if _too_deep(made):
        return None, (diagnose("ER134", at, limit=bounds().depth),)
    try:
        shape.validate_python(made)
    except ValidationError as error:
        return None, (diagnose("ER803", at, place=pointer(error.errors(include_url=False)[0]["loc"]) or "/"),)
    return made, ()


def _too_deep(made: object) -> bool:
    """Whether tables and lists are nested deeper than any record."""
    layer, depth = [made], 0
    while layer and depth <= bounds().depth:
        tables = [one for one in layer if isinstance(one, dict)]
        lists = [one for one in layer if isinstance(one, list)]
        layer = [inner for one in tables for inner in one.values()] + [inner for one in lists for inner in one]
        depth += 1
    return bool(layer)


def _misfits(made: Json, name: str) -> Iterator[Diagnostic]:
    """Digests that do not fit, each with its place: the innermost part that was altered, else the digest itself."""
    parts = parts_written(made["body"], made["envelope"])
    for algorithm, written in made["digests"].items():
        try:
            right = digests_of(parts, algorithm)
        except UnknownAlgorithmError:
            known = "、".join(ALGORITHMS)
            yield diagnose("ER806", whole(name), algorithm=algorithm, known=known)
            continue
        if written.keys() != right.keys():
            yield diagnose("ER803", whole(name), place=f"/digests/{algorithm}")
            return
        wrong = [part for part in _ORDER if written[part] != right[part]]
        if wrong:
            yield diagnose("ER804", whole(name), place=_place(wrong, algorithm), algorithm=algorithm)


def _place(wrong: list[str], algorithm: str) -> str:
    """Where the alteration is: a part whose own digest and every one around it do not fit, else a digest alone."""
    if "record" not in wrong:
        return f"/digests/{algorithm}/{wrong[0]}"
    inner = wrong[0]
    around = {"case": "body", "decision": "body"}.get(inner, inner)
    if inner in {"case", "decision"} and around in wrong:
        return f"/body/{inner}"
    if inner in {"body", "envelope"}:
        return f"/{inner}"
    return f"/digests/{algorithm}/{inner}"


def _strange(made: Json, more: Json, name: str) -> Iterator[Diagnostic]:
    """What was kept apart of another record."""
    own = {digests["record"] for digests in made["digests"].values()}
    if own != set(more["record"]):
        yield diagnose("ER807", whole(name), found="、".join(more["record"]))


def _broken(made: Json, kept: Disclosures, name: str) -> Iterator[Diagnostic]:
    """Disclosed values that do not fit their commitments."""
    for place in sorted(kept):
        try:
            seen = got(made["body"], steps_of(place))
        except LookupError:
            seen = None
        fits = is_masked(seen) and seen["masked"] == commitments(place, kept[place], made["digests"])  # type: ignore[index]
        if not fits:
            yield diagnose("ER805", whole(name), place=f"/body{place}")
