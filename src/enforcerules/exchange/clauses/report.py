"""What the importer has to say of records and laws; words for it are in `cli`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from enforcerules.base.diagnostics import Report

Code: TypeAlias = Literal[
    "partial",
    "rank_guessed",
    "kind_unseen",
    "name_unseen",
    "target_unseen",
    "field_unseen",
    "duration_corrected",
    "reference_unnamed",
    "reference_unreadable",
    "term_left_out",
    "terms_joined",
    "alternative_alone",
    "paragraph_absent",
]
UNSAID: Final[frozenset[Code]] = frozenset({"partial", "target_unseen", "field_unseen", "reference_unreadable"})
"""Remarks after which a record is not said completely."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding: of a record (its id and line), or of a law as a whole."""

    code: Code
    law: str
    record: str | None = None
    line: int | None = None
    args: tuple[tuple[str, str], ...] = ()


def remark(code: Code, law: str, record: str | None = None, line: int | None = None, **args: str) -> Remark:
    """A remark with its arguments by name."""
    return Remark(code, law, record, line, tuple(sorted(args.items())))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How an import went.

    `read`: lines that held a record; `refused`: records left out, each with a diagnostic; `imported` and `said`: matters
    made, and those among them that say everything their record says.
    """

    read: int
    refused: int
    imported: int
    said: int
    laws: int
    remarks: tuple[Remark, ...]
    diagnostics: Report

    @property
    def complete(self) -> bool:
        """Whether every record is said completely."""
        return self.said == self.read


def reported(read: int, matters: Iterable[tuple[str, str]], remarks: Iterable[Remark], found: Report) -> ImportReport:
    """The report of an import; `matters` are pairs of law and record id."""
    made, kept = list(matters), tuple(remarks)
    unsaid = {one.record for one in kept if one.code in UNSAID}
    said = sum(record not in unsaid for _, record in made)
    return ImportReport(read, read - len(made), len(made), said, len({law for law, _ in made}), kept, found)


def counted(report: ImportReport) -> dict[str, int]:
    """How many remarks of each code."""
    return dict(sorted(Counter(one.code for one in report.remarks).items()))
