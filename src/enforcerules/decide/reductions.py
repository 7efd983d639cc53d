"""Fines lowered by a share of what the tables give, for a public apology or service (公开道歉、公益减罚).

With [a, b] what is permitted otherwise, within the statute, and shares from p to q: [a (1 − q), b (1 − p)], and never
below the statutory minimum. What lies below that is mitigation, which no benchmark opens (行政处罚法第三十二条第五项).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from enforcerules.decide.frame import Frame, rule_key
from enforcerules.model.decision import LevelRange, MoneyRange, hull
from enforcerules.model.document import Level
from enforcerules.model.program import LEVELS, Measure, Reduce, Rule

Reductions = tuple[tuple[Rule, Reduce, bool | None], ...]


def reductions(frame: Frame, measure: Measure, truths: Mapping[str, bool | None]) -> Reductions:
    """The rules that lower this measure, or may, with their truth."""
    return tuple(
        (rule, rule.effect, truths.get(rule_key(rule)))
        for rule in frame.sliced.rules
        if isinstance(rule.effect, Reduce) and measure.kind in rule.effect.kinds
        if truths.get(rule_key(rule)) is not False
    )


def lowered(
    levels: tuple[LevelRange, ...], found: Reductions, span: MoneyRange, barred: frozenset[Level]
) -> tuple[tuple[LevelRange, ...], bool]:
    """The levels with what is permitted besides, or instead; and whether it is open that a rule lowers them."""
    for rule, effect, truth in found:
        by_level = {one.level: one for one in levels}
        if rule.strength == "shall":
            made = {name: _instead(one, rule, effect, span, sure=truth is True) for name, one in by_level.items()}
        else:
            made = by_level if "lighter" in barred else _besides(by_level, rule, effect, span)
        levels = tuple(made[level] for level in LEVELS if level in made)
    return levels, any(truth is None for _, _, truth in found)


def _instead(one: LevelRange, rule: Rule, effect: Reduce, span: MoneyRange, *, sure: bool) -> LevelRange:
    if one.level == "mitigated":
        return one
    assert one.range is not None  # noqa: S101  of the levels only what is mitigated may be without a range
    less = _less(one.range, effect, span)
    return _with(one, less if sure else hull([less, one.range]), rule)


def _besides(
    levels: Mapping[Level, LevelRange], rule: Rule, effect: Reduce, span: MoneyRange
) -> dict[Level, LevelRange]:
    """The lighter level, opened or widened by what the others are lowered to."""
    others = (one.range for one in levels.values() if one.level != "mitigated")
    within = [found for found in others if found is not None]
    made = dict(levels)
    if not within:
        return made
    less = _less(hull(within), effect, span)
    lighter = levels.get("lighter")
    if lighter is None:
        made["lighter"] = _with(LevelRange("lighter", None, None, (), ()), less, rule)
    else:
        assert lighter.range is not None  # noqa: S101  of the levels only what is mitigated may be without a range
        made["lighter"] = _with(lighter, hull([less, lighter.range]), rule)
    return made


def _less(one: MoneyRange, effect: Reduce, span: MoneyRange) -> MoneyRange:
    """A range lowered, within the statute."""
    lo = None if one.lo is None else one.lo * (1 - effect.most)
    hi = None if one.hi is None else one.hi * (1 - effect.least)
    if span.lo is None:
        return MoneyRange(lo, hi, one.lo_open, one.hi_open)
    return MoneyRange(
        span.lo if lo is None else max(span.lo, lo),
        None if hi is None else max(span.lo, hi),
        one.lo_open and lo is not None and lo >= span.lo,
        one.hi_open and hi is not None and hi > span.lo,
    )


def _with(one: LevelRange, span: MoneyRange, rule: Rule) -> LevelRange:
    return replace(
        one,
        range=span,
        point=span.lo if span.lo == span.hi else None,
        because=(*one.because, rule.id),
        basis=tuple(dict.fromkeys((*one.basis, *rule.basis))),
    )
