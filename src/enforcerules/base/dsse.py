"""DSSE envelopes: bytes signed together with what they are, so that a signature of one thing never passes for another.

Source: the Dead Simple Signing Envelope, protocol version 1. What is signed is
`PAE = "DSSEv1" SP len(type) SP type SP len(payload) SP payload`, lengths in bytes and decimal. Nothing here knows an algorithm:
a `Signer` and a `Verifier` do, and may stand for a device (SM2 in a certified module).
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from enforcerules.base.canonical import canonical


@runtime_checkable
class Signer(Protocol):
    """Whoever can sign. `name`: of the key, no blank and no plus in it; `key_id`: which key it is, as its verifier says.

    For signed notes (`audit.signer`) the id is the first four bytes of SHA-256 of name, line feed, type and key.
    """

    @property
    def name(self) -> str: ...  # noqa: D102  said above

    @property
    def key_id(self) -> str: ...  # noqa: D102  said above

    def sign(self, data: bytes) -> bytes: ...  # noqa: D102  said above


@runtime_checkable
class Verifier(Protocol):
    """Says whether a signature of bytes is that of one key. `verify` never raises for a wrong one."""

    @property
    def name(self) -> str: ...  # noqa: D102  said above

    @property
    def key_id(self) -> str: ...  # noqa: D102  said above

    def verify(self, data: bytes, signature: bytes) -> bool: ...  # noqa: D102  said above


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of an envelope: the key it says it is of, and its bytes."""

    key_id: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """What was signed, of which type, and the signatures, by key id."""

    type: str
    payload: bytes
    signatures: tuple[Signature, ...]


def pae(type_: str, payload: bytes) -> bytes:
    """The bytes that are signed: type and payload, each with its length before it."""
    kind = type_.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def signed(envelope: Envelope, signers: Iterable[Signer]) -> Envelope:
    """The envelope with more signatures; one of a key that signed before takes its place."""
    data = pae(envelope.type, envelope.payload)
    made = {one.key_id: one for one in envelope.signatures}
    made |= {signer.key_id: Signature(signer.key_id, signer.sign(data)) for signer in signers}
    return Envelope(envelope.type, envelope.payload, tuple(made[key] for key in sorted(made)))


def verified(envelope: Envelope, verifiers: Sequence[Verifier]) -> tuple[Verifier, ...]:
    """The verifiers whose key signed this envelope, in their order. The key id is a hint: every signature is tried."""
    data = pae(envelope.type, envelope.payload)
    return tuple(v for v in verifiers if any(v.verify(data, one.value) for one in envelope.signatures))


def write(envelope: Envelope) -> bytes:
    """The envelope as canonical JSON."""
    signatures = [{"keyid": one.key_id, "sig": b64encode(one.value).decode()} for one in envelope.signatures]
    payload = b64encode(envelope.payload).decode()
    return canonical({"payload": payload, "payloadType": envelope.type, "signatures": signatures})


def read(data: bytes) -> Envelope | None:
    """The envelope that these bytes write, in exactly this form; None for anything else."""
    try:
        value = json.loads(data)
        signatures = tuple(Signature(one["keyid"], _bytes(one["sig"])) for one in value["signatures"])
        envelope = Envelope(value["payloadType"], _bytes(value["payload"]), signatures)
        return envelope if write(envelope) == data else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except Error as problem:
        raise ValueError(text) from problem
