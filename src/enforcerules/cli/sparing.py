"""Results are not written over what they come from: a case, or rules, would be gone."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from enforcerules.cli.refused import Refused

_WRITTEN: Final = ("output", "junit")
"""Options that name a file to be written."""

_IN_PLACE: Final = frozenset({"sign"})
"""Commands that add to what they are given."""

_READ_BY_NAME: Final = frozenset({".yaml", ".yml"})
"""What is read of a folder of rules."""


def spare_inputs(options: Namespace) -> None:
    """Raises Refused where the file to be written is one that the command reads."""
    if options.name in _IN_PLACE:
        return
    for name in _WRITTEN:
        written = getattr(options, name, None)
        if isinstance(written, str) and _is_file(written) and any(_holds(one, written) for one in _given(options)):
            raise Refused(
                f"`{written}` 是要读的文件，结果不能写在它上面；另写一个文件名",
                f"`{written}` is read by this command, and the result would replace it; name another file",
            )


def _given(options: Namespace) -> Iterator[str]:
    """Every word of the command line but the places to be written."""
    for name, value in vars(options).items():
        if name not in {*_WRITTEN, "name", "command"}:
            yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))


def _holds(given: str, written: str) -> bool:
    """Whether a word names the file, or a folder of rules that it is one of."""
    try:
        if Path(given).samefile(written):
            return True
        inside = Path(written).resolve().is_relative_to(Path(given).resolve())
        return inside and bool(given) and Path(written).suffix.lower() in _READ_BY_NAME and Path(given).is_dir()
    except (OSError, RuntimeError, ValueError):
        return False


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False
