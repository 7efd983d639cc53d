"""Keys in files: a private key in PEM, a public one in PEM or as the line that publishes it (`name+id+base64`).

Checking signatures needs nothing but this library; signing needs the extra `sign` (cryptography).
"""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Final

from enforcerules.audit.signer import Ed25519Signer, Ed25519Verifier, KeyTextError, usable, verifier_of
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.load.files import read_bytes

_PEM: Final = re.compile(rb"-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END PUBLIC KEY-----")
_ED25519: Final = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410)."""


def verifier_at(path: Path) -> Ed25519Verifier:
    """The public key in a file; a key in PEM takes the name of its file.

    Raises:
        InvalidInput: the file cannot be read, or holds no such key.
    """
    data = _bytes(path)
    found = _PEM.search(data)
    try:
        if found is None:
            return verifier_of(data.decode("utf-8"))
        der = base64.b64decode(b"".join(found[1].split()), validate=True)
    except (KeyTextError, UnicodeDecodeError, binascii.Error):
        raise _invalid(_no_key(path, "@no_public_key")) from None
    if not der.startswith(_ED25519) or len(der) != len(_ED25519) + 32:
        raise _invalid(_no_key(path, "@other_key"))
    return Ed25519Verifier(name_of(path), der[len(_ED25519) :])


def signer_at(path: Path, name: str | None = None, passphrase: bytes | None = None) -> Ed25519Signer:
    """The private key in a PEM file, which may be encrypted; without a name it takes that of its file.

    Raises:
        InvalidInput: the file cannot be read, holds no such key, or its passphrase is missing or wrong; or the extra
            `sign` is not installed.
    """
    data = _bytes(path)
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ModuleNotFoundError:
        raise _invalid(diagnose("ER189", None)) from None
    try:
        key = load_pem_private_key(data, passphrase)
    except TypeError:
        raise _invalid(_no_key(path, "@passphrase")) from None
    except (ValueError, UnsupportedAlgorithm):
        raise _invalid(_no_key(path, "@passphrase" if b"ENCRYPTED" in data else "@no_private_key")) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _invalid(_no_key(path, "@other_key"))
    return Ed25519Signer(name or name_of(path), key)


def name_of(path: Path) -> str:
    """The name of a key after that of its file: `issuer.pub.pem` is `issuer`; `key` where that cannot be a name."""
    stem = path.name.split(".")[0]
    return stem if usable(stem) else "key"


def _bytes(path: Path) -> bytes:
    data, problems = read_bytes(path)
    if data is None:
        raise InvalidInput(Report(problems))
    return data


def _no_key(path: Path, reason: str) -> Diagnostic:
    return diagnose("ER188", None, path=path, reason=reason)


def _invalid(one: Diagnostic) -> InvalidInput:
    return InvalidInput(Report((one,)))
