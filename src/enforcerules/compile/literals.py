"""A value as a ruleset writes it, by the type of its fact."""

from __future__ import annotations

from datetime import date
from functools import partial

from enforcerules.base.days import wrong_day
from enforcerules.base.source import Text
from enforcerules.compile.lower import quantity, value_id, wrong
from enforcerules.compile.scope import Scope
from enforcerules.language.parsing import NotReadable, parse_amount
from enforcerules.model.program import Fact
from enforcerules.model.region import FALSE, TRUE, Region, Values, exactly
from enforcerules.model.scalars import to_day, to_flag


def literal(fact: Fact, text: Text, scope: Scope) -> Region:
    """A value of a fact written in a ruleset; raises NotReadable."""
    if fact.type == "boolean":
        try:
            return TRUE if to_flag(text) else FALSE
        except ValueError:
            scope.report("ER511", text.span, text=text, fact=fact.label)
            return FALSE
    if fact.type in {"choice", "set"}:
        return Values(frozenset({value_id(fact, text, text)}))
    if fact.type in {"text", "code"}:
        return Values(frozenset({str(text)}))
    if fact.type == "grade":
        return exactly([key for key, _ in fact.values].index(value_id(fact, text, text)))
    if fact.type == "date":
        return exactly(_day(text).toordinal())
    written = parse_amount(text, scope.vocabulary)
    if written.lo is None or written.lo != written.hi:
        scope.report("ER511", text.span, text=text, fact=fact.label)
        return exactly(0)
    return exactly(quantity(written.lo, fact, partial(wrong, text=text, fact=fact)))


def _day(text: Text) -> date:
    try:
        return to_day(text)
    except ValueError:
        raise NotReadable(wrong_day(text, text.span)) from None
