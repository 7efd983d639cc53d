"""Random bytes, led by coverage, for everything that reads: no exception but InvalidInput may come out, and what agrees must agree.

    python scripts/fuzz.py                          every target for ten minutes
    python scripts/fuzz.py loader --seconds 3600    one target
    python scripts/fuzz.py loader --replay FILE …   what comes of some inputs

Atheris (libFuzzer) leads the search where it is installed (`pip install atheris`, Python 3.11 to 3.13 on Linux). Where it is not,
the files of the corpus are damaged at random as `make damage` does it, without looking at coverage; the last line says which it
was. Inputs worth keeping are in `tests/fuzz/corpus/TARGET/`, which the tests replay.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, Final

from damaging import damaged

ROOT: Final = Path(__file__).resolve().parent.parent
CORPUS: Final = ROOT / "tests" / "fuzz" / "corpus"
SMALL: Final = ROOT / "tests" / "audit" / "small"
_LENGTH: Final = 20_000


def worded(found: Any) -> None:  # noqa: ANN401  diagnostics
    """Whatever is told can be worded."""
    from enforcerules.base.diagnostics import Report
    from enforcerules.render.diagnostics import text

    for lang in ("zh", "en"):
        text(Report(tuple(found)), lang)


# ---- targets: each takes any bytes, and raises only where something is wrong -----------------------------------------


def loader(data: bytes) -> None:
    """YAML and JSON to nodes."""
    from enforcerules.load.json_nodes import read_json
    from enforcerules.load.yaml_nodes import read_yaml

    for read in (read_yaml, read_json):
        _, found = read(data, "fuzz")
        worded(found)


def language(data: bytes) -> None:
    """Conditions and amounts; what is printed is read again as the same."""
    from enforcerules.base.source import Text
    from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition

    text = Text(data.decode("utf-8", "replace"))
    for parse in (parse_condition, parse_amount):
        try:
            parse(text, _words())
        except NotReadable as refusal:
            worded((refusal.diagnostic,))


@cache
def _words() -> Any:  # noqa: ANN401  a vocabulary
    import enforcerules as er
    from enforcerules.language.vocabulary import vocabulary

    (ruleset,) = er.load(SMALL).program.rulesets.values()
    return vocabulary(ruleset.facts, ruleset.parameters)


@cache
def _rules() -> Any:  # noqa: ANN401  a ruleset
    import enforcerules as er

    return er.load(SMALL)


def cases(data: bytes) -> None:
    """A case read and decided, explained, recorded and replayed."""
    import enforcerules as er
    from enforcerules.load.cases import read_case

    case, report = read_case(data, "fuzz", json=data[:1] == b"{")
    if case is None or report.errors:
        worded(report.diagnostics)
        return
    try:
        decision = er.decide(_rules(), case)
    except er.InvalidInput as invalid:
        worded(invalid.report.diagnostics)
        return
    er.explain(decision, "zh", depth="full")
    assert er.replay(er.record(decision), _rules()).verdict == "same"  # noqa: S101  this is what is asked


def rulesets(data: bytes) -> None:
    """A ruleset read, compiled and checked."""
    from enforcerules.pipeline import build

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ruleset.yaml"
        path.write_bytes(data)
        _, report = build([path])
        worded(report.diagnostics)


def workbooks(data: bytes) -> None:
    """Workbooks, Word files and CSV; as benchmarks, and as decisions that were made."""
    from enforcerules.exchange.workbook.reading import book_of
    from enforcerules.load.books import refused

    for name in ("fuzz.xlsx", "fuzz.csv"):
        _, found = book_of(data, name)
        worded(found)
    problem = refused(data, "fuzz.xlsx")
    worded(() if problem is None else (problem,))


def bundles(data: bytes) -> None:
    """Sealed bundles; what is read is written again byte for byte."""
    import enforcerules as er
    from enforcerules.base import archive
    from enforcerules.compile.packed import unpacked
    from enforcerules.load.bundle import read_bundle

    bundle, found = read_bundle(data, "fuzz")
    worded(found)
    if bundle is not None:
        assert archive.write(archive.read(data)) == data  # noqa: S101  this is what is asked
        try:
            unpacked(bundle.index, "fuzz")
        except er.InvalidInput as invalid:
            worded(invalid.report.diagnostics)


def index(data: bytes) -> None:
    """The compiled form in a bundle, sealed anew so that lengths and digests fit, and a case decided with it.

    A line is a piece, the first one the names of the head (`forging`).
    """
    import enforcerules as er
    from enforcerules import pipeline
    from enforcerules.compile.packed import unpacked
    from forging import sealed

    try:
        made = unpacked(sealed(data.split(b"\n")), "fuzz")
        case = {"matter": "small.dump", "start": "2024-03-01", "facts": {"倾倒": True}}
        if made is not None:
            from enforcerules.load.cases import case_of

            asked, _ = case_of(case)
            assert asked is not None  # noqa: S101  it is one
            er.explain(pipeline.decide(made[0], asked), "zh", depth="full")
            worded(made[1].diagnostics)
    except er.InvalidInput as invalid:
        worded(invalid.report.diagnostics)


def records(data: bytes) -> None:
    """Records, and the check without this library, which must not be content with what the other refuses."""
    from enforcerules.audit.reading import read_record
    from enforcerules.audit.verify_offline import Altered, Unusable, check_record

    found, report = read_record(data)
    worded(report.diagnostics)
    try:
        check_record(data)
    except (Altered, Unusable):
        return
    assert found is not None or data == b"", "only the offline check is content"  # noqa: S101  this is what is asked


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    one.__name__: one for one in (loader, language, cases, rulesets, workbooks, bundles, index, records)
}


# ---- running ---------------------------------------------------------------------------------------------------------


def seeds(target: str) -> Iterator[tuple[str, bytes]]:
    """The inputs that are kept for a target."""
    for path in sorted((CORPUS / target).iterdir()):
        yield path.name, path.read_bytes()


def with_atheris(target: str, seconds: int, seed: int, found: Path) -> int:
    """Let libFuzzer look; the exit code is its own."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["enforcerules"]):
        import enforcerules.api
        import enforcerules.exchange.workbook
        import enforcerules.load.books  # noqa: F401
    _rules()
    new = found / target
    new.mkdir(parents=True, exist_ok=True)
    words = [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={_LENGTH}", "-timeout=30", "-rss_limit_mb=2048"]
    words += ["-print_final_stats=1", f"-artifact_prefix={found}/{target}-", str(new), str(CORPUS / target)]
    atheris.Setup([sys.argv[0], *words], TARGETS[target])
    atheris.Fuzz()
    return 0


def with_damage(target: str, seconds: int, seed: int, found: Path) -> int:
    """Without atheris: the corpus damaged at random."""
    chosen = Random(seed)  # noqa: S311  not for secrets
    given = [data for _, data in seeds(target) if data]
    end, runs = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data, _ = damaged(chosen.choice(given), chosen.choice(given), chosen)
        try:
            TARGETS[target](data)
        except Exception:
            (found / f"{target}-crash-{runs}").write_bytes(data)
            raise
        runs += 1
    print(f"{target}: {runs} runs of damaged inputs in {seconds} s, seed {seed}; atheris is not installed")
    return 0


def _has_atheris() -> bool:
    try:
        import_module("atheris")
    except ImportError:
        return False
    return True


def main() -> int:
    """0 when nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", nargs="?", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir()) / "enforcerules-fuzz")
    parser.add_argument("--replay", type=Path, nargs="*")
    options = parser.parse_args()
    options.found.mkdir(parents=True, exist_ok=True)
    if options.target is None:
        return max(_one(name, options) for name in TARGETS)
    if options.replay:
        for path in options.replay:
            TARGETS[options.target](path.read_bytes())
        return 0
    run = with_atheris if _has_atheris() else with_damage
    return run(options.target, options.seconds, options.seed, options.found)


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _one(name: str, options: argparse.Namespace) -> int:
    """A target in a process of its own: libFuzzer does not return."""
    words = [name, "--seconds", str(options.seconds), "--seed", str(options.seed), "--found", str(options.found)]
    before = _used()
    done = subprocess.run([sys.executable, __file__, *words], env=dict(os.environ), check=False)
    print(f"{name}: exit code {done.returncode}, {_used() - before:.0f} s of processor time", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
