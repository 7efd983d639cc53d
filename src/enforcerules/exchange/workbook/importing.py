"""A workbook to rulesets: its sheets read, its tables made, all of it compiled with what it extends, printed as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from enforcerules import pipeline
from enforcerules.base.bounded import at_most
from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.limits import workbook_bounds
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Table, Text, whole
from enforcerules.exchange.clauses.yaml_text import yaml_text
from enforcerules.exchange.workbook.attached import PRINTED, Notes, read_notes, read_rest
from enforcerules.exchange.workbook.forms import Reading
from enforcerules.exchange.workbook.grid import Book, Sheet, named, placed
from enforcerules.exchange.workbook.layout import Found, Item, Layout, laid_out
from enforcerules.exchange.workbook.plain import plain
from enforcerules.exchange.workbook.reading import book_of, read_book
from enforcerules.exchange.workbook.tables import Reader
from enforcerules.exchange.workbook.tidy import tidy
from enforcerules.exchange.workbook.words import ATTACHED, REST
from enforcerules.load.library import files_of
from enforcerules.load.rulesets import RULESET, Loaded, load_rulesets
from enforcerules.load.shape import hollow, shaped
from enforcerules.load.shipped import SHIPPED, library, located
from enforcerules.model.document import MatterDoc, RulesetDoc
from enforcerules.model.numerals import write_cardinal

OWN: Final = "local.workbook"
"""The ruleset of a workbook that names none."""
_FOLLOWING: Final = frozenset({"ER202", "ER503", "ER505"})
"""What follows from a cell that could not be read, which is said already."""
_UNREADABLE: Final = frozenset({"ER406", "ER408", "ER409"})
_MEASURES: Final = re.compile("没收|吊销|警告|责令|停产|停业|暂扣|拘留|通报批评|降低资质|关闭")
_TITLE_MARKS: Final = re.compile(r"[《》〈〉<>]")


@dataclass(frozen=True, slots=True)
class RulesFile:
    """A file to write: its name, the id of its ruleset, its text."""

    name: str
    ruleset: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """What an import made: files, what every cell was read as, what is wrong; `sources` is what messages point at."""

    files: tuple[RulesFile, ...]
    documents: tuple[RulesetDoc, ...]
    readings: tuple[Reading, ...]
    report: Report
    sources: Mapping[str, str] = field(default_factory=dict)
    tables: int = 0
    rows: int = 0


def import_workbook(path: Path, rules: Sequence[Path] | None = None, ruleset: str | None = None) -> WorkbookRead:
    """The rulesets of a `.xlsx`, a `.docx` or a CSV file; nothing is raised for bad input, and nothing half read is made.

    `rules`: where the matters and facts are declared that the tables speak of (the shipped ones, for a file that does not bring its own);
    `ruleset`: the id of the ruleset to make of such a file.
    """
    book, found = read_book(path)
    return _imported(book, found, rules, ruleset)


def import_workbook_bytes(
    data: bytes, name: str, rules: Sequence[Path] | None = None, ruleset: str | None = None
) -> WorkbookRead:
    """The same of bytes; `name` ends as the file would (`.xlsx`, `.csv`)."""
    book, found = book_of(data, name)
    return _imported(book, found, rules, ruleset)


def _imported(
    book: Book | None, found: tuple[Diagnostic, ...], rules: Sequence[Path] | None, ruleset: str | None
) -> WorkbookRead:
    if book is None:
        return WorkbookRead((), (), (), Report(found))
    rest: dict[str, Table] = {}
    problems = list(found)
    for sheet in book.sheets:
        if sheet.name == REST:
            more, told = read_rest(sheet)
            rest |= more
            problems += told
    if rules is None:
        rules = () if rest else located((SHIPPED,))
    context = load_rulesets(rules, library())
    work = _Work(book, rest, read_notes(book.sheets), context, ruleset, problems)
    work.sheets()
    return work.made()


@dataclass(slots=True)
class _Work:
    """One import as it goes on."""

    book: Book
    rest: dict[str, Table]
    notes: Notes
    context: Loaded
    ruleset: str | None
    found: list[Diagnostic]
    readings: list[Reading] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    results: set[str] = field(default_factory=set)
    tables: dict[str, list[Table]] = field(default_factory=dict)
    instruments: dict[str, dict[str, Table]] = field(default_factory=dict)
    rows: int = 0

    def sheets(self) -> None:
        """Read every sheet that holds tables."""
        for sheet in self.book.sheets:
            if sheet.name in {ATTACHED, REST}:
                continue
            if sheet.hidden and sheet.cells:
                self.found.append(diagnose("ER736", sheet.span(), sheet=sheet.name))
            elif sheet.cells:
                self._sheet(sheet)
        if self.book.sheets and not self.tables and not self.found:
            self.found.append(
                diagnose("ER724", whole(self.book.file), sheet="、".join(s.name for s in self.book.sheets)[:80])
            )
        for (table, row), notes in self.notes.items():
            if (table, row) not in self.asked and row != PRINTED:
                self.found.append(
                    diagnose(
                        "ER728",
                        whole(f"{self.book.file}[{ATTACHED}]"),
                        what=f"{table} {row} {notes[0].key}".replace("  ", " "),
                    )
                )

    def _sheet(self, sheet: Sheet) -> None:
        layout = laid_out(sheet)
        if not layout.tables:
            self.found.append(diagnose("ER724", sheet.span(), sheet=sheet.name))
        reader = Reader(sheet, self.notes, self.found, self.readings, self.sources, self.asked, self.results)
        for found in layout.tables:
            self._table(found, reader)
        self._unread(sheet, layout)

    def _table(self, found: Found, reader: Reader) -> None:
        name = self._ruleset(found, reader)
        refines = self._refines(found, reader)
        number = len(self.tables.get(name, ())) + 1
        default = {"id": f"{name}.{number}"} | self._stand_in(refines) | self._instrument(found, name, number, reader)
        self._shown_only(found, reader)
        self.tables.setdefault(name, []).append(reader.table(found, refines, default))
        self.rows += len(found.lines)

    def _shown_only(self, found: Found, reader: Reader) -> None:
        """What a sheet says of the law is the ruleset's to say: it is told, unless it stands there as it was printed."""
        printed = {one.shown for one in self.notes.get((reader.sheet.name, PRINTED), ())}
        keys = ["prohibited", "penalised", "range", *(["matter"] if "refines" in found.head else [])]
        for key in keys:
            for item in (found.head.get(key), *(line.items.get(key) for line in found.lines)):
                if item is not None and item.text not in printed:
                    reader.note(item, None)

    def _ruleset(self, found: Found, reader: Reader) -> str:
        item = found.head.get("ruleset")
        if item is None:
            return next(iter(self.rest), None) or self.ruleset or OWN
        reader.note(item, tidy(item.text))
        return tidy(item.text)

    def _refines(self, found: Found, reader: Reader) -> Text | None:
        """What a table narrows: written as such, or the fine of the matter that is named."""
        item, kind = found.head.get("refines"), found.head.get("kind")
        if item is not None and "/" in item.text:
            reader.note(item, tidy(item.text))
            return reader.text(tidy(item.text), item)
        item = item or found.head.get("matter")
        if item is None:
            anchor = reader.anchor(found)
            reader.problem("ER731", anchor, what="违法行为")
            return None
        matter = self._matter(tidy(item.text).replace("\n", ""))
        if matter is None:
            titles = {str(title) for one in self._matters() for title in one.title.values()}
            near = nearest(tidy(item.text), titles)
            reader.problem("ER727", item, matter=tidy(item.text), near=near)
            matter = None if near is None else self._matter(near)  # stands in, so that the rest can be looked at
        if matter is None:
            return None
        what = "fine" if kind is None else self._kind(kind, reader)
        reader.note(item, f"{matter}/{what}")
        return reader.made(f"{matter}/{what}", item)

    def _stand_in(self, refines: Text | None) -> dict[str, str]:
        """What a table without a basis is looked at with: what punishes the matter."""
        matter = "" if refines is None else refines.partition("/")[0]
        return next(({"stand_in": str(one.penalised_by[0])} for one in self._matters() if one.id == matter), {})

    def _kind(self, item: Item, reader: Reader) -> str:
        typed = tidy(item.text)
        for document in self.context.documents:
            for key, kind in document.kinds.items():
                if typed in {str(key), str(kind.label)}:
                    reader.note(item, str(key))
                    return str(key)
        return "fine" if typed == "罚款" else typed

    def _matters(self) -> Iterable[MatterDoc]:
        return (one for document in self.context.documents for one in document.matters)

    def _matter(self, typed: str) -> str | None:
        """The matter of an id, a code or a title; of several with one title none."""
        named = [str(one.id) for one in self._matters() if typed in {str(one.id), str(one.code)}]
        titled = [str(one.id) for one in self._matters() if any(tidy(title) == typed for title in one.title.values())]
        several = list(dict.fromkeys(named or titled))
        return several[0] if len(several) == 1 else None

    def _instrument(self, found: Found, ruleset: str, number: int, reader: Reader) -> dict[str, str]:
        """The document that the tables stand in, declared where it is new; a table of it is cited by its number."""
        item = found.head.get("instrument")
        if item is None:
            return {}
        title = tidy(item.text).replace("\n", "")
        name = _TITLE_MARKS.sub("", title)
        reader.note(item, name)
        declared = {Text("title"): Text(name, self._span(reader, item)), Text("rank"): Text("normative_document")}
        code = found.head.get("number")
        if code is not None:
            reader.note(code, tidy(code.text))
            declared[Text("number")] = Text(tidy(code.text))
        self.instruments.setdefault(ruleset, {})[name] = Table(declared, span=self._span(reader, item))
        return {"basis": f"{name} 表{write_cardinal(number)}"}

    @staticmethod
    def _span(reader: Reader, item: Item) -> Any:  # noqa: ANN401  a span
        return reader.sheet.span(item.home, item.text)

    def _unread(self, sheet: Sheet, layout: Layout) -> None:
        """Every cell that nothing was read from, so that nothing is lost unseen."""
        printed = {one.shown for one in self.notes.get((sheet.name, PRINTED), ())}
        for place in layout.unread:
            cell = sheet.cells.get(place)
            if cell is not None and cell.text not in printed:
                self.readings.append(Reading(sheet.name, named(*place), cell.raw or cell.text, None))

    # ---- rulesets ------------------------------------------------------------------------------------------------

    def made(self) -> WorkbookRead:
        """The rulesets, compiled with what they extend; files only where nothing is wrong."""
        names = sorted({*self.rest, *self.tables})
        documents, files = [], []
        for name in names:
            table, printed = self._document(name)
            self.found += hollow(table, name)
            document, problems = shaped(RulesetDoc, table, name)
            broken = bool(Report(tuple(self.found)).errors)
            self.found += [one for one in problems if not (broken and one.code in _FOLLOWING)]
            if document is not None:
                documents.append(document)
            files.append(RulesFile(f"{name}.yaml", name, yaml_text(printed)))
        if len(documents) == len(names):
            broken = bool(Report(tuple(self.found)).errors)
            self.found += [one for one in self._compiled(documents) if not (broken and one.code in _FOLLOWING)]
        report = at_most(Report(tuple(self.found)), workbook_bounds().problems)
        order = {sheet.name: place for place, sheet in enumerate(self.book.sheets)}
        readings = sorted(self.readings, key=lambda one: (order[one.sheet], placed(one.cell)))
        return WorkbookRead(
            () if report.errors else tuple(files), tuple(documents), tuple(readings), report, self.sources,
            sum(map(len, self.tables.values())), self.rows,
        )  # fmt: skip

    def _document(self, name: str) -> tuple[Table, dict[str, Any]]:
        """A ruleset with its tables, whole and as it is printed: tables for one that lies elsewhere are printed alone."""
        tables = Listing(self.tables.get(name, []), span=whole(self.book.file))
        there = next((one for one in self.context.documents if str(one.ruleset) == name), None)
        own = self.rest.get(name) or (None if there is None else there._written)  # noqa: SLF001  as it was written
        if own is None:
            own = self._new(name)
        base = Table({key: value for key, value in own.items() if key != "benchmarks"}, span=own.span)
        made = Table({**base, **({Text("benchmarks"): tables} if tables else {})}, span=own.span)
        if name in self.rest or there is None:
            return made, plain(made)
        return made, {"format": RULESET, "ruleset": name, "benchmarks": plain(tables)}

    def _new(self, name: str) -> Table:
        """A ruleset of its own, which extends those whose matters its tables narrow."""
        narrowed = [str(table.get(Text("refines"), "")).partition("/")[0] for table in self.tables.get(name, ())]
        homes = {
            str(document.ruleset)
            for document in self.context.documents
            for one in document.matters
            if any(str(one.id) == m or (m.endswith("*") and str(one.id).startswith(m[:-1])) for m in narrowed)
        }
        made: dict[Text, Any] = {Text("format"): Text(RULESET), Text("ruleset"): Text(name)}
        if homes:
            made[Text("extends")] = Listing([Text(one) for one in sorted(homes)])
        made[Text("status")] = Text("partial")
        declared = self.instruments.get(name, {})
        if declared:
            made[Text("instruments")] = Table({Text(key): value for key, value in declared.items()})
        return Table(made, span=whole(self.book.file))

    def _compiled(self, documents: list[RulesetDoc]) -> list[Diagnostic]:
        """What compiling and checking say of the workbook: of its own places, not of what it extends."""
        own = {str(one.ruleset) for one in documents}
        others = {str(one.ruleset): one for one in self.context.documents if str(one.ruleset) not in own}
        loaded = self.context
        while missing := self._missing(documents, others):
            loaded = load_rulesets([file for name in missing for file in files_of(library(), name)], library())
            fresh = {str(one.ruleset): one for one in loaded.documents if str(one.ruleset) not in own | others.keys()}
            if not fresh:
                break
            others |= fresh
        whole_set = load_articles_of(replace(loaded, documents=(*others.values(), *documents)))
        _, report = pipeline.compiled(replace(whole_set, report=Report(())))
        own_words = [self._in_words_of_sheets(one) if _of(one, self.book.file) else one for one in report.diagnostics]
        return [one for one in own_words if one.severity == "error" or _of(one, self.book.file)]

    def _in_words_of_sheets(self, one: Diagnostic) -> Diagnostic:
        """An instrument that is not declared is a line here, not a section; a result that cannot be read may say too much."""
        if one.code == "ER304":
            return replace(one, code="ER735")
        file = "" if one.span is None else one.span.file
        other = _MEASURES.search(self.sources.get(file, "")) if file in self.results else None
        if other is None or one.code not in _UNREADABLE:
            return one
        return diagnose("ER737", one.span, found=self.sources[file], other=other[0])

    @staticmethod
    def _missing(documents: list[RulesetDoc], others: Mapping[str, RulesetDoc]) -> list[str]:
        there = {str(one.ruleset) for one in documents} | others.keys()
        named_ones = {str(name) for one in (*documents, *others.values()) for name in one.extends}
        return sorted(name for name in named_ones - there if files_of(library(), name))


def load_articles_of(loaded: Loaded) -> Loaded:
    """The same with the articles of the laws that its documents cite."""
    from enforcerules.load.articles import load_articles
    from enforcerules.load.rulesets import titles_of

    return replace(loaded, articles=load_articles(titles_of(loaded.documents), library()))


def _of(one: Diagnostic, file: str) -> bool:
    return one.span is not None and (one.span.file == file or one.span.file.startswith(f"{file}["))
