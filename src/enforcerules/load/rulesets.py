"""Files to ruleset documents: read, merged by section, shaped. No name is resolved here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path

from enforcerules.base.bounded import bounded
from enforcerules.base.diagnostics import Diagnostic, Label, Report, diagnose
from enforcerules.base.digests import digest_of
from enforcerules.base.dsse import Verifier
from enforcerules.base.ignoring import Ignore
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Table, Text, span_of, whole
from enforcerules.base.uncollected import uncollected
from enforcerules.load.articles import load_articles
from enforcerules.load.bundle import is_bundle, open_bundle
from enforcerules.load.calendars import Years
from enforcerules.load.comments import ignores_in
from enforcerules.load.files import find_documents, read_bytes
from enforcerules.load.library import calendars_of, files_of
from enforcerules.load.shape import hollow, kind_of, shaped, sound
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.articles import ArticleIndex
from enforcerules.model.bundle import Bundle
from enforcerules.model.calendar import Calendar, calendar_of
from enforcerules.model.document import RulesetDoc

RULESET, CALENDAR, EXAMPLE, EXAMPLES, CASE, SCENE = (
    "enforcerules/ruleset/1",
    "enforcerules/calendar/1",
    "enforcerules/example/1",
    "enforcerules/examples/1",
    "enforcerules/case/1",
    "enforcerules/scene/1",
)
FORMATS = (RULESET, CALENDAR, EXAMPLE, EXAMPLES, CASE, SCENE)


File = tuple[Path, bytes | None]
"""Where a file stands; its content, where that was read already."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a path holds: documents, calendar, the laws they cite, the bytes that were read, and what is wrong.

    `digests`: for each ruleset its files, named from where all of them lie, with the digests of the bytes that were read.
    `ignores`: the comments that answer findings of `check`. `asked`: the rulesets that were looked for in the library.
    """

    documents: tuple[RulesetDoc, ...]
    calendar: Calendar
    articles: ArticleIndex
    sources: tuple[tuple[str, bytes], ...]
    digests: Mapping[str, Mapping[str, str]]
    report: Report
    ignores: tuple[Ignore, ...] = ()
    asked: frozenset[str] = frozenset()


def load_rulesets(
    paths: Iterable[Path], library: Path | None = None, trust: Sequence[Verifier] | None = None
) -> Loaded:
    """Every ruleset and calendar under the paths, of which some may be sealed bundles; examples are left alone.

    What they extend and does not lie there comes from the `library`, and with it the calendars, if none was given, and
    the articles of the laws that are cited. Bundles are complete in themselves: where nothing else is given, or where
    `trust` asks for signatures, the library is not read.
    """
    found: list[Diagnostic] = []
    places = list(paths)
    if trust is not None or (places and all(map(is_bundle, places))):
        library = None
    return _loaded(_files(places, trust, found), library, found)


def load_bundle(bundle: Bundle) -> Loaded:
    """What lies in a bundle, its files named under its path."""
    return _loaded((_files_of(bundle), list(bundle.articles)), None, [])


def _loaded(given: tuple[list[File], list[bytes]], library: Path | None, found: list[Diagnostic]) -> Loaded:
    """Files, and files of the index of articles, to documents with what they extend."""
    with uncollected():
        return _documents(given, library, found)


def _documents(given: tuple[list[File], list[bytes]], library: Path | None, found: list[Diagnostic]) -> Loaded:
    files, sealed = given
    read = _Read([], Years(), {}, set())
    documents = read.all(files, found)
    while library is not None and (more := _extended(documents, read, library)):
        shipped = [*more, *([] if read.years else calendars_of(library))]
        documents |= read.all(((file, None) for file in shipped), found)
    return Loaded(
        documents=tuple(document for _, document in sorted(documents.items())),
        calendar=calendar_of("CN", read.years),
        articles=load_articles(titles_of(documents.values()), library, sealed),
        sources=tuple(read.sources),
        digests=_digests(read),
        report=Report(tuple(found)),
        ignores=tuple(one for file, data in read.sources for one in ignores_in(data, file)),
        asked=frozenset(read.asked),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read so far: bytes by path, years of calendars, the files of each ruleset, and what was looked for."""

    sources: list[tuple[str, bytes]]
    years: Years
    files: dict[str, list[Path]]
    asked: set[str]

    def all(self, files: Iterable[File], found: list[Diagnostic]) -> dict[str, RulesetDoc]:
        """Read more files: the rulesets in them, by id."""
        tables: list[tuple[Path, Table]] = []
        for path, content in files:
            data, problems = read_bytes(path) if content is None else (content, ())
            found += problems
            if data is None:
                continue
            self.sources.append((str(path), data))
            node, problems = read_yaml(data, str(path))
            found += problems
            _sort_out(node, path, tables, self.years, found)
        grouped = _by_ruleset(tables)
        self.files.update({name: [path for path, _ in parts] for name, parts in grouped.items()})
        made = {name: _merged(name, [t for _, t in parts], found) for name, parts in sorted(grouped.items())}
        return {name: document for name, document in made.items() if document is not None}


