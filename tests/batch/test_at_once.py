"""Rows of many matters at once, over tables that their units share: equal to the reference, and to matter by matter."""

import random
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pyarrow as pa
import pytest
from strategies import DATES, END, START, program_of
from tables import WAYS, asked_for, at_once, decider_of, quick, reference, rules_of, table

from enforcerules import batch
from enforcerules.batch import across, flat, forms

HEAD = """
format: enforcerules/ruleset/1
ruleset: many
title: {zh: 试验, en: trial}
territory: "000000"
status: example
instruments:
  试法: {title: 试验法, rank: law, versions: [{id: "1", from: 2020-01-01}]}
kinds:
  fine: {label: 罚款, class: penalty, article9: "2"}
facts:
  goods: {label: 货值金额, type: money, basis: 试法 第一条}
  gains: {label: 违法所得, type: money, basis: 试法 第一条}
  days: {label: 持续日数, type: integer, unit: 日, basis: 试法 第一条}
  harm: {label: 后果, type: grade, values: {none: 没有, minor: 轻微, grave: 严重}, basis: 试法 第一条}
  sort: {label: 种类, type: choice, values: {a: 甲, b: 乙, c: 丙}, basis: 试法 第一条}
  fields: {label: 领域, type: set, values: {x: 食品, y: 药品, z: 器械}, basis: 试法 第一条}
  raised: {label: 提出, type: boolean, ask: if_raised, basis: 试法 第一条}
  who: {label: 当事人类型, type: choice, values: {unit: 单位, individual: 个人}, source: party.kind, basis: 试法 第一条}
  ended: {label: 终了日, type: date, source: act.end, basis: 试法 第一条}
  found: {label: 发现日, type: date, source: dates.discovered, basis: 试法 第一条}
derived:
  both: {label: 合计, sum: [goods, gains], basis: 试法 第一条}
  waited: {label: 相隔日数, days: {from: ended, to: found}, unit: 日, basis: 试法 第一条}
  before: {label: 此前次数, count: penalty, same: matter, window: 2年, anchor: ended, unit: 次, basis: 试法 第一条}
matters:
"""
FINES = [
    "shall: 1000元以上{n}000元以下",
    "shall: {n}万元以下",
    "shall: 违法所得1倍以上{n}倍以下",
    "shall: 合计1.5倍以上{n}倍以下",
]
"""Constants, a fact, a derived fact; the numbers differ from matter to matter."""
TESTS = [
    "货值金额{n}000元以上 且 当事人类型为单位",
    "持续日数{n}0日以上",
    "相隔日数{n}日以上",
    "合计{n}万元以上 且 后果为严重",
    "种类为乙 或 领域包含药品",
]
MATTERS = 12
ALONE = {"m.n6", "m.n10"}
"""One compares amounts rounded to 100 元, and one counts what was before: decided on their own."""


ROUNDED = "\n    rounding: {to: 100元, direction: down}"


def text():
    """Twelve matters of four kinds of fine; one compares rounded amounts, and one counts what was before."""
    matters = "".join(
        f"  - {{id: m.n{n}, title: {{zh: 甲{n}, en: one {n}}}, penalised_by: 试法 第五条, "
        f"penalties: [{{fine: {{{FINES[n % 4].format(n=n + 2)}}}}}]}}\n"
        for n in range(MATTERS)
    )
    tables = "".join(
        f"""  - id: k.table{n}
    refines: m.n{n}/fine
    basis: 试法 第六条{ROUNDED if n == 6 else ""}
    rows:
      - {{id: grave, level: heavier, when: {"此前次数1次以上" if n == 10 else TESTS[n % 5].format(n=n + 1)}, of_max: {80 + n}%}}
      - {{id: rest, level: ordinary, otherwise: true, band: "({20 + n}%, {60 + n}%)"}}
"""
        for n in range(MATTERS)
    )
    spared = (
        "exemptions:\n  - {id: k.raised, title: {zh: 提出, en: raised}, when: 提出 且 后果不高于轻微, then: spare, "
        "strength: shall, basis: 试法 第三条}\n"
    )
    return f"{HEAD}{matters}{spared}benchmarks:\n{tables}"


@pytest.fixture(scope="module")
def made():
    return program_of(text())


COMMON = {"start": START, "end": END, "party.kind": "unit", "phase": "concluded"}
COMMON |= {f"dates.{name}": day for name, day in DATES.items()}


def row(rng, matters=MATTERS):
    return {
        "matter": f"m.n{rng.randrange(matters)}",
        **COMMON,
        "party.kind": rng.choice(["unit", "unit", "individual"]),
        "货值金额": Decimal(rng.choice(["0.00", "999.99", "1000.00", "4999.99", "5000.00", "9999.99", "12345.67"])),
        "gains": Decimal(rng.choice(["0.00", "0.01", "5000.00", "5000.01", "70000.00"])),
        "持续日数": rng.choice([0, 9, 10, 19, 20, 50, 90, 119, 120, 400]),
        "后果": rng.choice(["没有", "轻微", "严重"]),
        "种类": rng.choice(["甲", "乙", "丙"]),
        "领域": rng.choice([["食品"], ["食品", "药品"], ["器械"]]),
        "提出": rng.choice([True, False]),
    }


