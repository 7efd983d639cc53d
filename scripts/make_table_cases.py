"""Example cases for the cells of the Guangdong tables, worked out here and not by the engine: `make_table_cases.py [--check]`.

The weights and amounts are those of `guangdong_weights.py` and `guangdong_rows.py`, transcribed from 附件1 a second time. For a table of weights
the fine is the start and the weights added up, held between floor and cap, times the base; nothing else is computed. Every
value stands in some case, those at and just below each bound among them: one case a turn, every factor one value further, so
that a handful of cases sees all of a table. `why` shows the sum.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from case_files import written
from guangdong_rows import ONE, ROWS, TWO, Rows
from guangdong_weights import EVENTS, WEIGHINGS, Facts, Value, Weighing

FOLDER: Final = Path(__file__).resolve().parents[1] / "rulesets" / "cn" / "guangdong" / "environment" / "cases"
_COMMON: Final = (
    "minor_act: false, first_violation: false, harm: 较重, timely_correction: false, corrected_within_order: false"
)
_HISTORY: Final = "searched: [{register: 省行政处罚信息平台, from: 2019-05-01, to: 2024-05-22, on: 2024-05-22}]"


def weighed(start: int, of: int, weights: Sequence[int], floor: int = 0) -> tuple[int, str]:
    """The fine in 元, and how it was worked out."""
    total = start + sum(weights)
    held = min(100, max(floor, total))
    fine = Fraction(held, 100) * of
    shown = f"{' + '.join(map(str, (start, *weights)))} = {total} %"
    shown += "" if held == total else f", {'at least' if held > total else 'at most'} {held} %"
    return int(fine), f"{shown}; {held} % × {of} = {fine}"


def _turns(table: Weighing) -> Iterator[list[Value]]:
    """Every value of every factor in some case, so that no sum reaches the cap or falls below the statute; then the heaviest."""
    most = max(map(len, table.factors))
    least = Fraction(table.least * 100, table.of)
    for seed in range(200_000):
        starts = [(seed // 5**place) % len(one) for place, one in enumerate(table.factors)]
        made = [
            [one[(turn + start) % len(one)] for one, start in zip(table.factors, starts, strict=True)]
            for turn in range(most)
        ]
        sums = [table.start + sum(weight for _, weight in values) for values in made]
        if max(sums) < 100 and min(sums) >= max(least, table.floor):
            yield from made
            break
    else:
        raise ValueError(table.number)
    yield [max(one, key=lambda value: value[1]) for one in table.factors]
    if table.floor:
        yield [one[0] for one in table.factors]


def _weighing(table: Weighing) -> str:
    examples = []
    for number, values in enumerate(_turns(table), 1):
        facts = {key: said for given, _ in values for key, said in given.items()}
        weights = [weight for _, weight in values]
        fine, why = weighed(table.start, table.of, weights, table.floor)
        expect = f'disposition: penalise, points: {{fine: "{fine}"}}, no_alerts: [benchmark_outside_statute]'
        if table.persons is not None:
            theirs, also = weighed(*table.persons, weights)
            why = f"unit {why}; persons {also}"
            expect = f'outcomes: [{{party: p1, {expect}}}, {{party: p2, disposition: penalise, points: {{fine: "{theirs}"}}}}]'
        examples.append(
            _example(
                f"gd-env-cells-{table.number}-{number}", f"Table {table.number}: {why}", table.matter, facts, expect
            )
        )
    for number, (given, expect, why) in enumerate(table.apart, 1):
        examples.append(
            _example(
                f"gd-env-cells-{table.number}-apart-{number}",
                f"Table {table.number}: {why}",
                table.matter,
                given,
                expect,
            )
        )
    return file_of(table.matter, f"{_COMMON}, {table.base}", TWO if table.persons else ONE, examples)


def _rows(table: Rows) -> str:
    examples = []
    for number, (facts, span) in enumerate(table.cells, 1):
        said = "、".join(value for key, value in facts.items() if key != EVENTS)
        past = f", penalties on {facts[EVENTS]}" if facts.get(EVENTS) else ""
        why = f"Table {table.number}, {said or 'by its past'}{past}: {span}"
        expect = _range(span)
        if table.party == TWO:
            person = table.person[number - 1]
            also = f", {{party: p2, {_range(person)}}}" if person else ""
            why += f"; persons {person}" if person else ""
            expect = f"outcomes: [{{party: p1, {expect}}}{also}]"
        examples.append(_example(f"gd-env-cells-{table.number}-{number}", why, table.matter, facts, expect))
    if table.grave is not None:
        examples.append(_grave(table, *table.grave))
    return file_of(table.matter, f"{_COMMON}, {table.base}", table.party, examples)


def _grave(table: Rows, facts: Facts, span: str, row: str) -> str:
    """Two rows hold, and the table does not say which counts: a person decides between the lower end of one and the other."""
    expect = f'disposition: needs_human, ranges: {{fine: "{span}"}}, alerts: [rows_conflict], no_alerts: [benchmark_outside_statute], reasons: {{gd.env.{row}: held}}'
    if table.grave_person:
        also = expect.replace(span, table.grave_person).replace("1.4.unit", "1.4.persons")
        expect = f"outcomes: [{{party: p1, {expect}}}, {{party: p2, {also}}}]"
    why = f"Table {table.number}: 造成重大不良影响 holds beside another row, so that a person decides within {span}"
    return _example(f"gd-env-cells-{table.number}-grave", why, table.matter, {**facts, "grave_impact": "true"}, expect)


def _range(span: str) -> str:
    shown = f'ranges: {{fine: "{span}"}}' if span.startswith("[") else f'points: {{fine: "{span}"}}'
    return f"disposition: penalise, levels: {{fine: ordinary}}, {shown}"


# ---- files -------------------------------------------------------------------------------------------------------


def _example(name: str, why: str, matter: str, facts: Facts, expect: str) -> str:
    own = ", ".join(f"{key}: {value_of(value)}" for key, value in facts.items() if key != EVENTS)
    days = facts.get(EVENTS, "").split()
    events = ", ".join(f"{{date: {day}, act: {matter}, event: penalty}}" for day in days)
    past = f", history: {{events: [{events}]}}" if days else ""
    return "\n".join(
        [
            f"  - example: {name}",
            f'    why: "{why}"',
            f"    case: {{facts: {{{own}}}{past}}}",
            f"    expect: {{{expect}}}",
        ]
    )


def value_of(value: str) -> str:
    """A value as YAML: what begins like a number is text."""
    return f'"{value}"' if value[0].isdigit() else value


def file_of(matter: str, facts: str, party: str, examples: Sequence[str], script: str = "make_table_cases") -> str:
    """The text of a file: what its examples have in common, and they."""
    head = [
        f"# Made by scripts/{script}.py, which works the results out from the printed rule; change it there.",
        "format: enforcerules/examples/1",
        "case:",
        "  phase: concluded",
        '  territory: "440100"',
        f"  {party.replace('MATTER', matter)}",
        "  dates: {discovered: 2024-05-20, filed: 2024-05-22, decided: 2024-07-19}",
        f"  facts: {{{facts}}}",
        f"  history: {{{_HISTORY}, events: []}}",
        "examples:",
    ]
    return "\n".join([*head, *examples, ""])


def build() -> dict[str, str]:
    """Every file by its name."""
    made = {f"cells-{one.number}.yaml": _weighing(one) for one in WEIGHINGS}
    return made | {f"cells-{one.number}.yaml": _rows(one) for one in ROWS}


if __name__ == "__main__":
    sys.exit(written(build(), FOLDER, "table cases", __doc__))
