"""What would follow if facts were otherwise, as text and as JSON (`enforcerules/what-if/1`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

from typing_extensions import TypedDict

from enforcerules.base.catalogue import Lang
from enforcerules.language.showing import show_value
from enforcerules.model.decision import Decision, Disposition, Outcome
from enforcerules.model.explanation import Arg, Listed, Message, Title, Value, Word
from enforcerules.model.program import Fact
from enforcerules.model.region import Region
from enforcerules.model.whatif import Alternative, Change, Turn, WhatIf
from enforcerules.render.decision_json import measure_json
from enforcerules.render.decision_shape import MeasureJson
from enforcerules.render.shape_values import closed
from enforcerules.render.summary import measure_told
from enforcerules.render.text import COLUMNS, framed
from enforcerules.render.width import wrapped
from enforcerules.render.words import say


@closed
class ChangeJson(TypedDict):
    """A fact as it is, and as it would be: every value of `then` gives the same; `value` is the nearest, as a case writes it.

    `scales`: amounts grow with the fact; those shown are the ones at `value`.
    """

    fact: str
    label: str
    now: str
    then: str
    value: str
    scales: bool


@closed
class ResultJson(TypedDict):
    """What follows."""

    disposition: Disposition
    candidates: list[Disposition]
    measures: list[MeasureJson]


@closed
class AlternativeJson(TypedDict):
    """What would follow for one act and party; `reachable`: every change can still be made."""

    act: str
    party: str
    matter: str
    changes: list[ChangeJson]
    turn: Turn
    reachable: bool
    before: ResultJson
    after: ResultJson


@closed
class WhatIfJson(TypedDict):
    """All alternatives; `idle`: facts that change nothing alone; `unseen`: facts that are only computed with."""

    format: Literal["enforcerules/what-if/1"]
    case: str
    alternatives: list[AlternativeJson]
    idle: list[str]
    unseen: list[str]


def whatif_json(found: WhatIf, indent: int | None = None) -> str:
    """As JSON, keys in the order of the shape."""
    made: WhatIfJson = {
        "format": "enforcerules/what-if/1",
        "case": found.decision.case_id,
        "alternatives": [_alternative_json(one) for one in found.alternatives],
        "idle": [fact.id for fact in found.idle],
        "unseen": [fact.id for fact in found.unseen],
    }
    return json.dumps(made, ensure_ascii=False, indent=indent)


def _alternative_json(one: Alternative) -> AlternativeJson:
    return {
        "act": one.before.act,
        "party": one.before.party,
        "matter": one.before.matter,
        "changes": [_change_json(change) for change in one.changes],
        "turn": one.turn,
        "reachable": one.reachable,
        "before": _result_json(one.before),
        "after": _result_json(one.after),
    }


def _change_json(one: Change) -> ChangeJson:
    fact = one.fact
    now, then = (show_value(fact, region) for region in (one.now, one.then))
    return {"fact": fact.id, "label": fact.label, "now": now, "then": then, "value": one.value, "scales": one.scales}


def _result_json(one: Outcome) -> ResultJson:
    return {
        "disposition": one.disposition,
        "candidates": list(one.candidates),
        "measures": [measure_json(measure) for measure in one.measures],
    }


# ---- text ------------------------------------------------------------------------------------------------------------


def whatif_text(found: WhatIf, lang: Lang = "zh", columns: int = COLUMNS) -> str:
    """As text; ends with a line break."""
    rows = [framed(say(Message("whatif.heading"), lang), lang)]
    for outcome in found.decision.outcomes:
        mine = [one for one in found.alternatives if one.before is outcome]
        for message, depth in _outcome(found.decision, outcome, mine):
            indent = "  " * depth
            rows += [indent + row for row in wrapped(say(message, lang), columns - len(indent))]
    for key, facts in (("whatif.idle", found.idle), ("whatif.unseen", found.unseen)):
        if facts:
            named = Listed(tuple(_label(fact) for fact in facts))
            rows += wrapped(say(_message(key, facts=named), lang), columns)
    return "\n".join(rows) + "\n"


def _message(key: str, **args: Arg) -> Message:
    return Message(key, tuple(args.items()))


def _label(fact: Fact) -> Title:
    return Title((("zh", fact.label), ("en", fact.en or fact.label)), fact.label)


def _outcome(decision: Decision, one: Outcome, found: list[Alternative]) -> Iterator[tuple[Message, int]]:
    matter = decision.program.matters[one.matter]
    title = Title(matter.title, matter.id)
    yield _message("whatif.now", act=one.act, party=one.party, matter=title, result=_result(decision, one)), 0
    if not found:
        yield _message("whatif.nothing"), 1
    for reachable in (True, False):
        part = [alternative for alternative in found if alternative.reachable == reachable]
        if part:
            yield _message("whatif.reachable" if reachable else "whatif.others"), 1
        for alternative in part:
            yield _told(alternative), 2


def _told(one: Alternative) -> Message:
    """The changes, and what follows then; a power to spare stays a power."""
    changes = Listed(tuple(_changed(change) for change in one.changes), "clauses")
    key = "whatif.may" if one.after.disposition == "no_penalty_may" else "whatif.then"
    return _message(key, changes=changes, result=_result(one.decision, one.after), turn=Word("turn", one.turn))


def _changed(one: Change) -> Message:
    """One change; where amounts grow with the fact, at which value those that follow are."""
    now, then, at = (_value(one.fact, region) for region in (one.now, one.then, one.at))
    if one.scales:
        return _message("whatif.change.at", fact=_label(one.fact), now=now, then=then, at=at)
    return _message("whatif.change", fact=_label(one.fact), now=now, then=then)


def _value(fact: Fact, region: Region) -> Value:
    return Value(show_value(fact, region), fact, region)


def _result(decision: Decision, one: Outcome) -> Message:
    """The disposition or those that are possible, and the measures where they may follow."""
    named = Listed(tuple(Word("conclusion.short", name) for name in one.candidates or (one.disposition,)), "either")
    key = "whatif.open" if one.candidates else "whatif.settled"
    measures: tuple[Arg, ...] = ()
    if "penalise" in (one.candidates or (one.disposition,)):
        told = (measure_told(decision, one, measure) for measure in one.measures if not measure.away)
        measures = tuple(_message("whatif.measure", measure=measure) for measure in told)
    return _message(f"{key}.measures" if measures else key, disposition=named, measures=Listed(measures, "nothing"))