def rows_of(seed, count=240):
    rng = random.Random(seed)
    return [row(rng) for _ in range(count)]


def told(results):
    return results.to_arrow().to_pylist()


def test_rows_of_many_matters_in_random_order_are_decided_alike(made):
    """Ten of the twelve are decided at once from the first table on."""
    cases = table(rows_of(1))
    wanted = reference(made, cases)
    one_by_one = decider_of(made, "one by one")
    decider = decider_of(made)
    for _ in range(2):
        results = decider.decide(cases)
        assert list(results.results()) == wanted
        assert told(results) == told(one_by_one.decide(cases))
    units = decider._engine.units.values()
    together = {id(one) for one in units if one.unit.frame.sliced.matter.id not in ALONE}
    assert decider._engine.flat.numbers.keys() == together
    assert at_once(results) == sum(matter not in ALONE for matter in cases["matter"].to_pylist())
    assert at_once(one_by_one.decide(cases)) == 0


@pytest.mark.parametrize("way", WAYS)
def test_nulls_mean_the_same_in_a_table_of_many_matters(made, way):
    """One value in six is missing: what must be known is then open, what is raised or not was not raised."""
    rng = random.Random(2)
    rows = [
        {k: v for k, v in one.items() if k in COMMON or k == "matter" or rng.random() > 1 / 6} for one in rows_of(3)
    ]
    cases = table(rows)
    decider = decider_of(made, way)
    decider.decide(table(rows_of(4)))  # the ways are learnt, so that rows without nulls are decided at once
    results = decider.decide(cases)
    assert list(results.results()) == reference(made, cases)
    assert results.column("undetermined").to_pylist() == [asked_for(made, one) for one in cases.to_pylist()]
    assert (at_once(results) > 20) == (way == "at once")


@pytest.mark.parametrize("way", WAYS)
def test_what_is_wrong_stands_in_its_row_of_a_table_of_many_matters(made, way):
    """A value that is none, a matter that is none, a day that is none, one fact twice, a fact that there is not; the others go on."""
    rows = [{k: str(v).lower() if isinstance(v, bool) else v for k, v in one.items()} for one in rows_of(5)]
    rows = [{**one, "领域": "食品", "货值金额": str(one["货值金额"])} for one in rows]
    wrong = [{"货值金额": "1.001"}, {"后果": "最重"}, {"matter": "m.none"}, {"dates.decided": "2024-13-01"}]
    wrong += [{"goods": "1.00"}, {"无此事实": "x"}, {"合计": "1.00"}]
    for at, one in enumerate(wrong):
        rows[7 * at + 3] |= one
    cases = table(rows)
    decider = decider_of(made, way)
    for _ in range(2):
        results = decider.decide(cases)
        assert list(results.results()) == reference(made, cases)
        assert [at for at, said in enumerate(results.column("problem").to_pylist()) if said] == [
            7 * at + 3 for at in range(len(wrong))
        ]
    assert (at_once(results) > 120) == (way == "at once")


@pytest.mark.parametrize("way", WAYS)
def test_numbers_beyond_64_bits_are_exact_beside_small_ones(made, way):
    """Worked by hand: m.n2 is fined once to four times the gains; its ordinary row is 22 % to 62 % of that span.

    1 + 3 × 0.22 = 1.66 and 1 + 3 × 0.62 = 2.86 times. With gains of 999,999,999,999,999.99 元 the greatest amount has
    4 × 10^21 ten-thousandths of a 分, which 64 bits do not hold.
    """
    base = {**row(random.Random(6)), "matter": "m.n2", "持续日数": 0, "提出": False, "end": DATES["discovered"]}
    gains = ["100.00", "999999999999999.99", "12345.67", "0.00"]
    rows = [{**base, "gains": Decimal(one)} for one in gains] + rows_of(7, 60)
    cases = table(rows, gains=pa.decimal128(20, 2))
    decider = decider_of(made, way)
    for _ in range(2):
        results = decider.decide(cases)
        assert list(results.results()) == reference(made, cases)
    said = results.to_arrow().to_pydict()
    assert said["fine_statutory_hi"][:4] == [
        Decimal(400),
        Decimal("3999999999999999.96"),
        Decimal("49382.68"),
        Decimal(0),
    ]
    assert said["fine_lo"][:4] == [Decimal(166), Decimal("1659999999999999.9834"), Decimal("20493.8122"), Decimal(0)]
    assert said["fine_hi"][:4] == [Decimal(286), Decimal("2859999999999999.9714"), Decimal("35308.6162"), Decimal(0)]


