"""The shipped library: where a ruleset lies that another one extends and that was not given.

Ids follow folders: `cn.market.food` is `cn/market/food/` or `cn/market/food.yaml`. Of a folder only the files that stand
directly in it and belong to the ruleset count: `cn/statutes/` holds one ruleset of shared facts and one for every law.
Names of files are UTF-8 whatever the locale is.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_HEAD_BYTES = 400
_RULESET = re.compile(rb"^ruleset:[ \t]*(\S+)", re.MULTILINE)
_FORMAT = re.compile(rb"^format:[ \t]*enforcerules/ruleset/1", re.MULTILINE)
_SAFE = re.compile(r"[^./\\]+(\.[^./\\]+)*")


def files_of(library: Path, ruleset: str) -> tuple[Path, ...]:
    """The files of a ruleset of the library, in order; none where it has no such ruleset."""
    if not _SAFE.fullmatch(ruleset):
        return ()
    # Names on disk are UTF-8, whatever the locale says of file names: a law is found under LC_ALL=C as well.
    *folders, name = (os.fsdecode(part.encode()) for part in ruleset.split("."))
    place = library.joinpath(*folders, name)
    alone = place.parent / f"{name}.yaml"
    if alone.is_file():
        return (alone,)
    if not place.is_dir():
        return ()
    return tuple(path for path in sorted(place.glob("*.yaml")) if _belongs(path, ruleset.encode()))


def calendars_of(library: Path) -> tuple[Path, ...]:
    """The working-day calendars of the library."""
    return tuple(sorted((library / "cn" / "calendars").glob("*.yaml")))


def _belongs(path: Path, ruleset: bytes) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    said = _RULESET.search(head)
    return _FORMAT.search(head) is not None and (said is None or said[1].strip(b"\"'") == ruleset)
