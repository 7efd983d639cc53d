"""The auditor's verbs: record, replay, review, the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from enforcerules.api.asked import several
from enforcerules.api.cases import CaseLike, as_case
from enforcerules.api.rules import Ruleset
from enforcerules.audit.log import Log, LogError
from enforcerules.audit.masking import Masking, MaskingError
from enforcerules.audit.opening import open_log as opened_log
from enforcerules.audit.record import DEFAULT as DEFAULT_ALGORITHMS
from enforcerules.audit.record import Envelope
from enforcerules.audit.record import record as recorded
from enforcerules.audit.replay import Against, Replayed
from enforcerules.audit.replay import replay as replay_one
from enforcerules.audit.review.kinds import KINDS
from enforcerules.audit.review.run import review as reviewed
from enforcerules.audit.review.sampling import Given, sampled
from enforcerules.audit.review.scoring import scored
from enforcerules.audit.touched import Touched
from enforcerules.audit.touched import touched as touched_by
from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.base.digests import ALGORITHMS, UnknownAlgorithmError
from enforcerules.load.files import read_bytes
from enforcerules.load.made import load_made, made_of
from enforcerules.load.scoresheets import load_scoresheet, scoresheet_of
from enforcerules.model.decision import Decision
from enforcerules.model.made import Made
from enforcerules.model.review import Review
from enforcerules.model.sampling import Draw, Drawn, Scoresheet

_HALF = re.compile("[\ud800-\udfff]")
RecordLike = bytes | str | PathLike[str]
"""The bytes of a record, or the path of a file that holds them."""
MadeLike = Made | Mapping[str, Any] | str | PathLike[str]
"""A decision that was made, or the path of a file, table or folder of such."""
SheetLike = Scoresheet | Mapping[str, Any] | str | PathLike[str]
"""A scoring sheet, or the path of the file that holds it."""


def record(
    decision: Decision,
    algorithms: Sequence[str] = DEFAULT_ALGORITHMS,
    *,
    envelope: Envelope | None = None,
    masking: Masking | None = None,
) -> bytes:
    """The record of a decision: canonical bytes that replay anywhere with nothing but the rulesets.

    `algorithms`: one or more of `sha256`, `sm3`, `sha384`, `sha512`, `sha3_256`. `envelope`: by whom and when, and second
    opinions. `masking`: personal data to be replaced by salted commitments; salts and values are in the record then,
    under `disclosures`, until they are put apart.

    Raises:
        InvalidInput: an algorithm is not there, or something cannot be masked.
    """
    half = None if envelope is None else _HALF.search(f"{envelope.by}{envelope.at}")
    if half is not None:  # the argument of a command line may be no UTF-8
        raise InvalidInput(Report((diagnose("ER117", None, escape=ascii(half.group())[1:-1]),)))
    try:
        return recorded(decision, tuple(several(algorithms, "algorithms")), envelope, masking)
    except UnknownAlgorithmError as missing:
        problem = diagnose("ER806", None, algorithm=missing.algorithm, known="、".join(ALGORITHMS))
    except MaskingError as wrong:
        problem = diagnose("ER808", None, field=wrong.at, what=f"@mask_{wrong.key}")
    raise InvalidInput(Report((problem,)))


def replay(
    record: RecordLike,
    rules: Ruleset,
    *,
    apart: RecordLike | None = None,
    case: CaseLike | None = None,
    edition: str | None = None,
) -> Replayed:
    """Decide a record's case again: the same bytes of its body, or the first path that differs and why.

    `apart`: what was masked and kept apart. `case`: the case as it stands now, instead of the one recorded. `edition`: an
    edition of the semantics other than the record's own.

    Raises:
        InvalidInput: a file cannot be read, or the case given is none.
    """
    against = Against(rules.program, None if case is None else as_case(case), edition)
    return replay_one(_bytes(record), against, _name(record), None if apart is None else _bytes(apart))


def replay_many(records: Iterable[RecordLike], rules: Ruleset) -> Iterator[Replayed]:
    """Replay many records, in order; one that was altered or is none yields what is wrong with it, and the others go on."""
    against = Against(rules.program)
    for number, one in enumerate(several(records, "records")):
        yield replay_one(_bytes(one), against, _name(one, f"record {number}"))


def touched(records: Iterable[RecordLike], old: Ruleset, new: Ruleset) -> Iterator[Touched]:
    """What a correction of the rules does to each record: which parts that decided it changed, and whether it moves."""
    named = (
        (_name(one, f"record {number}"), _bytes(one), None) for number, one in enumerate(several(records, "records"))
    )
    return touched_by(named, old.program, new.program)


def review(
    rules: Ruleset,
    decisions: MadeLike | Iterable[MadeLike],
    *,
    draw: Draw | None = None,
    scoresheet: SheetLike | None = None,
) -> Review:
    """Hold decisions that were made (`enforcerules/made/1`) against what the rules allow on their day.

    One decision is a mapping, a `Made`, or the path of a file, table or folder; or several of them. Findings say what was
    done, on which article they rest and what would be lawful; what cannot be judged is named with what is missing. A decision that
    cannot be used keeps its problems in its `report`, and the others go on: nothing is raised for it. `draw`: only so many of every
    group, drawn by a seed. `scoresheet`: every decision is scored as well.

    Raises:
        InvalidInput: the scoring sheet is none, or two decisions of a group bear one name.
    """
    sheet = None if scoresheet is None else _scoresheet(scoresheet)
    several = decisions if isinstance(decisions, Iterable) and not _is_one(decisions) else (decisions,)
    given: Iterable[Given] = (one for each in several for one in _made(each))  # type: ignore[arg-type]
    drawn: Drawn | None = None
    if draw is not None:
        given, drawn = sampled(given, draw)
    found = replace(reviewed(rules.program, given), drawn=drawn)
    return found if sheet is None else replace(found, scores=scored(found.decisions, sheet))


def _scoresheet(given: SheetLike) -> Scoresheet:
    if isinstance(given, Scoresheet):
        return given
    read = load_scoresheet(Path(given), KINDS) if isinstance(given, str | PathLike) else scoresheet_of(given, KINDS)
    sheet, report = read
    if sheet is None or report.errors:
        raise InvalidInput(report)
    return sheet


def _is_one(decisions: object) -> bool:
    return isinstance(decisions, Made | Mapping | str | PathLike)


def _made(one: MadeLike) -> Iterator[tuple[str, Made | None, Report]]:
    given = load_made(Path(one)) if isinstance(one, str | PathLike) else (made_of(one),)
    yield from ((each.name, each.made, each.report) for each in given)


def open_log(
    where: str | PathLike[str], origin: str | None = None, *, algorithm: str = "sha256", write: bool = True
) -> Log:
    """A log of records: a SQLite file, a folder, or `postgresql://…`; with an `origin`, its name, it is made if need be.

    Raises:
        InvalidInput: there is none, it is something else, or it cannot be used.
    """
    try:
        return opened_log(where, origin, algorithm=algorithm, write=write)
    except LogError as error:
        raise InvalidInput(Report((error.diagnostic,))) from None


def _bytes(record: RecordLike) -> bytes:
    if isinstance(record, bytes):
        return record
    data, found = read_bytes(Path(record))
    if data is None:
        raise InvalidInput(Report(found))
    return data.removesuffix(b"\n")


def _name(record: RecordLike, otherwise: str = "record") -> str:
    return otherwise if isinstance(record, bytes) else str(record)
