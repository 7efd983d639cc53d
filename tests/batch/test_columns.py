"""What columns give for a row is what the reference gives for the case that the row says."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa
import pytest
from corpus import ALL, case, names, program
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from strategies import DATES, END, START, program_of, smalls
from tables import WAYS, asked_for, at_once, decider_of, quick, reference, rules_of, table

import enforcerules as er
from enforcerules import batch
from enforcerules.batch.cases import written

# ---- generated rules --------------------------------------------------------------------------------------------

FIELDS = {"matter": "m.one", "start": START, "end": END, "party.kind": "unit"}
FIELDS |= {f"dates.{name}": day for name, day in DATES.items()}


@settings(
    max_examples=300 if ALL else 50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(smalls(), st.data())
def test_small_rulesets_are_decided_alike(small, data):
    """Twelve cases a ruleset, with facts left out, in one table; then the same table again, in another order."""
    made = program_of(small.text)
    phase = data.draw(st.sampled_from(["investigating", "concluded"]))
    rows = []
    for _ in range(12):
        values = data.draw(small.values())
        facts = {name: value for name, value in values.items() if data.draw(st.integers(0, 9)) and value is not None}
        facts = {name: value for name, value in facts.items() if not isinstance(value, dict)}
        rows.append({**FIELDS, "phase": phase, **facts})
    cases = table(rows)
    wanted = reference(made, cases)
    for way in WAYS:
        decider = decider_of(made, way)
        assert list(decider.decide(cases).results()) == wanted
        again = decider.decide(cases.take(list(reversed(range(len(rows))))))
        assert list(again.results()) == list(reversed(wanted))
        event(f"{way}, quick: {quick(again)}, at once: {at_once(again)}")


@settings(
    max_examples=400 if ALL else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(smalls(), st.data())
def test_open_facts_are_decided_alike(small, data):
    """Thirty cases in which a third of the facts is not known: results, and which facts are asked for."""
    made = program_of(small.text)
    phase = data.draw(st.sampled_from(["investigating", "concluded"]))
    seed = data.draw(st.integers(0, 2**32))
    rng = random.Random(seed)
    rows = []
    for values in [data.draw(small.values()) for _ in range(10)]:
        plain = {name: value for name, value in values.items() if value is not None and not isinstance(value, dict)}
        rows += [
            {**FIELDS, "phase": phase, **{n: v for n, v in plain.items() if rng.random() > 1 / 3}} for _ in range(3)
        ]
    cases = table(rows)
    wanted, asked = reference(made, cases), [asked_for(made, row) for row in cases.to_pylist()]
    for way in WAYS:
        decided = decider_of(made, way).decide(cases)
        assert list(decided.results()) == wanted
        assert decided.column("undetermined").to_pylist() == asked
        event(f"{way}, quick: {quick(decided) // 5}")


# ---- every type of fact and formula -----------------------------------------------------------------------------

RULES = """
format: enforcerules/ruleset/1
ruleset: columns
title: {zh: 试验, en: trial}
territory: "000000"
status: example
instruments:
  试法: {title: 试验法, rank: law, versions: [{id: "1", from: 2020-01-01}]}
kinds:
  fine: {label: 罚款, class: penalty, article9: "2"}
parameters:
  large: {label: 较大数额, type: money, values: [{value: 20000元, basis: 试法 第九条}]}
facts:
  goods: {label: 货值金额, type: money, basis: 试法 第一条}
  gains: {label: 违法所得, type: money, basis: 试法 第一条}
  kilos: {label: 超重, type: decimal, scale: 2, unit: 千克, basis: 试法 第一条}
  harm: {label: 后果, type: grade, values: {none: 没有, minor: 轻微, grave: 严重}, basis: 试法 第一条}
  sort: {label: 种类, type: choice, values: {a: 甲, b: 乙, c: 丙}, basis: 试法 第一条}
  fields: {label: 领域, type: set, values: {x: 食品, y: 药品, z: 器械}, basis: 试法 第一条}
  raised: {label: 提出, type: boolean, ask: if_raised, basis: 试法 第一条}
  told: {label: 告知日, type: date, ask: if_raised, basis: 试法 第一条}
  ended: {label: 终了日, type: date, source: act.end, basis: 试法 第一条}
