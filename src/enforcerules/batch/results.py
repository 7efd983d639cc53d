"""What was decided, row by row: kept as places in lists of results, and written out as columns when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from enforcerules.batch import amounts
from enforcerules.batch.amounts import Of, amounts_of, decimals
from enforcerules.batch.columns import Array
from enforcerules.batch.forms import Facts, Forms, forms_of
from enforcerules.batch.leaves import Leaves
from enforcerules.batch.variables import value_of
from enforcerules.kernel.sums import Floor, Whole
from enforcerules.kernel.tree import Leaf
from enforcerules.kernel.verdict import measures_of
from enforcerules.model.verdict import MeasureFound, Result

Which: TypeAlias = Callable[[Result], Sequence[MeasureFound]]
"""Measures of a result of which one follows."""
Text: TypeAlias = Callable[[Result], "str | None"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows, by their places in the table (a slice: all of them): where each row's result stands in the list (below nil: it is in another part).

    `variables`: the facts of these rows; None where the reference decided them, whose results are a list of their own.
    `problems`: what is wrong with a case, by its place among these rows.
    """

    rows: Array | slice
    ends: Array
    variables: Facts | None
    problems: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Results:
    """The decisions of a table. `leaves`: the results of the decider; `strays`: those that the reference gave for this table.

    `places`: where each row's result stands, those of the reference behind the others; below nil where there is none.
    """

    arrays: Mapping[str, Array]
    count: int
    parts: tuple[Part, ...]
    leaves: Leaves
    strays: Leaves
    threads: int = 1
    """How many share the columns that are written out."""
    places: Array = None
    size: int = 0
    whole: bool = False
    """Whether every row has a result of the decider."""
    wrong: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the lists of the parts together."""
        self.size = len(self.leaves.all)
        all_at_once = len(self.parts) == 1 and isinstance(self.parts[0].rows, slice)
        self.places = self.parts[0].ends if all_at_once else self._together()
        self.whole = bool((self.places >= 0).all()) and not self.strays.all
        for part in self.parts:
            if part.problems:
                rows = np.arange(self.count)[part.rows]
                self.wrong |= {int(rows[at]): said for at, said in part.problems.items()}

    def _together(self) -> Array:
        places = np.full(self.count, -1, np.int32)
        for part in self.parts:
            rows, ends = _there(part, self.count)
            places[rows] = ends if part.variables is not None else ends + self.size
        return places

    @property
    def problems(self) -> int:
        """How many cases cannot be decided."""
        return len(self.wrong)

    @property
    def by_reference(self) -> int:
        """How many cases the reference kernel decided, or refused."""
        return sum(len(part.ends) for part in self.parts if part.variables is None)

    # ---- rows ----------------------------------------------------------------------------------------------------

    def results(self) -> Iterator[Result | None]:
        """The result of each row, in the order in which the rows were given; None for a case that cannot be decided."""
        found: list[Result | None] = [None] * self.count
        for part in self.parts:
            rows = np.arange(self.count)[part.rows].tolist()
            leaves = self.strays if part.variables is None else self.leaves
            for at, (row, end) in enumerate(zip(rows, part.ends.tolist(), strict=True)):
                if end >= 0:
                    found[row] = _result(leaves.all[end][0], part.variables, at)
        return iter(found)

    # ---- columns -------------------------------------------------------------------------------------------------

    def column(self, name: str) -> Array:
        """A column of `to_arrow` by name."""
        return _COLUMNS[name](self)

    def to_arrow(self, columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401  a record batch
        """The results as an Arrow record batch, row for row as the cases were given."""
        names = list(columns) if columns is not None else list(_COLUMNS)
        kept = {"case": self.arrays["case"]} if "case" in self.arrays else {}
        with ThreadPoolExecutor(self.threads) if self.threads > 1 else nullcontext() as pool:
            made = list((map if pool is None else pool.map)(self.column, names))
        return pa.RecordBatch.from_pydict({**kept, **dict(zip(names, made, strict=True))})

    def text(self, of: Text) -> Array:
        """A text that depends on the result alone, as an Arrow dictionary."""
        codes, words = self.leaves.once(of, lambda: _coded(self.leaves, of))
        if self.whole:
            return self._dictionary(codes[self.places], words)
        seen = {word: at for at, word in enumerate(words)}
        more = [-1 if one is None else seen.setdefault(one, len(seen)) for one in _texts(self.strays, of)]
        return self._dictionary(self._by_place(codes[: self.size], more), list(seen))

    def opened(self) -> Array:
        """The facts that are open and matter, by id."""
        seen: dict[str, int] = {}
        codes = [np.full(self.size, -1, np.int32), np.full(len(self.strays.all), -1, np.int32)]
        for leaves, mine in zip((self.leaves, self.strays), codes, strict=True):
            for at, names in list(leaves.undetermined.items()):
                if at < len(mine):
                    mine[at] = seen.setdefault(" ".join(names), len(seen))
        return self._dictionary(self._by_place(*codes), list(seen))

    def _by_place(self, mine: Array, strays: Any) -> Array:  # noqa: ANN401  whole numbers
        """A number of every row's result; the last, -1, is that of no result, whose place is below nil."""
        all_of_them = np.concatenate([mine, np.asarray(strays, np.int32), np.array([-1], np.int32)])
        return all_of_them[np.maximum(self.places, -1)]

    def _dictionary(self, codes: Array, words: list[str]) -> Array:
        missing = codes < 0
        indices = pa.array(codes, pa.int32(), mask=missing if missing.any() else None)
        return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))

    def amount(self, which: Which, of: Of, pick: Any = np.minimum) -> Array:  # noqa: ANN401  a NumPy function
        """An amount of a measure as a decimal of 元; null where there is none, or where six places do not hold it.

        `pick` chooses among several, `np.minimum` or `np.maximum`.
        """
        forms = _forms(self.leaves, which, of)
        if self.whole and len(self.parts) == 1:
            facts = self.parts[0].variables
            return decimals(self.count, lambda rows: _picked(forms, self.places[rows], facts, pick, rows.start))
        strays = _forms(self.strays, which, of)
        numbers: Any = np.zeros(self.count, np.int64)
        missing = np.ones(self.count, bool)
        for part in self.parts:
            ends = np.maximum(part.ends, -1)
            made, away = _picked(strays if part.variables is None else forms, ends, part.variables, pick)
            here = ends >= 0
            rows = part.rows
            if not here.all():
                made, away = made[here], away[here]
                rows = np.flatnonzero(here) if isinstance(rows, slice) else rows[here]
            numbers = numbers.astype(object) if made.dtype == object else numbers
            numbers[rows], missing[rows] = made, away
        return decimals(self.count, lambda rows: (numbers[rows], missing[rows]))

    def problem(self) -> Array:
        """What is wrong with a case."""
        words: dict[str, int] = {}
        codes = np.full(self.count, -1, np.int32)
        for place, said in self.wrong.items():
            codes[place] = words.setdefault(said, len(words))
        return self._dictionary(codes, list(words))


