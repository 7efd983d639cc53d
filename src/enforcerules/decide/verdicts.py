"""What every item comes to: its truth, and what the conclusion of the investigation does with one that is still open.

Concluded, an open item that is adverse to the party is not applied (APL 40); a favourable one whose open facts are all
the party's to prove is not granted; a favourable one with any other open fact stays open, and the case goes back. A measure
for what is *not* aggravated (非 情节严重) follows where the aggravation was not proved: it is the ordinary case, not a
heavier one, and leaving it out as well would spare the party by silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import ELEMENTS, Frame, Item
from enforcerules.model.knowledge import is_exact, lowest
from enforcerules.model.program import Condition, Fact, When
from enforcerules.model.region import Region
from enforcerules.model.walk import tests_of

Remark = Literal["not_granted", "adverse_not_applied", "goes_back"]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Truth by key; `forced` are the open ones that the conclusion settled, with what was done."""

    truths: Mapping[str, bool | None]
    remarks: Mapping[str, Remark]

    @property
    def open(self) -> tuple[str, ...]:
        """The keys still open."""
        return tuple(key for key, truth in self.truths.items() if truth is None)


def verdicts(frame: Frame, asked: Mapping[str, Item]) -> Verdicts:
    """Judge every item; in a concluded case, apply the burden of proof to what is open."""
    truths = {key: frame.known.judge(item.condition, frame.known) for key, item in asked.items()}
    remarks: dict[str, Remark] = {}
    if frame.concluded:
        for key, item in asked.items():
            if truths[key] is None:
                truths[key], remarks[key] = _conclude(frame, item)
    return Verdicts(truths, remarks)


def _conclude(frame: Frame, item: Item) -> tuple[bool | None, Remark]:
    if item.key == ELEMENTS:
        return False, "adverse_not_applied"
    if item.leaning == "favourable":
        mine = all(fact.proves == "party" for fact in open_facts(frame, item.condition))
        return (False, "not_granted") if mine else (None, "goes_back")
    if item.leaning != "adverse":
        return None, "goes_back"
    if not item.key.startswith("measure:"):
        return False, "adverse_not_applied"
    truth = frame.known.judge(item.condition, _lightest(frame, item.condition))
    if item.limb and truth is None:
        return None, "goes_back"
    return truth is True, "adverse_not_applied"


def _lightest(frame: Frame, condition: Condition) -> Knowledge:
    """An aggravating truth or grade that was not proved is taken as not being there; sums stay unascertained."""
    cells: dict[str, Region] = {}
    for test in tests_of(condition):
        fact = frame.fact(test.fact)
        aggravating = fact.direction == "heavier" and fact.type in {"boolean", "grade"}
        if aggravating and not is_exact(frame.known.region(fact.id)):
            cells[fact.id] = lowest(fact)
    return frame.known.suppose(cells) if cells else frame.known


def open_facts(frame: Frame, condition: Condition) -> Iterator[Fact]:
    """The base facts, and counts and sums, whose not being known leaves a condition open."""
    for name, _ in open_tests(frame, condition, frame.known):
        yield frame.fact(name)


def open_tests(frame: Frame, condition: Condition, known: Knowledge) -> Iterator[tuple[str, object]]:
    """(fact, test) for every test that is open, conditions of derived facts followed down to what they read."""
    for test in tests_of(condition):
        if known.judge(test, known) is not None:
            continue
        fact = frame.fact(test.fact)
        if isinstance(fact.formula, When):
            yield from open_tests(frame, fact.formula.condition, known)
        else:
            yield fact.id, test
