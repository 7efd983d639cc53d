"""Lengths of time in words: 10日, ten days."""

from __future__ import annotations

from enforcerules.base.catalogue import Lang
from enforcerules.model.duration import Duration, print_duration
from enforcerules.model.explanation import Arg, Message
from enforcerules.render.words import say


def duration_text(one: Duration, lang: Lang) -> str:
    """A length, or from how much to how much."""
    return print_duration(one) if lang == "zh" else say(_message(one), lang)


def _message(one: Duration) -> Message:
    if one.hi is None:
        return _said("duration.life")
    hi = _length(one.hi, one.unit)
    if one.life:
        return _said("duration.to_life", lo=hi)
    if one.exact:
        return _said("duration.exactly", length=hi)
    return (
        _said("duration.up_to", hi=hi)
        if one.lo is None
        else _said("duration.between", lo=_length(one.lo, one.unit), hi=hi)
    )


def _length(number: int, unit: str) -> Message:
    if unit == "m" and number and number % 12 == 0:
        return _said("length.y", n=str(number // 12))
    return _said(f"length.{unit}", n=str(number))


def _said(key: str, **args: Arg) -> Message:
    return Message(key, tuple(args.items()))