@pytest.mark.parametrize("way", WAYS)
def test_an_empty_table_has_no_rows_before_and_after_others(made, way):
    cases = table(rows_of(8, 60))
    decider = decider_of(made, way)
    assert told(decider.decide(cases.slice(0, 0))) == []
    decider.decide(cases)
    assert told(decider.decide(cases.slice(0, 0))) == []
    assert decider.decide(cases.slice(0, 0)).to_arrow().schema == decider.decide(cases).to_arrow().schema


@pytest.mark.parametrize("stretch", [1, 7, 2**15])
def test_stretches_of_rows_and_threads_change_nothing(made, stretch, monkeypatch):
    """The rows are cut into stretches, which threads share; two tables are decided by two threads with one decider."""
    cases = table(rows_of(9))
    wanted = told(decider_of(made, "one by one").decide(cases))
    monkeypatch.setattr(across, "_STRETCH", stretch)
    decider = decider_of(made)
    assert told(decider.decide(cases, threads=3)) == wanted
    assert told(decider.decide(cases, threads=3)) == wanted
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _: told(decider.decide(cases, threads=2)) == wanted, range(12)))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (across, "_COMPARED"),
        (across, "_NARROW"),
        (across, "_TABLE"),
        (across, "_BYTE"),
        (forms, "_FEW"),
        (forms, "_SMALL"),
    ],
)
def test_however_classes_and_forms_are_found_they_are_the_same(made, module, name, monkeypatch):
    """Cuts compared or searched, numbers looked up or cut, columns taken together or not, rows of a form sought or sorted."""
    cases = table(rows_of(10))
    wanted = told(decider_of(made, "one by one").decide(cases))
    decider = decider_of(made)
    decider.decide(cases)
    monkeypatch.setattr(forms, "_FEW", 0 if name == "_SMALL" else 12)
    monkeypatch.setattr(module, name, 0)
    results = decider.decide(cases)
    assert told(results) == wanted
    assert at_once(results) > 150


def test_a_unit_that_learns_more_goes_back_into_the_tables(made):
    """First without what is grave, then all: when those that were not ready have waited long enough, tables are made anew."""
    few = [one for one in rows_of(11) if one["后果"] == "没有" and one["种类"] == "甲" and not one["提出"]][:20]
    cases = table(rows_of(12))
    wanted = told(decider_of(made, "one by one").decide(cases))
    decider = decider_of(made)
    decider.decide(table(few))
    first = decider._engine.flat
    for _ in range(3):
        assert told(decider.decide(cases)) == wanted
    assert decider._engine.flat is not first
    results = decider.decide(cases)
    assert told(results) == wanted
    assert at_once(results) == sum(matter not in ALONE for matter in cases["matter"].to_pylist())


def test_units_that_do_not_fit_are_decided_on_their_own(made, monkeypatch):
    monkeypatch.setattr(flat, "_ROOM", 60)
    cases = table(rows_of(13))
    wanted = told(decider_of(made, "one by one").decide(cases))
    decider = decider_of(made)
    for _ in range(2):
        results = decider.decide(cases)
        assert told(results) == wanted
    assert 0 < len(decider._engine.flat.numbers) < MATTERS - len(ALONE)
    assert quick(results) == len(wanted)


def test_days_that_differ_from_row_to_row_are_decided_at_once(made):
    """Acts of several days, each with the days between it and its discovery, a derived fact over days of the case."""
    rng = random.Random(14)
    rows = [
        {**one, "end": f"2024-0{rng.randrange(1, 4)}-1{rng.randrange(10)}", "start": "2024-01-05"}
        for one in rows_of(15)
    ]
    cases = table(rows)
    decider = decider_of(made)
    for _ in range(2):
        results = decider.decide(cases)
        assert list(results.results()) == reference(made, cases)
    assert at_once(results) > 120


def test_by_default_a_table_of_one_matter_is_decided_as_before(made):
    rows = [{**one, "party.kind": "unit"} for one in rows_of(16) if one["matter"] == "m.n1"]
    decider = batch.Decider(rules_of(made))
    assert list(decider.decide(table(rows)).results()) == reference(made, table(rows))
    assert decider._engine.flat is None
    decider.decide(table(rows_of(17)))
    assert decider._engine.flat is not None


def test_units_that_ask_what_few_rows_ask_are_decided_on_their_own(made, monkeypatch):
    """With a bound of one row in three, only what most matters ask is gone through; the others lose nothing."""
    cases = table(rows_of(18))
    wanted = told(decider_of(made, "one by one").decide(cases))
    decider = decider_of(made)
    decider.decide(cases)
    before = at_once(decider.decide(cases))
    monkeypatch.setattr(across, "_FEW", 3)
    monkeypatch.setattr(across, "_STRETCH", 100)  # shorter tables are always gone through
    results = decider.decide(cases)
    assert told(results) == wanted
    assert 0 <= at_once(results) < before
    monkeypatch.setattr(flat, "_WIDE", 0)
    again = decider_of(made)
    assert told(again.decide(cases)) == wanted
    assert told(again.decide(cases)) == wanted
