"""Decisions that were made, from files, tables or mappings; each with what is wrong with it, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from enforcerules.base.bounded import bounded
from enforcerules.base.diagnostics import Diagnostic, Label, Report, diagnose, lowered
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Table, Text, span_of, whole
from enforcerules.load.cases import checked, unflattened, written_twice
from enforcerules.load.columns import HEADINGS, document, is_heading, normal, unknown_words
from enforcerules.load.files import beside, is_file, is_folder, read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.shape import kind_of, shaped
from enforcerules.load.sheets import BOOKS, Sheet, read_book, read_csv
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.made import FLAT, Made

MADE: Final = "enforcerules/made/1"
_KEYS: Final = (*Made.model_fields, *FLAT)
_LINES: Final = frozenset({".jsonl", ".ndjson"})
_TABLES: Final = frozenset({".csv", ".tsv"})
_DOCUMENTS: Final = frozenset({".yaml", ".yml", ".json"})
_SHOWN: Final = "`.yaml`、`.json`、`.jsonl`、`.csv`、`.xlsx`"
SUFFIXES: Final = _DOCUMENTS | _LINES | _TABLES | BOOKS


@dataclass(frozen=True, slots=True)
class GivenMade:
    """A decision as it was given, or why it cannot be used."""

    name: str
    made: Made | None
    report: Report


def load_made(path: Path) -> Iterator[GivenMade]:
    """Every decision of a file, or of the files of a folder; a file that cannot be read is one that cannot be used."""
    if is_folder(path):
        files = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
        if not files:
            yield GivenMade(str(path), None, Report((diagnose("ER105", None, path=path, choices=_SHOWN),)))
        for one in files:
            yield from load_made(one)
    elif path.suffix.lower() in BOOKS and is_file(path):
        sheets, found = read_book(path)
        if found or not sheets:
            yield GivenMade(str(path), None, Report(found or (diagnose("ER113", whole(str(path))),)))
        for sheet in sheets:
            yield from _of_sheet(sheet, f"{path}[{sheet.name}]", path)
    else:
        yield from _of_file(path)


def _of_file(path: Path) -> Iterator[GivenMade]:
    data, problems = read_bytes(path)
    suffix = path.suffix.lower()
    if data is None:
        yield GivenMade(str(path), None, Report(tuple(problems)))
    elif suffix in _LINES:
        yield from _of_lines(data, path)
    elif suffix in _TABLES:
        sheet, found = read_csv(data, str(path))
        if sheet is None or Report(found).errors:
            yield GivenMade(str(path), None, Report(found))
        else:
            yield from _of_sheet(sheet, str(path), path)
    else:
        node, found = (read_json if suffix == ".json" else read_yaml)(data, str(path))
        yield _given(node, str(path), path, found, formatted=True)


def made_of(value: Made | Mapping[str, Any], name: str = "made") -> GivenMade:
    """A decision from a Python mapping, which may leave its format out."""
    if isinstance(value, Made):
        return GivenMade(name, value, Report(()))
    return _given(value, name, None, (), formatted=False)


def _of_lines(data: bytes, path: Path) -> Iterator[GivenMade]:
    """One decision a line: a document, or a row by its headings."""
    for before, line in enumerate(data.split(b"\n")):
        if not line.strip():
            continue
        node, found = read_json(line, str(path))
        name = f"{path}:{before + 1}"
        if isinstance(node, Table) and Text("format") not in node:
            one = _of_row(name, path, {key: _cell(value) for key, value in node.items()}, found)
        else:
            one = _given(node, name, path, found, formatted=True)
        yield GivenMade(name, one.made, Report(tuple(lowered(d, before) for d in one.report.diagnostics)))


def _cell(value: object) -> Text:
    """A value of a line as a cell; a list is its parts."""
    if isinstance(value, Listing):
        return Text("；".join(str(one) for one in value), value.span)
    return value if isinstance(value, Text) else Text("", span_of(value))


def _of_sheet(sheet: Sheet, name: str, path: Path) -> Iterator[GivenMade]:
    head, *rows = sheet.rows or ((),)
    wrong = tuple(_heading(cell) for cell in head if cell.strip() and not is_heading(cell)) + tuple(_doubled(head))
    if wrong or not rows:
        none = diagnose("ER667", whole(name), what="@table_no_rows")
        yield GivenMade(name, None, Report(wrong or (none,)))
        return
    for row in rows:
        at = row[0].span if row else None
        over = [cell for at_, cell in enumerate(row) if cell.strip() and not "".join(head[at_ : at_ + 1]).strip()]
        found = tuple(diagnose("ER667", cell.span, cell=cell, what="@table_left_over") for cell in over)
        cells = {key: cell for key, cell in zip(head, row, strict=False) if key.strip()}
        yield _of_row(f"{name}:{at.line if at else '?'}", path, cells, found)


def _doubled(head: tuple[Text, ...]) -> Iterator[Diagnostic]:
    """Headings that stand there already: of two cells only one could count."""
    seen: dict[str, Text] = {}
    for cell in head:
        first = seen.setdefault(normal(cell), cell)
        if first is not cell and cell.strip():
            labels = [Label(first.span, "first")] if first.span else []
            yield diagnose("ER209", cell.span, labels=labels, item=cell, where="@headings")


def _heading(cell: Text) -> Diagnostic:
    return diagnose("ER665", cell.span, heading=cell, near=nearest(str(cell), HEADINGS))


def _of_row(name: str, path: Path, cells: Mapping[Text, Text], found: Iterable[Diagnostic]) -> GivenMade:
    wrong = tuple(_heading(key) for key in cells if key.strip() and not is_heading(key))
    span = next((cell.span for cell in cells.values()), None)
    if wrong:
        return GivenMade(name, None, Report((*found, *wrong)))
    unknown = tuple(
        diagnose("ER251", cell.span, where=key, found=cell, known="、".join(known), near=nearest(str(cell), known))
        for key, cell, known in unknown_words(cells)
    )
    return _given(document(cells, span), name, path, (*found, *unknown), formatted=True)


# ---- one document ------------------------------------------------------------------------------------------------


def _given(node: object, name: str, path: Path | None, found: tuple[Diagnostic, ...], *, formatted: bool) -> GivenMade:
    if Report(found).errors:
        return GivenMade(name, None, Report(found))
    if not isinstance(node, Mapping):
        span = span_of(node) or whole(name)
        wrong = diagnose("ER203", span, where=name, expected="@mapping", found=kind_of(node))
        return GivenMade(name, None, Report((*found, wrong)))
    written = node.get("format")
    if written != MADE and (formatted or written is not None):
        return GivenMade(name, None, Report((*found, _format(node, name, written))))
    twice = [diagnose("ER205", _key(node, key), first="outcomes", second=key) for key in FLAT if key in node]
    if twice and "outcomes" in node:
        return GivenMade(name, None, Report((*found, *twice)))
    odd = tuple(_odd(node, name))
    whole_node, of_case = _with_case(_unflat(_known(node)), path)
    if Report(of_case).errors:
        return GivenMade(name, None, Report((*found, *of_case)))
    made, problems = shaped(Made, whole_node, name)
    more = () if made is None else tuple(bounded(checked(made.case)))
    return GivenMade(name, made, Report((*found, *odd, *of_case, *problems, *more)))


def _known(node: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The document without the keys that it does not have, which are told apart."""
    kept = {key: one for key, one in node.items() if str(key) in _KEYS}
    return Table(kept, span=node.span) if isinstance(node, Table) else kept


