"""Scoring sheets from files or mappings, with what only the whole shows: unknown findings, points that are no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Text, span_of, whole
from enforcerules.load.files import read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.shape import kind_of, shaped
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.sampling import DeductDoc, Scoresheet

_POINTS: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,2})?")


def load_scoresheet(path: Path, known: Iterable[str]) -> tuple[Scoresheet | None, Report]:
    """A scoring sheet from a YAML or JSON file; `known`: the kinds of findings there are."""
    data, found = read_bytes(path)
    if data is None:
        return None, Report(found)
    node, more = (read_json if path.suffix == ".json" else read_yaml)(data, str(path))
    problems = Report((*found, *more))
    return (None, problems) if problems.errors else _sheet(node, str(path), tuple(known))


def scoresheet_of(value: Mapping[str, Any], known: Iterable[str]) -> tuple[Scoresheet | None, Report]:
    """A scoring sheet from a Python mapping."""
    return _sheet(value, "scoresheet", tuple(known))


def _sheet(node: object, name: str, known: tuple[str, ...]) -> tuple[Scoresheet | None, Report]:
    if not isinstance(node, Mapping):
        span = span_of(node) or whole(name)
        return None, Report((diagnose("ER203", span, where=name, expected="@mapping", found=kind_of(node)),))
    sheet, found = shaped(Scoresheet, node, name)
    more = () if sheet is None else tuple(_checked(sheet, known))
    return (None if more else sheet), Report((*found, *more))


def _checked(sheet: Scoresheet, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    yield from _figure(sheet.full)
    for number, entry in enumerate(sheet.deduct):
        where = f"deduct[{number}]"
        yield from _figure(entry.points)
        yield from _figure(entry.most)
        yield from _named(entry, where, known)


def _named(entry: DeductDoc, where: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    if entry.finding and entry.severity is not None:
        yield diagnose("ER205", entry.place_of_key("severity"), first="finding", second="severity")
    if not entry.finding and entry.severity is None:
        yield diagnose("ER202", entry.span, where=where, key="finding")
    for kind in entry.finding:
        if kind not in known:
            near = nearest(str(kind), known)
            yield diagnose("ER251", kind.span, where="finding", found=kind, known="、".join(known), near=near)


def _figure(points: Text | None) -> Iterator[Diagnostic]:
    if points is not None and not _POINTS.fullmatch(points):
        yield diagnose("ER224", points.span, found=points, low="0", high="9999.99")
