"""What leniency saved: cases decided with the rules as they are, and again without those that favour the party.

Money is in 分, exact, and always a range: what the authority may impose is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.base.diagnostics import Report
from enforcerules.model.decision import MoneyRange, Outcome
from enforcerules.model.program import Benchmark, Rule

Favour = Literal["lists", "law", "notices", "circumstances", "reductions", "rows"]
"""What can be left out.

`lists`: exemptions that rest on documents below laws and regulations. `law`: those of laws and regulations themselves.
`notices`: a notice or caution first, by a document below them. `circumstances`: rules that open lighter or mitigated.
`reductions`: fines lowered by a share. `rows`: rows of tables that open lighter or mitigated by a condition of their own.
"""
FAVOURS: tuple[Favour, ...] = Favour.__args__  # type: ignore[attr-defined]
DEFAULT_FAVOURS: tuple[Favour, ...] = ("lists", "law", "notices", "circumstances", "reductions")

Category: TypeAlias = Literal["spared", "may_spare", "notice", "lowered", "open", "unchanged"]
"""What the rules as they are do for a party in one act.

`spared`: no penalty shall be imposed. `may_spare`: the authority may spare. `notice`: something else comes first.
`lowered`: fined within another range. `open`: a fact or a finding is open, so that the range is an outer bound.
`unchanged`: nothing that was left out made a difference.
"""
CATEGORIES: tuple[Category, ...] = Category.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that was left out and decided with it: a rule, or a row of a table."""

    id: str
    favour: Favour
    rule: Rule | Benchmark


@dataclass(frozen=True, slots=True)
class Side:
    """One act and party under one of the two sets of rules: outcomes by matter, and what the fine may come to.

    `fine` None: no upper end can be told. `open`: facts and findings on which it still turns.
    """

    outcomes: tuple[Outcome, ...]
    fine: MoneyRange | None
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One act of one party, with and without.

    `saved` None: no range can be told. `proposed`: the fine that the case proposes, in 分, where it lies in the range with the rules and
    stands in its place.
    """

    name: str
    case: str
    act: str
    party: str
    matters: tuple[str, ...]
    category: Category
    kept: Side
    without: Side
    proposed: Fraction | None
    saved: MoneyRange | None
    grounds: tuple[str, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The facts on which either side still turns, by label."""
        return tuple(dict.fromkeys((*self.kept.open, *self.without.open)))


@dataclass(frozen=True, slots=True)
class Unusable:
    """A case that could not be decided, and why."""

    name: str
    report: Report


@dataclass(frozen=True, slots=True)
class Sum:
    """Acts, cases and parties by category (a party counts once a case), what was saved in all, and how many are not in it.

    `saved_by`: for each category that has a sum.
    """

    units: int
    by: Mapping[Category, int]
    parties: Mapping[Category, int]
    saved: MoneyRange
    saved_by: Mapping[Category, MoneyRange]
    told: int
    untold: int
    bounds: int
    """Units in `saved` whose range is an outer bound."""


@dataclass(frozen=True)
class Leniency:
    """What was saved over many cases; `favours` and `named`: what was left out, by kind and by id."""

    favours: tuple[Favour, ...]
    named: tuple[str, ...]
    cases: int
    left_out: int
    units: tuple[Unit, ...]
    unusable: tuple[Unusable, ...]
    grounds: Mapping[str, Ground]
    titles: Mapping[str, tuple[tuple[str, str], ...]]
    by_matter: tuple[tuple[tuple[str, ...], Sum], ...]
    total: Sum

    @property
    def untold(self) -> tuple[Unit, ...]:
        """The acts for which no range can be told."""
        return tuple(one for one in self.units if one.saved is None)
