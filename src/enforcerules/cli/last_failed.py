"""Which examples did not pass in the last run: a small file in a cache folder of the working directory, safe to delete."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

FOLDER: Final = ".enforcerules_cache"
_FILE: Final = "last_failed.json"


def read(here: Path) -> frozenset[str]:
    """The names kept; none where there is no file, or one that is not ours."""
    try:
        kept = json.loads((here / FOLDER / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(map(str, kept)) if isinstance(kept, list) else frozenset()


def keep(here: Path, failed: Iterable[str], ran: Iterable[str]) -> None:
    """Remember (by `name_of`) what failed, and forget what ran and passed; examples that did not run keep what was known of them.

    Nothing is written while there is nothing to remember, and a folder that cannot be written is no error.
    """
    before = read(here)
    now = (before - set(ran)) | set(failed)
    if now == before:
        return
    try:
        folder = here / FOLDER
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        (folder / _FILE).write_text(json.dumps(sorted(now), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError:
        return


def name_of(path: Path, inside: str | None) -> str:
    """An example by its resolved path, and behind `::` its name in a file of several."""
    name = str(path.resolve()) if inside is None else f"{path.resolve()}::{inside}"
    return name.encode("utf-8", "replace").decode()
