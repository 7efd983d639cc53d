"""The log in one SQLite file: write-ahead log and full synchronisation, so that what was acknowledged stays."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from enforcerules.audit.log import About, LogError
from enforcerules.audit.tables import TableLog
from enforcerules.load.files import is_file

APPLICATION: Final = 0x454E464C
"""Marks the file as one of these logs."""

_PATIENCE_S: Final = 120
_OF_THE_MACHINE: Final = tuple(
    f"SQLITE_{name}" for name in ("BUSY", "LOCKED", "CANTOPEN", "READONLY", "FULL", "IOERR", "PERM", "AUTH", "NOMEM")
)
"""Errors that say nothing about the file itself."""

_FIXED: Final = ("er_entry", "er_node", "er_checkpoint")


class SqliteLog(TableLog):
    """A log in a SQLite file."""

    def __init__(self, path: Path, create: About | None = None, *, write: bool = True) -> None:
        """Open a log, or make it where it is not there and `create` says what it is.

        Raises:
            LogError: there is none, or the file is something else, or cannot be read.
        """
        self._path = path
        if create is None and not is_file(path):
            raise LogError("ER101", path=str(path))
        with _told(path):
            self._connection = _connected(path, write=write)
            if write:
                self._prepare(create)
            self.about = self.read_about(str(path))

    def _prepare(self, create: About | None) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        if create is None:
            return
        with self.writing():
            if not self._any_table():
                self.lay_out(create, whole="INTEGER", raw="BLOB")
                for name in _FIXED:
                    for verb in ("UPDATE", "DELETE"):
                        self.run(
                            f"CREATE TRIGGER {name}_{verb.lower()} BEFORE {verb} ON {name} "
                            "BEGIN SELECT RAISE(ABORT, 'this log is append-only'); END"
                        )
                self.run(f"PRAGMA application_id = {APPLICATION}")

    def _any_table(self) -> bool:
        return self.one("SELECT 1 FROM sqlite_master") is not None

    def read_about(self, where: str) -> About:
        """What the log is."""
        if self.one("SELECT 1 FROM sqlite_master WHERE name = 'er_about'") is None:
            raise LogError("ER818", path=where)
        return super().read_about(where)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that keeps out all others that write."""
        with _told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction that only reads; one within another is the same."""
        with _told(self._path):
            outer = self._connection.in_transaction
            if not outer:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if not outer and self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement."""
        self._connection.execute(statement, tuple(values))

    def all(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, as they are fetched."""
        with _told(self._path), closing(self._connection.execute(statement, tuple(values))) as cursor:
            yield from cursor

    def unsound(self) -> str | None:
        """What SQLite's own check of the file says."""
        try:
            found = [str(one) for (one,) in self.all("PRAGMA integrity_check(1)")]
        except LogError as error:
            return str(error.args_.get("error", error))
        return None if found == ["ok"] else found[0]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _connected(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection in which transactions begin only when they are told to."""
    if write:
        return sqlite3.connect(path, timeout=_PATIENCE_S, isolation_level=None)
    place = path.resolve().as_uri()
    try:
        made = sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=_PATIENCE_S, isolation_level=None)
        made.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        if Path(f"{path}-wal").exists():
            raise
        made = sqlite3.connect(f"{place}?immutable=1", uri=True, isolation_level=None)  # a disk that is read-only
    return made


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        if name == "SQLITE_NOTADB":
            raise LogError("ER818", path=str(path)) from None
        if name.startswith(_OF_THE_MACHINE):
            raise LogError("ER819", path=str(path), error=str(error)) from None
        raise LogError("ER825", error=str(error)) from None
