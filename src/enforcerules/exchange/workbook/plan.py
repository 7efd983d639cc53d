"""A benchmark to what stands in the cells of its sheet, and what has to stand behind it so that nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from enforcerules.base.source import Text
from enforcerules.exchange.workbook import values
from enforcerules.exchange.workbook.attached import CHUNK, PRINTED, Note
from enforcerules.exchange.workbook.forms import AS_JSON, CELL_READERS, HEAD_READERS
from enforcerules.exchange.workbook.statute import Statute
from enforcerules.exchange.workbook.tables import factor_row
from enforcerules.exchange.workbook.values import Values
from enforcerules.exchange.workbook.words import HEADS, HITS, LEVELS, MODES, NARROWS, NOTHING, OTHERWISE, SHIFTS
from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition
from enforcerules.language.printing import print_amount, print_condition
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.document import BenchmarkDoc, FactorDoc, RowDoc, WeightsDoc

Style = Literal["title", "label", "value", "head", "text", "level", "code"]
Place = tuple[int, int]
WIDTH: Final = 7
TIERS: Final = ("序号", "裁量等次", "适用情形", "裁量幅度", "依据", "备注", "编号")
WEIGHTS: Final = ("序号", "裁量因素", "情形", "权重", "依据", "备注", "编号")
_JOINED: Final = re.compile(" [且或] ")
_BESIDE: Final = ("known", "until_known", "after_change", "evidence", "status")


@dataclass(slots=True)
class Plan:
    """A sheet to be written: texts with their styles, merged ranges, cells that hold one of a few words."""

    name: str
    cells: dict[Place, tuple[str, Style]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    choices: list[tuple[Place, Place, tuple[str, ...]]] = field(default_factory=list)
    row: int = 0

    def line(self, label: str, text: str) -> None:
        """A line that says something of a table: its word, and across the rest what it is."""
        self.row += 1
        self.cells[self.row, 1] = label, "label"
        self.cells[self.row, 2] = text, "value"
        self.merges.append((self.row, 2, self.row, WIDTH))


@dataclass(slots=True)
class Planner:
    """Lays the tables of one ruleset out; `notes` is what stands behind them."""

    words: Vocabulary
    notes: list[Note] = field(default_factory=list)

    # ---- texts ---------------------------------------------------------------------------------------------------

    def _condition(self, written: object) -> str:
        """A condition in the law's words; a tree of all, any and not as one text."""
        if isinstance(written, dict):
            ((key, parts),) = written.items()
            inner = [self._condition(part) for part in parts]
            if key == "not":
                return f"非 （{inner[0]}）"
            joined = [f"（{one}）" if len(inner) > 1 and _JOINED.search(one) else one for one in inner]
            return (" 且 " if key == "all" else " 或 ").join(joined)
        text = Text(str(written))
        try:
            return print_condition(parse_condition(text, self.words), self.words)
        except NotReadable:
            return str(written)

    def _amount(self, written: str) -> str:
        try:
            tree = parse_amount(Text(written), self.words)
            printed = print_amount(tree, self.words)
            return printed if parse_amount(Text(printed), self.words) == tree else str(written)
        except NotReadable:
            return str(written)

    def _when(self, written: object, table: str, row: str, read: Callable[[str], Values | None]) -> str:
        """What a cell shows of a condition; behind it how it was written, where that reads otherwise."""
        shown = self._condition(written)
        if isinstance(written, dict):
            self.notes.append(Note(table, row, f"when:when{AS_JSON}", shown, _json(written)))
            return shown
        back = read(shown)
        if back != {"when": str(written)}:
            self.notes.append(Note(table, row, "when:when", shown, str(written)))
        return shown

    def _cell(
        self,
        key: str,
        expected: Mapping[str, Any],
        shown: str,
        table: str,
        row: str,
        read: Callable[[str], Values | None],
    ) -> str:
        """What a cell shows, which is read back as `expected`, if need be by what stands behind it."""
        whole = shown
        shown = (shown if len(shown) <= CHUNK else f"{shown[:CHUNK]}…").strip() or "…"
        if whole != shown or read(shown) != expected:
            for path, value in expected.items():
                for one in (value,) if isinstance(value, str) else value:
                    name = path if isinstance(value, str) else f"{path}[]"
                    self.notes.append(Note(table, row, f"{key}:{name}", shown, one))
        return shown

    # ---- tables --------------------------------------------------------------------------------------------------

    def table(self, doc: BenchmarkDoc, plan: Plan) -> None:
        """The lines, the head and the rows of a table, below what the sheet has."""
        plan.row += 1
        name = str(doc.id)
        for label, text in self._head(doc, name):
            plan.line(label, text)
            if label == HEADS["hit"][0]:
                plan.choices.append(((plan.row, 2), (plan.row, 2), tuple(HITS.values())))
        self._say_beside(doc, name)
        if doc.weights is None:
            self._tiers(doc, plan)
        else:
            self._factors(doc.weights, name, plan)

    def _head(self, doc: BenchmarkDoc, name: str) -> Iterator[tuple[str, str]]:
        title = doc.title.get(Text("zh"))
        if title is not None:
            yield HEADS["title"][0], self._line("title", {"title.zh": str(title)}, str(title), name)
        yield HEADS["id"][0], name
        yield HEADS["refines"][0], str(doc.refines)
        if doc.when is not None:
            yield HEADS["when"][0], self._when(doc.when, name, "", HEAD_READERS["when"])
        basis = tuple(map(str, doc.basis))
        yield HEADS["basis"][0], self._line("basis", {"basis": basis}, "；".join(basis), name)
        for key, day in (("from", doc.from_), ("until", doc.until)):
            if day is not None:
                yield HEADS[key][0], day.isoformat()
        if doc.weights is None or doc.hit != "unique":
            yield HEADS["hit"][0], HITS[doc.hit]
        if doc.rounding is not None:
            to, direction = str(doc.rounding.to), doc.rounding.direction
            expected = {"rounding.to": to, "rounding.direction": direction}
            yield HEADS["rounding"][0], self._line("rounding", expected, values.show_rounding(to, direction), name)
        yield from self._moves(doc, name)
        if doc.note is not None:
            yield HEADS["note"][0], self._line("note", {"note": str(doc.note)}, str(doc.note), name)
        if doc.weights is not None:
            yield from self._weights_head(doc.weights, name)

    def _moves(self, doc: BenchmarkDoc, name: str) -> Iterator[tuple[str, str]]:
        if doc.shift:
            yield HEADS["shift"][0], self._shifts(doc, name)
        if doc.order:
            ids = tuple(map(str, doc.order))
            yield HEADS["order"][0], self._line("order", {"order": ids}, "；".join(ids), name)

    def _shifts(self, doc: BenchmarkDoc, name: str) -> str:
        """A line for each; how they are written stands behind the cell."""
        shown = "\n".join(f"{self._condition(one.when)}：{SHIFTS[one.to]}" for one in doc.shift)
        shown = shown if len(shown) <= CHUNK else f"{shown[:CHUNK]}…"
        written = [{"when": one.when, "to": one.to} for one in doc.shift]
        self.notes.append(Note(name, "", f"shift:shift{AS_JSON}", shown, _json(written)))
        return shown

    def _line(self, key: str, expected: Mapping[str, Any], shown: str, table: str) -> str:
        return self._cell(key, expected, shown, table, "", HEAD_READERS[key])

    def _weights_head(self, doc: WeightsDoc, name: str) -> Iterator[tuple[str, str]]:
        for key, text in (("start", doc.start), ("of", doc.of), ("cap", doc.cap), ("floor", doc.floor)):
            if text is not None:
                shown = self._amount(str(text)) if key == "of" else str(text)
                expected = shown if key == "of" else str(text)
                yield HEADS[key][0], self._line(key, {f"weights.{key}": expected}, shown, name)
        yield HEADS["mode"][0], MODES[doc.mode]

    def _say_beside(self, doc: BenchmarkDoc, name: str) -> None:
        """What no line shows."""
        for lang, text in doc.title.items():
            if lang != "zh":
                self.notes.append(Note(name, "", f"title.{lang}", "", str(text)))
        for key in _BESIDE:
            value = getattr(doc, key)
            if value is not None:
                self.notes.append(Note(name, "", key, "", str(value)))
        self.notes += [Note(name, "", "after_change_basis[]", "", str(one)) for one in doc.after_change_basis]
        self.notes += [Note(name, "", f"accepts.{code}", "", str(reason)) for code, reason in doc.accepts.items()]

    def _tiers(self, doc: BenchmarkDoc, plan: Plan) -> None:
        _header(plan, TIERS)
        first, levels = plan.row + 1, [row.level for row in doc.rows]
        for number, row in enumerate(doc.rows, 1):
            self._row(row, str(doc.id), number, plan)
        plan.choices.append(((first, 2), (plan.row, 2), tuple(LEVELS.values())))
        _merge_runs(plan, first, 2, levels)

    def _row(self, doc: RowDoc, table: str, number: int, plan: Plan) -> None:
        plan.row += 1
        name = str(doc.id)
        shown: list[tuple[str, Style]] = [(str(number), "code"), (LEVELS[doc.level], "level")]
        shown += [(self._situation(doc, table), "text"), (self._result(doc, table), "text")]
        shown += [self._side(key, value, table, name) for key, value in (("basis", doc.basis), ("note", doc.note))]
        shown.append((name, "code"))
        plan.cells |= {(plan.row, column): one for column, one in enumerate(shown, 1)}
        self.notes += [Note(table, name, f"title.{lang}", "", str(text)) for lang, text in doc.title.items()]

    def _situation(self, doc: RowDoc, table: str) -> str:
        if doc.otherwise:
            return OTHERWISE
        return NARROWS if doc.narrows else self._when(doc.when, table, str(doc.id), CELL_READERS["when"])

    def _result(self, doc: RowDoc, table: str) -> str:
        expected, shown = self._said(doc)
        if doc.statute is not None:
            expected, shown = {"statute": doc.statute, **expected}, values.show_form(doc.statute, shown)
        return self._cell("result", expected, shown, table, str(doc.id), CELL_READERS["result"])

    def _said(self, doc: RowDoc) -> tuple[dict[str, str], str]:
        """What a row gives, as it is written and as a sheet shows it."""
        show = {"band": values.show_band, "of_max": values.show_of_max, "of_min": values.show_of_min}
        for key, one in show.items():
            text = getattr(doc, key)
            if text is not None:
                return {key: str(text)}, one(str(text))
        if doc.amount is None:
            return {}, NOTHING
        shown = self._amount(str(doc.amount))
        return {"amount": shown}, shown

    def _side(self, key: str, value: Any, table: str, row: str) -> tuple[str, Style]:  # noqa: ANN401  text or texts
        if value is None or value == ():
            return "", "text"
        if key == "note":
            return self._cell(key, {key: str(value)}, str(value), table, row, CELL_READERS[key]), "text"
        texts = tuple(map(str, value))
        return self._cell(key, {key: texts}, "；".join(texts), table, row, CELL_READERS[key]), "text"

    def _factors(self, doc: WeightsDoc, table: str, plan: Plan) -> None:
        _header(plan, WEIGHTS)
        first, runs, seen, number = plan.row + 1, list[int](), dict[str, int](), 0
        before: str | None = None
        for place, factor in enumerate(doc.factors):
            label = self._label(factor, before)
            before = label
            seen[label] = seen.get(label, 0) + 1
            row = factor_row(label, seen[label])
            self._factor_beside(factor, label, table, row)
            basis = self._side("basis", factor.basis, table, row)
            for at, level in enumerate(factor.levels, 1):
                plan.row += 1
                number += 1
                when = self._when(level.when, table, f"{row}/{at}", values.read_condition)
                weight = self._cell(
                    "weight", {"weight": str(level.weight)}, str(level.weight), table, f"{row}/{at}", values.read_weight
                )
                shown: list[tuple[str, Style]] = [
                    (str(number), "code"), (label, "level"), (when, "text"), (weight, "text"), basis, ("", "text"), ("", "code"),
                ]  # fmt: skip
                plan.cells |= {(plan.row, column): one for column, one in enumerate(shown, 1)}
                runs.append(place)
        _merge_runs(plan, first, 2, runs)

    def _label(self, doc: FactorDoc, before: str | None) -> str:
        """The words of a factor; one that has the same as the factor right before is told apart."""
        fact = self.words.fact_named(str(doc.fact))
        label = str(doc.fact) if fact is None else fact.label
        return label if label != before else f"{label}（续）"

    def _factor_beside(self, doc: FactorDoc, label: str, table: str, row: str) -> None:
        fact = str(doc.fact)
        known = self.words.fact_named(label)
        if label != fact and (known is None or known != self.words.fact_named(fact)):
            self.notes.append(Note(table, row, "factor:fact", label, fact))
        self.notes += [Note(table, row, f"title.{lang}", "", str(text)) for lang, text in doc.title.items()]


