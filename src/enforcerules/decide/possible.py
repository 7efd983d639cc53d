"""What is possible, given the truth of every item: dispositions in the law's order, and measures with their levels.

With all items settled there is one disposition and one set of levels. With open items the answer is an outer bound: an
open item may hold or not. `completions` uses the first to be exact wherever the open cells can be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import ELEMENTS, Frame, measure_key, rule_key, targeted
from enforcerules.decide.levels import MeasurePossible
from enforcerules.decide.measures import measure_possible
from enforcerules.model.decision import AlertSeen, Disposition
from enforcerules.model.program import Measure, OrderFirst, Refer, Rule, Spare, Terminate

Truths = Mapping[str, bool | None]
Severity = Literal["info", "warning", "serious"]
FIRM: frozenset[Disposition] = frozenset(
    {"not_unlawful", "no_jurisdiction", "no_basis", "not_established", "time_barred", "no_penalty_shall", "refer"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the law's order: the disposition it leads to and the items that lead there."""

    disposition: Disposition
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """What may follow, with the items that lead to each disposition."""

    dispositions: Mapping[Disposition, frozenset[str]]
    measures: tuple[MeasurePossible, ...]
    human: frozenset[str]
    alerts: frozenset[AlertSeen]


def steps(frame: Frame) -> tuple[Step, ...]:
    """The law's order, as far as rules speak of it.

    Whether it is still unlawful, power and basis, proof, time, capacity and fault, referral, no penalty, an order first,
    and last the power to spare.
    """
    rules = frame.sliced.rules
    made = [
        Step("not_unlawful", _ending(rules, "not_unlawful")),
        Step("no_jurisdiction", _ending(rules, "no_jurisdiction")),
        Step("no_basis", _ending(rules, "no_basis")),
        Step("not_established", ((ELEMENTS,) if frame.sliced.matter.elements is not None else ())),
        Step("not_established", _ending(rules, "not_established")),
        Step("time_barred", _ending(rules, "time_barred")),
    ]
    early = [r for r in rules if r.stage in {"capacity", "fault"}]
    late = [r for r in rules if r.stage not in {"capacity", "fault"}]
    made += [
        Step("no_penalty_shall", _sparing(early, "shall")),
        Step("refer", tuple(rule_key(r) for r in rules if isinstance(r.effect, Refer))),
        Step("no_penalty_shall", _sparing(late, "shall")),
        Step("order_first", tuple(rule_key(r) for r in rules if isinstance(r.effect, OrderFirst))),
        Step("no_penalty_may", (*_sparing(early, "may"), *_sparing(late, "may"))),
    ]
    return tuple(step for step in made if step.keys)


def _ending(rules: tuple[Rule, ...], disposition: str) -> tuple[str, ...]:
    return tuple(rule_key(r) for r in rules if isinstance(r.effect, Terminate) and r.effect.disposition == disposition)


def _sparing(rules: list[Rule], strength: str) -> tuple[str, ...]:
    return tuple(rule_key(r) for r in rules if isinstance(r.effect, Spare) and r.strength == strength)


def dispositions(frame: Frame, truths: Truths) -> dict[Disposition, frozenset[str]]:
    """Walk the law's order: an item that holds ends the walk, an open one adds a candidate and lets it go on."""
    found: dict[Disposition, frozenset[str]] = {}
    for step in steps(frame):
        seen = {key: _leads(key, truths) for key in step.keys}
        holding = frozenset(k for k, t in seen.items() if t)
        opening = frozenset(k for k, t in seen.items() if t is None)
        leading = holding or opening
        if leading:
            found[step.disposition] = found.get(step.disposition, frozenset()) | leading
        if holding:
            return found
    last: Disposition = "penalise" if targeted(frame) else "no_basis"
    found[last] = found.get(last, frozenset()) | ({ELEMENTS} if ELEMENTS in truths else frozenset())
    return found


def _leads(key: str, truths: Truths) -> bool | None:
    truth = truths[key]
    if key == ELEMENTS:
        return None if truth is None else not truth
    return truth


