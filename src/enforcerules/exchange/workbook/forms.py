"""How each line above a table and each column of it is read, and what is said of a cell that was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from enforcerules.exchange.workbook import values
from enforcerules.exchange.workbook.tidy import amount_text
from enforcerules.exchange.workbook.values import Values
from enforcerules.exchange.workbook.words import HITS, LEVELS, MODES, SHIFTS

AS_JSON: Final = "{}"
"""How the key ends of what is kept as JSON: a condition that is a tree of all, any and not; shifts."""
HEAD_READERS: Final[Mapping[str, Callable[[str], Values | None]]] = {
    "title": partial(values.read_text, key="title.zh"),
    "when": values.read_condition,
    "basis": partial(values.read_list, key="basis"),
    "from": partial(values.read_day, key="from"),
    "until": partial(values.read_day, key="until"),
    "hit": values.read_hit,
    "rounding": values.read_rounding,
    "shift": values.read_shift,
    "order": partial(values.read_list, key="order"),
    "note": partial(values.read_text, key="note"),
    "start": partial(values.read_weight, key="weights.start"),
    "of": lambda text: {"weights.of": amount_text(text)},
    "cap": partial(values.read_weight, key="weights.cap"),
    "floor": partial(values.read_weight, key="weights.floor"),
    "mode": lambda text: None if (mode := values.read_mode(text)) is None else {"weights.mode": mode["mode"]},
}
"""Lines above a table: how each is read."""

CELL_READERS: Final[Mapping[str, Callable[[str], Values | None]]] = {
    "level": values.read_level,
    "name": partial(values.read_text, key="title.zh"),
    "when": values.read_when,
    "result": values.read_result,
    "basis": partial(values.read_list, key="basis"),
    "note": partial(values.read_text, key="note"),
}
"""Columns of a table of tiers: how each is read."""

EXPECTED: Final = {"level": tuple(LEVELS.values()), "hit": tuple(HITS.values()), "mode": tuple(MODES.values())}
KINDS: Final = {"from": "@date", "until": "@date", "rounding": "@rounding", "shift": "@shift"}
EXAMPLES: Final = {
    "from": "2024-03-01",
    "until": "2024-03-01",
    "rounding": "1元，舍去",
    "shift": f"一年内次数2次以上：{SHIFTS['next']}",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell and what it was read as: the original, what went into the rules, None for one that was not imported."""

    sheet: str
    cell: str
    original: str
    read: str | None

    @property
    def changed(self) -> bool:
        """Whether what was read is not simply what stands there."""
        return self.read != self.original
