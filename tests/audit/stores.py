"""Logs of every kind for tests, and hands that reach around them: whatever can be written into the storage."""

import shutil
import sqlite3
from contextlib import closing
from itertools import count

from enforcerules.audit.log import About
from enforcerules.audit.opening import open_log

ORIGIN = "tests.example/log"
_NUMBERS = count()


class SqliteStore:
    """A SQLite file."""

    kind = "sqlite"

    def __init__(self, folder):
        self.folder, self.count, self.where = folder, 0, None

    def new(self, entries=(), origin=ORIGIN, algorithm="sha256"):
        """A new log with entries; the name of it."""
        self.count += 1
        self.where = self.fresh()
        with open_log(self.where, origin, algorithm=algorithm) as log:
            if entries:
                log.append_many(entries)
        return self.where

    def fresh(self):
        return str(self.folder / f"{self.count}.db")

    def rows(self):
        """What is stored of the entries: [at, leaf, head, data]."""
        return [list(row) for row in self.query("SELECT at, leaf, head, data FROM er_entry ORDER BY at")]

    def put(self, rows):
        """Replace what is stored of the entries, and nothing else."""
        self.run("DELETE FROM er_entry")
        for row in rows:
            self.run("INSERT INTO er_entry (at, leaf, head, data) VALUES (?, ?, ?, ?)", row)

    def nodes(self):
        return self.query("SELECT level, at, hash FROM er_node ORDER BY level, at")

    def query(self, statement):
        with closing(sqlite3.connect(self.where)) as connection:
            return connection.execute(statement).fetchall()

    def run(self, statement, values=()):
        with closing(sqlite3.connect(self.where, isolation_level=None)) as connection:
            for name in ("er_entry", "er_node", "er_checkpoint"):
                for verb in ("update", "delete"):
                    connection.execute(f"DROP TRIGGER IF EXISTS {name}_{verb}")
            connection.execute(statement, values)

    def state_size(self, size):
        """Let the log say another size."""
        self.run("UPDATE er_about SET value = ? WHERE key = 'size'", (str(size),))


class PostgresStore(SqliteStore):
    """A schema of a PostgreSQL database."""

    kind = "postgres"

    def __init__(self, url):
        self.url, self.count, self.where, self.schema = url, 0, None, None

    def fresh(self):
        import psycopg

        self.schema = f"t_{next(_NUMBERS)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {self.schema}")
        return f"{self.url}&options=-csearch_path%3D{self.schema}"

    def query(self, statement):
        return [
            tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in self._do(statement, fetch=True)
        ]

    def run(self, statement, values=()):
        self._do(statement.replace("?", "%s"), values)

    def _do(self, statement, values=(), *, fetch=False):
        import psycopg

        with psycopg.connect(self.where, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if fetch else []


class DirectoryStore:
    """A folder."""

    kind = "directory"

    def __init__(self, folder):
        self.folder, self.count, self.where = folder, 0, None

    def new(self, entries=(), origin=ORIGIN, algorithm="sha256"):
        self.count += 1
        self.where = f"{self.folder}/log{self.count}/"
        with open_log(self.where, origin, algorithm=algorithm) as log:
            log.append_many(entries)
        return self.where

    @property
    def path(self):
        return self.folder / f"log{self.count}"

    def rows(self):
        lines = (self.path / "index.txt").read_text().splitlines()
        return [
            [at, bytes.fromhex(line.split()[0]), bytes.fromhex(line.split()[1]), self.file(at).read_bytes()]
            for at, line in enumerate(lines)
        ]

    def put(self, rows):
        shutil.rmtree(self.path / "entries")
        lines = []
        for at, leaf, head, data in rows:
            self.file(at).parent.mkdir(parents=True, exist_ok=True)
            self.file(at).write_bytes(data)
            lines.append(f"{leaf.hex()} {head.hex()}\n")
        (self.path / "index.txt").write_text("".join(lines))

    def file(self, at):
        return self.path / "entries" / f"{at // 1000:06}" / f"{at:09}.json"


def about(origin=ORIGIN):
    return About(origin)
