"""From a tree, one Python function: the facts checked and fetched, then fork after fork to a result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from enforcerules.base.source import Text
from enforcerules.decide.facts import ratio, steps
from enforcerules.decide.frame import Frame
from enforcerules.decide.history import Counted, count
from enforcerules.decide.values import value_of
from enforcerules.kernel.code import Names, condition_of, formula_of, needed, sum_of
from enforcerules.kernel.slots import AWAY, NotPlain, Slot, plain
from enforcerules.kernel.traced import Fork
from enforcerules.kernel.tree import Leaf, Tree
from enforcerules.model.calendar import UnknownYear
from enforcerules.model.program import Age, Count, DateAfter, Days, Fact, Ratio, Steps
from enforcerules.model.region import Interval, Numbers
from enforcerules.model.scalars import to_text
from enforcerules.model.walk import reads_of

Run: TypeAlias = Callable[[Mapping[Any, Any], Mapping[str, Any]], "tuple[Leaf, tuple[Any, ...]] | None"]
KNOWN = "*"
"""Under what name, among what the frame says, the knowledge of the case stands."""
_MOST = 10**15
_FEW = 24


def generate(frame: Frame, slots: Mapping[str, Slot], tree: Tree) -> Run:
    """The function of a tree: from the facts as given, and what the frame says, to a result and its numbers.

    None: a way that was not taken yet. Raises (anything) where a value is not plain or is missing; what it raises is no
    diagnostic, the reference makes those.
    """
    return _Writer(frame, slots).function(tree)


class _Writer:
    def __init__(self, frame: Frame, slots: Mapping[str, Slot]) -> None:
        self.names = Names(frame)
        self.frame, self.slots = frame, slots
        self.lines: list[str] = []
        self.leaves: list[Leaf] = []

    def function(self, tree: Tree) -> Run:
        self._tree(tree, 1, frozenset())
        body = ["def run(F, T):", *self._fetch(), *self.lines]
        space = {"AWAY": AWAY, "NotPlain": NotPlain, "Decimal": Decimal, "read": _read(self.slots), **_helpers(self.frame)}
        space |= self.names.constants | {f"leaf{i}": leaf for i, leaf in enumerate(self.leaves)}
        exec(compile("\n".join(body), f"<generated for {self.frame.sliced.matter.id}>", "exec"), space)  # noqa: S102
        run: Run = space["run"]  # type: ignore[assignment]
        return run

    # ---- the tree ------------------------------------------------------------------------------------------------

    def _tree(self, tree: Tree, deep: int, have: frozenset[str]) -> None:
        pad = "    " * deep
        if tree is None:
            self.lines.append(f"{pad}return None")
            return
        if isinstance(tree, Leaf):
            have = self._facts({name for one in tree.sums for term, _ in one for name in term}, pad, have)
            numbers = "".join(f"{sum_of(self.names, one)}, " for one in tree.sums)
            self.lines.append(f"{pad}return leaf{len(self.leaves)}, ({numbers})")
            self.leaves.append(tree)
            return
        have = self._facts(set(self._needs(tree.fork)), pad, have)
        # A long chain of forks that all go one way must not nest without end: what ends is written first.
        said = self._fork(tree.fork)
        self.lines.append(f"{pad}if {said}:")
        self._tree(tree.yes, deep + 1, have)
        self._tree(tree.no, deep, have)

    def _needs(self, fork: Fork) -> list[str]:
        if fork.condition is not None:
            return list(needed(self.names, fork.condition))
        return [name for term, _ in fork.sum for name in term]

    def _fork(self, fork: Fork) -> str:
        if fork.condition is not None:
            return condition_of(self.names, fork.condition)
        return f"{sum_of(self.names, fork.sum)} {fork.sign} 0"

    def _facts(self, wanted: set[str], pad: str, have: frozenset[str]) -> frozenset[str]:
        """The derived facts that are wanted, worked out once; what they read comes first."""
        for name in sorted(wanted - have):
            fact = self.frame.sliced.facts[name]
            if fact.formula is not None:
                have = self._facts(set(reads(fact)), pad, have)
                self.lines.append(f"{pad}{self.names.of(name)} = {formula_of(self.names, fact)}")
            have |= {name}
        return have

    # ---- the facts -----------------------------------------------------------------------------------------------

    def _fetch(self) -> list[str]:
        used = [name for name in self.names.facts if self.frame.sliced.facts[name].formula is None]
        lines = [f"    {self.names.of(name)} = T[{self._text(name)}]" for name in used if name not in self.slots]
        return [*lines, *(self._few() if len(self.slots) <= _FEW else self._many(used))]

    def _few(self) -> list[str]:
        """Each slot is looked for under its names."""
        lines = ["    get = F.get", "    n = 0"]
        for slot in self.slots.values():
            name = self.names.of(slot.fact.id)
            silent = self.names.constant(slot.silent)
            first, *others = (self._text(one) for one in reversed(dict.fromkeys(slot.names)))
            lines.append(f"    {name} = get({first}, AWAY)")
            for other in others:
                lines += [f"    if {name} is AWAY: {name} = get({other}, AWAY)"]
            said = [f"said_{name} = {{}}"] if slot.fact.id in self.names.said else []
            lines += [f"    if {name} is AWAY:", f"        {name} = {silent}", *(f"        {s.format(False)}" for s in said)]
            lines += ["    else:", "        n += 1", *(f"        {one}" for one in self._checked(slot, name))]
            lines += [f"        {s.format(True)}" for s in said]
        return [*lines, "    if n != len(F): raise NotPlain"]

    def _many(self, used: list[str]) -> list[str]:
        """What is given is read name by name; slots that no fork reads are only checked."""
        index = {one: slot.fact.id for slot in self.slots.values() for one in slot.names}
        lines = ["    V = {}", "    for name, value in F.items():"]
        lines += [f"        fact = {self.names.constant(index)}[name]", "        if fact in V: raise NotPlain"]
        lines += ["        V[fact] = read(fact, value)"]
        for name in used:
            if name in self.slots:
                silent = self.names.constant(self.slots[name].silent)
                variable = self.names.of(name)
                lines.append(f"    {variable} = V.get({self._text(name)}, {silent})")
                if name in self.names.said:
                    lines.append(f"    said_{variable} = {self._text(name)} in V")
        return lines

    def _checked(self, slot: Slot, name: str) -> list[str]:
        """The common forms of a value read at once, every other as the reference reads its text."""
        kind = slot.fact.type
        otherwise = f"else: {name} = read({self._text(slot.fact.id)}, {name})"
        if kind == "boolean":
            return [f"if {name} is True or {name} is False: pass", otherwise]
        if kind == "money":
            whole = f"type({name}) is Decimal and not {name} % {self.names.constant(_CENT)} and 0 <= {name} < {_MOST}"
            return [f"if {whole}: {name} = int({name} * 100)", otherwise]
        if kind == "integer":
            return [f"if type({name}) is int and 0 <= {name} < {_MOST}: pass", otherwise]
        if kind in {"grade", "choice"}:
            pairs = enumerate(slot.fact.values)
            known = {one: i if kind == "grade" else pair[0] for i, pair in pairs for one in reversed(pair)}
            return [f"{name} = {self.names.constant(known)}[{name}]"]
        return [otherwise[6:]]

    def _text(self, text: str) -> str:
        return self.names.constant(str(text))


_CENT = Decimal("0.01")


def reads(fact: Fact) -> list[str]:
    """The facts that a derived fact reads, sets whole."""
    return [name.partition("∋")[0] for name in reads_of(fact)]


# ---- what generated code calls -----------------------------------------------------------------------------------


def _read(slots: Mapping[str, Slot]) -> Callable[[str, Any], Any]:
    """Any plain value of a slot, as the reference reads its text."""

    def read(name: str, value: Any) -> Any:  # noqa: ANN401  a plain value
        fact = slots[name].fact
        if type(value) is bool:
            if fact.type != "boolean":
                raise NotPlain
            return value
        if type(value) in {int, str, Decimal}:
            return plain(fact, value_of(fact, Text(to_text(value))))
        raise NotPlain

    return read


def _helpers(frame: Frame) -> dict[str, Callable[..., Any]]:
    edition, calendar = frame.known.edition, frame.program.calendar

    def days(formula: Days, start: int, end: int) -> int:
        return end - (start if formula.plus is None else _after(start, formula.plus))

    def _after(day: int, plus: Any) -> int:  # noqa: ANN401  a period
        try:
            return edition.add_period(date.fromordinal(day), plus, calendar).toordinal()
        except (UnknownYear, OverflowError, ValueError):
            raise NotPlain from None

    def date_after(formula: DateAfter, start: int) -> int:
        last = _after(start, formula.plus)
        try:
            return edition.roll_forward(date.fromordinal(last), calendar).toordinal() if formula.roll else last
        except (UnknownYear, OverflowError, ValueError):
            raise NotPlain from None

    def age(_formula: Age, born: int, on: int) -> int:
        if born > on:
            raise NotPlain
        return edition.age_on(date.fromordinal(born), date.fromordinal(on))

    def exact(region: object) -> Fraction | int:
        point = region.hull().point if isinstance(region, Numbers) and len(region.intervals) == 1 else None
        if point is None:
            raise NotPlain
        return point

    def steps_of(formula: Steps, figure: Fraction | int) -> Fraction | int:
        return exact(steps(formula, Interval(figure, figure)))

    def ratio_of(_formula: Ratio, part: Fraction | int, whole: Fraction | int) -> Fraction | int:
        return exact(ratio(Interval(part, part), Interval(whole, whole)))

    def counted(formula: Count, anchor: int, said: Mapping[str, Any]) -> Fraction | int:
        known = said[KNOWN]
        about = Counted(known.matter, known.party, {}, known.facts)
        return exact(count(formula, known.history, date.fromordinal(anchor), about, edition.back))

    return {"days": days, "date_after": date_after, "age": age, "steps": steps_of, "ratio": ratio_of, "count": counted}
