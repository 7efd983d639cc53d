"""Example cases in a sheet: a row a case, facts as columns, what is expected as columns. See `docs/workbook.md` for the layout.

A case in a sheet has one act and one party; what needs more (several parties, a history, evidence) is written in YAML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from enforcerules.base.bounded import at_most
from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.limits import workbook_bounds
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Table, Text
from enforcerules.exchange.clauses.yaml_text import Quoted, yaml_text
from enforcerules.exchange.workbook.forms import Reading
from enforcerules.exchange.workbook.grid import Book, Cell, Sheet, named
from enforcerules.exchange.workbook.importing import RulesFile
from enforcerules.exchange.workbook.reading import book_of, read_book
from enforcerules.exchange.workbook.tidy import tidy
from enforcerules.exchange.workbook.values import read_day
from enforcerules.exchange.workbook.words import plain_head
from enforcerules.load.cases import unflattened
from enforcerules.load.rulesets import CASE, EXAMPLE, load_rulesets
from enforcerules.load.shape import shaped
from enforcerules.load.shipped import SHIPPED, library, located
from enforcerules.model.example import Example

COLUMNS: Final = {
    "名称": "example", "案例": "example", "案例名称": "example",
    "理由": "why", "推算": "why", "推算过程": "why",
    "事项": "case.matter", "违法行为": "case.matter", "事项编号": "case.matter",
    "阶段": "case.phase", "地区": "case.territory", "行政区划": "case.territory", "当事人": "case.party.kind",
    "出生日期": "case.party.born", "行为开始": "case.start", "行为结束": "case.end",
    "发现日期": "case.dates.discovered", "投诉日期": "case.dates.complained", "立案日期": "case.dates.filed",
    "责令日期": "case.dates.order_served", "改正期限": "case.dates.order_due", "改正日期": "case.dates.corrected",
    "决定日期": "case.dates.decided", "标题": "case.title", "备注": "case.note",
    "预期结论": "expect.disposition", "预期罚款": "expect.ranges.fine", "预期法定罚款": "expect.statutory.fine",
    "预期数额": "expect.points.fine", "预期等次": "expect.levels.fine", "预期理由": "expect.because",
    "预期提示": "expect.alerts", "预期义务": "expect.duties", "预期追问": "expect.questions",
}  # fmt: skip
"""What heads a column, and where in an example its cells go. `case.…` and `expect.…` may be written as they are."""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "case.phase": {"调查中": "investigating", "调查终结": "concluded", "已终结": "concluded"},
    "case.party.kind": {"单位": "unit", "个人": "individual", "个体工商户": "sole_trader", "责任人员": "responsible_person"},
    "case.end": {"持续": "ongoing", "仍在持续": "ongoing"},
    "expect.disposition": {
        "处罚": "penalise", "不予处罚": "no_penalty", "先责令": "order_first", "待定": "undetermined", "由人判断": "needs_human",
    },
    "expect.levels.fine": {"减轻": "mitigated", "从轻": "lighter", "一般": "ordinary", "从重": "heavier"},
}  # fmt: skip
_STATES: Final = {
    "未知": "unknown",
    "不详": "unknown",
    "待查": "unknown",
    "无法确定": "undeterminable",
    "无法查明": "undeterminable",
}
_LISTS: Final = frozenset({
    "candidates", "stands", "barred", "duties", "no_duties", "alerts", "no_alerts", "because", "not_because", "questions", "levels",
})  # fmt: skip
_DAYS: Final = frozenset({"case.start", "case.end", "case.party.born"})
_FACT: Final = re.compile(r"^(?:事实|case\.facts)[：:.](.+)$")
_PATH: Final = re.compile(r"(?:example|why|(?:case|expect)(?:\.[A-Za-z0-9_\u4e00-\u9fff@]+)+)")
_BETWEEN: Final = re.compile(r"[；;、\n]+")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_\u4e00-\u9fff.-]+")


@dataclass(frozen=True, slots=True)
class ExamplesRead:
    """The cases of a file: as values, as files to write, what every cell was read as, what is wrong."""

    examples: tuple[Example, ...]
    files: tuple[RulesFile, ...]
    readings: tuple[Reading, ...]
    report: Report
    sources: Mapping[str, str] = field(default_factory=dict)


def import_cases(path: Path, rules: Sequence[Path] | None = None) -> ExamplesRead:
    """The example cases of a `.xlsx` or CSV file: the same values that their YAML form gives. Nothing is raised for bad input.

    `rules`: where the facts are declared that columns may name by their labels (the shipped ones).
    """
    book, found = read_book(path)
    return _read(book, found, rules)


def import_cases_bytes(data: bytes, name: str, rules: Sequence[Path] | None = None) -> ExamplesRead:
    """The same of bytes; `name` ends as the file would."""
    book, found = book_of(data, name)
    return _read(book, found, rules)


def _read(book: Book | None, found: tuple[Diagnostic, ...], rules: Sequence[Path] | None) -> ExamplesRead:
    if book is None:
        return ExamplesRead((), (), (), Report(found))
    facts = _facts(located((SHIPPED,)) if rules is None else rules)
    work = _Work(facts, list(found))
    for sheet in book.sheets:
        if not sheet.hidden and sheet.cells:
            work.sheet(sheet)
    report = at_most(Report(tuple(work.found)), workbook_bounds().problems)
    files = () if report.errors else tuple(work.files)
    return ExamplesRead(
        () if report.errors else tuple(work.examples), files, tuple(work.readings), report, work.sources
    )


def _facts(rules: Sequence[Path]) -> frozenset[str]:
    """All labels, other names and ids of facts."""
    names: set[str] = set()
    for document in load_rulesets(rules, library()).documents:
        for key, fact in (*document.facts.items(), *document.derived.items()):
            names |= {str(key), str(fact.label), *map(str, fact.also)}
    return frozenset(names)


@dataclass(slots=True)
class _Work:
    """One import as it goes on."""

    facts: frozenset[str]
    found: list[Diagnostic]
    readings: list[Reading] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    files: list[RulesFile] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)

    def sheet(self, sheet: Sheet) -> None:
        """Every row below the head of a sheet."""
        rows = list(sheet.rows())
        at = next((place for place, (row, columns) in enumerate(rows) if self._heads(sheet, row, columns)), None)
        if at is None:
            self.found.append(diagnose("ER732", sheet.span(), sheet=sheet.name))
            return
        head, columns = rows[at]
        paths = {column: path for column in columns if (path := self._path(sheet, (head, column))) is not None}
        for row, _ in rows[:at]:
            self._left(sheet, row)
        for row, shown in rows[at + 1 :]:
            self._row(sheet, row, shown, paths)

    @staticmethod
    def _heads(sheet: Sheet, row: int, columns: list[int]) -> bool:
        names = {
            COLUMNS.get(plain_head(cell.text), tidy(cell.text)) for column in columns if (cell := sheet.at(row, column))
        }
        return {"example", "case.matter"} <= names

    def _left(self, sheet: Sheet, row: int) -> None:
        for place, cell in sheet.cells.items():
            if place[0] == row:
                self.readings.append(Reading(sheet.name, named(*place), cell.text, None))

    def _path(self, sheet: Sheet, place: tuple[int, int]) -> str | None:
        """Where the cells of a column go; a head that is neither known nor a fact is told."""
        cell = sheet.at(*place)
        if cell is None:
            return None
        text, head = tidy(cell.text), plain_head(cell.text)
        fact = _FACT.match(text)
        if fact is not None and fact[1] in self.facts:
            return f"facts/{fact[1]}"
        known = COLUMNS.get(head) or (text if _PATH.fullmatch(text) and fact is None else None)
        if known is not None or text in self.facts:
            return known or f"facts/{text}"
        span = sheet.span(place, cell.text)
        self.sources[span.file] = cell.text
        near = nearest(fact[1] if fact else text, [*COLUMNS, *self.facts])
        self.found.append(diagnose("ER733", span, column=text, near=near))
        return None

    def _row(self, sheet: Sheet, row: int, shown: list[int], paths: Mapping[int, str]) -> None:
        example: dict[str, Any] = {"format": Text(EXAMPLE)}
        for column in shown:
            cell = sheet.at(row, column)
            if cell is None:
                continue
            place = sheet.home(row, column)
            if column not in paths:
                self.readings.append(Reading(sheet.name, named(*place), cell.text, None))
            elif cell.kind == "error":
                span = sheet.span(place, cell.text)
                self.found.append(
                    diagnose("ER725", span, found=cell.text, column=paths[column], expected="@text", shows=cell.text)
                )
            elif cell.kind != "formula":
                self._put(example, paths[column], self._value(sheet, place, cell, paths[column]))
        if example.keys() > {"format"}:
            self._made(sheet, row, example)

    def _put(self, example: dict[str, Any], path: str, value: Any) -> None:  # noqa: ANN401  a node
        steps = ["case", "facts", path.partition("/")[2]] if path.startswith("facts/") else path.split(".")
        for step in steps[:-1]:
            example = example.setdefault(step, {})
        example[steps[-1]] = value

    def _value(self, sheet: Sheet, place: tuple[int, int], cell: Cell, path: str) -> Any:  # noqa: ANN401  a node
        """A cell as a node, at its place."""
        plain = tidy(cell.text)
        words = _WORDS.get(path, {})
        if path.startswith("facts/"):
            state = _STATES.get(plain)
            if state is not None:
                text = self._text(sheet, place, state)
                self._note(sheet, place, cell, state)
                return Table({Text("status", text.span): text}, span=text.span)
        elif path in _DAYS or path.startswith("case.dates."):
            day = read_day(plain, "day")
            plain = words.get(plain, plain) if day is None else str(day["day"])
        elif len(path.split(".")) > 1 and path.split(".")[1] in _LISTS:
            parts = [words.get(part, part) for part in (tidy(one) for one in _BETWEEN.split(cell.text)) if part]
            self._note(sheet, place, cell, "、".join(parts))
            return Listing([self._text(sheet, place, part) for part in parts], span=sheet.span(place, cell.text))
        else:
            plain = words.get(plain, plain)
        self._note(sheet, place, cell, plain)
        return self._text(sheet, place, plain)

    def _text(self, sheet: Sheet, place: tuple[int, int], value: str) -> Text:
        span = sheet.span(place, value)
        self.sources[span.file] = value
        return Text(value, span)

    def _note(self, sheet: Sheet, place: tuple[int, int], cell: Cell, read: str) -> None:
        original = cell.raw if cell.kind in {"date", "percent"} else cell.text
        self.readings.append(Reading(sheet.name, named(*place), original, read))

    def _made(self, sheet: Sheet, row: int, example: dict[str, Any]) -> None:
        """One case: its shape as that of a file, and the file."""
        name = str(example.get("example", f"row-{row}"))
        case = {"format": Text(CASE), "case": Text(name), **example.get("case", {})}
        node = _node({**example, "case": case, "expect": example.get("expect", {})}, sheet, row)
        inner = node[Text("case")]
        given = Table({**node, Text("case"): unflattened(inner)}, span=node.span)
        made, problems = shaped(Example, given, f"{sheet.name} {row}")
        self.found += problems
        file = _UNFIT.sub("_", name).strip("._") or f"row-{row}"
        self.names[file] = self.names.get(file, 0) + 1
        if self.names[file] > 1:
            self.found.append(diagnose("ER734", sheet.span((row, 1)), name=name))
        if made is not None:
            self.examples.append(made)
            self.files.append(RulesFile(f"{file}.yaml", name, yaml_text(_printed(node))))


def _node(value: Any, sheet: Sheet, row: int) -> Any:  # noqa: ANN401  a node
    if type(value) is dict:
        span = sheet.span((row, 1))
        return Table(
            {Text(key, getattr(one, "span", None)): _node(one, sheet, row) for key, one in value.items()}, span=span
        )
    return value


def _printed(node: Any) -> Any:  # noqa: ANN401  nested texts
    """What is printed; a figure is quoted, so that other readers of YAML leave it as it is."""
    if isinstance(node, Table):
        return {str(key): _printed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_printed(one) for one in node]
    return Quoted(node) if re.fullmatch(r"-?[0-9][0-9.]*", node) else str(node)
