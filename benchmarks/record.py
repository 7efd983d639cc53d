"""Records: canonical bytes and digest, with the extra `fast` and without it, beside orjson itself. Writes RECORD.md.

Figures are in processor time of this process, as the median of rounds in which all ways take turns.
"""

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from telling import machine, table

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "discretion"))
CASES = 200
GOALS = {"with `fast`": 2.0, "without": 5.0}
REASONS = {
    "with `fast`": "orjson alone would write floats, dates and enumerations; whether a value is made of plain types is looked at first, and that is the "
    "rest. Next: the same look in C, inside the encoder",
    "without": "the standard library's own encoder, which guards nothing, takes as long (last row). Next: texts of whole tables by their shape",
}
Encode = Callable[[Any], bytes]


def synthetic() -> list[Any]:
    """Records of the workload with an explanation of every tier, about 2 KB."""
    import workload
    from peers.reference import RefFen, decide_x

    peer = RefFen()
    peer.load(peer.source(workload.make_ruleset(20)))
    drawn = workload.cases_fen(workload.make_columns(20, CASES), CASES)
    head = {"schema": "decision/1", "ruleset": f"sha256:{'0' * 64}", "engine": "0.0.0", "at": "2024-06-01"}
    return [
        {**head, "case": n, "facts": facts, "decision": decide_x(peer.m, matter, facts)}
        for n, (matter, facts) in enumerate(drawn)
    ]


def shipped() -> list[Any]:
    """Records of decisions of the shipped rules, read back."""
    import enforcerules as er
    from enforcerules.load.cases import load_examples

    rules, made = er.load("cn"), []
    for path in sorted((HERE.parent / "rulesets" / "cn" / "examples").rglob("cases/*.yaml")):
        for example, report in load_examples(path):
            if example is not None and not report.errors and len(made) < CASES:
                try:
                    made.append(json.loads(er.record(er.decide(rules, example.case))))
                except er.InvalidInput:
                    continue
    return made


def ways() -> dict[str, Encode]:
    """By name; the base first. Without orjson there is none."""
    import orjson

    from enforcerules.base import canonical as module

    encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
    return {
        "orjson itself": lambda value: orjson.dumps(value, option=orjson.OPT_SORT_KEYS),
        "with `fast`": module.canonical,
        "without": module._encode,  # noqa: SLF001  what `canonical` does where orjson is not there
        "for comparison: json.dumps, unguarded": lambda value: encode(value).encode(),
    }


def measured(records: list[Any], rounds: int) -> dict[str, list[float]]:
    """Microseconds a record, by way and round."""
    spent: dict[str, list[float]] = {name: [] for name in ways()}
    for _ in range(rounds):
        for name, encode in ways().items():
            before, start = b"", time.process_time()
            for one in records:
                before = hashlib.sha256(before + encode(one)).digest()
            spent[name].append((time.process_time() - start) / len(records) * 1e6)
    return spent


def rows(records: list[Any], rounds: int) -> list[list[str]]:
    """A row for each way."""
    spent = measured(records, rounds)
    base, made = spent["orjson itself"], []
    for name, times in spent.items():
        ratio = statistics.median(a / b for a, b in zip(times, base, strict=True))
        goal = GOALS.get(name)
        said = "" if goal is None else "met" if ratio <= goal else f"not met: {REASONS[name]}"
        made.append(
            [name, f"{statistics.median(times):.1f}", f"{ratio:.2f}", "" if goal is None else f"{goal:.0f}", said]
        )
    return made


def main() -> int:
    """0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    out = [f"# Records: canonical bytes and digest\n\n`python benchmarks/record.py`, {machine(('orjson',))}\n"]
    out.append(
        "Microseconds of processor time for the canonical bytes of one record (RFC 8785) and their SHA-256, chained. Ratios are formed inside a round. "
        "The bytes are the same either way (`tests/base/test_canonical.py`).\n"
    )
    for title, records in (
        ("Records of the synthetic workload", synthetic()),
        ("Records of shipped examples", shipped()),
    ):
        encode = next(iter(ways().values()))
        assert all(way(one) == encode(one) for one in records for way in ways().values())  # noqa: S101
        size = statistics.mean(len(encode(one)) for one in records)
        out.append(f"## {title}: {len(records)}, {size:,.0f} bytes on average\n")
        out.append(table(["way", "µs", "of orjson", "goal", ""], rows(records, rounds)))
    text = "\n".join(out)
    (HERE / "RECORD.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
