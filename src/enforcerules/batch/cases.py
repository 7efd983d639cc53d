"""A table of cases: which columns are fields of the case and which are facts, and a row as a written case.

Fields: `case`, `matter`, `territory`, `phase`, `start`, `end`, `party.kind`, `party.role`, `party.born`, `dates.…`, `authority.…`,
`proposed.…` and `history` (JSON); where a dot is not wanted in the name of a column, `party__kind` is `party.kind`. Every other column
is a fact, by label or id. A null says nothing: it is as if the key were not written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.batch.columns import Array, Column, column_of, encoded, signature
from enforcerules.kernel.context import case_from
from enforcerules.model.case import History
from enforcerules.model.program import Fact

_PLAIN = frozenset({"matter", "territory", "phase"})
_DAYS = frozenset({"start", "end", "party.born"})
_GROUPS = ("party", "dates", "authority", "proposed")
_PARTY = frozenset({"party.kind", "party.role", "party.born"})
ONGOING = -1
"""The day of an end that has not come."""
NO_DAY = 0
_DATE = Fact("day", "", "date", "")


def dotted(name: str) -> str:
    """The name of a column with its dot."""
    head, between, tail = name.partition("__")
    return f"{head}.{tail}" if between and head in _GROUPS else name


def is_fact(name: str) -> bool:
    """Whether a column is a fact."""
    head = name.partition(".")[0]
    return not (name in _PLAIN | _DAYS | _PARTY | {"case", "history"} or (head in _GROUPS[1:] and "." in name))


def is_day(name: str) -> bool:
    """Whether a column holds days of the case."""
    return name in _DAYS or name.startswith("dates.")


def is_field(name: str) -> bool:
    """Whether a column groups cases: what it says is the same for all that are decided together."""
    return not is_fact(name) and not is_day(name) and name not in {"case", "history"}


@dataclass
class Table:
    """The columns of some cases as Arrow arrays (not chunked), or some of their rows in another order.

    `raw`: the columns read so far, as the arrays lie; `read`: the same in order, and what else was worked out of them.
    """

    arrays: Mapping[str, Array]
    count: int
    order: Array | None = None
    raw: dict[tuple[object, ...], Column] = field(default_factory=dict)
    read: dict[tuple[object, ...], Column] = field(default_factory=dict)
    same: dict[str, int | None] = field(default_factory=dict)
    past: tuple[Array, tuple[History | None, ...], Array | None] | None = None
    faults: Array | None = None
    """The rows, in order, whose days or history are not what they should be; None where there are none."""

    def at(self, order: Array) -> Table:
        """Some of its rows, in an order that brings together what is decided together; what was read is not read again."""
        made = Table(self.arrays, self.count, order, self.raw, same=self.same)
        made.faults = None if self.faults is None else self.faults[order]
        places, words, odd = self.histories()
        made.past = places[order] if len(words) > 1 else places, words, odd
        return made

    @cached_property
    def facts(self) -> list[str]:
        """The columns that are facts and say anything."""
        return [name for name, array in self.arrays.items() if is_fact(name) and array.null_count < self.count]

    def column(self, name: str, fact: Fact) -> Column:
        """A column read for a fact, in the order of the table."""
        key = (name, signature(fact))
        found = self.read.get(key)
        if found is None:
            made = self._raw(key, lambda: column_of(fact, self.arrays[name]))
            found = self.read[key] = made if self.order is None else made.at(self.order)
        return found

    def _raw(self, key: tuple[object, ...], make: Callable[[], Column]) -> Column:
        found = self.raw.get(key)
        if found is None:
            found = self.raw[key] = make()
        return found

    def days(self, name: str) -> Column:
        """A column of days: ordinals, NO_DAY where there is none, ONGOING for an end that has not come; as the arrays lie."""
        return self._raw((name, "days"), lambda: _days(name, self.arrays[name]))

    def ordered_days(self, name: str) -> Array | None:
        """The days of a column in the order of the table; None where there is no such column."""
        if name not in self.arrays:
            return None
        key = (name, "ordered days")
        found = self.read.get(key)
        if found is None:
            days = self.days(name).numbers
            made = days if self.one_day(name) is not None else self._ordered(days)
            found = self.read[key] = Column(made, None, None, None)
        return found.numbers

    def one_day(self, name: str) -> int | None:
        """The day of a column in which all rows have the same."""
        if name not in self.same:
            days = self.days(name).numbers
            self.same[name] = int(days[0]) if len(days) and (days == days[0]).all() else None
        return self.same[name]

    def said(self, name: str) -> Array:
        """In which rows a column says anything, in the order of the table."""
        return self._ordered(~np.asarray(self.arrays[name].is_null()))

    def _ordered(self, rows: Array) -> Array:
        return rows if self.order is None else rows[self.order]

    def unreadable(self) -> Array | None:
        """What `faults` is to hold."""
        masks = [self.days(name).odd for name in self.arrays if is_day(name)]
        masks.append(self.histories()[2])
        found = [one for one in masks if one is not None]
        return np.logical_or.reduce(found) if found else None

    def histories(self) -> tuple[Array, tuple[History | None, ...], Array | None]:
        """The place of each row's history, in order, in a list of them; and which are none, as the arrays lie."""
        if self.past is None:
            self.past = _histories(self.arrays.get("history"), self.count)
        return self.past

    def original(self, places: Any) -> Any:  # noqa: ANN401  one place, places or a stretch
        """Where rows of this order lie in the arrays."""
        return np.arange(self.count)[places] if self.order is None else self.order[places]

    def row(self, place: int) -> dict[str, Any]:
        """A row of the arrays as a written case."""
        return written({name: array[place].as_py() for name, array in self.arrays.items()})


