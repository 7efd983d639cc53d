"""Which of several fines for one act applies: a policy over the fines at one point, and what decided.

The policy is a rule of the rulesets. Which instrument stands above which is stated by the rule; that a provision is special,
later, or refines its own law is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from enforcerules.decide.fines import Claim
from enforcerules.model.concurrence import Because
from enforcerules.model.program import Concur


@dataclass(frozen=True, slots=True)
class Verdict:
    """The matter whose fine applies (None: a person's choice among `options`), and what decided."""

    winner: str | None
    because: Because
    options: tuple[str, ...] = ()


def verdict(
    policies: frozenset[Concur], claims: Mapping[str, Claim], ranks: Mapping[str, str | None]
) -> Verdict | None:
    """Which fine applies; None where no provision calls for one."""
    options = tuple(sorted(claims))
    if not options:
        return None
    if len(options) == 1:
        return Verdict(options[0], "only")
    if not policies:
        return Verdict(None, "no_policy", options)
    if len(policies) > 1:
        return Verdict(None, "policies_differ", options)
    (policy,) = policies
    if policy.policy == "manual":
        return Verdict(None, "manual", options)
    if policy.optional == "person" and not all(one.mandatory for one in claims.values()):
        return Verdict(None, "optional", options)
    if policy.policy == "by_rank":
        return _by_rank(policy, claims, ranks)
    return _by_amount(claims, options)


def _by_rank(policy: Concur, claims: Mapping[str, Claim], ranks: Mapping[str, str | None]) -> Verdict:
    """The highest instrument; among several of one rank by amount; ranks that are not ordered are a person's."""
    steps = {name: _step(policy, ranks[name]) for name in claims}
    highest = min(steps.values())
    left = tuple(sorted(name for name, step in steps.items() if step == highest))
    if len({ranks[name] for name in left}) > 1:
        return Verdict(None, "ranks_not_comparable", left)
    return Verdict(left[0], "rank") if len(left) == 1 else _by_amount(claims, left)


def _step(policy: Concur, rank: str | None) -> int:
    return policy.ranks.index(rank) if rank in policy.ranks else len(policy.ranks)


def _by_amount(claims: Mapping[str, Claim], names: Iterable[str]) -> Verdict:
    """The greatest maximum, then the greatest minimum; equal in both is a person's."""
    left = tuple(names)
    sums = {name: claims[name].maximum for name in left}
    known = {name: most for name, most in sums.items() if most is not None}
    if len(known) < len(left):
        return Verdict(None, "amount_left_open", left)
    top = max(known.values())
    left = tuple(name for name in left if known[name] == top)
    if len(left) == 1:
        return Verdict(left[0], "maximum")
    least = max(claims[name].minimum for name in left)
    left = tuple(name for name in left if claims[name].minimum == least)
    return Verdict(left[0], "minimum") if len(left) == 1 else Verdict(None, "equal", left)
