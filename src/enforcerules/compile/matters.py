"""Matters and the measures that their statutes threaten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.compile.facts import check_name
from enforcerules.compile.literals import literal
from enforcerules.compile.scope import Scope, titles
from enforcerules.language.parsing import NotReadable
from enforcerules.language.refusals import place
from enforcerules.language.vocabulary import renamed
from enforcerules.model.citation import Citation
from enforcerules.model.document import MatterDoc, Modality, PenaltyDoc, ReleasedDoc
from enforcerules.model.duration import Duration, parse_duration
from enforcerules.model.program import (
    ALWAYS,
    TRUE_CONDITION,
    Amount,
    And,
    Condition,
    Matter,
    Measure,
    Reference,
)
from enforcerules.model.references import resolve
from enforcerules.model.region import Region
from enforcerules.model.syntax import AmountText, Quantity

ALLEGED = "alleged"
"""Said instead of elements: the allegation is taken as found."""

_LEFT_OPEN = "数额未规定"
_REFERRING = re.compile("(?:依照|按照)(?P<where>.+?)(?:的?规定)?")
_COUNTED = frozenset({"integer", "decimal"})
_MODALITIES = ("shall", "may", "single_or_joint", "up_to")


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a measure stands: in which limb of a block under which guard, in which branch of a group."""

    limb: str | None = None
    group: str | None = None
    branch: int | None = None
    guard: Condition = TRUE_CONDITION


def matter(doc: MatterDoc, scope: Scope) -> Matter:
    """The matter with its measures; ids of measures are made from its id, kind and target."""
    basis, in_force = scope.ground(doc.penalised_by, doc)
    scope = replace(scope, within=in_force)
    for said in doc.no_longer_unlawful:
        _check_released(said, doc, scope)
    if doc.elements is None:
        scope.report("ER508", doc.id.span, matter=doc.id)
    scope = _with_terms(doc, scope)
    alleged = doc.elements is None or doc.elements == ALLEGED
    measures = tuple(
        _named(
            [
                m
                for number, entry in enumerate(doc.penalties)
                for m in _entry(entry, str(number), basis, scope, TRUE_CONDITION)
            ]
        )
    )
    return Matter(
        id=str(doc.id),
        ruleset=str(scope.document.ruleset),
        title=titles(doc.title),
        elements=None if alleged else scope.condition(doc.elements, basis),
        prohibited_by=scope.cite(doc.prohibited_by),
        penalised_by=basis,
        fixes=tuple(_fixes(doc, scope)),
        measures=measures,
        in_force=in_force,
        sole_trader=doc.sole_trader,
        status=doc.status,
        code=None if doc.code is None else str(doc.code),
        note=None if doc.note is None else str(doc.note),
        succeeded_by=tuple(map(str, doc.succeeded_by)),
        accepts=tuple(sorted((str(code), str(reason)) for code, reason in doc.accepts.items())),
        terms=tuple(sorted((str(fact), str(term)) for fact, term in doc.terms.items())),
    )


def _check_released(said: ReleasedDoc, doc: MatterDoc, scope: Scope) -> None:
    """The law no longer forbids it: of the whole matter only after it has ended, and only if no other goes on with it."""
    whole = said.when is None
    if whole and (doc.until is None or said.from_ <= doc.until or doc.succeeded_by):
        scope.report("ER521", said.span, matter=doc.id, since=said.from_)


def _with_terms(doc: MatterDoc, scope: Scope) -> Scope:
    """The scope in which facts bear the names that this provision gives them."""
    terms: dict[str, str] = {}
    for name, term in doc.terms.items():
        known = scope.fact_id(Text(name, getattr(name, "span", None)))
        check_name(term, scope)
        other = scope.vocabulary.fact_named(term)
        if known is not None and other is not None and other.id != known:
            scope.report("ER303", term.span, label=term, other=other.id)
        elif known is not None:
            terms[known] = str(term)
    return replace(scope, vocabulary=renamed(scope.vocabulary, terms)) if terms else scope


def _fixes(doc: MatterDoc, scope: Scope) -> Iterator[tuple[str, Region]]:
    for name, text in doc.fixes.items():
        known = scope.fact_id(Text(name, getattr(name, "span", None)))
        if known is None:
            continue
        try:
            yield known, literal(scope.vocabulary.facts[known], text, scope)
        except NotReadable as problem:
            scope.refuse(problem)


