"""Several acts of one party: each decided apart, and what they come to together (分别决定，合并执行).

Fines are added as ranges, exactly; detention is added within the cap that a rule sets; every other kind is told once. Two
acts fined 1万元以上10万元以下 and 2万元以下 come to 1万元以上12万元以下: a range without a minimum adds nothing to the lower end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from enforcerules.decide.fines import PENAL
from enforcerules.decide.frame import Frame
from enforcerules.model.concurrence import Combined, Concurrence, Part
from enforcerules.model.decision import MeasureSeen, MoneyRange, Outcome, hull
from enforcerules.model.duration import Duration
from enforcerules.model.program import CapTotal, Rule

Pair = tuple[Frame, Outcome]
_DETENTION = "detention"
_ADDED = ("fine", _DETENTION)


def combinations(found: Sequence[Pair], concurrences: Sequence[Concurrence]) -> tuple[Combined, ...]:
    """Every party with several acts that end in a penalty, or may."""
    parties = dict.fromkeys(outcome.party for _, outcome in found)
    made = (_combined(party, [p for p in found if p[1].party == party], concurrences) for party in parties)
    return tuple(one for one in made if one is not None)


def _combined(party: str, found: list[Pair], concurrences: Sequence[Concurrence]) -> Combined | None:
    acts = {outcome.act: [o for _, o in found if o.act == outcome.act and _penal(o)] for _, outcome in found}
    acts = {act: outcomes for act, outcomes in acts.items() if outcomes}
    if len(acts) < 2:
        return None
    choosing = {one.act: one for one in concurrences if one.party == party and one.state != "settled"}
    parts = tuple(_part(act, outcomes, choosing.get(act)) for act, outcomes in acts.items())
    cap = _cap([frame for frame, outcome in found if outcome.act in acts])
    uncapped = _total_time([part.detention for part in parts if part.detention is not None])
    detention, used = _capped(uncapped, cap)
    return Combined(
        party=party,
        parts=parts,
        open=not all(part.certain for part in parts) or used is None,
        statutory=_total([part.statutory for part in parts]),
        permitted=_total([part.permitted for part in parts]),
        detention=detention,
        uncapped=uncapped,
        cap_rule=None if not used else used[0].id,
        cap_basis=tuple(dict.fromkeys(c for rule in used or () for c in rule.basis)),
        kinds=_kinds(acts),
    )


def _penal(outcome: Outcome) -> bool:
    return bool(PENAL & {outcome.disposition, *outcome.candidates})


def _part(act: str, outcomes: list[Outcome], choosing: Concurrence | None) -> Part:
    """What one act adds; where a person chooses between fines, all that the choice may come to."""
    fines, detentions = ([m for o in outcomes for m in o.measures if m.kind == k and not m.away] for k in _ADDED)
    settled = all(o.disposition == "penalise" and not any(m.open for m in o.measures) for o in outcomes)
    told = all(m.statutory is not None for m in fines) and all(_days(m) for m in detentions)
    return Part(
        act=act,
        matters=tuple(o.matter for o in outcomes),
        certain=settled and told and choosing is None,
        statutory=joined([m.statutory for m in fines], optional=optional(fines)),
        permitted=joined([permitted(m) for m in fines], optional=optional(fines)),
        detention=_longest([d for d in map(_days, detentions) if d is not None], optional=optional(detentions)),
    )


def optional(found: Sequence[MeasureSeen]) -> bool:
    """Whether the act may end without any of these: none must be imposed, or whether one must is open."""
    return not any(m.modality == "shall" and m.group is None and not m.depends for m in found)


def permitted(one: MeasureSeen) -> MoneyRange | None:
    """What a fine may come to: over the levels that are permitted, else the statutory range; None: left open."""
    spans = [level.range for level in one.levels if level.range is not None]
    return hull(spans) if spans else one.statutory


def joined(spans: Sequence[MoneyRange | None], *, optional: bool) -> MoneyRange | None:
    """What the fines of one act may come to, of which one is imposed; without bounds where an amount is left open."""
    if not spans:
        return None
    found = [MoneyRange(None, None) if span is None else span for span in spans]
    made = hull(found)
    return MoneyRange(None, made.hi, lo_open=False, hi_open=made.hi_open) if optional else made


def _total(spans: Sequence[MoneyRange | None]) -> MoneyRange | None:
    """The sum; an end is open where the end of any part is; None where no act ends in a fine."""
    found = [span for span in spans if span is not None]
    if not found:
        return None
    least = [span.lo for span in found if span.lo is not None]
    most = [span.hi for span in found if span.hi is not None]
    lo = sum(least, Fraction(0)) if least else None
    hi = sum(most, Fraction(0)) if len(most) == len(found) else None
    lo_open = any(span.lo_open for span in found if span.lo is not None)
    return MoneyRange(lo, hi, lo_open, hi is not None and any(span.hi_open for span in found))


# ---- detention -----------------------------------------------------------------------------------------------


def _days(one: MeasureSeen) -> Duration | None:
    """The length of a measure that is told in days; what may last for life is not, whatever its unit."""
    found = one.duration
    return found if found is not None and found.unit == "d" and not found.life else None


def _longest(days: Sequence[Duration], *, optional: bool) -> Duration | None:
    """What one act may come to: one detention is imposed for it, whatever provisions threaten it."""
    if not days:
        return None
    lo = min(one.lo or 0 for one in days)
    return Duration(None if optional or not lo else lo, max(one.hi or 0 for one in days))


def _total_time(lengths: Sequence[Duration]) -> Duration | None:
    if not lengths:
        return None
    lo = sum(one.lo or 0 for one in lengths)
    return Duration(lo or None, sum(one.hi or 0 for one in lengths))


def _cap(frames: Iterable[Frame]) -> dict[int, list[Rule]]:
    """The caps on detention in days that hold, with their rules."""
    rules = {r.id: (r, f) for f in frames for r in f.sliced.rules if isinstance(r.effect, CapTotal)}
    found: dict[int, list[Rule]] = {}
    for rule, frame in rules.values():
        effect = rule.effect
        assert isinstance(effect, CapTotal)  # noqa: S101  only those are collected
        holds = frame.known.judge(rule.condition, frame.known)
        if effect.kind == _DETENTION and effect.most.unit == "d" and effect.most.hi is not None and holds:
            found.setdefault(effect.most.hi, []).append(rule)
    return found


def _capped(total: Duration | None, caps: dict[int, list[Rule]]) -> tuple[Duration | None, list[Rule] | None]:
    """The sum within the cap and the rules that cut it; None for the rules where several caps differ."""
    if total is None or not caps:
        return total, []
    if len(caps) > 1:
        return total, None
    ((most, rules),) = caps.items()
    lo, hi = total.lo, total.hi or 0
    if hi <= most:
        return total, []
    return Duration(None if lo is None else min(lo, most), most), rules


def _kinds(acts: dict[str, list[Outcome]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every kind but fines and detention once, with the acts that call for it."""
    found: dict[str, dict[str, None]] = {}
    for act, outcomes in acts.items():
        for kind in (m.kind for o in outcomes for m in o.measures if m.kind not in _ADDED and not m.away):
            found.setdefault(kind, {})[act] = None
    return tuple((kind, tuple(names)) for kind, names in found.items())
