"""What a second engine said of a decision: it stands beside the decision, never in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """One engine that was to be asked about every condition of a decision.

    `agreed`: conditions on which it gave the answer of the decision; `not_covered`: those that it cannot be asked. `why`:
    it was not consulted, and this is the reason; then both are 0. A disagreement is never recorded here: it is an error.
    """

    engine: str
    version: str | None
    agreed: int
    not_covered: int
    why: str | None = None

    @property
    def consulted(self) -> bool:
        """Whether the engine was asked."""
        return self.why is None