def sheet_head(plan: Plan, ruleset: str, statute: Statute) -> Iterator[Note]:
    """What stands at the top of a sheet: its title, the ruleset, the law. Only the ruleset is read back.

    The rest is noted as it is printed, so that what somebody changed in it can be told.
    """
    plan.row += 1
    plan.cells[plan.row, 1] = f"{statute.title}裁量基准", "title"
    yield Note(plan.name, PRINTED, "title", plan.cells[plan.row, 1][0], "")
    plan.merges.append((plan.row, 1, plan.row, WIDTH))
    plan.line(HEADS["ruleset"][0], ruleset)
    for key, text in (
        ("matter", statute.matters), ("prohibited", statute.prohibited), ("penalised", statute.penalised), ("range", statute.ranges),
    ):  # fmt: skip
        if text:
            shown = text if len(text) <= CHUNK else f"{text[:CHUNK]}…"
            plan.line(HEADS[key][0], shown)
            yield Note(plan.name, PRINTED, key, shown, "")


def _header(plan: Plan, names: tuple[str, ...]) -> None:
    plan.row += 1
    plan.cells |= {(plan.row, column): (name, "head") for column, name in enumerate(names, 1)}


def _merge_runs(plan: Plan, first: int, column: int, keys: list[Any]) -> None:
    """Cells of a column that say the same one below the other are one cell."""
    start = 0
    for place in range(1, len(keys) + 1):
        if place < len(keys) and keys[place] == keys[start]:
            continue
        if place - start > 1:
            plan.merges.append((first + start, column, first + place - 1, column))
            text, style = plan.cells[first + start, column]
            for row in range(first + start + 1, first + place):
                plan.cells[row, column] = "", style
            plan.cells[first + start, column] = text, style
        start = place


def _json(written: object) -> str:
    return json.dumps(_bare(written), ensure_ascii=False)


def _bare(written: object) -> object:
    """A condition as it is written."""
    if isinstance(written, dict):  # the model holds what `not` denies in a list of one
        return {str(key): _bare(value[0] if key == "not" else value) for key, value in written.items()}
    return [_bare(one) for one in written] if isinstance(written, list | tuple) else str(written)
