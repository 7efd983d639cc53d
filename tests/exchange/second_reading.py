"""A second reading of clause records, written from their format and not from the importer: what follows on given facts.

Conditions are run by Python itself, amounts are computed in 元 as fractions. Used on records that the tests made or keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from enforcerules.model.decision import MeasureSeen
from enforcerules.model.duration import notation

MODES = {"mandatory": "shall", "optional": "may", "single_or_joint": "single_or_joint", "optional_escalation": "up_to"}
Fact = bool | Fraction | str
Followed = tuple[Any, ...]


def follows(record: Mapping[str, Any], facts: Mapping[str, Fact]) -> list[Followed]:
    """Every measure that a record threatens on these facts, sorted; fines with both ends in 分."""
    return sorted(_follows(record, facts), key=str)


def _follows(record: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[Followed]:
    for rule in record["rules"]:
        if not applies(rule["when"], facts):
            continue
        for fine in rule["fines"]:
            yield "fine", MODES[fine["mode"]], fine["target"], bool(fine.get("alt_group")), None, amount(fine, facts)
        for one in rule["penalties"]:
            target, grouped = one.get("target") or "violator", bool(one.get("alt_group"))
            yield one["type"], MODES[one["mode"]], target, grouped, one.get("duration"), None


def applies(when: str, facts: Mapping[str, Fact]) -> bool:
    """Whether a condition holds; a truth that is not given is false."""
    return when == "always" or bool(eval(when, {"__builtins__": {}}, _Facts(facts)))


class _Facts(dict[str, Any]):
    def __missing__(self, name: str) -> bool:
        return False


def amount(fine: Mapping[str, Any], facts: Mapping[str, Fact]) -> tuple[Fraction, Fraction] | str:
    """Minimum (0 where the text has none) and maximum in 分, or that the amount is left open or set elsewhere."""
    if fine["kind"] in {"unspecified", "reference"}:
        return f"refers to {fine['reference']}" if fine.get("reference") else "left open"
    if "base" not in fine:
        return Fraction(fine["min"]) * 100, Fraction(fine["max"]) * 100
    base = Fraction(1)
    for name in fine["base"].split("*"):
        value = facts[name.strip()]
        assert isinstance(value, Fraction)
        base *= value
    base = max(base, Fraction(fine.get("base_floor_yuan") or 0))
    lo, hi = (base * Fraction(str(fine[key])) for key in ("min_factor", "max_factor"))
    floor, cap = fine.get("floor_yuan"), fine.get("cap_yuan")
    if floor:
        lo, hi = max(lo, Fraction(floor)), max(hi, Fraction(floor))
    if cap:
        lo, hi = min(lo, Fraction(cap)), min(hi, Fraction(cap))
    return lo * 100, hi * 100


def seen(measures: tuple[MeasureSeen, ...]) -> list[Followed]:
    """What a decision shows, in the same form."""
    return sorted((_seen(one) for one in measures if one.holds), key=str)


def _seen(one: MeasureSeen) -> Followed:
    money: tuple[Fraction, Fraction] | str | None = None
    if one.kind == "fine" and one.refers is not None:
        money = f"refers to {one.refers.text}"
    elif one.kind == "fine":
        span = one.statutory
        money = "left open" if span is None else (Fraction(span.lo or 0), Fraction(span.hi or 0))
    length = None if one.duration is None else notation(one.duration)
    return one.kind, one.modality, one.target, one.group is not None, length, money
