"""Aligned columns of text in which Chinese characters are two columns wide."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines; two blanks between columns, the last one as long as it is."""
    widths = [max(cell_len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    lines = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
