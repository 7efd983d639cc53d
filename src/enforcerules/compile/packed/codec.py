"""Frozen values of the model as JSON and back, by the types of their fields; only what these types name can be made.

A dataclass is a list of its fields in order; those at the end that are as they are by default are left out. Where several
dataclasses are possible the name of the class stands first. Fractions are `[numerator, denominator]`, dates their ordinals,
sets sorted lists. Nothing else is ever made, so data cannot name a class, a function or a module that is not a field's own type.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from enforcerules.base import source
from enforcerules.model import calendar, citation, dates, duration, region
from enforcerules.model import program as model

Json = Any
"""What `json` reads and writes; no floats."""

_NAMES = {
    name: value
    for module in (source, calendar, citation, dates, duration, region, model, model.conditions)
    for name, value in vars(module).items()
}
_NAMES["Condition"] = model.Atom | model.Known | model.Threshold | model.And | model.Or | model.Neg
"""The alias is written as text, because conditions hold conditions."""


class Damaged(ValueError):
    """Data that is not of the type that it should be."""


@dataclass(frozen=True, slots=True)
class Codec:
    """To JSON and from JSON; `shape` says what the JSON looks like, for the digest of all shapes."""

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]
    shape: str


class Codecs:
    """The codecs of types; made when first asked for, and kept."""

    def __init__(self, sound: Mapping[type, Callable[[Any], bool]] | None = None) -> None:
        """`sound`: what values of a dataclass must be beyond the types of their fields."""
        self._sound = sound or {}
        self._made: dict[Any, Codec] = {}
        self._shapes: dict[str, str] = {}

    def of(self, type_: Any) -> Codec:  # noqa: ANN401  any annotation
        """The codec of a type as it is written in an annotation; raises TypeError for one that has no JSON."""
        found = self._made.get(type_)
        if found is None:
            found = self._made[type_] = self._make(type_)
        return found

    def shapes(self) -> tuple[str, ...]:
        """What every dataclass met so far looks like."""
        return tuple(f"{name}: {shape}" for name, shape in sorted(self._shapes.items()))

    def _make(self, type_: Any) -> Codec:  # noqa: ANN401
        plain = _PLAIN.get(type_)
        if plain is not None:
            return plain
        origin, args = get_origin(type_), get_args(type_)
        if origin is Literal:
            return _one_of(args)
        if origin in {Union, types.UnionType}:
            return self._union(args)
        if origin is tuple:
            return self._several(args[0]) if args[-1] is Ellipsis else self._pair(args)
        if origin is frozenset:
            return self._set(args[0])
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(args)
        if isinstance(type_, type) and is_dataclass(type_):
            return self._record(type_)
        raise TypeError(f"{type_!r} has no form as JSON")

    def _several(self, inner: Any) -> Codec:  # noqa: ANN401
        one = self.of(inner)

        def decode(said: Json) -> tuple[Any, ...]:
            return tuple(map(one.decode, _list(said)))

        return Codec(lambda value: [one.encode(part) for part in value], decode, f"[{one.shape}]")

    def _pair(self, args: Sequence[Any]) -> Codec:
        parts = tuple(map(self.of, args))

        def decode(said: Json) -> tuple[Any, ...]:
            if len(_list(said)) != len(parts):
                raise Damaged("another number of parts")
            return tuple(part.decode(said[at]) for at, part in enumerate(parts))

        def encode(value: Any) -> Json:  # noqa: ANN401
            return [part.encode(value[at]) for at, part in enumerate(parts)]

        return Codec(encode, decode, f"({','.join(part.shape for part in parts)})")

    def _set(self, inner: Any) -> Codec:  # noqa: ANN401
        one = self.of(inner)

        def decode(said: Json) -> frozenset[Any]:
            return frozenset(map(one.decode, _list(said)))

        return Codec(lambda value: sorted(map(one.encode, value)), decode, f"{{{one.shape}}}")

    def _mapping(self, args: Sequence[Any]) -> Codec:
        key, value = map(self.of, args)

        def decode(said: Json) -> dict[Any, Any]:
            return {key.decode(name): value.decode(one) for name, one in map(_list, _list(said))}

        def encode(table: Mapping[Any, Any]) -> Json:
            return [[key.encode(name), value.encode(one)] for name, one in table.items()]

        return Codec(encode, decode, f"{{{key.shape}:{value.shape}}}")

    def _record(self, type_: type) -> Codec:
        """A dataclass; its codec is known before those of its fields, because conditions hold conditions."""
        parts: list[tuple[Field[Any], Codec]] = []
        sound = self._sound.get(type_)

        def encode(value: Any) -> Json:  # noqa: ANN401
            made = [codec.encode(getattr(value, one.name)) for one, codec in parts]
            for one, _ in reversed(parts):
                if one.default is MISSING or getattr(value, one.name) != one.default:
                    break
                made.pop()
            return made

        def decode(said: Json) -> Any:  # noqa: ANN401
            if len(_list(said)) > len(parts):
                raise Damaged(f"too many fields for {type_.__name__}")
            try:
                made = type_(*(codec.decode(one) for (_, codec), one in zip(parts, said, strict=False)))
                if sound is None or sound(made):
                    return made
            except (TypeError, ValueError) as problem:
                raise Damaged(f"{type_.__name__}: {problem}") from None
            raise Damaged(f"no {type_.__name__}")

        made = self._made[type_] = Codec(encode, decode, type_.__name__)
        hints = get_type_hints(type_, localns=_NAMES)
        parts += [(one, self.of(hints[one.name])) for one in fields(type_) if one.metadata.get("packed", True)]
        self._shapes[type_.__name__] = ",".join(f"{one.name}={codec.shape}" for one, codec in parts)
        return made

    def _union(self, args: Sequence[Any]) -> Codec:
        """Told apart by what the JSON is: nothing, a truth, a number, text, a fraction, a dataclass (by name if several)."""
        records = [one for one in args if isinstance(one, type) and is_dataclass(one)]
        by_kind: dict[type, Codec] = {}
        for one in args:
            if one not in records:
                codec = self.of(one)
                by_kind |= dict.fromkeys(_kinds(one), codec)
        named = {one.__name__: self.of(one) for one in records}
        single = next(iter(named.values())) if len(named) == 1 else None
        shape = "|".join(sorted({*(codec.shape for codec in by_kind.values()), *named}))

        def encode(value: Any) -> Json:  # noqa: ANN401
            name = type(value).__name__
            if name in named:
                made = named[name].encode(value)
                return made if single is not None else [name, *made]
            return by_kind[_base(value)].encode(value)

        def decode(said: Json) -> Any:  # noqa: ANN401
            if isinstance(said, list) and not (Fraction in by_kind and len(said) == 2 and type(said[0]) is int):
                if single is not None:
                    return single.decode(said)
                if not said or not isinstance(said[0], str) or said[0] not in named:
                    raise Damaged(f"none of {', '.join(named)}")
                return named[said[0]].decode(said[1:])
            codec = by_kind.get(Fraction if isinstance(said, list) else type(said))
            if codec is None:
                raise Damaged(f"{type(said).__name__} where {shape} is wanted")
            return codec.decode(said)

        return Codec(encode, decode, shape)


def _base(value: object) -> type:
    """The kind of a value; text of every kind is text."""
    return str if isinstance(value, str) else type(value)


def _kinds(type_: Any) -> tuple[type, ...]:  # noqa: ANN401
    """By which kinds of value, and of JSON, a type is known in a union."""
    if get_origin(type_) is Literal:
        return tuple({type(one) for one in get_args(type_)})
    return (date, int) if type_ is date else (type_,)


def _list(said: Json) -> list[Json]:
    if not isinstance(said, list):
        raise Damaged(f"{type(said).__name__} where a list is wanted")
    return said


def _typed(type_: type) -> Callable[[Json], Any]:
    def decode(said: Json) -> Any:  # noqa: ANN401
        if type(said) is not type_:
            raise Damaged(f"{type(said).__name__} where {type_.__name__} is wanted")
        return said

    return decode


def _one_of(words: Sequence[Any]) -> Codec:
    known = {word: word for word in words}

    def decode(said: Json) -> Any:  # noqa: ANN401
        if isinstance(said, list) or said not in known:
            raise Damaged(f"{said!r} is none of the words")
        return known[said]

    return Codec(lambda value: value, decode, "/".join(map(str, words)))


def _fraction(said: Json) -> Fraction:
    if [type(one) for one in _list(said)] != [int, int] or said[1] <= 0:
        raise Damaged("no fraction")
    return Fraction(*said)


def _day(said: Json) -> date:
    if type(said) is not int:
        raise Damaged("no day")
    try:
        return date.fromordinal(said)
    except (ValueError, OverflowError):
        raise Damaged("no day") from None


_PLAIN: dict[Any, Codec] = {
    str: Codec(str, _typed(str), "text"),
    int: Codec(lambda value: value, _typed(int), "int"),
    bool: Codec(lambda value: value, _typed(bool), "bool"),
    type(None): Codec(lambda value: value, _typed(type(None)), "none"),
    Fraction: Codec(lambda value: [value.numerator, value.denominator], _fraction, "fraction"),
    date: Codec(date.toordinal, _day, "day"),
}
