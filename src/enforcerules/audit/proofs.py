"""Proofs and whole logs as JSON, for whoever checks them elsewhere (`verify_offline.py` is enough)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from enforcerules.audit.log import FORMAT, Log
from enforcerules.audit.record_shape import closed
from enforcerules.base.canonical import NotCanonicalError, canonical, parsed

PROOF: Literal["enforcerules/proof/1"] = "enforcerules/proof/1"
Hex = Annotated[str, Field(pattern=r"^([0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$")]
Count = Annotated[int, Field(ge=0)]


@closed
class InclusionJson(TypedDict):
    """An entry is among the first `size` of a log with this root: RFC 9162, 2.1.3."""

    algorithm: str
    at: Count
    format: Literal["enforcerules/proof/1"]
    kind: Literal["inclusion"]
    leaf: Annotated[Hex, Field(description="hash of a zero byte and the entry")]
    origin: str
    path: list[Hex]
    root: Hex
    size: Count


@closed
class ConsistencyJson(TypedDict):
    """The first `old_size` entries are still the first of the larger log: RFC 9162, 2.1.4."""

    algorithm: str
    format: Literal["enforcerules/proof/1"]
    kind: Literal["consistency"]
    new_root: Hex
    new_size: Count
    old_root: Hex
    old_size: Count
    origin: str
    path: list[Hex]


@closed
class HeadJson(TypedDict):
    """The first line of an exported log."""

    algorithm: str
    format: Literal["enforcerules/log/1"]
    origin: str
    root: Hex
    size: Count


@closed
class EntryJson(TypedDict):
    """A line of an exported log: the entry itself where it is canonical JSON, else its bytes in Base64."""

    at: Count
    base64: NotRequired[str]
    entry: NotRequired[Any]
    leaf: Hex


def inclusion(log: Log, at: int, size: int | None = None) -> InclusionJson:
    """The proof that an entry is among the first ones; raises ValueError where it is not."""
    with log.reading():
        whole = log.size() if size is None else size
        return {
            "algorithm": log.about.algorithm,
            "at": at,
            "format": PROOF,
            "kind": "inclusion",
            "path": [one.hex() for one in log.inclusion(at, whole)],
            "leaf": log.stored(0, at).hex(),
            "origin": log.about.origin,
            "root": log.root(whole).hex(),
            "size": whole,
        }


def consistency(log: Log, old: int, new: int | None = None) -> ConsistencyJson:
    """The proof that the log only grew; raises ValueError where it cannot have."""
    with log.reading():
        whole = log.size() if new is None else new
        return {
            "algorithm": log.about.algorithm,
            "format": PROOF,
            "kind": "consistency",
            "path": [one.hex() for one in log.consistency(old, whole)],
            "new_root": log.root(whole).hex(),
            "new_size": whole,
            "old_root": log.root(old).hex(),
            "old_size": old,
            "origin": log.about.origin,
        }


def exported(log: Log) -> Iterator[bytes]:
    """The log as JSON lines, without line breaks: what it is, then an entry each."""
    with log.reading():
        size = log.size()
        head = {
            "algorithm": log.about.algorithm,
            "format": FORMAT,
            "origin": log.about.origin,
            "root": log.root(size).hex(),
            "size": size,
        }
        yield canonical(head)
        for at in range(size):
            entry = log.entry(at)
            yield canonical({"at": at, "leaf": log.stored(0, at).hex(), **_written(entry)})


def _written(entry: bytes) -> dict[str, Any]:
    try:
        return {"entry": parsed(entry)}
    except NotCanonicalError:
        return {"base64": base64.b64encode(entry).decode()}
