"""One act under several provisions: which fine applies (行政处罚法 第二十九条第二句), or that a person chooses.

Every completion of every provision is put together with those of the others that can be true with it; bases that are not
known exactly are tried wherever the order of the fines could change. An answer is given only if all of them agree: of a
goods value between 1万元 and 2万元, ten times always gives way to a fixed 30万元, and never certainly to 15万元.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod

from enforcerules.base.limits import COMBINATIONS
from enforcerules.decide.cells import Cell, combinations, coordinates
from enforcerules.decide.crossings import points
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.fines import (
    PENAL,
    Fines,
    Reading,
    amounts_of,
    claim,
    instrument_of,
    interval_of,
    mandatory,
    readings,
)
from enforcerules.decide.frame import Frame, targeted
from enforcerules.decide.policies import Verdict, verdict
from enforcerules.model.amounts import NO_BASE, range_over
from enforcerules.model.concurrence import BECAUSE, Because, Concurrence, PolicySeen, Rival, State
from enforcerules.model.decision import MeasureSeen, MoneyRange, Outcome
from enforcerules.model.program import Amount, Concur, Rule
from enforcerules.model.region import Exact, Interval, meet
from enforcerules.model.sums import NIL

Pair = tuple[Frame, Outcome]
Axis = tuple[str, object]
_UNSETTLED = frozenset(
    {
        "end_decides_version",
        "law_not_in_force",
        "sole_trader_unsettled",
        "tier_gap",
        "tier_overlap",
        "versions_not_comparable",
    }
)
"""Alerts that leave it to a person whether, or under which tier, a provision applies."""


@dataclass(frozen=True, slots=True)
class Joint:
    """One completion of all provisions together: a reading and a choice of each, and the policies that hold in it.

    `cells`: what is supposed besides of the facts that the policies read, by axis.
    """

    readings: tuple[Reading, ...]
    choices: tuple[Fines | None, ...]
    policies: frozenset[Concur]
    cells: tuple[tuple[str, Cell], ...]


def concurrences(found: Sequence[Pair]) -> tuple[Concurrence, ...]:
    """Every act and party with several provisions that call for a fine, in the order of the outcomes."""
    groups: dict[tuple[str, str], list[Pair]] = {}
    for frame, outcome in found:
        if PENAL & {outcome.disposition, *outcome.candidates}:
            groups.setdefault((outcome.act, outcome.party), []).append((frame, outcome))
    made = (_concurrence(act, party, group) for (act, party), group in groups.items() if len(group) > 1)
    return tuple(one for one in made if one is not None)


def _concurrence(act: str, party: str, group: list[Pair]) -> Concurrence | None:
    every = [(pair, readings(pair[0])) for pair in group]
    calling = [(pair, one) for pair, one in every if any(choice for reading in one for choice in reading.choices)]
    group, read = [pair for pair, _ in calling], [one for _, one in calling]
    if len(group) < 2:
        return None
    seen = _Seen(group)
    if prod(len(one) for one in read) > COMBINATIONS:
        seen.too_many()
    else:
        _look(group, read, seen)
    if seen.silent:
        return None
    state, prevails = seen.state()
    return Concurrence(
        act=act,
        party=party,
        policies=tuple(_policies([frame for frame, _ in group])),
        rivals=tuple(_rival(frame, o, one) for (frame, o), one in calling),
        state=state,
        prevails=prevails,
        options=() if prevails is not None else seen.options(),
        because=seen.because(),
        asks=() if prevails is not None else seen.asks(),
    )


class _Seen:
    """The verdicts found so far, and on which open facts they turned."""

    def __init__(self, group: Sequence[Pair]) -> None:
        self._group = group
        self._verdicts: dict[Verdict, None] = {}
        self._by_axis: dict[str, dict[object, set[Verdict]]] = {}

    def note(self, one: Verdict | None, axes: Iterable[Axis]) -> None:
        """A verdict at a point; where nothing is fined at all there is nothing to choose."""
        if one is None:
            return
        self._verdicts[one] = None
        for name, place in axes:
            self._by_axis.setdefault(name, {}).setdefault(place, set()).add(one)

    def too_many(self) -> None:
        """Not everything can be looked at: whatever is still open may matter."""
        self._verdicts[Verdict(None, "too_many", tuple(sorted(o.matter for _, o in self._group)))] = None

    @property
    def silent(self) -> bool:
        """Whether no provision calls for a fine at any point, as where each is a multiple of nil."""
        return not self._verdicts

    def state(self) -> tuple[State, str | None]:
        """Settled where every verdict names one matter; a person's where no fact can change that it is."""
        kinds = {alert.kind for _, outcome in self._group for alert in outcome.alerts}
        winners = {one.winner for one in self._verdicts}
        if kinds & _UNSETTLED:
            return "person", None
        if len(winners) == 1 and None not in winners:
            return "settled", winners.pop()
        return ("open" if self.asks() else "person"), None

    def options(self) -> tuple[str, ...]:
        """The matters whose fine may come to apply."""
        named = {name for one in self._verdicts for name in (*one.options, one.winner) if name is not None}
        return tuple(sorted(named))

    def because(self) -> tuple[Because, ...]:
        """What decided, or what leaves it to a person; settled by comparison, that there may be only one goes unsaid."""
        said = {one.because for one in self._verdicts}
        if len(said) > 1 and self.state()[0] == "settled":
            said.discard("only")
        kinds = {alert.kind for _, outcome in self._group for alert in outcome.alerts}
        return tuple(b for b in BECAUSE if b in said or (b == "unsettled" and kinds & _UNSETTLED))

    def asks(self) -> tuple[str, ...]:
        """The open facts on which the answer turns; all that are open where they were too many to look at."""
        if any(one.because == "too_many" for one in self._verdicts):
            return tuple(sorted({q.fact for _, outcome in self._group for q in outcome.questions}))
        turning = [name for name, places in self._by_axis.items() if len({frozenset(v) for v in places.values()}) > 1]
        return tuple(sorted({fact for name in turning for fact in self._facts(name)}))

    def _facts(self, name: str) -> Iterator[str]:
        head, _, rest = name.partition(":")
        if head == "fact":
            yield rest
        for _, outcome in self._group:
            if head == "called" and outcome.matter == rest:
                yield from (q.fact for q in outcome.questions)


