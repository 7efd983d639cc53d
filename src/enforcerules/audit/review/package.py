"""What was imposed: amounts and lengths against statute and benchmark, measures that are missing, grounds of leniency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from enforcerules.audit.review.view import Noted, View, lawful_of
from enforcerules.model.capitals import read_figures, read_upper
from enforcerules.model.citation import Citation, parse
from enforcerules.model.decision import MeasureSeen
from enforcerules.model.decision import Reason as RuleSeen
from enforcerules.model.explanation import Title
from enforcerules.model.packages import MONEY, Reason
from enforcerules.model.proposal import mitigable
from enforcerules.model.region import Values
from enforcerules.model.review import Lawful, Open, Said

_MISSING = frozenset({"missing", "none_of_group", "none_of_joint", "rung_skipped"})
_UNLAWFUL = frozenset({"two_branches", "not_foreseen", "barred", "gave_way", "lighter_kind"})
_LENIENT = ("mitigated", "lighter")


def check(view: View) -> Iterator[Noted]:
    """Everything about the measures that were imposed."""
    verdict = view.verdict
    if verdict is None:
        return
    for reason in verdict.reasons:
        yield from _of_reason(view, reason)
    for name in verdict.owed:
        yield view.finding(
            "order_missing", view.measures[name].basis, {"measure": view.name(name)}, lawful=_lawful(view, name)
        )
    yield from _levels(view)
    yield from _words(view)


def _of_reason(view: View, reason: Reason) -> Iterator[Noted]:
    why, measure = reason.why, view.measures.get(reason.what)
    if why in _MISSING and not _certain(view, reason):
        yield Open("package", view.questions(), (("measures", _names(view, _members(view, reason.what))),))
    elif why in _MISSING:
        yield from _missing(view, reason)
    elif why in _UNLAWFUL:
        yield from _unlawful(view, reason)
    elif measure is not None and why.startswith(("amount_", "duration_")):
        yield from _figure(view, measure, reason)
    elif why in {"depends", "ambiguous"}:
        yield Open("package", view.questions(), (("measures", _names(view, reason.what.split("、"))),))


def _certain(view: View, reason: Reason) -> bool:
    """Whether what is missing is ordered in any case: a reason about what is open stands only for some cases."""
    return not any(view.measures[name].depends for name in _members(view, reason.what))


def _members(view: View, what: str) -> list[str]:
    """The measures that a reason is about: named, or those of a group."""
    names = [name for name in what.split("、") if name in view.measures]
    return names or [one.id for one in view.outcome.measures if one.group == what]


def _missing(view: View, reason: Reason) -> Iterator[Noted]:
    """A mandatory measure is missing: mitigation, which needs a ground."""
    names = _members(view, reason.what)
    basis = [place for name in names for place in view.measures[name].basis]
    lawful = [one for name in names for one in _lawful(view, name)]
    args: dict[str, Said] = {"measures": _names(view, names)}
    if all(_empty(view, view.measures[name]) for name in names):
        if not all(_none_there(view, view.measures[name]) for name in names):
            yield Open("confiscation", (), (("measures", _names(view, names)),))
    elif reason.why == "rung_skipped":
        yield Open("package", view.questions(), (("measures", _names(view, names)),))
    elif mitigable(view.outcome) is None:
        yield Open("mitigation", view.questions(), (("measures", _names(view, names)),))
    elif mitigable(view.outcome) is False:
        yield from _unless_grounds(view, view.finding("mandatory_measure_missing", basis, args, lawful=lawful))


def _empty(view: View, measure: MeasureSeen) -> bool:
    """Whether a confiscation may have had no object: gains are there only where the case says so, goods nobody knows."""
    if measure.article9 != MONEY or measure.kind == "fine":
        return False
    return measure.kind != "confiscate_gains" or _gains(view) is not True


def _none_there(view: View, measure: MeasureSeen) -> bool:
    """Whether there was nothing to confiscate: the decision says nil, or the case says that there are no gains."""
    did = view.did_of(measure)
    nil = did is not None and did.amount is not None and read_figures(did.amount) == 0
    return nil or (measure.kind == "confiscate_gains" and _gains(view) is False)


def _gains(view: View) -> bool | None:
    """Whether the case says that there are illegal gains."""
    seen = dict(view.outcome.observed).get("has_illegal_gains")
    if (
        seen is None
        or seen.status not in {"known", "fixed", "searched_not_found"}
        or not isinstance(seen.region, Values)
    ):
        return None
    return {frozenset({"true"}): True, frozenset({"false"}): False}.get(seen.region.names)


def _unlawful(view: View, reason: Reason) -> Iterator[Noted]:
    measure = view.measures.get(reason.what)
    basis = measure.basis if measure is not None else ()
    if measure is not None and measure.barred is not None:
        basis = measure.barred.basis or basis
    if not basis:
        basis = tuple(place for one in view.outcome.measures for place in one.basis)
    lawful = [one for m in view.outcome.measures if not m.away for one in _lawful(view, m.id)]
    args: dict[str, Said] = {"why": reason.why, "measures": _names(view, reason.what.split("、"))}
    if reason.why == "barred" and view.did.earlier_fines and measure is not None and measure.kind == "fine":
        return  # the second fine for one act is a finding of its own
    yield view.finding("package_unlawful", basis, args, lawful=lawful)


def _figure(view: View, measure: MeasureSeen, reason: Reason) -> Iterator[Noted]:
    """An amount or a length that is outside what the statute or the benchmark allows."""
    args = _figures(view, measure)
    lawful = list(_lawful(view, measure.id))
    side = reason.detail if reason.detail in {"above", "below"} else _side(view, measure)
    if reason.why.endswith("_mitigated") or side == "below":
        yield from _below(view, measure, args, lawful)
    elif side == "above":
        args["side"] = "above"
        yield view.finding("outside_statutory_range", measure.basis, args, lawful=_statute(view, measure))
    elif reason.why == "amount_open":
        open_ = "amount" if "statutory" in measure.open else "benchmark"
        yield Open(open_, view.questions(), tuple(sorted(args.items())))
    else:
        yield from _off_benchmark(view, measure, args, lawful)


def _side(view: View, measure: MeasureSeen) -> str | None:
    """Whether an amount lies below or above every range that is possible, whatever is open."""
    amount, span = _amount(view, measure), measure.statutory
    if amount is None or span is None or span.has(amount):
        return None
    if span.lo is not None and amount < span.lo:
        return "below"
    return "above" if span.hi is not None and amount >= span.hi else None


def _below(view: View, measure: MeasureSeen, args: dict[str, Said], lawful: list[Lawful]) -> Iterator[Noted]:
    """Below the minimum: lawful only as a mitigated penalty, and that needs a ground."""
    if mitigable(view.outcome) is None:
        yield Open("mitigation", view.questions(), tuple(sorted(args.items())))
    elif mitigable(view.outcome) is False:
        basis = (*measure.basis, *mitigating(view))
        finding = view.finding("below_minimum_without_ground", basis, args, lawful=lawful or _statute(view, measure))
        yield from _unless_grounds(view, finding)
    elif not view.did.grounds:
        yield view.finding("ground_not_stated", mitigating(view, held=True), args)


def _unless_grounds(view: View, finding: Noted) -> Iterator[Noted]:
    """A finding about leniency, unless the decision states a ground whose facts the case does not hold: that is open."""
    if not view.did.grounds:
        yield finding
        return
    facts = tuple(dict.fromkeys(label for text in view.did.grounds for label in unproved(view, str(text))))
    stated = tuple(str(text) for text in view.did.grounds)
    if facts:
        yield Open("ground", facts, (("grounds", stated),))
    elif denied(view):
        args: dict[str, Said] = {"grounds": stated}
        yield view.finding("ground_not_established", mitigating(view), args)
        yield finding
    else:
        yield Open("ground", view.questions(), (("grounds", stated),))


def mitigating(view: View, *, held: bool = False) -> tuple[Citation, ...]:
    """Where the law allows or orders a mitigated penalty; `held`: on the grounds that hold here."""
    found = [place for one in _grounds(view) if one.holds or not held for place in one.basis]
    return tuple(dict.fromkeys(found))


def _grounds(view: View) -> Iterator[RuleSeen]:
    """The circumstances that would open a mitigated penalty."""
    for one in view.outcome.reasons:
        what, _, levels = one.effect.partition(":")
        if what == "open" and "mitigated" in levels.split(",") and one.remark != "replaced":
            yield one


def stated(view: View, text: str) -> list[RuleSeen]:
    """The rules that a stated ground means: by their id, or by the place of the law that it cites."""
    cited = parse(text)
    return [
        one
        for one in view.outcome.reasons
        if one.rule == text or (cited is not None and any(cited.holds(p) or p.holds(cited) for p in one.basis))
    ]


def unproved(view: View, text: str) -> Iterator[str]:
    """The facts of a stated ground that the case does not give."""
    rules = stated(view, text)
    if any(one.holds for one in rules):
        return
    tests = [test for one in rules for test in one.tests]
    yield from (t.label for t in tests if t.status in {"unknown", "not_raised", "asserted", "assumed"})


def denied(view: View) -> bool:
    """Whether every stated ground is one of the rules, and does not hold on the facts of the case."""
    found = [stated(view, str(text)) for text in view.did.grounds]
    return all(rules and not any(one.holds for one in rules) for rules in found)


def _off_benchmark(view: View, measure: MeasureSeen, args: dict[str, Said], lawful: list[Lawful]) -> Iterator[Noted]:
    """Within the statute but in no level that the case permits."""
    basis = tuple(place for level in measure.levels for place in level.basis) or measure.basis
    deviation = view.did.deviation
    if "levels" in measure.open:
        yield Open("benchmark", view.questions(), tuple(sorted(args.items())))
    elif deviation is None:
        yield view.finding("outside_benchmark", basis, args, lawful=lawful)
    elif deviation.approved_by is None:
        yield view.finding("deviation_unapproved", basis, args, lawful=lawful)


def _levels(view: View) -> Iterator[Noted]:
    """An amount that only a lenient level allows needs its ground to be stated."""
    assert view.verdict is not None  # noqa: S101  the caller looked
    for name, levels in view.verdict.levels.items():
        measure = view.measures[name]
        lenient = bool(levels) and all(level in _LENIENT for level in levels)
        below = measure.statutory is not None and _side(view, measure) == "below"
        if lenient and not below and not view.did.grounds:
            basis = tuple(p for one in measure.levels if one.level in levels for p in one.basis)
            yield view.finding("ground_not_stated", basis, {**_figures(view, measure), "levels": levels})


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


def _amount(view: View, measure: MeasureSeen) -> Fraction | None:
    did = view.did_of(measure)
    fen = None if did is None or did.amount is None else read_figures(did.amount)
    return None if fen is None else Fraction(fen)


def _figures(view: View, measure: MeasureSeen) -> dict[str, Said]:
    found: dict[str, Said] = {"measure": view.name(measure.id)}
    amount, did = _amount(view, measure), view.did_of(measure)
    if amount is not None:
        found["amount"] = amount
    elif did is not None and did.length is not None:
        found["length"] = str(did.length)
    if measure.statutory is not None:
        found["statutory"] = measure.statutory
    return found


def _names(view: View, ids: Iterable[str]) -> tuple[Title, ...]:
    return tuple(view.name(one) for one in ids)


def _lawful(view: View, name: str) -> Iterator[Lawful]:
    return lawful_of(view.measures[name], view.name(name))


def _statute(view: View, measure: MeasureSeen) -> Iterator[Lawful]:
    return lawful_of(measure, view.name(measure.id), statute=True)
