"""What a derived fact follows from."""

from __future__ import annotations

from fractions import Fraction

from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.compile.literals import literal
from enforcerules.compile.lower import type_word
from enforcerules.compile.running import runs, series
from enforcerules.compile.scope import Scope
from enforcerules.compile.sources import FIGURES
from enforcerules.language.parsing import NotReadable, parse_amount
from enforcerules.model.document import DerivedDoc, StepsDoc
from enforcerules.model.program import (
    TRUE_CONDITION,
    Age,
    Arithmetic,
    Count,
    DateAfter,
    Days,
    Fact,
    Formula,
    Ratio,
    Steps,
    When,
)

FORMULAS = (
    "when",
    "count",
    "runs",
    "series",
    "days",
    "date",
    "age",
    "sum",
    "minus",
    "times",
    "max",
    "min",
    "steps",
    "ratio",
)
_OF_EVENTS = {"same", "window", "anchor", "per", "across", "reset"}
_OF_A_COUNT = _OF_EVENTS | {"ends", "calendar", "including_present"}
_KEYS = {"count": _OF_A_COUNT, "series": _OF_EVENTS | {"ends", "calendar"}, "runs": _OF_EVENTS}


def formula(doc: DerivedDoc, fact: Fact, scope: Scope) -> Formula:
    """The one formula of a derived fact; none or several are told, and stand for what always holds."""
    given = [k for k in FORMULAS if getattr(doc, k)]
    if len(given) != 1:
        span = doc.place_of_key(given[1]) if given else doc.label.span
        scope.report("ER501", span, fact=fact.label, given="、".join(given) or None)
        return When(TRUE_CONDITION)
    kind = given[0]
    for key in sorted((_OF_A_COUNT - _KEYS.get(kind, set())) & doc.model_fields_set):
        scope.report("ER520", doc.place_of_key(key), key=key, fact=fact.label, type=f"`{kind}`")
    if kind == "when":
        return When(scope.condition(doc.when, fact.basis))
    if kind == "count":
        return _count(doc, scope)
    if doc.runs is not None:
        return runs(doc.runs, _count(doc, scope), fact, scope)
    if doc.series is not None:
        return series(doc.series, _count(doc, scope), fact, scope)
    if doc.days is not None:
        plus = scope.period(doc.days.plus) if doc.days.plus else None
        return Days(_date(doc.days.from_, scope), plus, _date(doc.days.to, scope))
    if doc.date is not None:
        period = scope.period(doc.date.plus)
        return (
            When(TRUE_CONDITION)
            if period is None
            else DateAfter(_date(doc.date.from_, scope), period, doc.date.roll is not None)
        )
    return _of_figures(kind, doc, fact, scope)


def _of_figures(kind: str, doc: DerivedDoc, fact: Fact, scope: Scope) -> Formula:
    if doc.age is not None:
        return Age(_date(doc.age.born, scope), _date(doc.age.on, scope))
    if doc.steps is not None:
        return _steps(doc.steps, scope)
    if kind == "ratio":
        return _ratio(doc, scope)
    return _arithmetic(kind, getattr(doc, kind), fact, scope)


def _date(text: Text, scope: Scope) -> str:
    return scope.fact_id(text, "date") or str(text)


def _steps(doc: StepsDoc, scope: Scope) -> Formula:
    """Start and size of the steps in the unit of the figure."""
    of = scope.fact_id(doc.of)
    if of is None:
        return When(TRUE_CONDITION)
    fact = scope.vocabulary.facts[of]
    if fact.type not in FIGURES:
        scope.report("ER513", doc.of.span, fact=fact.label, type=type_word(fact.type), expected="@number")
        return When(TRUE_CONDITION)
    above = Fraction(0) if doc.above is None else _figure(fact, doc.above, scope)
    each = _figure(fact, doc.each, scope)
    if each <= 0:
        scope.report("ER224", doc.each.span, found=doc.each, low=">0", high="…")
        each = Fraction(1)
    return Steps(of, above, each, doc.part == "counts")


