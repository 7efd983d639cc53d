"""Shipped rulesets, example cases, bundles and records damaged at random: what comes of each copy is looked at.

    python scripts/damage.py                              24,000 copies, 6,000 of each kind
    python scripts/damage.py --count 400 --seed 7         fewer, others
    python scripts/damage.py --kind cases --only 123      one copy again, its bytes kept with --keep FOLDER

A copy is in order if it is refused with a diagnostic, if it leads to the same decision, or, for rulesets and cases, if the
digest of the meaning or of the case says that something else was decided. `words` are rulesets of which only the digest of the
titles differs, and cases of which only the name does. Everything else is a problem: a traceback, more than five
seconds of processor time, more than 512 MiB more memory, or a difference that no digest shows.

Each copy follows from the seed, its kind and its number alone. Half of the records have their digests made anew after
the damage, as somebody would who knows how: such a record must not be replayed as the same while its case is as it was and
its decision is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import resource
import shutil
import sys
import tempfile
import textwrap
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any, Final

import enforcerules as er
from clock import within
from damaging import damaged
from enforcerules.audit.record import frames_for, written
from enforcerules.audit.replay import Against, replay
from enforcerules.audit.verify_offline import Altered, Unusable, check_record
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report
from enforcerules.decide.provenance import wording
from enforcerules.load.cases import load_case
from enforcerules.load.cases import written as examples_in
from enforcerules.model.case import Case
from enforcerules.render.diagnostics import text
from enforcerules.testing.collect import collect
from read_once import read_once

ROOT: Final = Path(__file__).resolve().parent.parent
CN: Final = ROOT / "rulesets" / "cn"
KINDS: Final = ("rulesets", "cases", "bundles", "records")
SECONDS: Final = 5
MEMORY: Final = 512 * 1024
THEMES: Final = (
    *(
        ("culture",),
        ("labour/child",),
        ("environment",),
        ("market/food",),
        ("tax/registration",),
        ("daily_fine/safety",),
    ),
    *(("safety/training",), ("safety/first",), ("health/public_places",), ("transport",), ("water",), ("trade",)),
    *(("guangdong/noise",), ("huizhou/food",), ("liling/urban",), ("examples/ladder",), ("examples/credit",)),
    *(("examples/visits",), ("general", "labour/child"), ("general", "culture")),
)
"""Shipped rulesets whose files are damaged, with the cases that they decide; the general law together with a theme."""
CASES_OF_A_THEME: Final = 4
TELLING: Final = ("refused", "differs", "words", "equal")
"""Of several cases of a ruleset, what is told: the first of these that came of one."""


class Problem(Exception):
    """What must not come of a damaged copy, with its kind."""


class Hang(BaseException):
    """A copy that takes longer than it may; no handler of errors catches it."""


@dataclass(frozen=True)
class Subject:
    """Something to be damaged: a name, its bytes, and what says what came of the damaged ones."""

    name: str
    data: bytes
    judge: Callable[[bytes], str]


@dataclass
class Told:
    """What came of the copies of a kind."""

    kind: str
    verdicts: Counter[str] = field(default_factory=Counter)
    problems: list[dict[str, Any]] = field(default_factory=list)
    slowest: float = 0.0

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "kind": self.kind,
            "copies": self.verdicts.total(),
            **dict(sorted(self.verdicts.items())),
            "problems": self.problems,
            "slowest": round(self.slowest, 2),
        }


# ---- what is compared ------------------------------------------------------------------------------------------------


def refused(report: Report) -> str:
    """A refusal, which says something in both languages."""
    if not report.errors or not all(text(report, lang).strip() for lang in ("zh", "en")):
        raise Problem("refused without a word")
    return "refused"


@dataclass(frozen=True)
class Made:
    """A decision as it is compared: its JSON, and the digests of meaning, case and titles."""

    told: str
    meaning: str
    case: str
    words: str


def made_of(rules: er.Ruleset, case: Case, *, told: bool = False) -> Made:
    """Decide and look at everything that may be shown."""
    decision = er.decide(rules, case)
    if told:
        er.explain(decision, "zh", depth="full")
        er.explain(decision, "en", format="html")
        er.reasoning(decision)
    return Made(er.to_json(decision), decision.meaning, decision.case_digest, wording(frames_for(rules.program, case)))


def compared(before: Made, after: Made) -> str:
    """Equal, or different by a digest that says so."""
    if after.told == before.told:
        return "equal"
    if (after.meaning, after.case) != (before.meaning, before.case):
        return "differs"
    if after.words != before.words:
        return "words"
    raise Problem(f"silent: {_first(before.told, after.told)}")


def _first(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, at - 60) : at + 40]!r} -> {other[max(0, at - 60) : at + 40]!r}"


# ---- rulesets --------------------------------------------------------------------------------------------------------


@cache
def case_texts(folder: Path) -> tuple[bytes, ...]:
    """The cases of the examples below a folder, each as a file of its own."""
    found = []
    for path in collect([folder]):
        match = re.search(r"^case:\n((?: .*\n|\n)+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if match is not None and "format: enforcerules/case/1" in match[1]:
            found.append(textwrap.dedent(match[1]).encode())
    return tuple(found)


def themes(scratch: Path, step: int) -> Iterator[Subject]:
    """Every file of some shipped rulesets, damaged where it stands among the others."""
    for number, names in enumerate(THEMES[::step]):
        copy = scratch / f"theme{number}"
        for name in names:
            shutil.copytree(CN / name, copy / name, ignore=shutil.ignore_patterns("cases"))
        kept = cache(partial(_decided, names, copy))
        for path in sorted((copy / names[0]).rglob("*.yaml")):
            yield Subject(f"{names[0]}/{path.name}", path.read_bytes(), _as_ruleset(path, copy, kept))


def _decided(names: Sequence[str], copy: Path) -> list[tuple[Case, Made]]:
    """A few cases of a theme with their decisions."""
    rules = er.load(copy)
    examples = [one.example for path in collect([CN / names[-1]]) for one in examples_in(path)]
    step = max(1, len(examples) // CASES_OF_A_THEME)
    given = [one.case for one in examples[::step] if one is not None][:CASES_OF_A_THEME]
    return [(case, made_of(rules, case)) for case in given]


def _as_ruleset(path: Path, folder: Path, kept: Callable[[], list[tuple[Case, Made]]]) -> Callable[[bytes], str]:
    whole = path.read_bytes()

    def judge(data: bytes) -> str:
        decided = kept()
        path.write_bytes(data)
        try:
            rules = er.load(folder)
        except er.InvalidInput as invalid:
            return refused(invalid.report)
        finally:
            path.write_bytes(whole)
        return min((_again(rules, case, before) for case, before in decided), key=TELLING.index)

    return judge


def _again(rules: er.Ruleset, case: Case, before: Made) -> str:
    try:
        return compared(before, made_of(rules, case))
    except er.InvalidInput as invalid:
        return refused(invalid.report)


# ---- cases -----------------------------------------------------------------------------------------------------------


def read_case(content: bytes, scratch: Path) -> Case:
    """A case from its bytes; raises InvalidInput."""
    path = scratch / "case.yaml"
    path.write_bytes(content)
    case, report = load_case(path)
    if case is None or report.errors:
        raise er.InvalidInput(report)
    return case


def cases(scratch: Path, step: int) -> Iterator[Subject]:
    """The cases of all examples of the shipped rulesets, but for those of the catalogue of statutes."""
    rules = er.load("cn")
    texts = [*case_texts(CN), *(path.read_bytes() for path in sorted((ROOT / "examples").glob("*.yaml")))]
    known = [one for one in texts if set(_MATTER.findall(one.decode())) <= set(rules.matters)]
    for content in known[::step]:
        yield Subject(f"case {hashlib.sha256(content).hexdigest()[:8]}", content, _as_case(rules, content, scratch))


_MATTER: Final = re.compile(r"\bmatter: ([^\s,}\[]+)")


def _as_case(rules: er.Ruleset, whole: bytes, scratch: Path) -> Callable[[bytes], str]:
    @cache
    def intact() -> Made:
        return made_of(rules, read_case(whole, scratch), told=True)

    def judge(data: bytes) -> str:
        before = intact()
        try:
            after = made_of(rules, read_case(data, scratch), told=True)
        except er.InvalidInput as invalid:
            return refused(invalid.report)
        return "words" if _nameless(before) == _nameless(after) != before.told else compared(before, after)

    return judge


def _nameless(made: Made) -> str:
    return re.sub(r'"case":"(?:[^"\\]|\\.)*",', "", made.told, count=1)


# ---- bundles ---------------------------------------------------------------------------------------------------------


def bundles(scratch: Path, step: int) -> Iterator[Subject]:
    """Sealed bundles of a few themes, every byte of which counts."""
    for name in ("general", "labour/child", "culture", "daily_fine/safety", "examples/ladder")[::step]:
        data = er.build(f"cn/{name}")
        path = scratch / "rules.bundle"
        path.write_bytes(data)
        rules = er.load(path)
        texts = case_texts(CN / name)
        case = next(iter(_usable(rules, [read_case(one, scratch) for one in texts])), None)
        yield Subject(f"bundle of {name}", data, _as_bundle(path, case, None if case is None else made_of(rules, case)))


def _usable(rules: er.Ruleset, given: list[Case]) -> Iterator[Case]:
    for case in given:
        try:
            er.decide(rules, case)
        except er.InvalidInput:
            continue
        yield case


def _as_bundle(path: Path, case: Case | None, before: Made | None) -> Callable[[bytes], str]:
    def judge(data: bytes) -> str:
        path.write_bytes(data)
        try:
            rules = er.load(path)
        except er.InvalidInput as invalid:
            return refused(invalid.report)
        if case is None or before is None:
            raise Problem("read, although it is not what was sealed")
        after = _again(rules, case, before)
        if after not in {"equal", "refused"}:
            raise Problem(f"a damaged bundle decides otherwise: {after}")
        return after

    return judge


# ---- records ---------------------------------------------------------------------------------------------------------


def records(scratch: Path, step: int) -> Iterator[Subject]:
    """Records of some decisions, with one digest and with two, some with personal data masked."""
    rules = er.load("cn")
    against = Against(rules.program)
    for number, content in enumerate(case_texts(CN)[:: 12 * step]):
        try:
            decision = er.decide(rules, read_case(content, scratch))
        except er.InvalidInput:
            continue
        algorithms = ("sha256", "sm3") if number % 2 else ("sha256",)
        masking = er.Masking(("personal",), b"not a secret, but for a trial") if number % 3 == 2 else None
        data = er.record(decision, algorithms, masking=masking)
        yield Subject(f"record {number}", data, _as_record(against, data))
        yield Subject(f"body of record {number}", canonical(json.loads(data)["body"]), _as_body(against, data))


def _as_record(against: Against, whole: bytes) -> Callable[[bytes], str]:
    def judge(data: bytes) -> str:
        found = replay(data, against)
        try:
            check_record(data)
        except (Altered, Unusable):
            pass
        else:
            raise Problem("silent: the offline check finds nothing")
        if found.verdict not in {"altered", "unreadable"}:
            raise Problem(f"silent: {found.verdict}")
        return refused(found.report)

    return judge


def _as_body(against: Against, whole: bytes) -> Callable[[bytes], str]:
    """The body damaged, and digests made that fit it; where it is no JSON any more, the record is damaged there."""
    record = json.loads(whole)

    def judge(data: bytes) -> str:
        try:
            body = json.loads(data)
            made = written(body, record["envelope"], record["digests"], record.get("disclosures", {}))
        except (ValueError, AttributeError, RecursionError, KeyError, TypeError):
            made = whole.replace(canonical(record["body"]), data)
            body = None
        found = replay(made, against)
        if found.verdict == "same":  # another case decided as the rules have it, or the whole as it was
            if body == record["body"]:
                return "equal"
            if body["case"] == record["body"]["case"]:
                raise Problem("silent: replayed as the same")
        return "differs" if found.verdict in {"same", "differs"} else refused(found.report)

    return judge


# ---- running ---------------------------------------------------------------------------------------------------------

SUBJECTS: Final = {"rulesets": themes, "cases": cases, "bundles": bundles, "records": records}


def copy_of(seed: int, kind: str, number: int, subjects: Sequence[Subject]) -> tuple[Subject, bytes, tuple[str, ...]]:
    """The copy of a number: which subject, its bytes, what was done to it."""
    chosen = Random(f"{seed}:{kind}:{number}")  # noqa: S311  not for secrets
    subject = chosen.choice(subjects)
    data, changes = damaged(subject.data, chosen.choice(subjects).data, chosen)
    return subject, data, changes


def tried(subject: Subject, data: bytes) -> tuple[str, str | None]:
    """What came of a copy, and what is wrong with that."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with within(SECONDS, Hang):
            verdict = subject.judge(data)
    except Problem as problem:
        return "problem", str(problem)
    except Hang:
        return "problem", f"hang: {''.join(traceback.format_exc().splitlines(keepends=True)[-6:])}"
    except Exception:  # noqa: BLE001  this is what is looked for
        return "problem", f"crash: {''.join(traceback.format_exc().splitlines(keepends=True)[-6:])}"
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return (verdict, None) if more <= MEMORY else ("problem", f"memory: {more // 1024} MiB more")


