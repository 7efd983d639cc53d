"""A zip archive of which every byte is determined by its members: the form of sealed bundles.

Members stand in the order of their names, not compressed, dated 1980-01-01, without attributes, comments or extra fields.
They are stored, not deflated, because deflated bytes depend on the library that makes them. Any program that reads zip
reads it; and because there is exactly one archive for some members, reading compares each byte with the one it must be.
So a change anywhere is found (a date or a flag of a header as well as content), and the place named is that of the first.

Layout, after the ZIP application note 6.3: for each member a local header (30 bytes, name) and its bytes; then a central
entry for each (46 bytes, name); then the end record (22 bytes). Numbers are little-endian; names are UTF-8 (flag bit 11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import Struct
from typing import Final, Literal
from unicodedata import normalize
from zlib import crc32

MAGIC: Final = b"PK\x03\x04"
_ENTRY: Final = b"PK\x01\x02"
LOCAL: Final = Struct("<4s5H3I2H")
_CENTRAL: Final = Struct("<4s6H3I5H2I")
_END: Final = Struct("<4s4H2IH")
_VERSION, _UTF8, _DATE = 20, 0x0800, 0x0021
_ENCRYPTED: Final = 0x0001
_LATER: Final = 0x0008
_LARGEST: Final = 2**32 - 1
_MOST: Final = 65_535
_PART: Final = re.compile(r"[^\x00-\x1f\x7f/\\:*?\"<>|\ud800-\udfff]{1,200}")

Fault = Literal[
    "not_an_archive", "cut_short", "damaged", "twice", "unsafe_name", "encrypted", "compressed", "not_a_file",
    "out_of_order", "foreign", "trailing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong first, and with which member; an empty name where it is with none."""

    fault: Fault
    member: str
    offset: int


class BadArchive(Exception):
    """An archive that is not exactly what its members make."""

    def __init__(self, fault: Fault, member: str, offset: int) -> None:
        """What, where."""
        super().__init__(fault, member, offset)
        self.bad = Bad(fault, member, offset)


def safe(name: str) -> bool:
    """Whether a name stays inside a folder on every system: relative, no `..`, no drive, one normal form."""
    parts = name.split("/")
    return normalize("NFC", name) == name and all(
        _PART.fullmatch(part) and part not in {".", ".."} and not part.endswith((" ", ".")) for part in parts
    )


def write(members: Mapping[str, bytes]) -> bytes:
    """The archive of some members.

    Raises:
        ValueError: a name is not safe, or there is too much for the format (4 GiB, 65,535 members).
    """
    bad = [name for name in members if not safe(name)]
    if bad or len(members) > _MOST:
        raise ValueError(f"not for an archive: {bad or len(members)}")
    local, central = bytearray(), bytearray()
    for name, content in in_order(members):
        size, crc = len(content), crc32(content)
        central += central_header(name, size, crc, len(local))
        local += local_header(name, size, crc) + content
    if len(local) + len(central) > _LARGEST:
        raise ValueError("more than 4 GiB")
    return bytes(local) + bytes(central) + end_record(len(members), len(central), len(local))


