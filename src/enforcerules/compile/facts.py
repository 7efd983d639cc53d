"""Declared and derived facts, and parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from enforcerules.base.source import Text
from enforcerules.compile.lower import quantity, value_id, wrong
from enforcerules.compile.scope import Scope
from enforcerules.language.parsing import NotReadable, parse_amount
from enforcerules.model.document import DerivedDoc, FactDoc, NamedDoc, ParameterDoc, ParameterValueDoc
from enforcerules.model.program import (
    TRUE_CONDITION,
    Age,
    Arithmetic,
    Count,
    DateAfter,
    Days,
    Fact,
    Formula,
    InForce,
    Parameter,
    ParameterValue,
    When,
)
from enforcerules.model.region import FALSE, TRUE, Region, Values, exactly
from enforcerules.model.scalars import to_flag

_FORMULAS = ("when", "count", "days", "date", "age", "sum", "minus", "times", "max", "min")
_SOURCE = re.compile(
    r"(act\.(start|end|ongoing)|dates\.\w+|party\.(kind|born)|authority\.\w+|proposed\.\w+"
    r"|proposed\.(any|outside)\([\w, ]+\))"
)
_TYPE_OF = {"count": "integer", "days": "integer", "age": "integer", "date": "date", "when": "boolean"}


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


def completed(fact: Fact, doc: NamedDoc, scope: Scope) -> Fact:
    """The fact with its citations, its formula and what holds when it is unknown at the conclusion."""
    basis = scope.cite(doc.basis)
    fact = replace(fact, basis=basis, evidence=scope.evidence(doc.evidence, basis))
    if isinstance(doc, DerivedDoc):
        fact = replace(fact, formula=_formula(doc, fact, scope))
    elif isinstance(doc, FactDoc):
        _check_declared(doc, fact, scope)
    return replace(fact, on_unknown=_on_unknown(doc, fact, scope))


def _check_declared(doc: FactDoc, fact: Fact, scope: Scope) -> None:
    if fact.type in {"grade", "choice", "set"} and not fact.values:
        scope.report("ER507", doc.label.span, fact=fact.label, type=fact.type)
    if doc.source is not None and not _SOURCE.fullmatch(doc.source):
        scope.report("ER514", doc.source.span, source=doc.source)


def _on_unknown(doc: NamedDoc, fact: Fact, scope: Scope) -> Region | str:  # type: ignore[return]
    text = doc.on_unknown
    if text is None or text in {"keep", "lowest"}:
        return "keep" if text is None else str(text)
    try:
        return literal(fact, text, scope)
    except NotReadable as problem:
        scope.found.append(problem.diagnostic)
        return "keep"


def literal(fact: Fact, text: Text, scope: Scope) -> Region:
    """A value of a fact written in a ruleset; raises NotReadable."""
    if fact.type == "boolean":
        try:
            return TRUE if to_flag(text) else FALSE
        except ValueError:
            scope.report("ER511", text.span, text=text, fact=fact.label)
            return FALSE
    if fact.type == "choice":
        return Values(frozenset({value_id(fact, text, text)}))
    if fact.type == "grade":
        return exactly([key for key, _ in fact.values].index(value_id(fact, text, text)))
    written = parse_amount(text, scope.vocabulary)
    if written.lo is None or written.lo != written.hi:
        scope.report("ER511", text.span, text=text, fact=fact.label)
        return exactly(0)
    return exactly(quantity(written.lo, fact.type, fact.unit, lambda: wrong("ER411", text, fact, value=text)))


def _formula(doc: DerivedDoc, fact: Fact, scope: Scope) -> Formula:
    given = [k for k in _FORMULAS if getattr(doc, k)]
    if len(given) != 1:
        scope.report("ER501", doc.label.span, fact=fact.label, given="、".join(given) or "…")
        return When(TRUE_CONDITION)
    kind = given[0]
    if kind == "when":
        return When(scope.condition(doc.when, fact.basis))
    if kind == "count":
        return _count(doc, scope)
    if kind == "days" and doc.days is not None:
        plus = scope.period(doc.days.plus) if doc.days.plus else None
        return Days(_id(doc.days.from_, scope), plus, _id(doc.days.to, scope))
    if kind == "date" and doc.date is not None:
        period = scope.period(doc.date.plus)
        return When(TRUE_CONDITION) if period is None else DateAfter(_id(doc.date.from_, scope), period)
    if kind == "age" and doc.age is not None:
        return Age(_id(doc.age.born, scope), _id(doc.age.on, scope))
    return Arithmetic(kind, tuple(_operand(text, scope) for text in getattr(doc, kind)))  # type: ignore[arg-type]


def _id(text: Text, scope: Scope) -> str:
    return scope.fact_id(text) or str(text)


def _operand(text: Text, scope: Scope) -> str | Fraction:
    fact = scope.vocabulary.fact_named(text)
    if fact is not None:
        return fact.id
    try:
        written = parse_amount(text, scope.vocabulary)
    except NotReadable as problem:
        scope.found.append(problem.diagnostic)
        return Fraction(0)
    return written.lo.number if written.lo is not None else Fraction(0)


def _last_day(scope: Scope) -> str:
    """The fact that is the last day of the act: what a count looks back from unless it says otherwise."""
    return next((f.id for f in scope.vocabulary.facts.values() if f.source == "act.end"), "act_end")


def _count(doc: DerivedDoc, scope: Scope) -> Count:
    life = doc.window is None or doc.window == "终身"
    window = None if life or doc.window is None else scope.period(doc.window)
    ends = (doc.ends[0] == "included", doc.ends[-1] == "included")
    return Count(
        events=tuple(map(str, doc.count)),
        same=doc.same or "matter",
        window=window,
        anchor=_id(doc.anchor, scope) if doc.anchor else _last_day(scope),
        ends=ends,
        calendar=doc.calendar,
        including_present=doc.including_present,
    )


def parameter_shell(name: str, doc: ParameterDoc, ruleset: str) -> Parameter:
    """A parameter without its values, so that conditions may name it."""
    return Parameter(name, str(doc.label), doc.type, _text(doc.unit), _text(doc.missing), (), ruleset)


def parameter(shell: Parameter, doc: ParameterDoc, scope: Scope) -> Parameter:
    """The parameter with its values."""
    return replace(shell, values=tuple(v for v in (_value(shell, one, scope) for one in doc.values) if v))


def _value(shell: Parameter, doc: ParameterValueDoc, scope: Scope) -> ParameterValue | None:
    basis = scope.cite(doc.basis)
    fact = Fact(shell.id, shell.label, shell.type, shell.ruleset, unit=shell.unit)
    try:
        region = literal(fact, doc.value, scope)
    except NotReadable as problem:
        scope.found.append(problem.diagnostic)
        return None
    point = getattr(region, "intervals")[0].lo  # noqa: B009  numbers only here
    return ParameterValue(
        value=Fraction(point),
        parties=tuple(map(str, doc.party)),
        territories=tuple(map(str, doc.territory)),
        matters=tuple(map(str, doc.matter)),
        in_force=InForce(doc.from_, doc.until),
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

