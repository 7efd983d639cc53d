"""Every bound on what is read, in one place; docs/limits.md says what each is for and how it is changed.

`bounds()` and `workbook_bounds()` are those in force: the defaults, or what `limited` says for the time of a `with`. There is no
way to have none: each has a ceiling. Bounds of how rules are written and of the work of a decision (`COMBINATIONS` and the like) are not to be
changed: two systems with other figures would decide otherwise. No other module has a bound of what may be written;
what is only kept, cut for a screen or tried for speed changes no result, and is not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from typing import Final

__all__ = [
    "BOXES",
    "CITATION_LENGTH",
    "CLAUSES",
    "CLAUSE_DEPTH",
    "CLAUSE_LENGTH",
    "CLAUSE_RULES",
    "COMBINATIONS",
    "CONDITION_DEPTH",
    "CONDITION_LENGTH",
    "CORNERS",
    "DECIMALS",
    "DEFAULT",
    "DERIVED_FACTORS",
    "DERIVED_STEPS",
    "NAME_LENGTH",
    "NUMBER_DIGITS",
    "OPEN_MEASURES",
    "PACKAGES",
    "PERIOD_YEARS",
    "PLACES",
    "READINGS",
    "REQUEST_ID",
    "TABLE_ROWS",
    "WORKBOOK",
    "Limits",
    "WorkbookLimits",
    "bounds",
    "ceiling",
    "limited",
    "said",
    "workbook_bounds",
]

_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest input that is read; whatever is larger is a diagnostic, never a slow or failing run.

    The defaults are those of one file of a ruleset. A national benchmark of 5,000 rules is about 2 MiB and 300,000
    nodes, so they leave room for several times the largest ruleset seen.
    """

    file_bytes: int = 16 * _MIB
    """Size of one file."""

    bundle_bytes: int = 512 * _MIB
    """Size of one sealed bundle."""

    files: int = 10_000
    """Files of one ruleset folder."""

    depth: int = 64
    """Nesting of mappings and lists, after aliases are followed. The format itself needs about 12."""

    aliases: int = 1_000
    """YAML aliases (`*name`) in one file."""

    nodes: int = 1_000_000
    """Mappings, lists, keys and scalars of one file, after aliases are followed (an alias bomb of 330 bytes stands
    for 10 million)."""

    scalar: int = 65_536
    """Characters of one text."""

    digits: int = 18
    """Digits of one number, before and after the decimal point together: below 10 quadrillion 元 to the 分."""

    problems: int = 200
    """Problems reported for one file or case before reading stops."""

    outcomes: int = 1_000
    """Outcomes of one case: its acts, under each of their matters, with each of their parties."""

    rows: int = 100_000
    """Rows of a table of decisions that were made."""

    record_bytes: int = 64 * _MIB
    """Size of one record."""


DEFAULT: Final = Limits()
"""The bounds for a file of a ruleset."""

CLAUSES: Final = Limits(file_bytes=4 * _MIB, nodes=100_000)
"""The bounds for one clause record, a line of a file of many."""

CONDITION_LENGTH: Final = 4_000
"""Characters of one condition or amount."""

CONDITION_DEPTH: Final = 32
"""Brackets inside of brackets in one condition."""

DERIVED_STEPS: Final = 64
"""Steps from a derived fact to what a case says: each derived fact is one, or as many as 且, 或, 非 stand within one another in its condition."""

DERIVED_FACTORS: Final = 16
"""Facts of a case in one product: numbers of 18 digits each are then below 300 digits."""

TABLE_ROWS: Final = 1_000
"""Rows of one benchmark table. The longest one shipped has 21."""

COMBINATIONS: Final = 4096
"""Combinations of what open facts may still be that are worked through; beyond it the answer is an outer bound, and says so."""

NUMBER_DIGITS: Final = 18
"""Digits of one number in a condition, an amount or a clause record."""

DECIMALS: Final = 12
"""Decimals of a fact that is a decimal number, and of a factor of a clause record."""

NAME_LENGTH: Final = 60
"""Characters of the label of a fact or a parameter."""

CITATION_LENGTH: Final = 200
"""Characters of one citation."""

PLACES: Final = 200
"""Places that one text of several (第三条至第十条) may name."""

PERIOD_YEARS: Final = 100
"""Years of one period; 1,200 months, 36,500 days, 25,000 working days."""

PACKAGES: Final = 64
"""Readings of tiers that hold together, for which packages are told one by one; beyond it they are not told."""

CORNERS: Final = 512
"""Points at which two amounts of open bases are compared; beyond it the comparison is open."""

READINGS: Final = 32
"""Readings of names that several measures bear, of which each is tried; with so many the answer is `open`."""

