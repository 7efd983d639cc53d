"""Public notices of penalties, and amounts in words against figures; `api` gives them out."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.load.notices import load_notice, notice_of
from enforcerules.model.capitals import read_figures, read_upper
from enforcerules.model.decision import Decision
from enforcerules.render.publicity import publicity_row, published


def to_publicity_row(
    decision: Decision, notice: Mapping[str, Any] | str | PathLike[str], *, party: str | None = None
) -> dict[str, str]:
    """The row of a public notice (行政处罚信息公示) for a penalty that was imposed, field by field in Chinese, all text.

    `notice` holds what the decision of this library does not: name and codes, the document, what was imposed (a mapping or
    a file, `enforcerules/notice/1`). `party`: its id in the case, where there are several. Money is in 万元 with six
    decimals; numbers of identity are masked.

    Raises:
        InvalidInput: with every problem of the notice.
    """
    made, report = load_notice(Path(notice)) if isinstance(notice, str | PathLike) else notice_of(notice)
    if made is None:
        raise InvalidInput(report)
    outcomes, problems = published(decision, made, party)
    if problems:
        raise InvalidInput(Report(problems))
    return publicity_row(decision, outcomes, made)


def same_amount(words: str, figures: str) -> bool:
    """Whether an amount in capital numerals is that in figures: `肆万玖仟元整` and `29000.00` are not the same.

    Raises:
        InvalidInput: one of them cannot be read.
    """
    if read_upper(words) is None:
        raise InvalidInput(Report((diagnose("ER653", None, found=words),)))
    if read_figures(figures) is None:
        raise InvalidInput(Report((diagnose("ER240", None, found=figures),)))
    return read_upper(words) == read_figures(figures)
