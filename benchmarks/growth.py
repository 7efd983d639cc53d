"""How time grows with the number of rules, of facts, of events in the history and of cases: n, 2n, 4n, 8n. Writes GROWTH.md.

Each figure is the least processor time of some runs of this process, the collector of garbage off while it is taken. The exponent is
that of the power of n with which the time grows from n to 8n: 1 is linear; below, something that does not grow is part of it.

    .venv/bin/python benchmarks/growth.py [--times 3] [--only rules]
"""

import argparse
import gc
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import synthetic
from telling import machine, table

import enforcerules as er

HERE = Path(__file__).parent
STEPS = (1, 2, 4, 8)
LINEAR = 1.15
"""The exponent from which a growth is told as more than linear."""

Work = Callable[[], object]
MATTER = (
    "matters:\n  - id: G\n    title: {zh: 事项}\n    penalised_by: 测试法 第一条\n    penalties:\n"
    "      - {fine: {shall: 1000元以上100000元以下}}\n"
)
CASE = {
    "matter": "G",
    "party": {"kind": "unit"},
    "start": "2024-03-01",
    "end": "2024-03-20",
    "dates": {"decided": "2024-06-01"},
    "phase": "concluded",
}
GIVEN = {"货值金额": "3000元", "及时改正": True, "配合调查": True, "此前次数": "1次", "危害后果": "轻微"}
COUNTED = (
    "  act_end: {label: 终了日, type: date, source: act.end, basis: 测试法 第一条}\n"
    "derived:\n  prior: {label: 二年内次数, count: penalty, same: matter, window: 2年, anchor: act_end, ends: [included, included],\n"
    "          including_present: false, unit: 次, basis: 测试法 第一条}\n"
)


# ---- what grows ------------------------------------------------------------------------------------------------------


def matters(folder: Path, count: int) -> Work:
    """Rulesets of so many matters: read, compiled, checked."""
    synthetic.write(folder, count)
    return lambda: er.load(folder)


def one_of_many(folder: Path, count: int) -> Work:
    """One decision under rulesets of so many matters."""
    synthetic.write(folder, count)
    return deciding(er.load(folder), {**CASE, "matter": "M00007", "facts": GIVEN})


def steps(count: int) -> str:
    """A ruleset with one table of so many rows, each a stretch of the goods."""
    ends = [f"货值金额不低于{at * 100}元 且 货值金额不足{at * 100 + 100}元" for at in range(count)]
    rows = "".join(
        f"      - {{id: r{at}, level: ordinary, when: {end}, amount: {1000 + at * 10}元}}\n"
        for at, end in enumerate(ends)
    )
    return f"{synthetic.HEAD}{MATTER}benchmarks:\n  - id: G.t\n    refines: G/fine@violator\n    basis: 测试基准 表一\n    rows:\n{rows}"


def rows(folder: Path, count: int) -> Work:
    """Rulesets with one table of so many rows."""
    path = written(folder, steps(count))
    return lambda: er.load(path)


def one_of_rows(folder: Path, count: int) -> Work:
    """One decision with a table of so many rows."""
    return deciding(er.load(written(folder, steps(count))), {**CASE, "facts": GIVEN})


def lists(count: int) -> str:
    """A ruleset with so many facts, and a rule of no penalty for each, about one matter."""
    facts = "".join(f"  f{at}: {{label: 情形{at}号, type: boolean, basis: 测试法 第一条}}\n" for at in range(count))
    spared = "".join(
        f"  - {{id: G.x{at}, title: {{zh: 不罚{at}}}, matter: G, when: 情形{at}号 且 及时改正, then: spare, strength: shall, basis: 测试法 第一条}}\n"
        for at in range(count)
    )
    return f"{synthetic.HEAD}{facts}{MATTER}exemptions:\n{spared}"


def lists_loaded(folder: Path, count: int) -> Work:
    """Rulesets with so many rules about one matter."""
    path = written(folder, lists(count))
    return lambda: er.load(path)


def facts(folder: Path, count: int) -> Work:
    """One decision of a case with so many facts, and a rule for each of them."""
    given = {f"情形{at}号": False for at in range(count)}
    return deciding(er.load(written(folder, lists(count))), {**CASE, "facts": {**GIVEN, **given}})


def events(folder: Path, count: int) -> Work:
    """One decision of a case with so many events in its history, which a fact counts."""
    text = steps(3).replace("货值金额不低于0元 且", "二年内次数1次以上 且", 1)
    rules = er.load(written(folder, text.replace("matters:\n", f"{COUNTED}matters:\n", 1)))
    event = {"act": "G", "event": "penalty"}
    found = [{**event, "date": f"2023-{at % 12 + 1:02}-{at % 28 + 1:02}"} for at in range(count)]
    search = {"register": "平台", "from": "2020-01-01", "to": "2024-03-31"}
    return deciding(rules, {**CASE, "facts": GIVEN, "history": {"searched": [search], "events": found}})


