"""What an example expects of single rules: whether each held, was rejected or stayed open, and on which facts that rests."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.explain.logic import Leaf, bases
from enforcerules.explain.tests import deciding
from enforcerules.explain.view import View
from enforcerules.model.decision import Decision, Outcome, Reason
from enforcerules.model.example import Expected, ReasonState
from enforcerules.model.program import When
from enforcerules.testing.difference import Difference, matches


def reasons_differ(expect: Expected, got: Outcome, decision: Decision) -> Iterator[Difference]:
    """Every rule that came out otherwise than expected, or on other facts."""
    view = View(decision, got, "full")
    for name, wanted in expect.reasons.items():
        where, said = f"reasons.{name}", state_of(str(name), got)
        if said != wanted.state:
            yield Difference(where, wanted.state, said)
            continue
        rests = [fact for reason in asked(str(name), got) if of(reason) == said for fact in rests_on(view, reason)]
        known = {text for pair in rests for text in pair}
        for fact in wanted.by:
            if str(fact) not in known:
                labels = "、".join(dict.fromkeys(label for _, label in rests)) or "—"
                yield Difference(f"{where}.by", str(fact), labels)


def asked(name: str, got: Outcome) -> tuple[Reason, ...]:
    """The reasons that a name speaks of: a rule, a limb, a row, or all rows of a table."""
    return tuple(reason for reason in got.reasons if matches(name, reason.rule))


def of(reason: Reason) -> ReasonState:
    """How one rule came out."""
    if reason.remark == "replaced":
        return "replaced"
    return "open" if reason.holds is None else "held" if reason.holds else "rejected"


def state_of(name: str, got: Outcome) -> ReasonState:
    """How what a name speaks of came out: a table held where one of its rows did. Duties and monitors only show if they hold."""
    found = {of(reason) for reason in asked(name, got)}
    found |= {"open" if duty.due is None else "held" for duty in got.duties if matches(name, duty.rule)}
    found |= {"held" for alert in got.alerts if alert.rule is not None and matches(name, alert.rule)}
    order: tuple[ReasonState, ...] = ("held", "open", "rejected", "replaced")
    return next((state for state in order if state in found), "not_asked")


def rests_on(view: View, reason: Reason) -> Iterator[tuple[str, str]]:
    """(id, label) of every fact on which the truth of a rule rests, through derived facts down to declared ones."""
    for leaf in deciding(view, reason) if reason.tests else ():
        yield from _leaf(view, leaf)


def _leaf(view: View, leaf: Leaf) -> Iterator[tuple[str, str]]:
    yield leaf.seen.fact, leaf.seen.label
    formula = view.fact(leaf.seen.fact).formula
    for inner in bases(leaf, formula if isinstance(formula, When) else None):
        yield from _leaf(view, inner)
