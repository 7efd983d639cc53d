"""A PostgreSQL of its own for the tests: Debian's programs, a cluster in a temporary folder, no network."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


def programs():
    """Where `initdb` and `pg_ctl` are, or None."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path())]
    return next((place for place in places if all((place / name).is_file() for name in ("initdb", "postgres"))), None)


def as_nobody():
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    runuser = shutil.which("runuser")
    return None if runuser is None else [runuser, "-u", "postgres", "--"]


@contextmanager
def server():
    """The URL of a running server, or None with the reason."""
    place, prefix = programs(), as_nobody()
    if place is None or prefix is None:
        yield None, "PostgreSQL is not installed" if place is None else "running as root, without runuser"
        return
    folder = Path(tempfile.mkdtemp(prefix="er-pg-"))
    try:
        if prefix:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        run = lambda *words: subprocess.run([*prefix, *map(str, words)], check=True, capture_output=True, cwd="/")  # noqa: E731
        run(place / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-N", "--locale=C", "-E", "UTF8")
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=on -c max_connections=20"
        run(place / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}", ""
        finally:
            run(place / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    except (subprocess.CalledProcessError, LookupError) as error:
        yield None, f"PostgreSQL does not start: {error}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
