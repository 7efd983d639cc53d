"""Problems up to the bound: whoever wrote a hundred thousand of them needs the first, and soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.limits import bounds

__all__ = ["at_most", "bounded"]


def bounded(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """As many problems as the bounds in force allow; where there are more, that is the last one, and no other is looked for."""
    most = bounds().problems
    for number, problem in enumerate(problems):
        yield problem
        if number + 1 >= most:
            yield diagnose("ER137", problem.span, limit=most)
            return


def at_most(report: Report, most: int) -> Report:
    """A report with the first errors and, where there are more, that there are; what is no error stays."""
    if len(report.errors) <= most:
        return report
    first = report.errors[:most]
    others = (one for one in report.diagnostics if one.severity != "error")
    return Report((*others, *first, diagnose("ER137", first[-1].span, limit=most)))
