"""One act, one party, one matter: the slice, the knowledge, and every item that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.slice import Place, Slice
from enforcerules.model.case import Act, Case, Party
from enforcerules.model.document import ROLES
from enforcerules.model.program import (
    Bar,
    BarKinds,
    Benchmark,
    CapTotal,
    Concur,
    Condition,
    Fact,
    Measure,
    Open,
    OrderFirst,
    Program,
    Reduce,
    Rule,
    Spare,
    Terminate,
)

Leaning = Literal["favourable", "adverse", "neutral"]
ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class Item:
    """A condition that is asked, by key, and whom its holding favours."""

    key: str
    condition: Condition
    leaning: Leaning
    limb: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything about one outcome that does not change while it is worked out."""

    program: Program
    case: Case
    act: Act
    party: Party
    sliced: Slice
    known: Knowledge
    kind: str | None
    place: Place

    @property
    def concluded(self) -> bool:
        """Whether the investigation is concluded (调查终结)."""
        return self.case.phase == "concluded"

    def fact(self, name: str) -> Fact:
        """The fact, or the truth fact of a set's member."""
        found = self.sliced.facts.get(name)
        if found is not None:
            return found
        whole, _, value = name.partition("∋")
        owner = self.sliced.facts[whole]
        label = dict(owner.values).get(value, value)
        return Fact(name, f"{owner.label}包含{label}", "boolean", owner.ruleset, proves=owner.proves, ask=owner.ask)


def rule_key(rule: Rule) -> str:
    """The key of a rule among the items."""
    return f"rule:{rule.id}"


def measure_key(measure: Measure) -> str:
    """The key of the condition of a measure."""
    return f"measure:{measure.id}"


def table_key(table: Benchmark) -> str:
    """The key of whether a table applies at all."""
    return f"table:{table.id}"


def row_key(table: Benchmark, row: str) -> str:
    """The key of a row of a table."""
    return f"row:{table.id}/{row}"


def targeted(frame: Frame) -> tuple[Measure, ...]:
    """The measures that this kind of party can meet."""
    return tuple(m for m in frame.sliced.measures if _meets(m.target, frame))


def _meets(target: str, frame: Frame) -> bool:
    """Whether a provision that addresses the target addresses this party; a party of unknown kind may be any of them."""
    kind, role = frame.kind, frame.party.role
    if kind is None and role is None:
        return True
    if target in ROLES:
        return target == role if role is not None else kind == "responsible_person" and target in _OF_A_UNIT
    if role is not None or kind == "responsible_person":
        return False
    if kind == "sole_trader":
        kind = frame.sliced.matter.sole_trader or "sole_trader"
    return target == "violator" or kind in {target, "sole_trader"}


_OF_A_UNIT = frozenset({"responsible_persons", "principal"})
"""Whom a person responsible for a unit may be, where the case does not say."""


def tables(frame: Frame, measure: Measure) -> tuple[Benchmark, ...]:
    """The tables that refine a measure, the higher instrument first."""
    return tuple(t for t in frame.sliced.benchmarks if t.kind == measure.kind and t.target in {None, measure.target})


def barring(frame: Frame, kind: str) -> tuple[Rule, ...]:
    """The rules that may bar measures of a kind altogether."""
    return tuple(r for r in frame.sliced.rules if isinstance(r.effect, BarKinds) and kind in r.effect.kinds)


def items(frame: Frame) -> dict[str, Item]:
    """Every condition of substance, by key: elements, rules, limbs, tables and rows (not duties and monitors)."""
    found: dict[str, Item] = {}
    matter = frame.sliced.matter
    if matter.elements is not None:
        found[ELEMENTS] = Item(ELEMENTS, matter.elements, "adverse")
    for rule in frame.sliced.rules:
        if of_one_outcome(rule):
            found[rule_key(rule)] = Item(rule_key(rule), rule.condition, leaning(rule))
    for measure in targeted(frame):
        key = measure_key(measure)
        found[key] = Item(key, measure.condition, "adverse", limb=measure.limb is not None)
    for table in frame.sliced.benchmarks:
        found[table_key(table)] = Item(table_key(table), table.condition, "neutral")
        for row in table.rows:
            if row.condition is not None:
                leans: dict[str, Leaning] = {"heavier": "adverse", "lighter": "favourable"}
                key = row_key(table, row.id)
                found[key] = Item(key, row.condition, leans.get(row.level, "neutral"))
    return found


def of_one_outcome(rule: Rule) -> bool:
    """Whether a rule of substance speaks of one act under one provision: not duties, monitors, and how several concur."""
    return rule.stage not in {"duty", "monitor"} and not isinstance(rule.effect, Concur | CapTotal)


def leaning(rule: Rule) -> Leaning:
    """Whether a rule that holds is good or bad for the party."""
    effect = rule.effect
    if isinstance(effect, Terminate | Spare | OrderFirst | BarKinds | Reduce):
        return "favourable"
    if isinstance(effect, Open):
        return "adverse" if "heavier" in effect.levels else "favourable"
    if isinstance(effect, Bar):
        return "favourable" if "heavier" in effect.levels else "adverse"
    return "neutral"
