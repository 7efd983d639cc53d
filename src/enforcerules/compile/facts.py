"""Declared and derived facts, and parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Literal

from enforcerules.base.days import wrong_day
from enforcerules.base.limits import DECIMALS, NAME_LENGTH
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.compile.lower import quantity, type_word, value_id, wrong
from enforcerules.compile.running import runs, series
from enforcerules.compile.scope import Scope
from enforcerules.compile.sources import FIGURES, check_source
from enforcerules.language.lexer import WORDS
from enforcerules.language.parsing import NotReadable, parse_amount
from enforcerules.model.document import DerivedDoc, FactDoc, NamedDoc, ParameterDoc, ParameterValueDoc, StepsDoc
from enforcerules.model.program import (
    TRUE_CONDITION,
    Age,
    Arithmetic,
    Count,
    DateAfter,
    Days,
    Fact,
    Formula,
    Parameter,
    ParameterValue,
    Ratio,
    Steps,
    When,
)
from enforcerules.model.region import FALSE, TRUE, Region, Values, exactly
from enforcerules.model.scalars import to_day, to_flag

_FORMULAS = (
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
_ONLY_FOR = {
    "values": {"grade", "choice", "set"},
    "scale": {"decimal"},
    "unit": {"integer", "decimal", "period", "rate"},
}
_OF_EVENTS = {"same", "window", "anchor", "per", "across", "reset"}
_OF_A_COUNT = _OF_EVENTS | {"ends", "calendar", "including_present"}
_UNQUOTABLE = re.compile(r"[「」\r\n\t]")
_TYPE_OF = {
    "count": "integer",
    "runs": "date",
    "days": "integer",
    "age": "integer",
    "date": "date",
    "when": "boolean",
    "steps": "integer",
    "ratio": "rate",
}


def declared(name: str, doc: FactDoc, ruleset: str) -> Fact:
    """A declared fact as far as it needs no other name."""
    return Fact(
        id=name,
        label=str(doc.label),
        type=doc.type,
        ruleset=ruleset,
        en=_text(doc.en),
        also=tuple(map(str, doc.also)),
        unit=_text(doc.unit),
        scale=doc.scale or 0,
        values=tuple((str(k), str(v)) for k, v in (doc.values or {}).items()),
        proves=doc.proves,
        ask=doc.ask,
        evaluative=doc.evaluative,
        factors=tuple(map(str, doc.factors)),
        direction=doc.direction,
        change=doc.change,
        source=_text(doc.source),
        least=None if doc.min is None else int(doc.min) if doc.min.isdigit() else None,
        evidence=doc.evidence or "primary",
        note=_text(doc.note),
    )


def derived_shell(name: str, doc: DerivedDoc, ruleset: str) -> Fact:
    """A derived fact with its type and no formula yet, so that conditions may name it."""
    kind = next((k for k in _FORMULAS if getattr(doc, k)), "when")
    default = "money" if kind not in _TYPE_OF and doc.unit is None else "decimal"
    return Fact(
        id=name,
        label=str(doc.label),
        type=_TYPE_OF.get(kind, default),  # type: ignore[arg-type]
        ruleset=ruleset,
        en=_text(doc.en),
        also=tuple(map(str, doc.also)),
        unit=_text(doc.unit),
        direction=doc.direction,
        evidence=doc.evidence or "primary",
        note=_text(doc.note),
        formula=When(TRUE_CONDITION),
    )


def _text(text: Text | None) -> str | None:
    return None if text is None else str(text)


def completed(fact: Fact, doc: FactDoc | DerivedDoc, scope: Scope) -> Fact:
    """The fact with its citations, its formula and what holds when it is unknown at the conclusion."""
    basis = scope.cite(doc.basis)
    specifies = None if doc.specifies is None else scope.fact_id(doc.specifies, fact.type)
    fact = replace(fact, basis=basis, evidence=scope.evidence(doc.evidence, basis), specifies=specifies)
    if isinstance(doc, DerivedDoc):
        fact = replace(fact, formula=_formula(doc, fact, scope))
    else:
        _check_declared(doc, fact, scope)
    return replace(fact, on_unknown=_on_unknown(doc, fact, scope))


def _check_declared(doc: FactDoc, fact: Fact, scope: Scope) -> None:
    if fact.type in {"grade", "choice", "set"} and not fact.values:
        scope.report("ER507", doc.place_of("type"), fact=fact.label, type=type_word(fact.type))
    for key, types in _ONLY_FOR.items():
        if getattr(doc, key) is not None and fact.type not in types:
            scope.report("ER520", doc.place_of_key(key), key=key, fact=fact.label, type=type_word(fact.type))
    if not 0 <= fact.scale <= DECIMALS:
        scope.report("ER224", doc.place_of("scale"), found=fact.scale, low=0, high=DECIMALS)
    for label in (doc.values or {}).values():
        check_name(label, scope)
    check_source(doc, fact, scope)


def _on_unknown(doc: NamedDoc, fact: Fact, scope: Scope) -> Region | Literal["keep", "lowest"]:
    text = doc.on_unknown
    if text is None or text in {"keep", "lowest"}:
        return "lowest" if text == "lowest" else "keep"
    try:
        return literal(fact, text, scope)
    except NotReadable as problem:
        scope.refuse(problem)
        return "keep"


def check_name(name: Text, scope: Scope) -> None:
    """A name that conditions can write: no word of theirs, and nothing that a quoted name cannot hold."""
    if len(name) > NAME_LENGTH:
        scope.report("ER254", name.span, where=f"{name[:12]}…", limit=NAME_LENGTH)
    elif name.strip() != name or _UNQUOTABLE.search(name) or name in WORDS or name == "非":
        scope.report("ER255", name.span, label=name)


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


def _formula(doc: DerivedDoc, fact: Fact, scope: Scope) -> Formula:
    given = [k for k in _FORMULAS if getattr(doc, k)]
    if len(given) != 1:
        span = doc.place_of_key(given[1]) if given else doc.label.span
        scope.report("ER501", span, fact=fact.label, given="、".join(given) or None)
        return When(TRUE_CONDITION)
    kind = given[0]
    allowed = (
        _OF_A_COUNT
        if kind == "count"
        else {*_OF_EVENTS, "ends", "calendar"}
        if kind == "series"
        else _OF_EVENTS
        if kind == "runs"
        else set()
    )
    for key in sorted((_OF_A_COUNT - allowed) & doc.model_fields_set):
        scope.report("ER520", doc.place_of_key(key), key=key, fact=fact.label, type=f"`{kind}`")
    if kind == "when":
        return When(scope.condition(doc.when, fact.basis))
    if kind == "count":
        return _count(doc, scope)
    if kind == "runs" and doc.runs is not None:
        return runs(doc.runs, _count(doc, scope), fact, scope)
    if kind == "series" and doc.series is not None:
        return series(doc.series, _count(doc, scope), fact, scope)
    if kind == "days" and doc.days is not None:
        plus = scope.period(doc.days.plus) if doc.days.plus else None
        return Days(_date(doc.days.from_, scope), plus, _date(doc.days.to, scope))
    if kind == "date" and doc.date is not None:
        period = scope.period(doc.date.plus)
        return (
            When(TRUE_CONDITION)
            if period is None
            else DateAfter(_date(doc.date.from_, scope), period, doc.date.roll is not None)
        )
    return _of_figures(kind, doc, fact, scope)


def _of_figures(kind: str, doc: DerivedDoc, fact: Fact, scope: Scope) -> Formula:
    if kind == "age" and doc.age is not None:
        return Age(_date(doc.age.born, scope), _date(doc.age.on, scope))
    if kind == "steps" and doc.steps is not None:
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
    part, whole = (scope.fact_id(one) for one in doc.ratio)
    for text, name in zip(doc.ratio, (part, whole), strict=True):
        found = None if name is None else scope.vocabulary.facts[name]
        if found is not None and found.type not in FIGURES:
            scope.report("ER513", text.span, fact=found.label, type=type_word(found.type), expected="@number")
    return When(TRUE_CONDITION) if part is None or whole is None else Ratio(part, whole)


def _arithmetic(kind: str, texts: tuple[Text, ...], fact: Fact, scope: Scope) -> Arithmetic:
    """A sum and its like: figures of one unit; a product: any figures."""
    operands = [_operand(text, scope) for text in texts]
    facts = [None if isinstance(one, Fraction) else scope.vocabulary.facts.get(one) for one in operands]
    for text, operand in zip(texts, facts, strict=True):
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
    life = doc.window is None or doc.window == "终身"
    window = None if life or doc.window is None else scope.period(doc.window)
    if len(doc.ends) != 2:
        scope.report(
            "ER203", doc.place_of("ends"), where="ends", expected="@two_items", found=f"`[{', '.join(doc.ends)}]`"
        )
    anchor = _date(doc.anchor, scope) if doc.anchor else _last_day(scope)
    if anchor not in scope.vocabulary.facts and doc.anchor is None:
        scope.report("ER202", doc.label.span, where=doc.label, key="anchor")
    scope.check_territory(doc.across)
    ends = (doc.ends[:1] == ("included",), doc.ends[-1:] == ("included",))
    return Count(
        events=tuple(map(str, doc.count)),
        same=doc.same or "matter",
        window=window,
        anchor=anchor,
        ends=ends,
        calendar=doc.calendar,
        including_present=doc.including_present,
        per=tuple(name for name in (scope.fact_id(text) for text in doc.per) if name is not None),
        across=tuple(map(str, doc.across)),
        reset=tuple(map(str, doc.reset)),
    )


def parameter_shell(name: str, doc: ParameterDoc, ruleset: str) -> Parameter:
    """A parameter without its values, so that conditions may name it."""
    return Parameter(name, str(doc.label), doc.type, _text(doc.unit), _text(doc.missing), (), ruleset)


def parameter(shell: Parameter, doc: ParameterDoc, scope: Scope) -> Parameter:
    """The parameter with its values."""
    return replace(shell, values=tuple(v for v in (_value(shell, one, scope) for one in doc.values) if v))


def _value(shell: Parameter, doc: ParameterValueDoc, scope: Scope) -> ParameterValue | None:
    basis = scope.cite(doc.basis, doc)
    fact = Fact(shell.id, shell.label, shell.type, shell.ruleset, unit=shell.unit)
    try:
        region = literal(fact, doc.value, scope)
    except NotReadable as problem:
        scope.refuse(problem)
        return None
    scope.check_territory(doc.territory)
    point = getattr(region, "intervals")[0].lo  # noqa: B009  numbers only here
    return ParameterValue(
        value=Fraction(point),
        parties=tuple(map(str, doc.party)),
        territories=tuple(map(str, doc.territory)),
        matters=tuple(map(str, doc.matter)),
        in_force=scope.check_days(doc, basis),
        basis=basis,
        evidence=scope.evidence(doc.evidence, basis),
    )


def visible_labels(facts: Mapping[str, Fact]) -> dict[str, list[str]]:
    """Which facts bear a label or other name."""
    found: dict[str, list[str]] = {}
    for fact in facts.values():
        for label in {fact.label, *fact.also}:
            found.setdefault(label, []).append(fact.id)
    return found
