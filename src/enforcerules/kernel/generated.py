"""From a tree, one Python function: the facts checked and fetched, then fork after fork to a result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from enforcerules.decide.frame import Frame
from enforcerules.kernel.calls import Calls
from enforcerules.kernel.code import Names, condition_of, formula_of, needed, sum_of
from enforcerules.kernel.fetch import fetched
from enforcerules.kernel.slots import AWAY, NotPlain, Slot
from enforcerules.kernel.sums import Floor
from enforcerules.kernel.traced import Fork, Leak
from enforcerules.kernel.tree import Leaf, Tree
from enforcerules.model.walk import reads_of

Run: TypeAlias = Callable[[Mapping[Any, Any], Mapping[str, Any]], "tuple[Leaf, tuple[Any, ...]] | None"]
_NEAR = ("AWAY", "Decimal", "read")
"""What nearly every line needs: variables of the function, not globals."""

_CALLED = ("read", "days", "date_after", "age", "steps", "ratio", "count")


def generate(frame: Frame, slots: Mapping[str, Slot], tree: Tree) -> Run:
    """The function of a tree: from the facts as given, and what the frame says, to a result and its numbers.

    None: a way that was not taken yet. Raises (anything) where a value is not plain or is missing; what it raises is no
    diagnostic, the reference makes those.
    """
    return _Writer(frame).function(slots, tree)


def function_of(text: str, space: dict[str, Any], about: str) -> Any:  # noqa: ANN401  a function
    """The function `run` of a text, with the constants of `space` in it where the text has their names as texts (`Names.literal`)."""
    exec(compile(text, f"<generated for {about}>", "exec"), space)  # noqa: S102
    run = space["run"]
    run.__code__ = run.__code__.replace(co_consts=tuple(_put(one, space) for one in run.__code__.co_consts))
    return run


def _put(constant: Any, space: Mapping[str, Any]) -> Any:  # noqa: ANN401  any constant
    """For the text of a name what bears it; tuples are put together by the compiler."""
    if isinstance(constant, tuple):
        return tuple(_put(one, space) for one in constant)
    return space[constant] if isinstance(constant, str) else constant


class _Writer:
    """Text made of the names and numbers of `Names` alone."""

    def __init__(self, frame: Frame) -> None:
        self.names, self.frame = Names(frame), frame
        self.lines: list[str] = []
        self.leaves: list[Leaf] = []

    def function(self, slots: Mapping[str, Slot], tree: Tree) -> Run:
        """The function, with its constants around it."""
        self._tree(tree, 1, frozenset())
        facts = self.frame.sliced.facts
        used = [name for name in self.names.facts if not isinstance(name, Floor) and facts[name].formula is None]
        text = "\n".join(
            [
                f"def run(F, T, {', '.join(f'{one}={one}' for one in _NEAR)}):",
                *fetched(self.names, slots, used),
                *self.lines,
            ]
        )
        calls = Calls(slots, self.frame.known.edition, self.frame.program.calendar)
        space: dict[str, Any] = {"AWAY": AWAY, "NotPlain": NotPlain, "Decimal": Decimal}
        space |= {name: getattr(calls, name) for name in _CALLED}
        space |= self.names.constants | {f"leaf{i}": leaf for i, leaf in enumerate(self.leaves)}
        run: Run = function_of(text, space, self.frame.sliced.matter.id)
        return run

    def _tree(self, tree: Tree, deep: int, have: frozenset[str]) -> None:
        """A way with something in it that cannot be written is left to the reference from there on."""
        written = len(self.lines)
        try:
            self._way(tree, deep, have)
        except Leak:
            del self.lines[written:]
            self.lines.append(f"{'    ' * deep}raise NotPlain")

    def _way(self, tree: Tree, deep: int, have: frozenset[str]) -> None:
        """A chain of forks that do not hold stays on one level: only what holds goes deeper."""
        pad = "    " * deep
        if tree is None:
            self.lines.append(f"{pad}return None")
        elif isinstance(tree, Leaf):
            self._facts({name for one in tree.sums for term, _ in one for name in term}, pad, have)
            numbers = "".join(f"{sum_of(self.names, one)}, " for one in tree.sums)
            self.lines.append(f"{pad}return 'leaf{len(self.leaves)}', ({numbers})")
            self.leaves.append(tree)
        else:
            have = self._facts(self._needs(tree.fork), pad, have)
            self.lines.append(f"{pad}if {self._fork(tree.fork)}:")
            self._tree(tree.yes, deep + 1, have)
            self._tree(tree.no, deep, have)

    def _needs(self, fork: Fork) -> set[str]:
        if fork.condition is not None:
            return set(needed(self.names, fork.condition))
        return {name for term, _ in fork.sum for name in term}

    def _fork(self, fork: Fork) -> str:
        if fork.condition is not None:
            return condition_of(self.names, fork.condition)
        return f"{sum_of(self.names, fork.sum)} {fork.sign} 0"

    def _facts(self, wanted: Iterable[str], pad: str, have: frozenset[str]) -> frozenset[str]:
        """What is derived is worked out once on a way, after what it reads; the names that are there then."""
        for name in sorted(set(wanted) - have):
            if isinstance(name, Floor):
                have = self._facts({one for term, _ in name.terms for one in term}, pad, have)
                self.lines.append(f"{pad}{self.names.of(name)} = ({sum_of(self.names, name.terms)}) // {name.parts}")
            elif (fact := self.frame.sliced.facts[name]).formula is not None:
                have = self._facts(reads_of(fact), pad, have)
                self.lines.append(f"{pad}{self.names.of(name)} = {formula_of(self.names, fact)}")
            have |= {name}
        return have