# ---- every completion together -------------------------------------------------------------------------------


def _look(group: Sequence[Pair], read: Sequence[tuple[Reading, ...]], seen: _Seen) -> None:
    """A verdict for every consistent choice of completions, policies, fines and bases."""
    frames = [frame for frame, _ in group]
    states = [{name for one in of_one for name, cell in one.cells if cell is None} for of_one in read]
    left = COMBINATIONS
    for readings_ in product(*read):
        if not _together(frames, readings_, states):
            continue
        for joint in _joints(frames, readings_):
            bases = _bases(frames, joint)
            left -= prod(len(values) for values in bases.values())
            if left < 0:
                seen.too_many()
                return
            for point in product(*([(axis, value) for value in values] for axis, values in bases.items())):
                _at(group, joint, dict(point), seen)


def _together(frames: Sequence[Frame], readings_: Sequence[Reading], states: Sequence[set[str]]) -> bool:
    """Whether the cells of facts that the provisions share can be true at once.

    `states`: the facts of which a provision asks whether they can be determined; to one that does not ask, a fact that cannot
    may be anything.
    """
    seen: dict[str, list[tuple[Cell, bool]]] = {}
    for i, reading in enumerate(readings_):
        for name, cell in reading.cells:
            others = seen.setdefault(_axis(frames, i, name), [])
            if any(_apart(cell, other, both=stated and name in states[i]) for other, stated in others):
                return False
            others.append((cell, name in states[i]))
    return True


