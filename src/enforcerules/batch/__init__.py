"""Many cases at once, as Arrow columns: `decide(rules, cases)` gives the same as `er.decide` on every row.

```python
from enforcerules import batch

decided = batch.decide(rules, cases)        # a RecordBatch or Table; one row a case
decided.to_arrow()                          # disposition, rules, ranges, what is open, what is wrong
```

Which columns say what stands in `batch.cases`. What the generated kernel does not decide goes to the reference kernel: open facts
once for each cell of rows that are alike, law that changed between act and decision row by row. Needs the extra `batch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.batch.cases import dotted, is_fact
from enforcerules.batch.engine import Engine
from enforcerules.batch.files import read
from enforcerules.batch.results import COLUMNS, Results
from enforcerules.model.program import Program
from enforcerules.pipeline import build

__all__ = ["COLUMNS", "Decider", "Results", "decide", "digest", "is_fact", "of_bundle", "read"]


class Rules(Protocol):
    """What `er.load` gives."""

    @property
    def program(self) -> Program:
        """The compiled rules."""


class Decider:
    """Decides tables of cases and keeps what it learnt from one for the next. Safe to share between threads."""

    def __init__(self, rules: Rules) -> None:
        """`rules`: what `er.load` gave."""
        self._engine = Engine(rules.program)

    def decide(self, cases: Any, *, threads: int = 1) -> Results:  # noqa: ANN401  a pyarrow RecordBatch or Table
        """Decide every row of a RecordBatch or Table; what is wrong with a case stands in its row, nothing is raised for it.

        `threads`: how many share the work, stretches of rows, or matter by matter; most of it runs without the interpreter's lock.

        Raises:
            ValueError: two columns have one name.
        """
        names = [dotted(name) for name in cases.schema.names]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"columns that are there twice: {', '.join(twice)}")
        arrays = {name: _one(cases.column(at)) for at, name in enumerate(names)}
        return self._engine.decide(arrays, cases.num_rows, threads)

    def stream(self, batches: Iterable[Any]) -> Iterator[Any]:
        """For each record batch of cases the record batch of its results, one at a time."""
        for one in batches:
            yield self.decide(one).to_arrow()


def decide(rules: Rules, cases: Any) -> Results:  # noqa: ANN401  a pyarrow RecordBatch or Table
    """Decide the cases of one table; use a `Decider` for several."""
    return Decider(rules).decide(cases)


@cache
def of_bundle(path: str) -> Decider:
    """The decider of a sealed bundle, loaded once in a process: what a worker of Spark, Ray or Dask uses for all its partitions.

    Raises:
        InvalidInput: the bundle is not whole, or its rules have errors.
    """
    program, report = build([Path(path)])
    if program is None:
        raise InvalidInput(report)
    return Decider(_Loaded(program))


@dataclass(frozen=True)
class _Loaded:
    program: Program


def digest(batches: Iterable[Any]) -> str:
    """What tells whether two sets of results are equal, however they were cut and in whatever order: `sum-sha256:` and hex.

    The SHA-256 digests of the rows (canonical JSON of names and texts) added up modulo 2^256.
    """
    total = 0
    for one in batches:
        texts = {name: one.column(name).cast("string").to_pylist() for name in sorted(one.schema.names)}
        for row in zip(*texts.values(), strict=True):
            said = {name: value for name, value in zip(texts, row, strict=True) if value is not None}
            total += int.from_bytes(sha256(canonical(said)).digest(), "big")
    return f"sum-sha256:{total % 2**256:064x}"


def _one(column: Any) -> Any:  # noqa: ANN401  a pyarrow array
    return column.combine_chunks() if hasattr(column, "combine_chunks") else column