derived:
  both: {label: 合计, sum: [goods, gains], basis: 试法 第一条}
  most: {label: 较高, max: [goods, gains], basis: 试法 第一条}
  steps: {label: 档数, steps: {of: kilos, above: 0千克, each: 1000千克, part: counts}, unit: 档, basis: 试法 第一条}
  late: {label: 逾期日数, days: {from: ended, plus: 1个月, to: told}, unit: 日, basis: 试法 第一条}
  before: {label: 此前次数, count: penalty, same: matter, window: 2年, anchor: ended, unit: 次, basis: 试法 第一条}
matters:
  - id: m.one
    title: {zh: 甲, en: one}
    penalised_by: 试法 第五条
    penalties:
      - limbs:
          - {when: 合计不足1万元, fine: {shall: 1000元以上5000元以下}}
          - {when: 合计1万元以上, fine: {shall: 较高1.5倍以上3倍以下}}
circumstances:
  - {id: k.late, title: {zh: 逾期, en: late}, when: 逾期日数1日以上, then: {open: [heavier]}, strength: shall, basis: 试法 第二条}
  - {id: k.food, title: {zh: 食品, en: food}, when: 领域包含食品 且 种类为甲, then: {open: [lighter]}, strength: shall, basis: 试法 第二条}
  - {id: k.again, title: {zh: 再犯, en: again}, when: 此前次数1次以上, then: {open: [heavier]}, strength: shall, basis: 试法 第二条}
exemptions:
  - {id: k.raised, title: {zh: 提出, en: raised}, when: 提出 且 后果不高于轻微, then: spare, strength: may, basis: 试法 第三条}
  - {id: k.two, title: {zh: 两项, en: two}, when: 领域包含食品 且 领域包含器械 且 种类为丙, then: spare, strength: shall, basis: 试法 第三条}
benchmarks:
  - id: k.table
    refines: m.one/fine
    basis: 试法 第六条
    rounding: {to: 100元, direction: up}
    rows:
      - {id: many, level: heavier, when: 档数3档以上, of_max: 90%}
      - {id: rest, level: ordinary, otherwise: true, band: "(30%, 70%)"}
