"""What a mutant is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from enforcerules.model.program import Condition, Program
from enforcerules.testing.coverage.parts import Part

Operator = Literal["bound", "end", "drop", "negate", "swap", "amount", "period", "strength", "remove"]
OPERATORS: tuple[Operator, ...] = Operator.__args__  # type: ignore[attr-defined]
"""bound: a number moved by one step; end: 以上 for 超过 and the like; drop: a condition, or a part of one, left out; negate:
非 put in or taken out; swap: the results of two neighbouring tiers exchanged; amount: an amount, band or weight moved; period: a
length of time changed by one; strength: 应当 for 可以 or the reverse; remove: the part left out altogether."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one part; `touches`: the keys of the parts of which an example has to ask one to notice it.

    `condition`: the changed condition, where that is what was changed. `matters_if_held`: it makes no difference where the part
    does not hold.
    """

    part: Part
    operator: Operator
    before: str
    after: str
    touches: frozenset[str]
    condition: Condition | None = None
    matters_if_held: bool = False
    apply: Callable[[Program], Program] = field(default=lambda program: program, repr=False, compare=False)

    @property
    def key(self) -> str:
        """The same text for the same change of the same rules."""
        return f"{self.part.key} {self.operator} {self.before} → {self.after}"
