"""Numbers that remember how they came about, and the path of one decision through the reference kernel.

Every comparison of a traced number, and every condition asked, is a fork with the answer of this case. What leaves a
traced number (a rounding that needs its digits, a text) is a `Leak`: the way is then not generated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias, Union

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Item
from enforcerules.kernel.sums import Sum, Whole, constant, floor_of, variable
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import Condition
from enforcerules.model.region import Interval, Numbers

Sign: TypeAlias = Literal["<", "<=", "=="]


class Leak(Exception):
    """What cannot be generated from: an open condition, or a number used otherwise than in sums and comparisons."""


@dataclass(frozen=True, slots=True)
class Fork:
    """A question on the way: a condition, or how a sum (whole coefficients) stands to nil."""

    condition: Condition | None = None
    sum: Whole = ()
    sign: Sign = "=="


@dataclass(slots=True)
class Path:
    """The forks of one decision with their answers; one that follows from an earlier one is not asked twice."""

    steps: list[tuple[Fork, bool]] = field(default_factory=list)
    seen: dict[Fork, bool] = field(default_factory=dict)

    def take(self, fork: Fork, answer: bool) -> bool:
        """Remember a fork; the answer back."""
        if fork not in self.seen:
            self.seen[fork] = answer
            self.steps.append((fork, answer))
        return answer


Number: TypeAlias = Union["Traced", Fraction, int]


class Traced:
    """A number of this case with the sum that it is of facts; arithmetic stays traced, comparisons are forks."""

    __slots__ = ("path", "sum", "value")

    def __init__(self, made: Sum, value: Fraction | int, path: Path) -> None:
        """`value`: the sum at the facts of the case."""
        self.sum, self.value, self.path = made, value, path

    # ---- arithmetic ----------------------------------------------------------------------------------------------

    def __add__(self, other: Number) -> Traced:
        return Traced(self.sum.plus(_sum(other)), self.value + _value(other), self.path)

    __radd__ = __add__

    def __neg__(self) -> Traced:
        return Traced(constant(0).plus(self.sum, -1), -self.value, self.path)

    def __sub__(self, other: Number) -> Traced:
        return Traced(self.sum.plus(_sum(other), -1), self.value - _value(other), self.path)

    def __rsub__(self, other: Number) -> Traced:
        return -self + other

    def __mul__(self, other: Number) -> Traced:
        return Traced(self.sum.by(_sum(other)), self.value * _value(other), self.path)

    __rmul__ = __mul__

    def __truediv__(self, other: Number) -> Traced:
        if isinstance(other, Traced) or not other:
            raise Leak
        return self * Fraction(1, other)

    def __floordiv__(self, other: Number) -> Traced:
        if other != 1:
            raise Leak
        return Traced(variable(floor_of(self.sum)), self.value // 1, self.path)

    # ---- forks ---------------------------------------------------------------------------------------------------

    def _against(self, other: Number, sign: Sign, *, turned: bool = False) -> bool:
        apart = self.sum.plus(_sum(other), -1)
        apart = constant(0).plus(apart, -1) if turned else apart
        terms, _ = apart.whole
        difference = self.value - _value(other)
        difference = -difference if turned else difference
        answer = difference < 0 if sign == "<" else difference <= 0 if sign == "<=" else difference == 0
        return answer if apart.constant is not None else self.path.take(Fork(None, terms, sign), answer)

    def __lt__(self, other: Number) -> bool:
        return self._against(other, "<")

    def __le__(self, other: Number) -> bool:
        return self._against(other, "<=")

    def __gt__(self, other: Number) -> bool:
        return self._against(other, "<", turned=True)

    def __ge__(self, other: Number) -> bool:
        return self._against(other, "<=", turned=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Traced | Fraction | int) and self._against(other, "==")

    def __bool__(self) -> bool:
        return not self._against(0, "==")

    def __hash__(self) -> int:
        return 0

    def _leaks(self, *_: object) -> int:
        raise Leak

    __rfloordiv__ = __mod__ = __rtruediv__ = __int__ = __float__ = __index__ = _leaks
    __str__ = __repr__ = __format__ = _leaks  # type: ignore[assignment]

    @property
    def numerator(self) -> int:
        """The digits are not those of every case on this way."""
        raise Leak

    denominator = numerator


def _sum(number: Number) -> Sum:
    return number.sum if isinstance(number, Traced) else constant(number)


def _value(number: Number) -> Fraction | int:
    return number.value if isinstance(number, Traced) else number


# ---- the knowledge and the truths of a watched decision ----------------------------------------------------------


class Watched(Knowledge):
    """The knowledge of a case in which everything is known; amounts come traced, conditions are forks."""

    def of(self, name: str) -> Observed:
        """As known, with the number traced."""
        found = self.memo.get(name)
        if found is None:
            judge = self.judge
            assert isinstance(judge, Judge)  # noqa: S101  made by `watched` alone
            found = self.memo[name] = _traced(name, judge.plain.of(name), judge.path)
        return found


def _traced(name: str, found: Observed, path: Path) -> Observed:
    region = found.region
    if not isinstance(region, Numbers):
        return found
    point = region.hull().point if len(region.intervals) == 1 else None
    if point is None:
        raise Leak
    number = Traced(variable(name), point, path)
    return Observed(Numbers((Interval(number, number),)), found.status)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Judge:
    """Asks conditions of the plain knowledge and remembers them as forks."""

    plain: Knowledge
    path: Path

    def __call__(self, condition: Condition, _known: Knowledge) -> bool:
        """The truth; raises Leak for an open condition."""
        answer = self.plain.judge(condition, self.plain)
        if answer is None:
            raise Leak
        return self.path.take(Fork(condition), answer)


def watched(plain: Knowledge, path: Path) -> Watched:
    """The same knowledge, watched."""
    return Watched(
        plain.facts, plain.given, plain.values, plain.matter, plain.party, plain.history, plain.calendar,
        Judge(plain, path), plain.concluded, plain.edition,
    )  # fmt: skip


class Asked(Mapping[str, "bool | None"]):
    """The truths of the items, each asked when it is needed."""

    def __init__(self, asked: Mapping[str, Item], known: Knowledge) -> None:
        """`known`: watched."""
        self._asked, self._known = asked, known
        self._told: dict[str, bool | None] = {}

    def __getitem__(self, key: str) -> bool | None:
        """The truth of an item; what was asked before is a fork already."""
        if key not in self._told:
            self._told[key] = self._known.judge(self._asked[key].condition, self._known)
        return self._told[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is such an item; nothing is asked."""
        return key in self._asked

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._asked)

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._asked)
