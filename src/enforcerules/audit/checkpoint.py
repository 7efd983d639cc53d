"""Checkpoints in the text form of C2SP (tlog-checkpoint in a signed note): how large a log is and what its root is, signed.

    example.gov.cn/penalties
    4211
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.gov.cn/penalties Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

Whoever keeps one elsewhere can tell later that nothing before it was altered, taken out or put in.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from enforcerules.audit.signer import Signer, Verifier

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_SIGNATURE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


class CheckpointTextError(ValueError):
    """A text that is no checkpoint; `line` is the first one that is wrong, counted from 1."""

    def __init__(self, line: int) -> None:
        """Keep the line."""
        super().__init__(f"line {line} is not that of a checkpoint")
        self.line = line


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: the name and id of a key, and the signature."""

    name: str
    key_id: str
    signature: bytes

    @property
    def line(self) -> str:
        """As it stands in a note."""
        return f"— {self.name} {base64.b64encode(bytes.fromhex(self.key_id) + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Origin, size and root of a log, further lines, and signatures of all that."""

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def said(self) -> str:
        """The text that is signed."""
        return "".join(
            f"{line}\n" for line in (self.origin, self.size, base64.b64encode(self.root).decode(), *self.more)
        )

    @property
    def text(self) -> str:
        """The whole note."""
        return f"{self.said}\n{''.join(one.line for one in self.signatures)}"

    def signed(self, signer: Signer) -> Checkpoint:
        """The checkpoint with one more signature."""
        made = Signature(signer.name, signer.key_id, signer.sign(self.said.encode()))
        return replace(self, signatures=(*self.signatures, made))

    def signed_by(self, verifiers: Iterable[Verifier]) -> tuple[str, ...]:
        """The names of those whose signature it bears."""
        said = self.said.encode()
        return tuple(
            who.name
            for who in verifiers
            if any(
                one.name == who.name and one.key_id == who.key_id and who.verify(said, one.signature)
                for one in self.signatures
            )
        )


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from its text; raises CheckpointTextError. Signatures are read, not checked."""
    said, blank, rest = text.partition("\n\n")
    lines = said.split("\n")
    if not lines[0]:
        raise CheckpointTextError(1)
    if len(lines) < 2 or not _SIZE.fullmatch(lines[1]):
        raise CheckpointTextError(2)
    root = _decoded(lines[2]) if len(lines) > 2 else None
    if root is None:
        raise CheckpointTextError(3)
    if not blank:
        raise CheckpointTextError(len(lines) + 1)
    signatures = [_signature(line, len(lines) + 2 + n) for n, line in enumerate(rest.split("\n")[:-1])]
    made = Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:]), tuple(signatures))
    if made.text != text:
        raise CheckpointTextError(len(lines) + 2 + len(signatures))
    return made


def _signature(line: str, number: int) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    whole = None if found is None else _decoded(found[2])
    if found is None or whole is None or len(whole) <= 4:
        raise CheckpointTextError(number)
    return Signature(found[1], whole[:4].hex(), whole[4:])


def _decoded(text: str) -> bytes | None:
    try:
        made = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return made if base64.b64encode(made).decode() == text else None
