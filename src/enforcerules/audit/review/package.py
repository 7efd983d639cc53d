"""Which measures were imposed together: what is missing, what the provision does not foresee, what excludes one another."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from enforcerules.audit.review.grounds import unless_stated
from enforcerules.audit.review.view import SURE, Noted, View, lawful_of, not_given
from enforcerules.decide.frame import targeted
from enforcerules.model.capitals import read_figures
from enforcerules.model.citation import Citation
from enforcerules.model.decision import MeasureSeen
from enforcerules.model.explanation import Title
from enforcerules.model.made import MadeMeasure
from enforcerules.model.packages import MONEY, Reason
from enforcerules.model.proposal import mitigable
from enforcerules.model.region import Values
from enforcerules.model.review import Lawful, Open, Said

_MISSING = frozenset({"missing", "none_of_group", "none_of_joint"})
_UNLAWFUL = frozenset({"two_branches", "barred", "gave_way"})


def check(view: View) -> Iterator[Noted]:
    """Everything about the composition of what was imposed."""
    verdict = view.verdict
    if verdict is None:
        yield from _unpenalised(view)
        return
    if view.done == "penalise" and not view.did.measures:
        yield Open("measures", ("measures",))
        return
    yield from _spared(view, [one.what for one in verdict.reasons if one.why == "spared"])
    unsure: list[str] = []
    for reason in verdict.reasons:
        unsure += yield from _of_reason(view, reason)
    yield from _owed(view, verdict.owed)
    names = _names(view, (one for one in dict.fromkeys(unsure) if not _imposed(view, one)))
    if names:
        yield Open("package", view.questions(), (("measures", names),))


def _of_reason(view: View, reason: Reason) -> Generator[Noted, None, list[str]]:
    """What a reason comes to; gives back the measures of which it is not sure that they are due."""
    if reason.why in {"depends", "ambiguous", "rung_skipped"}:
        return _members(view, reason.what)
    if reason.why in _MISSING:
        return (yield from _missing(view, reason))
    if reason.why in {"not_foreseen", "lighter_kind"}:
        yield from _foreign(view, reason)
    elif reason.why in _UNLAWFUL:
        yield from _unlawful(view, reason)
    return []


def _unpenalised(view: View) -> Iterator[Noted]:
    """Penalties where the case was closed, or correction ordered first."""
    kinds = [str(one.kind) for one in view.did.measures if view.is_penalty(one) and not _nothing(one)]
    if kinds and view.done in {"order_first", "closed"}:
        args: dict[str, Said] = {"why": "unpenalised", "measures": _names(view, kinds)}
        yield view.finding("package_unlawful", _basis(view), args)


def _nothing(one: MadeMeasure) -> bool:
    return one.amount is not None and read_figures(one.amount) == 0


def _spared(view: View, names: list[str]) -> Iterator[Noted]:
    """Penalties beside a decision not to penalise."""
    if names:
        args: dict[str, Said] = {"why": "spared", "measures": _names(view, names)}
        yield view.finding("package_unlawful", _basis(view), args)


def _imposed(view: View, name: str) -> bool:
    """Whether something of this kind was imposed: which limb it is under is about its amount."""
    return view.did_of(view.measures[name]) is not None


def _members(view: View, what: str) -> list[str]:
    """The measures that a reason is about: named, or those of a group."""
    names = [name for name in what.split("、") if name in view.measures]
    return names or [one.id for one in view.outcome.measures if one.group == what]


def _owed(view: View, owed: tuple[str, ...]) -> Iterator[Noted]:
    """What is ordered and no penalty."""
    if owed and view.did.partial:
        yield Open("unlisted", (), (("measures", _names(view, owed)),))
        return
    for name in owed:
        seen = view.measures[name]
        yield view.finding("order_missing", seen.basis, {"measure": view.name(name)}, lawful=_lawful(view, name))


def _missing(view: View, reason: Reason) -> Generator[Noted, None, list[str]]:
    """A mandatory measure is missing, which is mitigation and needs a ground; gives back what is not sure to be due."""
    names = _members(view, reason.what)
    if any(view.measures[name].depends for name in names):
        return names
    args: dict[str, Said] = {"measures": _names(view, names)}
    if all(_may_be_empty(view, view.measures[name]) for name in names):
        if not all(_none_there(view, view.measures[name]) for name in names):
            yield Open("confiscation", (), tuple(args.items()))
    elif view.did.partial:
        yield Open("unlisted", (), tuple(args.items()))
    elif view.done == "penalise" and mitigable(view.outcome) is None:
        yield Open("left_out", view.questions(), tuple(args.items()))
    elif view.done != "penalise" or mitigable(view.outcome) is False:
        basis = [place for name in names for place in view.measures[name].basis]
        lawful = [one for name in names for one in _lawful(view, name)]
        yield from unless_stated(view, view.finding("mandatory_measure_missing", basis, args, lawful=lawful))
    return []


def _may_be_empty(view: View, measure: MeasureSeen) -> bool:
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
    if seen is None or seen.status not in SURE or not isinstance(seen.region, Values):
        return None
    return {frozenset({"true"}): True, frozenset({"false"}): False}.get(seen.region.names)


def _foreign(view: View, reason: Reason) -> Iterator[Noted]:
    """A kind that does not follow: under a condition that is not given, in place of a heavier one, or not at all."""
    args: dict[str, Said] = {"why": reason.why, "measures": _names(view, [reason.what])}
    conditions = [one.condition for one in targeted(view.frame) if reason.what in {one.id, one.kind}]
    facts = tuple(dict.fromkeys(label for one in conditions for label in not_given(view, one)))
    if conditions and facts:
        yield Open("condition", facts, tuple(sorted(args.items())))
    elif conditions:
        args["why"] = "condition"
        yield view.finding("package_unlawful", _basis(view), args, lawful=_every(view))
    elif reason.why == "lighter_kind" and mitigable(view.outcome) is not False:
        yield Open("kind", view.questions(), tuple(sorted(args.items())))
    elif reason.why == "lighter_kind" and view.did.partial:
        yield Open("kind", (), tuple(sorted(args.items())))
    else:
        args["why"] = "not_foreseen"
        yield view.finding("package_unlawful", _basis(view), args, lawful=_every(view))


def _unlawful(view: View, reason: Reason) -> Iterator[Noted]:
    seen = view.measures.get(reason.what)
    if seen is not None and seen.kind == "fine" and reason.why == "barred" and _second(view):
        return  # a finding of its own
    basis = () if seen is None else seen.basis
    if seen is not None and seen.barred is not None:
        basis = seen.barred.basis or basis
    args: dict[str, Said] = {"why": reason.why, "measures": _names(view, _members(view, reason.what))}
    yield view.finding("package_unlawful", basis or _basis(view), args, lawful=_every(view))


def _second(view: View) -> bool:
    """Whether it is a second fine for one act."""
    return bool(view.did.earlier_fines) or any(one.kind == "second_fine" for one in view.outcome.alerts)


def _basis(view: View) -> Iterator[Citation]:
    yield from (place for one in view.outcome.measures for place in one.basis)


def _every(view: View) -> Iterator[Lawful]:
    """Everything that may or must be imposed in this case."""
    yield from (each for one in view.outcome.measures if not one.away for each in _lawful(view, one.id))


def _names(view: View, ids: Iterable[str]) -> tuple[Title, ...]:
    """What measures are called, each name once."""
    found = {title.texts: title for title in reversed([view.name(one) for one in ids])}
    return tuple(reversed(found.values()))


def _lawful(view: View, name: str) -> Iterator[Lawful]:
    return lawful_of(view.measures[name], view.name(name))
