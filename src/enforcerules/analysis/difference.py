"""What two sets of rules lead to differently, as values: per matter the regions of facts, and what no case shows.

Where there is no region, no case of the matter whose facts are found comes out otherwise. What a comparison of results
cannot show (duties, alerts, who has to prove what, which article is cited) is listed apart, part by part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from enforcerules.analysis.regions import Box, Pair
from enforcerules.analysis.scenes import Scene
from enforcerules.analysis.witness import Witness
from enforcerules.model.program import Fact, Kind

Aspect = Literal["duty", "monitor", "versions", "together", "burden", "basis", "rewritten", "unsaid"]
"""What a changed part bears on that no region shows: duties, alerts, which version applies, several acts or provisions
together, how what is not known is treated, what is cited; `rewritten`: nothing that any case shows; `unsaid`: it cannot be
said whether a case comes out otherwise."""

Presence = Literal["both", "added", "removed"]


@dataclass(frozen=True)
class Region:
    """A box of facts where the results differ, and what follows in it; the first pair is the plainest case.

    `always`: they differ whatever the rest of the case is; `guarded`: unless the case ends before measures are asked.
    `scenes`: where, when and for whom.
    """

    where: Box
    pairs: tuple[Pair, ...]
    always: bool
    scenes: tuple[Scene, ...]
    guarded: bool = False
    witness: Witness | None = None

    @property
    def verdict(self) -> str:
        """`heavier` or `lighter` for the party, `equal`, `unclear`, `open`; `mixed` where it turns on the rest of the case."""
        said = {pair.differs.verdict for pair in self.pairs}
        return said.pop() if len(said) == 1 else "mixed"

    @property
    def plain(self) -> Pair:
        """The plainest case of the region."""
        return self.pairs[0]


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of the rules that changed in a way that no region shows."""

    aspect: Aspect
    part: str


@dataclass(frozen=True)
class MatterDifference:
    """One matter. `unread`: scenes that were too many to work through, with the rules that changed in them."""

    matter: str
    title: tuple[tuple[str, str], ...]
    presence: Presence
    regions: tuple[Region, ...] = ()
    beside: tuple[Beside, ...] = ()
    unread: tuple[str, ...] = ()
    facts: Mapping[str, Fact] | None = None
    kinds: Mapping[str, Kind] | None = None

    @property
    def differs(self) -> bool:
        """Whether some case comes out otherwise, or may."""
        return bool(self.regions or self.unread or self.unsaid) or self.presence != "both"

    @property
    def quiet(self) -> bool:
        """Whether no case whose facts are found comes out otherwise, alone or together with other provisions and versions."""
        return not self.differs and not any(one.aspect in {"versions", "together"} for one in self.beside)

    @property
    def unsaid(self) -> bool:
        """Whether it cannot be said of all changes what they lead to."""
        return any(one.aspect == "unsaid" for one in self.beside)


@dataclass(frozen=True)
class Difference:
    """Two sets of rules compared. `matters`: those in which anything changed; `compared`: how many there are in all."""

    matters: tuple[MatterDifference, ...]
    compared: int

    @property
    def none(self) -> bool:
        """Whether no case, real or possible, is affected."""
        return not self.matters

    @property
    def regions(self) -> tuple[tuple[MatterDifference, Region], ...]:
        """Every region with its matter."""
        return tuple((one, region) for one in self.matters for region in one.regions)
