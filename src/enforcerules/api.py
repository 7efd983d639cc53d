"""The public surface: verbs are functions, values stay plain.

rules = load("cn")                       the shipped set; a path is a path
decision = decide(rules, case)           case: a mapping, a Case, or the path of a file
print(explain(decision, "zh"))
to_json(decision)
kept = record(decision)                  canonical bytes; replay(kept, rules) gives the same body or says what differs
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from enforcerules import pipeline
from enforcerules.analysis.diff import diff as compared
from enforcerules.analysis.difference import Difference
from enforcerules.audit.bundles import Trusted, build, inspect, sign, verifiers
from enforcerules.audit.log import Log, LogError
from enforcerules.audit.masking import Masking, MaskingError
from enforcerules.audit.notices import same_amount, to_publicity_row
from enforcerules.audit.opening import open_log as opened_log
from enforcerules.audit.record import DEFAULT as DEFAULT_ALGORITHMS
from enforcerules.audit.record import Envelope, Opinion
from enforcerules.audit.record import record as recorded
from enforcerules.audit.replay import Against, Replayed
from enforcerules.audit.replay import replay as replay_one
from enforcerules.audit.touched import Touched
from enforcerules.audit.touched import touched as touched_by
from enforcerules.base.catalogue import Lang
from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.base.digests import ALGORITHMS, UnknownAlgorithmError
from enforcerules.decide.form import form_of
from enforcerules.decide.timeline import frames_of
from enforcerules.engines import Disagreement, consult
from enforcerules.explain import explain as explanation_of
from enforcerules.explain.reasoning import reasoning as reasoning_of
from enforcerules.load.cases import case_of, load_case
from enforcerules.load.files import read_bytes
from enforcerules.load.shipped import library, located
from enforcerules.model.bundle import Bundle
from enforcerules.model.case import Case
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.membership import Verdict
from enforcerules.model.packages import Packages, packages_of
from enforcerules.model.program import Program
from enforcerules.model.proposal import judged
from enforcerules.render import decision_json
from enforcerules.render.html import html
from enforcerules.render.reasoning import reasoning_text
from enforcerules.render.text import text

CaseLike = Case | Mapping[str, Any] | str | PathLike[str]
RecordLike = bytes | str | PathLike[str]
"""The bytes of a record, or the path of a file that holds them."""


@dataclass(frozen=True)
class Ruleset:
    """Rulesets loaded and compiled: frozen, and safe to share between threads.

    `report` holds the warnings; a ruleset with errors is never made.
    """

    program: Program
    report: Report
    paths: tuple[Path, ...]

    @property
    def matters(self) -> tuple[str, ...]:
        """The ids of all matters, sorted."""
        return tuple(sorted(self.program.matters))


def load(
    path: str | PathLike[str] = "cn",
    *more: str | PathLike[str],
    extending: str | PathLike[str] | None = None,
    trust: Iterable[Trusted] | None = None,
) -> Ruleset:
    """Load rulesets: `"cn"` is the shipped set, `"cn/statutes/食品安全法"` a part of it, anything else a file or a folder.

    Shipped rulesets that they extend come with them. `extending` names what they extend where that lies elsewhere, or
    what should decide with them, such as `"cn"`. A sealed bundle is verified before anything of it is used; with `trust`,
    only bundles signed by one of these keys are loaded (the path of a public key, or a `Verifier`).

    Raises:
        InvalidInput: with every problem found, each at its line and column.
    """
    paths = located((path, *more), extending)
    program, report = pipeline.build(paths, library(), *(() if trust is None else (verifiers(trust),)))
    if program is None:
        raise InvalidInput(report)
    return Ruleset(program, report, paths)


class Live:
    """Rules in use that can be changed while they are used: a bundle that fails verification never replaces them.

    `rules` is what is in use now; a decision keeps the rules that it began with. Safe to share between threads.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *more: str | PathLike[str],
        extending: str | PathLike[str] | None = None,
        trust: Iterable[Trusted] | None = None,
    ) -> None:
        """Load as `load` does; raises InvalidInput."""
        keys = None if trust is None else verifiers(trust)
        self._load = partial(load, path, *more, extending=extending, trust=keys)
        self._lock = Lock()
        self._rules = self._load()

    @property
    def rules(self) -> Ruleset:
        """The rules in use."""
        return self._rules

    def reload(self) -> Ruleset:
        """Load again, and use what was loaded if it is in order.

        Raises:
            InvalidInput: it is not; what was in use stays in use.
        """
        with self._lock:
            self._rules = self._load()
            return self._rules


def check(
    path: str | PathLike[str] = "cn", *more: str | PathLike[str], extending: str | PathLike[str] | None = None
) -> Report:
    """Every problem of rulesets; never raises for bad input."""
    _, report = pipeline.build(located((path, *more), extending), library())
    return report


def diff(old: Ruleset, new: Ruleset, matter: str = "*") -> Difference:
    """What two versions of rules lead to differently: per matter every region of facts where the result differs.

    `matter`: only the matters that a pattern names (`food.*`, an id). By meaning and not by text: see `Difference`.
    """
    return compared(old.program, new.program, matter)


