"""Benchmark tables and weight tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeAlias

from enforcerules.base.limits import TABLE_ROWS
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.compile.matters import statutory_amount
from enforcerules.compile.scope import Scope, titles
from enforcerules.compile.shares import band, share
from enforcerules.compile.shifting import shifted
from enforcerules.language.refusals import place
from enforcerules.language.vocabulary import renamed
from enforcerules.model.citation import Citation
from enforcerules.model.document import TARGETS, BenchmarkDoc, FactorDoc, RoundingDoc, RowDoc, WeightDoc, WeightsDoc
from enforcerules.model.program import (
    ALWAYS,
    Amount,
    And,
    Atom,
    Benchmark,
    Condition,
    Factor,
    FactorLevel,
    Matter,
    OfMax,
    OfMin,
    Result,
    Rounding,
    Row,
    Weights,
)
from enforcerules.model.syntax import AmountText

_REFINES = re.compile(rf"(?P<matter>[^/@]+)/(?P<kind>\w+)(@(?P<target>{'|'.join(TARGETS)}))?")
_RESULTS = ("band", "of_max", "of_min", "amount")


def benchmark(doc: BenchmarkDoc, scope: Scope, matters: Mapping[str, Matter]) -> list[Benchmark]:
    """The table once for every matter that it refines (`water.*/fine` refines several)."""
    basis, in_force = scope.ground(doc.basis, doc)
    scope = replace(scope, within=in_force)
    found = _REFINES.fullmatch(doc.refines)
    if found is None:
        scope.report("ER506", doc.refines.span, refines=doc.refines)
        return []
    targets = _matters(found["matter"], matters, scope)
    if not targets:
        near = nearest(found["matter"], matters)
        scope.report("ER307", _part(doc.refines, found, "matter"), matter=found["matter"], near=near)
    kinds = {m.kind for name in targets for m in matters[name].measures}
    if targets and found["kind"] not in kinds:
        near = nearest(found["kind"], kinds)
        scope.report("ER308", _part(doc.refines, found, "kind"), kind=found["kind"], near=near)
    scope = _in_their_terms(targets, matters, scope)
    _check(doc, scope)
    body = _body(doc, basis, scope)
    many = "*" in found["matter"]
    return [_made(doc, name, found, body, scope, many=many) for name in targets]


def _in_their_terms(targets: list[str], matters: Mapping[str, Matter], scope: Scope) -> Scope:
    """The scope in which facts also bear the names that the refined matters, where they agree, give them."""
    terms = {matters[name].terms for name in targets}
    if len(terms) != 1 or terms == {()}:
        return scope
    return replace(scope, vocabulary=renamed(scope.vocabulary, dict(*terms)))


def _part(text: Text, found: re.Match[str], group: str) -> Span | None:
    return place(text, found.start(group), found.end(group) - found.start(group))


def _matters(pattern: str, matters: Mapping[str, Matter], scope: Scope) -> list[str]:
    named = matters if pattern.endswith("*") else [pattern] if pattern in matters else []
    return sorted(n for n in named if matters[n].ruleset in scope.lineage and matches(pattern, n))


def matches(pattern: str, matter: str) -> bool:
    """Whether a matter is named by an id or by a pattern that ends in `*`."""
    return matter.startswith(pattern[:-1]) if pattern.endswith("*") else matter == pattern


def _check(doc: BenchmarkDoc, scope: Scope) -> None:
    if doc.after_change is not None and not doc.after_change_basis:
        scope.report("ER562", doc.place_of("after_change"), id=doc.id)
    if len(doc.rows) > TABLE_ROWS:
        scope.report("ER527", doc.id.span, id=doc.id, number=f"{len(doc.rows):,}", limit=f"{TABLE_ROWS:,}")
    if bool(doc.rows) == (doc.weights is not None):
        scope.report("ER505", doc.id.span, id=doc.id)
    for row in doc.rows:
        if sum((row.when is not None, row.otherwise, row.narrows)) != 1:
            scope.report("ER503", row.id.span, row=row.id)
        said = [key for key in _RESULTS if getattr(row, key) is not None]
        if len(said) > 1:
            scope.report("ER504", row.place_of_key(said[1]), row=row.id)
        if row.level == "mitigated" and not row.narrows:
            scope.report("ER502", row.place_of("level"), rule=row.id)
    seen: dict[str, Text] = {}
    for row in doc.rows:
        if row.id in seen:
            scope.twice(row.id, seen[row.id])
        seen.setdefault(row.id, row.id)


_Body: TypeAlias = tuple[tuple[Citation, ...], tuple[Row, ...], Weights | None, Rounding | None]


def _body(doc: BenchmarkDoc, basis: tuple[Citation, ...], scope: Scope) -> _Body:
    rows = shifted(tuple(_row(row, basis, scope) for row in doc.rows), doc, basis, scope)
    weights = None if doc.weights is None else _weights(doc.weights, basis, scope)
    return basis, rows, weights, None if doc.rounding is None else _rounding(doc.rounding, scope)


def _made(
    doc: BenchmarkDoc,
    name: str,
    found: re.Match[str],
    body: _Body,
    scope: Scope,
    *,
    many: bool,
) -> Benchmark:
    basis, rows, weights, rounding = body
    return Benchmark(
        id=f"{doc.id}:{name}" if many else str(doc.id),
        ruleset=str(scope.document.ruleset),
        matter=name,
        kind=found["kind"],
        target=found["target"],  # type: ignore[arg-type]
        condition=scope.condition(doc.when, basis),
        hit=doc.hit,
        rows=rows,
        weights=weights,
        rounding=rounding,
        basis=basis,
        in_force=scope.within or ALWAYS,
        evidence=scope.evidence(doc.evidence, basis),
        title=titles(doc.title),
        status=doc.status,
        note=None if doc.note is None else str(doc.note),
        after_change=doc.after_change,
        after_change_basis=scope.cite(doc.after_change_basis),
        order=tuple(map(str, doc.order)),
        accepts=tuple(sorted((str(code), str(reason)) for code, reason in doc.accepts.items())),
    )


def _row(doc: RowDoc, basis: tuple[Citation, ...], scope: Scope) -> Row:
    cited = scope.cite(doc.basis)
    return Row(
        id=str(doc.id),
        level=doc.level,
        condition=None if doc.when is None else scope.condition(doc.when, cited or basis),
        otherwise=doc.otherwise,
        narrows=doc.narrows,
        result=_result(doc, cited or basis, scope),
        title=titles(doc.title),
        basis=cited,
        note=None if doc.note is None else str(doc.note),
        statute=doc.statute,
    )


def _result(doc: RowDoc, basis: tuple[Citation, ...], scope: Scope) -> Result:
    if doc.band is not None:
        return band(doc.band, scope)
    if doc.of_max is not None:
        return _of_max(doc.of_max, scope)
    if doc.of_min is not None:
        return _of_min(doc.of_min, scope)
    return None if doc.amount is None else statutory_amount(doc.amount, scope, basis)


def _of_max(text: Text, scope: Scope) -> OfMax:
    if text.strip()[:1] in {"[", "(", "（"}:
        part = band(text, scope)
        return OfMax(part.hi, part)
    of_max = share(text, scope)
    if not 0 <= of_max <= 1:
        scope.report("ER224", text.span, found=text, low="0%", high="100%")
    return OfMax(of_max)


def _of_min(text: Text, scope: Scope) -> OfMin:
    times = share(text, scope)
    if times < 1:
        scope.report("ER224", text.span, found=text, low="100%", high="…")
    return OfMin(max(times, Fraction(1)))


def _weights(doc: WeightsDoc, basis: tuple[Citation, ...], scope: Scope) -> Weights:
    return Weights(
        start=share(doc.start, scope),
        of=None if doc.of is None else _base(doc.of, scope),
        cap=None if doc.cap is None else share(doc.cap, scope),
        floor=None if doc.floor is None else share(doc.floor, scope),
        interpolate=doc.mode == "interpolate",
        factors=tuple(_factor(one, basis, scope) for one in doc.factors),
    )


def _level(doc: WeightDoc, basis: tuple[Citation, ...], scope: Scope) -> FactorLevel:
    condition = scope.condition(doc.when, basis)
    return FactorLevel(condition, share(doc.weight, scope), _words(condition, scope) or str(doc.when))


def _words(condition: Condition, scope: Scope) -> str:
    """A level in words where it is a test or several that must all hold; else nothing."""
    if isinstance(condition, Atom) and condition.fact in scope.vocabulary.facts:
        return f"{scope.vocabulary.facts[condition.fact].label}{condition.wanted}"
    if isinstance(condition, And):
        parts = [_words(part, scope) for part in condition.parts]
        return "且".join(parts) if all(parts) else ""
    return ""


def _base(text: Text, scope: Scope) -> Amount | None:
    amount = statutory_amount(text, scope, ())
    if amount is not None and amount.lo != amount.hi:
        scope.report("ER420", text.span, text=text)
    return amount


def _factor(doc: FactorDoc, basis: tuple[Citation, ...], scope: Scope) -> Factor:
    fact = scope.fact_id(doc.fact) or str(doc.fact)
    known = scope.vocabulary.facts.get(fact)
    levels = tuple(_level(one, basis, scope) for one in doc.levels)
    return Factor(fact, str(doc.title.get(Text("zh")) or (known.label if known else doc.fact)), levels)


def _rounding(doc: RoundingDoc, scope: Scope) -> Rounding:
    """To one figure of money, in 分."""
    amount = scope.amount(doc.to)
    figure = None if amount is None or amount != AmountText(None, amount.lo, amount.lo) else amount.lo
    if figure is None or figure.unit != "元" or figure.number.denominator != 1:
        scope.report("ER240", doc.to.span, found=doc.to)
        return Rounding(1, doc.direction)
    if figure.number <= 0:
        scope.report("ER224", doc.to.span, found=doc.to, low=">0", high="…")
        return Rounding(1, doc.direction)
    return Rounding(int(figure.number), doc.direction)
