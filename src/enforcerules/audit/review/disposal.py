"""Whether the party might be penalised or spared at all, and by this authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from enforcerules.audit.review.view import DONE, Noted, View, is_fine
from enforcerules.model.capitals import read_figures
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Disposition
from enforcerules.model.decision import Reason as RuleSeen
from enforcerules.model.made import MadeOutcome
from enforcerules.model.region import Numbers
from enforcerules.model.review import Open, Said

_KINDS: dict[Disposition, str] = {
    "no_penalty_shall": "exemption_not_applied",
    "time_barred": "time_barred",
    "no_jurisdiction": "wrong_authority",
    "no_basis": "not_punishable",
    "not_unlawful": "not_punishable",
    "not_established": "not_punishable",
    "order_first": "order_first_skipped",
    "refer": "not_handed_over",
}
"""What is wrong with a penalty where the rules come to something else."""
_OF_FINES = frozenset({"prior_fine_amount", "notified_fine", "criminal_fine_amount"})
WEIGHT = 100
"""A fine of more than so many times every amount of the case is put before a person; no law fixes such a number."""


def check(view: View) -> Iterator[Noted]:
    """What was done with the party against what the facts of the case allow."""
    lawful = DONE[view.done]
    allowed = [one for one in view.dispositions if one in lawful]
    if not allowed:
        yield from _against(view)
    elif len(allowed) < len(view.dispositions):
        others = tuple(one for one in view.dispositions if one not in lawful)
        yield Open("disposition", view.questions(), (("others", others),))
    yield from _organ(view)
    yield from _second(view)
    yield from _weight(view)


def _against(view: View) -> Iterator[Noted]:
    """Nothing that the facts leave possible is what was done."""
    if view.outcome.disposition in {"needs_human", "undetermined"} and not view.outcome.candidates:
        yield Open("disposition", view.questions())
    elif view.done == "penalise":
        for kind in dict.fromkeys(_KINDS[one] for one in view.dispositions if one in _KINDS):
            ends = tuple(one for one in view.dispositions if _KINDS.get(one) == kind)
            yield view.finding(kind, _basis(view, ends), {"disposition": ends})
    elif view.done == "refer":
        yield Open("disposition", view.questions(), (("others", view.dispositions),))
    else:
        yield view.finding("leniency_without_ground", _basis(view, view.dispositions), {"done": view.done})


def _basis(view: View, ends: Iterable[Disposition]) -> tuple[Citation, ...]:
    """The rules that decided for these dispositions."""
    found = [place for one in view.outcome.reasons if one.decided and _leads(one, set(ends)) for place in one.basis]
    if not found:
        found = [place for one in view.outcome.measures if one.kind == "fine" for place in one.basis]
    return tuple(dict.fromkeys(found))


def _leads(one: RuleSeen, ends: set[Disposition]) -> bool:
    """Whether a rule leads to one of the dispositions."""
    if one.effect == "spare":
        return f"no_penalty_{one.strength}" in ends
    if one.effect == "elements":
        return "not_established" in ends
    word = one.effect.partition(":")[0]
    return word in ends or {"order": "order_first"}.get(word) in ends


def _organ(view: View) -> Iterator[Noted]:
    """A measure that only another organ may impose."""
    name = view.made.authority.get("name")  # type: ignore[call-overload]
    for one in view.outcome.measures:
        if one.by is None or view.did_of(one) is None or view.done != "penalise":
            continue
        args: dict[str, Said] = {"measure": view.name(one.id), "by": one.by}
        if name is None:
            yield Open("authority", ("authority.name",), tuple(sorted(args.items())))
        elif one.by not in str(name) and not _alias(one.by, str(name)):
            basis = (*one.basis, *_power(view))
            yield view.finding("wrong_authority", basis, {**args, "name": str(name)})


def _alias(organ: str, name: str) -> bool:
    """Whether a name is one of the organ: 公安机关 is 某市公安局."""
    return organ.removesuffix("机关") in name


def _power(view: View) -> tuple[Citation, ...]:
    fact = view.facts.get("detention_power")
    return () if fact is None else fact.basis


def _second(view: View) -> Iterator[Noted]:
    """A second fine for one act."""
    if view.fine is None:
        return
    said = tuple(_earlier(view))
    if view.did.earlier_fines or said:
        basis = [p for one in view.owed if one.kind == "no_second_fine" for p in one.basis]
        yield view.finding("second_fine", basis, {"earlier": said})


def _earlier(view: View) -> Iterator[str]:
    """The fine before this one: as the decision tells of it, or for the same act in the same decision."""
    if view.did.earlier_fines:
        first = view.did.earlier_fines[0]
        yield from (str(one) for one in (first.by, first.ref, first.on) if one is not None)
        return
    every = view.made.outcomes
    at = next((place for place, one in enumerate(every) if one is view.did), 0)
    for one in every[:at]:
        if _same(one.act, view.did.act) and _same(one.party, view.did.party) and _fined(one):
            yield from (str(text) for text in (view.made.made, one.matter) if text is not None)
            return


def _same(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _fined(did: MadeOutcome) -> bool:
    return any(one.amount is None or read_figures(one.amount) for one in did.measures if is_fine(one))


def _weight(view: View) -> Iterator[Noted]:
    """A fine far above every amount that the case speaks of: an alert, whatever the statute's minimum."""
    fen = None if view.fine is None or view.fine.amount is None else read_figures(view.fine.amount)
    sums = dict(_sums(view))
    if fen and sums and fen > WEIGHT * max(sums.values()):
        label, most = max(sums.items(), key=lambda one: one[1])
        args: dict[str, Said] = {"amount": Fraction(fen), "of": label, "sum": most, "times": str(int(fen / most))}
        yield view.finding("disproportion", (), args)


def _sums(view: View) -> Iterator[tuple[str, Fraction]]:
    """The amounts above nil that the case gives, by label."""
    for name, seen in view.outcome.observed:
        fact = view.facts.get(name)
        if fact is None or fact.type != "money" or fact.source is not None or fact.formula is not None:
            continue
        region = seen.region
        point = region.hull().point if isinstance(region, Numbers) and region.intervals else None
        if point and seen.status == "known" and name not in _OF_FINES:
            yield fact.label, Fraction(point)