def decide(rules: Ruleset, case: CaseLike, *, cross_check: bool = False) -> Decision:
    """Decide a case: an outcome for each act and party, with its reasons.

    `cross_check` asks every other engine that is there about every condition; `second_opinions` of the decision say which
    agreed on how many. There is no vote: where one differs, there is no decision.

    Raises:
        InvalidInput: with every problem of the case.
        Disagreement: two engines differ on a condition.
    """
    made = as_case(case)
    decision = pipeline.decide(rules.program, made)
    if not cross_check:
        return decision
    frames = [frame for days in pipeline.timelines(rules.program, made) for frame in frames_of(days)]
    return replace(decision, second_opinions=consult(frames))


def as_case(case: CaseLike) -> Case:
    """A case from a mapping or a file; raises InvalidInput."""
    if isinstance(case, str | PathLike):
        made, report = load_case(Path(case))
    else:
        made, report = case_of(case)
    if made is None or report.errors:
        raise InvalidInput(report)
    return made


def decide_many(
    rules: Ruleset, cases: Iterable[CaseLike], *, cross_check: bool = False
) -> Iterator[Decision | InvalidInput]:
    """Decide many cases in order; a case that cannot be decided yields its InvalidInput, and the others go on."""
    for case in cases:
        try:
            yield decide(rules, case, cross_check=cross_check)
        except InvalidInput as problem:
            yield problem


def explain(
    decision: Decision,
    lang: Lang = "zh",
    *,
    depth: Literal["reasons", "full"] = "reasons",
    format: Literal["text", "html"] = "text",  # noqa: A002  the command line's word
) -> str:
    """The explanation: the reasons for a decision document, or (`full`) every rule that was asked."""
    made = explanation_of(decision, depth)
    return html(made, lang) if format == "html" else text(made, lang)


def reasoning(decision: Decision, lang: Lang = "zh") -> str:
    """The reasons for a decision document (说理): 事实、理由、依据、裁量说明, one paragraph a line.

    The document is Chinese; English is a reading aid. While an outcome is open, the first line says so.
    """
    return reasoning_text(reasoning_of(decision), lang)


def to_json(decision: Decision, *, indent: int | None = None) -> str:
    """The decision as JSON after `schemas/decision.schema.json`; money is text in 元."""
    return decision_json.to_json(decision, indent)


def packages(answer: Outcome | Decision) -> Packages:
    """Which measures may lawfully be imposed together if nothing spares the party, kept factored: see `Packages`.

    Raises:
        ValueError: a decision has several outcomes, or none; ask one of them.
    """
    return packages_of(_only(answer).measures)


def permits(answer: Outcome | Decision, chosen: Mapping[str, str | int | bool]) -> Verdict:
    """Whether a package of measures is lawful in this case, its disposition included.

    `chosen` maps a kind (`fine`, `fine@individual`) or the id of a measure to True, to an amount in 元 (text, or an
    integer), or to a length (a number in the unit of the duration, or `10d`, `6m`, `life`); what maps to False or to nil is not
    imposed. The verdict is `lawful`; `if_mitigated` (a mandatory penalty is dropped, a lighter kind takes its place, or an
    amount or length lies below the minimum; `permitted` says whether this case opens mitigation); `unlawful`; or `open`,
    with reasons. Orders are no penalties: one that is left out is `owed`.

    Raises:
        ValueError: a name is no measure of the outcome and no kind; an amount or a length cannot be read; a decision has
            several outcomes, or none.
    """
    return judged(_only(answer), chosen)


def _only(answer: Outcome | Decision) -> Outcome:
    if isinstance(answer, Outcome):
        return answer
    if len(answer.outcomes) != 1:
        raise ValueError(f"the decision has {len(answer.outcomes)} outcomes; ask one of them")
    return answer.outcomes[0]


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
    try:
        return recorded(decision, algorithms, envelope, masking)
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
    for number, one in enumerate(records):
        yield replay_one(_bytes(one), against, _name(one, f"record {number}"))


def touched(records: Iterable[RecordLike], old: Ruleset, new: Ruleset) -> Iterator[Touched]:
    """What a correction of the rules does to each record: which parts that decided it changed, and whether it moves."""
    named = ((_name(one, f"record {number}"), _bytes(one), None) for number, one in enumerate(records))
    return touched_by(named, old.program, new.program)


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


def form(rules: Ruleset, matter: str, *, territory: str | None = None) -> dict[str, Any]:
    """The facts of a matter as a JSON Schema with labels: what to ask on a case form.

    Raises:
        KeyError: there is no such matter.
    """
    return form_of(rules.program, rules.program.matters[matter], territory)


__all__ = [
    "Bundle",
    "Case",
    "Decision",
    "Difference",
    "Disagreement",
    "Envelope",
    "InvalidInput",
    "Live",
    "Log",
    "Masking",
    "Opinion",
    "Replayed",
    "Report",
    "Ruleset",
    "Touched",
    "build",
    "check",
    "decide",
    "decide_many",
    "diff",
    "explain",
    "form",
    "inspect",
    "load",
    "open_log",
    "packages",
    "permits",
    "reasoning",
    "record",
    "replay",
    "replay_many",
    "same_amount",
    "sign",
    "to_json",
    "to_publicity_row",
    "touched",
]
