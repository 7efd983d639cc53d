"""The log in PostgreSQL, in four tables of the schema that the connection names first; needs the extra `postgres`.

Give the role that writes no more than SELECT and INSERT on `er_entry`, `er_node` and `er_checkpoint`, and SELECT and UPDATE on
`er_about`; `synchronous_commit` must be on, which it is by default.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from enforcerules.audit.log import About, LogError
from enforcerules.audit.tables import TableLog

_FETCHED: Final = 500
_LOCK: Final = "LOCK TABLE er_about IN SHARE ROW EXCLUSIVE MODE"
_MAKING: Final = 4_992_582_104_330_316_108
"""The advisory lock under which tables are made."""


class PostgresLog(TableLog):
    """A log in a PostgreSQL database."""

    def __init__(self, url: str, create: About | None = None, *, write: bool = True) -> None:
        """Open a log, or make it where it is not there and `create` says what it is.

        Raises:
            LogError: there is none, or the database cannot be reached.
            ImportError: psycopg is not installed.
        """
        import psycopg

        self._shown = without_password(url)
        self._cursors = 0
        with self._told():
            self._connection = psycopg.connect(url, autocommit=True)
            if not write:
                self._connection.read_only = True
            if create is not None:
                self._make(create)
            self.about = self.read_about(self._shown)

    def _make(self, about: About) -> None:
        with self._connection.transaction():
            self.run("SELECT pg_advisory_xact_lock(?)", (_MAKING,))
            if not self._there():
                self.lay_out(about, whole="BIGINT", raw="BYTEA")

    def _there(self) -> bool:
        return self.one("SELECT to_regclass('er_about')") != (None,)

    def read_about(self, where: str) -> About:
        """What the log is."""
        if not self._there():
            raise LogError("ER818", path=where)
        return super().read_about(where)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that keeps out all others that write."""
        with self._told(), self._connection.transaction():
            self.run(_LOCK)
            self.run("SET LOCAL synchronous_commit = on")
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction in which nothing changes."""
        import psycopg

        with self._told():
            if self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                yield
                return
            with self._connection.transaction():
                self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement."""
        self._connection.execute(statement.replace("?", "%s"), tuple(values))

    def all(self, statement: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; a long one is fetched piece by piece."""
        if "ORDER BY" not in statement or self._idle():
            yield from self._connection.execute(statement.replace("?", "%s"), tuple(values))
            return
        self._cursors += 1
        with self._connection.cursor(f"er_{self._cursors}") as cursor:
            cursor.itersize = _FETCHED
            cursor.execute(statement.replace("?", "%s"), tuple(values))
            yield from cursor

    def unsound(self) -> str | None:
        """PostgreSQL checks its pages itself, when it was set up to."""
        return None

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _idle(self) -> bool:
        import psycopg

        status: object = self._connection.info.transaction_status
        return bool(status == psycopg.pq.TransactionStatus.IDLE)

    @contextmanager
    def _told(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            said = str(error).strip().splitlines() or [type(error).__name__]
            raise LogError("ER819", path=self._shown, error=said[0]) from None


def without_password(url: str) -> str:
    """The URL as it may be shown: no password before the host or among the parameters; where it cannot be read, its scheme alone."""
    try:
        parts = urlsplit(url)
        given = parse_qsl(parts.query, keep_blank_values=True)
        known = parts.password is not None or "password" in parts.query
        user = f"{parts.username}@" if parts.username else ""
    except ValueError:
        return f"{url.partition('://')[0]}://…"
    if not known:
        return url
    rest = urlencode([(name, value) for name, value in given if "password" not in name])
    return urlunsplit((parts.scheme, f"{user}{parts.netloc.rpartition('@')[2]}", parts.path, rest, ""))