def cases(folder: Path, count: int) -> Work:
    """So many cases as columns, all ways known."""
    from enforcerules import batch

    decider, given = batch.Decider(ruleset(folder)), columns(count)
    decider.decide(given).to_arrow()
    return lambda: decider.decide(given).to_arrow()


def one_by_one(folder: Path, count: int) -> Work:
    """So many cases one by one, all ways known."""
    decider = er.decider(ruleset(folder), {**CASE, "matter": "M00007"})
    given = [{**GIVEN, "货值金额": f"{at % 900 + 100}元"} for at in range(count)]
    return lambda: [decider(one).disposition for one in given]


# ---- what they share -------------------------------------------------------------------------------------------------


def ruleset(folder: Path) -> er.Ruleset:
    """The rules that batches are decided by."""
    synthetic.write(folder, 20)
    return er.load(folder)


def columns(count: int) -> Any:  # noqa: ANN401  a record batch
    """So many cases of twenty matters."""
    import pyarrow as pa

    every = range(count)
    return pa.RecordBatch.from_pydict({
        "matter": [f"M{at % 20:05}" for at in every],
        "start": ["2024-03-01"] * count,
        "end": ["2024-03-20"] * count,
        "party.kind": ["unit"] * count,
        "dates.decided": ["2024-06-01"] * count,
        "phase": ["concluded"] * count,
        "货值金额": [f"{at * 37 % 300_000}元" for at in every],
        "违法所得": ["500元"] * count,
        "持续日数": ["12日"] * count,
        "此前次数": [f"{at % 6}次" for at in every],
        "及时改正": [at % 3 == 0 for at in every],
        "配合调查": [at % 5 != 0 for at in every],
        "危害后果": ["轻微"] * count,
        "主观过错": ["过失"] * count,
    })  # fmt: skip


def written(folder: Path, text: str) -> Path:
    """A ruleset in a file."""
    path = folder / "ruleset.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def deciding(rules: er.Ruleset, case: dict[str, Any]) -> Work:
    """The decision of a case, by the reference kernel, with the reading of the case."""
    er.decide(rules, case)
    return lambda: er.decide(rules, case)


GROWS: tuple[tuple[str, str, int, Callable[[Path, int], Work]], ...] = (
    ("rules", "load: matters of a ruleset, with five tables and a list or two each", 50, matters),
    ("rules", "load: rows of one table", 50, rows),
    ("rules", "load: rules of no penalty about one matter", 50, lists_loaded),
    ("rules", "decide: one case, matters of the ruleset", 50, one_of_many),
    ("rules", "decide: one case, rows of its table", 50, one_of_rows),
    ("facts", "decide: facts of the case, with a rule each", 25, facts),
    ("history", "decide: events of the history, counted", 1000, events),
    ("cases", "batch: cases as columns", 5000, cases),
    ("cases", "decider: cases one by one", 1000, one_by_one),
)


def least(work: Work, times: int) -> float:
    """The least processor time of some runs, in seconds."""
    found = []
    for _ in range(times):
        gc.collect()
        gc.disable()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
        gc.enable()
    return min(found)


def measured(only: Sequence[str], times: int, folder: Path) -> Iterator[list[str]]:
    """A row for each thing that grows."""
    for group, what, first, made in GROWS:
        if only and group not in only:
            continue
        spent = [least(made(folder / f"{made.__name__}{by}", first * by), times) for by in STEPS]
        exponent = math.log(spent[-1] / spent[0], STEPS[-1])
        steps = " ".join(f"{b / a:.2f}" for a, b in pairwise(spent))
        said = "linear" if exponent <= LINEAR else "more than linear"
        row = [
            what,
            f"{first:,}",
            *(f"{one * 1e3:,.1f}" for one in spent),
            steps,
            f"{exponent:.2f}",
            said,
        ]
        print(*row, sep=" | ", flush=True)
        yield row


def main() -> int:
    """1 where something grows more than linearly."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[], choices=sorted({group for group, *_ in GROWS}))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = list(measured(options.only, options.times, Path(scratch)))
    head = ["what grows", "n", "n: ms", "2n", "4n", "8n", "from step to step", "exponent", ""]
    said = (
        f"Processor time, the least of {options.times} runs. The exponent is that of the power of n with which the time grows from n to 8n: 1 is linear, and "
        f"up to {LINEAR} is told as such. Below 1 something that does not grow is part of the time.\n"
    )
    text = f"# How time grows\n\n`python benchmarks/growth.py`, {machine()}\n\n{said}\n{table(head, found)}"
    if not options.only:
        (HERE / "GROWTH.md").write_text(text, encoding="utf-8")
    print(text)
    return int(any(row[-1] != "linear" for row in found))


if __name__ == "__main__":
    sys.exit(main())
