"""Clause records from a file of JSON lines, one record a line, each validated for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, Label, Report, diagnose, lowered
from enforcerules.base.limits import CLAUSE_RULES, CLAUSES, bounds
from enforcerules.base.source import Span, Table, Text, span_of, whole
from enforcerules.exchange.clauses.expression import RefusedExpression, parse
from enforcerules.exchange.clauses.figures import factor, money
from enforcerules.exchange.clauses.record import (
    OF_A_BASE,
    OF_MONEY,
    Fine,
    FineDoc,
    Penalty,
    PenaltyDoc,
    Record,
    RecordDoc,
    Rule,
    RuleDoc,
)
from enforcerules.load.files import read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.shape import kind_of, shaped
from enforcerules.model.citation import LARGEST, Citation
from enforcerules.model.citation import parse as parse_citation
from enforcerules.model.document import TARGETS
from enforcerules.model.duration import parse_duration

_ID: Final = re.compile("[A-Za-z一-鿿《][A-Za-z0-9_一-鿿《》、（）·#-]{0,119}")
_LAW: Final = re.compile("[A-Za-z一-鿿《][A-Za-z0-9一-鿿《》、（）·-]{0,59}")
_KIND: Final = re.compile("[a-z][a-z0-9_]{0,39}")
_BASE: Final = re.compile(r"[a-z_][a-z0-9_]{0,59}( ?\* ?[a-z_][a-z0-9_]{0,59}){0,3}")
_REVERSED: Final = re.compile("([0-9]{1,4})-([0-9]{1,4})m")


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """The records that can be used, how many lines held one, and what is wrong with the others."""

    records: tuple[Record, ...]
    count: int
    report: Report


def read_records(path: Path) -> RecordsRead:
    """Every record of a file; a record with a problem is left out, with a diagnostic that says why."""
    data, problems = read_bytes(path)
    if data is None:
        return RecordsRead((), 0, Report(problems))
    return records_of(data, str(path))


def records_of(data: bytes, file: str) -> RecordsRead:
    """Every record of the bytes of a file."""
    found: list[Diagnostic] = []
    kept: dict[str, Record] = {}
    count = 0
    for before, line in enumerate(data.split(b"\n")):
        if not line.strip():
            continue
        if len(found) >= bounds().problems:
            found.append(diagnose("ER137", Span(file, before + 1, 1, before + 1, 1), limit=bounds().problems))
            break
        count += 1
        record, problems = _line(line, file, before)
        found += problems
        if record is not None and record.id in kept:
            found.append(_twice(record, kept[record.id], before))
        elif record is not None:
            kept[record.id] = record
    if not count:
        found.append(diagnose("ER113", whole(file)))
    return RecordsRead(tuple(kept.values()), count, Report(tuple(found)))


def _line(line: bytes, file: str, before: int) -> tuple[Record | None, list[Diagnostic]]:
    node, problems = read_json(line, file, CLAUSES)
    found = list(problems)
    record = None
    if isinstance(node, Table) and not found:
        document, shape = shaped(RecordDoc, node, "record")
        found += shape
        record = None if document is None else _record(document, before + 1, found)
    elif node is not None and not found:
        found.append(diagnose("ER203", span_of(node), where="record", expected="@mapping", found=kind_of(node)))
    bad = Report(tuple(found)).errors
    return None if bad else record, [lowered(one, before) for one in found]


def _twice(record: Record, first: Record, before: int) -> Diagnostic:
    span, other = record.id.span, first.id.span
    labels = [] if other is None else [Label(replace(other, line=first.line, end_line=first.line), "first")]
    return replace(lowered(diagnose("ER309", span, id=record.id), before), labels=tuple(labels))


def _record(doc: RecordDoc, line: int, found: list[Diagnostic]) -> Record:
    if not _ID.fullmatch(doc.id):
        found.append(diagnose("ER252", doc.id.span, found=doc.id))
    if not _LAW.fullmatch(doc.law):
        found.append(diagnose("ER705", doc.law.span, law=doc.law))
    if not 1 <= len(doc.rules) <= CLAUSE_RULES:
        found.append(diagnose("ER224", doc.place_of("rules"), found=len(doc.rules), low=1, high=CLAUSE_RULES))
    return Record(
        id=doc.id,
        law=str(doc.law),
        version=doc.version.isoformat(),
        citation=_citation(doc, found),
        rules=tuple(_rule(rule, found) for rule in doc.rules[:CLAUSE_RULES]),
        status=doc.status,
        why_partial=tuple(map(str, doc.why_partial)),
        premise=tuple(map(str, doc.premise)),
        superseded=doc.likely_superseded,
        note=None if doc.note is None else str(doc.note),
        line=line,
        others=doc.others,
    )


def _citation(doc: RecordDoc, found: list[Diagnostic]) -> Citation:
    """The article and paragraph: 第一百二十四条 and 1."""
    place = parse_citation(doc.article)
    if place is None or place.instrument or place.article is None or place.paragraph is not None:
        found.append(diagnose("ER305", doc.article.span, text=doc.article))
        place = Citation("", 1)
    if not doc.paragraph.isascii() or not doc.paragraph.isdigit():
        found.append(diagnose("ER221", doc.paragraph.span, found=doc.paragraph))
    elif not 1 <= int(doc.paragraph[:9]) <= LARGEST:
        found.append(diagnose("ER224", doc.paragraph.span, found=doc.paragraph, low=1, high=LARGEST))
    else:
        return replace(place, instrument=str(doc.law), paragraph=int(doc.paragraph))
    return place


def _rule(doc: RuleDoc, found: list[Diagnostic]) -> Rule:
    try:
        when = parse(doc.when)
    except RefusedExpression as refused:
        found.append(diagnose("ER701", doc.when.span, found=refused.found, what=refused.what))
        when = parse("always")
    if not doc.fines and not doc.penalties:
        found.append(diagnose("ER516", doc.span))
    return Rule(
        when,
        tuple(_fine(one, found) for one in doc.fines),
        tuple(_penalty(one, found) for one in doc.penalties),
        doc.others,
    )


# ---- fines -------------------------------------------------------------------------------------------------------


def _fine(doc: FineDoc, found: list[Diagnostic]) -> Fine:
    before = len(found)
    lo, hi = _ends(doc, found)
    made = Fine(
        kind=doc.kind,
        target=_target(doc.target, found),
        mode=doc.mode,
        lo=lo,
        hi=hi,
        base=_base(doc, found),
        base_text=_text(doc.base_text),
        base_floor=_bound(doc, "base_floor_yuan", found),
        floor=_bound(doc, "floor_yuan", found),
        cap=_bound(doc, "cap_yuan", found),
        group=_text(doc.alt_group),
        reference=_text(doc.reference),
        span=None if doc.base is None else doc.base.span,
        others=doc.others,
    )
    if len(found) == before:
        found += _contradictions(doc, made)
    return made


def _text(text: Text | None) -> str | None:
    return None if text is None or not text.strip() else str(text)


def _ends(doc: FineDoc, found: list[Diagnostic]) -> tuple[Fraction | None, Fraction | None]:
    """Minimum and maximum: money, or factors of a base; none where the amount is left open or set elsewhere."""
    wanted = ("min", "max") if doc.kind in OF_MONEY else ("min_factor", "max_factor") if doc.kind in OF_A_BASE else ()
    for key in ("min", "max", "min_factor", "max_factor"):
        given = getattr(doc, key)
        if key in wanted and given is None:
            found.append(diagnose("ER202", doc.span, where=doc.kind, key=key))
        elif key not in wanted and given is not None:
            found.append(
                diagnose("ER703", doc.place_of_key(key), kind=doc.kind, key=key, found=given, expected="@null")
            )
    if not wanted:
        return None, None
    read = money if doc.kind in OF_MONEY else factor
    lo, hi = (read(getattr(doc, key), found) for key in wanted)
    if lo is not None and hi is not None and lo > hi:
        found.append(
            diagnose("ER417", doc.place_of(wanted[0]), text=f"{getattr(doc, wanted[0])}–{getattr(doc, wanted[1])}")
        )
    if doc.kind == "upper_only" or (doc.kind in OF_A_BASE and lo == 0):
        return None, hi
    return lo, hi


def _contradictions(doc: FineDoc, fine: Fine) -> Iterator[Diagnostic]:
    """Figures that the kind of the fine excludes."""
    if fine.kind == "upper_only" and doc.min is not None and Fraction(doc.min) != 0:
        yield diagnose("ER703", doc.place_of("min"), kind=doc.kind, key="min", found=doc.min, expected="`0`")
    if fine.kind == "fixed_amount" and fine.lo != fine.hi:
        yield diagnose("ER703", doc.place_of("max"), kind=doc.kind, key="max", found=doc.max, expected=f"`{doc.min}`")
    if fine.hi == 0:
        key = "max" if doc.kind in OF_MONEY else "max_factor"
        yield diagnose("ER703", doc.place_of(key), kind=doc.kind, key=key, found=getattr(doc, key), expected="`> 0`")
    if fine.floor is not None and fine.cap is not None and fine.floor > fine.cap:
        yield diagnose("ER417", doc.place_of("floor_yuan"), text=f"{doc.floor_yuan}–{doc.cap_yuan}")


def _base(doc: FineDoc, found: list[Diagnostic]) -> tuple[str, ...]:
    if doc.kind not in OF_A_BASE:
        if doc.base is not None:
            found.append(diagnose("ER703", doc.base.span, kind=doc.kind, key="base", found=doc.base, expected="@null"))
        return ()
    if doc.base is None:
        found.append(diagnose("ER202", doc.span, where=doc.kind, key="base"))
        return ()
    if not _BASE.fullmatch(doc.base):
        found.append(diagnose("ER702", doc.base.span, found=doc.base))
        return ()
    return tuple(name.strip() for name in doc.base.split("*"))


def _bound(doc: FineDoc, key: str, found: list[Diagnostic]) -> Fraction | None:
    """A bound of the base or of the result; only fines of a base have any."""
    given: Text | None = getattr(doc, key)
    of_money = doc.kind in OF_A_BASE and (key != "base_floor_yuan" or doc.kind != "per_unit")
    if given is not None and not of_money:
        found.append(diagnose("ER703", given.span, kind=doc.kind, key=key, found=given, expected="@null"))
        return None
    bound = money(given, found)
    if bound == 0 and given is not None:
        found.append(diagnose("ER703", given.span, kind=doc.kind, key=key, found=given, expected="`> 0`"))
    return bound


# ---- other penalties ---------------------------------------------------------------------------------------------


def _penalty(doc: PenaltyDoc, found: list[Diagnostic]) -> Penalty:
    if not _KIND.fullmatch(doc.type) or doc.type == "fine":
        found.append(diagnose("ER252", doc.type.span, found=doc.type))
    if doc.duration is not None and parse_duration(doc.duration) is None and reversed_months(doc.duration) is None:
        found.append(diagnose("ER422", doc.duration.span, text=doc.duration))
    return Penalty(
        kind=str(doc.type),
        target=_target(doc.target or Text("violator"), found),
        mode=doc.mode,
        duration=_text(doc.duration),
        group=_text(doc.alt_group),
        others=doc.others,
    )


def _target(text: Text, found: list[Diagnostic]) -> str:
    """A target of the format is taken; another word, if it is one, is named later as something that cannot be said."""
    if text not in TARGETS and not _KIND.fullmatch(text):
        found.append(diagnose("ER252", text.span, found=text))
    return str(text)


def reversed_months(text: str) -> str | None:
    """A known slip of the records, corrected: of 六个月以上一年以下 the first figure was multiplied by twelve (`72-12m`).

    None for every other duration.
    """
    match = _REVERSED.fullmatch(text)
    if match is None:
        return None
    lo, hi = int(match[1]), int(match[2])
    return f"{lo // 12}-{hi}m" if lo > hi and lo % 12 == 0 and 0 < lo // 12 <= hi else None
