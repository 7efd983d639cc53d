"""A table of a sheet to a benchmark as it is written, each text at the place of its cell; and what was read, side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Span, Table, Text
from enforcerules.exchange.workbook import values
from enforcerules.exchange.workbook.attached import Note, Notes
from enforcerules.exchange.workbook.forms import AS_JSON, CELL_READERS, EXAMPLES, EXPECTED, HEAD_READERS, KINDS, Reading
from enforcerules.exchange.workbook.grid import Sheet, named
from enforcerules.exchange.workbook.layout import Found, Item, Line
from enforcerules.exchange.workbook.tidy import tidy
from enforcerules.exchange.workbook.values import Values
from enforcerules.exchange.workbook.words import COLUMNS, FORMS, HEADS, HITS, LEVELS, MODES

_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_NOT_OF_IDS: Final = re.compile(r"[^A-Za-z0-9_-]+")
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TWO: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(?:-|~|～|—|–|至)\s*([0-9]+(?:\.[0-9]+)?)")
_IN_FEN: Final = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
_TABLE_KEYS: Final = (
    "id", "title", "refines", "when", "hit", "basis", "from", "until", "known", "until_known", "after_change",
    "after_change_basis", "evidence", "status", "rounding", "rows", "shift", "order", "weights", "accepts", "note",
)  # fmt: skip
_ROW_KEYS: Final = (
    "id", "title", "level", "when", "otherwise", "narrows", "statute", "band", "of_max", "of_min", "amount", "basis", "note",
)  # fmt: skip
_WEIGHTS_KEYS: Final = ("start", "of", "cap", "floor", "mode", "factors")


@dataclass(slots=True)
class Reader:
    """Reads the tables of a sheet; collects what is wrong, what was read as what, and the texts that messages point at."""

    sheet: Sheet
    notes: Notes
    found: list[Diagnostic] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    results: set[str] = field(default_factory=set)
    """Where results stand, as messages name the cells."""

    # ---- one cell ------------------------------------------------------------------------------------------------

    def text(self, value: str, item: Item) -> Text:
        """A text at the place of a cell."""
        span = self.sheet.span(item.home, value)
        self.sources[span.file] = value
        return Text(value, span)

    def made(self, value: str, item: Item) -> Text:
        """A text that stands in no cell, at the place of the one that it goes with."""
        span = self.sheet.span(item.home, item.text)
        self.sources.setdefault(span.file, item.text)
        return Text(value, span)

    def note(self, item: Item, read: str | None) -> None:
        """Remember what a cell was read as."""
        one = Reading(self.sheet.name, named(*item.home), item.cell.raw or item.text, read)
        if item.cell.kind in {"date", "percent"} and read == item.text:
            one = Reading(self.sheet.name, named(*item.home), item.cell.raw, read)
        if one not in self.readings:
            self.readings.append(one)

    def problem(self, code: str, item: Item, **args: Any) -> None:
        """Something is wrong with a cell."""
        span = self.sheet.span(item.home, item.text)
        self.sources.setdefault(span.file, item.text)
        self.found.append(diagnose(code, span, **args))

    def value(
        self, item: Item, key: str, read: Callable[[str], Values | None], where: tuple[str, str]
    ) -> dict[str, Any]:
        """What a cell says: keys and texts. `where`: the table and its row, to look for what stands behind the cell."""
        if item.cell.kind == "formula":
            return {}
        if item.cell.kind == "error":
            self.problem("ER725", item, found=item.text, column=_head(key), expected="@text", shows=item.text)
            return {}
        kept = self._kept(item, key, where)
        if kept is not None:
            return kept
        made = read(item.text)
        if made is None:
            known = EXPECTED.get(key, ())
            self.problem(
                "ER725", item, found=tidy(item.text), column=_head(key), expected=KINDS.get(key, "@listed"),
                known="、".join(known) or None, degree=COLUMNS["name"][0] if key == "level" else None, example=EXAMPLES.get(key), near=nearest(tidy(item.text), known) if known else None,
            )  # fmt: skip
            return {}
        self.note(item, _shown(made, item))
        if key in EXPECTED or key == "rounding":  # the cell holds a word, the rules a code
            return {name: self.made(str(one), item) for name, one in made.items()}
        return {name: self._placed(one, item) for name, one in made.items()}

    def _kept(self, item: Item, key: str, where: tuple[str, str]) -> dict[str, Any] | None:
        """What stands behind a cell that still shows what it showed when it was written."""
        made: dict[str, Any] = {}
        held: dict[str, list[str]] = {}
        for one in self._behind(*where):
            column, _, path = one.key.partition(":")
            if column == key and path and one.shown == item.text:
                held.setdefault(path, []).append(one.value)
        for path, texts in held.items():
            if path.endswith(AS_JSON):
                made[path.removesuffix(AS_JSON)] = self._tree(json.loads(texts[0]), item)
            elif path.endswith("[]"):
                made[path.removesuffix("[]")] = Listing(
                    [self.text(one, item) for one in texts], span=self.sheet.span(item.home)
                )
            else:
                made[path] = self.text(texts[0], item)
        if made:
            self.note(item, item.text)
        return made or None

    def _tree(self, given: object, item: Item) -> Any:  # noqa: ANN401  a node
        if isinstance(given, dict):
            return Table(
                {self.text(k, item): self._tree(v, item) for k, v in given.items()}, span=self.sheet.span(item.home)
            )
        if isinstance(given, list):
            return Listing([self._tree(one, item) for one in given], span=self.sheet.span(item.home))
        return self.text(str(given), item)

    def _placed(self, value: str | tuple[str, ...], item: Item) -> Text | Listing:
        if isinstance(value, str):
            return self.text(value, item)
        whole = self.sheet.span(item.home, item.text)
        self.sources[whole.file] = item.text
        return Listing([Text(one, _part(item.text, one, whole)) for one in value], span=whole)

    # ---- tables --------------------------------------------------------------------------------------------------

    def table(self, found: Found, refines: Text | None, default: Mapping[str, str]) -> Table:
        """The benchmark of a table; `refines`: what it narrows; `default`: id and basis where the sheet does not say them."""
        anchor = self.anchor(found)
        name = self._id(found.head.get("id"), default["id"], anchor)
        made: dict[str, Any] = {"id": name}
        if refines is not None:
            made["refines"] = refines
        for key, item in found.head.items():
            if key in HEAD_READERS:
                made |= self.value(item, key, HEAD_READERS[key], (str(name), ""))
        if "shift" in made:
            made["shift"] = self._shifts(made["shift"], found.head["shift"])
        made |= self._beside(str(name), "", anchor)
        if "basis" not in made and default.get("basis"):
            made["basis"] = self.made(default["basis"], anchor)
        elif "basis" not in made:
            self.problem("ER731", anchor, what=HEADS["basis"][0])
            made |= {"basis": self.made(default["stand_in"], anchor)} if "stand_in" in default else {}
        if found.weighs:
            made["weights.factors"] = Listing(self._factors(found, str(name)), span=self._span(anchor))
        else:
            made["rows"] = Listing(
                [self._row(line, found, str(name), n) for n, line in enumerate(found.lines, 1)], span=self._span(anchor)
            )
        return self._nested(made, _TABLE_KEYS, anchor)

    def _shifts(self, given: Listing, item: Item) -> Listing:
        """Typed lines as tables; what stands behind the cell is that already."""
        made: list[Table] = []
        for line in given:
            shift = values.shift_of(line) if isinstance(line, Text) else None
            if shift is None:
                made.append(line)
            else:
                when = Text(shift[0], _part(item.text, shift[0], self._span(item)))
                made.append(self._table({"when": when, "to": self.made(shift[1], item)}, self._span(item)))
        return Listing(made, span=self._span(item))

    def anchor(self, found: Found) -> Item:
        """The cell that stands for a table as a whole: that of its title, else the first of its columns."""
        for key in ("id", "title", "refines", "matter"):
            if key in found.head:
                return found.head[key]
        column = min(column for column, _ in found.columns.values())
        cell = self.sheet.at(found.row, column)
        if cell is None:
            return next(iter(found.lines[0].items.values()))
        return Item(cell, self.sheet.home(found.row, column))

    def _span(self, item: Item) -> Span:
        return self.sheet.span(item.home, item.text)

    def _id(self, item: Item | None, default: str, anchor: Item) -> Text:
        """The id as it is typed; made from what is typed where that is none."""
        if item is None or item.cell.kind in {"formula", "error"}:
            return self.made(default, anchor)
        typed = tidy(item.text)
        name = typed if _ID.fullmatch(typed) else _NOT_OF_IDS.sub("_", typed).strip("_-")
        if not _ID.fullmatch(name):
            name = f"r{name}" if re.fullmatch(r"[0-9][A-Za-z0-9_-]*", name) else default
        self.note(item, name)
        return self.made(name, item)

    def _beside(self, table: str, row: str, anchor: Item) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for one in self._behind(table, row):
            if ":" in one.key:
                continue
            value = self.made(one.value, anchor)
            if one.key.endswith("[]"):
                made.setdefault(one.key.removesuffix("[]"), Listing([], span=self._span(anchor))).append(value)
            else:
                made[one.key] = value
        return made

    def _behind(self, table: str, row: str) -> tuple[Note, ...]:
        """What stands behind a row; what nothing asks for is told at the end."""
        self.asked.add((table, row))
        return self.notes.get((table, row), ())

    def _row(self, line: Line, found: Found, table: str, number: int) -> Table:
        anchor = next(iter(line.items.values()))
        for key in ("id", "when", "result"):
            anchor = line.items.get(key, anchor)
            if key in line.items:
                break
        name = self._id(line.items.get("id"), f"r{number}", anchor)
        made: dict[str, Any] = {"id": name}
        for key, item in line.items.items():
            if key in CELL_READERS:
                read = CELL_READERS[key]
                if key == "result":
                    read = partial(self._result, item=item, unit=found.columns[key][1])
                    self.results.add(self.sheet.span(item.home).file)
                made |= self.value(item, key, read, (table, str(name)))
        if "level" in found.columns and "level" not in line.items:
            self._missing("level", anchor)
        if "when" not in line.items:
            self._missing("when", anchor)
        made |= self._beside(table, str(name), anchor)
        return self._nested(made, _ROW_KEYS, anchor)

    def _missing(self, key: str, anchor: Item) -> None:
        self.problem("ER731", anchor, what=COLUMNS[key][0])

    def _result(self, text: str, item: Item, unit: str | None) -> Values | None:
        """A result; of a number alone, with the unit that the head of the column states."""
        plain = tidy(text).replace(",", "").replace("，", "")
        two = _TWO.fullmatch(plain)
        if item.cell.kind in {"number", "percent", "date"} or _NUMBER.fullmatch(plain) or two:
            if unit is None or item.cell.kind in {"percent", "date"}:
                self.problem("ER726", item, found=plain)
                return {}
            self._exact(item, plain, unit)
            plain = f"{two[1]}{unit}以上{two[2]}{unit}以下" if two else f"{plain}{unit}"
            return values.read_result(plain)
        return values.read_result(text)

    def _exact(self, item: Item, plain: str, unit: str) -> None:
        """Whether a number of money is whole 分: what a sheet worked out often is not."""
        fen = _IN_FEN.get(unit)
        if fen is None or _NUMBER.fullmatch(plain) is None:
            return
        if (Fraction(plain) * fen).denominator != 1:
            self.problem("ER730", item, found=f"{plain}{unit}", raw=item.cell.raw or item.text)

    def _factors(self, found: Found, table: str) -> list[Table]:
        """The factors of a table of weights: rows with the same cell, or the same word, as their factor belong together."""
        groups: list[tuple[Item, list[Line]]] = []
        for line in found.lines:
            item = line.items.get("factor")
            if item is None and groups:
                groups[-1][1].append(line)
            elif item is None:
                self._missing("factor", next(iter(line.items.values())))
            elif groups and (groups[-1][0].home == item.home or tidy(groups[-1][0].text) == tidy(item.text)):
                groups[-1][1].append(line)
            else:
                groups.append((item, [line]))
        seen: dict[str, int] = {}
        return [self._factor(item, lines, found, table, seen) for item, lines in groups]

    def _factor(self, item: Item, lines: Iterable[Line], found: Found, table: str, seen: dict[str, int]) -> Table:
        name = tidy(item.text)
        seen[name] = seen.get(name, 0) + 1
        row = factor_row(item.text, seen[name])
        made: dict[str, Any] = self.value(item, "factor", partial(values.read_text, key="fact"), (table, row))
        lines = list(lines)
        basis = next((line.items["basis"] for line in lines if "basis" in line.items), None)
        if basis is not None:
            made |= self.value(basis, "basis", CELL_READERS["basis"], (table, row))
        made["levels"] = Listing(
            [self._weight(line, found, table, f"{row}/{n}") for n, line in enumerate(lines, 1)], span=self._span(item)
        )
        made |= self._beside(table, row, item)
        return self._nested(made, ("fact", "title", "levels", "basis"), item)

    def _weight(self, line: Line, found: Found, table: str, row: str) -> Table:
        made: dict[str, Any] = {}
        anchor = next(iter(line.items.values()))
        if "when" in line.items:
            made |= self.value(line.items["when"], "when", values.read_condition, (table, row))
        else:
            self._missing("when", anchor)
            made["when"] = self.made("是", anchor)  # stands in, so that the rest can be looked at
        weight = line.items.get("weight")
        if weight is None:
            self._missing("weight", anchor)
        else:
            read = partial(self._share, item=weight, unit=found.columns["weight"][1])
            made |= self.value(weight, "weight", read, (table, row))
        made.setdefault("weight", self.made("0%", weight or anchor))  # stands in: what is wrong is said
        return self._nested(made, ("when", "weight"), weight or anchor)

    def _share(self, text: str, item: Item, unit: str | None) -> Values | None:
        """A weight: a percentage, or a number under a head that states percent."""
        plain = tidy(text)
        if _NUMBER.fullmatch(plain):
            if unit != "%":
                self.problem("ER726", item, found=plain)
                return {}
            plain += "%"
        return values.read_weight(plain)

    def _nested(self, flat: Mapping[str, Any], order: tuple[str, ...], anchor: Item) -> Table:
        """Keys with dots to tables in tables, keys in the order of the format."""
        made: dict[str, Any] = {}
        for key, value in flat.items():
            outer, _, inner = key.partition(".")
            if inner:
                made.setdefault(outer, {})[inner] = value
            else:
                made[outer] = value
        span = self._span(anchor)
        for key, value in made.items():
            if type(value) is dict:
                keys = _WEIGHTS_KEYS if key == "weights" else tuple(value)
                made[key] = self._table({one: value[one] for one in keys if one in value}, span)
        title = made.get("title")
        if isinstance(title, Table) and [*title] == ["zh"]:
            made["title"] = title[Text("zh")]
        return self._table({key: made[key] for key in order if key in made}, span)

    @staticmethod
    def _table(items: Mapping[str, Any], span: Span) -> Table:
        return Table(
            {Text(key, getattr(value, "span", None) or span): value for key, value in items.items()}, span=span
        )


def factor_row(label: str, number: int) -> str:
    """How the sheet behind the tables names a factor: by its words, and by number where they stand there again."""
    return f"因素 {label}" if number == 1 else f"因素 {label} #{number}"


def _head(key: str) -> str:
    return (COLUMNS.get(key) or HEADS.get(key) or (key,))[0]


def _part(whole: str, part: str, span: Span) -> Span:
    """Where one of several texts of a cell stands in it."""
    at = whole.find(part)
    if at < 0 or "\n" in whole:
        return span
    return Span(span.file, 1, at + 1, 1, at + len(part) + 1)


def _shown(made: Values, item: Item) -> str:
    """What was read, for people: the cell itself where the reading only gave its words a key."""
    texts = [one if isinstance(one, str) else "；".join(one) for one in made.values()]
    words = {"true", *LEVELS, *HITS, *MODES, *FORMS}
    return item.text.strip() if set(texts) & words or not texts else "；".join(texts)
