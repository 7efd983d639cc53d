"""What several provisions on one act, and several acts of one party, come to together.

One act is fined once: where several provisions call for a fine, one of them prevails and the others give way, by a policy
that is printed (行政处罚法 第二十九条). Several acts are decided apart and added up. Money is in 分, exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from enforcerules.model.citation import Citation
from enforcerules.model.duration import Duration
from enforcerules.model.program import Policy

if TYPE_CHECKING:
    from enforcerules.model.decision import MoneyRange

Because = Literal[
    "only",
    "rank",
    "maximum",
    "minimum",
    "manual",
    "no_policy",
    "policies_differ",
    "optional",
    "ranks_not_comparable",
    "amount_left_open",
    "equal",
    "unsettled",
    "too_many",
]
BECAUSE: tuple[Because, ...] = Because.__args__  # type: ignore[attr-defined]
State = Literal["settled", "person", "open"]


@dataclass(frozen=True, slots=True)
class BarSeen:
    """A measure that is barred altogether, by which rules; `holds` None: whether it is barred is open."""

    holds: bool | None
    rules: tuple[str, ...]
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PolicySeen:
    """How fines that concur are compared, and the rule that says so; `rule` None: no rule says it, a person chooses."""

    policy: Policy
    rule: str | None
    title: tuple[tuple[str, str], ...]
    holds: bool | None
    basis: tuple[Citation, ...]
    evidence: str = "primary"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rival:
    """A provision that calls for a fine for the act: what is compared of it, and which other kinds stay whatever comes.

    `called` None: whether it calls for a fine is open. `mandatory`: the text says that a fine shall be imposed. `statutory`
    is the range on the facts of this case, None where the text leaves the amount open.
    """

    matter: str
    measure: str
    called: bool | None
    mandatory: bool
    statutory: MoneyRange | None
    instrument: str
    rank: str | None
    basis: tuple[Citation, ...]
    stay: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concurrence:
    """One act and one party under several provisions that call for a fine; only one fine may be imposed.

    `settled`: the fine of `prevails` applies, those of the others give way. `person`: a person chooses among `options`.
    `open`: it depends on the facts in `asks`. `because` says what decided, or what leaves it open.
    """

    act: str
    party: str
    policies: tuple[PolicySeen, ...]
    rivals: tuple[Rival, ...]
    state: State
    prevails: str | None
    options: tuple[str, ...]
    because: tuple[Because, ...]
    asks: tuple[str, ...]

    @property
    def policy(self) -> Policy | None:
        """The policy in force; None where which one is, is open."""
        found = {one.policy for one in self.policies}
        return found.pop() if len(found) == 1 else None

    @property
    def gave_way(self) -> tuple[str, ...]:
        """The provisions whose fines give way."""
        return tuple(r.matter for r in self.rivals if self.prevails is not None and r.matter != self.prevails)


@dataclass(frozen=True, slots=True)
class Part:
    """What one act adds; `certain`: that it is penalised, and so, depends on nothing any more."""

    act: str
    matters: tuple[str, ...]
    certain: bool
    statutory: MoneyRange | None
    permitted: MoneyRange | None
    detention: Duration | None


@dataclass(frozen=True, slots=True)
class Combined:
    """Several acts of one party that end in a penalty, each decided apart (分别决定，合并执行).

    `statutory` and `permitted` are the sums of the ranges of the fines; an optional fine adds nothing to the lower end.
    `detention` is the sum of the lengths within the cap of `cap_rule`; `uncapped` the sum itself. `kinds`: every other kind,
    once, with the acts that call for it. `open`: a part is not settled, so that the sums are bounds.
    """

    party: str
    parts: tuple[Part, ...]
    open: bool
    statutory: MoneyRange | None
    permitted: MoneyRange | None
    detention: Duration | None
    uncapped: Duration | None
    cap_rule: str | None
    cap_basis: tuple[Citation, ...]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
