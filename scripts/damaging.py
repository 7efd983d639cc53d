"""Bytes damaged at random, as files are: bits flipped, parts cut, doubled, swapped, deleted, digits changed, pieces of another file.

Everything follows from the `random.Random` that is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

Change = Callable[[bytes, bytes, Random], bytes]

_TOKEN: Final = re.compile(rb"[0-9A-Za-z_.\x80-\xff]+")
_DIGIT: Final = re.compile(rb"[0-9]")
_PIECE: Final = 24


def bit(data: bytes, _: bytes, chosen: Random) -> bytes:
    """One bit flipped."""
    made = bytearray(data)
    made[chosen.randrange(len(made))] ^= 1 << chosen.randrange(8)
    return bytes(made)


def byte(data: bytes, _: bytes, chosen: Random) -> bytes:
    """One byte replaced."""
    at = chosen.randrange(len(data))
    return data[:at] + bytes([chosen.randrange(256)]) + data[at + 1 :]


def cut(data: bytes, _: bytes, chosen: Random) -> bytes:
    """The end cut off, or the beginning."""
    at = chosen.randrange(len(data))
    return data[:at] if chosen.random() < 0.8 else data[at:]


def without_bytes(data: bytes, _: bytes, chosen: Random) -> bytes:
    """A few bytes deleted."""
    start, end = _span(data, chosen)
    return data[:start] + data[end:]


def doubled_bytes(data: bytes, _: bytes, chosen: Random) -> bytes:
    """A few bytes doubled."""
    start, end = _span(data, chosen)
    return data[:end] + data[start:]


def swapped_bytes(data: bytes, _: bytes, chosen: Random) -> bytes:
    """A few bytes moved behind those that follow."""
    start, end = _span(data, chosen)
    after = min(len(data), end + (end - start))
    return data[:start] + data[end:after] + data[start:end] + data[after:]


def without_line(data: bytes, _: bytes, chosen: Random) -> bytes:
    """A line deleted."""
    lines = _lines(data)
    del lines[chosen.randrange(len(lines))]
    return b"".join(lines)


def doubled_line(data: bytes, _: bytes, chosen: Random) -> bytes:
    """A line doubled."""
    lines = _lines(data)
    at = chosen.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def swapped_lines(data: bytes, _: bytes, chosen: Random) -> bytes:
    """Two lines exchanged."""
    lines = _lines(data)
    one, other = chosen.randrange(len(lines)), chosen.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def digit(data: bytes, _: bytes, chosen: Random) -> bytes:
    """One digit changed into another."""
    found = [match.start() for match in _DIGIT.finditer(data)]
    if not found:
        return data
    at = chosen.choice(found)
    return data[:at] + chosen.choice([b"0", b"1", b"2", b"9"]) + data[at + 1 :]


def token(data: bytes, other: bytes, chosen: Random) -> bytes:
    """A word replaced by one of another file."""
    return _exchanged(data, _TOKEN.findall(other), chosen)


def own_token(data: bytes, _: bytes, chosen: Random) -> bytes:
    """A word replaced by another one of the same file."""
    return _exchanged(data, _TOKEN.findall(data), chosen)


def line(data: bytes, other: bytes, chosen: Random) -> bytes:
    """A line replaced by one of another file."""
    lines = _lines(data)
    lines[chosen.randrange(len(lines))] = chosen.choice(_lines(other))
    return b"".join(lines)


CHANGES: Final[Mapping[str, Change]] = {
    one.__name__: one
    for one in (
        *(bit, byte, cut, without_bytes, doubled_bytes, swapped_bytes, without_line, doubled_line, swapped_lines),
        *(digit, token, own_token, line),
    )
}


OFTEN: Final = ("digit", "own_token", "token", "without_line", "swapped_lines", "digit", "own_token")
"""Changes that leave a text readable are made more often: what cannot be read is refused soon."""


def damaged(data: bytes, other: bytes, chosen: Random) -> tuple[bytes, tuple[str, ...]]:
    """Other bytes than those given, after one to three changes, and which these were."""
    while True:
        made, names = data, []
        for _ in range(chosen.choice((1, 1, 1, 2, 3))):
            name = chosen.choice([*sorted(CHANGES), *OFTEN])
            made = CHANGES[name](made, other, chosen) or data
            names.append(name)
        if made not in {data, other}:
            return made, tuple(names)


def _span(data: bytes, chosen: Random) -> tuple[int, int]:
    start = chosen.randrange(len(data))
    return start, min(len(data), start + chosen.randint(1, _PIECE))


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [data]


def _exchanged(data: bytes, words: list[bytes], chosen: Random) -> bytes:
    places = [match.span() for match in _TOKEN.finditer(data)]
    if not places or not words:
        return data
    start, end = chosen.choice(places)
    return data[:start] + chosen.choice(words) + data[end:]
