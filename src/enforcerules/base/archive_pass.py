"""One pass over an archive in a file: every byte is looked at as in `archive.read`, and only what is wanted stays in memory.

What is wrong is not said here: `archive.read` says it, of the whole content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final
from zlib import crc32

from enforcerules.base.archive import LOCAL, MAGIC, central_header, end_record, local_header, safe

_CHUNK: Final = 1 << 20
_HEADER: Final = LOCAL.size


@dataclass(frozen=True, slots=True)
class Passed:
    """A member as it was read: its size in bytes, its SHA-256 (hexadecimal), and its content where that was to be kept."""

    size: int
    sha256: str
    content: bytes | None


def passed(file: BinaryIO, length: int, most: int, keep: Callable[[str], bool]) -> dict[str, Passed] | None:
    """The members of an archive of so many bytes, at most so many of them; None where it is not exactly what they make.

    Raises:
        OSError: the file cannot be read.
    """
    found: dict[str, Passed] = {}
    central: list[bytes] = []
    at, before = 0, b""
    while (head := file.read(_HEADER))[:4] == MAGIC and len(head) == _HEADER:
        _, *_, crc, size, _, long, _ = LOCAL.unpack(head)
        raw = file.read(long)
        name = _name(raw)
        if name is None or raw <= before or len(found) >= most or size > length - at:
            return None
        if local_header(name, size, crc) != head + raw or not safe(name):
            return None
        found[name], checked = _content(file, size, keep=keep(name))
        if checked != crc or found[name].size != size:
            return None
        central.append(central_header(name, size, crc, at))
        at += _HEADER + len(raw) + size
        before = raw
    directory = b"".join(central)
    wanted = directory + end_record(len(found), len(directory), at)
    return found if found and head + file.read(len(wanted) + 1 - len(head)) == wanted else None


def _name(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None


def _content(file: BinaryIO, size: int, *, keep: bool) -> tuple[Passed, int]:
    """A member and its checksum; what is not kept goes by in pieces."""
    digest, crc, left = hashlib.sha256(), 0, size
    kept: list[bytes] = []
    while left and (piece := file.read(left if keep else min(left, _CHUNK))):
        digest.update(piece)
        crc = crc32(piece, crc)
        left -= len(piece)
        kept += [piece] * keep
    return Passed(size - left, digest.hexdigest(), b"".join(kept) if keep else None), crc
