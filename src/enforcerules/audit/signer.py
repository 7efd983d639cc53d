"""Who signs and who checks signatures, as protocols: a key in a file, a card, an HSM with SM2, all look the same.

Names and key ids are those of C2SP signed notes: a key is published as one line, `name+id+base64(type and key)`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from enforcerules.audit.verify_offline import ed25519_verify
from enforcerules.base.dsse import Signer, Verifier

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = [
    "ED25519",
    "Ed25519Signer",
    "Ed25519Verifier",
    "KeyTextError",
    "Signer",
    "Verifier",
    "key_id",
    "published",
    "usable",
    "verifier_of",
]

ED25519: Final = b"\x01"
"""The type of Ed25519 in signed notes."""

_ID_BYTES: Final = 4


class KeyTextError(ValueError):
    """A text that is no published key, or one of a kind that is not known here."""


def key_id(name: str, kind: bytes, public: bytes) -> str:
    """The id of a key in signed notes."""
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:_ID_BYTES].hex()


def published(name: str, public: bytes, kind: bytes = ED25519) -> str:
    """The line that publishes a key: `name+id+base64`."""
    return f"{name}+{key_id(name, kind, public)}+{base64.b64encode(kind + public).decode()}"


@dataclass(frozen=True, slots=True)
class Ed25519Verifier:
    """Checks Ed25519 signatures (RFC 8032), in plain Python: it needs nothing but this library."""

    name: str
    public: bytes

    @property
    def key_id(self) -> str:
        """The id of the key."""
        return key_id(self.name, ED25519, self.public)

    def verify(self, data: bytes, signature: bytes) -> bool:
        """Whether the signature is one of these bytes by this key."""
        return ed25519_verify(self.public, data, signature)


def verifier_of(text: str) -> Ed25519Verifier:
    """A verifier from a published key; raises KeyTextError."""
    name, _, rest = text.strip().partition("+")
    wanted, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise KeyTextError(text) from None
    if not usable(name) or key[:1] != ED25519 or len(key) != 33 or key_id(name, ED25519, key[1:]) != wanted:
        raise KeyTextError(text)
    return Ed25519Verifier(name, key[1:])


def usable(name: str) -> bool:
    """Whether a text can be the name of a key."""
    return bool(name) and "+" not in name and not any(char.isspace() for char in name) and name.isprintable()


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """Signs with an Ed25519 key in memory; needs the extra `sign` (cryptography)."""

    name: str
    private: Ed25519PrivateKey

    @classmethod
    def new(cls, name: str) -> Self:
        """A key of its own; raises ImportError without the extra."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_file(cls, name: str, path: Path) -> Self:
        """A key from an unencrypted PEM file (PKCS 8); raises OSError, KeyTextError, and ImportError without the extra."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(path.read_bytes(), None)
        except (ValueError, TypeError):
            raise KeyTextError(str(path)) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyTextError(str(path))
        return cls(name, key)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def pem(self) -> bytes:
        """The private key as an unencrypted PEM file."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def key_id(self) -> str:
        """The id of the key."""
        return key_id(self.name, ED25519, self.public)

    @property
    def published(self) -> str:
        """The line that publishes the key."""
        return published(self.name, self.public)

    def sign(self, data: bytes) -> bytes:
        """The signature of bytes."""
        return self.private.sign(data)
