"""Each folder in `bad/` is a wrong ruleset or case and what is said of it, each in `good/` a near miss that is in order.

A folder holds `ruleset.yaml` or several rulesets, `case.yaml`, or both; `base/general.yaml` is always loaded with them, and
`library/` holds the articles of a made-up law. Or it holds clause records, workbooks (`.xlsx`, `.csv`) or tables of cases
(`cases.csv`) to import, decisions that were made to review, codes of acts, or a scene. `asked.txt`: codes and a day that the
checks are asked for.
`ENFORCERULES_ACCEPT=1` rewrites what is expected; read the difference before it is committed.
"""

import os
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from enforcerules.analysis.checklist import checklist
from enforcerules.audit.review.run import review
from enforcerules.base.catalogue import CATALOGUE, Lang
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report
from enforcerules.base.source import Span, Text
from enforcerules.check.asked import Asked
from enforcerules.exchange.clauses import import_clauses
from enforcerules.exchange.workbook import import_workbook
from enforcerules.exchange.workbook.examples import import_cases
from enforcerules.load.cases import load_case
from enforcerules.load.made import load_made
from enforcerules.load.scenes import load_scene
from enforcerules.model.behaviour_code import parse_code
from enforcerules.model.program import Program
from enforcerules.model.scene import Scene
from enforcerules.pipeline import build, decide
from enforcerules.render.diagnostics import text

HERE = Path(__file__).parent
BAD, GOOD = (sorted(path for path in (HERE / kind).iterdir() if path.is_dir()) for kind in ("bad", "good"))
LANGUAGES: tuple[Lang, ...] = get_args(Lang)


@pytest.fixture(autouse=True)
def short_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


def found_in(folder: Path) -> tuple[Report, dict[str, str]]:
    """All that is said of the files of a folder, and the files."""
    files = [path.relative_to(HERE) for path in (HERE / "base" / "general.yaml", *sorted(folder.glob("*.yaml")))]
    made = [path.relative_to(HERE) for path in (*folder.glob("made.yaml"), *folder.glob("made.csv"))]
    program, report = build(
        (path for path in files if path.name not in {"case.yaml", "made.yaml", "scene.yaml"}),
        HERE / "library",
        asked=asked_in(folder),
    )
    case, case_file = None, folder.relative_to(HERE) / "case.yaml"
    if case_file.exists():
        case, problems = load_case(case_file)
        report += problems
    if program is not None and case is not None and not report.errors:
        try:
            decide(program, case)
        except InvalidInput as invalid:
            report += invalid.report
    if program is not None and made and not report.errors:
        decisions = [(one.name, one.made, one.report) for path in made for one in load_made(path)]
        report += Report(tuple(d for one in review(program, decisions).decisions for d in one.report.diagnostics))
        files += made
    visited = folder.relative_to(HERE) / "scene.yaml"
    if visited.exists() and program is not None and not report.errors:
        scene, problems = load_scene(visited)
        report += problems
        if scene is not None:
            report += said_of_scene(program, scene)
    codes = folder.relative_to(HERE) / "codes.txt"
    if codes.exists():
        report += said_of_codes(codes)
        files.append(codes)
    records = folder.relative_to(HERE) / "clauses.jsonl"
    if records.exists():
        report += import_clauses(records).report.diagnostics
        files.append(records)
    sources = {str(path): path.read_text(encoding="utf-8") for path in files}
    return with_tables(folder, report, sources)


def asked_in(folder: Path) -> Asked:
    """What `asked.txt` of a folder asks of the checks: codes, and a day."""
    file = folder / "asked.txt"
    words = file.read_text(encoding="utf-8").split() if file.exists() else []
    days = [date.fromisoformat(word) for word in words if not word.startswith("ER")]
    return Asked(days[0] if days else None, tuple(word for word in words if word.startswith("ER")))


def with_tables(folder: Path, report: Report, sources: dict[str, str]) -> tuple[Report, dict[str, str]]:
    """What is said of the workbooks and tables of cases of a folder as well."""
    rules = [path for path in map(Path, sources) if path.suffix == ".yaml"]
    for path in sorted((folder.relative_to(HERE)).iterdir()):
        if path.suffix in {".xlsx", ".csv"} and path.stem != "made":
            made = (import_cases if path.stem == "cases" else import_workbook)(path, rules)
            report += made.report
            sources |= made.sources
    return report, sources


def said_of_scene(program: Program, scene: Scene) -> Report:
    """What is said of a scene that is well formed."""
    try:
        checklist(program, scene)
    except InvalidInput as invalid:
        return invalid.report
    return Report()


def said_of_codes(path: Path) -> Report:
    """What is said of codes of acts, one a line, each after the method of its check digit."""
    found: list[Diagnostic] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        method, _, code = line.partition(" ")
        span = Span(str(path), number, len(method) + 2, number, len(line) + 1)
        try:
            parse_code(Text(code, span), check=method)
        except InvalidInput as invalid:
            found += invalid.report.diagnostics
    return Report(tuple(found))


@pytest.mark.parametrize("folder", BAD, ids=lambda path: path.name)
def test_what_is_said_of_a_wrong_input(folder: Path) -> None:
    report, sources = found_in(folder)
    assert report.diagnostics
    for lang in LANGUAGES:
        said, expected = text(report, lang, sources), folder / f"expected.{lang}.txt"
        if os.environ.get("ENFORCERULES_ACCEPT") == "1":
            expected.write_bytes(said.encode())
        assert said == expected.read_bytes().decode()


@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.name)
def test_nothing_is_said_of_a_near_miss(folder: Path) -> None:
    report, sources = found_in(folder)
    assert text(report, "en", sources) == ""


def test_every_code_of_a_ruleset_or_case_has_a_wrong_input_and_a_near_miss() -> None:
    """A near miss bears the name of the wrong input that it is close to."""
    names = {folder.name for folder in GOOD}
    codes = {code for code in CATALOGUE if code >= "ER201" and not code.startswith(OF_RECORDS)} - NOT_FROM_FILES
    found = {folder.name: {one.code for one in found_in(folder)[0].diagnostics} for folder in BAD}
    assert sorted(codes - set().union(*found.values())) == []
    assert sorted(codes - set().union(*(found[name] for name in found.keys() & names))) == []
    assert names <= found.keys()


NOT_FROM_FILES = {
    "ER227",
    "ER228",
    "ER527",
    "ER650",
    "ER651",
    "ER652",
    "ER653",
    "ER666",
    "ER671",
    "ER684",
    "ER695",
    "ER721",
}
"""Codes that only values of the Python API raise, notices, workbooks of decisions, parts of codes, and files too large to keep: see
`test_python_values.py`, `test_publicity.py`, `tests/audit/test_review_input.py`, `tests/audit/test_sampling.py`,
`tests/model/test_behaviour_code.py`, `tests/analysis/test_leniency.py`, `test_workbook_hostile.py`, `tests/hostile`."""

OF_RECORDS = "ER8"
"""Codes of records and logs: see `tests/audit/test_said.py`."""