def _digests(read: _Read) -> dict[str, dict[str, str]]:
    """Names without the folders above, so that they are the same on every machine."""
    digests = {file: digest_of(data) for file, data in read.sources}
    made: dict[str, dict[str, str]] = {}
    for ruleset, files in sorted(read.files.items()):
        above = Path(commonpath([file.parent for file in files]))
        made[ruleset] = {file.relative_to(above).as_posix(): digests[str(file)] for file in sorted(files)}
    return made


def _extended(documents: Mapping[str, RulesetDoc], read: _Read, library: Path) -> list[Path]:
    """The files of rulesets that are extended and were not read."""
    missing = {str(name) for doc in documents.values() for name in doc.extends} - {
        str(doc.ruleset) for doc in documents.values()
    }
    read.asked.update(missing)
    known = {str(Path(file).resolve()) for file, _ in read.sources}
    files = [file for name in sorted(missing) for file in files_of(library, name)]
    return [file for file in dict.fromkeys(files) if str(file.resolve()) not in known]


def titles_of(documents: Iterable[RulesetDoc]) -> list[str]:
    """The titles of the laws that rulesets cite."""
    return [str(instrument.title) for doc in documents for instrument in doc.instruments.values()]


def _files(
    paths: Iterable[Path], trust: Sequence[Verifier] | None, found: list[Diagnostic]
) -> tuple[list[File], list[bytes]]:
    """The files under the paths, and those in bundles with their content: what was verified is what is read.

    And the files of the index of articles that came with bundles.
    """
    files: dict[Path, bytes | None] = {}
    articles: list[bytes] = []
    for path in paths:
        if is_bundle(path):
            bundle, problems = open_bundle(path, trust)
            if bundle is not None:
                files |= _files_of(bundle)
                articles += bundle.articles
        elif trust is not None:
            problems = (diagnose("ER187", None, path=path),)
        else:
            more, problems = find_documents(path)
            files |= dict.fromkeys(more)
        found += problems
    return list(files.items()), articles


def _files_of(bundle: Bundle) -> list[File]:
    return [(Path(bundle.path, name), content) for name, content in bundle.sources]


def _sort_out(
    node: object, path: Path, tables: list[tuple[Path, Table]], years: Years, found: list[Diagnostic]
) -> None:
    file = str(path)
    if node is None:
        return
    if not isinstance(node, Table):
        found.append(
            diagnose("ER203", span_of(node) or whole(file), where=file, expected="@mapping", found=kind_of(node))
        )
        return
    written = node.get(Text("format"))
    if written == RULESET:
        tables.append((path, node))
    elif written == CALENDAR:
        found += years.add(node, file)
    elif written not in {EXAMPLE, EXAMPLES, CASE, SCENE}:
        found.append(_format(node, file, written))


def _by_ruleset(tables: list[tuple[Path, Table]]) -> dict[str, list[tuple[Path, Table]]]:
    """Tables by the ruleset they belong to; a file that does not say takes that of `ruleset.yaml` beside it."""
    said = {path.parent: str(t[Text("ruleset")]) for path, t in tables if "ruleset" in t and path.stem == "ruleset"}
    grouped: dict[str, list[tuple[Path, Table]]] = {}
    for path, table in tables:
        name = table.get(Text("ruleset")) or said.get(path.parent) or path
        grouped.setdefault(str(name), []).append((path, table))
    return grouped


def _format(node: Table, file: str, written: object) -> Diagnostic:
    if written is None:
        return diagnose("ER202", node.span or whole(file), where=file, key="format", hint=f"format: {RULESET}")
    near = nearest(str(written), FORMATS)
    return diagnose("ER208", node.span_at("format"), found=written, expected="、".join(FORMATS), near=near)


def _merged(name: str, parts: list[Table], found: list[Diagnostic]) -> RulesetDoc | None:
    """One ruleset out of its files: lists follow one another, tables join, everything else is said once."""
    table = Table({}, span=parts[0].span)
    for part in parts:
        for key, value in part.items():
            _add(table, key, value, found)
    full = sound(table)
    found += [] if full else bounded(hollow(table, name))
    document, problems = shaped(RulesetDoc, table if full else _without_nulls(table), name)
    found += problems
    return document


def _add(table: Table, key: Text, value: object, found: list[Diagnostic]) -> None:
    before = table.get(key)
    if before is None or key in {"format", "ruleset"}:
        table.setdefault(key, value)
        if before is None and isinstance(value, Table) and key != "title":
            table[key] = Table(value, span=value.span)
    elif isinstance(before, Listing) and isinstance(value, Listing):
        table[key] = Listing([*before, *value], span=before.span)
    elif isinstance(before, Table) and isinstance(value, Table):
        for inner, content in value.items():
            old = before.key(inner)
            if old is not None:
                labels = [Label(old.span, "first")] if old.span else []
                found.append(diagnose("ER309", inner.span, labels=labels, id=inner))
            before[inner] = content
    else:
        first = table.key(key)
        labels = [Label(first.span, "first")] if first is not None and first.span else []
        found.append(diagnose("ER309", key.span, labels=labels, id=key))


def _without_nulls(node: object) -> object:
    if isinstance(node, Table):
        return Table({k: _without_nulls(v) for k, v in node.items() if v is not None}, span=node.span)
    if isinstance(node, Listing):
        return Listing([_without_nulls(v) for v in node if v is not None], span=node.span)
    return node
