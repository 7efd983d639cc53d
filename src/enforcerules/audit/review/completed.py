"""The case with what was done put into it, so that the rules speak of it: days, what was imposed, what the steps show.

What the case says itself is never replaced; a day that contradicts it is a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from enforcerules.audit.review.view import done_of
from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.model.capitals import read_figures
from enforcerules.model.case import Case, FactGiven
from enforcerules.model.made import Made, MadeOutcome
from enforcerules.model.program import Duty, Fact, Matter, Program

STEP_DAYS: Final[Mapping[str, str]] = {
    "discover": "discovered",
    "file_case": "filed",
    "notify": "notified",
    "hearing": "hearing_notified",
    "request_hearing": "hearing_requested",
    "call_hearing": "hearing_called",
    "hold_hearing": "hearing_held",
    "decide": "decided",
    "serve": "served",
    "pay_fine": "paid",
}
"""The day of a case that the day of a step is. Steps are named as the duties of the rules are."""

_AFTER_THE_ACT: Final = frozenset({"notify", "hearing", "hold_hearing", "decide", "serve"})

_SHOWN: Final[Mapping[str, Mapping[object, tuple[str, str]]]] = {
    "legal_review": {True: ("legal_review_passed", "true"), False: ("legal_review_passed", "false")},
    "collective_discussion": {True: ("collectively_discussed", "true"), False: ("collectively_discussed", "false")},
    "hold_hearing": {True: ("hearing_done", "true"), False: ("hearing_done", "false")},
    "hear_defence": {"waived": ("defence_waived", "true")},
    "notify": {False: ("notice_skipped", "true")},
}
"""Facts that a step shows, by whether it was done."""


def completed(made: Made, did: MadeOutcome, program: Program) -> tuple[Case, tuple[Diagnostic, ...]]:
    """The case as the rules are asked about it, and what does not go together."""
    found = list(_unknown(did, program))
    case = made.case
    dates = dict(case.dates)
    for step, name in STEP_DAYS.items():
        day = did.steps.get(Text(step))
        if not isinstance(day, date):
            continue
        if dates.get(Text(name), day) != day:
            found.append(_contradicts(did, step, name, dates[Text(name)], day))
        dates[Text(name)] = day
        found += _too_early(did, case, step, day)
    authority = {**case.authority, **{k: v for k, v in made.authority.items() if k != "name"}}
    facts = {**case.facts, **dict(_facts(made, did, program))}
    changes = {"dates": dates, "authority": authority, "facts": facts, "proposed": _proposed(made, did, program)}
    return case.model_copy(update=changes), tuple(found)


def _unknown(did: MadeOutcome, program: Program) -> Iterator[Diagnostic]:
    """Steps that no duty of the rules names."""
    kinds = {rule.effect.kind for rule in program.rules if isinstance(rule.effect, Duty)} | STEP_DAYS.keys()
    for name in did.steps:
        if str(name) not in kinds:
            yield diagnose("ER669", name.span or did.place_of("steps"), step=name, near=nearest(str(name), kinds))


def _contradicts(did: MadeOutcome, step: str, name: str, stated: date, day: date) -> Diagnostic:
    at = next((key.span for key in did.steps if key == step), None)
    return diagnose("ER662", at or did.place_of("steps"), step=step, name=name, stated=stated, day=day)


def _too_early(did: MadeOutcome, case: Case, step: str, day: date) -> Iterator[Diagnostic]:
    """A day on which nobody could have done this, because the act had not begun."""
    starts = [act.start for act in case.acts if act.start is not None]
    if step in _AFTER_THE_ACT and starts and day < min(starts):
        at = next((key.span for key in did.steps if key == step), None)
        yield diagnose("ER670", at or did.place_of("steps"), step=step, day=day, start=min(starts))


def _proposed(made: Made, did: MadeOutcome, program: Program) -> dict[Text, Text]:
    """What was imposed, by kind, as the rules about the procedure read it; nothing where the party was not penalised."""
    if done_of(did) != "penalise":
        return {}
    kinds = {m.id: m.kind for matter in _matters(made, program) for m in matter.measures}
    found: dict[Text, Text] = {}
    for one in did.measures:
        name = kinds.get(str(one.kind), one.kind.partition("@")[0])
        found[Text(name, one.kind.span)] = _plain(one.amount) if name == "fine" else Text("true")
    return found


def _plain(amount: Text | None) -> Text:
    """An amount as a case writes it: 180,000元 is 180000.00."""
    if amount is None:
        return Text("0")
    fen = read_figures(amount)
    return amount if fen is None else Text(f"{fen // 100}.{fen % 100:02d}", amount.span)


def _matters(made: Made, program: Program) -> list[Matter]:
    return [program.matters[m] for act in made.case.acts for m in act.matter if m in program.matters]


def _facts(made: Made, did: MadeOutcome, program: Program) -> Iterator[tuple[Text, FactGiven]]:
    """Facts that what was done shows, where the rules know them and the case does not say."""
    known = _visible(made, program)
    said = {str(name) for facts in _given(made) for name in facts}
    for name, value in _shown(did):
        fact = known.get(name)
        if fact is not None and not said & {fact.id, fact.label, *fact.also}:
            yield Text(name), FactGiven(value=Text(value))


def _given(made: Made) -> Iterator[Mapping[Text, FactGiven]]:
    yield made.case.facts
    yield from (act.facts for act in made.case.acts)
    yield from (party.facts for party in made.case.parties)


def _shown(did: MadeOutcome) -> Iterator[tuple[str, str]]:
    for step, done in did.steps.items():
        key: object = True if isinstance(done, date) else done
        shown = _SHOWN.get(str(step), {}).get(key)
        if shown is not None:
            yield shown
    if did.defence is not None or _heard(did):
        yield "defence_made", "true"
    if did.earlier_fines:
        yield "prior_fine_same_act", "true"


def _heard(did: MadeOutcome) -> bool:
    heard = did.steps.get(Text("hear_defence"))
    return heard is True or isinstance(heard, date)


def _visible(made: Made, program: Program) -> Mapping[str, Fact]:
    """The facts that every matter of the case sees."""
    found = [program.rulesets[matter.ruleset].facts for matter in _matters(made, program)]
    return {} if not found else {k: v for k, v in found[0].items() if all(k in other for other in found)}
