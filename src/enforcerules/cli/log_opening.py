"""Opening the log that a command names, and reading the files beside it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.cli.refused import Refused

if TYPE_CHECKING:
    from enforcerules.audit.log import Log


@contextmanager
def opened(options: Namespace, *, write: bool = False) -> Iterator[Log]:
    """The log, its errors as bad input; raises Refused where an extra is missing."""
    from enforcerules import api
    from enforcerules.audit.log import LogError
    from enforcerules.base.diagnostics import InvalidInput, Report

    try:
        origin = options.origin if write else None
        _there(options, origin)
        with api.open_log(options.log, origin, algorithm=options.algorithm, write=write) as log:
            _same_name(origin, log)
            yield log
    except LogError as error:
        raise InvalidInput(Report((error.diagnostic,))) from None
    except ImportError as missing:
        extra = "postgres" if missing.name == "psycopg" else "sign"
        told = f"pip install 'enforcerules[{extra}]'"
        raise Refused(f"需要 {missing.name}：{told}", f"{missing.name} is needed: {told}") from None


def _there(options: Namespace, origin: str | None) -> None:
    """A log that records are to go into, and that has no name yet to be made under."""
    new = options.action == "append" and origin is None and "://" not in options.log
    if new and not Path(options.log).exists():
        raise Refused(
            f"没有日志 `{options.log}`；要新建，用 --origin 写明它的名称，如 example.gov.cn/penalties",
            f"there is no log `{options.log}`; to make one say its name with --origin, e.g. example.gov.cn/penalties",
        )


def _same_name(origin: str | None, log: Log) -> None:
    if origin is not None and origin != log.about.origin:
        there = log.about.origin
        raise Refused(f"这个日志的名称是 {there}，不是 {origin}", f"the name of this log is {there}, not {origin}")


def text_of(path: str) -> str:
    """The text of a file; raises InvalidInput where it cannot be read."""
    from enforcerules.base.diagnostics import InvalidInput, Report
    from enforcerules.load.files import read_bytes

    data, problems = read_bytes(Path(path))
    if data is None:
        raise InvalidInput(Report(problems))
    return data.decode("utf-8", "replace")