def _apart(one: Cell, other: Cell, *, both: bool) -> bool:
    """Whether two cells of one fact cannot be true at once; `both`: each side asks whether it can be determined."""
    if one is None or other is None:
        return both and one is not other
    return meet(one, other).empty


def _joints(frames: Sequence[Frame], readings_: tuple[Reading, ...]) -> Iterator[Joint]:
    """Every choice of fines, under every policy that may hold; provisions are spared together, or not at all."""
    alike = all(reading.may_spare for reading in readings_)
    choices = [
        tuple(dict.fromkeys((*reading.choices, None))) if reading.may_spare and not alike else reading.choices
        for reading in readings_
    ]
    policies = tuple(_policies_in(frames, list(map(Reading.known, readings_, frames))))
    for chosen in product(*choices):
        for cells, held in policies:
            yield Joint(readings_, chosen, held, cells)


def _policies_in(
    frames: Sequence[Frame], known: Sequence[Knowledge]
) -> Iterator[tuple[tuple[tuple[str, Cell], ...], frozenset[Concur]]]:
    """The policies that hold in each cell of the open facts which the rules about them read."""
    axes: dict[str, tuple[Cell, ...]] = {}
    names: list[dict[str, str]] = []
    for i, frame in enumerate(frames):
        one = known[i]
        open_ = [rule.condition for rule, _ in _ordering(frame) if one.judge(rule.condition, one) is None]
        found = coordinates(frame, open_, one)
        mine = {_axis(frames, i, name): name for name in found}
        axes |= {axis: found[name] for axis, name in mine.items()}
        names.append(mine)
    for supposed in combinations(axes):
        held: set[Concur] = set()
        for i, frame in enumerate(frames):
            knows = known[i].suppose({name: supposed[axis] for axis, name in names[i].items()})
            held |= {effect for rule, effect in _ordering(frame) if knows.judge(rule.condition, knows)}
        yield tuple(supposed.items()), frozenset(held)


def _ordering(frame: Frame) -> tuple[tuple[Rule, Concur], ...]:
    """The rules that say how fines for one act concur, with what they say."""
    return tuple((rule, rule.effect) for rule in frame.sliced.rules if isinstance(rule.effect, Concur))


def _bases(frames: Sequence[Frame], joint: Joint) -> dict[str, tuple[Exact, ...]]:
    """For each base the values to look at: its one value, or wherever the order of the fines could change."""
    amounts = [(axis, amount) for i, _ in enumerate(frames) for axis, amount in _amounts(frames, joint, i)]
    spans: dict[str, Interval] = {}
    whole: dict[str, bool] = {}
    for i, frame in enumerate(frames):
        for amount in amounts_of((joint.choices[i],)):
            if amount.base is not None:
                axis = _axis(frames, i, amount.base)
                span = interval_of(frame, amount.base, joint.readings[i])
                spans[axis] = span.meet(spans[axis]) if axis in spans else span
                whole[axis] = frame.fact(amount.base).whole
    found: dict[str, tuple[Exact, ...]] = {}
    for axis, span in spans.items():
        mine = [amount for name, amount in amounts if name == axis]
        fixed = [e for name, one in amounts if name != axis for e in _ends(one, None if name is None else spans[name])]
        found[axis] = (span.point,) if span.point is not None else points(span, mine, fixed, whole=whole[axis])
    return found


def _amounts(frames: Sequence[Frame], joint: Joint, i: int) -> Iterator[tuple[str | None, Amount]]:
    """The amounts of a provision, each with the axis of its base; None for an amount without one."""
    for amount in amounts_of((joint.choices[i],)):
        yield None if amount.base is None else _axis(frames, i, amount.base), amount


def _axis(frames: Sequence[Frame], i: int, name: str) -> str:
    """One axis for a fact that the provisions share; facts of one name that are not the same go apart."""
    first = next(frame for frame in frames if name.partition("∋")[0] in frame.sliced.facts)
    return name if first.fact(name) == frames[i].fact(name) else f"{name}#{i}"


