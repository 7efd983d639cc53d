"""Facts: what a case gives of them, and what follows from others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from enforcerules.base.limits import DECIMALS, NAME_LENGTH
from enforcerules.base.source import Text
from enforcerules.compile.formulas import FORMULAS, formula
from enforcerules.compile.literals import literal
from enforcerules.compile.lower import type_word
from enforcerules.compile.scope import Scope
from enforcerules.compile.sources import check_source
from enforcerules.language.lexer import WORDS
from enforcerules.language.parsing import NotReadable
from enforcerules.model.document import DerivedDoc, FactDoc, NamedDoc
from enforcerules.model.program import TRUE_CONDITION, Fact, When
from enforcerules.model.region import Region

_ONLY_FOR = {
    "values": {"grade", "choice", "set"},
    "scale": {"decimal"},
    "unit": {"integer", "decimal", "period", "rate"},
}
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
        note=_text(doc.note),
    )


def derived_shell(name: str, doc: DerivedDoc, ruleset: str) -> Fact:
    """A derived fact with its type and no formula yet, so that conditions may name it."""
    kind = next((k for k in FORMULAS if getattr(doc, k)), "when")
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
        fact = replace(fact, formula=formula(doc, fact, scope))
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


def visible_labels(facts: Mapping[str, Fact]) -> dict[str, list[str]]:
    """Which facts bear a label or other name."""
    found: dict[str, list[str]] = {}
    for fact in facts.values():
        for label in {fact.label, *fact.also}:
            found.setdefault(label, []).append(fact.id)
    return found
