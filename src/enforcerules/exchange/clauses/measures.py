"""The measures of a record as entries of `penalties`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from enforcerules.exchange.clauses.amounts import amount_text, refers
from enforcerules.exchange.clauses.conditions import condition_text
from enforcerules.exchange.clauses.facts import Facts
from enforcerules.exchange.clauses.limbs import Entry, Limbs, One, OneOf, entries
from enforcerules.exchange.clauses.reading import reversed_months
from enforcerules.exchange.clauses.record import Fine, Penalty, Record
from enforcerules.exchange.clauses.report import Remark, remark
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.document import TARGETS
from enforcerules.model.duration import parse_duration, print_duration

MODES: Final = {
    "mandatory": "shall",
    "optional": "may",
    "single_or_joint": "single_or_joint",
    "optional_escalation": "up_to",
}


@dataclass(frozen=True, slots=True)
class Penalties:
    """Prints the measures of one record."""

    record: Record
    facts: Facts
    words: Vocabulary

    def nodes(self) -> list[dict[str, Any]]:
        """The entries of `penalties`."""
        return [self._entry(entry, first=False) for entry in entries(self.record)]

    def _entry(self, entry: Entry, *, first: bool) -> dict[str, Any]:
        """An entry; a limb says first when it applies, anything else what it is."""
        when = condition_text(entry.when, self.words)
        asked = {} if when is None else {"when": when}
        if isinstance(entry, Limbs):
            return {**asked, "limbs": [self._entry(limb, first=True) for limb in entry.limbs]}
        if isinstance(entry, OneOf):
            return {**asked, "one_of": [[self._entry(branch, first=False)] for branch in entry.branches]}
        measure = _measure(entry, self.facts, self.words)
        return {**asked, **measure} if first else {**measure, **asked}


def _measure(entry: One, facts: Facts, words: Vocabulary) -> dict[str, Any]:
    what = entry.what
    mode = MODES[what.mode]
    if isinstance(what, Fine):
        made: dict[str, Any] = {"fine": {mode: amount_text(what, facts, words)}}
    else:
        made = {what.kind: mode}
        if what.duration is not None:
            made["duration"] = _duration(what.duration)
    if what.target not in TARGETS:
        made |= {"target": "other", "what": f"对{what.target}"}
    elif what.target != "violator":
        made["target"] = what.target
    return made


def _duration(text: str) -> str:
    found = parse_duration(reversed_months(text) or text)
    assert found is not None  # noqa: S101  see reading
    return print_duration(found)


def remarks(record: Record) -> Iterator[Remark]:
    """What is said of a record: what could not be said, and what was corrected."""
    law, name, line = record.law, str(record.id), record.line
    if record.status == "partial":
        yield remark("partial", law, name, line, why="、".join(record.why_partial))
    for field in record.others:
        yield remark("field_unseen", law, name, line, field=field)
    for rule in record.rules:
        unheard = (*rule.others, *(field for one in rule.measures for field in one.others))
        yield from (remark("field_unseen", law, name, line, field=field) for field in unheard)
        for measure in rule.measures:
            if measure.target not in TARGETS:
                yield remark("target_unseen", law, name, line, target=measure.target)
            yield from _of_a_fine(measure, record) if isinstance(measure, Fine) else _of_a_penalty(measure, record)
    yield from _alone(record)


def _of_a_fine(fine: Fine, record: Record) -> Iterator[Remark]:
    if fine.kind != "reference":
        return
    where = (record.law, str(record.id), record.line)
    if fine.reference is None:
        yield remark("reference_unnamed", *where)
    elif refers(fine) is None:
        yield remark("reference_unreadable", *where, phrase=fine.reference)


def _of_a_penalty(penalty: Penalty, record: Record) -> Iterator[Remark]:
    corrected = None if penalty.duration is None else reversed_months(penalty.duration)
    if corrected is not None:
        args = {"given": str(penalty.duration), "read": corrected}
        yield remark("duration_corrected", record.law, str(record.id), record.line, **args)


def _alone(record: Record) -> Iterator[Remark]:
    """Alternatives of one branch: the record names no other."""
    for entry in entries(record):
        for one in entry.limbs if isinstance(entry, Limbs) else (entry,):
            if isinstance(one, OneOf) and len(one.branches) == 1:
                group = str(one.branches[0].what.group)
                yield remark("alternative_alone", record.law, str(record.id), record.line, group=group)
