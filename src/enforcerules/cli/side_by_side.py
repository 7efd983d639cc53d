"""What `import workbook` says: a summary, and cell by cell what stands there and what it was read as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report
from enforcerules.cli.importing import Written
from enforcerules.cli.report_json import encodable, to_dict
from enforcerules.exchange.workbook import Reading

FORMAT: Final = "enforcerules/workbook/1"
_LONGEST: Final = 60


class Words:
    """The wording of one import in one language; `everything`: all cells, not only those read differently."""

    def __init__(self, *, zh: bool, everything: bool) -> None:
        """For a language."""
        self._zh, self._all = zh, everything

    def _of(self, zh: str, en: str) -> str:
        return zh if self._zh else en

    def tables(self, tables: int, rows: int, rulesets: int) -> str:
        """How much was read."""
        return self._of(
            f"读入 {tables} 个裁量表、{rows} 行，归入 {rulesets} 个规则集",
            f"{tables} tables read with {rows} rows, for {rulesets} rulesets",
        )

    def cases(self, number: int) -> str:
        """How many cases were read."""
        return self._of(f"读入 {number} 个示例案例", f"{number} example cases read")

    def text(self, summary: str, readings: Sequence[Reading], report: Report) -> str:
        """The summary, and the cells side by side."""
        refused = self._of("有错误，没有写入任何文件", "there are errors, and nothing was written")
        lines = [summary if not report.errors else f"{summary}；{refused}" if self._zh else f"{summary}; {refused}"]
        read = [one for one in readings if one.read is not None and (one.changed or self._all)]
        left = [one for one in readings if one.read is None]
        same = sum(one.read is not None and not one.changed for one in readings)
        if read:
            lines += ["", self._of("对照（原文 → 读作）：", "side by side (in the cell → read as):"), *self._rows(read)]
        if same and not self._all:
            lines.append(self._of(f"其余 {same} 个单元格照原文读入", f"the other {same} cells were read as they stand"))
        if left:
            lines += ["", self._of("没有导入的单元格：", "cells that were not imported:"), *self._rows(left)]
        return "\n".join(lines)

    def _rows(self, readings: Sequence[Reading]) -> Iterator[str]:
        sheet = None
        for one in readings:
            if one.sheet != sheet:
                sheet = one.sheet
                yield f"  [{sheet}]"
            original = _short(one.original)
            yield f"    {one.cell:<5} {original}" + ("" if one.read is None else f" → {_short(one.read)}")

    def json(self, files: Sequence[Written], readings: Sequence[Reading], report: Report, *, texts: bool) -> str:
        """All of it as canonical JSON; `texts`: with the files themselves."""
        return canonical(
            {
                "format": FORMAT,
                "files": [{"file": one.name, **({"yaml": one.text} if texts else {})} for one in files],
                "readings": [
                    {
                        "sheet": encodable(one.sheet),
                        "cell": one.cell,
                        "original": encodable(one.original),
                        "read": None if one.read is None else encodable(one.read),
                    }
                    for one in readings
                ],
                "diagnostics": to_dict(report)["diagnostics"],
            }
        ).decode()


def _short(text: str) -> str:
    """A text on one line, with marks where its blanks could not be seen."""
    shown = text.replace("\r\n", "⏎").replace("\n", "⏎")
    if shown != shown.strip():
        shown = f"“{shown}”"
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
