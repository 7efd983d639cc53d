"""Cases from the command line: files, examples, JSON lines, standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from enforcerules.base.diagnostics import Report, lowered
from enforcerules.base.limits import bounds
from enforcerules.load.cases import load_case, load_examples, read_case
from enforcerules.load.files import read_bytes
from enforcerules.load.rulesets import EXAMPLE, EXAMPLES
from enforcerules.model.case import Case

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"
_LINES: Final = frozenset({".jsonl", ".ndjson"})
_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*(?:\[|\{[ \t\r\n]*[\"}])")


@dataclass(frozen=True, slots=True)
class Given:
    """A case as it was given, or why it cannot be used.

    `sources` holds text that came from no file; `before` counts the lines that stand before the case in its file.
    """

    name: str
    case: Case | None
    report: Report
    sources: dict[str, str] = field(default_factory=dict)
    before: int = 0

    def placed(self, report: Report) -> Report:
        """A report about this case with its lines counted in the whole file."""
        return Report(tuple(lowered(one, self.before) for one in report.diagnostics)) if self.before else report


def cases(words: Iterable[str]) -> Iterator[Given]:
    """The cases that the words of the command line name; `-` is standard input."""
    for one in words:
        if one == STDIN:
            yield from _from_bytes(sys.stdin.buffer.read(bounds().file_bytes + 1))
        elif Path(one).suffix.lower() in _LINES:
            data, problems = read_bytes(Path(one))
            yield from [Given(one, None, Report(problems))] if data is None else _lines(data, one)
        else:
            yield from _from_file(Path(one))


def _from_file(path: Path) -> Iterator[Given]:
    """A case file; of examples, their cases."""
    case, report = load_case(path)
    if any(one.code == "ER208" and dict(one.args).get("found") in {EXAMPLE, EXAMPLES} for one in report.errors):
        for example, found in load_examples(path):
            yield Given(str(path), None if example is None else example.case, found)
        return
    yield Given(str(path), case, report)


def _from_bytes(data: bytes) -> Iterator[Given]:
    lines = [line for line in data.splitlines() if line.strip()]
    if len(lines) > 1 and all(_JSON.match(line) and line.rstrip().endswith(b"}") for line in lines):
        yield from _lines(data, STDIN_NAME)
        return
    case, report = read_case(data, STDIN_NAME, json=_JSON.match(data) is not None)
    yield Given(STDIN_NAME, case, report, {STDIN_NAME: data.decode("utf-8", "replace")})


def _lines(data: bytes, name: str) -> Iterator[Given]:
    """One JSON case a line."""
    sources = {name: data.decode("utf-8", "replace")}
    for before, line in enumerate(data.split(b"\n")):
        if line.strip():
            case, report = read_case(line, name, json=True)
            yield Given(f"{name}:{before + 1}", case, report, sources, before)
