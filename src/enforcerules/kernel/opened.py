"""One decision in which facts are open, watched: what was asked, and the result with its traced amounts.

Where facts are open the reference looks at regions, not only at truths. What it may look at here is the same for all cases in
which the same facts are open and the others lie in the same classes: regions of given facts that are wholly unknown or
taken for the lightest, and numbers that are traced. Everything else (a sum of a known and an unknown amount, a count over a
history that was searched in part) is a `Leak`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from enforcerules.decide.completions import completions
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import Frame, items
from enforcerules.decide.merge import merge
from enforcerules.decide.outcome import disposition_of
from enforcerules.decide.questions import open_facts, questions
from enforcerules.decide.verdicts import verdicts
from enforcerules.kernel.sums import variable
from enforcerules.kernel.traced import Fork, Leak, Path, Traced
from enforcerules.kernel.tree import Leaf, leaf_of
from enforcerules.model.knowledge import Observed, domain, is_exact
from enforcerules.model.program import Condition, Count, Fact, When
from enforcerules.model.region import Interval, Numbers, Region
from enforcerules.model.walk import reads_of, tests_of

_SILENT = frozenset({"unknown", "assumed", "undeterminable"})
_MOST_CELLS = 512


@dataclass(frozen=True, slots=True)
class Opened:
    """The result of a case with open facts, the facts that are asked for, and what the decision turned on.

    `leaf` None: it turns on more than classes and openness, as what was asked up to there shows. `forks`: conditions and comparisons; `looked_at`: facts whose value or openness was looked at directly.
    """

    leaf: Leaf | None
    undetermined: tuple[str, ...]
    forks: tuple[Fork, ...]
    looked_at: tuple[tuple[str, Region | None], ...]


@dataclass(slots=True)
class _Watch:
    """What was asked so far."""

    path: Path = field(default_factory=Path)
    conditions: dict[int, Condition] = field(default_factory=dict)
    looked_at: dict[str, Region | None] = field(default_factory=dict)


@dataclass(frozen=True)
class _Judge:
    """Asks conditions of the plain knowledge, and remembers them."""

    plain: Knowledge
    watch: _Watch

    def __call__(self, condition: Condition, known: Knowledge) -> bool | None:
        """The truth; raises Leak where a derived fact is open in a way that is not that of all such cases."""
        plain = known.judge.plain if isinstance(known.judge, _Judge) else self.plain
        self.watch.conditions[id(condition)] = condition
        _held(plain, condition)
        return plain.judge(condition, plain)


class _Open(Knowledge):
    """Knowledge whose known amounts come traced."""

    def suppose(self, cells: Mapping[str, Region] | Mapping[str, Region | None]) -> Knowledge:
        """The same under assumptions, watched as well."""
        judge = self.judge
        assert isinstance(judge, _Judge)  # noqa: S101  made by `_opened` alone
        return _opened(judge.plain.suppose(cells), judge.watch)

    def of(self, name: str) -> Observed:
        """As known, with numbers traced."""
        found = self.memo.get(name)
        if found is None:
            judge = self.judge
            assert isinstance(judge, _Judge)  # noqa: S101  made by `_opened` alone
            found = self.memo[name] = _looked_at(judge.plain, name, judge.watch)
        return found


def _opened(plain: Knowledge, watch: _Watch) -> _Open:
    return _Open(
        plain.facts, plain.given, plain.values, plain.matter, plain.party, plain.history, plain.calendar,
        _Judge(plain, watch), plain.concluded, plain.edition, plain.cells,
    )  # fmt: skip


def decided(frame: Frame) -> Opened:
    """The result of a case, watched."""
    watch = _Watch()
    try:
        leaf, undetermined = _result(replace(frame, known=_opened(frame.known, watch)))
    except Leak:
        leaf, undetermined = None, ()
    forks = (*(Fork(one) for one in watch.conditions.values()), *(fork for fork, _ in watch.path.steps))
    return Opened(leaf, undetermined, forks, tuple(watch.looked_at.items()))


def _result(frame: Frame) -> tuple[Leaf, tuple[str, ...]]:
    asked = items(frame)
    seen = verdicts(frame, asked)
    found = completions(frame, asked, seen)
    if found.outer or found.cells > _MOST_CELLS:
        raise Leak
    merged = merge(found)
    names = open_facts(frame, seen, found, merged) if merged.open else ()
    disposition, candidates = disposition_of(frame, merged, names)
    leaf, _ = leaf_of(merged)
    made = Leaf(replace(leaf.result, disposition=disposition, candidates=candidates), leaf.sums)
    return made, tuple(one.fact for one in questions(frame, asked, seen, found, names))


# ---- what may be looked at ---------------------------------------------------------------------------------------


def _looked_at(plain: Knowledge, name: str, watch: _Watch) -> Observed:
    found = plain.of(name)
    whole = name.partition("∋")[0]
    fact = plain.facts[whole]
    if name in plain.cells:
        return found
    if isinstance(fact.formula, When):
        _held(plain, fact.formula.condition)
        watch.conditions[id(fact.formula.condition)] = fact.formula.condition
        return found
    watch.looked_at.setdefault(name, None)
    _same_for_all(plain, fact)
    known = not _silent(plain, fact)
    watch.looked_at[name] = found.region if known and not isinstance(found.region, Numbers) else None
    point = found.region.hull().point if isinstance(found.region, Numbers) else None
    if point is None or not known:
        return found
    number: Any = Traced(variable(name), point, watch.path)
    return Observed(Numbers((Interval(number, number),)), found.status)


def _held(plain: Knowledge, condition: Condition) -> None:
    """Every derived figure that a condition tests is known, or unknown in the way of all such cases."""
    for test in tests_of(condition):
        fact = plain.facts[test.fact.partition("∋")[0]]
        if isinstance(fact.formula, When):
            _held(plain, fact.formula.condition)
        elif test.fact not in plain.cells:
            _same_for_all(plain, fact)


def _same_for_all(plain: Knowledge, fact: Fact) -> None:
    """What is not known of a derived fact does not depend on what is known of others; raises Leak where it may."""
    if fact.formula is None or _uncounted(plain, fact) or plain.of(fact.id).status == "not_raised":
        return
    silent = [_silent(plain, one) for one in _bases(plain, fact)]
    if any(silent) and not all(silent) and plain.of(fact.id).region != domain(fact):
        raise Leak
    if not any(silent) and not is_exact(plain.of(fact.id).region):
        raise Leak


def _silent(plain: Knowledge, fact: Fact) -> bool:
    """Whether a fact, or anything that it is derived from, is not known, taken for the lightest, or assumed."""
    if fact.id in plain.cells:
        return True
    if fact.formula is None:
        return plain.of(fact.id).status in _SILENT
    return _uncounted(plain, fact) or any(_silent(plain, one) for one in _bases(plain, fact))


def _bases(plain: Knowledge, fact: Fact) -> Iterator[Fact]:
    """What a derived fact is worked out from in the end; a count without any history is worked out from nothing."""
    for name in reads_of(fact):
        one = plain.facts[name.partition("∋")[0]]
        if one.formula is None or one.id in plain.cells or _uncounted(plain, one):
            yield one
        else:
            yield from _bases(plain, one)


def _uncounted(plain: Knowledge, fact: Fact) -> bool:
    return isinstance(fact.formula, Count) and plain.history is None and not fact.formula.per
