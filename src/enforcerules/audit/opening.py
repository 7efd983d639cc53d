"""Opening a log by its name: a file is SQLite, a folder a folder, `postgresql://…` a database."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path
from typing import Final

from enforcerules.audit.log import About, Log, LogError
from enforcerules.base.digests import ALGORITHMS
from enforcerules.load.files import is_folder

_DATABASES: Final = ("postgresql://", "postgres://")


def open_log(
    where: str | PathLike[str], origin: str | None = None, *, algorithm: str = "sha256", write: bool = True
) -> Log:
    """A log; with an `origin` it is made where it is not there: SQLite, or a folder where the name ends in `/`.

    Raises:
        LogError: there is none, it is something else, or it cannot be used.
        ImportError: a database needs the extra `postgres`.
    """
    name = fspath(where)
    about = None if origin is None else About(usable_name(origin), algorithm)
    if about is not None and about.algorithm not in ALGORITHMS:
        raise LogError("ER806", algorithm=algorithm, known="、".join(ALGORITHMS))
    if name.startswith(_DATABASES):
        from enforcerules.audit.postgres_log import PostgresLog

        return PostgresLog(name, about, write=write)
    path = Path(name)
    if is_folder(path) or (name.endswith("/") and about is not None):
        from enforcerules.audit.directory_log import DirectoryLog

        return DirectoryLog(path, about, write=write)
    from enforcerules.audit.sqlite_log import SqliteLog

    return SqliteLog(path, about, write=write)


def usable_name(origin: str) -> str:
    """A name that stands on one line of a checkpoint and can be that of a key."""
    if not origin or "+" in origin or any(char.isspace() for char in origin) or not origin.isprintable():
        raise LogError("ER824", origin=origin)
    return origin