def _there(part: Part, count: int) -> tuple[Any, Array]:
    """The rows of a part that have their result in it, and these."""
    here = part.ends >= 0
    if here.all():
        return part.rows, part.ends
    return np.arange(count)[part.rows][here], part.ends[here]


def _texts(leaves: Leaves, of: Text) -> list[str | None]:
    return leaves.each(of, lambda placed: of(placed[0].result))


def _coded(leaves: Leaves, of: Text) -> tuple[Array, list[str]]:
    """Which text each result has, and the texts."""
    words: dict[str, int] = {}
    texts = _texts(leaves, of)
    codes = [-1 if one is None else words.setdefault(one, len(words)) for one in texts]
    return np.array(codes, np.int32), list(words)


def _forms(leaves: Leaves, which: Which, of: Of) -> list[Forms]:
    """The amounts of all results."""
    key = (which, of)
    return leaves.once(
        key, lambda: forms_of(leaves.each(key, lambda placed: amounts_of(placed, which(placed[0].result), of)))
    )


def _picked(
    forms: Sequence[Forms],
    ends: Array,
    facts: Facts | None,
    pick: Any,  # noqa: ANN401
    start: int = 0,
) -> tuple[Any, Array]:
    """The least or the largest of several amounts of each row."""
    if not forms or not len(ends):
        return np.zeros(len(ends), np.int64), np.ones(len(ends), bool)
    total, missing = forms[0].worked_out(ends, facts, start)
    for one in forms[1:]:
        more, away = one.worked_out(ends, facts, start)
        if not away.all():
            total = np.where(away, total, np.where(missing, more, pick(total, more)))
            missing = missing & away
    return total, missing


