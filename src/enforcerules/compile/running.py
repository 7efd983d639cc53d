"""Terms that events begin and prolong, and figures of the values of events, as written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enforcerules.base.source import Text
from enforcerules.compile.lower import type_word
from enforcerules.compile.scope import Scope
from enforcerules.model.dates import Period
from enforcerules.model.document import RunsDoc, SeriesDoc
from enforcerules.model.program import TRUE_CONDITION, Count, Fact, Formula, Runs, Series, When


def runs(stated: RunsDoc, of: Count, fact: Fact, scope: Scope) -> Formula:
    """The term: every length in years, months and days, and one for every kind that the present event may be."""
    lengths = tuple(_lengths(stated, fact, scope))
    if not lengths:
        assert stated.lengths  # noqa: S101  an empty table is refused when it is read (ER210); what stands in it was reported
        return When(TRUE_CONDITION)
    most = None if stated.most is None else _length(stated.most, fact, scope)
    present = None if stated.present is None else _present(stated.present, dict(lengths), fact, scope)
    kinds = tuple(kind for kind, _ in lengths)
    return Runs(replace(of, events=kinds), lengths, stated.again, most, present, stated.gives)


def _lengths(stated: RunsDoc, fact: Fact, scope: Scope) -> Iterator[tuple[str, Period]]:
    for kind, text in sorted(stated.lengths.items()):
        length = _length(text, fact, scope)
        if length is not None:
            yield str(kind), length


def _length(text: Text, fact: Fact, scope: Scope) -> Period | None:
    """A length in calendar units, which alone can be added up; one in working days is reported."""
    period = scope.period(text)
    if period is not None and period.workdays:
        scope.report("ER564", text.span, fact=fact.label, text=text)
        return None
    return period


def _present(text: Text, lengths: dict[str, Period], fact: Fact, scope: Scope) -> str | None:
    """The fact that is the kind of the present event: a choice, each of whose values has a length."""
    name = scope.fact_id(text)
    found = None if name is None else scope.vocabulary.facts[name]
    if found is None:
        return None
    if found.type != "choice":
        scope.report("ER513", text.span, fact=found.label, type=type_word(found.type), expected=type_word("choice"))
        return None
    missing = [f"{key}（{label}）" for key, label in found.values if key not in lengths]
    if missing:
        scope.report("ER565", text.span, fact=fact.label, present=found.label, missing="、".join(missing))
        return None
    return name


def series(stated: SeriesDoc, of: Count, fact: Fact, scope: Scope) -> Formula:
    """The figure: of values in the unit of the derived fact, money of money; of money there is no mean."""
    name = scope.fact_id(stated.value)
    found = None if name is None else scope.vocabulary.facts[name]
    if found is None:
        return When(TRUE_CONDITION)
    money = fact.type == "money"
    if (
        found.type not in {"money", "integer", "decimal"}
        or (found.type == "money") != money
        or (money and stated.take == "mean")
    ):
        expected = "@money" if money and stated.take != "mean" else "@number"
        scope.report("ER513", stated.value.span, fact=found.label, type=type_word(found.type), expected=expected)
        return When(TRUE_CONDITION)
    if stated.least < 1:
        scope.report("ER224", stated.place_of("least"), found=stated.least, low=1, high="…")
    return Series(replace(of, events=tuple(map(str, stated.events))), found.id, stated.take, stated.least)
