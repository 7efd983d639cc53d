"""Changes of the core, one at a time, and whether the tests that touch the changed line notice.

    python scripts/mutate.py                               600 changes drawn from the core, the same share of each module
    python scripts/mutate.py --count 1200 --seed 3         more, others
    python scripts/mutate.py --module model/region.py --all --tests tests/model/test_region.py
    python scripts/mutate.py --survivors out.toml          what survives, in the form of scripts/survivors.toml

One process imports everything and runs the tests once, noting the lines of each (`touching.py`). For every change it forks, puts the
changed code into the functions that are there, and runs the tests that touch the line, the quickest first, until one fails. A
change is noticed when a test fails or does not end. What survives and is not in `scripts/survivors.toml` is listed; the exit is 1.
(Changes of rules are another matter: `enforcerules mutate`.)
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from types import CodeType
from typing import Any, Final
from zlib import crc32

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "enforcerules"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

import pytest  # noqa: E402
from coverage import Coverage  # noqa: E402

from clock import within  # noqa: E402
from mutants import Mutant, mutants, mutated  # noqa: E402
from touching import Recorder, TooLong, Touched, function_of, patch, read, record, run, watch  # noqa: E402

STAGES: Final = ("language", "compile", "decide", "kernel", "model")
TESTS: Final = (
    *(f"tests/{one}" for one in ("decide", "language", "compile", "model", "kernel", "load", "diagnostics")),
    "tests/base/test_limits.py",
    "tests/test_examples.py",
    "tests/test_ledger.py",
)
SURVIVORS: Final = ROOT / "scripts" / "survivors.toml"
MOST, SECONDS = 150, 10.0  # of the tests for one change, and of their processor time together
WIDER, MORE_SECONDS = 1000, 30.0  # where none of these notices: of tests spread over functions
SLOWEST: Final = 20.0  # seconds of a test
MEMORY: Final = 6 << 30
Key = tuple[str, str, str, int]


@dataclass(eq=False)  # pytest keeps plugins in sets
class Trial:
    """A run over drawn changes, inside pytest."""

    options: argparse.Namespace
    recorder: Recorder
    tell: Callable[[str], None]
    outcomes: dict[Key, str] = field(default_factory=dict)

    def pytest_configure(self) -> None:
        """The same examples each time, and no search for a smaller one when one was found."""
        from hypothesis import HealthCheck, Phase, settings

        settings.register_profile(
            "mutate",
            derandomize=True,
            database=None,
            deadline=None,
            max_examples=50,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutate")
        watch(self.recorder)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:  # noqa: ANN401  # of pytest
        """What a module or a session shares has lines of its own."""
        if fixturedef.scope == "function":
            return (yield)
        fixturedef.made_under = f"fixture {fixturedef.baseid} {fixturedef.argname}"
        with self.recorder.aside(fixturedef.made_under):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Iterator[None]:
        """A test that takes longer would be tried on no change: it need not come to its end."""
        if not self.recorder.on:
            return (yield)
        with within(SLOWEST, TooLong):
            return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the tests."""
        known = read(self.options.record, _state())
        touched = record(_ordered(session.items), self.recorder, PACKAGE, known, self.tell, self.more)
        if self.options.record:
            self.options.record.write_text(json.dumps(vars(known), ensure_ascii=False), encoding="utf-8")
        total = sum(touched.seconds.values())
        self.tell(f"{len(touched.seconds)} tests, {total:.0f} s of processor time")
        done = {} if self.options.only is not None else logged(self.options.log)
        chosen = [one for one in _drawn(self.options) if one.key not in done]
        for number, mutant in enumerate(chosen if self.more() else (), 1):
            outcome = tried(mutant, touched)
            self.outcomes[mutant.key] = outcome
            self.log(mutant, outcome)
            if self.options.verbose or outcome.startswith("survived"):
                self.tell(f"{outcome}: {mutant}")
            if number % 50 == 0:
                self.tell(f"{time.strftime('%H:%M')} {number} of {len(chosen)}")
            if not self.more():
                self.tell(f"time is up after {number} of {len(chosen)}")
                break
        return True

    def more(self) -> bool:
        """Whether there is time."""
        return time.monotonic() < float(self.options.until)

    def log(self, mutant: Mutant, outcome: str) -> None:
        """Kept as it comes: a run that is ended goes on where it was."""
        if self.options.log:
            with self.options.log.open("a", encoding="utf-8") as file:
                file.write(json.dumps([*mutant.key, outcome], ensure_ascii=False) + "\n")


