"""Canonical JSON after RFC 8785 on a subset without floats, reading it back, and digests of it.

Objects with their keys sorted by UTF-16 code units, arrays, strings, booleans, null, integers below 2^53. Anything else
is refused, so that equal bytes always mean an equal value. `parsed` takes canonical bytes and nothing else: a blank too
many, keys out of order, a key twice, a number with a fraction are all refused at their byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from enforcerules.base.digests import digest_of

_LARGEST = 2**53 - 1
_DIGITS = len(str(_LARGEST))
_ASTRAL = re.compile(rb"[\xf0-\xf4]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotCanonicalError(ValueError):
    """Bytes that are not the canonical form of any value; `at` is the first byte that is wrong."""

    def __init__(self, at: int) -> None:
        """Keep where."""
        super().__init__(f"not canonical JSON at byte {at}")
        self.at = at

    def __reduce__(self) -> tuple[type[NotCanonicalError], tuple[int]]:
        """Pickle by place, not by message."""
        return NotCanonicalError, (self.at,)


def canonical(value: object) -> bytes:
    """The canonical bytes of a plain value; raises TypeError or ValueError for what has none."""
    made = _fast(value)
    return _encode(value).encode("utf-8") if made is None else made


def parsed(data: bytes) -> Any:  # noqa: ANN401  any JSON
    """The value whose canonical bytes these are; raises NotCanonicalError, with the first byte that is wrong."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonicalError(error.start) from None
    try:
        value = json.loads(text, parse_float=_refused, parse_constant=_refused, parse_int=_whole)
        again = _again(value)
    except json.JSONDecodeError as error:
        raise NotCanonicalError(len(text[: error.pos].encode())) from None
    except (ValueError, TypeError, RecursionError):
        raise NotCanonicalError(0) from None
    if again != data:
        raise NotCanonicalError(first_difference(again, data))
    return value


def digest(value: object, algorithm: str = "sha256") -> str:
    """`sha256:…` of the canonical bytes; raises UnknownAlgorithmError when the algorithm is not there."""
    return digest_of(canonical(value), algorithm)


def composed(parts: Mapping[str, bytes]) -> bytes:
    """The canonical bytes of a table whose values are given as canonical bytes."""
    return b"{" + b",".join(canonical(name) + b":" + parts[name] for name in sorted(parts, key=_order)) + b"}"


def first_difference(one: bytes, other: bytes) -> int:
    """The first byte in which two texts differ; their length when they are equal."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _fast(value: object) -> bytes | None:
    """The bytes by the C encoder, where it took nothing for something else: a number for a text, say, or True for `true`."""
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        same = json.loads(text, parse_float=_refused, parse_int=_whole) == value
        made = text.encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        return None
    return made if same and not _ASTRAL.search(made) else None


def _again(value: object) -> bytes:
    """The bytes of what came from JSON; beyond the basic plane the C encoder has another order of keys."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    made = text.encode("utf-8")
    return _encode(value).encode("utf-8") if _ASTRAL.search(made) else made


def _encode(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError("an integer beyond 2^53 has no canonical form; write it as text")
        return int.__repr__(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        keys = sorted(value, key=_order)
        return "{" + ",".join(f"{_text(key)}:{_encode(value[key])}" for key in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_encode, value)) + "]"
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _text(value: str) -> str:
    if _SURROGATE.search(value):
        raise ValueError("half of a surrogate pair has no canonical form")
    return json.dumps(str(value), ensure_ascii=False)


def _order(key: object) -> bytes:
    """By UTF-16 code units, as RFC 8785 orders."""
    if not isinstance(key, str):
        raise TypeError(f"a key must be text, not {type(key).__name__}")
    return key.encode("utf-16-be", "surrogatepass")


def _refused(text: str) -> NoReturn:
    raise ValueError(f"{text} is no integer")


def _whole(text: str) -> int:
    number = int(text) if len(text) <= _DIGITS + 1 else _LARGEST + 1
    if abs(number) > _LARGEST:
        raise ValueError("an integer beyond 2^53")
    return number
