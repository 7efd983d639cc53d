"""Where decisions go: written as they come, or to a file when all of them are there."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Self

from enforcerules import api
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit, is_rich
from enforcerules.explain import explain
from enforcerules.render.console import show
from enforcerules.render.summary import summary

ONE_HTML = Refused("HTML 一次只输出一个案件", "HTML shows one case at a time")
_BETWEEN = f"\n{'─' * 40}\n\n"


class Sink:
    """Takes decisions in one format; JSON is one line each, and `-o` leaves no file behind when nothing was decided."""

    def __init__(self, options: Namespace) -> None:
        """After the options of `decide`."""
        self._options = options
        self._kept: list[str] = []
        self._count = 0

    def __enter__(self) -> Self:
        """Nothing to open."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Write the file, unless deciding broke off."""
        if kind is None and self._kept:
            emit("".join(self._kept), self._options.output)

    def take(self, decision: api.Decision) -> None:
        """Write a decision, or keep it for the file."""
        options = self._options
        if options.format == "html" and self._count:
            raise ONE_HTML
        between = _BETWEEN if options.format == "text" and self._count else ""
        self._count += 1
        if options.output is None and options.format == "text" and is_rich(sys.stdout):
            sys.stdout.write(between)
            _to_terminal(decision, options)
            return
        shown = f"{between}{_shown(decision, options).rstrip()}\n"
        if options.output is None:
            emit(shown, None)
        else:
            self._kept.append(shown)


def _shown(decision: api.Decision, options: Namespace) -> str:
    if options.format == "json":
        return api.to_json(decision)
    if options.format == "html":
        return api.explain(decision, options.lang, depth=options.depth, format="html")
    return f"{_gist(decision, options)}{api.explain(decision, options.lang, depth=options.depth)}"


def _to_terminal(decision: api.Decision, options: Namespace) -> None:
    sys.stdout.write(_gist(decision, options))
    try:
        show(explain(decision, options.depth), options.lang, sys.stdout)
    except SystemExit:  # rich leaves the process when the reader is gone
        raise BrokenPipeError from None


def _gist(decision: api.Decision, options: Namespace) -> str:
    """`decide` says first what follows, `explain` goes straight to the reasons."""
    return f"{summary(decision, options.lang)}\n" if options.name == "decide" else ""