OPEN_MEASURES: Final = 8
"""Measures with an open condition that are tried both ways; with more the answer is `open`."""

BOXES: Final = 20_000
"""Boxes of cases that a comparison of two rulesets works through; beyond it is said that it is not complete."""

CLAUSE_LENGTH: Final = 1_000
"""Characters of one condition of a clause record; the longest of the national records has 104."""

CLAUSE_DEPTH: Final = 12
"""Brackets inside of brackets in a condition of a clause record."""

CLAUSE_RULES: Final = 100
"""Rules of one clause record."""

REQUEST_ID: Final = 256
"""Characters of the id of a request to `serve`."""


@dataclass(frozen=True, slots=True)
class WorkbookLimits:
    """The largest workbook, Word file or CSV file that is read.

    Sizes are looked at before anything is unpacked, and again while it is: a header may say less than is there. A national
    benchmark of 5,000 rows and seven columns is 35,000 cells.
    """

    file_bytes: int = 32 * _MIB
    """Size of the file."""

    members: int = 5_000
    """Files inside of it: sheets, pictures, styles."""

    expanded: int = 256 * _MIB
    """Size of all of them unpacked."""

    part: int = 64 * _MIB
    """Size of one of them unpacked, of those that are read."""

    depth: int = 64
    """Nesting of XML elements."""

    sheets: int = 1_000
    """Sheets, or tables of a Word file."""

    cells: int = 500_000
    """Cells that hold something, of all sheets together; cells that merged ranges cover count as well."""

    rows: int = 1_048_576
    """Rows of a sheet, as Excel has them."""

    columns: int = 16_384
    """Columns of a sheet, as Excel has them."""

    text: int = 65_536
    """Characters of one cell (Excel itself writes 32,767)."""

    problems: int = 500
    """Errors told of one file."""


WORKBOOK: Final = WorkbookLimits()
"""The bounds for a workbook."""


_IN_FORCE: Final[ContextVar[tuple[Limits, WorkbookLimits]]] = ContextVar("limits", default=(DEFAULT, WORKBOOK))
_PREFIX: Final = "workbook_"
_GIB: Final = 1024 * _MIB
_CEILINGS: Final[Mapping[str, int]] = {
    "depth": 128,  # deeper trees would end in the recursion of Python
    "digits": 18,  # exact comparison with other engines ends here
    "scalar": 16 * _MIB,
    "problems": 10_000,
    "workbook_depth": 128,
    "workbook_rows": 1_048_576,
    "workbook_columns": 16_384,
    "workbook_text": 16 * _MIB,
    "workbook_problems": 10_000,
}


def bounds() -> Limits:
    """The bounds in force for files, bundles, cases and records."""
    return _IN_FORCE.get()[0]


def workbook_bounds() -> WorkbookLimits:
    """The bounds in force for workbooks."""
    return _IN_FORCE.get()[1]


def ceiling(name: str) -> int:
    """The most that a bound may be set to."""
    return _CEILINGS.get(name, 4 * _GIB if name.endswith(("bytes", "expanded", "part")) else 100_000_000)


@contextmanager
def limited(**changed: int) -> Iterator[None]:
    """Other bounds for the time of a `with`, in this thread or task alone: `limited(nodes=2_000_000, workbook_cells=1_000_000)`.

    Raises:
        ValueError: there is no such bound, or it is no whole number from 1 to its ceiling.
    """
    files, books = _IN_FORCE.get()
    names = {one.name for one in fields(Limits)} | {f"{_PREFIX}{one.name}" for one in fields(WorkbookLimits)}
    for name, value in changed.items():
        if name not in names:
            raise ValueError(f"there is no bound `{name}`; there are {', '.join(sorted(names))}")
        if type(value) is not int or not 1 <= value <= ceiling(name):
            raise ValueError(f"`{name}` is a whole number from 1 to {ceiling(name):,}, not {value!r}")
    ours = {name: value for name, value in changed.items() if not name.startswith(_PREFIX)}
    theirs = {name.removeprefix(_PREFIX): value for name, value in changed.items() if name.startswith(_PREFIX)}
    token = _IN_FORCE.set((replace(files, **ours), replace(books, **theirs)))
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def said(text: str) -> dict[str, int]:
    """Bounds written as `nodes=2000000,file_bytes=64MiB`, the form of an environment variable; raises ValueError."""
    found: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, equals, value = (one.strip() for one in part.partition("="))
        number, times = (value[:-3].strip(), _MIB) if value.endswith("MiB") else (value, 1)
        if not equals or not (number.isascii() and number.isdigit()) or len(number) > 12:
            raise ValueError(f"`{part}` is no bound; write name=number, or name=numberMiB")
        found[name] = int(number) * times
    return found