def logged(path: Path | None) -> dict[Key, str]:
    """The outcomes of a log, the last one of each change."""
    lines = path.read_text("utf-8").splitlines() if path and path.exists() else []
    return {tuple(key): outcome for *key, outcome in map(json.loads, lines)}


def _ordered(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """File after file, function after function, the cases of a function in an order drawn by name."""
    places: dict[tuple[Path, str], int] = {}
    for one in items:
        places.setdefault(function_of(one), len(places))
    return sorted(items, key=lambda one: (places[function_of(one)], crc32(one.nodeid.encode())))


def _drawn(options: argparse.Namespace) -> list[Mutant]:
    """The same share of every module, at least two; in the order of a draw, so that a run cut short is a draw as well."""
    every = [
        one for module in _modules(options.module) for one in mutants(module, (PACKAGE / module).read_text("utf-8"))
    ]
    if options.only is not None:
        return [one for one in every if one.key in options.only]
    if options.all:
        return every
    share = options.count / len(every)
    drawn: list[Mutant] = []
    for module in dict.fromkeys(one.module for one in every):
        own = [one for one in every if one.module == module]
        dice = Random(f"{options.seed} {module}")  # noqa: S311  # a draw
        drawn += dice.sample(own, min(len(own), max(2, round(share * len(own)))))
    Random(options.seed).shuffle(drawn)  # noqa: S311
    return drawn


def _state() -> str:
    """A digest of the core and of the tests: what was recorded holds for one state of both."""
    files = [*((PACKAGE / module) for module in _modules(None)), *sorted((ROOT / "tests").rglob("*.py"))]
    texts = (path.read_bytes() for path in files)
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def _modules(named: Sequence[str] | None) -> list[str]:
    found = sorted(path for stage in STAGES for path in (PACKAGE / stage).rglob("*.py"))
    names = [path.relative_to(PACKAGE).as_posix() for path in found]
    return [one for one in names if not named or any(one.startswith(start) for start in named)]


def tried(mutant: Mutant, touched: Touched) -> str:
    """What became of one change: "noticed", "noticed (time)", "survived", "survived, no test", "not made"."""
    names = touched.names(mutant.module, mutant.lines) - {"collection"}
    quick = _within(SECONDS, touched.tests(names, MOST, lambda item: item.path), touched)
    wider = _within(MORE_SECONDS, touched.tests(names, WIDER, function_of), touched)
    chosen = list(dict.fromkeys((*quick, *wider)))
    if not chosen:
        return "survived, no test"
    child = os.fork()
    if child == 0:
        os._exit(_in_child(mutant, touched, chosen))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "noticed (time)" if os.WTERMSIG(status) == signal.SIGPROF else "noticed"
    return {0: "survived", 2: "not made"}.get(os.WEXITSTATUS(status), "noticed")


def _within(seconds: float, chosen: Sequence[int], touched: Touched) -> list[int]:
    """The first of the tests that are not too slow, as far as the time goes; one in any case."""
    chosen = [one for one in chosen if touched.seconds[one] < SLOWEST]
    ends = accumulate(touched.seconds[one] for one in chosen)
    return [one for number, (one, end) in enumerate(zip(chosen, ends, strict=True)) if number == 0 or end < seconds]


def _in_child(mutant: Mutant, touched: Touched, chosen: Sequence[int]) -> int:
    """0 when no test failed, 1 when one did, 2 when the change could not be made."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gone = touched.names(mutant.module, mutant.body)
    dropped = {name for name, within in touched.kept.items() if within & gone}
    for kept in touched.recorder.kept:
        kept.drop(dropped)
    touched.recorder.forget()
    if not put_in(mutant, touched):
        return 2
    for number in chosen:
        signal.setitimer(signal.ITIMER_PROF, 5 + 10 * touched.seconds[number] + 15 * bool(dropped))
        try:
            failed, _ = run(touched.items[number])
        except BaseException:  # noqa: BLE001  # whatever ends a test
            return 1
        if failed:
            return 1
    return 0


def put_in(mutant: Mutant, touched: Touched) -> bool:
    """Whether the changed code was put into every function that has it."""
    path = PACKAGE / mutant.module
    source = path.read_text("utf-8")
    before = compile(ast.parse(source), str(path), "exec", dont_inherit=True)
    after = compile(mutated(source, mutant), str(path), "exec", dont_inherit=True)
    made: dict[tuple[str, int], list[tuple[CodeType, CodeType]]] = defaultdict(list)
    for old, new in pairs(before, after):
        made[old.co_qualname, old.co_firstlineno].append((old, new))
    put = 0
    for function in touched.functions.get(mutant.module, ()):
        code = function.__code__
        found = made.get((code.co_qualname, code.co_firstlineno), [])
        same = [new for old, new in found if len(found) == 1 or old == code]
        for new in same[:1]:
            if len(new.co_freevars) != len(code.co_freevars):
                return False
            function.__code__ = new
            put += new != code
    return put > 0


def pairs(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each piece of code with its changed form, as far down as both have the same pieces."""
    yield before, after
    old, new = ([one for one in code.co_consts if isinstance(one, CodeType)] for code in (before, after))
    if [one.co_name for one in old] == [one.co_name for one in new]:
        for one, other in zip(old, new, strict=True):
            yield from pairs(one, other)


def listed(path: Path) -> dict[Key, str]:
    """The changes of a file, with the reason why they may survive."""
    found = tomllib.loads(path.read_text("utf-8")).get("survivor", []) if path.exists() else []
    return {
        (one["module"], one["function"], one["change"], one.get("again", 0)): one.get("reason", "") for one in found
    }


def report(outcomes: Mapping[Key, str], reasons: Mapping[Key, str]) -> tuple[str, int]:
    """A table by stage, and how many survivors nobody has accepted."""
    rows: list[tuple[str, ...]] = [("stage", "tried", "noticed", "accepted", "open", "%")]
    kinds = [(key[0].partition("/")[0], kind(key, outcome, reasons)) for key, outcome in outcomes.items()]
    for stage in (*STAGES, "all"):
        of = Counter(what for where, what in kinds if stage in {where, "all"})
        done = of["noticed"] + of["accepted"] + of["open"]
        share = f"{100 * of['noticed'] / done:.1f}" if done else "–"
        rows.append((stage, *(str(one) for one in (done, of["noticed"], of["accepted"], of["open"])), share))
    table = "\n".join("".join(f"{one:>10}" for one in row) for row in rows)
    return f"{table}\n{of['not made']} could not be made", of["open"]


def kind(key: Key, outcome: str, reasons: Mapping[Key, str]) -> str:
    """One of: noticed, accepted, open, not made."""
    if outcome.startswith("survived"):
        return "accepted" if key in reasons else "open"
    return "not made" if outcome == "not made" else "noticed"


def _written(key: Key) -> str:
    quoted = (json.dumps(one, ensure_ascii=False) for one in key[:3])
    lines = [f"{name} = {one}" for name, one in zip(("module", "function", "change"), quoted, strict=True)]
    return "\n".join(["[[survivor]]", *lines, *([f"again = {key[3]}"] if key[3] else []), 'reason = ""', ""])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", help="or the beginning of its path")
    parser.add_argument("--tests", action="append", help="in place of the tests of the core")
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="every change")
    parser.add_argument("--only", type=Path, help="the changes of a file like survivors.toml")
    parser.add_argument("--survivors", type=Path, help="where to write those that nobody has accepted")
    parser.add_argument("--log", type=Path, help="a file of outcomes: what is in it is not tried again, and counts")
    parser.add_argument("--record", type=Path, help="a file with the lines of tests: those in it are not run again")
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    options.until = time.monotonic() + 60 * options.minutes
    options.only = options.only and set(listed(options.only))
    return options


def main() -> int:
    """0 when every survivor is accepted."""
    options = _options()
    os.chdir(ROOT)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")

    def tell(line: str) -> None:
        print(line, file=out, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        os.environ["COVERAGE_CORE"] = "ctrace"
        stages = [str(PACKAGE / one / "*") for one in STAGES] + [str(PACKAGE / one / "*" / "*") for one in STAGES]
        coverage = Coverage(data_file=None, include=stages, config_file=False)
        recorder = Recorder(coverage)
        patch(recorder)
        coverage.start()
        trial = Trial(options, recorder, tell)
        arguments = ["-q", "-p", "no:cacheprovider", "--basetemp", folder + "/tests", *(options.tests or TESTS)]
        code = pytest.main(arguments, plugins=[trial])
    reasons, outcomes = listed(SURVIVORS), logged(options.log) | trial.outcomes
    table, left = report(outcomes, reasons)
    tell(table)
    if options.survivors:
        survivors = [key for key, outcome in outcomes.items() if kind(key, outcome, reasons) == "open"]
        options.survivors.write_text("\n".join(map(_written, survivors)), encoding="utf-8")
    return int(left > 0 or not outcomes or code not in {0, 5})


if __name__ == "__main__":
    sys.exit(main())
