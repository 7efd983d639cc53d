"""The examples of a rulebook: run, and put beside the matters that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from enforcerules.base.catalogue import Lang
from enforcerules.cli.run_page import example_view, run_view
from enforcerules.cli.shown import below
from enforcerules.cli.told import VERDICTS
from enforcerules.model.case import Facts
from enforcerules.model.program import Fact, Program
from enforcerules.render.pages.examples import FigureView, RunView
from enforcerules.render.pages.matter import ExampleShown
from enforcerules.render.summary import outcome_told
from enforcerules.testing.coverage.measure import Coverage
from enforcerules.testing.coverage.parts import Part
from enforcerules.testing.coverage.requirements import DIMENSIONS, Requirement
from enforcerules.testing.coverage.telling import DIMENSION_WORDS, percent
from enforcerules.testing.run import Result


class Ran:
    """Examples that were run, with what they cover."""

    def __init__(
        self, program: Program, results: Sequence[Result], covered: Coverage, roots: Sequence[Path], lang: Lang
    ) -> None:
        """For a program; files are called from these folders on."""
        self._program = program
        self._results = results
        self._covered = covered
        self._roots = roots
        self._named = below(roots)
        self._lang: Lang = lang

    @property
    def view(self) -> RunView:
        """The run as a page of its own."""
        paths = list(map(str, self._roots))
        return run_view(self._results, (self._program, self._covered), paths, self._lang, self._named)

    def of(self, matter: str) -> tuple[ExampleShown, ...]:
        """The examples in which a matter is judged."""
        return self._by_matter.get(matter, ())

    @cached_property
    def seen(self) -> frozenset[str]:
        """The ids of the parts that held in some example that passed."""
        met = (one.part for one in self._covered.by if one.dimension == "rule")
        return frozenset(self._covered.parts[key].id for key in met if key in self._covered.parts)

    def figures(self, matter: str) -> tuple[FigureView, ...]:
        """What the examples cover of the parts of one matter."""
        wanted = self._required.get(matter, [])
        made = []
        for dimension in DIMENSIONS[:3]:
            mine = [one for one in wanted if one.dimension == dimension]
            met = sum(one in self._covered.by for one in mine)
            if mine:
                made.append(
                    FigureView(
                        DIMENSION_WORDS[dimension][0 if self._lang == "zh" else 1], met, len(mine), _share(met, mine)
                    )
                )
        return tuple(made)

    @cached_property
    def _required(self) -> dict[str, list[Requirement]]:
        """What is required of the parts of each matter: its elements, measures and tables."""
        tables: dict[str, list[str]] = {}
        for table in self._program.benchmarks:
            tables.setdefault(table.id.partition(":")[0], []).append(table.matter)
        found: dict[str, list[Requirement]] = {}
        for one in self._covered.required:
            part = self._covered.parts.get(one.part)
            for matter in () if part is None else dict.fromkeys(_matters_of(part, tables)):
                found.setdefault(matter, []).append(one)
        return found

    @cached_property
    def _by_matter(self) -> dict[str, tuple[ExampleShown, ...]]:
        found: dict[str, list[ExampleShown]] = {}
        for result in self._results:
            outcomes = () if result.decision is None else result.decision.outcomes
            for matter in dict.fromkeys(one.matter for one in outcomes):
                found.setdefault(matter, []).append(self._shown(result, matter))
        return {matter: tuple(shown) for matter, shown in found.items()}

    def _shown(self, result: Result, matter: str) -> ExampleShown:
        verdict = VERDICTS[result.verdict][0 if self._lang == "zh" else 1]
        told: tuple[tuple[str, ...], ...] = ()
        if result.decision is not None:
            every = (one for one in result.decision.outcomes if one.matter == matter)
            told = tuple(dict.fromkeys(outcome_told(result.decision, one, self._lang) for one in every))
        return ExampleShown(
            example_view(result, self._lang, self._named), verdict, tuple(self._given(result, matter)), told
        )

    def _given(self, result: Result, matter: str) -> Iterator[str]:
        """The facts of the case as it was written, those of other matters left out."""
        if result.example is None:
            return
        case = result.example.case
        acts = [act for act in case.acts if matter in act.matter] or list(case.acts)
        home = (
            self._program.rulesets[self._program.matters[matter].ruleset].facts
            if matter in self._program.matters
            else {}
        )
        known = {**home, **{fact.label: fact for fact in home.values()}}
        tables = (case.facts, *(one.facts for one in case.parties), *(act.facts for act in acts))
        seen = (
            _said(name, given, known.get(str(name)), self._lang) for table in tables for name, given in _items(table)
        )
        yield from dict.fromkeys(seen)


def _items(table: Facts) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, given in table.items():
        value = given.value
        text = "、".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
        yield str(name), (text, given.status)


def _said(name: str, given: tuple[str, str], fact: Fact | None, lang: Lang) -> str:
    """A fact as the case has it: `true` is the label alone."""
    text, status = given
    zh = lang == "zh"
    label = name if fact is None else fact.label if zh else fact.en or fact.label
    if status in {"unknown", "undeterminable"} or not text:
        words = ("未查明", "not known") if status == "unknown" else ("无法查明", "cannot be determined")
        return f"{label}：{words[0]}" if zh else f"{label}: {words[1]}"
    if text in {"true", "是"}:
        return label
    if text in {"false", "否"}:
        return f"{label}：否" if zh else f"{label}: no"
    shown = text if fact is None else dict(fact.values).get(text, text)
    return f"{label}：{shown}" if zh else f"{label}: {shown}"


def _matters_of(part: Part, tables: dict[str, list[str]]) -> Iterator[str]:
    name = part.id.partition("/")[0]
    if part.kind in {"matter", "measure"}:
        yield name
    elif part.kind in {"table", "row", "level"}:
        yield from tables.get(name, ())


def _share(met: int, mine: Sequence[Requirement]) -> str:
    return percent(Fraction(100 * met, len(mine)))
