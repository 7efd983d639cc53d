"""A log in four tables of a database: entries, hashes of complete subtrees, checkpoints, and what the log is.

SQLite and PostgreSQL differ in how a transaction begins and in the mark for a value; all else is here.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

from enforcerules.audit.log import FORMAT, About, Log, LogError, Receipt, Row

TABLES: Final = (
    "CREATE TABLE er_about (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE er_entry (at {whole} PRIMARY KEY, leaf {bytes} NOT NULL, head {bytes} NOT NULL, data {bytes} NOT NULL)",
    "CREATE TABLE er_node (level INTEGER NOT NULL, at {whole} NOT NULL, hash {bytes} NOT NULL, PRIMARY KEY (level, at))",
    "CREATE INDEX er_leaf ON er_entry (leaf)",
    "CREATE TABLE er_checkpoint (number {whole} PRIMARY KEY, text TEXT NOT NULL)",
)


class TableLog(Log):
    """A log in a database."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """A transaction that keeps out all others that write; committed to the disk when it ends, or undone."""

    @abstractmethod
    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement; `?` stands for a value."""

    @abstractmethod
    def all(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query."""

    def one(self, statement: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        return next(iter(self.all(statement, values)), None)

    # ---- making and opening ----------------------------------------------------------------------------------

    def lay_out(self, about: About, whole: str, raw: str) -> None:
        """Make the tables, inside a transaction."""
        for statement in TABLES:
            self.run(statement.format(whole=whole, bytes=raw))
        said = {"format": FORMAT, "origin": about.origin, "algorithm": about.algorithm, "size": "0"}
        for key, value in said.items():
            self.run("INSERT INTO er_about (key, value) VALUES (?, ?)", (key, value))

    def read_about(self, where: str) -> About:
        """What the log is; raises LogError where there is none."""
        said = dict(self.all("SELECT key, value FROM er_about"))
        if said.get("format") != FORMAT or not {"origin", "algorithm", "size"} <= said.keys():
            raise LogError("ER818", path=where)
        return About(str(said["origin"]), str(said["algorithm"]))

    # ---- writing ---------------------------------------------------------------------------------------------

    def append_many(self, entries: Iterable[bytes]) -> tuple[Receipt, ...]:
        """Add entries in one transaction."""
        every = list(entries)
        made: list[Receipt] = []
        with self.writing():
            size = self._sound_size()
            tree = self._growing(size)
            for at, entry in enumerate(every, size):
                hashes = tree.add(self._leaf(entry))
                receipt = Receipt(at, hashes[0], tree.root())
                self.run(
                    "INSERT INTO er_entry (at, leaf, head, data) VALUES (?, ?, ?, ?)",
                    (at, receipt.leaf, receipt.root, entry),
                )
                for level, one in enumerate(hashes[1:], 1):
                    self.run("INSERT INTO er_node (level, at, hash) VALUES (?, ?, ?)", (level, at >> level, one))
                made.append(receipt)
            self.run("UPDATE er_about SET value = ? WHERE key = 'size'", (str(size + len(made)),))
        return tuple(made)

    def _sound_size(self) -> int:
        """The size, if it is that of the entries; nothing is added to a log of which an end is missing."""
        size = self.size()
        last = self.one("SELECT max(at), count(*) FROM er_entry WHERE at >= ?", (max(size - 1, 0),)) or (None, 0)
        if last != ((size - 1, 1) if size else (None, 0)):
            raise LogError("ER820", place=size)
        return size

    def keep(self, checkpoint: str) -> None:
        """Keep a checkpoint."""
        with self.writing():
            (number,) = self.one("SELECT coalesce(max(number), 0) + 1 FROM er_checkpoint") or (1,)
            self.run("INSERT INTO er_checkpoint (number, text) VALUES (?, ?)", (number, checkpoint))

    # ---- reading ---------------------------------------------------------------------------------------------

    def size(self) -> int:
        """The size that is stored; `log verify` holds it against the entries."""
        (value,) = self.one("SELECT value FROM er_about WHERE key = 'size'") or ("",)
        if not (isinstance(value, str) and value.isdecimal() and value.isascii()):
            raise LogError("ER820", place=0)
        return int(value)

    def entry(self, at: int) -> bytes:
        """An entry."""
        found = self.one("SELECT data FROM er_entry WHERE at = ?", (at,))
        if found is None:
            raise LookupError(at)
        return bytes(found[0])

    def places(self, leaf: bytes) -> tuple[int, ...]:
        """Where entries with this leaf stand."""
        return tuple(int(at) for (at,) in self.all("SELECT at FROM er_entry WHERE leaf = ? ORDER BY at", (leaf,)))

    def rows(self, start: int = 0) -> Iterator[Row]:
        """Everything stored of the entries."""
        for at, leaf, head, data in self.all(
            "SELECT at, leaf, head, data FROM er_entry WHERE at >= ? ORDER BY at", (start,)
        ):
            yield Row(at, leaf, head, data)

    def stored(self, level: int, at: int) -> bytes:
        """The hash of a complete subtree."""
        query = (
            "SELECT hash FROM er_node WHERE level = ? AND at = ?" if level else "SELECT leaf FROM er_entry WHERE at = ?"
        )
        found = self.one(query, (level, at) if level else (at,))
        if found is None or not isinstance(found[0], bytes | memoryview):
            raise LogError("ER820", place=at << level)
        return bytes(found[0])

    def nodes(self, level: int) -> Iterator[tuple[int, object]] | None:
        """The hashes of one level."""
        return ((at, one) for at, one in self.all("SELECT at, hash FROM er_node WHERE level = ? ORDER BY at", (level,)))

    def checkpoints(self) -> tuple[str, ...]:
        """The checkpoints kept with the log."""
        return tuple(str(text) for (text,) in self.all("SELECT text FROM er_checkpoint ORDER BY number"))
