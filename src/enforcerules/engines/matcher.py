"""What a matcher is: it says of each condition whether it holds on these facts, fails, is open, or is beyond it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeAlias

from enforcerules.decide.facts import Knowledge
from enforcerules.model.knowledge import Observed, lowest
from enforcerules.model.program import Condition, Fact, When
from enforcerules.model.region import Exact, Region


class NotCovered(Enum):
    """The answer of a matcher that cannot be asked a condition."""

    NOT_COVERED = "not covered"


NOT_COVERED = NotCovered.NOT_COVERED
Answer: TypeAlias = bool | NotCovered | None
"""True, False, None where it depends on what is not known, or `NOT_COVERED`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known, as a matcher sees it.

    `observed`: of every fact that is not a condition itself. A derived truth is a condition: the matcher works it out from
    `condition_of`. `values`: of the parameters that have one here and then.
    """

    facts: Mapping[str, Fact]
    observed: Callable[[str], Observed]
    values: Mapping[str, Exact]
    concluded: bool
    assumed: frozenset[str]

    def condition_of(self, name: str) -> Condition | None:
        """The condition that a derived truth stands for; None for every other fact."""
        fact = self.facts.get(name)
        if fact is None or name in self.assumed or not isinstance(fact.formula, When):
            return None
        return fact.formula.condition

    def if_open(self, name: str) -> Region | None:
        """What a derived truth that is open counts as, once the investigation is concluded; None: it stays open."""
        fact = self.facts[name]
        if not self.concluded or fact.on_unknown == "keep":
            return None
        return lowest(fact) if isinstance(fact.on_unknown, str) else fact.on_unknown


def facts_of(known: Knowledge) -> Facts:
    """The knowledge of a frame as a matcher sees it."""
    values = {name: value.value for name, value in known.values.items()}
    return Facts(known.facts, known.of, values, known.concluded, frozenset(known.cells))


class Matcher(Protocol):
    """An engine that judges conditions; safe to share between threads."""

    @property
    def name(self) -> str: ...  # noqa: D102  a word for the record: `tree`, `durable`

    @property
    def version(self) -> str: ...  # noqa: D102  of the engine

    def match(self, items: Mapping[str, Condition], facts: Facts) -> Mapping[str, Answer]:
        """The answer to every item, by its key."""
        ...


class Disagreement(Exception):
    """Two engines differ on a condition: a defect of one of them, and no decision is given.

    `facts`: what was known of everything that the condition reads. `ours` is the answer of the engine that decides.
    """

    def __init__(self, engine: str, item: str, ours: Answer, theirs: Answer, facts: Mapping[str, Observed]) -> None:
        """Which engine, on what, with which answers on which facts."""
        super().__init__(engine, item, ours, theirs)
        self.engine, self.item, self.ours, self.theirs, self.facts = engine, item, ours, theirs, facts
        self.where: tuple[str, str, str] = ("", "", "")

    def at(self, act: str, party: str, matter: str) -> Disagreement:
        """The same, with the act, the party and the matter it is about."""
        self.where = (act, party, matter)
        return self

    def __str__(self) -> str:
        """Everything, on one line for each fact, in Chinese and English."""
        act, party, matter = self.where
        answers = f"{_said(self.ours)} ≠ {self.engine}: {_said(self.theirs)}"
        head = f"两个引擎对 `{self.item}` 的判断不一致 / two engines differ on `{self.item}`"
        facts = [f"  {name} = {one.region} ({one.status})" for name, one in self.facts.items()]
        return "\n".join([f"{head} ({matter}, {act}, {party}): {answers}", *facts])


def _said(answer: Answer) -> str:
    return {True: "holds", False: "fails", None: "open"}.get(answer, "not covered")  # type: ignore[arg-type]
