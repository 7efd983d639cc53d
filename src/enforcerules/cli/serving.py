"""The loop of `serve`: a line in, an answer out, until the input ends, `shutdown` is asked, or SIGTERM comes."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator
from contextlib import suppress
from types import FrameType
from typing import Any, BinaryIO, Final

from enforcerules.base.catalogue import Lang
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.cli.serve_messages import (
    DEFECT,
    INVALID,
    TOO_LARGE,
    UNKNOWN,
    Failed,
    Request,
    Wrong,
    answer,
    error,
    messages,
)
from enforcerules.cli.serve_methods import NAMES, Methods, refused
from enforcerules.cli.streams import remark

SHUTDOWN: Final = "shutdown"


class Stopped(Exception):
    """SIGTERM while waiting for a line."""


class Server:
    """Answers lines; never raises for what a line says."""

    def __init__(self, methods: Methods, lang: Lang) -> None:
        """`lang`: of the messages of errors; reports have both."""
        self._methods, self._lang = methods, lang
        self.ended = False

    def line(self, line: bytes) -> str | None:
        """The answer to a line; None where none is wanted."""
        made, batch = messages(line)
        answers = [told for one in made if (told := self._one(one)) is not None]
        if batch:
            return f"[{','.join(answers)}]" if answers else None
        return answers[0] if answers else None

    def too_large(self, most: int) -> str:
        """The answer to a line that was not read to its end."""
        zh, en = f"一行不得超过 {most:,} 字节", f"a line has at most {most:,} bytes"
        return error("null", Failed(TOO_LARGE, zh, en), self._lang)

    def _one(self, one: Request | Wrong) -> str | None:
        if isinstance(one, Wrong):
            return error(one.id, one.why, self._lang)
        try:
            result = self._asked(one)
        except Failed as why:
            return None if one.id is None else error(one.id, why, self._lang)
        return None if one.id is None else answer(one.id, result)

    def _asked(self, request: Request) -> str:
        if self.ended:
            raise Failed(INVALID, "已要求结束", "the end was asked for")
        if request.method not in NAMES:
            listed = "、".join(NAMES)
            raise Failed(
                UNKNOWN,
                f"没有方法 `{request.method[:80]}`；可用：{listed}",
                f"there is no method `{request.method[:80]}`; there are: {', '.join(NAMES)}",
            )
        self.ended = request.method == SHUTDOWN
        try:
            return self._methods(request)
        except InvalidInput as invalid:
            raise refused(invalid.report) from None
        except (Failed, KeyboardInterrupt):
            raise
        except Exception:  # noqa: BLE001  the last place: the client gets an answer, the log gets the traceback
            remark(traceback.format_exc())
            raise Failed(
                DEFECT,
                "这是 enforcerules 的缺陷，详见标准错误",
                "this is a defect of enforcerules; standard error has the details",
            ) from None


class Waiting:
    """SIGTERM ends the process at once while it waits, and after the answer while it works; given back when the lines end."""

    _before: Any = None
    """What was done on the signal before; None where it was not taken."""

    def __init__(self) -> None:
        """Take the signal, where this is the main thread."""
        self.asked, self._waits = False, False
        with suppress(ValueError):  # not the main thread: whoever embeds the loop keeps the signal
            self._before = signal.signal(signal.SIGTERM, self._came)

    def _came(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self._waits:
            raise Stopped

    def lines(self, stream: BinaryIO, most: int) -> Iterator[bytes | None]:
        """The lines that are not blank; None for one that is too large, of which no more than the bound is kept."""
        try:
            while not self.asked:
                line = self._next(stream, most + 1)
                if not line:
                    return
                if len(line) > most and not line.endswith(b"\n"):
                    while line and not line.endswith(b"\n"):
                        line = self._next(stream, most)
                    yield None
                elif line.strip():
                    yield line
        except Stopped:
            return
        finally:
            if self._before is not None:
                signal.signal(signal.SIGTERM, self._before)

    def _next(self, stream: BinaryIO, most: int) -> bytes:
        self._waits = True
        try:
            if self.asked:
                raise Stopped
            return stream.readline(most)
        finally:
            self._waits = False
