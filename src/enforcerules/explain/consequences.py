"""What the statute threatens: every measure that follows if nothing spares the party."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from enforcerules.explain import tests
from enforcerules.explain.view import View, fact_title, kind_title, listed, say, verb_title
from enforcerules.language.showing import plain, show_value
from enforcerules.model.decision import MeasureSeen, Reason
from enforcerules.model.explanation import Arg, Line, Mark, Message, Section, Span, Value, Word
from enforcerules.model.program import Amount


def consequences(view: View) -> Section:
    """The measures, alternatives together; those whose condition failed stand among what was not adopted."""
    key = "heading.consequences" if view.outcome.disposition == "penalise" else "heading.consequences.if"
    lines = tuple(grouped(view, lambda one: measure(view, one)))
    return Section("consequences", say(key), lines or (Line("statutory", say("consequences.none")),))


def grouped(view: View, told: Callable[[MeasureSeen], Line]) -> Iterator[Line]:
    """Ungrouped measures one by one; a group of alternatives under one line, branch by branch."""
    groups: set[str] = set()
    for one in view.outcome.measures:
        if one.group is None:
            yield told(one)
        elif one.group not in groups:
            groups.add(one.group)
            members = [m for m in view.outcome.measures if m.group == one.group]
            key = "alternatives.may" if all(m.modality == "may" for m in members) else "alternatives"
            yield Line("statutory", say(key), children=tuple(_branches(members, told)))


def _branches(members: list[MeasureSeen], told: Callable[[MeasureSeen], Line]) -> Iterator[Line]:
    branches = sorted({m.branch or 0 for m in members})
    for number, branch in enumerate(branches, 1):
        inside = tuple(told(m) for m in members if (m.branch or 0) == branch)
        together = say("branch", n=Word("ordinal", str(number)))
        yield inside[0] if len(inside) == 1 else Line("statutory", together, children=inside)


def measure(view: View, one: MeasureSeen) -> Line:
    """One measure: kind, modality, amount, target; below it the limb that applies and the base of the amount."""
    mark: Mark = "open" if one.holds is None or "statutory" in one.open else "statutory"
    return Line(
        mark,
        say(
            "measure",
            what=_what(view, one),
            modality=Word("modality", one.modality),
            extras=listed(_extras(one), "nothing"),
        ),
        status="open" if one.holds is None else "none",
        cites=one.basis,
        children=(*_limb(view, one), *_base(view, one)),
        secondary=view.is_secondary(one.basis),
    )


def _what(view: View, one: MeasureSeen) -> Message:
    kind = view.kind(one.kind)
    if one.statutory is not None:
        return say("measure.amount", kind=kind_title(kind), range=Span(one.statutory))
    return verb_title(kind)


def _extras(one: MeasureSeen) -> list[Arg]:
    said: list[Arg] = []
    if one.what:
        said.append(say("measure.what", what=one.what))
    if one.duration:
        said.append(say("measure.duration", duration=one.duration))
    if one.by:
        said.append(say("measure.by", by=one.by))
    if one.target not in {"violator", "unit"}:
        said.append(say("measure.target", target=Word("target", one.target)))
    if one.nature != "penalty":
        said.append(say("measure.nature", nature=Word("nature", one.nature)))
    return said


def limb_of(view: View, one: MeasureSeen) -> Reason | None:
    """The reason that asked the condition of a measure."""
    name = f"{view.matter.id}/{one.id}"
    return next((r for r in view.outcome.reasons if r.stage == "limb" and r.rule == name), None)


def _limb(view: View, one: MeasureSeen) -> tuple[Line, ...]:
    reason = limb_of(view, one)
    return () if reason is None else tests.told(view, reason)


def _base(view: View, one: MeasureSeen) -> Iterator[Line]:
    """On which base a multiple is reckoned."""
    found = view.measures.get(one.id)
    amount = found.amount if found is not None else None
    if amount is None or amount.base is None:
        return
    fact = view.fact(amount.base)
    region = view.observed[amount.base].region if amount.base in view.observed else None
    value = Value("—" if region is None else show_value(fact, region), fact, region)
    key = "measure.base" if one.statutory is not None and one.statutory.hi is not None else "measure.base.open"
    state: Mark = "open" if key.endswith("open") else "found"
    yield Line(state, say(key, base=fact_title(fact), value=value, times=times(amount)))


def times(amount: Amount) -> Message:
    """The multiples of an amount: from, to, between."""
    lo, hi = (None if x is None else _factor(x) for x in (amount.lo, amount.hi))
    if lo is not None and hi is not None:
        return say("times.between" if lo != hi else "times.exactly", lo=lo, hi=hi)
    return say("times.from", lo="" if lo is None else lo) if hi is None else say("times.up_to", hi=hi)


def _factor(share: Fraction) -> Message:
    """A multiple as a number, or as a percentage below one."""
    whole = share.denominator == 1 or share > 1
    return say("factor.times", n=plain(share)) if whole else say("factor.percent", n=plain(share * 100))
