"""The case as it was understood: a case file again, with facts by id and their values spelled in one way.

It holds all that a replay needs besides the rules. It follows the model: whatever a case may say is taken over, and only
the tables named `facts` are respelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from enforcerules.base.diagnostics import Report
from enforcerules.base.source import Text
from enforcerules.decide.frame import Frame
from enforcerules.decide.values import Wrong, value_of
from enforcerules.language.showing import spelling
from enforcerules.load.shape import shaped
from enforcerules.model.case import Case
from enforcerules.model.program import Fact

Json = dict[str, Any]
_TOLD = ("format", "case", "phase")


def understood(case: Case, frames: Iterable[Frame]) -> Json:
    """The case as a mapping after `enforcerules/case/1`; what is as it is by default is left out."""
    every = list(frames)
    said = _json(case.model_dump(by_alias=True, exclude_defaults=True))
    made: Json = {**{name: str(getattr(case, name)) for name in _TOLD}, **said}
    _respell(made, every)
    for act in made.get("acts", ()):
        matters = sorted(act["matter"])
        act["matter"] = matters[0] if len(matters) == 1 else matters
    for key, own in (("acts", _of_act), ("parties", _of_party)):
        for one, written in zip(made.get(key, ()), getattr(case, key), strict=False):
            _respell(one, own(every, str(written.id)))
    return made


def case_from(said: Json) -> tuple[Case | None, Report]:
    """The case again; what was decided once is not refused now for what only the reading of files would refuse."""
    case, found = shaped(Case, said, "case")
    return case, Report(found)


def _json(value: Any) -> Any:  # noqa: ANN401  any value of a case
    if isinstance(value, Mapping):
        return {str(key): _json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, str) else value


def _of_act(frames: list[Frame], name: str) -> list[Frame]:
    return [frame for frame in frames if str(frame.act.id) == name]


def _of_party(frames: list[Frame], name: str) -> list[Frame]:
    return [frame for frame in frames if str(frame.party.id) == name]


def _respell(owner: Json, frames: list[Frame]) -> None:
    """Facts by id, values in one spelling; a fact that is not the same for all who read it stays as written."""
    facts = owner.get("facts")
    if not facts:
        return
    known = {name: _read(name, frames) for name in facts}
    ids = [fact.id for fact in known.values() if fact is not None]
    made: Json = {}
    for name, given in facts.items():
        fact = known[name]
        twice = fact is not None and ids.count(fact.id) > 1
        made[name if fact is None or twice else fact.id] = given if fact is None else _spelled(fact, given)
    owner["facts"] = made


def _read(name: str, frames: list[Frame]) -> Fact | None:
    """The fact that all frames know under a name; None where they know none, or several."""
    found = {fact.id: fact for frame in frames for fact in frame.sliced.facts.values() if _called(fact, name)}
    kinds = {(fact.type, fact.unit, fact.values) for fact in found.values()}
    return next(iter(found.values())) if len(found) == len(kinds) == 1 else None


def _called(fact: Fact, name: str) -> bool:
    return name in {fact.id, fact.label} or name in fact.also


def _spelled(fact: Fact, given: Mapping[str, Any]) -> Json:
    value = given.get("value")
    if value is None:
        return dict(given)
    text = tuple(Text(one) for one in value) if isinstance(value, list) else Text(value)
    try:
        region = value_of(fact, text)
        again = spelling(fact, region)
        same = again is not None and value_of(fact, _texts(again)) == region
    except Wrong:  # whatever does not read the same way again stays as it was written
        same, again = False, None
    return {**given, "value": again if same else value}


def _texts(value: str | list[str]) -> Text | tuple[Text, ...]:
    return Text(value) if isinstance(value, str) else tuple(Text(one) for one in value)
