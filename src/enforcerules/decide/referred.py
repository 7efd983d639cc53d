"""What another provision sets: a fine `依照本条第二款` with the fines of that provision on the facts of this case.

The measure itself has no amount of its own, and gets none here: the provision referred to is shown beside it, under its
own conditions, as far as the rulesets hold it and the case speaks of its facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.decide.amounts import statutory
from enforcerules.decide.frame import Frame
from enforcerules.model.citation import Citation
from enforcerules.model.decision import MoneyRange, ReferredFine
from enforcerules.model.program import Condition, Matter, Measure
from enforcerules.model.walk import tests_of


def referred(frame: Frame, measure: Measure) -> tuple[ReferredFine, ...]:
    """The fines of the provisions that a measure refers to; those whose condition fails are left out."""
    if measure.refers is None:
        return ()
    return tuple(found for cited in measure.refers.citations for found in _fines(frame, cited))


def _fines(frame: Frame, cited: Citation) -> Iterator[ReferredFine]:
    for matter in frame.program.matters.values():
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
