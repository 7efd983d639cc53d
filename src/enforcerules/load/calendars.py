"""Years of the working-day calendar, read from their files."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.source import Listing, Span, Table, Text, span_of, whole
from enforcerules.load.shape import shaped
from enforcerules.model.calendar import YearCalendar
from enforcerules.model.document import Node
from enforcerules.model.scalars import Day, Id, Str, Whole

KNOWN = "CN"
"""The calendar that deadlines are counted by."""


class YearDoc(Node):
    """One year of a working-day calendar."""

    format: Str
    calendar: Id
    year: Whole
    notice: Str = Text("")
    source: Str = Text("")
    evidence: Str = Text("secondary")
    note: Str | None = None
    off: tuple[Day, ...] = ()
    work: tuple[Day, ...] = ()


class Years:
    """The years that were read, each once: two bundles may hold the same one, but not each its own."""

    def __init__(self) -> None:
        """None so far."""
        self._read: dict[int, tuple[YearCalendar, str]] = {}

    def __bool__(self) -> bool:
        """Whether any was read."""
        return bool(self._read)

    def __iter__(self) -> Iterator[YearCalendar]:
        """The years as they were read."""
        return (year for year, _ in self._read.values())

    def add(self, node: Table, file: str) -> tuple[Diagnostic, ...]:
        """One more file, or what is wrong with it."""
        doc, problems = shaped(YearDoc, node, file)
        if doc is None:
            return problems
        year = _year(doc)
        before, other = self._read.setdefault(doc.year, (year, file))
        twice = [] if before == year else [diagnose("ER330", node.span_at("year"), year=doc.year, other=other)]
        return (*problems, *twice, *_slips(doc, node, file))


def _slips(doc: YearDoc, node: Table, file: str) -> Iterator[Diagnostic]:
    """What no calendar means: another calendar, days of another year, days that are both off and worked."""
    if doc.calendar != KNOWN:
        yield diagnose("ER251", node.span_at("calendar"), where="calendar", found=doc.calendar, known=KNOWN)
    both = set(doc.off) & set(doc.work)
    for key, days in (("off", doc.off), ("work", doc.work)):
        listed = node.get(Text(key))
        for number, day in enumerate(days):
            reason = "@day_other_year" if day.year != doc.year else "@day_off_and_worked" if day in both else None
            if reason is not None:
                yield diagnose("ER331", _place(listed, number, file), day=day, year=doc.year, reason=reason)


def _place(listed: object, number: int, file: str) -> Span:
    return (span_of(listed[number]) if isinstance(listed, Listing) else span_of(listed)) or whole(file)


def _year(doc: YearDoc) -> YearCalendar:
    return YearCalendar(
        year=doc.year,
        notice=str(doc.notice),
        source=str(doc.source),
        evidence="primary" if doc.evidence == "primary" else "secondary",
        off=frozenset(doc.off),
        work=frozenset(doc.work),
    )
