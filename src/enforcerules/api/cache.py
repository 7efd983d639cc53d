"""A cache of compiled rulesets, in a folder that the caller names; it can be deleted at any time.

An entry is a file: a line with the SHA-256 of `about.json`, then an archive (`base.archive`) of

    about.json       canonical JSON: its own name, format, shape of the index, what lay beside (each file with its digest), digests of the rest
    index/…          the compiled form (`compile.packed`), with what was found when it was compiled

Its name is the digest of what was given: names and bytes of all files, and the form and version of the engine. What lay beside that in the
library is looked at again: the same files with the same digests, or the entry is not used. Whatever is damaged, half written, of
another engine or in other hands is not used either, and is made again; nor is one that bears the name of another. Writers put a whole file in its place under its name, so that
nobody ever reads half of one; that two write the same entry at once does no harm, for it is the same.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_IWGRP, S_IWOTH
from typing import Any, BinaryIO, Final

from enforcerules.base import archive
from enforcerules.base.archive_pass import passed
from enforcerules.base.canonical import canonical, parsed
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.base.digests import digest_of
from enforcerules.base.limits import bounds
from enforcerules.compile.packed import packed, shape, unpacked
from enforcerules.load.articles import files_of_articles
from enforcerules.load.bundle import is_bundle
from enforcerules.load.files import find_documents, read_bytes
from enforcerules.load.library import calendars_of, files_of
from enforcerules.load.rulesets import Loaded, load_rulesets
from enforcerules.model.program import Program
from enforcerules.pipeline import build, compiled

FORMAT: Final = "enforcerules/compiled/1"
SUFFIX: Final = ".compiled"
ABOUT: Final = "about.json"
KEPT: Final = 32
"""How many entries a folder holds; the oldest go."""


def built(paths: Sequence[Path], library: Path, folder: Path) -> tuple[Program | None, Report]:
    """`pipeline.build` by way of a cache: the same program and the same report, warnings included.

    Bundles are compiled already, and what cannot be read is for the compiler to say: neither goes into the cache.
    """
    given = _given(paths)
    if given is None:
        return build(paths, library)
    entry = folder / f"{_key(given, library)}{SUFFIX}"
    found = _read(entry, library)
    if found is not None:
        return found
    loaded = load_rulesets(paths, library)
    program, report = compiled(loaded)
    beside = _beside(loaded.asked, library)
    if program is not None and _as_read(loaded, given, beside):
        _write(entry, program, report, beside)
    return program, report


def _as_read(loaded: Loaded, given: Files, beside: Mapping[str, Any]) -> bool:
    """Whether what was compiled is what the entry will be known by: no file changed while it was read."""
    read = {name: digest_of(data) for name, data in loaded.sources}
    if any(files is None for files in beside["files"]):
        return False
    library = [(name, digest) for files in beside["files"] for name, digest in files]
    return all(read.get(name) == digest for name, digest in given) and all(
        read.get(name, digest) == digest for name, digest in library
    )


# ---- what an entry depends on ----------------------------------------------------------------------------------------

Files = tuple[tuple[str, str], ...]
"""Files by name, in order, each with its digest."""


def _given(paths: Iterable[Path]) -> Files | None:
    """The files under the paths as they would be loaded; None where there is a bundle, or one cannot be read."""
    found: list[Path] = []
    for path in paths:
        files, problems = ([], True) if is_bundle(path) else find_documents(path)
        if problems:
            return None
        found += files
    return _digests(dict.fromkeys(found))


def _digests(files: Iterable[Path]) -> Files | None:
    """The digests of some files; None where one cannot be read."""
    made: list[tuple[str, str]] = []
    for file in files:
        data, _ = read_bytes(file)
        if data is None:
            return None
        made.append((str(file), digest_of(data)))
    return tuple(made)


def _key(given: Files, library: Path) -> str:
    """The name of an entry: what was given, to which engine, beside which library."""
    return hashlib.sha256(canonical([FORMAT, shape(), str(library), [list(one) for one in given]])).hexdigest()


def _beside(asked: Iterable[str], library: Path) -> dict[str, Any]:
    """What the library holds of the rulesets that were looked for there, of calendars, and of the index of articles."""
    names = sorted(asked)
    listed = [calendars_of(library), files_of_articles(library), *(files_of(library, name) for name in names)]
    return {"rulesets": names, "files": [_plain(_digests(files)) for files in listed]}


def _plain(files: Files | None) -> list[list[str]] | None:
    return None if files is None else [list(one) for one in files]


# ---- reading -------------------------------------------------------------------------------------------------------


def _read(entry: Path, library: Path) -> tuple[Program, Report] | None:
    """What an entry holds, if it is whole, one's own, and the library beside it is as it was."""
    try:
        with entry.open("rb") as file:
            members = _members(file, entry.stem) if _ours(file) else None
        found = None if members is None else _opened(entry, library, members)
        if found is not None:
            os.utime(entry)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, InvalidInput):
        return None
    return found


def _ours(file: BinaryIO) -> bool:
    """Whether nobody else can have written the file; where there are no owners, the folder is all there is to go by."""
    if not hasattr(os, "geteuid"):
        return True
    state = os.fstat(file.fileno())
    return state.st_uid == os.geteuid() and not state.st_mode & (S_IWGRP | S_IWOTH)


def _members(file: BinaryIO, name: str) -> dict[str, bytes] | None:
    """The members, if each is what the entry says of it and the entry is what its first line and its name say."""
    head = file.readline(128).split()
    start = file.tell()
    length = file.seek(0, os.SEEK_END) - start
    file.seek(start)
    found = passed(file, length, bounds().files, lambda _: True)
    if found is None or head != [FORMAT.encode(), found[ABOUT].sha256.encode()]:
        return None
    members = {name: one.content for name, one in found.items() if one.content is not None}
    said = parsed(members[ABOUT])
    right = {name: one.sha256 for name, one in found.items() if name != ABOUT} == said["members"]
    return members if right and (said["name"], said["format"], said["shape"]) == (name, FORMAT, shape()) else None


def _opened(entry: Path, library: Path, members: Mapping[str, bytes]) -> tuple[Program, Report] | None:
    beside = parsed(members[ABOUT])["beside"]
    if beside != _beside(beside["rulesets"], library):
        return None
    return unpacked(members, str(entry), beneath=False)


# ---- writing -------------------------------------------------------------------------------------------------------


def _write(entry: Path, program: Program, report: Report, beside: Mapping[str, Any]) -> None:
    """Put an entry in its place; a folder that cannot be written to is none of the caller's concern."""
    members = packed(program, report)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    about = canonical({"name": entry.stem, "format": FORMAT, "shape": shape(), "beside": beside, "members": sums})
    line = f"{FORMAT} {hashlib.sha256(about).hexdigest()}\n".encode()
    with suppress(OSError, ValueError):
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(entry, line + archive.write({ABOUT: about, **members}))
        _thin_out(entry.parent)


def _put(entry: Path, data: bytes) -> None:
    """Write beside the place, and move there when all of it is on the disk."""
    number, name = tempfile.mkstemp(prefix=".", suffix=f"{SUFFIX}.tmp", dir=entry.parent)
    beside = Path(name)
    try:
        with open(number, "wb") as file:  # noqa: PTH123  a number, not a path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(entry)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _thin_out(folder: Path) -> None:
    """Remove the entries that were not used for longest, beyond those that are kept."""
    for _, path in sorted(_entries(folder), reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)


def _entries(folder: Path) -> Iterator[tuple[float, Path]]:
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            yield path.stat().st_mtime, path
