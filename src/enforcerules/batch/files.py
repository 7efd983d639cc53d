"""Cases from files a piece at a time, and results into files: Parquet, Arrow, CSV, JSON lines. Memory holds one piece."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.ipc as arrow_ipc
from pyarrow import parquet

from enforcerules.base.catalogue import Lang
from enforcerules.base.refusals import worded

ROWS = 65_536
"""How many cases a piece holds, unless it is said otherwise."""
Write: TypeAlias = Callable[[Any], None]
"""Takes record batches, one after the other, all with the columns of the first."""


class Unreadable(Exception):
    """What is wrong with a file, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        """Carry both wordings."""
        super().__init__(en)
        self.zh, self.en = zh, en


@dataclass(frozen=True, slots=True)
class Cases:
    """The pieces of a file, and how many cases it holds where it says so."""

    pieces: Iterator[Any]
    count: int | None


def read(path: Path, rows: int = ROWS) -> Cases:
    """The cases of a file by its suffix; raises Unreadable here, or when a piece turns out to be wrong."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise _suffix(path)
    try:
        made = reader(path, rows)
    except (OSError, pa.ArrowException, ValueError) as problem:
        raise _unreadable(path, problem) from problem
    return Cases(_guarded(path, made.pieces), made.count)


def _guarded(path: Path, pieces: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from pieces
    except (OSError, pa.ArrowException, ValueError) as problem:
        raise _unreadable(path, problem) from problem


def _suffix(path: Path) -> Unreadable:
    known = " ".join(_READERS)
    return Unreadable(f"`{path}`：不认识的后缀，可用 {known}", f"`{path}`: unknown suffix; known are {known}")


def _unreadable(path: Path, problem: Exception) -> Unreadable:
    return Unreadable(f"无法读取 `{path}`：{_worded(problem, 'zh')}", f"cannot read `{path}`: {_worded(problem, 'en')}")


def _worded(problem: Exception, lang: Lang) -> str:
    """Why the system refused; of a file that is not what its suffix says, what the reader said."""
    plain = isinstance(problem, OSError) and problem.errno is not None
    return worded(problem, lang) if plain else str(problem)


def _parquet(path: Path, rows: int) -> Cases:
    file = parquet.ParquetFile(path)
    return Cases(file.iter_batches(batch_size=rows), file.metadata.num_rows)


def _arrow(path: Path, rows: int) -> Cases:
    """A file or a stream; its record batches are taken as they are, and cut where they are long."""
    source = pa.memory_map(str(path))
    try:
        file = arrow_ipc.open_file(source)
        pieces: Iterable[Any] = (file.get_batch(at) for at in range(file.num_record_batches))
    except pa.ArrowInvalid:
        pieces = arrow_ipc.open_stream(pa.memory_map(str(path)))
    return Cases((one.slice(at, rows) for one in pieces for at in range(0, one.num_rows, rows)), None)


def _csv(path: Path, rows: int) -> Cases:
    """Every column is read as text, so that nothing is taken for a binary fraction; an empty cell says nothing."""
    with path.open("rb") as lines:
        first = lines.readline()
    try:
        names = arrow_csv.read_csv(pa.BufferReader(first)).schema.names
    except UnicodeDecodeError as problem:
        raise ValueError("不是 UTF-8 / not UTF-8") from problem
    options = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    block = arrow_csv.ReadOptions(block_size=max(1 << 16, rows * 64))
    return Cases(iter(arrow_csv.open_csv(path, read_options=block, convert_options=options)), None)


def _lines(path: Path, rows: int) -> Cases:
    return Cases(_json_pieces(path, rows), None)


def _json_pieces(path: Path, rows: int) -> Iterator[Any]:
    """JSON lines, each a case of one act: keys as in the table, or `facts`, `dates`, `party` … as mappings."""
    waiting: list[dict[str, Any]] = []
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            waiting.append(_flat(line, number))
            if len(waiting) == rows:
                yield _table(waiting)
                waiting = []
    if waiting:
        yield _table(waiting)


def _flat(line: bytes, number: int) -> dict[str, Any]:
    try:
        made = json.loads(line.decode(), parse_float=Decimal, object_pairs_hook=_once)
    except (ValueError, RecursionError) as problem:
        raise ValueError(f"{number}: {problem}") from problem
    if not isinstance(made, dict):
        raise ValueError(f"{number}: 应是映射 / a mapping is expected")  # noqa: TRY004  told with the file
    found: dict[str, Any] = {}
    for name, value in made.items():
        if isinstance(value, dict) and name in {"party", "dates", "authority", "proposed"}:
            found |= {f"{name}.{key}": inner for key, inner in value.items()}
        elif isinstance(value, dict) and name == "facts":
            found |= value
        elif name != "format":
            found[name] = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else value
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("同一个键写了两次 / a key is there twice")
    return made


def _table(rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401  a record batch
    names = list(dict.fromkeys(name for row in rows for name in row))
    return pa.RecordBatch.from_pydict({name: _column([row.get(name) for row in rows]) for name in names})


def _column(values: list[Any]) -> Any:  # noqa: ANN401  an Arrow array
    """Truths, lists, facts with how they are known; everything else as text, so that numbers stay as they were written."""
    kinds = {type(one) for one in values if one is not None}
    if kinds <= {bool}:
        return pa.array(values, pa.bool_())
    if kinds <= {list}:
        return pa.array([None if one is None else [str(part) for part in one] for one in values], pa.list_(pa.string()))
    if dict in kinds:
        return pa.array([_known(one) for one in values], KNOWN)
    return pa.array([None if one is None else _text(one) for one in values], pa.string())


KNOWN = pa.struct([("value", pa.string()), ("status", pa.string())])
"""A fact with how it is known."""


def _known(value: object) -> dict[str, Any] | None:
    if value is None or isinstance(value, dict):
        if value is None:
            return None
        said, status = value.get("value"), value.get("status")
        return {"value": None if said is None else _text(said), "status": None if status is None else str(status)}
    return {"value": _text(value), "status": None}


def _text(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


_READERS: dict[str, Callable[[Path, int], Cases]] = {
    ".parquet": _parquet,
    ".arrow": _arrow,
    ".csv": _csv,
    ".jsonl": _lines,
    ".ndjson": _lines,
}
SUFFIXES = tuple(_READERS)

# ---- writing -----------------------------------------------------------------------------------------------------


@contextmanager
def writer(path: Path) -> Iterator[Write]:
    """Where results go, by suffix; the file is there under its name only when all of it is."""
    opener = _WRITERS.get(path.suffix.lower())
    if opener is None:
        raise _suffix(path)
    beside = path.with_name(f".{path.name}.part")
    try:
        with opener(beside) as write:
            yield write
        beside.replace(path)
    except OSError as problem:
        said = f"无法写入 `{path}`：{_worded(problem, 'zh')}", f"cannot write `{path}`: {_worded(problem, 'en')}"
        raise Unreadable(*said) from problem
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _to_batches(opener: Callable[[str, Any], Any], path: Path) -> Iterator[Write]:
    """A writer that has to know the columns: it is opened with the first piece."""
    opened: list[Any] = []

    def write(piece: Any) -> None:  # noqa: ANN401  a record batch
        if not opened:
            opened.append(opener(str(path), piece.schema))
        opened[0].write_batch(piece)

    path.touch()
    try:
        yield write
    finally:
        for one in opened:
            one.close()


@contextmanager
def _to_csv(path: Path) -> Iterator[Write]:
    with path.open("wb") as out:
        first = [True]

        def write(piece: Any) -> None:  # noqa: ANN401  a record batch
            options = arrow_csv.WriteOptions(include_header=first.pop() if first else False)
            arrow_csv.write_csv(_no_formulas(_as_text(piece)), out, options)

        yield write


@contextmanager
def _to_lines(path: Path) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="\n") as out:

        def write(piece: Any) -> None:  # noqa: ANN401  a record batch
            for row in _as_text(piece).to_pylist():
                out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")

        yield write


def _as_text(piece: Any) -> Any:  # noqa: ANN401  a record batch
    """Amounts and names as texts."""
    return pa.RecordBatch.from_pydict({name: piece.column(name).cast(pa.string()) for name in piece.schema.names})


def _no_formulas(piece: Any) -> Any:  # noqa: ANN401  a record batch of texts
    """A text that a spreadsheet would run as a formula gets a `'` before it: whoever opens the file did not write the cases."""
    made = {
        name: pc.if_else(
            pc.fill_null(pc.match_substring_regex(column, _FORMULA), False),  # noqa: FBT003  what null counts as
            pc.binary_join_element_wise("'", column, ""),
            column,
        )
        for name, column in zip(piece.schema.names, piece.columns, strict=True)
    }
    return pa.RecordBatch.from_pydict(made)


_FORMULA = r"^[=+\-@\t\r]"
_WRITERS: Mapping[str, Callable[[Path], AbstractContextManager[Write]]] = {
    ".parquet": partial(_to_batches, parquet.ParquetWriter),
    ".arrow": partial(_to_batches, arrow_ipc.new_stream),
    ".csv": _to_csv,
    ".jsonl": _to_lines,
    ".ndjson": _to_lines,
}
