"""A case in which a finding of `check` shows, as the text of an example file that a person completes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from enforcerules.base.catalogue import message
from enforcerules.base.diagnostics import Diagnostic
from enforcerules.testing.coverage.writing import block, scalar

_NAME: Final = re.compile(r"[^0-9A-Za-z_\u4e00-\u9fff.-]+")


def name_of(finding: Diagnostic, number: int) -> str:
    """The name of the example, which is also that of its file; `number` tells findings of one code and part apart."""
    shows = finding.shows
    words = (finding.code, *(() if shows is None else (shows.matter, shows.part or "")), str(number))
    return _NAME.sub("-", "-".join(word for word in words if word)).strip("-.")


def written(finding: Diagnostic, name: str, case: Mapping[str, Any]) -> str:
    """The file: what was found stands in `why`, the result is for a person to work out."""
    said = f"待确认。{finding.code}：{message(finding, 'zh')}"
    where = "" if finding.span is None else f" {finding.span}"
    lines = [
        "# 待确认：由 enforcerules check --witness 写出，结果尚未有人推算。",
        "# To be confirmed: written by enforcerules check --witness; nobody has worked out its result yet.",
        f"# {finding.code}{where}",
        "format: enforcerules/example/1",
        f"example: {scalar(name)}",
        f"why: {scalar(said)}",
        "case:",
        *(f"  {line}" for line in block(case)),
        "expect: unconfirmed",
        "",
    ]
    return "\n".join(lines)