"""
NEVER = json.dumps({"searched": [{"register": "国家", "from": "2019-01-01", "to": "2030-01-01"}], "events": []})
ONCE = json.dumps(
    {
        "searched": [{"register": "国家", "from": "2019-01-01", "to": "2030-01-01"}],
        "events": [{"date": "2023-06-01", "act": "m.one", "event": "penalty"}],
    }
)
COMMON = {**FIELDS, "phase": "concluded", "history": NEVER}


def plain_facts(rng):
    """Facts as a database would hold them."""
    made = {
        "货值金额": Decimal(rng.choice(["0.00", "4999.99", "5000.00", "9999.99", "12345.67", "3.00"])),
        "gains": Decimal(rng.choice(["0.00", "0.01", "5000.00", "5000.01", "70000.00"])),
        "超重": Decimal(rng.choice(["0.00", "2000.00", "2000.01", "3000.00", "1.50"])),
        "后果": rng.choice(["没有", "minor", "严重"]),
        "种类": rng.choice(["甲", "b", "丙"]),
        "领域": rng.choice([["食品"], ["食品", "药品"], ["食品", "器械"], ["药品"]]),
        "提出": rng.choice([True, False]),
        "告知日": date.fromisoformat(rng.choice(["2024-04-02", "2024-04-03", "2024-04-01", "2024-05-20"])),
        "history": rng.choice([NEVER, NEVER, ONCE]),
    }
    return {name: value for name, value in made.items() if rng.random() > (0.3 if name in {"提出", "告知日"} else 0.01)}


def sparse_facts(rng):
    """The same with every fourth left out."""
    return {name: value for name, value in plain_facts(rng).items() if rng.random() > 1 / 4}


def odd_facts(rng):
    """The same as texts, some of them not what they should be."""
    made = {name: value for name, value in plain_facts(rng).items() if name != "领域"}
    made = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in made.items()}
    made["领域"] = rng.choice(["食品", "药品"])
    if rng.random() < 0.2:
        name = rng.choice(sorted(made))
        made[name] = rng.choice(["１万元", "1万元", "-0.01", "1.001", "也许", "", "1e3", "2024-02-30", "[]"])
    return made


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("facts", [plain_facts, sparse_facts, odd_facts])
def test_every_type_of_fact_and_formula_is_decided_alike(facts, way):
    """Four hundred cases in four tables; most of those that are in order do not need the reference."""
    made, rng = program_of(RULES), random.Random(7 if not ALL else None)
    decider = decider_of(made, way)
    fast = 0
    for _ in range(4):
        cases = table([{**COMMON, **facts(rng)} for _ in range(100)])
        results = decider.decide(cases)
        wanted = reference(made, cases)
        assert list(results.results()) == wanted
        asked = [
            None if want is None else asked_for(made, row) for want, row in zip(wanted, cases.to_pylist(), strict=True)
        ]
        assert results.column("undetermined").to_pylist() == asked
        fast += quick(results)
    assert fast > (250 if facts is not sparse_facts else 120), fast


def test_what_is_wrong_stands_in_its_row():
    """Nothing is raised, the other rows are decided, and the words are those of the diagnostic."""
    good = {**COMMON, "货值金额": "1.00", "gains": "0.00", "超重": "0.00", "后果": "没有", "种类": "甲", "领域": "药品"}
    wrong = [
        {"后果": "最重"},
        {"货值金额": "1.001"},
        {"无此事实": "x"},
        {"matter": "m.none"},
        {"dates.decided": "2024-13-01"},
    ]
    wrong += [{"goods": "1.00"}, {"合计": "1.00"}, {"territory": "44"}, {"history": "{"}, {"phase": "over"}]
    rows = [good, *({**good, **one} for one in wrong), good]
    made = batch.decide(rules_of(program_of(RULES)), table(rows)).to_arrow().to_pydict()
    assert made["disposition"] == ["penalise", *[None] * len(wrong), "penalise"]
    codes = ["ER604", "ER242", "ER602", "ER601", "ER231", "ER605", "ER609", "ER253", "ER203", "ER251"]
    for said, code in zip(made["problem"][1:-1], codes, strict=True):
        assert code in said
    assert made["problem"][0] is None is made["problem"][-1]


@pytest.mark.parametrize(
    ("column", "wanted"),
    [
        (pa.array([66, 5], pa.int32()), ["66", "5"]),
        (pa.array([Decimal("66.00"), Decimal("5.10")], pa.decimal128(20, 2)), ["66.00", "5.10"]),
        (pa.array([Decimal("66.0000"), Decimal("5.1000")], pa.decimal128(30, 4)), ["66.0000", "5.1000"]),
        (pa.array([Decimal("66.0001"), Decimal("5.1000")], pa.decimal128(30, 4)), [None, "5.1000"]),
        (pa.array([Decimal(66), Decimal(5)], pa.decimal128(9, 0)), ["66", "5"]),
        (pa.array([Decimal("66.00"), Decimal("123456789012345678901234.00")], pa.decimal128(38, 2)), ["66.00", None]),
        (pa.array([Decimal("66.00"), Decimal("-0.01")], pa.decimal128(12, 2)), ["66.00", None]),
        (pa.array([1.5, 2.0]), [None, None]),
        (pa.array(["66元", "0.01万元"]).dictionary_encode(), ["66", "100"]),
        (pa.array([Decimal("66.00"), None], pa.decimal128(12, 2)), ["66.00", ""]),
    ],
)
def test_money_is_read_exactly_whatever_its_column_is(column, wanted):
    """元 in whole numbers, decimals and texts; what is no amount of 分 is refused (None), and so is a binary fraction."""
    common = {**COMMON, "超重": "0.00", "后果": "严重", "种类": "乙", "领域": "药品", "gains": "99999.99"}
    base = table([common, common]).append_column("goods", column)
    results = batch.decide(rules_of(program_of(RULES)), base)
    texts = [{**common, "goods": one} if one else common for one in wanted if one is not None]
    expected = iter(reference(program_of(RULES), table(texts)) if texts else [])
    assert list(results.results()) == [None if one is None else next(expected) for one in wanted]


def test_amounts_are_exact_at_the_edges_and_far_out():
    """Worked by hand: 30 % and 70 % between 1.5 and 3 times the greater sum, to a ten-thousandth of a 分; also where 64 bits end."""
    common = {**COMMON, "超重": "0.00", "后果": "严重", "种类": "乙", "领域": "药品", "gains": Decimal("0.01")}
    goods = [Decimal("9999.98"), Decimal("9999.99"), Decimal("10000.01"), Decimal("900000000000000.00")]
    cases = table([{**common, "goods": one} for one in goods], goods=pa.decimal128(20, 2))
    made = batch.decide(rules_of(program_of(RULES)), cases).to_arrow().to_pydict()
    assert made["fine_statutory_lo"] == [
        Decimal(1000),
        Decimal("14999.985"),
        Decimal("15000.015"),
        Decimal(1350000000000000),
    ]
    assert made["fine_statutory_hi"] == [
        Decimal(5000),
        Decimal("29999.97"),
        Decimal("30000.03"),
        Decimal(2700000000000000),
    ]
    # 14999.985 + 30 % of 14999.985, and 70 % of it
    assert made["fine_lo"] == [Decimal(2200), Decimal("19499.9805"), Decimal("19500.0195"), Decimal(1755000000000000)]
    assert made["fine_hi"] == [Decimal(3800), Decimal("25499.9745"), Decimal("25500.0255"), Decimal(2295000000000000)]
    assert made["fine_levels"] == ["ordinary"] * 4
    assert made["fine_rows"] == ["rest"] * 4


def test_a_null_says_nothing():
    """Of a fact that must be known a null leaves the case open, with the fact; of one that is raised or not, nobody raised it."""
    good = {
        **COMMON,
        "货值金额": "1.00",
        "gains": "0.00",
        "超重": "0.00",
        "后果": "没有",
        "种类": "甲",
        "领域": "药品",
        "提出": "true",
    }
    made = batch.decide(
        rules_of(program_of(RULES)), table([good, {**good, "提出": None}, {**good, "后果": None}])
    ).to_arrow()
    assert made["disposition"].to_pylist()[:2] == ["no_penalty_may", "penalise"]
    assert made["disposition"].to_pylist()[2] in {"needs_human", "undetermined"}
    assert made["undetermined"].to_pylist() == [None, None, "harm"]


# ---- shipped rules ----------------------------------------------------------------------------------------------


def row_of(one):
    """An example as a row, where a row can say it: one act, one party, known facts without their evidence."""
    if len(one.acts) != 1 or len(one.acts[0].matter) != 1 or len(one.parties) > 1 or one.deviation or one.authority:
        return None
    act, parties = one.acts[0], one.parties
    if act.facts or act.note or act.parties or any(p.facts or p.of or p.name or p.id != "p1" for p in parties):
        return None
    row = {"matter": str(act.matter[0]), "phase": one.phase, "territory": one.territory and str(one.territory)}
    row |= {"start": act.start, "end": act.end and str(act.end)}
    row |= {f"party.{k}": getattr(p, k) for p in parties for k in ("kind", "role", "born") if getattr(p, k) is not None}
    row |= {f"dates.{name}": day for name, day in one.dates.items()}
    row |= {f"proposed.{kind}": str(value) for kind, value in (one.proposed or {}).items()}
    if one.history is not None:
        row["history"] = json.dumps(one.history.model_dump(by_alias=True, exclude_defaults=True), default=str)
    for name, said in one.facts.items():
        if said.status != "known" or said.value is None or isinstance(said.value, tuple):
            return None
        row[str(name)] = str(said.value)
    return row


def test_examples_of_all_rulesets_are_decided_alike_in_one_table():
    """One row in three of those that a row can say, of many matters at once; and again, when everything was learnt."""
    rows = [row for name in names(3) if (row := row_of(case(name))) is not None]
    assert len(rows) > 150
    cases = table(rows)
    wanted = reference(program(), cases)
    decider = decider_of(program())
    for _ in range(2):
        results = decider.decide(cases)
        got = list(results.results())
        different = [rows[at] for at, (a, b) in enumerate(zip(got, wanted, strict=True)) if a != b]
        assert not different
    assert quick(results) > len(rows) / 3


@settings(max_examples=100 if ALL else 25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(*(st.integers(-3, 3) for _ in range(3)), st.sampled_from([0, 1])), min_size=3, max_size=8))
def test_days_around_changes_of_law_are_decided_alike(moves):
    """Acts and decisions on the days around those on which the Administrative Penalty Law and the food law changed."""
    changes = [date(2021, 7, 15), date(2025, 12, 1), date(2021, 4, 29)]
    rows = []
    for start, end, decided, which in moves:
        began = changes[which] + timedelta(start)
        ended = max(began, changes[which] + timedelta(end))
        rows.append(
            {
                "matter": "food.expired",
                "phase": "concluded",
                "territory": "640100",
                "party.kind": "unit",
                "start": began,
                "end": ended,
                "dates.discovered": ended,
                "dates.decided": max(ended, changes[which] + timedelta(decided)),
                "经营超过保质期食品": True,
                "货值金额": Decimal("66.00"),
                "危害后果": "没有",
                "及时改正": True,
                "违法行为轻微": True,
            }
        )
    cases = table(rows)
    assert list(batch.decide(rules_of(program()), cases).results()) == reference(program(), cases)


@pytest.mark.parametrize(
    ("cases", "problems"),
    [
        (pa.table({}), []),
        (pa.table({"matter": pa.array([], pa.string())}), []),
        (pa.table({"matter": [None, "none", "m.one"]}), ["ER607", "ER601", None]),
        (pa.table({"goods": [1, 2]}), ["ER607", "ER607"]),
        (pa.table({"matter": ["m.one"], "start": pa.array([1], pa.timestamp("s"))}), ["ER230"]),
        (pa.table({"matter": ["m.one"], "goods": pa.array([[1]])}), ["ER603"]),
        (pa.table({"matter": ["m.one"], "goods": pa.array([b"1"])}), ["ER203"]),
        (pa.table({"matter": ["m.one"] * 2, "goods": pa.array([{"a": 1}, None])}), ["ER201", None]),
        (pa.table({"matter": ["m.one"], "raised": pa.array([1])}), ["ER250"]),
        (pa.table({"matter": pa.array(["m.one"], pa.large_string())}), [None]),
    ],
)
def test_a_column_of_another_type_is_told_row_by_row(cases, problems):
    made = batch.decide(rules_of(program_of(RULES)), cases).to_arrow().column("problem").to_pylist()
    assert [None if said is None else said.split()[0] for said in made] == problems


def test_two_columns_of_one_name_are_refused():
    twice = pa.Table.from_arrays([pa.array(["unit"]), pa.array(["unit"])], names=["party.kind", "party__kind"])
    with pytest.raises(ValueError, match=r"party\.kind"):
        batch.decide(rules_of(program_of(RULES)), twice)


@pytest.mark.parametrize("facts", [plain_facts, sparse_facts])
def test_amounts_are_those_of_the_results(facts):
    """Least and largest of the levels of the fines that may follow, in 元; nothing where one of them has no end."""
    made, rng = program_of(RULES), random.Random(3)
    results = batch.decide(rules_of(made), table([{**COMMON, **facts(rng)} for _ in range(150)]))
    for name, end, pick in (("fine_lo", "lo", min), ("fine_hi", "hi", max)):
        for amount, result in zip(results.column(name).to_pylist(), results.results(), strict=True):
            assert amount == in_yuan(result, end, pick)


def in_yuan(result, end, pick):
    fines = [m for m in result.measures if m.kind == "fine" and m.holds is not False and m.barred is not True]
    ends = [None if level.range is None else getattr(level.range, end) for m in fines for level in m.levels]
    if not ends or None in ends or not all(m.levels for m in fines):
        return None
    chosen = pick(ends) / 100
    return Decimal(chosen.numerator) / chosen.denominator if (chosen * 10**6).denominator == 1 else None


def test_results_stay_those_of_their_table():
    """Columns that are asked for after later tables were decided, by the same decider, of several matters."""
    two = RULES.replace(
        "  - id: m.one",
        "  - id: m.two\n    title: {zh: 乙, en: two}\n    penalised_by: 试法 第七条\n    penalties: [{fine: {shall: 1万元以上2万元以下}}]\n  - id: m.one",
        1,
    )
    made, rng = program_of(two), random.Random(5)
    decider = batch.Decider(rules_of(made))
    rows = [
        [{**COMMON, **plain_facts(rng), "matter": rng.choice(["m.one", "m.two"])} for _ in range(3)] for _ in range(40)
    ]
    first = decider.decide(table(rows[0]))
    wanted = batch.decide(rules_of(made), table(rows[0])).to_arrow().to_pydict()
    for one in rows[1:]:
        decider.decide(table(one)).to_arrow()
    assert first.to_arrow().to_pydict() == wanted


def test_a_decider_may_learn_while_columns_are_decided():
    """Both share a unit: eight threads, four with tables and four with single cases, each gets what the reference gives."""
    rules, rng = rules_of(program_of(RULES)), random.Random(13)
    rows = [
        {**COMMON, "history": NEVER, **{k: v for k, v in plain_facts(rng).items() if k != "history"}} for _ in range(80)
    ]
    cases = table(rows)
    wanted = reference(rules.program, cases)
    columns = batch.Decider(rules)
    single = er.decider(rules, written(COMMON))

    def ask(seed):
        order = random.Random(seed).sample(range(len(rows)), len(rows))
        if seed % 2:
            got = columns.decide(cases.take(order)).results()
            return all(one == wanted[at] for at, one in zip(order, got, strict=True))
        facts = [written(rows[at])["facts"] for at in order]
        texts = [{k: v if isinstance(v, bool | list) else str(v) for k, v in one.items()} for one in facts]
        return all(single(one).disposition == wanted[at].disposition for at, one in zip(order, texts, strict=True))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [True] * 8