def _result(leaf: Leaf, facts: Facts | None, at: int) -> Result:
    """The result of a row with its amounts."""
    if not leaf.sums or facts is None:
        return leaf.result
    numbers = tuple(_number(terms, facts, at) for terms in leaf.sums)
    found = leaf.result
    return Result(found.disposition, found.candidates, measures_of(leaf, numbers), found.because)


def _number(terms: Whole, facts: Facts, at: int) -> Fraction | int:
    """A sum in one row, exactly."""
    total = Fraction(0)
    for factors, number in terms:
        made = Fraction(number)
        for name in factors:
            if isinstance(name, Floor):
                made *= _number(name.terms, facts, at) // name.parts
            else:
                made *= value_of(facts.of(name), at)
        total += made
    return int(total) if total.denominator == 1 else total


# ---- the columns --------------------------------------------------------------------------------------------------


def fines_of(result: Result, target: str | None = None) -> tuple[MeasureFound, ...]:
    """The fines that follow or may follow, for the first who is fined, or for the target that is named.

    They are several where it is open which limb of the statute holds: then the ranges are those of all of them together.
    """
    found = [m for m in result.measures if m.kind == "fine" and m.holds is not False and m.barred is not True]
    whom = target if target is not None else next((m.target for m in found), None)
    return tuple(m for m in found if m.target == whom)


def _said(words: Sequence[str]) -> str | None:
    return " ".join(words) if words else None


def _disposition(result: Result) -> str | None:
    return result.disposition


def _candidates(result: Result) -> str | None:
    return _said(result.candidates)


def _because(result: Result) -> str | None:
    return _said(result.because)


def _levels(result: Result) -> str | None:
    return _said(list(dict.fromkeys(one.level for fine in fines_of(result) for one in fine.levels)))


def _rows(result: Result) -> str | None:
    return _said(list(dict.fromkeys(name for fine in fines_of(result) for one in fine.levels for name in one.because)))


def _measures(result: Result) -> str | None:
    return _said([m.id for m in result.measures if m.holds is not False and m.barred is not True])


_COLUMNS: dict[str, Callable[[Results], Array]] = {
    "disposition": lambda made: made.text(_disposition),
    "candidates": lambda made: made.text(_candidates),
    "because": lambda made: made.text(_because),
    "measures": lambda made: made.text(_measures),
    "fine_levels": lambda made: made.text(_levels),
    "fine_rows": lambda made: made.text(_rows),
    "fine_statutory_lo": lambda made: made.amount(fines_of, amounts.statutory_lo),
    "fine_statutory_hi": lambda made: made.amount(fines_of, amounts.statutory_hi, np.maximum),
    "fine_lo": lambda made: made.amount(fines_of, amounts.lo),
    "fine_hi": lambda made: made.amount(fines_of, amounts.hi, np.maximum),
    "fine_point": lambda made: made.amount(fines_of, amounts.point),
    "undetermined": Results.opened,
    "problem": Results.problem,
}
COLUMNS = tuple(_COLUMNS)
"""The names of the columns of results."""
