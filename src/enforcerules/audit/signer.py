"""Who signs, and who says whether a signature is good. The protocols are those of `base.dsse`; here is Ed25519 (RFC 8032).

Anything with `name`, `key_id` and `sign` (or `verify`) will do in its place: a certified module that signs with SM2 is
plugged in by an object of a few lines. The extra `sign` (cryptography) is imported when a key is read or made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.base.dsse import Signer, Verifier
from enforcerules.load.files import read_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = [
    "Ed25519Signer",
    "Ed25519Verifier",
    "NoKey",
    "Signer",
    "Verifier",
    "read_private",
    "read_public",
    "signer_at",
    "verifier_at",
]


Key = TypeVar("Key")


class NoKey(ValueError):
    """What was given is no key of this kind; the message says why."""


def key_id_of(public: bytes) -> str:
    """The id of an Ed25519 key: `ed25519:` and the first 32 hexadecimal digits of the SHA-256 of its 32 public bytes."""
    return f"ed25519:{hashlib.sha256(public).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Ed25519Verifier:
    """A public key. `public` are its 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> str:
        """The id of the key."""
        return key_id_of(self.public)

    def verify(self, data: bytes, signature: bytes) -> bool:
        """Whether the signature of the data is that of this key."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._key().verify(signature, data)
        except InvalidSignature:
            return False
        return True

    def pem(self) -> bytes:
        """The public key as PEM (SubjectPublicKeyInfo)."""
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

        made: bytes = self._key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return made

    def _key(self) -> Ed25519PublicKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.public)


@dataclass(frozen=True, slots=True, repr=False)
class Ed25519Signer:
    """A private key; `repr` shows its id only."""

    name: str
    key: Ed25519PrivateKey

    def __repr__(self) -> str:
        """Name and id, never the key."""
        return f"Ed25519Signer({self.name!r}, {self.key_id!r})"

    @classmethod
    def generate(cls, name: str) -> Ed25519Signer:
        """A new key from the randomness of the operating system."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(name, Ed25519PrivateKey.generate())

    @property
    def verifier(self) -> Ed25519Verifier:
        """The public key of it."""
        return Ed25519Verifier(self.name, _raw(self.key.public_key()))

    @property
    def key_id(self) -> str:
        """The id of the key."""
        return self.verifier.key_id

    def sign(self, data: bytes) -> bytes:
        """The signature of the data, 64 bytes; the same every time."""
        made: bytes = self.key.sign(data)
        return made

    def pem(self, passphrase: bytes | None = None) -> bytes:
        """The private key as PEM (PKCS 8), encrypted under a passphrase if one is given."""
        from cryptography.hazmat.primitives import serialization as form

        hidden: Any = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
        made: bytes = self.key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, hidden)
        return made


def verifier_at(path: Path) -> Ed25519Verifier:
    """The public key in a PEM file; raises InvalidInput."""
    return _read(path, lambda data: read_public(data, path.stem))


def signer_at(path: Path, passphrase: bytes | None = None) -> Ed25519Signer:
    """The private key in a PEM file; raises InvalidInput."""
    return _read(path, lambda data: read_private(data, path.stem, passphrase))


def _read(path: Path, read: Callable[[bytes], Key]) -> Key:
    data, problems = read_bytes(path)
    if data is None:
        raise InvalidInput(Report(problems))
    try:
        return read(data)
    except NoKey as problem:
        raise InvalidInput(Report((diagnose("ER188", None, path=path, reason=problem),))) from None
    except ModuleNotFoundError:
        raise InvalidInput(Report((diagnose("ER189", None),))) from None


def _raw(public: Ed25519PublicKey) -> bytes:
    made: bytes = public.public_bytes_raw()
    return made


def read_private(pem: bytes, name: str, passphrase: bytes | None = None) -> Ed25519Signer:
    """The private key that a PEM file holds.

    Raises:
        NoKey: it holds none of this kind, or its passphrase is missing or wrong.
        ModuleNotFoundError: the extra `sign` is not installed.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem, passphrase)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise NoKey(str(problem)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(type(key).__name__)
    return Ed25519Signer(name, key)


def read_public(pem: bytes, name: str) -> Ed25519Verifier:
    """The public key that a PEM file holds.

    Raises:
        NoKey: it holds none of this kind.
        ModuleNotFoundError: the extra `sign` is not installed.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem)
    except (ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise NoKey(str(problem)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise NoKey(type(key).__name__)
    return Ed25519Verifier(name, _raw(key))
