"""What `test` says of results: a line each, the failures, and a summary; or all of it as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from enforcerules.base.canonical import canonical
from enforcerules.cli.coverage_json import to_dict as coverage_json
from enforcerules.cli.report_json import encodable, to_dict
from enforcerules.cli.running import sources_of
from enforcerules.model.citation import print_zh
from enforcerules.model.decision import Reason
from enforcerules.model.program import Program
from enforcerules.testing.coverage.measure import Coverage
from enforcerules.testing.coverage.telling import told as coverage_told
from enforcerules.testing.run import Result, Verdict
from enforcerules.testing.telling import reasons_of, said

VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    "passed": ("通过", "passed"),
    "failed": ("失败", "failed"),
    "broken": ("无法运行", "broken"),
    "unconfirmed": ("待确认", "not confirmed"),
}


class Told:
    """The wording of a run under the options of `test`."""

    def __init__(self, options: Namespace) -> None:
        """After the options."""
        self._zh = options.lang == "zh"
        self._options = options

    def nothing(self) -> str:
        """No example was found."""
        return (
            "没有示例案件（规则旁的 cases/ 文件夹）" if self._zh else "no examples (folders `cases` beside the rules)"
        )

    def line(self, result: Result) -> str:
        """What is written as soon as a result is there: with `-v` a line each."""
        if not self._options.v:
            return ""
        return f"{self._verdict(result.verdict)}  {_shown(result)}\n"

    def summary(self, results: Sequence[Result], covered: tuple[Program, Coverage] | None = None) -> str:
        """The failures, the coverage where there is any, and the count."""
        parts = [self._failure(result) for result in results if result.verdict in {"failed", "broken"}]
        if covered is not None:
            parts.append(coverage_told(*covered, "zh" if self._zh else "en") + "\n")
        return "\n".join([*parts, self._count(results)])

    def json(self, results: Sequence[Result], covered: tuple[Program, Coverage] | None = None) -> str:
        """All results as canonical JSON (`enforcerules/test/1`)."""
        count = Counter(result.verdict for result in results)
        made: dict[str, object] = {
            "format": "enforcerules/test/1",
            "results": [_result(result) for result in results],
            "summary": {verdict: count[verdict] for verdict in VERDICTS},
        }
        if covered is not None:
            made["coverage"] = coverage_json(*covered)
        return canonical(made).decode()

    def _failure(self, result: Result) -> str:
        head = f"{self._verdict(result.verdict)}  {result.name}  {_shown(result)}"
        body = said(result, "zh" if self._zh else "en", sources_of(result.report))
        return "\n".join([head, *(f"  {line}".rstrip() for line in body.splitlines()), ""])

    def _count(self, results: Sequence[Result]) -> str:
        count = Counter(result.verdict for result in results)
        parts = [f"{count[v]} {self._verdict(v)}" for v in VERDICTS if count[v] or v == "passed"]
        return ("，" if self._zh else ", ").join(parts)

    def _verdict(self, verdict: Verdict) -> str:
        return VERDICTS[verdict][0 if self._zh else 1]


def _shown(result: Result) -> str:
    """The label of an example, relative to the working directory where that is shorter."""
    return result.label.removeprefix(f"{Path.cwd().as_posix()}/")


def _result(result: Result) -> dict[str, object]:
    return {
        "example": result.name,
        "file": encodable(str(result.path)),
        "verdict": result.verdict,
        "differences": [{"where": d.where, "expected": d.expected, "got": d.got} for d in result.differences],
        "because": _reasons(reasons_of(result) if result.differences else ()),
        "diagnostics": to_dict(result.report)["diagnostics"],
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, object]]:
    return [
        {
            "rule": reason.rule,
            "effect": reason.effect,
            "holds": reason.holds,
            "tests": [
                {"fact": t.fact, "label": t.label, "value": t.value, "wanted": t.wanted, "holds": t.holds}
                for t in reason.tests
            ],
            "basis": list(dict.fromkeys(map(print_zh, reason.basis))),
        }
        for reason in reasons
    ]
