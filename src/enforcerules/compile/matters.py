"""Matters and the measures that their statutes threaten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.compile.facts import literal
from enforcerules.compile.scope import Scope, titles
from enforcerules.language.parsing import NotReadable
from enforcerules.language.refusals import place
from enforcerules.model.citation import Citation
from enforcerules.model.document import MatterDoc, Modality, PenaltyDoc
from enforcerules.model.program import TRUE_CONDITION, Amount, And, Condition, Matter, Measure
from enforcerules.model.region import Region
from enforcerules.model.syntax import Quantity

_MODALITIES = ("shall", "may", "single_or_joint", "up_to")


def matter(doc: MatterDoc, scope: Scope) -> Matter:
    """The matter with its measures; ids of measures are made from its id, kind and target."""
    basis = scope.cite(doc.penalised_by)
    if doc.elements is None:
        scope.report("ER508", doc.id.span, matter=doc.id)
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
        elements=None if doc.elements is None else scope.condition(doc.elements, basis),
        prohibited_by=scope.cite(doc.prohibited_by),
        penalised_by=basis,
        fixes=tuple(_fixes(doc, scope)),
        measures=measures,
        in_force=scope.in_force(basis, doc),
        sole_trader=doc.sole_trader,
        status=doc.status,
        code=None if doc.code is None else str(doc.code),
        note=None if doc.note is None else str(doc.note),
    )


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
    slot: tuple[str | None, str | None, int | None] = (None, None, None),
) -> Iterator[Measure]:
    """The measures of one entry of `penalties`, with those of its limbs and branches; `path` is its place."""
    cited = scope.cite(doc.basis) or basis
    condition = _conjoin(outer, scope.condition(doc.when, cited))
    limb, group, branch = slot
    if (doc.limbs or doc.one_of) and (doc.fine is not None or doc.others):
        own = "fine" if doc.fine is not None else next(iter(doc.others))
        inner_key = "limbs" if doc.limbs else "one_of"
        scope.report("ER205", doc.place_of_key(own), first=inner_key, second=own)
    for number, inner in enumerate(doc.limbs, 1):
        inner_path = f"{path}.{number}"
        yield from _entry(inner, inner_path, cited, scope, condition, (inner_path, group, branch))
    for number, branch_docs in enumerate(doc.one_of):
        for place_in, inner in enumerate(branch_docs):
            inner_path = f"{path}.{number}.{place_in}"
            yield from _entry(inner, inner_path, cited, scope, condition, (limb, group or f"g{path}", number))
    if not (doc.limbs or doc.one_of):
        yield from _measures(doc, cited, scope, condition, slot)


def _conjoin(outer: Condition, inner: Condition) -> Condition:
    if outer == TRUE_CONDITION:
        return inner
    return outer if inner == TRUE_CONDITION else And((outer, inner))


def _measures(
    doc: PenaltyDoc,
    basis: tuple[Citation, ...],
    scope: Scope,
    condition: Condition,
    slot: tuple[str | None, str | None, int | None],
) -> Iterator[Measure]:
    limb, group, branch = slot
    said: list[tuple[str, Modality, Amount | None]] = []
    if doc.fine is not None:
        said += [("fine", modality, statutory_amount(text, scope, basis)) for modality, text in doc.fine.terms()]
    said += [(kind, modality, None) for kind, modality in _others(doc, scope)]
    if not said and not doc.others:
        scope.report("ER516", doc.span, id=doc.id)
    for kind, modality, amount in said:
        yield Measure(
            id=str(doc.id) if doc.id and len(said) == 1 else "",
            kind=kind,
            modality=modality,
            target=doc.target,
            condition=condition,
            amount=amount,
            basis=basis,
            in_force=scope.check_days(doc),
            group=group,
            branch=branch,
            limb=limb,
            duration=None if doc.duration is None else str(doc.duration),
            what=None if doc.what is None else str(doc.what),
            by=None if doc.by is None else str(doc.by),
        )


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
    if written is None:
        return None
    ends = [q for q in (written.lo, written.hi) if q is not None]
    wanted = "元" if written.base is None else "率"
    bare = next((q for q in ends if not q.unit), None)
    if bare is not None and written.base is None:
        scope.report("ER241", place_in(text, bare), found=bare.text, suggestion=f"{bare.text}元")
        return None
    if any(q.unit != wanted for q in ends):
        scope.report("ER415", text.span, text=text)
        return None
    if any(q.number < 0 for q in ends):
        scope.report("ER225", text.span, found=text)
    if written.base is not None and scope.vocabulary.facts[written.base].type != "money":
        scope.report("ER419", text.span, text=text, fact=scope.vocabulary.facts[written.base].label)
    if written.lo and written.hi and written.lo.number > written.hi.number:
        scope.report("ER417", text.span, text=text)
    reads = scope.reads(basis)
    exact = written.lo == written.hi
    lo_open = written.lo is not None and not exact and not reads.above
    return Amount(written.base, _number(written.lo), _number(written.hi), lo_open, not exact and not reads.below)


def place_in(text: Text, piece: Quantity) -> Span | None:
    """Where a figure stands in its text."""
    return text.span if piece.place is None else place(text, *piece.place)


def _number(quantity: Quantity | None) -> Fraction | None:
    return None if quantity is None else quantity.number
