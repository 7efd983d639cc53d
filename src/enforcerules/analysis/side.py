"""One of the two sets of rules that are compared: its frame, every condition it asks, and what each of them does.

Two sides meet in *coordinates*: the facts that are not derived from a truth. A fact that means the same on both sides is one
coordinate; one that is defined otherwise on the newer side (a window of two years cut to one) is a coordinate of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from enforcerules.analysis.asking import Asking, Token, names_in
from enforcerules.analysis.same import Kept, same_fact
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import (
    ELEMENTS,
    Frame,
    items,
    measure_key,
    row_key,
    rule_key,
    table_key,
    tables,
    targeted,
)
from enforcerules.decide.possible import Step, steps
from enforcerules.model.kleene import Test
from enforcerules.model.plain import meant
from enforcerules.model.program import (
    And,
    Atom,
    BarKinds,
    Condition,
    Days,
    Fact,
    Formula,
    Known,
    Neg,
    Or,
    Reduce,
    Threshold,
    When,
)
from enforcerules.model.region import FALSE, TRUE, Numbers, Region
from enforcerules.model.walk import reads_of

NEWER: Final = "′"
"""What the name of a coordinate ends with that only the newer side knows."""

_DROPPED: Final = frozenset(
    {"id", "ruleset", "basis", "says", "evidence", "wanted", "guard", "condition", "limb", "stage", "label", "also"}
)
_FACTS_OF: Final = frozenset({"anchor", "start", "end", "born", "on", "of", "part", "whole", "per", "operands"})
"""The fields of a formula that name facts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition of a side: what it asks, as a value that two sides share, and what its holding does.

    `owner`: the key that must not be false for it to matter; `always`: it counts as well where it does not hold.
    `weight`: of a level of a factor, its table and factor by number, and what it adds.
    """

    key: str
    condition: Condition
    asks: Token
    does: Token
    owner: str | None = None
    always: bool = False
    weight: tuple[int, int, Fraction] | None = None


@dataclass(frozen=True)
class Side:
    """One side. `names`: the coordinates of its facts that go by another name; `still`: what asks nothing."""

    frame: Frame
    asked: Mapping[str, Asked]
    names: Mapping[str, str]
    still: Token
    tests: dict[Token, Test] = field(default_factory=dict)
    judged: dict[object, bool | None] = field(default_factory=dict)

    @cached_property
    def back(self) -> Mapping[str, str]:
        """The own name of the fact of each coordinate."""
        return {self.names.get(name, name): name for name in self.frame.sliced.facts}

    @cached_property
    def declared(self) -> frozenset[str]:
        """The facts that are not reckoned from others."""
        return frozenset(name for name, fact in self.frame.sliced.facts.items() if fact.formula is None)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The law's order."""
        return steps(self.frame)

    @cached_property
    def shaping(self) -> frozenset[str]:
        """The rules that shape measures and end nothing: circumstances, and what bars a fine."""
        stages = {"circumstance", "concurrence"}
        return frozenset(rule_key(r) for r in self.frame.sliced.rules if r.stage in stages)

    @cached_property
    def once(self) -> Mapping[str, Token]:
        """The rules of which one that does the same is as good as several, with what each does: all but reductions."""
        rules = (rule_key(r) for r in self.frame.sliced.rules if not isinstance(r.effect, Reduce))
        return {key: self.asked[key].does for key in rules if key in self.asked}

    def truths(self, left: Mapping[str, Token]) -> dict[str, bool | None]:
        """The truth of everything that is asked; what does nothing more than what holds already counts as not holding."""
        made = {key: one if isinstance(one, bool) else None for key, one in left.items()}
        done = {does for key, does in self.once.items() if made.get(key)}
        if done:
            made |= {key: False for key, does in self.once.items() if does in done and made.get(key, True) is None}
        return made

    @cached_property
    def reading(self) -> Mapping[str, frozenset[str]]:
        """The coordinates that each condition reads."""
        return {key: frozenset(names_in(one.asks)) for key, one in self.asked.items()}

    @cached_property
    def barring(self) -> Mapping[str, frozenset[str]]:
        """For each rule that bars kinds of measures the tables of these kinds, which it makes moot."""
        return {
            rule_key(r): frozenset(table_key(t) for t in self.frame.sliced.benchmarks if t.kind in r.effect.kinds)
            for r in self.frame.sliced.rules
            if isinstance(r.effect, BarKinds)
        }

    def moot(self, truths: Mapping[str, bool | None]) -> frozenset[str]:
        """The tables, rows and levels of factors that cannot matter, because what they refine is barred."""
        gone = frozenset[str]().union(*(tables for key, tables in self.barring.items() if truths[key]))
        return gone and frozenset(key for key, one in self.asked.items() if key in gone or one.owner in gone)

    @cached_property
    def early(self) -> frozenset[str]:
        """The keys of the law's order, before any measure is asked."""
        return frozenset(key for step in self.steps for key in step.keys)

    def content(self, without: frozenset[str] = frozenset()) -> Token:
        """All that a side says of its cases, as a value: two scenes in which it is the same are one."""
        kept = [one for key, one in self.asked.items() if key not in without]
        read = {name.partition("∋")[0] for one in kept for name in self.reading[one.key]}
        given = self.frame.known.given.items()
        known = frozenset((n, one.region) for n, one in given if self.coordinate(n) in read and one.status != "unknown")
        return self.still, frozenset((one.asks, one.does) for one in kept), known

    def coordinate(self, fact: str) -> str:
        """The coordinate of a fact of this side, or of whether a set holds a value."""
        whole, _, value = fact.partition("∋")
        name = self.names.get(whole, whole)
        return f"{name}∋{value}" if value else name

    def own(self, cells: Mapping[str, Region | None]) -> dict[str, Region | None]:
        """Cells of coordinates as cells of the facts of this side; what it does not know is left out."""
        found: dict[str, Region | None] = {}
        for name, cell in cells.items():
            whole, _, value = name.partition("∋")
            fact = self.back.get(whole)
            if fact is not None:
                found[f"{fact}∋{value}" if value else fact] = cell
        return found

    def supposing(self, cells: Mapping[str, Region | None]) -> Frame:
        """The frame in which coordinates lie in these cells."""
        mine = self.own(cells)
        return replace(self.frame, known=self.frame.known.suppose(mine)) if mine else self.frame

    @cached_property
    def weighing(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """The levels of each factor of weight tables."""
        made: dict[tuple[int, int], list[str]] = {}
        for key, one in self.asked.items():
            if one.weight is not None:
                made.setdefault(one.weight[:2], []).append(key)
        return {factor: tuple(keys) for factor, keys in made.items()}

    def _judged(self, asked: Asking, known: Knowledge) -> bool | None:
        """The truth of a test, remembered by what is known of its fact."""
        test = self.tests[asked]
        if not isinstance(test, Atom):
            return known.judge(test, known)
        key: object = asked
        if test.fact in known.cells or test.fact not in self.declared:  # else it is known as it always is
            seen = known.of(test.fact)
            key = (asked, seen.region, seen.status)
        if key not in self.judged:
            self.judged[key] = known.judge(test, known)
        return self.judged[key]

    def rest(self, asked: Token, known: Knowledge) -> Token:
        """What is left to ask of a condition: True, False, or the condition without what is settled."""
        if isinstance(asked, bool) or not isinstance(asked, tuple):
            return asked
        if isinstance(asked, Asking):
            truth = self._judged(asked, known)
            return asked if truth is None else truth
        if asked[0] == "Neg":
            inner = self.rest(asked[1], known)
            return not inner if isinstance(inner, bool) else ("Neg", inner)
        ends = asked[0] == "Or"
        parts = [self.rest(part, known) for part in asked[1]]
        if ends in [part for part in parts if isinstance(part, bool)]:
            return ends
        left = tuple(dict.fromkeys(part for part in parts if not isinstance(part, bool)))
        return (not ends) if not left else left[0] if len(left) == 1 else (asked[0], left)


def sides(old: Frame, new: Frame, kept: Kept | None = None) -> tuple[Side, Side]:
    """Both sides, with the facts that do not mean the same told apart."""
    kept = kept or Kept()
    apart = {name for name in new.sliced.facts if name in old.sliced.facts and not same_fact(name, old, new, kept)}
    return _side(old, {}, kept), _side(new, {name: f"{name}{NEWER}" for name in sorted(apart)}, kept)


def _side(frame: Frame, names: Mapping[str, str], kept: Kept) -> Side:
    bare = Side(frame, {}, names, None)
    asked = {one.key: one for one in _asked(bare, kept)}
    matter = frame.sliced.matter
    covers = frame.place.act_day is None or frame.place.substance.meets(matter.in_force)
    return replace(bare, asked=asked, still=(matter.sole_trader, covers, bool(targeted(frame))))


def _asked(side: Side, kept: Kept) -> Iterator[Asked]:
    frame = side.frame
    does = dict(_does(side, kept))
    used = {table_key(t) for measure in targeted(frame) for t in tables(frame, measure)}
    for key, item in items(frame).items():
        always = key == ELEMENTS or (key.startswith("measure:") and item.limb)
        owner = f"table:{key[4:].rpartition('/')[0]}" if key.startswith("row:") else None
        if (owner or key) in used or not key.startswith(("table:", "row:")):
            made = asks(item.condition, side)
            yield Asked(key, item.condition, made, does.get(key, key), owner, always)
    yield from _beside(side)
    yield from _factors(side)


def _does(side: Side, kept: Kept) -> Iterator[tuple[str, Token]]:
    """What follows from each item, without what it is called and where it stands."""
    frame = side.frame
    walk, names = _content(side), tuple(side.names)

    def content(part: object) -> Token:
        return kept.get(names, (part,), lambda: walk(part))

    yield ELEMENTS, ELEMENTS
    for rule in frame.sliced.rules:
        early = rule.stage in {"capacity", "fault"}
        yield rule_key(rule), ("rule", content(rule.effect), rule.strength, early)
    for measure in targeted(frame):
        yield measure_key(measure), ("measure", content(measure), _place_of(measure.limb))
    for number, table in enumerate(frame.sliced.benchmarks):
        unasked = tuple(replace(row, id="") for row in table.rows if row.condition is None)
        bare = replace(table, rows=unasked, weights=table.weights and replace(table.weights, factors=()))
        made = kept.get(("table", names), (table,), lambda bare=bare: walk(bare))  # type: ignore[misc]
        yield table_key(table), ("table", number, made)
        for row in table.rows:
            yield row_key(table, row.id), ("row", number, content(row))


def _place_of(limb: str | None) -> str | None:
    """The block and the limb of a measure, without the matter that it belongs to."""
    return None if limb is None else limb.rpartition("/")[2]


def _content(side: Side) -> Callable[[object], Token]:
    """What a part says, as a value: without names and citations, its facts as coordinates."""

    def walk(made: object) -> Token:
        if isinstance(made, str):
            return side.names.get(made, made)
        if isinstance(made, Mapping):
            return tuple((key, walk(made[key])) for key in sorted(made) if key not in _DROPPED)
        return tuple(walk(one) for one in made) if isinstance(made, list) else made

    return lambda value: walk(meant(value))


def _beside(side: Side) -> Iterator[Asked]:
    """Limbs that threaten somebody else, and what all limbs of a block ask: they say whether a case is a hole."""
    frame = side.frame
    mine = {m.id for m in targeted(frame)}
    blocks = {m.limb.rpartition(".")[0] for m in targeted(frame) if m.limb is not None and m.kind == "fine"}
    for measure in frame.sliced.measures:
        block = None if measure.limb is None else measure.limb.rpartition(".")[0]
        if block not in blocks:
            continue
        place = _place_of(measure.limb)
        if measure.id not in mine:
            made = asks(measure.condition, side)
            yield Asked(f"beside:{measure.id}", measure.condition, made, ("beside", place), always=True)
        elif measure.kind == "fine" and measure.guard != And(()):
            made = asks(measure.guard, side)
            yield Asked(f"guard:{measure.id}", measure.guard, made, ("guard", _place_of(block)), always=True)


def _factors(side: Side) -> Iterator[Asked]:
    """The levels of the factors of weight tables."""
    content = _content(side)
    used = {t.id for m in targeted(side.frame) for t in tables(side.frame, m)}
    for number, table in enumerate(side.frame.sliced.benchmarks):
        for at, factor in enumerate(() if table.weights is None or table.id not in used else table.weights.factors):
            for rank, level in enumerate(factor.levels):
                does = ("factor", number, at, content(level.weight))
                made, key = asks(level.condition, side), f"factor:{table.id}/{at}/{rank}"
                yield Asked(key, level.condition, made, does, table_key(table), weight=(number, at, level.weight))


# ---- conditions as values ------------------------------------------------------------------------------------


def asks(condition: Condition, side: Side) -> Token:
    """A condition as a value over coordinates: derived truths written out, parameters as their values."""
    if isinstance(condition, And | Or):
        parts = tuple(asks(part, side) for part in condition.parts)
        return parts[0] if len(parts) == 1 else (type(condition).__name__, parts)
    if isinstance(condition, Neg):
        return ("Neg", asks(condition.part, side))
    fact = side.frame.sliced.facts.get(condition.fact)
    if isinstance(condition, Atom) and fact is not None and isinstance(fact.formula, When):
        inner = asks(fact.formula.condition, side)
        return inner if condition.region == TRUE else ("Neg", inner) if condition.region == FALSE else ("And", ())
    made = _test(condition, side)
    side.tests[made] = condition
    return made


def _test(test: Test, side: Side) -> Asking:
    name = side.coordinate(test.fact)
    if isinstance(test, Known):
        return Asking(("Known", name, test.status))
    if isinstance(test, Threshold):
        value = side.frame.known.values.get(test.parameter)
        return Asking(("Threshold", name, test.word, None if value is None else value.value))
    return Asking(("Atom", name, test.region))


def guarded(pair: tuple[Side, Side]) -> bool:
    """Whether cases end before any measure is asked alike on both sides."""
    old, new = (frozenset((s.asked[k].asks, s.asked[k].does) for k in s.early) for s in pair)
    return old == new


# ---- facts of both sides -------------------------------------------------------------------------------------


def joint(pair: tuple[Side, Side]) -> Frame:
    """A frame that knows the facts of both sides under the names of their coordinates."""
    old, new = pair
    facts = dict(old.frame.sliced.facts)
    for name, fact in new.frame.sliced.facts.items():
        coordinate = new.names.get(name, name)
        label = fact.label + ("（新）" if name in new.names else "")
        facts[coordinate] = replace(fact, id=coordinate, label=label, formula=_of_coordinates(fact.formula, new.names))
    given = {**old.frame.known.given, **{new.names.get(k, k): v for k, v in new.frame.known.given.items()}}
    known = replace(new.frame.known, facts=facts, given=given, memo={})
    return replace(new.frame, sliced=replace(new.frame.sliced, facts=facts), known=known)


def _of_coordinates(formula: Formula | None, names: Mapping[str, str]) -> Formula | None:
    """A formula that reads coordinates, where it reads facts that go by another name."""
    if formula is None or isinstance(formula, When):
        return formula
    found: dict[str, Any] = {}
    for one in fields(formula):
        got = getattr(formula, one.name)
        if one.name in _FACTS_OF:
            found[one.name] = (
                tuple(_named(part, names) for part in got) if isinstance(got, tuple) else _named(got, names)
            )
    return replace(formula, **found)


def _named(part: object, names: Mapping[str, str]) -> object:
    return names.get(part, part) if isinstance(part, str) else part


def silent(fact: Fact, facts: Mapping[str, Fact]) -> bool:
    """Whether nobody having raised it is something of its own: then no test of it holds, whatever it asks."""
    reads = reads_of(fact) if isinstance(fact.formula, Days) or fact.type == "date" else ()
    own = fact.formula is None and fact.type in {"date", "text", "code"} and fact.ask == "if_raised"
    return own or any(facts[name].ask == "if_raised" for name in reads if name in facts)


NOT_RAISED: Final = Numbers(())
"""The cell of a fact that nobody raised: every test of it fails."""