def _named(measures: list[Measure]) -> Iterator[Measure]:
    """Give every measure an id of its own: kind, kind@target, and a number where these repeat."""
    seen: dict[str, int] = {}
    for one in measures:
        name = one.id or (one.kind if one.target == "violator" else f"{one.kind}@{one.target}")
        seen[name] = seen.get(name, 0) + 1
        yield replace(one, id=name if seen[name] == 1 else f"{name}.{seen[name]}")


def _entry(
    doc: PenaltyDoc,
    path: str,
    basis: tuple[Citation, ...],
    scope: Scope,
    outer: Condition,
    slot: _Slot = _Slot(),
) -> Iterator[Measure]:
    """The measures of one entry of `penalties`, with those of its limbs and branches; `path` is its place."""
    cited = scope.cite(doc.basis, doc) or basis
    condition = _conjoin(outer, scope.condition(doc.when, cited))
    if (doc.limbs or doc.one_of) and (doc.fine is not None or doc.others):
        own = "fine" if doc.fine is not None else next(iter(doc.others))
        inner_key = "limbs" if doc.limbs else "one_of"
        scope.report("ER205", doc.place_of_key(own), first=inner_key, second=own)
    if not (doc.limbs or doc.one_of):
        yield from _measures(doc, cited, scope, condition, slot)
        return
    inside: list[tuple[PenaltyDoc, str, _Slot]] = [
        (inner, f"{path}.{n}", replace(slot, limb=f"{path}.{n}", guard=condition))
        for n, inner in enumerate(doc.limbs, 1)
    ]
    for number, branch_docs in enumerate(doc.one_of):
        here = replace(slot, group=slot.group or f"g{path}", branch=number)
        inside += [(inner, f"{path}.{number}.{place_in}", here) for place_in, inner in enumerate(branch_docs)]
    days = scope.check_days(doc, cited)
    within = days.meet(scope.within or ALWAYS)
    for inner, inner_path, inner_slot in inside:
        for one in _entry(inner, inner_path, cited, replace(scope, within=within), condition, inner_slot):
            yield replace(one, in_force=one.in_force.meet(days))


def _conjoin(outer: Condition, inner: Condition) -> Condition:
    if outer == TRUE_CONDITION:
        return inner
    return outer if inner == TRUE_CONDITION else And((outer, inner))


def _measures(
    doc: PenaltyDoc,
    basis: tuple[Citation, ...],
    scope: Scope,
    condition: Condition,
    slot: _Slot,
) -> Iterator[Measure]:
    said: list[tuple[str, Modality, Amount | None, Reference | None]] = []
    if doc.fine is not None:
        said += [("fine", modality, *_threatened(text, scope, basis)) for modality, text in doc.fine.terms()]
    said += [(kind, modality, None, None) for kind, modality in _others(doc, scope)]
    if not said and not doc.others:
        scope.report("ER516", doc.span, id=doc.id)
    for kind, modality, amount, refers in said:
        yield Measure(
            id=str(doc.id) if doc.id and len(said) == 1 else "",
            kind=kind,
            modality=modality,
            target=doc.target,
            condition=condition,
            amount=amount,
            basis=basis,
            in_force=scope.check_days(doc, basis),
            group=slot.group,
            branch=slot.branch,
            limb=slot.limb,
            guard=slot.guard,
            duration=_duration(doc.duration, scope),
            what=None if doc.what is None else str(doc.what),
            by=_organ(kind, doc, scope),
            refers=refers,
        )


def places_of(doc: MatterDoc) -> Iterator[Span | None]:
    """Where each measure of a matter stands, in the order in which they are made."""
    for entry in doc.penalties:
        yield from _places(entry)


def _places(doc: PenaltyDoc) -> Iterator[Span | None]:
    inside = (*doc.limbs, *(inner for branch in doc.one_of for inner in branch))
    for inner in inside:
        yield from _places(inner)
    if not inside:
        fines = () if doc.fine is None else tuple(doc.fine.terms())
        yield from (doc.span for _ in (*fines, *doc.others))


def _organ(kind: str, doc: PenaltyDoc, scope: Scope) -> str | None:
    """Who approves or carries it out: as stated, else the organ that alone may impose measures of this kind."""
    if doc.by is not None:
        return str(doc.by)
    found = scope.kinds.get(kind)
    return None if found is None else found.by


def _threatened(
    text: Text, scope: Scope, basis: tuple[Citation, ...]
) -> tuple[Amount, None] | tuple[None, Reference | None]:
    """The amount of a fine, the provision that sets it, or neither where the text leaves it open."""
    if text == _LEFT_OPEN:
        return None, None
    referring = _REFERRING.fullmatch(text)
    if referring is not None:
        return None, _reference(Text(referring["where"], text.span), scope, basis)
    amount = statutory_amount(text, scope, basis)
    return (None, None) if amount is None else (amount, None)


