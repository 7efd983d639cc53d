"""Many cases at once, as Arrow columns: `decide(rules, cases)` gives the same as `er.decide` on every row.

```python
from enforcerules import batch

decided = batch.decide(rules, cases)        # a RecordBatch or Table; one row a case
decided.to_arrow()                          # disposition, rules, ranges, what is open, what is wrong
```

Which columns say what stands in `batch.cases`. A row that the generated kernel does not decide (a fact is open, the law changed
between act and decision) is decided by the reference kernel; it costs what that costs. Needs the extra `batch`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from enforcerules.batch.engine import Engine
from enforcerules.batch.results import COLUMNS, Results
from enforcerules.model.program import Program

__all__ = ["COLUMNS", "Decider", "Results", "decide"]


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

    def decide(self, cases: Any) -> Results:  # noqa: ANN401  a pyarrow RecordBatch or Table
        """Decide every row of a RecordBatch or Table; what is wrong with a case stands in its row, nothing is raised for it.

        Raises:
            ValueError: two columns have one name.
        """
        names = cases.schema.names
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"columns that are there twice: {', '.join(twice)}")
        return self._engine.decide({name: _one(cases.column(name)) for name in names}, cases.num_rows)

    def stream(self, batches: Iterable[Any]) -> Iterator[Any]:
        """For each record batch of cases the record batch of its results, one at a time."""
        for one in batches:
            yield self.decide(one).to_arrow()


def decide(rules: Rules, cases: Any) -> Results:  # noqa: ANN401  a pyarrow RecordBatch or Table
    """Decide the cases of one table; use a `Decider` for several."""
    return Decider(rules).decide(cases)


def _one(column: Any) -> Any:  # noqa: ANN401  a pyarrow array
    return column.combine_chunks() if hasattr(column, "combine_chunks") else column
