"""How long it takes to be ready, and what it holds in memory: sealed bundles of 200, 2,000 and 20,000 matters, and YAML beside PyYAML.

    python benchmarks/start.py [--sizes 200,2000,20000] [--yaml 2000] [-o benchmarks/START.md]

Bundles of more than 200 matters are made by repeating the compiled pieces of 200 under other numbers, because compiling and checking
20,000 takes minutes; what lies in the bundle is as large and as many as if they had been compiled. Their sources are
written whole. Everything is measured in a process of its own; times are processor time, the best of several where it says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import synthetic

HOW = """\
Made by `python benchmarks/start.py`. Processor time, the least of three runs, each bundle in a process of its own; wall time and peak in brackets.
Bundles of more than 200 matters are the compiled pieces of 200 repeated under other numbers (compiling and checking
them takes as long as the last table says, and 20,000 ten times as long); their sources are written whole, and every byte of them is verified when the bundle is loaded. All matters are
of one ruleset, the worst case for finding the rules of one of them."""

MISSED = """\
PyYAML's compose is measured as it is called (collector on) and with the collector off, which is how documents are read here; "documents" is everything from
the files to typed documents with a place for every text, the folder looked through and files read. "Conditions" is each text of a condition or an amount parsed once for each
vocabulary that it stands in, as compiling does.

The goal of three times compose, conditions included, is for compose as it is called (collector on). Conditions are read by hand, and by the LALR grammar only where that does not
read them (none of the shipped ones); two thirds of what is left of it is the lexer. Of reading, a quarter is the parser in C with its events, 40 % the building of nodes,
a fifth pydantic."""

ROOT = Path(__file__).resolve().parents[1]
PIECE = 200
NUMBER = re.compile(r"M(\d{5})")


# ---- making bundles --------------------------------------------------------------------------------------------------


def bundle_of(folder: Path, matters: int) -> bytes:
    """A bundle of a synthetic ruleset; more than 200 matters are repetitions."""
    import enforcerules as er
    from enforcerules.audit import seal
    from enforcerules.base.version import VERSION
    from enforcerules.compile.packed import packed, unpacked, usable

    small = folder / f"{PIECE}.bundle"
    if not small.exists() or not usable(er.inspect(small).index):
        synthetic.write(folder / str(PIECE), PIECE)
        small.write_bytes(er.build(folder / str(PIECE)))
    if matters == PIECE:
        return small.read_bytes()
    sources = folder / str(matters)
    synthetic.write(sources, matters)
    found = unpacked(er.inspect(small).index, "")
    if found is None:
        raise SystemExit("the bundle has no compiled form")
    program, report = found
    whole = repeated(program, matters // PIECE)
    members = {f"sources/{sources.name}/{file.name}": file.read_bytes() for file in sources.iterdir()}
    return seal._written({**members, **packed(whole, report)}, whole, VERSION)  # noqa: SLF001


def repeated(program: Any, times: int) -> Any:  # noqa: ANN401  a program
    """The program with its matters, their rules and tables so many times, each under its own number."""
    from enforcerules.compile.packed.form import form

    shape, copies = form(), range(times)

    def again(codec: Any, value: object, copy: int) -> Any:  # noqa: ANN401
        said = json.dumps(codec.encode(value), ensure_ascii=False)
        return codec.decode(json.loads(renamed(said, copy)))

    matters = {(one := again(shape.matter, m, c)).id: one for c in copies for m in program.matters.values()}
    rules = tuple(again(shape.rule, rule, copy) for copy in copies for rule in program.rules)
    tables = tuple(one for copy in copies for one in again(shape.tables, tuple(program.benchmarks), copy))
    spans = {renamed(name, copy): span for copy in copies for name, span in program.spans.items()}
    return replace(
        program, matters=matters, rules=rules, benchmarks=tables, spans=spans, ready=None, slices={}, edges={}
    )


def renamed(text: str, copy: int) -> str:
    """A text about matters, about those of another repetition."""
    return NUMBER.sub(lambda found: f"M{int(found[1]) + PIECE * copy:05}", text)


# ---- measuring, each in a process of its own -------------------------------------------------------------------------

IN_A_PROCESS = """
import json, sys, time
from pathlib import Path
def resident(name):
    return next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line.startswith(name))
start = time.process_time(), time.perf_counter()
import enforcerules as er
from enforcerules import api, pipeline
imported = time.process_time() - start[0]
at_rest = resident("VmRSS")
path, case, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
start = time.process_time(), time.perf_counter()
rules = er.load(path)
loaded = time.process_time() - start[0], time.perf_counter() - start[1]
after, peak = resident("VmRSS"), resident("VmHWM")
def decided(number):
    text = case % f"M{number:05}"
    file = Path(sys.argv[4]); file.write_text(text, encoding="utf-8")
    start = time.process_time()
    er.decide(rules, str(file))
    return time.process_time() - start
