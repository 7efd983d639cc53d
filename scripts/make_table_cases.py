"""Example cases for the cells of the Guangdong tables, worked out here and not by the engine: `make_table_cases.py [--check]`.

The weights and amounts below are transcribed from 附件1 of the rule a second time, beside the ruleset. For a table of weights
the fine is the start and the weights added up, held between floor and cap, times the base; nothing else is computed. Every
value stands in some case, those at and just below each bound among them: one case a turn, every factor one value further, so
that a handful of cases sees all of a table. `why` shows the sum.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / "rulesets" / "cn" / "guangdong" / "environment" / "cases"
Facts = Mapping[str, str]
Value = tuple[Facts, int]
"""Facts that a factor may have, and the weight in percent that the table prints for them."""

_ONE: Final = "party: {kind: unit}\n  acts: [{id: a1, matter: MATTER, start: 2024-05-10, end: 2024-05-10}]"
_TWO: Final = (
    "parties: [{id: p1, kind: unit}, {id: p2, kind: responsible_person, of: p1}]\n"
    "  acts: [{id: a1, matter: MATTER, start: 2024-05-10, end: 2024-05-10, parties: [p1, p2]}]"
)
_PERSON: Final = "party: {kind: individual, born: 1990-01-01}\n  acts: [{id: a1, matter: MATTER, start: 2024-05-10, end: 2024-05-10}]"
_COMMON: Final = (
    "minor_act: false, first_violation: false, harm: 较重, timely_correction: false, corrected_within_order: false"
)
_HISTORY: Final = "searched: [{register: 省行政处罚信息平台, from: 2019-05-01, to: 2024-05-22, on: 2024-05-22}]"
EVENTS: Final = "events"


# ---- values of the factors that several tables share -------------------------------------------------------------


def grade(label: str, *weights: tuple[str, int]) -> list[Value]:
    """Each grade with its weight."""
    return [({label: name}, weight) for name, weight in weights]


def ladder(label: str, step: str, *levels: tuple[str | None, int]) -> list[Value]:
    """Levels by the number from which each begins (the first from nothing): at each bound and one step below it."""
    small = Fraction(step)
    found: list[Value] = []
    for (_, before), (bound, weight) in pairwise(levels):
        at = Fraction(bound or 0)
        found += [({label: decimal(at - small, step)}, before), ({label: decimal(at, step)}, weight)]
    return found


def decimal(number: Fraction, step: str) -> str:
    """A number with as many places as its step has."""
    places = len(step.partition(".")[2])
    whole, rest = divmod(number * 10**places, 10**places)
    return f"{whole}.{int(rest):0{places}}" if places else str(whole)


def times(*weights: int) -> list[Value]:
    """The first, second, third, fourth time within two years: penalties on the first day of the window count, before it not."""
    days = ["2022-05-10", "2023-01-10", "2023-09-10"]
    past = ["2022-05-09", *(" ".join(days[:n]) for n in range(1, len(weights)))]
    return [({EVENTS: said}, weight) for said, weight in zip(past, weights, strict=True)]


def eia(form: int, report: int, key: int) -> list[Value]:
    """Which kind of assessment document."""
    return grade("环评文件类别", ("报告表类", form), ("报告书类非重点管理", report), ("报告书类重点管理", key))


def site(general: int, restricted: int, protected: int) -> list[Value]:
    """Where the site lies."""
    names = ("一般区域", "限批区或环境敏感区", "饮用水水源保护区或生态保护红线区域")
    return grade("建设地点", *zip(names, (general, restricted, protected), strict=True))


def outlet(general: int, restricted: int, sensitive: int, first: int) -> list[Value]:
    """Where the outlet lies."""
    names = ("一般区域", "限批区或人居环境敏感区", "生态环境敏感区", "饮用水水源一级保护区")
    return grade("排放口区域", *zip(names, (general, restricted, sensitive, first), strict=True))


def overdue(no: int, yes: int) -> list[Value]:
    """Whether the period ordered ran out."""
    return [({"overdue": "false"}, no), ({"overdue": "true"}, yes)]


def exceeding(ph: tuple[int, int] | None, *weights: int) -> list[Value]:
    """By concentration (3, 8, 20 times), by total (30, 50, 80 %), by pH alone: beyond 2 and 11, and short of them.

    All three figures are stated, those that do not count at other levels.
    """
    small, *others = weights
    concentrations = ladder("超标倍数", "0.001", (None, small), *zip(("3", "8", "20"), others, strict=True))
    shares = ladder("n", "0.01", (None, small), *zip(("30", "50", "80"), others, strict=True))
    idle = [
        ("1.000", "10.00%", "3.00"),
        ("5.000", "40.00%", "1.00"),
        ("10.000", "60.00%", "10.50"),
        ("30.000", "90.00%", "12.00"),
    ]
    found: list[Value] = []
    for place, (facts, weight) in enumerate(concentrations):
        _, share, reading = idle[(place + 2) % 4]
        found.append(({"超标类型": "浓度超标", **facts, "超量比例": share, "酸碱度": reading}, weight))
    for place, (facts, weight) in enumerate(shares):
        times_, _, reading = idle[(place + 2) % 4]
        found.append(
            ({"超标类型": "总量超标", "超标倍数": times_, "超量比例": f"{facts['n']}%", "酸碱度": reading}, weight)
        )
    if ph is not None:
        inner, outer = ph
        readings = [
            ("2.01", inner),
            ("4.99", inner),
            ("10.01", inner),
            ("10.99", inner),
            ("2.00", outer),
            ("11.00", outer),
        ]
        for place, (reading, weight) in enumerate(readings):
            times_, share, _ = idle[place % 4]
            found.append(
                ({"超标类型": "仅酸碱度超标", "超标倍数": times_, "超量比例": share, "酸碱度": reading}, weight)
            )
    return found


COOPERATION: Final = grade("配合调查情况", ("配合调查", 0), ("不配合调查", 5))
MONTHS: Final = "持续月数"


# ---- tables of weights -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Weighing:
    """A table of weights as printed: percent of `of` 元; `persons`: start and base of its column for responsible persons.

    `least`: the statutory minimum in 元, below which no case is made here. `apart`: other cases, with what is expected and why.
    """

    number: str
    matter: str
    base: str
    start: int
    of: int
    least: int
    factors: Sequence[Sequence[Value]]
    floor: int = 0
    persons: tuple[int, int] | None = None
    apart: Sequence[tuple[Facts, str, str]] = ()


EIA: Final = (
    eia(0, 5, 10),
    site(0, 6, 15),
    grade("建设情况", ("基础建设阶段", 0), ("设备安装阶段", 5), ("投入生产或使用阶段", 15)),
    ladder(MONTHS, "1", (None, 0), ("3", 3), ("6", 8), ("12", 16)),
    times(0, 3, 8, 19),
    COOPERATION,
)
DISCHARGE: Final = grade("产排污情况", ("未排放污染物", 0), ("有毒有害以外的污染物", 5), ("有毒有害污染物", 13))
HALF_YEARS: Final = ladder(MONTHS, "1", (None, 0), ("6", 6), ("12", 11))
FAULT: Final = grade("初步设计类违法程度", ("初步设计未落实措施与概算", 3), ("未纳入施工合同", 6), ("未开展后评价", 12))
FACILITY: Final = grade("环保设施情况", ("已建成但未通过验收", 0), ("设施未建成", 6), ("已建成但验收弄虚作假", 12))
DESIGN: Final = (eia(0, 5, 10), DISCHARGE, FAULT, site(0, 6, 15), HALF_YEARS, times(0, 4, 8, 14), COOPERATION)
ACCEPTED: Final = (eia(0, 5, 10), DISCHARGE, FACILITY, site(0, 6, 15), HALF_YEARS, times(0, 4, 8, 14), COOPERATION)
PERMIT: Final = grade("排污许可管理类别", ("简化管理", 0), ("重点管理", 15))
WATER: Final = grade("水污染物类别", ("B类水污染物", 0), ("A类水污染物", 10), ("有毒有害水污染物", 22))
UNLICENSED: Final = (
    PERMIT, WATER, outlet(0, 0, 11, 11), ladder(MONTHS, "1", (None, 0), ("3", 4), ("6", 9), ("12", 19)), overdue(0, 5),
    times(0, 2, 6, 18),
)  # fmt: skip
EXCEEDING_WATER: Final = (
    ladder("超标因子数", "1", (None, 0), ("2", 2), ("3", 8)),
    WATER,
    outlet(0, 3, 8, 15),
    ladder("废水日排放量", "0.01", (None, 0), ("50", 3), ("200", 10)),
    exceeding((0, 3), 5, 8, 15, 23),
    times(0, 3, 6, 15),
)
WASTE: Final = (
    ladder("涉及危险废物量", "0.001", (None, 0), ("1", 4), ("3", 11), ("10", 28)),
    grade(
        "危险废物处置情况", ("暂未处置", 0), ("资源化综合利用", 6), ("焚烧等方式处理处置", 11), ("非法倾倒或填埋", 32)
    ),
    ladder(MONTHS, "1", (None, 0), ("3", 2), ("6", 4), ("12", 6)),
    site(0, 8, 15),
    times(0, 2, 5, 9),
)
IN_AIR: Final = (
    ({"emission_medium": "大气环境", "水污染物类别": "B类水污染物"}, 'ranges: {fine: "[200000, 1000000]"}', "a table for water only; into the air the statutory range stands"),
)  # fmt: skip
PH_GAPS: Final = tuple(
    ({"超标因子数": "1", "超标类型": "仅酸碱度超标", "酸碱度": reading}, "disposition: needs_human, alerts: [factor_gap]",
     f"the lowest bands end short of 5 and 10, so that pH {reading} has no level; a person decides")
    for reading in ("5.00", "10.00")
)  # fmt: skip
WEIGHINGS: Final = (
    Weighing("1.1", "env.eia.unapproved_build", "eia_not_submitted: true, construction_started: true, total_investment: 1000万元", 20, 500_000, 100_000, EIA),
    Weighing("1.2", "env.eia.changed_build", "major_change_unapproved: true, reexamination_missing: false, construction_started: true, total_investment: 800万元", 20, 400_000, 80_000, EIA),
    Weighing("1.6-in-time", "env.construction.design", "post_assessment_missing: true, overdue: false", 25, 200_000, 50_000, DESIGN),
    Weighing("1.6-overdue", "env.construction.design", "post_assessment_missing: true, overdue: true", 20, 1_000_000, 200_000, DESIGN),
    Weighing("1.8-in-time", "env.construction.unaccepted", "acceptance_fraud: true, overdue: false", 20, 1_000_000, 200_000, ACCEPTED, persons=(25, 200_000)),
    Weighing("1.8-overdue", "env.construction.unaccepted", "acceptance_fraud: true, overdue: true", 50, 2_000_000, 1_000_000, ACCEPTED, persons=(25, 200_000)),
    Weighing("1.9", "env.construction.undisclosed", "report_not_public: true", 25, 200_000, 50_000, (
        overdue(0, 40), grade("验收报告公开情况", ("已公开但不符合要求", 0), ("不如实公开", 20), ("未公开", 25)),
        ladder("持续天数", "1", (None, 0), ("5", 5), ("20", 10)))),
    Weighing("2.5.1", "env.water.unlicensed", "water_unlicensed: true", 10, 1_000_000, 100_000, UNLICENSED),
    Weighing("2.5.2", "env.permit.unlicensed", "permit_none: true, emission_medium: 水体", 10, 1_000_000, 200_000, UNLICENSED, floor=20, apart=IN_AIR),
    Weighing("2.7.1", "env.water.exceed", "water_over_standard: true", 7, 1_000_000, 100_000, EXCEEDING_WATER, apart=PH_GAPS),
    Weighing("2.7.2", "env.permit.exceed", "over_permit: true, emission_medium: 水体", 7, 1_000_000, 200_000, EXCEEDING_WATER, floor=20, apart=(*IN_AIR, *PH_GAPS)),
    Weighing("3.4.1", "env.air.exceed", "air_over_standard: true", 10, 1_000_000, 100_000, (
        ladder("超标因子数", "1", (None, 0), ("2", 3), ("3", 5)),
        grade("大气污染物类别", ("含挥发性有机物废气", 3), ("B类大气污染物", 8), ("A类大气污染物", 25)), outlet(0, 3, 15, 15),
        grade("超标排放时期", ("一般期间", 0), ("特殊或重大活动期间", 5), ("重污染天气预警期间", 10)), exceeding(None, 2, 8, 10, 21),
        times(0, 4, 9, 14))),
    Weighing("4.27", "env.solid.hw_against_licence", "hw_against_licence: true", 25, 2_000_000, 500_000, WASTE, persons=(10, 500_000)),
)  # fmt: skip


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
    for number, (facts, expect, why) in enumerate(table.apart, 1):
        examples.append(
            _example(
                f"gd-env-cells-{table.number}-apart-{number}",
                f"Table {table.number}: {why}",
                table.matter,
                facts,
                expect,
            )
        )
    return file_of(table.matter, f"{_COMMON}, {table.base}", _TWO if table.persons else _ONE, examples)


# ---- tables of rows ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rows:
    """A table of rows as printed: for each cell its facts and what follows, `[a, b)` in 元, or one amount."""

    number: str
    matter: str
    base: str
    cells: Sequence[tuple[Facts, str]]
    party: str = _ONE
    person: Sequence[str] = field(default=())
    grave: tuple[Facts, str, str] | None = None
    """Facts of a cell, the range from its lower end to the amount of the row 造成重大不良影响, and the id of that row."""
    grave_person: str = ""


def _again(day: str) -> Facts:
    return {EVENTS: day}


YEAR: Final = (_again("2023-05-09"), _again("2023-05-10"))
"""Not within the year before 10 May 2024, and on its first day."""
OBSTRUCTION: Final = (
    ("拖延执法人员", ("20000, 40000", "40000, 60000")),
    ("接受检查时弄虚作假", ("60000, 80000", "80000, 110000")),
    ("拒绝进入厂区", ("110000, 130000", "130000, 150000")),
    ("围堵滞留恐吓执法人员", ("150000, 170000", "170000, 200000")),
)
OBSTRUCTING: Final = (
    *(({"阻挠检查方式": name, **past}, f"[{span})") for name, spans in OBSTRUCTION for past, span in zip(YEAR, spans, strict=True)),
    ({"阻挠检查方式": "殴打执法人员", **YEAR[0]}, "200000"),
    ({"阻挠检查方式": "殴打执法人员", **YEAR[1]}, "200000"),
)  # fmt: skip
ZONES: Final = (
    ("准保护区", ("100000, 120000", "120000, 150000", "500000, 550000", "550000, 600000")),
    ("二级保护区", ("150000, 200000", "200000, 250000", "600000, 700000", "700000, 800000")),
    ("一级保护区", ("250000, 350000", "350000, 500000", "800000, 900000", "900000, 1000000")),
)
OUTLETS: Final = tuple(
    ({"水源保护区级别": zone, "outlet_not_removed": late, "discharging": used}, f"[{span})")
    for zone, spans in ZONES
    for (late, used), span in zip((("false", "false"), ("false", "true"), ("true", "false"), ("true", "true")), spans, strict=True)
)  # fmt: skip
LATE: Final = ({"overdue": "false"}, {"overdue": "true"})
ONCE_TWICE_THRICE: Final = (
    ("2022-05-09", ("[50000, 100000)", "[100000, 200000)")),
    ("2022-05-10", ("[200000, 300000)", "[300000, 400000)")),
    ("2022-05-10 2023-09-10", ("[400000, 500000)", "500000")),
)
FORGED: Final = (
    (("1", "2"), ("[100000, 150000)", "[150000, 250000)")),
    (("3", "4"), ("[250000, 300000)", "[300000, 400000)")),
    (("5", "6"), ("[400000, 500000)", "500000")),
)
ANSWERS: Final = (("true", "true"), ("true", "false"), ("false", "true"), ("false", "false"))
LOSS: Final = 100_000
LOSSES: Final = (
    (("一般事故", "较大事故"), ("[100000, 200000)", "[200000, 300000)", "[200000, 300000)", "300000")),
    (("重大事故", "特大事故"), ("[300000, 400000)", "[400000, 500000)", "[400000, 500000)", "500000")),
)
"""1 to 2 times, 2 to 3 times, 3 times the loss of 100,000 元; 3 to 4, 4 to 5, 5 times from 重大 on."""
INCOMES: Final = ("[0, 30000)", "[30000, 60000)", "[30000, 60000)", "[60000, 100000]")
"""Below 15 %, 15 to below 30 %, 30 to 50 % of an income of 200,000 元."""
HERDS: Final = (
    ("猪羊", "猪羊存栏量", (500, 1000, 1500)),
    ("鸡鸭", "鸡鸭存栏量", (30_000, 60_000, 90_000)),
    ("牛", "牛存栏量", (100, 200, 300)),
)
MANURE: Final = ("[0, 30000)", "[30000, 50000)", "[50000, 80000)", "[80000, 100000)")


def _herds() -> Iterator[tuple[Facts, str]]:
    """Each kind at its bounds; the other herds stand there too, at other levels, and do not count."""
    middle = {label: (1, *bounds) for _, label, bounds in HERDS}
    for kind, label, bounds in HERDS:
        others = [other for other in middle if other != label]
        for place, bound in enumerate(bounds):
            for at, level in ((bound - 1, place), (bound, place + 1)):
                beside = {other: str(middle[other][(level + turn) % 4]) for turn, other in enumerate(others, 1)}
                yield {"养殖种类": kind, label: str(at), **beside}, MANURE[level]
    for place, name in enumerate(("第一", "第二", "第三", "第四")):
        yield {"养殖种类": "其他畜禽", "其他畜禽同规模档": f"{name}规模档"}, MANURE[place]


def _simple(*spans: str) -> tuple[tuple[Facts, str], ...]:
    return tuple((dict(late), span) for late, span in zip(LATE, spans, strict=True))


ROWS: Final = (
    Rows("1.4", "env.eia.false_document", "eia_document_defective: true", (
        ({"in_operation": "true", "环评项目类型": "报告书类重点项目", "建设地点": "限批区或环境敏感区"}, "[1920000, 2000000)"),), party=_TWO, person=("[120000, 200000)",),
        grave=({"in_operation": "false", "环评项目类型": "报告表类非生产型", "建设地点": "一般区域"}, "[500000, 2000000]", "1.4.unit/grave"), grave_person="[50000, 200000]"),
    Rows("2.1", "env.water.obstruct", "water_obstructs: true", OBSTRUCTING),
    Rows("2.10", "env.water.outlet_in_zone", "outlet_in_zone: true", OUTLETS, grave=({"水源保护区级别": "准保护区", "outlet_not_removed": "true", "discharging": "false"}, "[500000, 1000000]", "2.10/grave")),
    Rows("2.23", "env.water.bathing", "bathing: true", (({"停止游泳垂钓情况": "立即停止"}, "[0, 200)"), ({"停止游泳垂钓情况": "未立即停止"}, "[200, 500)")), party=_PERSON, grave=({"停止游泳垂钓情况": "未立即停止"}, "[200, 500]", "2.23/grave")),
    Rows("3.1", "env.air.obstruct", "air_obstructs: true", OBSTRUCTING),
    Rows("3.20", "env.air.vehicle_made", "vehicle_over_standard: true", (
        ({"goods_value": "999999.99"}, "[999999.99, 1999999.98)"), ({"goods_value": "1000000"}, "[2000000, 2500000)"),
        ({"goods_value": "2999999.99"}, "[5999999.98, 7499999.975)"), ({"goods_value": "3000000"}, "[7500000, 9000000)"),
        ({"goods_value": "4999999.99"}, "[12499999.975, 14999999.97)"), ({"goods_value": "5000000"}, "15000000")), grave=({"goods_value": "1000000"}, "[2000000, 3000000]", "3.20/top")),
    Rows("3.22", "env.air.vehicle_undisclosed", "vehicle_info_not_public: true", tuple(
        ({EVENTS: days, **late}, span) for days, spans in ONCE_TWICE_THRICE for late, span in zip(LATE, spans, strict=True)),
        grave=(LATE[0], "[50000, 500000]", "3.22/grave")),
    Rows("3.23", "env.air.test_forged", "test_forged: true", tuple(
        ({"forged_items": items, EVENTS: day}, span) for several, spans in FORGED for items in several
        for day, span in zip(("2022-05-09", "2022-05-10"), spans, strict=True)), grave=({"forged_items": "1"}, "[100000, 500000]", "3.23/grave")),
    Rows("4.8", "env.solid.no_ledger", "ledger_missing: true", tuple(
        ({**late, "配合调查情况": name}, span) for late, spans in zip(LATE, (("[50000, 100000)", "[100000, 150000)"), ("[150000, 200000)", "200000")), strict=True)
        for name, span in zip(("配合调查", "不配合调查"), spans, strict=True)),
        grave=({**LATE[0], "配合调查情况": "配合调查"}, "[50000, 200000]", "4.8/grave")),
    Rows("4.28", "env.solid.accident", f"waste_accident: true, direct_loss: {LOSS}元, last_income: 200000元", tuple(
        ({"accident_grade": one, "compensated": paid, "remedied": cured}, span) for grades, spans in LOSSES for one in grades
        for (paid, cured), span in zip(ANSWERS, spans, strict=True)), party=_TWO, person=(*[""] * 8, *INCOMES, *INCOMES)),
    Rows("4.29", "env.solid.manure", "manure_untreated: true", tuple(_herds()), grave=({"养殖种类": "牛", "牛存栏量": "100"}, "[30000, 100000]", "4.29/grave")),
    Rows("8.6", "env.emergency.plan_unfiled", "plan_not_filed: true", _simple("[10000, 20000)", "[20000, 30000)"), grave=(LATE[0], "[10000, 30000]", "8.6/grave")),
    Rows("8.7", "env.emergency.untrained", "training_missing: true", _simple("[10000, 20000)", "[20000, 30000)"), grave=(LATE[0], "[10000, 30000]", "8.7/grave")),
    Rows("8.36", "env.permit.ledger", "env_ledger_missing: true", tuple(zip(YEAR, ("[5000, 10000)", "[10000, 20000)"), strict=True)), grave=({}, "[5000, 20000]", "8.36/grave")),
    Rows("8.38", "env.permit.report", "execution_report_missing: true", tuple(zip(YEAR, ("[5000, 10000)", "[10000, 20000)"), strict=True)), grave=({}, "[5000, 20000]", "8.38/grave")),
    Rows("8.42", "env.permit.forged", "permit_transferred: true", tuple(
        ({"排污许可证违法方式": name, EVENTS: day}, span) for name, spans in (("转让许可证", ("[100000, 150000)", "[150000, 200000)")), ("伪造变造许可证", ("[200000, 250000)", "[250000, 300000)")))
        for day, span in zip(("2019-05-09", "2019-05-10"), spans, strict=True)), grave=({"排污许可证违法方式": "转让许可证"}, "[100000, 300000]", "8.42/grave")),
)  # fmt: skip


def _rows(table: Rows) -> str:
    examples = []
    for number, (facts, span) in enumerate(table.cells, 1):
        said = "、".join(value for key, value in facts.items() if key != EVENTS)
        past = f", penalties on {facts[EVENTS]}" if facts.get(EVENTS) else ""
        why = f"Table {table.number}, {said or 'by its past'}{past}: {span}"
        expect = _range(span)
        if table.party == _TWO:
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


def main() -> int:
    """Write the files, or with `--check` say whether they are as they would be written."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    made = build()
    if arguments.parse_args().check:
        stale = [name for name, text in made.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
        print(f"stale: {', '.join(stale)}" if stale else f"table cases: {len(made)} files up to date")
        return bool(stale)
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} files, {sum(text.count('- example:') for text in made.values())} examples")
    return 0


if __name__ == "__main__":
    sys.exit(main())
