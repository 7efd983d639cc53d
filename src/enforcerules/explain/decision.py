"""A decision told in the order in which the reasons of a decision document are written."""

from __future__ import annotations

from enforcerules.explain.alerts import alerts
from enforcerules.explain.asked import asked
from enforcerules.explain.benchmark import benchmark
from enforcerules.explain.closing import open_questions, procedure, trace
from enforcerules.explain.consequences import consequences
from enforcerules.explain.opening import proposal
from enforcerules.explain.rejected import not_adopted
from enforcerules.explain.repeats import without_repeats
from enforcerules.explain.routes import relation, routes
from enforcerules.explain.setting import party_act, provisions, versions
from enforcerules.explain.together import together
from enforcerules.explain.view import View, say
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.explanation import Depth, Explanation, Part, Title


def explain(decision: Decision, depth: Depth = "reasons") -> Explanation:
    """The reasons for a decision document, or (`full`) with every rule that was asked; each act and party in turn."""
    title = decision.case.title
    return Explanation(
        case=decision.case_id,
        title=None if title is None else str(title),
        depth=depth,
        parts=(*(_part(decision, outcome, depth) for outcome in decision.outcomes), *together(decision, depth)),
        trace=trace(decision),
    )


def _part(decision: Decision, outcome: Outcome, depth: Depth) -> Part:
    view = View(decision, outcome, depth)
    sections = (
        proposal(view),
        party_act(view),
        versions(view),
        provisions(view),
        consequences(view),
        *routes(view),
        *relation(view),
        not_adopted(view),
        *benchmark(view),
        *alerts(view),
        procedure(view),
        *open_questions(view),
        *asked(view),
    )
    several = len(decision.outcomes) > 1
    matter = Title(view.matter.title, view.matter.id)
    heading = say("part", act=outcome.act, party=outcome.party, matter=matter) if several else None
    return Part(heading, without_repeats(sections) if depth == "reasons" else sections)
