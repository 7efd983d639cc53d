"""Whatever a benchmark says, a workbook brings it back: generated ones, every field and every form of condition."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generated_benchmarks import rulesets
from hypothesis import HealthCheck, assume, given, settings

from enforcerules import pipeline
from enforcerules.exchange.workbook import export_workbook, import_workbook_bytes
from enforcerules.model.program import Program
from enforcerules.render.diagnostics import text


def built(folder: Path) -> Program | None:
    program, _ = pipeline.build([folder])
    return program


def comes_back(written: dict[str, Any]) -> int:
    """How many tables came back as they were: of a ruleset that is refused none."""
    with TemporaryDirectory() as place:
        before, after = Path(place, "before"), Path(place, "after")
        before.mkdir()
        after.mkdir()
        (before / "a.yaml").write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
        program = built(before)
        if program is None:
            return 0
        first = export_workbook([before])
        assert first.data is not None
        read = import_workbook_bytes(first.data, "a.xlsx", [])
        assert not read.report.errors, text(read.report, "en", read.sources)
        for file in read.files:
            (after / file.name).write_text(file.text, encoding="utf-8")
        again = built(after)
        assert again is not None
        assert again.benchmarks == program.benchmarks
        assert again.rulesets == program.rulesets
        assert again.matters == program.matters
        assert export_workbook([after]).data == first.data
        return len(written["benchmarks"])


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rulesets())
def test_a_benchmark_comes_back_as_it_was(written: dict[str, Any]) -> None:
    assume(comes_back(written) > 0)
