"""Sealed bundles: one file with rulesets and calendars, the digest of each of their files, and signatures.

A bundle is an archive of which every byte follows from its members (`base.archive`):

    articles/…        the index of articles of the laws that the rules cite
    index/…           the compiled form (`compile.packed`), read by engines of the same form and version
    manifest.json     canonical JSON: format, engine, edition, rulesets, calendars, SHA-256 and size of every other member
    signatures.json   a DSSE envelope whose payload is the manifest; absent where nobody signed
    sources/…         the YAML files, in the folders in which they stood

Everything is checked before anything is used, and in one reading of the file: what was verified is what is loaded. Whoever needs
the compiled form alone (`open_index`) has the sources checked, too, and not kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from os import SEEK_END
from pathlib import Path
from typing import Any, Final

from enforcerules.base import archive, dsse
from enforcerules.base.archive_pass import passed
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import Limits, bounds
from enforcerules.base.source import whole
from enforcerules.load.files import read_bytes
from enforcerules.model.bundle import BUNDLE_FORMAT, Bundle, Manifest

PAYLOAD: Final = "application/vnd.enforcerules.bundle-manifest+json"
MANIFEST, SIGNATURES = "manifest.json", "signatures.json"
ARTICLES, INDEX, SOURCES = "articles/", "index/", "sources/"
_OWN: Final = frozenset({MANIFEST, SIGNATURES})


def is_bundle(path: Path) -> bool:
    """Whether a path is a file that wants to be a bundle: by its name or its first bytes."""
    try:
        if not path.is_file():
            return False
        if path.suffix == ".bundle":
            return True
        with path.open("rb") as file:
            return file.read(len(archive.MAGIC)) == archive.MAGIC
    except (OSError, ValueError):
        return False


def open_bundle(
    path: Path, trust: Sequence[dsse.Verifier] | None = None, limits: Limits | None = None
) -> tuple[Bundle | None, tuple[Diagnostic, ...]]:
    """A bundle from a file, or everything that is wrong with it; with `trust` it must be signed by one of these keys.

    None trusts everybody; no key at all trusts nobody.
    """
    limits = limits or bounds()
    data, problems = read_bytes(path, limits, limits.bundle_bytes)
    if data is None:
        return None, problems
    return read_bundle(data, str(path), trust, limits)


def read_bundle(
    data: bytes, path: str, trust: Sequence[dsse.Verifier] | None = None, limits: Limits | None = None
) -> tuple[Bundle | None, tuple[Diagnostic, ...]]:
    """A bundle from its bytes."""
    limits = limits or bounds()
    try:
        members = archive.read(data, limits.files)
    except archive.BadArchive as problem:
        return None, (_broken(problem.bad, path, data),)
    sums = {n: (hashlib.sha256(content).hexdigest(), len(content)) for n, content in members.items() if n not in _OWN}
    return _bundle(members, sums, path, trust, limits)


def open_index(path: Path, trust: Sequence[dsse.Verifier] | None = None, limits: Limits | None = None) -> Bundle | None:
    """As `open_bundle`, without its sources and articles: they are checked and not kept, so that a bundle of any size is small in memory.

    None where anything is wrong with it; `open_bundle` says what.
    """
    limits = limits or bounds()
    try:
        with path.open("rb") as file:
            length = file.seek(0, SEEK_END)
            file.seek(0)
            found = None if length > limits.bundle_bytes else passed(file, length, limits.files, _kept)
    except (OSError, ValueError):
        return None
    if found is None:
        return None
    members = {name: one.content for name, one in found.items() if one.content is not None}
    sums = {name: (one.sha256, one.size) for name, one in found.items() if name not in _OWN}
    return _bundle(members, sums, str(path), trust, limits)[0]


def _kept(name: str) -> bool:
    return name in _OWN or name.startswith(INDEX)


def _bundle(
    members: Mapping[str, bytes],
    sums: Mapping[str, tuple[str, int]],
    path: str,
    trust: Sequence[dsse.Verifier] | None,
    limits: Limits,
) -> tuple[Bundle | None, tuple[Diagnostic, ...]]:
    """A bundle from the members that are kept, and digests and sizes of all that the manifest lists."""
    manifest, problems = _manifest(members, path)
    if manifest is None:
        return None, problems
    found = [*problems, *_unlike(sums, manifest, path, limits)]
    envelope, unsigned = _envelope(members, path)
    signed = () if envelope is None else dsse.verified(envelope, trust or ())
    found += unsigned or (() if trust is None else _untrusted(envelope, signed, trust, path))
    if found:
        return None, tuple(found)
    made = Bundle(
        path=path,
        manifest=manifest,
        digest=f"sha256:{hashlib.sha256(members[MANIFEST]).hexdigest()}",
        sources=tuple((n, content) for n, content in members.items() if n.startswith(SOURCES)),
        articles=tuple(content for n, content in members.items() if n.startswith(ARTICLES)),
        index={n: content for n, content in members.items() if n.startswith(INDEX)},
        signers=() if envelope is None else tuple(one.key_id for one in envelope.signatures),
        trusted=tuple(one.key_id for one in signed),
    )
    return made, ()


def _broken(bad: archive.Bad, path: str, data: bytes) -> Diagnostic:
    """An archive that is not what was sealed; one without a manifest never was."""
    if bad.fault == "not_an_archive" or MANIFEST.encode() not in data:
        return diagnose("ER180", whole(path), path=path)
    return diagnose("ER181", whole(path), member=bad.member or "@end_of_file", fault=f"@{bad.fault}")


# ---- the manifest --------------------------------------------------------------------------------------------------


def _manifest(members: Mapping[str, bytes], path: str) -> tuple[Manifest | None, tuple[Diagnostic, ...]]:
    """The manifest, which must be written canonically."""
    data = members.get(MANIFEST)
    if data is None:
        return None, (diagnose("ER180", whole(path), path=path),)
    try:
        value: Any = json.loads(data)
        said = value.get("format")
        if isinstance(said, str) and said != BUNDLE_FORMAT:
            return None, (diagnose("ER184", whole(path), found=said, expected=BUNDLE_FORMAT),)
        manifest = Manifest(
            value["engine"],
            value["edition"],
            tuple(value["rulesets"]),
            tuple(value["calendars"]),
            {name: (one["sha256"], one["size"]) for name, one in value["members"].items()},
        )
        if canonical(manifest.plain()) == data:
            return manifest, ()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return None, (diagnose("ER181", whole(path), member=MANIFEST, fault="@damaged"),)


def _unlike(sums: Mapping[str, tuple[str, int]], manifest: Manifest, path: str, limits: Limits) -> Iterable[Diagnostic]:
    """Members that are not what the manifest lists, in their order, then those that it lists and that are not there."""
    for name, (sha256, size) in sums.items():
        listed = manifest.members.get(name)
        if listed is None or not name.startswith((ARTICLES, INDEX, SOURCES)):
            yield diagnose("ER182", whole(path), member=name, fault="@not_listed")
        elif listed != (sha256, size):
            yield diagnose("ER182", whole(path), member=name, fault="@digest_differs")
        elif size > limits.file_bytes and not name.startswith(INDEX):
            yield diagnose("ER103", whole(f"{path}/{name}"), limit=f"{limits.file_bytes:,}")
    for name in sorted(manifest.members.keys() - sums.keys()):
        yield diagnose("ER182", whole(path), member=name, fault="@is_missing")


# ---- signatures ----------------------------------------------------------------------------------------------------


def _envelope(members: Mapping[str, bytes], path: str) -> tuple[dsse.Envelope | None, tuple[Diagnostic, ...]]:
    data = members.get(SIGNATURES)
    if data is None:
        return None, ()
    envelope = dsse.read(data)
    if envelope is None:
        return None, (diagnose("ER181", whole(path), member=SIGNATURES, fault="@damaged"),)
    if (envelope.type, envelope.payload) != (PAYLOAD, members[MANIFEST]):
        return None, (diagnose("ER183", whole(path)),)
    return envelope, ()


def _untrusted(
    envelope: dsse.Envelope | None,
    signed: Sequence[dsse.Verifier],
    trust: Sequence[dsse.Verifier],
    path: str,
) -> tuple[Diagnostic, ...]:
    if envelope is None:
        return (diagnose("ER185", whole(path), path=path),)
    if signed:
        return ()
    given = "、".join(one.key_id for one in envelope.signatures)
    known = "、".join(one.key_id for one in trust)
    return (diagnose("ER186", whole(path), path=path, given=given, known=known),)
