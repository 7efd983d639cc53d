"""Records from the command line: files, folders of them, JSON lines, standard input, and whole logs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.base.limits import bounds
from enforcerules.cli.refused import Refused
from enforcerules.load.files import read_bytes

STDIN: Final = "-"
_LINES: Final = frozenset({".jsonl", ".ndjson"})
_SQLITE: Final = b"SQLite format 3\x00"
_DATABASES: Final = ("postgresql://", "postgres://")
_APART: Final = ".apart.json"


@dataclass(frozen=True, slots=True)
class Written:
    """A record as it was written: its name, its bytes, and those of what was kept apart."""

    name: str
    data: bytes
    apart: bytes | None = None


def records(words: Iterable[str], apart: str | None = None) -> list[Written]:
    """Every record that the words name; what was kept apart is a file, or in a folder under the name of the record."""
    found = [one for word in words for one in _of_word(word)]
    if apart is None:
        return found
    place = Path(apart)
    if place.is_dir():
        return [Written(one.name, one.data, _beside(place, one.name)) for one in found]
    if len(found) != 1:
        raise Refused("--apart 给一个文件时只能核对一份记录", "--apart with a file goes with one record only")
    return [Written(found[0].name, found[0].data, read(place))]


def read(path: Path) -> bytes:
    """The bytes of a file, without a line break at its end; raises InvalidInput."""
    data, problems = read_bytes(path)
    if data is None:
        raise InvalidInput(Report(problems))
    return data.removesuffix(b"\n")


def apart_name(name: str) -> str:
    """The file name of what is kept apart from a record."""
    return f"{Path(name).name.removesuffix('.json')}{_APART}"


def _beside(folder: Path, name: str) -> bytes | None:
    path = folder / apart_name(name)
    return read(path) if path.is_file() else None


def _of_word(word: str) -> Iterator[Written]:
    if word == STDIN:
        yield from _lines(sys.stdin.buffer.read(bounds().file_bytes + 1), "<stdin>")
    elif word.startswith(_DATABASES):
        yield from _of_log(word)
    else:
        yield from _of_path(Path(word))


def _of_path(path: Path) -> Iterator[Written]:
    if path.is_dir():
        if (path / "log.json").is_file():
            yield from _of_log(str(path))
            return
        files = sorted(file for file in path.glob("*.json") if not file.name.endswith(_APART))
        if not files:
            raise Refused(f"`{path}` 里没有记录（*.json）", f"there are no records (*.json) in `{path}`")
        yield from (Written(str(file), read(file)) for file in files)
    elif _is_sqlite(path):
        yield from _of_log(str(path))
    elif path.suffix.lower() in _LINES:
        yield from _lines(read(path), str(path))
    else:
        yield Written(str(path), read(path))


def _is_sqlite(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _of_log(where: str) -> Iterator[Written]:
    from enforcerules import api
    from enforcerules.audit.postgres_log import without_password

    shown = without_password(where) if where.startswith(_DATABASES) else where
    with api.open_log(where, write=False) as log, log.reading():
        for row in log.rows():
            yield Written(f"{shown}:{row.at}", bytes(row.data) if isinstance(row.data, bytes | memoryview) else b"")


def _lines(data: bytes, name: str) -> Iterator[Written]:
    every = [line for line in data.split(b"\n") if line]
    if len(every) == 1:
        yield Written(name, every[0])
        return
    yield from (Written(f"{name}:{number}", line) for number, line in enumerate(every, 1))
