"""Making sealed bundles: rulesets and calendars as one file, and signing it.

The same rules give the same bytes, wherever they lie and whenever they are sealed: names are relative to what was named,
times are fixed, and nothing of the machine goes in. What they extend goes with them, so a bundle is complete.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from enforcerules.base import archive, dsse
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.source import whole
from enforcerules.compile.packed import packed, usable
from enforcerules.load.articles import lines_of
from enforcerules.load.bundle import ARTICLES, MANIFEST, PAYLOAD, SIGNATURES, SOURCES, is_bundle, read_bundle
from enforcerules.load.rulesets import Loaded, load_bundle, load_rulesets, titles_of
from enforcerules.model.bundle import Bundle, Manifest
from enforcerules.model.edition import CURRENT
from enforcerules.model.program import Program
from enforcerules.pipeline import compiled


def sealed(paths: Sequence[Path], library: Path | None, engine: str) -> tuple[bytes | None, Report]:
    """The bundle of the rulesets under some paths and of all that they extend; none where they have errors."""
    library = None if paths and all(map(is_bundle, paths)) else library
    loaded = load_rulesets(paths, library)
    program, report = compiled(loaded)
    if program is None:
        return None, report
    members, problems = _members(loaded.sources, _prefixes(paths, library))
    if problems:
        return None, report + Report(problems)
    members |= _articles(loaded, paths, library)
    bundle, problems = read_bundle(_written(members, program, engine), "")
    index, found = (None, Report(problems)) if bundle is None else _index(bundle)
    return (None, found) if index is None else (_written({**members, **index}, program, engine), report)


def _written(members: Mapping[str, bytes], program: Program, engine: str) -> bytes:
    return archive.write({**members, MANIFEST: canonical(_manifest(members, program, engine).plain())})


def _index(bundle: Bundle) -> tuple[dict[str, bytes] | None, Report]:
    """The compiled form of the sources of a bundle, made from nothing else, so that it is the same everywhere."""
    program, report = compiled(load_bundle(replace(bundle, path="")))
    return None if program is None else packed(program, report), report


def recompiled(bundle: Bundle) -> Report:
    """What speaks against the compiled form of a bundle: it must be what the sources compile to, byte for byte."""
    if not bundle.index:
        return Report()
    if not usable(bundle.index):
        return Report((diagnose("ER192", whole(bundle.path), engine=bundle.manifest.engine),))
    index, report = _index(bundle)
    return report if index is None or index == dict(bundle.index) else Report((diagnose("ER191", whole(bundle.path)),))


def _articles(loaded: Loaded, paths: Sequence[Path], library: Path | None) -> dict[str, bytes]:
    """The index of articles of the laws cited: that of the library, and those that came with bundles."""
    found = {f"{ARTICLES}{name}": content for name, content in lines_of(titles_of(loaded.documents), library).items()}
    for path in paths:
        if is_bundle(path):
            found |= {n: c for n, c in archive.read(path.read_bytes()).items() if n.startswith(ARTICLES)}
    return found


def _manifest(members: Mapping[str, bytes], program: Program, engine: str) -> Manifest:
    return Manifest(
        engine=engine,
        edition=CURRENT.name,
        rulesets=tuple(sorted(program.rulesets)),
        calendars=tuple(f"{program.calendar.id}-{year}" for year in sorted(program.calendar.years)),
        members={name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in members.items()},
    )


def _members(
    sources: Iterable[tuple[str, bytes]], prefixes: Mapping[Path, str]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Files by their names in the bundle: where they stand below what was named, or in the library."""
    found: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for file, content in sources:
        name = f"{SOURCES}{_placed(Path(file).resolve(), prefixes)}"
        if not archive.safe(name) or name in found:
            problems.append(diagnose("ER190", None, path=file, name=name))
        found[name] = content
    return found, tuple(problems)


def _prefixes(paths: Sequence[Path], library: Path | None) -> dict[Path, str]:
    """What stands before the names of files, by the path around them: the name of a folder, nothing for a file or a bundle.

    Two of one name are told apart by a number, in the order given. What lies in the library stands as it does there.
    """
    shipped = None if library is None else library.resolve()
    made: dict[Path, str] = {} if shipped is None else {shipped: ""}
    for path in paths:
        real = path.resolve()
        if is_bundle(path):
            made[real / SOURCES.rstrip("/")] = ""
        elif real not in made and not (shipped and real.is_relative_to(shipped)):
            again = sum(other.name == real.name for other in made)
            number = f"-{again + 1}" if again else ""
            made[real] = f"{real.name}{number}/" if path.is_dir() or again else ""
    return made


def _placed(file: Path, prefixes: Mapping[Path, str]) -> str:
    """The name of a file below the nearest path around it."""
    around = [path for path in prefixes if file.is_relative_to(path)]
    root = max(around, key=lambda one: len(one.parts))
    within = file.name if root == file else file.relative_to(root).as_posix()
    return f"{prefixes[root]}{within}"


def signed(data: bytes, path: str, signers: Sequence[dsse.Signer]) -> tuple[bytes | None, Report]:
    """A bundle with more signatures, or what is wrong with it; a key that signed before signs again."""
    bundle, problems = read_bundle(data, path)
    if bundle is None:
        return None, Report(problems)
    members = archive.read(data)
    before = dsse.read(members[SIGNATURES]) if SIGNATURES in members else None
    envelope = before or dsse.Envelope(PAYLOAD, members[MANIFEST], ())
    members[SIGNATURES] = dsse.write(dsse.signed(envelope, signers))
    return archive.write(members), Report()
