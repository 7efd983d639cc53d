"""Canonical JSON after RFC 8785 on a subset without floats, reading it back, and digests of it.

Objects with their keys sorted by UTF-16 code units, arrays, strings, booleans, null, integers below 2^53. Anything else
is refused, so that equal bytes always mean an equal value. `parsed` takes canonical bytes and nothing else: a blank too
many, keys out of order, a key twice, a number with a fraction are all refused at their byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from gc import get_referents
from json.encoder import encode_basestring as quoted
from typing import Any, Final, NoReturn

from enforcerules.base.digests import digest_of

try:
    import orjson
except ImportError:
    _orjson: Any = None
else:
    _orjson = orjson

_LARGEST = 2**53 - 1
_DIGITS = len(str(_LARGEST))
_ASTRAL_BYTES: Final = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
_PLAIN: Final = frozenset({str, int, bool, type(None), dict, list, tuple})
_DEEPEST: Final = 200
_OPTIONS: Final = 0 if _orjson is None else _orjson.OPT_SORT_KEYS | _orjson.OPT_STRICT_INTEGER
_WORDS: Final[Mapping[object, str]] = {None: "null", True: "true", False: "false"}
_MOST_KEYS: Final = 64
_MOST_ORDERS: Final = 2048
_ORDERS: dict[tuple[object, ...], tuple[tuple[str, str], ...]] = {}
"""Of tables with the same keys, the order of these; names of fields alone, and no more than so many."""


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
    """The canonical bytes of a plain value; raises TypeError or ValueError for what has none.

    The same with and without the extra `fast`, which makes it two to three times as fast.
    """
    made = _compiled(value)
    return _encode(value) if made is None else made


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


# ---- by orjson, where it is there ------------------------------------------------------------------------------------


def _compiled(value: object) -> bytes | None:
    """The bytes by orjson; None where it is not there, or might take one thing for another: then `_encode` says."""
    if _orjson is None or not _plain(value):
        return None
    try:
        made: bytes = _orjson.dumps(value, option=_OPTIONS)
    except (TypeError, ValueError, RecursionError):
        return None
    # Beyond the basic plane, UTF-8 has another order of keys than UTF-16.
    return None if any(byte in made for byte in _ASTRAL_BYTES) else made


def _plain(value: object) -> bool:
    """Whether a value is of the types that both take alike, all the way down: no subclasses, floats, enumerations, dates."""
    level = [value]
    for _ in range(_DEEPEST):
        if not level:
            return True
        if not _PLAIN.issuperset(map(type, level)):
            return False
        level = get_referents(*level)
    return False


# ---- by this module --------------------------------------------------------------------------------------------------


def _encode(value: object) -> bytes:
    out: list[str] = []
    _put(value, out.append)
    try:
        return "".join(out).encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("half of a surrogate pair has no canonical form") from None


def _put(value: object, add: Callable[[str], None]) -> None:
    kind = type(value)
    if kind is dict or (kind is not list and isinstance(value, Mapping)):
        _put_table(value, add)  # type: ignore[arg-type]  # a mapping by either test
    elif isinstance(value, list | tuple):
        _put_list(value, add)
    else:
        add(_leaf(value))


def _put_table(value: Mapping[Any, Any], add: Callable[[str], None]) -> None:
    """In the order that keys like these had before; the kinds of values that are most common are seen to here."""
    keys = tuple(value)
    for key, before in _ORDERS.get(keys) or _ordered(keys):
        one = value[key]
        kind = type(one)
        if kind is str:
            add(before + quoted(one))
        elif kind is dict:
            add(before)
            _put_table(one, add)
        elif kind is int and -_LARGEST <= one <= _LARGEST:
            add(f"{before}{one}")
        elif kind is bool or one is None:
            add(before + _WORDS[one])
        elif kind is list:
            add(before)
            _put_list(one, add)
        else:
            add(before)
            _put(one, add)
    add("}" if keys else "{}")


def _put_list(value: Iterable[Any], add: Callable[[str], None]) -> None:
    before = "["
    for one in value:
        kind = type(one)
        if kind is str:
            add(before + quoted(one))
        elif kind is dict:
            add(before)
            _put_table(one, add)
        else:
            add(before)
            _put(one, add)
        before = ","
    add("]" if before == "," else "[]")


def _ordered(keys: tuple[object, ...]) -> tuple[tuple[str, str], ...]:
    """The keys in canonical order, each with the text before its value; kept, as tables with the same keys are many."""
    names = [str(key) for key in sorted(keys, key=_order)]
    made = tuple((name, f"{',' if at else '{'}{quoted(name)}:") for at, name in enumerate(names))
    if len(keys) <= _MOST_KEYS:
        if len(_ORDERS) >= _MOST_ORDERS:
            _ORDERS.clear()
        _ORDERS[keys] = made
    return made


def _leaf(value: object) -> str:
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError("an integer beyond 2^53 has no canonical form; write it as text")
        return int.__repr__(value)
    if isinstance(value, str):
        return quoted(str(value))
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _order(key: object) -> bytes:
    """By UTF-16 code units, as RFC 8785 orders."""
    if not isinstance(key, str):
        raise TypeError(f"a key must be text, not {type(key).__name__}")
    return key.encode("utf-16-be", "surrogatepass")


def _again(value: object) -> bytes:
    """The bytes of what came from JSON; beyond the basic plane the C encoder has another order of keys."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    made = text.encode("utf-8")
    return _encode(value) if any(byte in made for byte in _ASTRAL_BYTES) else made


def _refused(text: str) -> NoReturn:
    raise ValueError(f"{text} is no integer")


def _whole(text: str) -> int:
    number = int(text) if len(text) <= _DIGITS + 1 else _LARGEST + 1
    if abs(number) > _LARGEST:
        raise ValueError("an integer beyond 2^53")
    return number
