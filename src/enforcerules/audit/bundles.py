"""The verbs of sealed bundles: make one, sign it, look into it. `api` gives them out."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from enforcerules.audit import seal
from enforcerules.audit.keys import verifier_at
from enforcerules.audit.signer import Signer, Verifier
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.base.limits import bounds
from enforcerules.base.version import VERSION
from enforcerules.load.bundle import read_bundle
from enforcerules.load.files import read_bytes
from enforcerules.load.shipped import library, located
from enforcerules.model.bundle import Bundle

Trusted = Verifier | str | PathLike[str]
"""A key that is trusted: a verifier, or the path of an Ed25519 public key (PEM, or the line that publishes it)."""


def verifiers(trust: Iterable[Trusted]) -> tuple[Verifier, ...]:
    """The keys that are trusted; raises InvalidInput for a file that is none, TypeError for a single path."""
    if isinstance(trust, str | PathLike):
        raise TypeError("trust is a list of keys: write [key] for a single one")
    return tuple(verifier_at(Path(one)) if isinstance(one, str | PathLike) else one for one in trust)


def build(
    path: str | PathLike[str] = "cn", *more: str | PathLike[str], extending: str | PathLike[str] | None = None
) -> bytes:
    """A sealed bundle of rulesets and of all that they extend: the same rules give the same bytes.

    Raises:
        InvalidInput: the rules have errors.
    """
    data, report = seal.sealed(located((path, *more), extending), library(), VERSION)
    if data is None:
        raise InvalidInput(report)
    return data


def sign(bundle: bytes | str | PathLike[str], *signers: Signer) -> bytes:
    """A bundle with signatures added; whoever signed before keeps theirs.

    Raises:
        InvalidInput: it is no bundle, or not what was sealed.
    """
    data, name = _bytes_of(bundle)
    made, report = seal.signed(data, name, signers)
    if made is None:
        raise InvalidInput(report)
    return made


def inspect(
    bundle: bytes | str | PathLike[str], trust: Iterable[Trusted] | None = None, *, recompile: bool = False
) -> Bundle:
    """What a bundle says of itself, verified, and who signed it.

    `recompile`: compile its sources, too, and hold the result against its compiled form.

    Raises:
        InvalidInput: it is no bundle, or not what was sealed; with `trust`, it is not signed by one of these keys; with
            `recompile`, its compiled form is not what its sources compile to, or comes from another version of the engine.
    """
    data, name = _bytes_of(bundle)
    found, problems = read_bundle(data, name, None if trust is None else verifiers(trust))
    if found is None:
        raise InvalidInput(Report(problems))
    if recompile:
        seal.recompiled(found).raise_if_invalid()
    return found


def _bytes_of(bundle: bytes | str | PathLike[str]) -> tuple[bytes, str]:
    if isinstance(bundle, bytes):
        return bundle, "bundle"
    data, problems = read_bytes(Path(bundle), most=bounds().bundle_bytes)
    if data is None:
        raise InvalidInput(Report(problems))
    return data, str(bundle)