def _ends(amount: Amount, span: Interval | None) -> Iterator[Fraction]:
    """The ends of a fine that does not move with the base looked at."""
    found = range_over(amount, span or NO_BASE)
    yield from (end for end in (found.lo, found.hi) if end is not None)


def _at(group: Sequence[Pair], joint: Joint, values: Mapping[str, Exact], seen: _Seen) -> None:
    """The verdict at one point, with the place of the point on every axis; a fine of nil is none."""
    claims, ranks = {}, {}
    frames = [frame for frame, _ in group]
    for i, (frame, outcome) in enumerate(group):
        fines = joint.choices[i]
        if not fines:
            continue
        bases = {a.base: values[_axis(frames, i, a.base)] for a in amounts_of((fines,)) if a.base is not None}
        made = claim(frame, fines, bases)
        if made.maximum != 0:
            claims[outcome.matter] = made
            ranks[outcome.matter] = instrument_of(frame, fines[0]).rank
    seen.note(verdict(joint.policies, claims, ranks), _axes(group, joint, values))


def _axes(group: Sequence[Pair], joint: Joint, values: Mapping[str, Exact]) -> Iterator[Axis]:
    """Where a point lies on every axis: cells of facts, values of bases, and choices that facts leave open."""
    places: dict[str, list[object]] = {}
    for name, cell in (*(pair for reading in joint.readings for pair in reading.cells), *joint.cells):
        places.setdefault(name.partition("#")[0], []).append(cell)
    yield from ((f"fact:{name}", tuple(cells)) for name, cells in places.items())
    yield from ((f"fact:{name.partition('#')[0]}", value) for name, value in values.items() if name not in places)
    for i, (_, outcome) in enumerate(group):
        if len(joint.readings[i].choices) > 1:
            yield f"called:{outcome.matter}", joint.choices[i]


# ---- what is told of it --------------------------------------------------------------------------------------


def _policies(frames: Sequence[Frame]) -> Iterator[PolicySeen]:
    """The policies that hold, or may; `manual` goes before all others, and where no rule says any, a person chooses."""
    rules: dict[str, tuple[Rule, Concur]] = {}
    truths: dict[str, set[bool | None]] = {}
    for frame in frames:
        for rule, effect in _ordering(frame):
            rules.setdefault(rule.id, (rule, effect))
            truths.setdefault(rule.id, set()).add(frame.known.judge(rule.condition, frame.known))
    held = [_policy(*rules[name], truths[name]) for name in sorted(rules) if truths[name] != {False}]
    manual = [one for one in held if one.policy == "manual" and one.holds]
    yield from manual or held
    if not held:
        yield PolicySeen("manual", None, (), holds=True, basis=())


def _policy(rule: Rule, effect: Concur, found: set[bool | None]) -> PolicySeen:
    holds = True if found == {True} else None
    return PolicySeen(effect.policy, rule.id, rule.title, holds, rule.basis, rule.evidence, rule.note)


def _rival(frame: Frame, outcome: Outcome, read: tuple[Reading, ...]) -> Rival:
    fines = [m for m in outcome.measures if m.kind == "fine" and not m.away]
    one = max(fines, key=_greatest)
    found = next(m for m in targeted(frame) if m.id == one.id)
    instrument = instrument_of(frame, found)
    called = None if any(None in reading.choices for reading in read) else True
    return Rival(
        matter=outcome.matter,
        measure=one.id,
        called=called,
        mandatory=mandatory(frame, found),
        statutory=one.statutory,
        instrument=instrument.name,
        rank=instrument.rank,
        basis=one.basis,
        stay=tuple(dict.fromkeys(m.kind for m in outcome.measures if m.kind != "fine")),
    )


def _greatest(one: MeasureSeen) -> tuple[bool, bool, Fraction, Fraction]:
    """What holds before what may, then the upper end (one that is left open is above every sum), then the lower."""
    span = one.statutory or MoneyRange(None, None)
    return bool(one.holds), span.hi is None, span.hi or NIL, span.lo or NIL
