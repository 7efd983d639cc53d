"""How long `check` and `diff` take on the shipped rulesets: `bench.py [--print]`; writes `benchmarks/BENCH.md`.

`check` reads and looks at everything below `rulesets/`, once, in one process. `diff` compares the shipped tables of an agency
with a copy of them in which the edits below were made, as an office would revise its tables, and every difference has its
witness. Times are those of the clock and of the processor; nothing is asserted.
"""

from __future__ import annotations

import gc
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Final

import enforcerules as er
from enforcerules.cli.several import several

ROOT: Final = Path(__file__).resolve().parents[1]
DOCUMENT: Final = ROOT / "benchmarks" / "BENCH.md"


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a file of tables, before and after."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Edits of the tables of one agency that are made together."""

    title: str
    agency: str
    edits: tuple[Edit, ...]


GUANGDONG: Final = (
    Edit("tables_1_assessment.yaml", "      start: 20%\n", "      start: 25%\n"),
    Edit("tables_1_assessment.yaml", "持续月数12个月以上, weight: 16%", "持续月数12个月以上, weight: 18%"),
    Edit("tables_2_water.yaml", "amount: 2万元以上4万元以下", "amount: 3万元以上4万元以下"),
    Edit("tables_2_water.yaml", "A类水污染物, weight: 10%", "A类水污染物, weight: 12%"),
    Edit("tables_3_air.yaml", "amount: 17万元以上20万元以下", "amount: 18万元以上20万元以下"),
    Edit("tables_3_air.yaml", "超标倍数3倍以下", "超标倍数4倍以下"),
    Edit("tables_4_waste.yaml", "      cap: 100%\n", "      cap: 90%\n"),
    Edit("tables_4_waste.yaml", "amount: 5万元以上10万元以下", "amount: 5万元以上8万元以下"),
    Edit("tables_8_other.yaml", "amount: 1万元以上2万元以下", "amount: 1.5万元以上2万元以下"),
    Edit("tables_8_other.yaml", "违法次数1次以上, amount: 1万元以上2万元以下", "违法次数2次以上, amount: 1万元以上2万元以下"),
)  # fmt: skip
JIANGMEN: Final = (
    Edit("tables.yaml", "amount: 1万元以上2万元以下", "amount: 1万元以上3万元以下"),
    Edit("tables.yaml", "amount: 70万元以上100万元以下", "amount: 80万元以上100万元以下"),
    Edit("tables.yaml", "拖延检查分钟数10分钟以上30分钟以下", "拖延检查分钟数15分钟以上30分钟以下"),
    Edit("tables.yaml", "四种情形中的数目为2种, amount: 3万元", "四种情形中的数目为2种, amount: 4万元"),
    Edit("tables.yaml", "amount: 直接损失2倍", "amount: 直接损失1倍"),
    Edit("tables.yaml", "未修复面积10000平方米以上20000平方米以下", "未修复面积10000平方米以上25000平方米以下"),
    Edit("tables.yaml", "违法所得2倍}", "违法所得3倍}"),
    Edit("tables.yaml", "二年内第几次3次以上, amount: 1500元", "二年内第几次4次以上, amount: 1500元"),
    Edit("tables.yaml", "折合生猪存栏不足500头", "折合生猪存栏不足300头"),
    Edit("tables.yaml", "amount: 5000元以下}", "amount: 6000元以下}"),
)  # fmt: skip
WINDOW: Final = Edit("ruleset.yaml", "    window: 2年\n", "    window: 1年\n")
REVISIONS: Final = (
    Revision("ten rows, weights, ends and caps of Guangdong's tables", "guangdong", GUANGDONG),
    Revision("ten rows and ends of Jiangmen's tables", "jiangmen", JIANGMEN),
    Revision("the two years in which Jiangmen counts repeats cut to one, in every table", "jiangmen", (WINDOW,)),
)


def _timed(run: Callable[[], object]) -> tuple[object, float, float]:
    clock, processor = perf_counter(), process_time()
    made = run()
    return made, perf_counter() - clock, process_time() - processor


def _checked() -> Iterator[tuple[str, str, float, float, int]]:
    report, clock, processor = _timed(lambda: er.check(ROOT / "rulesets" / "cn"))
    assert isinstance(report, er.Report)  # noqa: S101  what `check` gives
    said = f"{len(report.errors)} errors, {len(report.warnings)} warnings"
    yield "`check` over the whole of `rulesets/`", said, clock, processor, 60


def _compared(revision: Revision) -> tuple[str, str, float, float, int]:
    with TemporaryDirectory() as folder:
        for side in ("old", "new"):
            source = ROOT / "rulesets" / "cn" / revision.agency / "environment"
            shutil.copytree(source, Path(folder, side, "environment"), ignore=shutil.ignore_patterns("cases"))
        for edit in revision.edits:
            path = Path(folder, "new", "environment", edit.file)
            text = path.read_text(encoding="utf-8")
            if edit.before not in text:
                raise SystemExit(f"{edit.file}: `{edit.before}` is not there")
            path.write_text(text.replace(edit.before, edit.after, 1), encoding="utf-8")
        old, new = (er.load(Path(folder, side)) for side in ("old", "new"))
        gc.freeze()  # as the command does
        found, clock, processor = _timed(lambda: er.diff(old, new, each=several))
    assert isinstance(found, er.Difference)  # noqa: S101  what `diff` gives
    some = sum(one.regions != () for one in found.matters)
    left = sum(one.unread != () for one in found.matters)
    said = f"{len(tuple(found.regions))} regions in {some} matters; {left} matters too large to work through whole"
    return f"`diff`: {revision.title}", said, clock, processor, 5


def build() -> str:
    """The document."""
    rows = [*_checked(), *map(_compared, REVISIONS)]
    table = [
        f"| {what} | {said} | {clock:.1f} s | {processor:.1f} s | {goal} s |"
        for what, said, clock, processor, goal in rows
    ]
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    return "\n".join(
        [
            "# How long `check` and `diff` take",
            "",
            f"Made by `benchmarks/bench.py` on {when}: {_machine()}. The clock also counts what else the machine was doing. `check` works in one process; `diff` in one a core, which the processor column does not count.",
            "",
            "| what | found | clock | processor | goal |",
            "|---|---|---|---|---|",
            *table,
            "",
        ]
    )


def _machine() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    load = f", load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores{load}, Python {platform.python_version()}, {platform.system()}"


def main() -> int:
    """Write the document, or print it."""
    text = build()
    if "--print" in sys.argv:
        sys.stdout.write(text)
    else:
        DOCUMENT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
