"""The facts of a matter as slots: what a case may call each, and which plain value stands where it says nothing.

Generated code takes plain values only: truths, whole numbers, decimals, the names of grades and choices. Anything else (a text
with a unit, a value with its evidence, a status) is read by the reference, which also says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from enforcerules.decide.frame import Frame
from enforcerules.decide.values import names_of
from enforcerules.model.knowledge import is_exact, lowest
from enforcerules.model.program import Condition, Fact, When
from enforcerules.model.region import Numbers, Region
from enforcerules.model.walk import tests_of


class NotPlain(Exception):
    """The case is one for the reference."""


class Away:
    """No value, where one is needed: whatever is asked of it ends the generated way."""

    __slots__ = ()

    def _ends(self, *_: object) -> bool:
        raise NotPlain

    __bool__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _ends
    __eq__ = __ne__ = __hash__ = _ends
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _ends


AWAY = Away()
"""None, beside it, stands for what nobody raised and what has no lightest value: no test of that holds."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One declared fact: what a case may call it, and what stands where it says nothing."""

    fact: Fact
    names: tuple[str, ...]
    silent: Any


def slots_of(frame: Frame) -> dict[str, Slot]:
    """The slots that a case gives by name, by fact; what its days, parties and proposals say is not among them."""
    raised = frozenset(_alleged(frame))
    fixes = dict(frame.sliced.matter.fixes)
    declared = [fact for fact in frame.sliced.facts.values() if fact.formula is None and fact.source is None]
    return {fact.id: Slot(fact, names_of(fact), _silent(fact, fixes, raised)) for fact in declared}


def _silent(fact: Fact, fixes: Mapping[str, Region], raised: frozenset[str]) -> Any:  # noqa: ANN401  a plain value
    if fact.id in fixes:
        return plain(fact, fixes[fact.id]) if is_exact(fixes[fact.id]) else AWAY
    if fact.ask != "if_raised" or fact.id in raised:
        return AWAY
    region = lowest(fact)
    return plain(fact, region) if is_exact(region) else None


def _alleged(frame: Frame) -> Iterator[str]:
    """The facts of the elements: an allegation raises them, so that silence is not enough to refute it."""
    elements = frame.sliced.matter.elements
    yield from () if elements is None else _base(frame, elements)


def _base(frame: Frame, condition: Condition) -> Iterator[str]:
    for test in tests_of(condition):
        fact = frame.sliced.facts[test.fact.partition("∋")[0]]
        if isinstance(fact.formula, When):
            yield from _base(frame, fact.formula.condition)
        else:
            yield fact.id


def plain(fact: Fact, region: Region) -> Any:  # noqa: ANN401  a plain value
    """An exact region as generated code holds it: a truth, an exact number, a name, a set of names."""
    if isinstance(region, Numbers):
        return region.hull().point
    if fact.type == "boolean":
        return "true" in region.names
    return region.names if fact.type == "set" else next(iter(region.names))


def of_the_frame(frame: Frame) -> dict[str, Any]:
    """What the days, the parties and the proposal of a case say, by fact."""
    facts = frame.sliced.facts.values()
    return {f.id: _of(frame, f) for f in facts if f.formula is None and f.source is not None}


def _of(frame: Frame, fact: Fact) -> Any:  # noqa: ANN401  a plain value
    observed = frame.known.of(fact.id)
    if observed.status in {"known", "not_raised"} and is_exact(observed.region):
        return plain(fact, observed.region)
    return None if observed.status == "not_raised" else AWAY
