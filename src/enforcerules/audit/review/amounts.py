"""Amounts and lengths that were imposed: against the statute, then against the levels that benchmark and case permit.

What is below (or above) everything that the provision knows for this addressee, whichever facts turn out to hold, is
certain although facts are open.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from enforcerules.audit.review.grounds import mitigating, unless_stated
from enforcerules.audit.review.view import Noted, View, is_fine, lawful_of, not_given
from enforcerules.decide.amounts import base_interval
from enforcerules.decide.frame import targeted
from enforcerules.model.amounts import range_over
from enforcerules.model.capitals import read_figures, read_upper
from enforcerules.model.citation import Citation
from enforcerules.model.decision import MeasureSeen, MoneyRange, hull
from enforcerules.model.duration import notation
from enforcerules.model.made import MadeMeasure
from enforcerules.model.packages import Reason
from enforcerules.model.program import Measure
from enforcerules.model.proposal import mitigable
from enforcerules.model.region import Interval, Numbers
from enforcerules.model.review import Lawful, Open, Said
from enforcerules.model.walk import bounds_of

_LENIENT = ("mitigated", "lighter")


def check(view: View) -> Iterator[Noted]:
    """Every amount and length."""
    yield from _words(view)
    if view.verdict is None or view.done != "penalise":
        return
    for one in view.did.measures:
        if is_fine(one) and one.amount is not None:
            yield from _fine(view, one)
    for reason in view.verdict.reasons:
        if reason.why.startswith("duration_") and reason.what in view.measures:
            yield from _length(view, view.measures[reason.what], reason)


# ---- fines -------------------------------------------------------------------------------------------------------


def _fine(view: View, did: MadeMeasure) -> Iterator[Noted]:
    amount = read_figures(did.amount or "")
    known = [one for one in targeted(view.frame) if one.kind == "fine" and _named(one, did)]
    away = {one.id for one in view.outcome.measures if one.away}
    limbs = [one for one in known if one.id not in away and not _ruled_out(view, one)]
    if amount is None or not amount or not limbs:
        return
    fen = Fraction(amount)
    spans = [possible(view, one) for one in limbs]
    args: dict[str, Said] = {"measure": view.name(str(did.kind)), "amount": fen}
    side = _side(fen, spans)
    if side is not None:
        args["statutory"] = hull([one for one in spans if one is not None])
        yield from _certain(view, limbs, args, side)
        return
    seen = [view.measures[one.id] for one in limbs if one.id in view.measures]
    if len(seen) == 1 and not seen[0].depends:
        yield from _of_one(view, seen[0], fen, [one for one in limbs if one.id != seen[0].id])
    elif seen and not all(one.statutory is not None and one.statutory.has(fen) for one in seen):
        yield Open("amount", view.questions(), tuple(sorted(args.items())))


def _named(one: Measure, did: MadeMeasure) -> bool:
    kind, _, target = did.kind.partition("@")
    return str(did.kind) == one.id or (kind == one.kind and target in {"", one.target})


def possible(view: View, one: Measure) -> MoneyRange | None:
    """What the statute can allow under a limb, as far as its own condition bounds the base; None: other rules say it."""
    if one.amount is None:
        return None
    base = Interval(1, 1)
    if one.amount.base is not None:
        region = Numbers((base_interval(one.amount.base, view.frame.known),))
        for wanted in bounds_of(one.condition, one.amount.base):
            region = region.meet(wanted)
        base = region.hull() if not region.empty else base_interval(one.amount.base, view.frame.known)
    return range_over(one.amount, base)


def _ruled_out(view: View, one: Measure) -> bool:
    """Whether what the case gives rules a limb out; that nobody raised a fact does not."""
    if view.frame.known.judge(one.condition, view.frame.known) is not False:
        return False
    return not any(True for _ in not_given(view, one.condition))


def _side(amount: Fraction, spans: list[MoneyRange | None]) -> str | None:
    """Whether an amount lies below, or above, every range."""
    if all(one is not None and _below(amount, one) for one in spans):
        return "below"
    return "above" if all(one is not None and _above(amount, one) for one in spans) else None


def _below(amount: Fraction, span: MoneyRange) -> bool:
    return span.lo is not None and (amount < span.lo or (amount == span.lo and span.lo_open))


def _above(amount: Fraction, span: MoneyRange) -> bool:
    return span.hi is not None and (amount > span.hi or (amount == span.hi and span.hi_open))


def _certain(view: View, limbs: list[Measure], args: dict[str, Said], side: str) -> Iterator[Noted]:
    """Outside of every limb: what is lawful is what the limbs that may hold give."""
    basis = tuple(dict.fromkeys(place for one in limbs for place in one.basis))
    seen = [view.measures[one.id] for one in limbs if one.id in view.measures]
    lawful = [each for one in seen for each in lawful_of(one, view.name(one.id), statute=side == "above")]
    if not lawful:
        lawful = [_statute(view, one) for one in limbs]
    if side == "above":
        yield view.finding("outside_statutory_range", basis, {**args, "side": side}, lawful=lawful)
    else:
        yield from _mitigated(view, basis, args, lawful)


def _statute(view: View, one: Measure) -> Lawful:
    return Lawful(view.name(one.id), one.kind, one.modality, one.target, possible(view, one))


def _mitigated(view: View, basis: tuple[Citation, ...], args: dict[str, Said], lawful: list[Lawful]) -> Iterator[Noted]:
    """Below the minimum: lawful only as a mitigated penalty, and that needs a ground."""
    if mitigable(view.outcome) is None:
        yield Open("mitigation", view.questions(), tuple(sorted(args.items())))
    elif mitigable(view.outcome) is False:
        whole = (*basis, *mitigating(view))
        yield from unless_stated(view, view.finding("below_minimum_without_ground", whole, args, lawful=lawful))
    elif not view.did.grounds:
        yield view.finding("ground_not_stated", mitigating(view, held=True), args)


def _of_one(view: View, seen: MeasureSeen, amount: Fraction, others: list[Measure]) -> Iterator[Noted]:
    """The one limb that holds: within the statute, and in a level that the case permits."""
    args: dict[str, Said] = {"measure": view.name(seen.id), "amount": amount}
    if seen.statutory is not None:
        args["statutory"] = seen.statutory
    held = [one for one in seen.levels if one.range is not None and one.range.has(amount)]
    if seen.statutory is None or ("statutory" in seen.open and not _always(view, seen, amount)):
        yield Open("amount", view.questions(), tuple(sorted(args.items())))
    elif not seen.statutory.has(amount):
        facts = tuple(dict.fromkeys(label for one in others for label in not_given(view, one.condition)))
        yield Open("amount", facts or view.questions(), tuple(sorted(args.items())))
    elif not held:
        yield from _off_benchmark(view, seen, args)
    elif all(one.level in _LENIENT for one in held):
        if not view.did.grounds:
            basis = [place for one in held for place in one.basis]
            yield view.finding("ground_not_stated", basis, args)
    elif "levels" in seen.open:
        yield Open("levels", view.questions(), tuple(sorted(args.items())))


def _always(view: View, seen: MeasureSeen, amount: Fraction) -> bool:
    """Whether the amount is within the statute at every base that is possible: no base is."""
    limb = next((one for one in targeted(view.frame) if one.id == seen.id), None)
    return limb is not None and limb.amount is not None and limb.amount.base is None


def _off_benchmark(view: View, seen: MeasureSeen, args: dict[str, Said]) -> Iterator[Noted]:
    """Within the statute but in no level that the case permits."""
    basis = tuple(place for level in seen.levels for place in level.basis) or seen.basis
    lawful = list(lawful_of(seen, view.name(seen.id)))
    deviation = view.did.deviation or view.made.case.deviation
    if "levels" in seen.open:
        yield Open("levels", view.questions(), tuple(sorted(args.items())))
    elif ordered := _ordered(view, seen):
        yield view.finding("mandatory_leniency_not_applied", (*ordered, *basis), args, lawful=lawful)
    elif deviation is None:
        yield view.finding("outside_benchmark", basis, args, lawful=lawful)
    elif deviation.approved_by is None:
        yield view.finding("deviation_unapproved", basis, args, lawful=lawful)


def _ordered(view: View, seen: MeasureSeen) -> tuple[Citation, ...]:
    """Where a law orders leniency, if only lenient levels are left: no deviation from a benchmark reaches beyond that."""
    if not seen.levels or any(one.level not in _LENIENT for one in seen.levels):
        return ()
    found = (one for one in view.outcome.reasons if one.holds and one.strength == "shall" and one.says == "statutory")
    return tuple(place for one in found if one.effect.startswith("open:") for place in one.basis)


# ---- lengths, and amounts in words -------------------------------------------------------------------------------


def _length(view: View, seen: MeasureSeen, reason: Reason) -> Iterator[Noted]:
    did = view.did_of(seen)
    args: dict[str, Said] = {"measure": view.name(seen.id)}
    if did is not None and did.length is not None:
        args["length"] = str(did.length)
    if seen.duration is not None:
        args["lawful_length"] = notation(seen.duration)
    lawful = list(lawful_of(seen, view.name(seen.id), statute=True))
    if reason.why == "duration_mitigated":
        yield from _mitigated(view, seen.basis, args, lawful)
    else:
        yield view.finding("outside_statutory_range", seen.basis, {**args, "side": "above"}, lawful=lawful)


def _words(view: View) -> Iterator[Noted]:
    """An amount in words against its figures."""
    for one in view.did.measures:
        if one.in_words is None or one.amount is None:
            continue
        said, written = read_upper(one.in_words), read_figures(one.amount)
        args: dict[str, Said] = {"words": str(one.in_words), "figures": str(one.amount)}
        if said is None:
            yield Open("words", (), tuple(sorted(args.items())))
        elif written is not None and said != written:
            args["said"] = Fraction(said)
            yield view.finding("words_differ", (), args, span=one.span)
