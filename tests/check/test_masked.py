"""ER582 against every case: two tables over one figure, each case looked at by itself."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcerules.pipeline import build

HEAD = """
format: enforcerules/ruleset/1
ruleset: t
instruments:
  法: {title: 法（测试）, rank: law, versions: [{id: a, from: 2020-01-01}]}
kinds: {fine: {label: 罚款, class: penalty, article9: 2}}
facts:
  value: {label: 货值, type: money}
  done: {label: 违法, type: boolean}
matters:
  - {id: m, title: 测试, elements: 违法, penalised_by: 法 第二条, penalties: [{fine: {shall: 1元以上100元以下}}]}
benchmarks:
"""
CUTS = (0, 1000, 2000, 3000)
"""元; each table cuts at some of these."""

Rows = list[tuple[int, int | None, int, int]]
"""From, up to but without, and the amounts, in 元."""


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """Rows that lie side by side from nil on, one of them perhaps left out."""
    cuts = [0, *sorted(draw(st.sets(st.sampled_from(CUTS[1:]), max_size=3)))]
    ends: list[tuple[int, int | None]] = [*pairwise(cuts), (cuts[-1], None)]
    amounts = st.tuples(st.integers(1, 6), st.integers(0, 4)).map(lambda one: (one[0] * 10, (one[0] + one[1]) * 10))
    rows = [(low, high, *draw(amounts)) for low, high in ends]
    left = draw(st.integers(0, len(rows)))
    return rows[:left] + rows[left + 1 :] or rows


def written(name: str, rows: Rows) -> str:
    lines = [f"  - {{id: {name}, refines: m/fine, basis: 法 第三条, rows: ["]
    for at, (low, high, least, most) in enumerate(rows):
        when = f"货值 >= {low}元" if high is None else f"货值 in [{low}元, {high}元)"
        lines.append(f"      {{id: {name}{at}, when: '{when}', amount: {least}元以上{most}元以下}},")
    return "\n".join([*lines, "    ]}", ""])


def masked(higher: Rows, lower: Rows) -> set[str]:
    """By hand: in all its cases one row of the higher table holds, and always leaves nothing of it, or lies within it."""
    found = set()
    points = [
        Fraction(cut) + off for cut in (*CUTS, 9000) for off in (Fraction(-1, 100), Fraction(0)) if cut + off >= 0
    ]
    for at, row in enumerate(lower):
        ways = set()
        for point in points:
            if not holds(row, point):
                continue
            over = [one for one in higher if holds(one, point)]
            if not over:
                ways.add("none")
            elif max(over[0][2], row[2]) > min(over[0][3], row[3]):
                ways.add("outside")
            else:
                ways.add("within" if over[0][2] >= row[2] and over[0][3] <= row[3] else "none")
        if len(ways) == 1 and "none" not in ways:
            found.add(f"b{at}")
    return found


def holds(row: tuple[int, int | None, int, int], point: Fraction) -> bool:
    return row[0] <= point and (row[1] is None or point < row[1])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), tables())
def test_every_row_that_a_higher_table_hides_and_no_other(tmp_path: Path, higher: Rows, lower: Rows) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(HEAD + written("a", higher) + written("b", lower), encoding="utf-8")
    _, report = build([path])
    assert not report.errors
    assert {dict(one.args)["row"] for one in report.diagnostics if one.code == "ER582"} == masked(higher, lower)
