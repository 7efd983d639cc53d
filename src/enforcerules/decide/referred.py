"""What another provision sets: a fine `依照本条第二款` with the fines of that provision on the facts of this case.

The measure itself has no amount of its own, and gets none here: the provision referred to is shown beside it, under its
own conditions, as far as the rulesets hold it and the case speaks of its facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enforcerules.decide.amounts import statutory
from enforcerules.decide.frame import Frame
from enforcerules.model.citation import Citation
from enforcerules.model.decision import MoneyRange, ReferredFine
from enforcerules.model.program import Condition, Matter, Measure, Reference, place_of
from enforcerules.model.walk import tests_of


def current(frame: Frame, measure: Measure) -> Reference | None:
    """What a measure refers to, in the numbers of the version in force on the day of the act.

    A reference was written against the law of its own day: the version in force when the text that refers was published,
    or came into force. Where that has been renumbered since, the concordance leads to the place of today; where it does
    not say, the reference stays as written.
    """
    if measure.refers is None:
        return None
    found = dict.fromkeys(place for cited in measure.refers.citations for place in _today(frame, measure, cited))
    return replace(measure.refers, citations=tuple(found))


def _today(frame: Frame, measure: Measure, cited: Citation) -> tuple[Citation, ...]:
    known = frame.program.rulesets[frame.sliced.matter.ruleset].instruments
    day, named = frame.place.act_day, known.get(cited.instrument)
    home = known.get(measure.basis[0].instrument) if measure.basis else None
    if day is None or named is None or home is None or home is named:
        return (cited,)
    own = home.version_on(day)
    written = None if own is None else own.text or own.in_force.since
    old, new = (None if one is None else named.version_on(one) for one in (written, day))
    return (cited,) if old is None or new is None else named.follow(cited, old.id, new.id) or (cited,)


def referred(frame: Frame, measure: Measure) -> tuple[ReferredFine, ...]:
    """The fines of the provisions that a measure refers to; those whose condition fails are left out."""
    refers = current(frame, measure)
    return () if refers is None else tuple(found for cited in refers.citations for found in _fines(frame, cited))


def _fines(frame: Frame, cited: Citation) -> Iterator[ReferredFine]:
    names = frame.program.lookup.penalised.get(place_of(cited), ())
    for matter in (frame.program.matters[name] for name in names):
        if matter.id == frame.sliced.matter.id or not any(_same(cited, own) for own in matter.penalised_by):
            continue
        for measure in _in_force(frame, matter):
            holds = _holds(frame, measure.condition)
            if measure.kind == "fine" and holds is not False:
                yield ReferredFine(
                    matter.id, measure.id, measure.target, measure.modality, holds, _amount(frame, measure)
                )


def _same(cited: Citation, own: Citation) -> bool:
    """Whether a provision is the one cited, or a part of it."""
    place = (cited.instrument, cited.article, cited.article_extra)
    return place == (own.instrument, own.article, own.article_extra) and cited.paragraph in {None, own.paragraph}


def _in_force(frame: Frame, matter: Matter) -> Iterator[Measure]:
    day = frame.place.act_day
    return (m for m in matter.measures if (m.in_force.until is None if day is None else m.in_force.covers(day)))


def _holds(frame: Frame, condition: Condition) -> bool | None:
    if any(test.fact.partition("∋")[0] not in frame.sliced.facts for test in tests_of(condition)):
        return None
    return frame.known.judge(condition, frame.known)


def _amount(frame: Frame, measure: Measure) -> MoneyRange | None:
    amount = measure.amount
    if amount is None or (amount.base is not None and amount.base not in frame.sliced.facts):
        return None
    return statutory(amount, frame.known)
