"""Ten thousand recorded decisions, replayed byte for byte under other Pythons, locales, time zones and hash seeds.

    python scripts/reproduce.py                        make 10,000 records here and replay them everywhere
    python scripts/reproduce.py --count 500            fewer
    python scripts/reproduce.py --python /path/to/python3.12 --python …    more Pythons; found by themselves: 3.11 to 3.13

The cases are the example cases of all shipped rulesets and variations of them: facts left out, unknown, turned round, amounts
at other sizes, other days, other parties, the other phase. Every record is read, verified and replayed: the body that
is made anew must be the same byte for byte.

`work` (internal): replays the records on standard input and prints one line.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import hashlib
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import enforcerules as er
from enforcerules.audit.replay import Against, replay
from enforcerules.load.cases import load_case, load_example
from enforcerules.testing.collect import collect

ROOT = Path(__file__).resolve().parent.parent
CN = ROOT / "rulesets" / "cn"
STATUTES = "statutes"
LOCALES = ("C", "zh_CN.UTF-8")
ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
SEEDS = ("0", "1", "random")
PYTHONS = ("python3.11", "python3.12", "python3.13")
Json = dict[str, Any]


# ---- the cases -------------------------------------------------------------------------------------------------------


def shipped() -> tuple[er.Ruleset, list[er.Case]]:
    """All shipped rules that examples speak of, and the cases of all examples."""
    found = [example.case for path in collect([CN]) if (example := load_example(path)[0]) is not None]
    found += [case for path in sorted((ROOT / "examples").glob("*.yaml")) if (case := load_case(path)[0]) is not None]
    known = set(er.load("cn").matters)
    others = {str(matter) for case in found for act in case.acts for matter in act.matter} - known
    laws = sorted({matter.partition("#")[0] for matter in others})
    there = [f"cn/{STATUTES}/{law}" for law in laws if (CN / STATUTES / f"{law}.yaml").exists()]
    return er.load("cn", *there), found


def cases(count: int, seed: int) -> Iterator[tuple[er.Ruleset, er.Decision]]:
    """Decisions: of the examples first, then of variations, until there are enough."""
    rules, found = shipped()
    chosen = random.Random(seed)  # noqa: S311  not for secrets
    bases: list[Json] = []
    made = 0
    wanted: Iterator[er.Case | Json] = itertools.chain(found, varied(bases, chosen))
    for case in wanted:
        try:
            decision = er.decide(rules, case)
        except er.InvalidInput:
            continue
        if isinstance(case, er.Case):
            bases.append(json.loads(er.record(decision))["body"]["case"])
        yield rules, decision
        made += 1
        if made >= count:
            return


def varied(bases: list[Json], chosen: random.Random) -> Iterator[Json]:
    """Variations of cases without end; the bases are those that were decided before."""
    for number in itertools.count():
        case = copy.deepcopy(chosen.choice(bases))
        for _ in range(chosen.randint(1, 4)):
            chosen.choice(CHANGES)(case, chosen)
        yield {**case, "case": f"{case['case']}-{number}"}


def _tables(case: Json) -> list[Json]:
    owners = [case, *case.get("acts", ()), *case.get("parties", ())]
    return [owner["facts"] for owner in owners if owner.get("facts")]


def _fact(case: Json, chosen: random.Random) -> None:
    """A fact left out, unknown, not proved, or another value."""
    tables = _tables(case)
    if not tables:
        return
    table = chosen.choice(tables)
    name = chosen.choice(sorted(table))
    given = table[name]
    how = chosen.choice(("out", "unknown", "undeterminable", "value", "value", "value"))
    if how == "out":
        del table[name]
    elif how == "value":
        given["value"] = _other(given.get("value"), chosen)
    else:
        table[name] = {"status": how}


def _other(value: object, chosen: random.Random) -> object:
    if value in {"true", "false"}:
        return "false" if value == "true" else "true"
    if isinstance(value, str) and value.replace(".", "", 1).isdecimal():
        number = Decimal(value)
        step = chosen.choice((Decimal(0), number * 2, number / 2, number + 1, number * 10, number + Decimal("0.01")))
        return str(step.quantize(Decimal(1).scaleb(-len(value.partition(".")[2]))))
    return value


def _phase(case: Json, chosen: random.Random) -> None:
    case["phase"] = "investigating" if case["phase"] == "concluded" else "concluded"


def _days(case: Json, chosen: random.Random) -> None:
    """A date left out, or moved within its month."""
    dates = case.get("dates") or {}
    if dates:
        name = chosen.choice(sorted(dates))
        if chosen.random() < 0.3:
            del dates[name]
        else:
            dates[name] = f"{dates[name][:8]}{chosen.randint(1, 28):02}"


def _party(case: Json, chosen: random.Random) -> None:
    for party in case.get("parties", ()):
        party["kind"] = chosen.choice(("unit", "individual", "sole_trader"))
        if chosen.random() < 0.3:
            party["born"] = f"{chosen.randint(1950, 2012)}-{chosen.randint(1, 12):02}-{chosen.randint(1, 28):02}"


def _place(case: Json, chosen: random.Random) -> None:
    case["territory"] = chosen.choice(("440103", "330624", "110101"))


def _history(case: Json, chosen: random.Random) -> None:
    if chosen.random() < 0.5:
        case.pop("history", None)
    elif (case.get("history") or {}).get("events"):
        case["history"]["events"].pop()


CHANGES = (_fact, _fact, _fact, _phase, _days, _party, _place, _history)


# ---- the records -----------------------------------------------------------------------------------------------------


def make(count: int, seed: int, file: Path) -> int:
    """Write the records of so many decisions, one a line; how many there are."""
    made = 0
    with gzip.open(file, "wb", compresslevel=3) as out:
        for _, decision in cases(count, seed):
            out.write(er.record(decision) + b"\n")
            made += 1
    return made


def work(lines: Iterable[bytes]) -> int:
    """Replay every record, and tell; 0 when all are the same."""
    rules, _ = shipped()
    against = Against(rules.program)
    verdicts: Counter[str] = Counter()
    everything, first = hashlib.sha256(), None
    for number, line in enumerate(lines):
        data = line.rstrip(b"\n")
        found = replay(data, against, str(number))
        verdicts[found.verdict] += 1
        if found.verdict != "same" and first is None:
            first = {"record": number, "difference": found.difference and found.difference.path}
        everything.update(hashlib.sha256(data).digest())
    told = {"verdicts": dict(verdicts), "digest": everything.hexdigest()[:16], "first": first}
    print(json.dumps({**told, "python": sys.version.split()[0], "hash": hash("enforcerules") & 0xFFFF}))
    return 0 if set(verdicts) == {"same"} else 1


def replayed(python: str, environment: tuple[str, str, str], file: Path) -> Json:
    """What a Python says of the records in an environment."""
    locale, zone, seed = environment
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LOCPATH") if name in os.environ}
    made = {"PYTHONPATH": str(ROOT / "src"), "LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed}
    command = [python, str(Path(__file__).resolve()), "work", "--file", str(file)]
    run = subprocess.run(command, env={**kept, **made}, capture_output=True, text=True, encoding="utf-8", check=False)
    lines = run.stdout.strip().splitlines()
    told: Json = json.loads(lines[-1]) if lines else {"error": run.stderr.strip().splitlines()[-1:]}
    return {"locale": locale, "zone": zone, "seed": seed, "status": run.returncode, **told}


def pythons(named: list[str] | None) -> list[str]:
    """Those that were named, or this one and each other version that is found and has what the library needs."""
    if named:
        return named
    found = {sys.version_info[:2]: sys.executable}
    for name in PYTHONS:
        path = shutil.which(name)
        version = tuple(int(part) for part in name.removeprefix("python").split("."))
        if path is not None and version not in found and _usable(path):
            found[version] = path  # type: ignore[index]
    return [path for _, path in sorted(found.items())]


def _usable(python: str) -> bool:
    needs = "import jsonschema, lark, pydantic, rich, yaml"
    return subprocess.run([python, "-c", needs], capture_output=True, check=False).returncode == 0


def environments(every: bool) -> list[tuple[str, str, str]]:
    """All eighteen, or six in which every pair of settings occurs."""
    if every:
        return list(itertools.product(LOCALES, ZONES, SEEDS))
    pairs = itertools.product(LOCALES, range(len(ZONES)))
    return [(locale, ZONES[n], SEEDS[(n + LOCALES.index(locale)) % len(SEEDS)]) for locale, n in pairs]


def main() -> int:
    """0 when every record was the same everywhere."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("all", "work"), default="all")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--python", action="append")
    parser.add_argument("--pairs", action="store_true", help="six environments instead of eighteen")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    if options.what == "work":
        with gzip.open(options.file) as lines:
            return work(lines)
    with tempfile.TemporaryDirectory() as folder:
        return everywhere(options, Path(folder) / "records.gz")


def everywhere(options: argparse.Namespace, file: Path) -> int:
    """Make the records, then replay them in every environment of every Python."""
    began = time.monotonic()
    count = make(options.count, options.seed, file)
    print(f"{count} records, {file.stat().st_size // 1024} KB packed, {time.monotonic() - began:.0f} s", flush=True)
    plan = [(python, one) for python in pythons(options.python) for one in environments(not options.pairs)]
    digests, failed = set(), 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for told in pool.map(lambda one: replayed(one[0], one[1], file), plan):
            print(json.dumps(told), flush=True)
            digests.add(told.get("digest"))
            failed += told["status"] != 0
    good = not failed and len(digests) == 1
    print(f"{len(plan)} environments, {'all the same' if good else 'NOT the same'}, {time.monotonic() - began:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
