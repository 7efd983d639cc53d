"""Grounds of leniency: what the law asks for a mitigated penalty, what the decision states, what the case holds."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.audit.review.view import Noted, View
from enforcerules.model.citation import Citation, parse
from enforcerules.model.decision import Reason
from enforcerules.model.review import Open, Said

_NOT_GIVEN = frozenset({"unknown", "not_raised", "asserted", "assumed"})


def unless_stated(view: View, finding: Noted) -> Iterator[Noted]:
    """A finding about leniency; where the decision states a ground whose facts the case does not give, that is open instead."""
    if not view.did.grounds:
        yield finding
        return
    facts = tuple(dict.fromkeys(label for text in view.did.grounds for label in _unproved(view, str(text))))
    stated = tuple(str(text) for text in view.did.grounds)
    if not facts and _denied(view):
        args: dict[str, Said] = {"grounds": stated}
        yield view.finding("ground_not_established", mitigating(view), args)
        yield finding
    else:
        yield Open("ground", facts or view.questions(), (("grounds", stated),))


def mitigating(view: View, *, held: bool = False) -> tuple[Citation, ...]:
    """Where the law allows or orders a mitigated penalty; `held`: on the grounds that hold here."""
    found = [place for one in _grounds(view) if one.holds or not held for place in one.basis]
    return tuple(dict.fromkeys(found))


def _grounds(view: View) -> Iterator[Reason]:
    """The circumstances that would open a mitigated penalty."""
    for one in view.outcome.reasons:
        what, _, levels = one.effect.partition(":")
        if what == "open" and "mitigated" in levels.split(",") and one.remark != "replaced":
            yield one


def _stated(view: View, text: str) -> list[Reason]:
    """The rules that a stated ground means: by their id, or by the place of the law that it cites."""
    cited = parse(text)
    return [
        one
        for one in view.outcome.reasons
        if one.rule == text or (cited is not None and any(cited.holds(p) or p.holds(cited) for p in one.basis))
    ]


def _unproved(view: View, text: str) -> Iterator[str]:
    """The facts of a stated ground that the case does not give."""
    rules = _stated(view, text)
    if any(one.holds for one in rules):
        return
    yield from (test.label for one in rules for test in one.tests if test.status in _NOT_GIVEN)


def _denied(view: View) -> bool:
    """Whether every stated ground is one of the rules, and does not hold on the facts of the case."""
    found = [_stated(view, str(text)) for text in view.did.grounds]
    return all(rules and not any(one.holds for one in rules) for rules in found)
