"""Like cases: decisions whose deciding facts agree exactly, but whose results differ."""

from __future__ import annotations

from collections.abc import Iterable

from enforcerules.audit.review.view import View, anchored
from enforcerules.language.showing import show_value
from enforcerules.model.capitals import read_figures
from enforcerules.model.made import MadeMeasure
from enforcerules.model.program import Program
from enforcerules.model.review import Alike, Reviewed

_GIVEN = frozenset({"known", "searched_not_found", "undeterminable"})


def deciding(view: View) -> tuple[str, ...]:
    """What decided, as text: party, versions, the answer of every rule, and every fact given that a rule of substance read.

    Days and what was imposed are not among them; what they lead to is, as the answers of rules.
    """
    outcome = view.outcome
    read = {test.fact for one in outcome.reasons for test in one.tests} | {m.base for m in outcome.measures if m.base}
    values = [
        f"{name}={show_value(view.facts[name], seen.region)}"
        for name, seen in outcome.observed
        if name in view.facts and name in read and seen.status in _GIVEN and not _of_days(view, name)
    ]
    answers = [f"{one.rule}:{one.holds}" for one in outcome.reasons]
    versions = [f"{name} {version}" for name, version in outcome.versions]
    return (outcome.matter, str(outcome.party_kind), *versions, *sorted(values), *sorted(set(answers)))


def _of_days(view: View, name: str) -> bool:
    fact = view.facts[name]
    return fact.type == "date" or (fact.source or "").startswith(("dates.", "act.", "proposed."))


def results(view: View) -> tuple[str, ...]:
    """What was done, in one spelling: the disposition, then each measure with its amount or length."""
    return (view.done, *sorted(_measure(one) for one in view.did.measures))


def _measure(one: MadeMeasure) -> str:
    fen = None if one.amount is None else read_figures(one.amount)
    if fen is not None:
        return f"{one.kind} {fen // 100}.{fen % 100:02d}"
    return f"{one.kind} {one.amount or one.length or ''}".strip()


def unlike(decisions: Iterable[Reviewed], program: Program) -> tuple[Alike, ...]:
    """Groups of like cases with more than one result, in the order of their first decision."""
    groups: dict[tuple[str, ...], dict[tuple[str, ...], list[str]]] = {}
    for decision in decisions:
        for one in decision.outcomes:
            if not one.deciding:  # facts are open: whether the cases are alike cannot be said
                continue
            name = f"{decision.made}" if len(decision.outcomes) == 1 else f"{decision.made} {one.act} {one.party}"
            groups.setdefault(one.deciding, {}).setdefault(one.done, []).append(name)
    return tuple(
        Alike(key[0], anchored(program, key[0], "like_cases_differ"), tuple((r, tuple(n)) for r, n in found.items()))
        for key, found in groups.items()
        if len(found) > 1
    )