def _days(name: str, array: Array) -> Column:
    made = column_of(_DATE, array)
    numbers, odd = made.numbers, made.odd
    if name == "end" and odd is not None:
        codes, values = encoded(array)
        ongoing = np.array([one == "ongoing" for one in values] or [False])[codes] & odd
        numbers = np.where(ongoing, ONGOING, numbers)
        odd = odd & ~ongoing
    out = (numbers != ONGOING) & ((numbers < date(1900, 1, 1).toordinal()) | (numbers > date(2200, 12, 31).toordinal()))
    if made.empty is not None:
        numbers = np.where(made.empty, NO_DAY, numbers)
        out &= ~made.empty
    odd = out if odd is None else odd | out
    return Column(numbers, None, made.empty, odd if odd.any() else None)


def _histories(array: Array | None, count: int) -> tuple[Array, tuple[History | None, ...], Array | None]:
    """Histories written alike are one; what is none, or says what an event was about, is left to the reference."""
    if array is None or array.null_count == count:
        return np.zeros(count, np.int64), (None,), None
    codes, values = encoded(array)
    read = [_history(one) for one in values]
    empty = np.asarray(array.is_null())
    odd = np.array([one is None for one in read])[codes] & ~empty
    return np.where(empty, 0, codes + 1), (None, *read), odd if odd.any() else None


def _history(text: object) -> History | None:
    try:
        made = case_from({"matter": "any", "history": _read(text)}).history
    except InvalidInput:
        return None
    return None if made is None or any(one.about for one in made.events) else made


def written(row: Mapping[str, Any]) -> dict[str, Any]:
    """A case from the fields of one row; what is null is not written."""
    made: dict[str, Any] = {}
    facts: dict[str, Any] = {}
    for name, value in row.items():
        if value is None:
            continue
        head, _, tail = name.partition(".")
        if is_fact(name):
            facts[name] = {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value
        elif head in _GROUPS and tail:
            made.setdefault(head, {})[tail] = value
        else:
            made[name] = _read(value) if name == "history" else value
    return {**made, "facts": facts}


def _read(text: object) -> object:
    """A history; what is no JSON stays as it is, for the reference to say so."""
    try:
        return json.loads(str(text), parse_float=Decimal)
    except ValueError:
        return text


def field_codes(table: Table) -> Iterator[tuple[str, Array, int]]:
    """For each column that groups cases, the place of every row's value and how many there are; nil is none."""
    for name, array in table.arrays.items():
        if is_field(name) and array.null_count < table.count:
            codes, values = encoded(array)
            if array.null_count:
                codes = np.where(np.asarray(array.is_null()), 0, codes + 1)
                yield name, codes, len(values) + 1
            elif len(values) > 1:
                yield name, codes, len(values)