def settled_early(frame: Frame, truths: Truths) -> tuple[tuple[str, ...], bool]:
    """The open keys that can still change the disposition, and whether measures still matter at all."""
    keys: list[str] = []
    for step in steps(frame):
        keys += [k for k in step.keys if truths[k] is None]
        if any(_leads(k, truths) for k in step.keys):
            return tuple(keys), step.disposition not in FIRM
    return tuple(keys), True


def possible(frame: Frame, truths: Truths, known: Knowledge) -> Possible:
    """Everything that may follow from the truths given."""
    measures = []
    human: set[str] = set()
    alerts: set[AlertSeen] = set()
    for measure in targeted(frame):
        truth = truths[measure_key(measure)]
        if truth is False:
            continue
        made = measure_possible(frame, measure, truth, truths, known)
        measures.append(made)
        human |= made.human
        alerts |= made.alerts
    barred = any(m.barred for m in measures if m.measure.kind == "fine")
    for kind, severity, measure in () if barred else _holes(frame, truths, known):
        human.add(kind)
        alerts.add(AlertSeen(kind, severity, None, measure.basis, (("measure", measure.kind),)))
    if unsettled_trader(frame):
        human.add("sole_trader_unsettled")
        alerts.add(
            AlertSeen("sole_trader_unsettled", "serious", frame.sliced.matter.id, frame.sliced.matter.penalised_by)
        )
    said = dispositions(frame, truths)
    if _out_of_force(frame) and "not_unlawful" not in said:
        human.add("law_not_in_force")
        basis = frame.sliced.matter.penalised_by
        alerts.add(AlertSeen("law_not_in_force", "serious", frame.sliced.matter.id, basis))
    return Possible(said, tuple(measures), frozenset(human), frozenset(alerts))


def unsettled_trader(frame: Frame) -> bool:
    """A sole trader under a law that parts units from individuals and does not say where sole traders belong."""
    parted = any(m.target in {"unit", "individual"} for m in targeted(frame))
    return frame.kind == "sole_trader" and frame.sliced.matter.sole_trader is None and parted


def _out_of_force(frame: Frame) -> bool:
    """Whether the provision was not, or not yet, in force on the day of the act, as far as the rulesets know."""
    day = frame.place.act_day
    return day is not None and not frame.place.substance.meets(frame.sliced.matter.in_force)


def limb_groups(measures: Iterable[Measure]) -> list[tuple[Measure, ...]]:
    """The fines of one entry of limbs for one target, which should be exclusive and exhaustive."""
    groups: dict[tuple[str, str, str], list[Measure]] = {}
    for measure in measures:
        if measure.limb is not None and measure.kind == "fine":
            owner = measure.limb.rpartition(".")[0]
            groups.setdefault((owner, measure.kind, measure.target), []).append(measure)
    return [tuple(members) for members in groups.values()]


def _holes(frame: Frame, truths: Truths, known: Knowledge) -> Iterator[tuple[str, Severity, Measure]]:
    """Limbs that should be exclusive and exhaustive, and are not for this case.

    A hole: what all limbs ask holds, and no limb does, whatever it threatens and whomever. An overlap: two limbs fine the
    same addressee.
    """
    mine = {measure.id for measure in targeted(frame)}
    for members in _blocks(frame.sliced.measures):
        fines = [one for one in members if one.id in mine and one.kind == "fine"]
        if not fines or len({one.limb for one in members}) < 2:
            continue
        held = [one for one in fines if truths[measure_key(one)]]
        if any(len({one.limb for one in held if one.target == target}) > 1 for target in {one.target for one in held}):
            yield "tier_overlap", "serious", fines[0]
        elif known.judge(fines[0].guard, known) is True and all(
            (truths[measure_key(one)] if one.id in mine else known.judge(one.condition, known)) is False
            for one in members
        ):
            yield "tier_gap", "serious", fines[0]


def _blocks(measures: Sequence[Measure]) -> Iterable[list[Measure]]:
    """The measures of each block of limbs."""
    blocks: dict[str, list[Measure]] = {}
    for measure in measures:
        if measure.limb is not None:
            blocks.setdefault(measure.limb.rpartition(".")[0], []).append(measure)
    return blocks.values()
