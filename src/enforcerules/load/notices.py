"""Notices from files or mappings, with what only the whole shows: codes that do not check, dates in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.source import Text, span_of, whole
from enforcerules.load.files import read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.shape import kind_of, shaped
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.capitals import read_figures
from enforcerules.model.codes import is_credit_code
from enforcerules.model.notice import Notice

NOTICE: Final = "enforcerules/notice/1"
_SUMS: Final = ("fine", "confiscate_gains")


def load_notice(path: Path) -> tuple[Notice | None, Report]:
    """A notice from a YAML or JSON file."""
    data, found = read_bytes(path)
    if data is None:
        return None, Report(found)
    node, more = (read_json if path.suffix == ".json" else read_yaml)(data, str(path))
    problems = Report((*found, *more))
    return (None, problems) if problems.errors else _notice(node, str(path))


def notice_of(value: Mapping[str, Any]) -> tuple[Notice | None, Report]:
    """A notice from a Python mapping."""
    return _notice(value, "notice")


def _notice(node: object, name: str) -> tuple[Notice | None, Report]:
    if not isinstance(node, Mapping):
        span = span_of(node) or whole(name)
        return None, Report((diagnose("ER203", span, where=name, expected="@mapping", found=kind_of(node)),))
    notice, found = shaped(Notice, node, name)
    more = () if notice is None else tuple(_checked(notice))
    return (None if more else notice), Report((*found, *more))


def _checked(notice: Notice) -> Iterator[Diagnostic]:
    organs = (notice.authority, *([] if notice.source is None else [notice.source]))
    for code in (notice.party.code, *(organ.code for organ in organs)):
        if code is not None and not is_credit_code(code.upper()):
            yield diagnose("ER650", code.span, found=code)
    for until in (notice.valid_until, notice.public_until):
        if until is not None and until < notice.decided:
            yield diagnose("ER232", notice.span, start=notice.decided, until=until)
    for kind in _SUMS:
        amount = notice.measures.get(Text(kind))
        if amount is not None and amount not in {"false", "否"} and read_figures(amount) is None:
            yield diagnose("ER240", amount.span, found=amount)