def _figure(fact: Fact, text: Text, scope: Scope) -> Fraction:
    try:
        region = literal(fact, text, scope)
    except NotReadable as problem:
        scope.refuse(problem)
        return Fraction(1)
    return Fraction(getattr(region, "intervals")[0].lo)  # noqa: B009  numbers only here


def _ratio(doc: DerivedDoc, scope: Scope) -> Formula:
    if len(doc.ratio) != 2:
        scope.report(
            "ER203", doc.place_of("ratio"), where="ratio", expected="@two_items", found=f"`[{', '.join(doc.ratio)}]`"
        )
        return When(TRUE_CONDITION)
    part, whole = (_part(one, scope) for one in doc.ratio)
    return When(TRUE_CONDITION) if part is None or whole is None else Ratio(part, whole)


def _part(text: Text, scope: Scope) -> str | None:
    """A figure of a ratio."""
    name = scope.fact_id(text)
    found = None if name is None else scope.vocabulary.facts[name]
    if found is not None and found.type not in FIGURES:
        scope.report("ER513", text.span, fact=found.label, type=type_word(found.type), expected="@number")
    return name


def _arithmetic(kind: str, texts: tuple[Text, ...], fact: Fact, scope: Scope) -> Arithmetic:
    """A sum and its like: figures of one unit; a product: any figures."""
    operands: list[str | Fraction] = []
    for text in texts:
        operands.append(_operand(text, scope))
        operand = scope.vocabulary.fact_named(text)
        if operand is None:
            continue
        alike = kind == "times" or (operand.type == "money") == (fact.type == "money")
        if operand.type not in FIGURES or not alike:
            expected = "@money" if fact.type == "money" and operand.type in FIGURES else "@number"
            scope.report("ER513", text.span, fact=operand.label, type=type_word(operand.type), expected=expected)
    return Arithmetic(kind, tuple(operands))  # type: ignore[arg-type]


def _operand(text: Text, scope: Scope) -> str | Fraction:
    fact = scope.vocabulary.fact_named(text)
    if fact is not None:
        return fact.id
    try:
        written = parse_amount(text, scope.vocabulary)
    except NotReadable as problem:
        scope.refuse(problem)
        return Fraction(0)
    if written.base is not None or written.lo is None or written.lo != written.hi:
        scope.report("ER302", text.span, name=text, near=nearest(text, scope.vocabulary.names))
        return Fraction(0)
    return written.lo.number


def _last_day(scope: Scope) -> str:
    """The fact that is the last day of the act: what a count looks back from unless it says otherwise."""
    return next((f.id for f in scope.vocabulary.facts.values() if f.source == "act.end"), "act_end")


def _count(doc: DerivedDoc, scope: Scope) -> Count:
    window = scope.period(doc.window) if doc.window and doc.window != "终身" else None
    ends = tuple(one == "included" for one in doc.ends)
    if len(ends) != 2:
        scope.report(
            "ER203", doc.place_of("ends"), where="ends", expected="@two_items", found=f"`[{', '.join(doc.ends)}]`"
        )
        ends = (True, True)
    anchor = _date(doc.anchor, scope) if doc.anchor else _last_day(scope)
    if anchor not in scope.vocabulary.facts and doc.anchor is None:
        scope.report("ER202", doc.label.span, where=doc.label, key="anchor")
    scope.check_territory(doc.across)
    return Count(
        events=tuple(map(str, doc.count)),
        same=doc.same or "matter",
        window=window,
        anchor=anchor,
        ends=(ends[0], ends[1]),
        calendar=doc.calendar,
        including_present=doc.including_present,
        per=tuple(name for name in (scope.fact_id(text) for text in doc.per) if name is not None),
        across=tuple(map(str, doc.across)),
        reset=tuple(map(str, doc.reset)),
    )
