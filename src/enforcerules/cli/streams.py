"""Standard streams: UTF-8 whatever the locale says, quiet when the reader leaves, plain unless a terminal reads."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

from enforcerules.cli.refused import unwritable

__all__ = ["emit", "give_up_output", "is_rich", "remark", "use_utf8", "whole_or_none"]


def use_utf8() -> None:
    """Write UTF-8 even under `LC_ALL=C` or `PYTHONIOENCODING=gbk`; what cannot be encoded becomes `?`."""
    _replace_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


class _Closed(StringIO):
    """Standard output that was closed by whoever started the program: there is nowhere to write a result to."""

    def write(self, _: str) -> int:
        """Refused, as a full disk refuses."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def _replace_closed() -> None:
    """Python has None for a stream that is closed (`<&-`, `>&-`): nothing comes in, a result is refused, remarks go nowhere."""
    if sys.stdin is None:
        sys.stdin = TextIOWrapper(BytesIO())
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = StringIO()


def is_rich(stream: TextIO) -> bool:
    """Whether layout and colours are wanted: `NO_COLOR` refuses, `FORCE_COLOR` asks, else a terminal that can do it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def emit(text: str, output: str | None) -> None:
    """A result: to the file of `-o`, in UTF-8, or to standard output; ends with a line break.

    Raises:
        Refused: the file cannot be written.
    """
    ended = text if text.endswith("\n") else f"{text}\n"
    if output is None:
        sys.stdout.write(ended)
        return
    try:
        with whole_or_none(Path(output)):
            Path(output).write_text(ended, encoding="utf-8", errors="replace", newline="\n")
    except (OSError, ValueError) as error:
        raise unwritable(output, error) from None


@contextmanager
def whole_or_none(*paths: Path) -> Iterator[None]:
    """Files that are being written: where that breaks off, none of them is left, so that nobody takes a part for the whole."""
    try:
        yield
    except BaseException:
        for path in paths:
            with suppress(OSError, ValueError):
                if path.is_file():
                    path.unlink()
        raise


def remark(text: str) -> None:
    """Something that is no result: on standard error, after what was written so far."""
    with suppress(OSError):  # what cannot be written is told by whoever wrote it
        sys.stdout.flush()
    sys.stderr.write(text if text.endswith("\n") else f"{text}\n")


def give_up_output() -> None:
    """The reader is gone: send what is still buffered nowhere, so that leaving is quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
