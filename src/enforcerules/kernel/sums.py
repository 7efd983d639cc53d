"""Amounts as polynomials over facts, exact: what `traced` numbers stand for, and what is generated from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

Monomial = tuple[str, ...]
Whole = tuple[tuple[Monomial, int], ...]
"""A sum with whole coefficients, in a fixed order."""


class Floor(str):
    """The name of a sum rounded down: ⌊terms / parts⌋."""

    __slots__ = ("parts", "terms")

    terms: Whole
    parts: int


def floor_of(made: Sum) -> Floor:
    """The name of a sum rounded down."""
    terms, parts = made.whole
    name = Floor(f"⌊{terms}/{parts}⌋")
    name.terms, name.parts = terms, parts
    return name


@dataclass(frozen=True, slots=True)
class Sum:
    """A polynomial: coefficient by monomial (the sorted names of its factors); the empty monomial is the constant."""

    terms: Mapping[Monomial, Fraction]

    @property
    def constant(self) -> Fraction | None:
        """Its value where it depends on no fact."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get(()) if len(self.terms) == 1 else None

    def plus(self, other: Sum, times: int = 1) -> Sum:
        """This and so many times the other."""
        made = dict(self.terms)
        for name, number in other.terms.items():
            made[name] = made.get(name, Fraction(0)) + times * number
        return Sum({name: number for name, number in made.items() if number})

    def by(self, other: Sum) -> Sum:
        """The product."""
        made: dict[Monomial, Fraction] = {}
        for one, a in self.terms.items():
            for two, b in other.terms.items():
                name = tuple(sorted(one + two))
                made[name] = made.get(name, Fraction(0)) + a * b
        return Sum({name: number for name, number in made.items() if number})

    @property
    def denominator(self) -> int:
        """The least number that makes every coefficient whole."""
        return lcm(*(number.denominator for number in self.terms.values())) if self.terms else 1

    @property
    def whole(self) -> tuple[Whole, int]:
        """Its terms with whole coefficients, and what they are to be divided by."""
        parts = self.denominator
        return tuple(sorted((name, int(number * parts)) for name, number in self.terms.items())), parts


def constant(number: Fraction | int) -> Sum:
    """A number as a sum."""
    return Sum({(): Fraction(number)} if number else {})


def variable(name: str) -> Sum:
    """A fact as a sum."""
    return Sum({(name,): Fraction(1)})
