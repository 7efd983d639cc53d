"""What was decided, row by row: kept as places in lists of results, and written out as columns when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from enforcerules.batch import amounts
from enforcerules.batch.amounts import Of, Sums, decimals, plainly, sums_of, worked_out
from enforcerules.batch.columns import Array
from enforcerules.batch.plan import Leaves
from enforcerules.batch.variables import Variables
from enforcerules.kernel.tree import Leaf
from enforcerules.kernel.verdict import measures_of
from enforcerules.model.verdict import MeasureFound, Result

Which: TypeAlias = Callable[[Result], Sequence[MeasureFound]]
"""Measures of a result of which one follows."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows, by their places in the order: where each row's result stands in `leaves` (below nil: it is in another part).

    `problems`: what is wrong with a case, by its place among these rows.
    """

    rows: Array | slice
    ends: Array
    leaves: Leaves
    variables: Variables | None
    problems: Mapping[int, str] = field(default_factory=dict)

    def sums(self, which: Which, of: Of) -> list[Sums]:
        """The amounts of its results."""
        plain = plainly(None if self.variables is None else self.variables.frame)
        return self.leaves.once(
            (which, of), lambda leaves: sums_of(leaves, [which(one.result) for one in leaves], of, plain)
        )


@dataclass(slots=True)
class Results:
    """The decisions of a table; `places` and `leaves` are worked out once: each row's result in one list."""

    arrays: Mapping[str, Array]
    count: int
    order: Array | None
    parts: tuple[Part, ...]
    leaves: list[Leaf] = field(default_factory=list)
    places: Array = None
    undetermined: dict[int, tuple[str, ...]] = field(default_factory=dict)
    wrong: dict[int, str] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    """Where the results of a part begin in `leaves`, by the id of its list."""
    sizes: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put the lists of the parts together."""
        places = np.full(self.count, -1, np.int32)
        for part in self.parts:
            start = self.starts.get(id(part.leaves))
            if start is None:
                start = self.starts[id(part.leaves)] = len(self.leaves)
                self.leaves += part.leaves.all
                self.sizes[id(part.leaves)] = len(self.leaves) - start
                self.undetermined |= {start + at: names for at, names in part.leaves.undetermined.items()}
            mine = np.where(part.ends < 0, part.ends, part.ends + start)
            places[part.rows] = mine
            rows = np.arange(self.count)[part.rows] if part.problems else places
            self.wrong |= {int(rows[at]): said for at, said in part.problems.items()}
        self.places = self.as_given(places)
        if self.order is not None:
            self.wrong = {int(self.order[at]): said for at, said in self.wrong.items()}

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
            places = np.arange(self.count)[part.rows]
            originals = places if self.order is None else self.order[places]
            for at, row in enumerate(originals.tolist()):
                end = int(part.ends[at])
                if end >= 0:
                    found[row] = _result(part, end, at)
        return iter(found)

    # ---- columns -------------------------------------------------------------------------------------------------

    def column(self, name: str) -> Array:
        """A column of `to_arrow` by name."""
        return _COLUMNS[name](self)

    def to_arrow(self, columns: Sequence[str] | None = None) -> Any:  # noqa: ANN401  a record batch
        """The results as an Arrow record batch, row for row as the cases were given."""
        names = list(columns) if columns is not None else list(_COLUMNS)
        kept = {"case": self.arrays["case"]} if "case" in self.arrays else {}
        return pa.RecordBatch.from_pydict({**kept, **{name: self.column(name) for name in names}})

    def text(self, of: Callable[[Result], str | None]) -> Array:
        """A text that depends on the result alone, as an Arrow dictionary."""
        made: list[str | None] = []
        for leaves in {id(part.leaves): part.leaves for part in self.parts}.values():
            made += leaves.once(of, lambda some: [of(one.result) for one in some])[: self._size(leaves)]
        return self._by_leaf(made)

    def opened(self) -> Array:
        """The facts that are open and matter, by id."""
        return self._by_leaf([_said(self.undetermined.get(at, ())) for at in range(len(self.leaves))])

    def _size(self, leaves: Leaves) -> int:
        """How many results a list had when these were put together; later tables may have added to it."""
        return self.sizes[id(leaves)]

    def _by_leaf(self, made: Sequence[str | None]) -> Array:
        words: dict[str, int] = {}
        codes = np.array([-1 if one is None else words.setdefault(one, len(words)) for one in made] or [-1], np.int32)
        # A place below nil is that of no result: the last code, put there for it.
        return self._dictionary(np.append(codes, np.int32(-1))[np.maximum(self.places, -1)], list(words))

    def _dictionary(self, codes: Array, words: list[str]) -> Array:
        missing = codes < 0
        indices = pa.array(codes, pa.int32(), mask=missing if missing.any() else None)
        return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string()))

    def as_given(self, ordered: Array) -> Array:
        """Values in the order of the table as the rows were given."""
        if self.order is None:
            return ordered
        made = np.empty_like(ordered)
        made[self.order] = ordered
        return made

    def amount(self, which: Which, of: Of, pick: Any = np.minimum) -> Array:  # noqa: ANN401  a NumPy function
        """An amount of a measure as a decimal of 元; null where there is none, or where six places do not hold it.

        `pick` chooses among several, `np.minimum` or `np.maximum`.
        """
        numbers, missing = self._constants(which, of)
        for part in self.parts:
            sums = part.sums(which, of)
            if _constant(sums):
                continue
            here = part.ends >= 0
            made, away = _picked(
                sums, np.where(here, part.ends, 0) if part.leaves.all else part.ends, part.variables, pick
            )
            rows = part.rows if self.order is None else self.order[part.rows]
            if not here.all():
                rows = np.arange(self.count)[rows][here] if isinstance(rows, slice) else rows[here]
                made, away = made[here], away[here]
            numbers = numbers.astype(object) if made.dtype == object else numbers
            numbers[rows], missing[rows] = made, away
        return decimals(numbers, missing)

    def _constants(self, which: Which, of: Of) -> tuple[Any, Array]:
        """The amounts that depend on no fact, looked up for all rows at once; missing where there is none."""
        figures, lack = np.zeros(len(self.leaves) + 1, np.int64), np.ones(len(self.leaves) + 1, bool)
        for leaves, part in {id(part.leaves): part for part in self.parts}.items():
            sums = part.sums(which, of)
            if sums and _constant(sums):
                start, size = self.starts[leaves], self._size(part.leaves)
                constant = sums[0].coefficients.get((), np.zeros(size, np.int64))
                figures[start : start + size], lack[start : start + size] = constant[:size], ~sums[0].there[:size]
        return figures[self.places], lack[self.places]

    def problem(self) -> Array:
        """What is wrong with a case."""
        words: dict[str, int] = {}
        codes = np.full(self.count, -1, np.int32)
        for place, said in self.wrong.items():
            codes[place] = words.setdefault(said, len(words))
        return self._dictionary(codes, list(words))


def _constant(sums: Sequence[Sums]) -> bool:
    """Whether an amount is one number for each result, in 64 bits."""
    if not sums:
        return True
    plain = all(not factors and one.dtype != object for factors, one in sums[0].coefficients.items())
    return len(sums) == 1 and plain and sums[0].parts is None


def _picked(sums: Sequence[Sums], ends: Array, variables: Variables | None, pick: Any) -> tuple[Array, Array]:  # noqa: ANN401
    """The least or the largest of several amounts of each row."""
    if not sums or not len(ends):
        return np.zeros(len(ends), np.int64), np.ones(len(ends), bool)
    total, missing = worked_out(sums[0], ends, variables)
    for one in sums[1:]:
        more, away = worked_out(one, ends, variables)
        total = np.where(away, total, np.where(missing, more, pick(total, more)))
        missing = missing & away
    return total, missing


def _result(part: Part, end: int, at: int) -> Result:
    leaf = part.leaves.all[end]
    if not leaf.sums or part.variables is None:
        return leaf.result
    numbers = tuple(Fraction(part.variables.sum(terms).numbers[at]) for terms in leaf.sums)
    found = leaf.result
    return Result(
        found.disposition,
        found.candidates,
        measures_of(leaf, tuple(int(n) if n.denominator == 1 else n for n in numbers)),
        found.because,
    )


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
