"""Every bound on what is read, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["CASE", "DEFAULT", "WORKBOOK", "Limits", "WorkbookLimits"]

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
    """Problems reported for one file before reading stops."""


DEFAULT: Final = Limits()
"""The bounds for a file of a ruleset."""

CASE: Final = Limits(file_bytes=4 * _MIB, nodes=100_000)
"""The bounds for a case: a long history of 5,000 earlier penalties is about 60,000 nodes."""


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
    """Problems reported for one file before reading stops."""


WORKBOOK: Final = WorkbookLimits()
"""The bounds for a workbook."""