first, second = decided(count // 2), decided(count // 3)
many = [decided(number) for number in range(0, count, max(1, count // 50))]
print(json.dumps({"import": imported, "at_rest": at_rest, "load": loaded[0], "load_wall": loaded[1], "rss": after, "peak": peak,
    "first": first, "second": second, "later": sorted(many)[len(many) // 2], "rss_later": resident("VmRSS")}))
"""


def measured(bundle: Path, matters: int, times: int = 3) -> dict[str, float]:
    """The least of each figure over some processes."""
    scratch = bundle.with_suffix(".case.yaml")
    arguments = [sys.executable, "-c", IN_A_PROCESS, str(bundle), synthetic.CASE, str(matters), str(scratch)]
    runs = [json.loads(said(arguments)) for _ in range(times)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def said(arguments: list[str]) -> str:
    """What a program prints."""
    beside = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(arguments, check=True, capture_output=True, text=True, env=beside).stdout


# ---- the report ------------------------------------------------------------------------------------------------------


def bundles(sizes: Iterable[int], folder: Path) -> list[str]:
    """A table of bundles by size."""
    head = [
        "matters",
        "bundle MB",
        "compiled form MB",
        "load s (wall)",
        "RSS MB (peak)",
        "first decision ms",
        "another matter ms",
        "RSS after 52 matters MB",
    ]
    rows = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for matters in sizes:
        path = folder / f"{matters}.bundle"
        path.write_bytes(bundle_of(folder, matters))
        print(f"{matters}: bundle made", file=sys.stderr)
        got = measured(path, matters)
        print(got, file=sys.stderr)
        parts = sum(size for name, size in sizes_of(path).items() if name.startswith("index/"))
        cells = [
            f"{matters:,}", f"{path.stat().st_size / 1e6:.1f}", f"{parts / 1e6:.1f}", f"{got['load']:.3f} ({got['load_wall']:.3f})",
            f"{got['rss']:.0f} ({got['peak']:.0f})", f"{got['first'] * 1e3:.0f}", f"{got['later'] * 1e3:.0f}", f"{got['rss_later']:.0f}",
        ]  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return [*rows, "", f"Importing the library alone: {got['import']:.2f} s, {got['at_rest']:.0f} MB."]


def rulesets(matters: int, folder: Path) -> list[str]:
    """The shipped rules, and a synthetic ruleset of so many matters."""
    made = (folder / str(matters)).resolve()
    synthetic.write(made, matters)
    return ["cn", str(made)]


def reading(names: Iterable[str], folder: Path) -> list[str]:
    """A table of YAML beside PyYAML, and one of the cache."""
    head = [
        "rules",
        "files",
        "MB",
        "collector",
        "PyYAML compose s",
        "nodes with places s",
        "documents s",
        "conditions parsed s",
        "ratio",
        "ratio with conditions",
    ]
    rows = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    cached = ["| rules | compiled and checked s | from the cache s |", "|---|---|---|"]
    for name in names:
        arguments = [sys.executable, str(ROOT / "benchmarks" / "reading.py"), name, str(folder / "cache")]
        got = json.loads(said(arguments))
        print(name, got, file=sys.stderr)
        shown = f"synthetic, {int(Path(name).name):,} matters" if Path(name).is_absolute() else name
        for state in ("on", "off"):
            compose, nodes, load, parse = (got[f"{what}_{state}"] for what in ("compose", "nodes", "load", "parse"))
            cells = [
                shown, f"{got['files']:,}", f"{got['bytes'] / 1e6:.2f}", state, f"{compose:.3f}", f"{nodes:.3f}", f"{load:.3f}", f"{parse:.3f}",
                f"{load / compose:.2f}", f"{(load + parse) / compose:.2f}",
            ]  # fmt: skip
            rows.append(f"| {' | '.join(cells)} |")
        cached.append(f"| {shown} | {got['cold']:.2f} | {got['warm']:.3f} |")
    return [*rows, "", *cached, "", MISSED]


def sizes_of(path: Path) -> dict[str, int]:
    """The sizes of the members of a bundle."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return {one.filename: one.file_size for one in archive.infolist()}


def main() -> None:
    """Measure, print, and write where told."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="200,2000,20000")
    arguments.add_argument("--yaml", type=int, default=2000, metavar="MATTERS", help="0: leave the reading of YAML out")
    arguments.add_argument("--folder", help="keep rulesets and bundles here")
    arguments.add_argument("-o", "--output")
    options = arguments.parse_args()
    sections: list[tuple[str, Callable[[Path], list[str]]]] = [
        ("Sealed bundles", lambda folder: bundles(map(int, options.sizes.split(",")), folder)),
    ]
    if options.yaml:
        sections.append(("Reading YAML, and the cache", lambda folder: reading(rulesets(options.yaml, folder), folder)))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(options.folder or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        text = [
            f"# Start\n\n{HOW}\n\n{platform.python_implementation()} {platform.python_version()}, {platform.machine()}."
        ]
        text += [f"## {title}\n\n" + "\n".join(made(folder)) for title, made in sections]
    whole = "\n\n".join(text) + "\n"
    print(whole)
    if options.output:
        Path(options.output).write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
