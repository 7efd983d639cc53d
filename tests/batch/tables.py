"""Tables of cases, and what the reference kernel gives for each of their rows."""

import pyarrow as pa

from enforcerules import batch
from enforcerules.api.rules import Ruleset
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.batch.cases import written
from enforcerules.kernel.verdict import result_of
from enforcerules.load.cases import case_of
from enforcerules.pipeline import decide

WAYS = ("at once", "one by one")
"""Rows of all matters at once wherever that can be, or matter by matter."""


def rules_of(made):
    return Ruleset(made, Report(()), ())


def decider_of(made, way="at once"):
    decider = batch.Decider(rules_of(made))
    decider._engine.several = 1 if way == "at once" else 0
    decider._engine.share = 10**9
    return decider


def table(rows, **types):
    """Rows as a table; a column that is of several types is one of texts."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return pa.table({name: array([row.get(name) for row in rows], types.get(name)) for name in columns})


def array(values, kind=None):
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array(
            [None if one is None else str(one).lower() if isinstance(one, bool) else str(one) for one in values]
        )


def reference(made, cases):
    """What the reference kernel gives for every row; None for what is no case."""
    wanted = []
    for row in cases.to_pylist():
        one, report = case_of(written(row))
        try:
            wanted.append(None if one is None or report.errors else result_of(decide(made, one).outcomes[0]))
        except InvalidInput:
            wanted.append(None)
    return wanted


def asked_for(made, row):
    """The facts that are open in a row, as a column of results says them."""
    one, _ = case_of(written(row))
    return " ".join(question.fact for question in decide(made, one).outcomes[0].questions) or None


def quick(results):
    """How many rows did not need the reference."""
    return sum(int((part.ends >= 0).sum()) for part in results.parts if part.variables is not None)


def at_once(results):
    """How many rows were decided together with those of other matters."""
    return sum(int((part.ends >= 0).sum()) for part in results.parts if isinstance(part.rows, slice))
