"""What an example expects of several outcomes together: one act under several provisions, several acts of one party."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from enforcerules.model.concurrence import Combined, Concurrence
from enforcerules.model.decision import Decision, MoneyRange
from enforcerules.model.duration import Duration, notation
from enforcerules.model.example import Expectation, ExpectedCombined, ExpectedConcurrence
from enforcerules.testing.difference import Difference, same

OF_THE_WHOLE: Final = frozenset({"concurrence", "combined"})
"""The fields of an expectation that speak of no single outcome."""


def together(expect: Expectation, decision: Decision) -> Iterator[Difference]:
    """Everything in which the concurrences and combinations differ from what is expected."""
    if expect.concurrence == () and decision.concurrences:
        yield Difference("concurrence", "none", str(len(decision.concurrences)))
    if expect.combined == () and decision.combined:
        yield Difference("combined", "none", str(len(decision.combined)))
    for one in expect.concurrence or ():
        got = [c for c in decision.concurrences if one.act in {None, c.act} and one.party in {None, c.party}]
        name = f"concurrence[{one.act or '*'}/{one.party or '*'}]"
        yield from _concurrence(name, one, got[0]) if len(got) == 1 else [Difference(name, "1", str(len(got)))]
    for two in expect.combined or ():
        made = [c for c in decision.combined if two.party in {None, c.party}]
        name = f"combined[{two.party or '*'}]"
        yield from _combined(name, two, made[0]) if len(made) == 1 else [Difference(name, "1", str(len(made)))]


def _concurrence(name: str, expect: ExpectedConcurrence, got: Concurrence) -> Iterator[Difference]:
    texts = (("policy", expect.policy, got.policy), ("state", expect.state, got.state))
    for field, wanted, said in (*texts, ("prevails", expect.prevails, got.prevails)):
        if wanted is not None and wanted != (said or "none"):
            yield Difference(f"{name}.{field}", str(wanted), said or "none")
    sets = (
        ("gave_way", expect.gave_way, got.gave_way),
        ("options", expect.options, got.options),
        ("because", expect.because, got.because),
        ("asks", expect.asks, got.asks),
    )
    yield from _sets(name, sets)
    rules = [policy.rule or "none" for policy in got.policies]
    if expect.rule is not None and str(expect.rule) not in rules:
        yield Difference(f"{name}.rule", str(expect.rule), "、".join(rules))


def _sets(name: str, sets: tuple[tuple[str, tuple[str, ...] | None, tuple[str, ...]], ...]) -> Iterator[Difference]:
    for field, wanted, said in sets:
        if wanted is not None and set(map(str, wanted)) != set(said):
            yield Difference(f"{name}.{field}", "、".join(sorted(wanted)) or "—", "、".join(sorted(said)) or "—")


def _combined(name: str, expect: ExpectedCombined, got: Combined) -> Iterator[Difference]:
    if expect.open is not None and expect.open != got.open:
        yield Difference(f"{name}.open", str(expect.open).lower(), str(got.open).lower())
    yield from _range(f"{name}.statutory", expect.statutory, got.statutory)
    yield from _range(f"{name}.permitted", expect.permitted, got.permitted)
    for field, wanted, said in (
        ("detention", expect.detention, got.detention),
        ("uncapped", expect.uncapped, got.uncapped),
    ):
        if wanted is not None and wanted != _length(said):
            yield Difference(f"{name}.{field}", str(wanted), _length(said))
    parts = tuple(part.act for part in got.parts)
    yield from _sets(
        name, (("acts", expect.acts, parts), ("kinds", expect.kinds, tuple(kind for kind, _ in got.kinds)))
    )


def _range(where: str, wanted: str | None, got: MoneyRange | None) -> Iterator[Difference]:
    if wanted == "none":
        if got is not None:
            yield Difference(where, "none", "a range")
    elif wanted is not None:
        yield from same(where, str(wanted), got)


def _length(one: Duration | None) -> str:
    return "none" if one is None else notation(one)
