"""Problems found in what people wrote, as values that are ordered, compared and rendered elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import total_ordering
from typing import Any, Final

from enforcerules.base.catalogue import CATALOGUE, LABELS, Entry, Severity, message
from enforcerules.base.hidden import visible
from enforcerules.base.personal import without_identity
from enforcerules.base.source import Span

__all__ = ["Diagnostic", "InvalidInput", "Label", "LaterReport", "Report", "Shown", "diagnose", "lowered"]

_LONGEST_ARGUMENT: Final = 240
_CELL: Final = re.compile(r"(.*\[.*)!([A-Z]{1,3})([0-9]{1,7})\]")


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that a diagnostic speaks of; `key` names its wording in the catalogue (`LABELS`)."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The cases in which a finding shows: a matter, a region for each of some facts, and the table or measure it is of."""

    matter: str
    cells: tuple[tuple[str, object], ...]
    part: str | None = None


@total_ordering
@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a code of the catalogue, where it is, and what fills the placeholders of its wording.

    Ordered by file, line, column and code; a problem without a place comes first. `shows`: the cases in which it shows,
    where the check knows them; it is no part of what is said.
    """

    code: str
    span: Span | None
    args: tuple[tuple[str, str], ...] = ()
    labels: tuple[Label, ...] = ()
    shows: Shown | None = field(default=None, compare=False, metadata={"packed": False})

    @property
    def entry(self) -> Entry:
        """What the catalogue says about the code."""
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `info`."""
        return self.entry.severity

    def __lt__(self, other: object) -> bool:
        """By place, then by code, then by wording, so that any set of diagnostics has one order."""
        return _order(self) < _order(other) if isinstance(other, Diagnostic) else NotImplemented


def _order(one: Diagnostic) -> tuple[Any, ...]:
    where = one.span or Span("", 0, 0, 0, 0)
    labels = tuple((label.span, label.key) for label in one.labels)
    return (_in_order(where.file), where.line, where.column, one.code, where, one.args, labels)


def _in_order(file: str) -> tuple[str, int, int, str]:
    """Files by name; cells of a workbook (`a.xlsx[Sheet1!D12]`) by row and column."""
    cell = _CELL.fullmatch(file) if file.endswith("]") else None
    return (file, 0, 0, "") if cell is None else (cell[1], int(cell[3]), len(cell[2]), cell[2])


def diagnose(code: str, span: Span | None, /, *, labels: Iterable[Label] = (), **args: object) -> Diagnostic:
    r"""A diagnostic of the catalogue.

    Arguments that are None are left out. Characters that cannot be seen are spelled out (`\u200b`), numbers of
    identity are masked and long text is cut, so a message is always one safe line. An argument of the form `@mapping` stands for a word of the catalogue
    (`TERMS`) and is worded in the language of the reader; `@mapping|@list` is worded as an alternative.

    Raises:
        LookupError: the code or the key of a label is not in the catalogue, which is a defect of the caller.
    """
    kept = tuple(labels)
    unknown = [name for name in (code,) if name not in CATALOGUE] + [at.key for at in kept if at.key not in LABELS]
    if unknown:
        raise LookupError(f"not in the catalogue: {', '.join(unknown)}")
    worded = ((name, _argument(value)) for name, value in args.items() if value is not None)
    return Diagnostic(code, span, tuple(sorted(worded)), kept)


def lowered(one: Diagnostic, lines: int) -> Diagnostic:
    """The diagnostic so many lines further down: of a record read by itself, in the file that it stands in."""
    if not lines:
        return one
    labels = tuple(replace(label, span=_lower(label.span, lines)) for label in one.labels)
    return replace(one, span=None if one.span is None else _lower(one.span, lines), labels=labels)


def _lower(span: Span, lines: int) -> Span:
    return replace(span, line=span.line + lines, end_line=span.end_line + lines)


def _argument(value: object) -> str:
    text = visible(without_identity(str(value)))
    return text if len(text) <= _LONGEST_ARGUMENT else f"{text[: _LONGEST_ARGUMENT - 1]}…"


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of one run, sorted by position and each of them once."""

    diagnostics: tuple[Diagnostic, ...] = ()

    def __post_init__(self) -> None:
        """Sort and drop what was found twice."""
        object.__setattr__(self, "diagnostics", tuple(sorted(set(self.diagnostics))))

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those that keep the input from being used."""
        return tuple(one for one in self.diagnostics if one.severity == "error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Those that someone should look at."""
        return tuple(one for one in self.diagnostics if one.severity == "warning")

    @property
    def ok(self) -> bool:
        """Whether the input can be used: there are no errors."""
        return not self.errors

    def __add__(self, other: Report) -> Report:
        """The problems of both."""
        return Report(self.diagnostics + other.diagnostics)

    def raise_if_invalid(self) -> None:
        """Do nothing when there are no errors.

        Raises:
            InvalidInput: there are errors.
        """
        if not self.ok:
            raise InvalidInput(self)


class LaterReport(Report):
    """A report whose problems are made when somebody asks for them; equal to any other of the same problems."""

    __slots__ = ("_kept", "_make")

    _kept: dict[None, tuple[Diagnostic, ...]]
    _make: Callable[[], tuple[Diagnostic, ...]]

    def __init__(self, make: Callable[[], tuple[Diagnostic, ...]]) -> None:
        """`make`: the problems, in any order."""
        object.__setattr__(self, "_make", make)
        object.__setattr__(self, "_kept", {})

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The problems; made once."""
        found = self._kept.get(None)
        return self._kept.setdefault(None, Report(self._make()).diagnostics) if found is None else found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self.diagnostics == other.diagnostics

    def __hash__(self) -> int:
        return hash((self.diagnostics,))

    def __reduce__(self) -> tuple[type[Report], tuple[tuple[Diagnostic, ...]]]:
        """Pickled and copied as a plain report."""
        return Report, (self.diagnostics,)


class InvalidInput(Exception):
    """Input that cannot be used; `report` holds every problem that was found."""

    def __init__(self, report: Report) -> None:
        """Carry the report."""
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        """One line for each problem, in Chinese and English."""
        return "\n".join(_line(one) for one in self.report.diagnostics)


def _line(one: Diagnostic) -> str:
    where = f"{one.span}: " if one.span else ""
    return f"{where}{one.code} {message(one, 'zh')} / {message(one, 'en')}"
