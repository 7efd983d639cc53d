"""Benchmarks to a workbook: a sheet a matter, with what stands behind them on the last two sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from enforcerules import pipeline
from enforcerules.base.diagnostics import Report
from enforcerules.base.source import Text
from enforcerules.compile.benchmarks import matches
from enforcerules.exchange.clauses.yaml_text import yaml_text
from enforcerules.exchange.workbook.attached import Note, note_rows, rest_rows
from enforcerules.exchange.workbook.plain import plain
from enforcerules.exchange.workbook.plan import Plan, Planner, sheet_head
from enforcerules.exchange.workbook.statute import Statute, statute_of
from enforcerules.exchange.workbook.words import ATTACHED, REST
from enforcerules.exchange.workbook.writing import written
from enforcerules.language.vocabulary import vocabulary
from enforcerules.load.rulesets import load_rulesets
from enforcerules.load.shipped import library
from enforcerules.model.document import BenchmarkDoc, MatterDoc, RulesetDoc
from enforcerules.model.program import Program

_UNFIT: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST: Final = 31


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook: its bytes, how many sheets and tables it has; none where the rules hold no table that fits."""

    data: bytes | None
    sheets: int
    tables: int
    report: Report


def export_workbook(paths: Sequence[Path], pattern: str = "*", beside: Sequence[Path] = ()) -> Exported:
    """The benchmarks of rulesets for the matters of a pattern (`food.*`), as the bytes of an `.xlsx`.

    `beside`: where the rulesets lie that these extend, if elsewhere. The same rules give the same bytes. Rules with errors give a report and no workbook.
    """
    loaded = load_rulesets([*beside, *paths], library())
    program, report = pipeline.compiled(loaded)
    if program is None:
        return Exported(None, 0, 0, report)
    given = {str(Path(file)) for path in paths for file, _ in loaded.sources if _under(file, path)}
    documents = [one for one in loaded.documents if any(b.id.span and b.id.span.file in given for b in one.benchmarks)]
    plans, notes, tables = _planned(documents, loaded.documents, program, pattern)
    if not tables:
        return Exported(None, 0, 0, report)
    kept = [one for one in documents if any(_wanted(b, pattern, loaded.documents) for b in one.benchmarks)]
    behind = {ATTACHED: note_rows(notes), REST: rest_rows(map(_rest, kept))}
    return Exported(written(plans, behind), len(plans), tables, report)


def _under(file: str, path: Path) -> bool:
    return Path(file).resolve().is_relative_to(path.resolve())


def _planned(
    documents: Sequence[RulesetDoc], everything: Sequence[RulesetDoc], program: Program, pattern: str
) -> tuple[list[Plan], list[Note], int]:
    plans: list[Plan] = []
    notes: list[Note] = []
    tables = 0
    names: set[str] = {ATTACHED, REST, "History"}
    for document in documents:
        ruleset = program.rulesets[str(document.ruleset)]
        planner = Planner(vocabulary(ruleset.facts, ruleset.parameters), notes)
        labels = {name: kind.label for name, kind in ruleset.kinds.items()}
        for target, several in _by_matter(document, pattern, everything).items():
            kinds = [str(one.refines).partition("/")[2].partition("@")[0] for one in several]
            title = str(several[0].title.get(Text("zh")) or target)
            statute = statute_of(_matters(target, ruleset.lineage, everything), kinds, labels, title)
            plan = Plan(_sheet_name(statute, target, names))
            notes += sheet_head(plan, str(document.ruleset), statute)
            for one in several:
                planner.table(one, plan)
            plans.append(plan)
            tables += len(several)
    return plans, notes, tables


def _by_matter(document: RulesetDoc, pattern: str, everything: Sequence[RulesetDoc]) -> dict[str, list[BenchmarkDoc]]:
    """The tables of a ruleset by what they narrow, in the order of their first."""
    found: dict[str, list[BenchmarkDoc]] = {}
    for one in document.benchmarks:
        if _wanted(one, pattern, everything):
            found.setdefault(str(one.refines).partition("/")[0], []).append(one)
    return found


def _wanted(one: BenchmarkDoc, pattern: str, everything: Sequence[RulesetDoc]) -> bool:
    """Whether a table narrows a matter of the pattern."""
    target = str(one.refines).partition("/")[0]
    if pattern in {"*", target}:
        return True
    ids = (str(matter.id) for document in everything for matter in document.matters)
    return any(matches(target, name) and matches(pattern, name) for name in ids)


def _matters(target: str, lineage: Iterable[str], everything: Sequence[RulesetDoc]) -> list[MatterDoc]:
    seen = set(lineage)
    inside = (matter for document in everything if str(document.ruleset) in seen for matter in document.matters)
    return sorted((one for one in inside if matches(target, str(one.id))), key=lambda one: str(one.id))


def _sheet_name(statute: Statute, target: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has."""
    base = _UNFIT.sub("", statute.title).strip("' ") or _UNFIT.sub("", target).strip("' ") or "裁量基准"
    lowered = {one.lower() for one in taken}
    for number in range(1, len(taken) + 2):
        tail = "" if number == 1 else f"（{number}）"
        name = _cut(base, _LONGEST - len(tail)).rstrip("' ") + tail
        if name.lower() not in lowered:
            taken.add(name)
            return name
    raise AssertionError("more names than sheets")


def _cut(text: str, length: int) -> str:
    """The beginning of a text, in the units in which Excel counts characters."""
    while len(text.encode("utf-16-le")) > 2 * length:
        text = text[:-1]
    return text


def _rest(document: RulesetDoc) -> str:
    """All of a ruleset but its tables, as YAML."""
    table = document._written  # noqa: SLF001  as it was written, whatever the model makes of it
    return yaml_text({key: value for key, value in plain(table).items() if key != "benchmarks"})
