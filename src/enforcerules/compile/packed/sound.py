"""What a value of the model must be by itself, wherever it stands: what compiling would have refused is no value of its type.

Every function takes one value, all of whose fields have the types that they say, and answers whether it is sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, get_args

from enforcerules.base.catalogue import CATALOGUE, LABELS
from enforcerules.base.diagnostics import Diagnostic
from enforcerules.base.limits import DECIMALS, PERIOD_YEARS
from enforcerules.base.source import Span
from enforcerules.compile.sources import FIGURES, SOURCE, suits
from enforcerules.model.citation import LARGEST, Citation
from enforcerules.model.dates import Period
from enforcerules.model.document import Rank
from enforcerules.model.duration import Duration
from enforcerules.model.program import (
    Amount,
    Arithmetic,
    Band,
    Benchmark,
    CapTotal,
    Concur,
    Factor,
    InForce,
    Instrument,
    Matter,
    Measure,
    OfMax,
    OfMin,
    Parameter,
    Reduce,
    Rounding,
    Row,
    Rule,
    Runs,
    Series,
    Steps,
    Weights,
)
from enforcerules.model.program import Fact as _Fact
from enforcerules.model.region import Interval, Numbers, Region, Values, numbers

_RANKS: Final = frozenset(get_args(Rank))
_EVIDENCE: Final = frozenset({"primary", "secondary"})
_NAMED: Final = frozenset({"grade", "choice", "set"})
_FAR: Final = 2**31
_DAYS: Final = (1, date.max.toordinal())


def _once(names: Iterable[object]) -> bool:
    listed = list(names)
    return len(set(listed)) == len(listed)


def _span(one: Span) -> bool:
    return all(1 <= at < _FAR for at in (one.line, one.column, one.end_line, one.end_column))


def _citation(one: Citation) -> bool:
    parts = (one.article, one.paragraph, one.item, one.subitem, one.sentence)
    return all(part is None or 1 <= part <= LARGEST for part in parts) and 0 <= one.article_extra <= LARGEST


def _period(one: Period) -> bool:
    return (
        one.years <= PERIOD_YEARS
        and one.months <= PERIOD_YEARS * 12
        and one.days <= PERIOD_YEARS * 365
        and one.workdays <= PERIOD_YEARS * 250
    )


def _duration(one: Duration) -> bool:
    return all(end is None or 0 <= end <= LARGEST * 12 for end in (one.lo, one.hi))


def _numbers(one: Numbers) -> bool:
    if len(one.intervals) == 1:
        return not one.intervals[0].empty
    return bool(one.intervals) and numbers(one.intervals) == one


def _band(one: Band) -> bool:
    return 0 <= one.lo <= one.hi <= 1


def _amount(one: Amount) -> bool:
    figures = [end for end in (one.lo, one.hi, one.base_floor, one.floor, one.cap) if end is not None]
    return (
        all(end >= 0 for end in figures)
        and (one.lo is None or one.hi is None or one.lo <= one.hi)
        and (one.floor is None or one.cap is None or one.floor <= one.cap)
        and (one.base is not None or one.per is None)
    )


def _fact(one: _Fact) -> bool:
    return (
        (bool(one.values) or one.type not in _NAMED)
        and _once(key for key, _ in one.values)
        and 0 <= one.scale <= DECIMALS
        and (one.least is None or one.least >= 0)
        and (one.source is None or bool(SOURCE.fullmatch(one.source) and suits(one.source, one.type)))
        and (one.formula is None or one.source is None)
        and (isinstance(one.on_unknown, str) or fits(one, one.on_unknown))
        and one.evidence in _EVIDENCE
    )


def fits(fact: _Fact, region: Region) -> bool:
    """Whether a region is one of the values of a fact."""
    if fact.type in FIGURES | {"date", "grade"}:
        return isinstance(region, Numbers) and all(_end(fact, end) for one in region.intervals for end in _ends(one))
    if not isinstance(region, Values):
        return False
    if fact.type in {"text", "code"}:
        return True
    known = {"true", "false"} if fact.type == "boolean" else {key for key, _ in fact.values}
    return not region.others and region.names <= known


def _ends(one: Interval) -> Iterable[int | Fraction]:
    return (end for end in (one.lo, one.hi) if end is not None)


def _end(fact: _Fact, end: int | Fraction) -> bool:
    if fact.type in {"money", "decimal", "rate"}:
        return True
    low, high = _DAYS if fact.type == "date" else (0, len(fact.values) - 1) if fact.type == "grade" else (None, None)
    return isinstance(end, int) and (low is None or low <= end) and (high is None or end <= high)


def _parameter(one: Parameter) -> bool:
    return one.type in FIGURES and all(value.evidence in _EVIDENCE for value in one.values)


def _instrument(one: Instrument) -> bool:
    return one.rank in _RANKS and one.evidence in _EVIDENCE and _once(version.id for version in one.versions)


def _measure(one: Measure) -> bool:
    fine = one.amount is None or one.refers is None
    return fine and (one.group is None) == (one.branch is None) and bool(one.id and one.basis)


def _matter(one: Matter) -> bool:
    return _once(measure.id for measure in one.measures) and bool(one.penalised_by)


def _row(one: Row) -> bool:
    return (one.condition is not None) + one.otherwise + one.narrows == 1 and (one.level != "mitigated" or one.narrows)


def _benchmark(one: Benchmark) -> bool:
    return (
        bool(one.rows) != (one.weights is not None)
        and bool(one.basis)
        and _once(row.id for row in one.rows)
        and one.evidence in _EVIDENCE
    )


def _rule(one: Rule) -> bool:
    effect, stage = one.effect, one.stage
    expected = {"duty": "Duty", "version": "Versions"}.get(stage, type(effect).__name__)
    return (
        type(effect).__name__ == expected
        and bool(one.basis)
        and (type(effect).__name__ not in {"Duty", "Versions"} or stage in {"duty", "version"})
        and one.evidence in _EVIDENCE
    )


def _told(one: Diagnostic) -> bool:
    return one.code in CATALOGUE and all(label.key in LABELS for label in one.labels)


SOUND: Final[Mapping[type, Callable[[Any], bool]]] = {
    Span: _span,
    Citation: _citation,
    Period: _period,
    Duration: _duration,
    Numbers: _numbers,
    Band: _band,
    Amount: _amount,
    _Fact: _fact,
    Parameter: _parameter,
    Instrument: _instrument,
    Measure: _measure,
    Matter: _matter,
    Row: _row,
    Benchmark: _benchmark,
    Rule: _rule,
    Diagnostic: _told,
    OfMax: lambda one: 0 <= one.share <= 1,
    OfMin: lambda one: one.share >= 1,
    Rounding: lambda one: one.to >= 1,
    Steps: lambda one: one.each > 0,
    Series: lambda one: one.least >= 1,
    Runs: lambda one: bool(one.lengths) and all(not period.workdays for _, period in one.lengths),
    Arithmetic: lambda one: bool(one.operands),
    Reduce: lambda one: 0 <= one.least <= one.most <= 1,
    Weights: lambda one: bool(one.factors),
    Factor: lambda one: bool(one.levels),
    Concur: lambda one: (one.policy == "by_rank") == bool(one.ranks),
    InForce: lambda one: one.since is None or one.since > date.min,
    CapTotal: lambda one: one.most.exact and not one.most.life,
}
"""By type, what its values must be."""
