"""Clause records to the files of laws, with a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from enforcerules.base.diagnostics import Diagnostic, Report
from enforcerules.exchange.clauses.facts import Facts, begin, with_record
from enforcerules.exchange.clauses.laws import About, Law
from enforcerules.exchange.clauses.reading import RecordsRead, read_records, records_of
from enforcerules.exchange.clauses.record import Record
from enforcerules.exchange.clauses.report import ImportReport, reported
from enforcerules.load.articles import load_articles
from enforcerules.load.shipped import library

Progress = Callable[[int, int], None]
"""Called with how many laws are written, of how many."""


@dataclass(frozen=True, slots=True)
class LawFile:
    """A file to write: its name, the id of its ruleset, its text."""

    name: str
    ruleset: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made."""

    files: tuple[LawFile, ...]
    report: ImportReport


def import_clauses(path: Path, about: Mapping[str, About] | None = None, progress: Progress | None = None) -> Imported:
    """The files of all laws of a file of records, and the report; `about`: title and rank of laws, where they are known.

    Bad records are left out, with diagnostics; nothing is raised for bad input.
    """
    return _imported(read_records(path), about or {}, progress)


def import_bytes(data: bytes, name: str, about: Mapping[str, About] | None = None) -> Imported:
    """The same of records that come from no file."""
    return _imported(records_of(data, name), about or {}, None)


def _imported(read: RecordsRead, about: Mapping[str, About], progress: Progress | None) -> Imported:
    laws, found = _laws(read.records, about)
    files: list[LawFile] = []
    for law in laws:
        files.append(LawFile(f"{law.name}.yaml", law.ruleset, law.text()))
        if progress is not None:
            progress(len(files), len(laws))
    matters = [(law.name, str(record.id)) for law in laws for record in law.records]
    remarks = [one for law in laws for one in law.remarks()]
    return Imported(tuple(files), reported(read.count, matters, remarks, read.report + Report(tuple(found))))


def _laws(records: tuple[Record, ...], about: Mapping[str, About]) -> tuple[list[Law], list[Diagnostic]]:
    """The laws, by name, each with the facts that its records need; a record that misuses a name is left out."""
    found: list[Diagnostic] = []
    kept: dict[str, list[Record]] = {}
    facts: dict[str, Facts] = {}
    for record in records:
        before = facts.setdefault(record.law, begin())
        facts[record.law], problems = with_record(before, record)
        if not problems:
            kept.setdefault(record.law, []).append(record)
        found += problems
    articles = load_articles(kept, library())
    return [Law(name, kept[name], facts[name], articles, about.get(name)) for name in sorted(kept)], found