def in_order(members: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The members by name, as bytes compare."""
    return ((name, members[name]) for name in sorted(members, key=str.encode))


def local_header(name: str, size: int, crc: int) -> bytes:
    """What stands before a member of so many bytes with this checksum."""
    raw = name.encode()
    fields = (_VERSION, _UTF8, 0, 0, _DATE, crc, size, size, len(raw), 0)
    return LOCAL.pack(MAGIC, *fields) + raw


def central_header(name: str, size: int, crc: int, offset: int) -> bytes:
    """Its entry at the end; `offset`: where it stands."""
    raw = name.encode()
    fields = (_VERSION, _VERSION, _UTF8, 0, 0, _DATE, crc, size, size, len(raw), 0, 0, 0, 0, 0, offset)
    return _CENTRAL.pack(_ENTRY, *fields) + raw


def end_record(number: int, size: int, offset: int) -> bytes:
    """The end of an archive: how many entries, of how many bytes in all, from where."""
    return _END.pack(b"PK\x05\x06", 0, 0, number, number, size, offset, 0)


# ---- reading -------------------------------------------------------------------------------------------------------


def read(data: bytes, most: int = _MOST) -> dict[str, bytes]:
    """The members of an archive, in order.

    Raises:
        BadArchive: a byte is not what it must be; the first such place.
    """
    if data[:4] != MAGIC:
        raise BadArchive("not_an_archive", "", 0)
    places: dict[int, tuple[str, int]] = {}
    try:
        return _read(data, most, places)
    except BadArchive as problem:
        bad = problem.bad
        for offset, (name, _) in places.items():
            listed = _listed_at(data, offset)
            if listed is not None and listed != name:
                raise BadArchive("damaged", listed, offset) from None
        raise BadArchive(bad.fault, _listed_at(data, bad.offset) or bad.member, bad.offset) from None


def _read(data: bytes, most: int, places: dict[int, tuple[str, int]]) -> dict[str, bytes]:
    """The members; `places` remembers where each was found, with its checksum: one whose name was changed can be named."""
    members: dict[str, bytes] = {}
    at, before = 0, ""
    while data[at : at + 4] == MAGIC:
        name, content, crc = _member(data, at, before, members)
        if len(members) >= most:
            raise BadArchive("foreign", name, at)
        members[name] = content
        places[at] = name, crc
        at += LOCAL.size + len(name.encode()) + len(content)
        before = name
    _directory(data, at, members, places)
    return members


def _member(data: bytes, at: int, before: str, members: Mapping[str, bytes]) -> tuple[str, bytes, int]:
    """One member and its checksum, its header compared byte by byte with the one that its name and content make."""
    if len(data) < at + LOCAL.size:
        raise BadArchive("cut_short", before, at)
    (_, version, flags, method, *when, crc, packed, size, long, extra) = LOCAL.unpack_from(data, at)
    start = at + LOCAL.size + long
    name = _name(data[at + LOCAL.size : start], at, before)
    if flags & _ENCRYPTED:
        raise BadArchive("encrypted", name, at)
    if method:
        raise BadArchive("compressed", name, at)
    if not safe(name):
        raise BadArchive("unsafe_name" if not name.endswith("/") else "not_a_file", name, at)
    if name in members:
        raise BadArchive("twice", name, at)
    if flags & _LATER or version != _VERSION or flags & _UTF8 == 0 or extra or when != [0, _DATE]:
        raise BadArchive("not_a_file" if _is_special(data, name) else "foreign", name, at)
    content = data[start : start + size]
    if len(content) < size:
        raise BadArchive("cut_short", name, at)
    if local_header(name, size, crc) != data[at:start] or packed != size or crc32(content) != crc:
        raise BadArchive("damaged", name, at)
    if name.encode() < before.encode():
        raise BadArchive("out_of_order", name, at)
    return name, content, crc


def _name(raw: bytes, at: int, before: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadArchive("damaged", before, at) from None


def _directory(data: bytes, start: int, members: Mapping[str, bytes], places: Mapping[int, tuple[str, int]]) -> None:
    """The central entries and the end record, compared with those that the members make."""
    at = start
    for offset, (name, crc) in places.items():
        wanted = central_header(name, len(members[name]), crc, offset)
        found = data[at : at + len(wanted)]
        if found != wanted:
            raise BadArchive(_central_fault(found, wanted), name, at)
        at += len(wanted)
    end = end_record(len(members), at - start, start)
    if data[at : at + len(end)] != end:
        raise BadArchive("cut_short" if len(data) < at + len(end) else "damaged", "", at)
    if len(data) > at + len(end):
        raise BadArchive("trailing", "", at + len(end))


def _central_fault(found: bytes, wanted: bytes) -> Fault:
    """A link, a device or a folder says so in the attributes of its central entry, which here are 0."""
    if len(found) < len(wanted):
        return "cut_short"
    mode = _mode(found, 0)
    return "not_a_file" if _special(mode) else "foreign" if mode else "damaged"


def _mode(data: bytes, at: int) -> int:
    """The Unix mode in the external attributes of a central entry."""
    mode: int = _CENTRAL.unpack_from(data, at)[15] >> 16
    return mode


def _special(mode: int) -> bool:
    return mode & 0o170000 not in {0, 0o100000}


def _entries(data: bytes) -> Iterator[tuple[int, int, str]]:
    """What looks like a central entry: its mode, where it says that its member stands, and its name."""
    at = data.rfind(_ENTRY)
    while at >= 0:
        if at + _CENTRAL.size <= len(data):
            fields = _CENTRAL.unpack_from(data, at)
            raw = data[at + _CENTRAL.size : at + _CENTRAL.size + fields[10]]
            yield fields[15] >> 16, fields[16], raw.decode("utf-8", "surrogateescape")
        at = data.rfind(_ENTRY, 0, at)


def _is_special(data: bytes, name: str) -> bool:
    """Whether the central entry of a member of a foreign archive says that it is a link, a device or a folder."""
    return any(_special(mode) for mode, _, named in _entries(data) if named == name)


def _listed_at(data: bytes, offset: int) -> str | None:
    """The name of the member that stands at an offset after the central directory, which may itself be wrong."""
    return next((name for _, start, name in _entries(data) if start == offset and safe(name)), None)
