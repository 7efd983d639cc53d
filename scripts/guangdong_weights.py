"""Tables of weights of 附件1 as printed, transcribed a second time beside the ruleset: what `make_table_cases.py` works from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

Facts = Mapping[str, str]
Value = tuple[Facts, int]
"""Facts that a factor may have, and the weight in percent that the table prints for them."""
EVENTS: Final = "events"
"""Days of penalties, beside the facts."""


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
