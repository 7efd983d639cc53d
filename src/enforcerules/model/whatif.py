"""What would follow if facts were otherwise: the changes, what follows then, and for whom that is lighter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.program import Fact
from enforcerules.model.region import Region

Turn = Literal["lighter", "heavier", "other", "opens"]
"""For the party: `other`, neither in every respect; `opens`, then something else has to be found out first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact as it is and as it would be: any value of `then` gives the same; `value` is the nearest, as a case writes it.

    `at`: that value as a region. `scales`: amounts are computed from the fact and grow with it, so that those shown are the ones at `value`.
    """

    fact: Fact
    now: Region
    then: Region
    value: str
    at: Region
    scales: bool = False


@dataclass(frozen=True)
class Alternative:
    """What would follow for one act and party under one provision with the facts changed, and everything else as it is.

    `reachable`: every change is one that can still be made (`change: correctable`).
    """

    before: Outcome
    after: Outcome
    changes: tuple[Change, ...]
    turn: Turn
    reachable: bool
    decision: Decision = field(repr=False, compare=False)


@dataclass(frozen=True)
class WhatIf:
    """All alternatives of a case; `idle`: facts that change nothing alone; `unseen`: facts that are only computed with.

    Of a fact of the last kind (the day of an order, of which a deadline is made) no single value can be named.
    """

    decision: Decision
    alternatives: tuple[Alternative, ...]
    idle: tuple[Fact, ...]
    unseen: tuple[Fact, ...]