def _reference(text: Text, scope: Scope, basis: tuple[Citation, ...]) -> Reference:
    """What a reference means where the penalty stands; nothing where it names no place (有关法律的规定)."""
    places = (resolve(text, basis[0]) or ()) if basis else ()
    found = tuple(scope.named(place) for place in places if place.instrument)
    for one in found:
        # Another law may have been renumbered since this was written: its place needs to be right in one version.
        scope.note(one, text.span, scope.within if one.instrument == basis[0].instrument else None)
    return Reference(str(text), found)


def _duration(text: Text | None, scope: Scope) -> Duration | None:
    if text is None:
        return None
    made = parse_duration(text)
    if made is None:
        scope.report("ER422", text.span, text=text)
    return made


def _others(doc: PenaltyDoc, scope: Scope) -> Iterator[tuple[str, Modality]]:
    for kind, word in doc.others.items():
        if kind not in scope.kinds:
            fields = [*scope.kinds, "when", "target", "fine", "limbs", "one_of", "duration", "basis"]
            scope.report("ER308", doc.place_of_key(kind), kind=kind, near=nearest(kind, fields))
        elif word not in _MODALITIES:
            scope.report("ER518", word.span or doc.span, kind=kind, text=word, near=nearest(word, _MODALITIES))
        else:
            yield kind, str(word)  # type: ignore[misc]


def statutory_amount(text: Text, scope: Scope, basis: tuple[Citation, ...]) -> Amount | None:
    """The amount of a fine: in 分 without a base, as a multiple with one; ends open as the instrument reads them."""
    written = scope.amount(text)
    if written is None or not _fitting(written, text, scope):
        return None
    reads = scope.reads(basis)
    exact = written.lo == written.hi
    lo_open = written.lo is not None and not exact and not reads.above
    return Amount(
        base=written.base,
        lo=_number(written.lo),
        hi=_number(written.hi),
        lo_open=lo_open,
        hi_open=not exact and not reads.below,
        per=written.per,
        base_floor=_number(written.base_floor),
        floor=_number(written.floor),
        cap=_number(written.cap),
    )


def _fitting(written: AmountText, text: Text, scope: Scope) -> bool:
    """Whether the figures of an amount have the units they need; what does not fit is reported."""
    ends = [q for q in (written.lo, written.hi) if q is not None]
    wanted = "元" if written.base is None or written.per is not None else "率"
    bare = next((q for q in ends if not q.unit), None)
    if bare is not None and wanted == "元":
        scope.report("ER241", place_in(text, bare), found=bare.text, suggestion=f"{bare.text}元")
        return False
    if any(q.unit != wanted for q in ends):
        scope.report("ER415", text.span, text=text)
        return False
    limits = [q for q in (written.base_floor, written.floor, written.cap) if q is not None]
    if any(q.number < 0 for q in (*ends, *limits)):
        scope.report("ER225", text.span, found=text)
    if written.lo and written.hi and written.lo.number > written.hi.number:
        scope.report("ER417", text.span, text=text)
    if written.floor and written.cap and written.floor.number > written.cap.number:
        scope.report("ER417", text.span, text=text)
    return _fits_base(written, text, scope)


def _fits_base(written: AmountText, text: Text, scope: Scope) -> bool:
    """Whether the base is money, or counts the unit of which each costs so much; and the limits are in its unit."""
    base = None if written.base is None else scope.vocabulary.facts[written.base]
    if base is not None and written.per is None and base.type != "money":
        scope.report("ER419", text.span, text=text, fact=base.label)
    if base is not None and written.per is not None and (base.unit != written.per or base.type not in _COUNTED):
        scope.report("ER423", text.span, text=text, fact=base.label, per=f"每{written.per}", unit=base.unit)
    money = [written.floor, written.cap, *([] if written.per is not None else [written.base_floor])]
    wrong = next((q for q in money if q is not None and q.unit != "元"), None)
    if wrong is not None:
        scope.report("ER415", place_in(text, wrong), text=text)
    return wrong is None


def place_in(text: Text, piece: Quantity) -> Span | None:
    """Where a figure stands in its text."""
    return text.span if piece.place is None else place(text, *piece.place)


def _number(quantity: Quantity | None) -> Fraction | None:
    return None if quantity is None else quantity.number
