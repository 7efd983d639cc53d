"""Values as messages: what explanations, summaries and reviews say of them alike."""

from __future__ import annotations

from enforcerules.model.duration import Duration
from enforcerules.model.explanation import Arg, Message


def duration(one: Duration) -> Message:
    """A length of time: exactly, up to, between, or for life."""
    if one.hi is None:
        return _said("duration.life")
    hi = _length(one.hi, one.unit)
    if one.life:
        return _said("duration.to_life", lo=hi)
    if one.exact:
        return _said("duration.exactly", length=hi)
    if one.lo is None:
        return _said("duration.up_to", hi=hi)
    return _said("duration.between", lo=_length(one.lo, one.unit), hi=hi)


def _length(number: int, unit: str) -> Message:
    if unit == "m" and number and number % 12 == 0:
        return _said("length.y", n=str(number // 12))
    return _said(f"length.{unit}", n=str(number))


def _said(key: str, **args: Arg) -> Message:
    return Message(key, tuple(args.items()))
