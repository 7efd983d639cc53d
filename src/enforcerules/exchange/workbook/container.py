"""Office files are zip archives: opened with every size looked at before anything is unpacked, and again while it is."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.limits import WorkbookLimits, workbook_bounds
from enforcerules.base.source import whole

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = 0x1
_FAULTS: Final = (
    BadZipFile,
    EOFError,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
    OverflowError,
)
"""What `zipfile` raises for archives that are cut short, damaged, encrypted or packed otherwise."""


class NotOpened(Exception):
    """The file cannot be used as it is; carries why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Carry the problem."""
        super().__init__(problem.code)
        self.problem = problem


def too_much(file: str, what: str, limit: int) -> NotOpened:
    """A file with more of something than is read."""
    return NotOpened(diagnose("ER721", whole(file), what=what, limit=f"{limit:,}"))


def unreadable(file: str, what: str, member: str | None = None) -> NotOpened:
    """A file that is none of its kind, or damaged."""
    return NotOpened(diagnose("ER720", whole(file), what=what, member=member))


@dataclass(frozen=True, slots=True)
class Container:
    """The members of an office file."""

    file: str
    names: frozenset[str]
    archive: ZipFile
    limits: WorkbookLimits

    def read(self, name: str) -> bytes:
        """One member, unpacked; raises NotOpened."""
        try:
            with self.archive.open(name) as member:
                data = member.read(self.limits.part + 1)
        except _FAULTS:
            raise unreadable(self.file, "@damaged", name) from None
        if len(data) > self.limits.part:
            raise too_much(self.file, "@unpacked_bytes", self.limits.part)
        return data


def opened(data: bytes, file: str, limits: WorkbookLimits | None = None) -> Container:
    """The container, its sizes in order.

    Raises:
        NotOpened: it is no zip archive (old `.xls` and `.doc` files and encrypted ones are told apart), it is damaged, or it
            is or unpacks to more than the limits.
    """
    limits = limits or workbook_bounds()
    if len(data) > limits.file_bytes:
        raise too_much(file, "@bytes", limits.file_bytes)
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise unreadable(file, "@locked_office" if locked else "@old_office")
    if not data.startswith(_ZIP):
        raise unreadable(file, "@no_office")
    try:
        archive = ZipFile(BytesIO(data))
        members = archive.infolist()
    except _FAULTS:
        raise unreadable(file, "@damaged") from None
    if len(members) > limits.members:
        raise too_much(file, "@members", limits.members)
    if sum(one.file_size for one in members) > limits.expanded:
        raise too_much(file, "@unpacked_bytes", limits.expanded)
    if any(one.flag_bits & _ENCRYPTED for one in members):
        raise unreadable(file, "@locked_office")
    return Container(file, frozenset(one.filename for one in members), archive, limits)