def _odd(node: Mapping[Any, Any], name: str) -> Iterator[Diagnostic]:
    """Keys that neither the document nor the one outcome in it has."""
    known = _KEYS if "outcomes" not in node else tuple(Made.model_fields)
    for key in node:
        if str(key) not in _KEYS:
            near = nearest(str(key), known)
            yield diagnose("ER201", _key(node, key), where=name, key=key, known="、".join(known), near=near)


def _key(node: Mapping[Any, Any], key: str) -> Any:  # noqa: ANN401  a span, or none
    return span_of(node.key(key)) if isinstance(node, Table) else None


def _unflat(node: Mapping[Any, Any]) -> dict[Any, Any]:
    """What was done about one act and party may stand at the top."""
    made: dict[Any, Any] = dict(node)
    if "outcomes" in made:
        return made
    flat = {key: made.pop(key) for key in list(made) if key in FLAT}
    span = node.span if isinstance(node, Table) else None
    one: Mapping[Any, Any] = Table(flat, span=span) if isinstance(node, Table) else flat
    return {**made, Text("outcomes"): [one]}


def _with_case(node: dict[Any, Any], path: Path | None) -> tuple[Mapping[Any, Any], tuple[Diagnostic, ...]]:
    """The case: given whole, or the path of a case, of an example, or of a record."""
    given, found = node.get("case"), tuple[Diagnostic, ...]()
    if isinstance(given, Text) and path is not None:
        named, found = beside(path, given, next_door=True)
        given, found = _read_case(named) if not found else (None, found)
    if isinstance(given, Mapping):
        inner = _inner(given)
        found = (*found, *written_twice(inner))
        node = {**node, Text("case"): unflattened(inner)}
    return Table(node, span=span_of(node.get("format"))), found


def _inner(node: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The case of an example or a record."""
    written = str(node.get("format"))
    inner: object = node
    if written.startswith("enforcerules/example/"):
        inner = node.get("case")
    elif written.startswith("enforcerules/record/"):
        body = node.get("body")
        inner = body.get("case") if isinstance(body, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _read_case(path: Path) -> tuple[object, tuple[Diagnostic, ...]]:
    data, problems = read_bytes(path)
    if data is None:
        return None, tuple(problems)
    node, found = (read_json if path.suffix == ".json" else read_yaml)(data, str(path))
    return node, (*problems, *found)


def _format(node: Mapping[Any, Any], name: str, written: object) -> Diagnostic:
    span = node.span_at("format") if isinstance(node, Table) else None
    if written is None:
        return diagnose("ER202", span or whole(name), where=name, key="format", hint=f"format: {MADE}")
    near = nearest(str(written), [MADE])
    return diagnose("ER208", span or whole(name), found=written, expected=MADE, near=near)
