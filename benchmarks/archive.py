"""An archive of cases under the shipped rules as columns: cases a second, cold and warm, with and without nulls. Writes ARCHIVE.md.

The cases are the example cases that a row can say, many times over, with amounts and counts moved about and, in the second half of
the table, every tenth fact left out. Figures are in processor time of this process, one thread.

    .venv/bin/python benchmarks/archive.py [cases]
"""

import random
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from telling import machine, table

import enforcerules as er
from enforcerules import batch
from enforcerules.load.cases import load_examples

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "rulesets" / "cn"
PIECE = 65_536
GROUPS = ("food", "guangdong", "jiangmen", "environment", "tax", "transport", "hunan", "fire")


def templates(group: str) -> list[dict[str, Any]]:
    """The example cases of the rulesets whose folder begins so, as rows."""
    paths = [path for folder in SHIPPED.rglob(f"{group}*") if folder.is_dir() for path in folder.rglob("cases/*.yaml")]
    found = []
    for path in sorted(set(paths))[:120]:
        found += [
            row
            for example, report in load_examples(path)
            if example and not report.errors and (row := row_of(example.case))
        ]
    return found


def row_of(case: Any) -> dict[str, Any] | None:  # noqa: ANN401  a case
    """A case as a row; None where a row does not say it all."""
    if len(case.acts) != 1 or len(case.acts[0].matter) != 1 or len(case.parties) > 1 or case.history or case.proposed:
        return None
    act = case.acts[0]
    if act.facts or any(party.facts or party.of for party in case.parties) or case.authority or case.deviation:
        return None
    row: dict[str, Any] = {
        "matter": str(act.matter[0]),
        "phase": case.phase,
        "start": act.start,
        "end": act.end and str(act.end),
    }
    row["territory"] = case.territory and str(case.territory)
    row |= {
        f"party.{k}": getattr(p, k) for p in case.parties for k in ("kind", "role", "born") if getattr(p, k) is not None
    }
    row |= {f"dates.{name}": day for name, day in case.dates.items()}
    for name, given in case.facts.items():
        if given.status != "known" or given.value is None or isinstance(given.value, tuple):
            return None
        row[str(name)] = str(given.value)
    return row


def moved(row: dict[str, Any], rng: random.Random, nulls: float) -> dict[str, Any]:
    """The same case with figures moved about, and some facts left out."""
    made = {}
    for name, value in row.items():
        if isinstance(value, str) and batch.is_fact(name):
            if rng.random() < nulls:
                continue
            made[name] = _figure(value, rng) if value.replace(".", "", 1).isdigit() else value
        else:
            made[name] = value
    return made


def _figure(text: str, rng: random.Random) -> str:
    """Half to double, with as many places."""
    number = Decimal(text) * rng.randrange(50, 200) / 100
    return str(number.quantize(Decimal("0.01") if "." in text else Decimal(1)))


def pieces(rows: list[dict[str, Any]], count: int, nulls: float, seed: int) -> Iterator[Any]:
    """Record batches of so many cases."""
    rng = random.Random(seed)  # noqa: S311  a workload
    for start in range(0, count, PIECE):
        some = [moved(rng.choice(rows), rng, nulls) for _ in range(min(PIECE, count - start))]
        names = list(dict.fromkeys(name for row in some for name in row))
        yield pa.RecordBatch.from_pydict({name: pa.array([row.get(name) for row in some]) for name in names})


def measured(decider: batch.Decider, given: list[Any]) -> tuple[float, int, int]:
    """Seconds of processor time, cases, and how many the reference decided."""
    began = time.process_time()
    count = reference = 0
    for one in given:
        results = decider.decide(one)
        results.to_arrow()
        count, reference = count + results.count, reference + results.by_reference
    return time.process_time() - began, count, reference


def main(count: int) -> None:
    """Measure every group, and write the table."""
    rules = er.load("cn")
    rows = []
    for group in GROUPS:
        found = templates(group)
        if not found:
            continue
        for nulls in (0.0, 0.1):
            decider = batch.Decider(rules)
            cold, many, _ = measured(decider, list(pieces(found, count, nulls, 1)))
            warm, again, reference = measured(decider, list(pieces(found, count, nulls, 2)))
            matters = len({row["matter"] for row in found})
            rows.append(
                (
                    group,
                    matters,
                    f"{nulls:.0%}",
                    f"{many / cold:,.0f}",
                    f"{again / warm:,.0f}",
                    f"{warm / again * 1e6:,.0f}",
                    f"{reference / again:.1%}",
                )
            )
            print(*rows[-1])
    head = (
        "rulesets",
        "matters",
        "nulls",
        "cases/s, first table",
        "cases/s, second table",
        "s a million",
        "by the reference",
    )
    text = f"# An archive under the shipped rules, as columns\n\nMade by `benchmarks/archive.py`; {machine(('numpy', 'pyarrow'))} One thread, {count:,} cases a table, all columns of results.\n\n"
    (HERE / "ARCHIVE.md").write_text(text + table(head, rows), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
