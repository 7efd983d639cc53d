"""How much and how long: the amount of a measure with its base, limits and references, and its duration."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.explain.view import View, fact_title, kind_title, say, verb_title
from enforcerules.language.showing import plain, show_value
from enforcerules.model.citation import print_zh
from enforcerules.model.decision import MeasureSeen, ReferredFine
from enforcerules.model.explanation import Arg, Line, Mark, Message, Money, Span, Value, Word
from enforcerules.model.program import Amount


def what(view: View, one: MeasureSeen) -> Message:
    """The kind with its amount; a fine without one says who sets it."""
    kind = view.kind(one.kind)
    if one.statutory is not None:
        return say("measure.amount", kind=kind_title(kind), range=Span(one.statutory))
    return verb_title(kind)


def told(view: View, one: MeasureSeen) -> Iterator[Line]:
    """On which base a multiple is reckoned, the limits of the amount, or where the text leaves it to other rules."""
    found = view.measures.get(one.id)
    amount = found.amount if found is not None else None
    if amount is None:
        yield from _left_open(view, one)
        return
    if amount.base is not None:
        yield _base(view, one, amount, amount.base)
    yield from (Line("statutory", line) for line in _limits(view, amount))


def _left_open(view: View, one: MeasureSeen) -> Iterator[Line]:
    if one.kind == "fine" and one.refers is not None:
        cites = one.refers.citations
        text = one.refers.text if not cites else "、".join(print_zh(c) for c in cites)
        children = tuple(_referred(view, fine) for fine in one.referred)
        yield Line("statutory", say("measure.refers", where=text), cites=(), children=children)
    elif one.kind == "fine":
        yield Line("statutory", say("measure.left_open"))


def _referred(view: View, fine: ReferredFine) -> Line:
    """One fine of the provision referred to, on the facts of this case."""
    matter = view.decision.program.matters[fine.matter]
    open_ = fine.holds is None or fine.statutory is None or fine.statutory.hi is None
    span = "—" if fine.statutory is None else Span(fine.statutory)
    args = {"modality": Word("modality", fine.modality), "target": Word("target", fine.target), "range": span}
    return Line("open" if open_ else "statutory", say("measure.referred", **args), cites=matter.penalised_by)


def _base(view: View, one: MeasureSeen, amount: Amount, base: str) -> Line:
    fact = view.fact(base)
    region = view.observed[base].region if base in view.observed else None
    value = Value("—" if region is None else show_value(fact, region), fact, region)
    key = "measure.base" if one.statutory is not None and one.statutory.hi is not None else "measure.base.open"
    state: Mark = "open" if key.endswith("open") else "found"
    return Line(state, say(key, base=fact_title(fact), value=value, times=times(amount)))


def _limits(view: View, amount: Amount) -> Iterator[Message]:
    """不足X的按X计算, 不低于X, 总额不超过X."""
    if amount.base_floor is not None:
        unit = amount.per
        least: Arg = Money(amount.base_floor) if unit is None else f"{plain(amount.base_floor)}{unit}"
        yield say("measure.base_floor", least=least)
    if amount.floor is not None:
        yield say("measure.floor", least=Money(amount.floor))
    if amount.cap is not None:
        yield say("measure.cap", most=Money(amount.cap))


def times(amount: Amount) -> Message:
    """The multiples of an amount: from, to, between; for each unit, in money."""
    lo, hi = (None if x is None else _factor(x, amount.per) for x in (amount.lo, amount.hi))
    if lo is not None and hi is not None:
        inner = say("times.between" if amount.lo != amount.hi else "times.exactly", lo=lo, hi=hi)
    else:
        inner = say("times.from", lo="" if lo is None else lo) if hi is None else say("times.up_to", hi=hi)
    return inner if amount.per is None else say("times.each", unit=amount.per, times=inner)


def _factor(share: Fraction, per: str | None) -> Arg:
    """A multiple as a number, as a percentage below one, or as money for each unit."""
    if per is not None:
        return Money(share)
    whole = share.denominator == 1 or share > 1
    return say("factor.times", n=plain(share)) if whole else say("factor.percent", n=plain(share * 100))