def run(
    kind: str, numbers: Sequence[int], seed: int, keep: Path | None = None, *, step: int = 1, loud: bool = False
) -> Told:
    """Try the copies of some numbers; with a `step`, of fewer subjects."""
    told = Told(kind)
    with tempfile.TemporaryDirectory() as folder, read_once():
        subjects = list(SUBJECTS[kind](Path(folder), step))
        for done, number in enumerate(numbers):
            subject, data, changes = copy_of(seed, kind, number, subjects)
            began = time.process_time()
            verdict, wrong = tried(subject, data)
            told.slowest = max(told.slowest, time.process_time() - began)
            told.verdicts[verdict] += 1
            if wrong is not None:
                told.problems.append({"number": number, "subject": subject.name, "changes": changes, "what": wrong})
                if loud:
                    print(f"{kind} {number} {subject.name} {changes}\n{wrong}", file=sys.stderr, flush=True)
            if keep is not None and (wrong is not None or len(numbers) == 1):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{kind}-{number}").write_bytes(data)
            if loud and done % 500 == 499:
                print(f"{kind} {done + 1}", file=sys.stderr, flush=True)
    return told


def main() -> int:
    """0 when no copy was a problem."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=24_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--only", type=int, help="the copy of this number alone")
    parser.add_argument("--keep", type=Path, help="a folder for copies that are a problem")
    options = parser.parse_args()
    kinds = options.kind or KINDS
    numbers = range(options.count // len(kinds)) if options.only is None else [options.only]
    began, bad = time.monotonic(), 0
    for kind in kinds:
        told = run(kind, numbers, options.seed, options.keep, loud=True)
        print(json.dumps(told.plain(), ensure_ascii=False), flush=True)
        bad += len(told.problems)
    print(f"seed {options.seed}, {len(numbers) * len(kinds)} copies, {bad} problems, {time.monotonic() - began:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
