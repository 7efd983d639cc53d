"""Tables of rows of 附件1 as printed, transcribed a second time beside the ruleset: what `make_table_cases.py` works from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from guangdong_weights import EVENTS, Facts

ONE: Final = "party: {kind: unit}\n  acts: [{id: a1, matter: MATTER, start: 2024-05-10, end: 2024-05-10}]"
TWO: Final = (
    "parties: [{id: p1, kind: unit}, {id: p2, kind: responsible_person, of: p1}]\n"
    "  acts: [{id: a1, matter: MATTER, start: 2024-05-10, end: 2024-05-10, parties: [p1, p2]}]"
)
PERSON: Final = "party: {kind: individual, born: 1990-01-01}\n  acts: [{id: a1, matter: MATTER, start: 2024-05-10, end: 2024-05-10}]"


@dataclass(frozen=True)
class Rows:
    """A table of rows as printed: for each cell its facts and what follows, `[a, b)` in 元, or one amount."""

    number: str
    matter: str
    base: str
    cells: Sequence[tuple[Facts, str]]
    party: str = ONE
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
        ({"in_operation": "true", "环评项目类型": "报告书类重点项目", "建设地点": "限批区或环境敏感区"}, "[1920000, 2000000)"),), party=TWO, person=("[120000, 200000)",),
        grave=({"in_operation": "false", "环评项目类型": "报告表类非生产型", "建设地点": "一般区域"}, "[500000, 2000000]", "1.4.unit/grave"), grave_person="[50000, 200000]"),
    Rows("2.1", "env.water.obstruct", "water_obstructs: true", OBSTRUCTING),
    Rows("2.10", "env.water.outlet_in_zone", "outlet_in_zone: true", OUTLETS, grave=({"水源保护区级别": "准保护区", "outlet_not_removed": "true", "discharging": "false"}, "[500000, 1000000]", "2.10/grave")),
    Rows("2.23", "env.water.bathing", "bathing: true", (({"停止游泳垂钓情况": "立即停止"}, "[0, 200)"), ({"停止游泳垂钓情况": "未立即停止"}, "[200, 500)")), party=PERSON, grave=({"停止游泳垂钓情况": "未立即停止"}, "[200, 500]", "2.23/grave")),
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
        for (paid, cured), span in zip(ANSWERS, spans, strict=True)), party=TWO, person=(*[""] * 8, *INCOMES, *INCOMES)),
    Rows("4.29", "env.solid.manure", "manure_untreated: true", tuple(_herds()), grave=({"养殖种类": "牛", "牛存栏量": "100"}, "[30000, 100000]", "4.29/grave")),
    Rows("8.6", "env.emergency.plan_unfiled", "plan_not_filed: true", _simple("[10000, 20000)", "[20000, 30000)"), grave=(LATE[0], "[10000, 30000]", "8.6/grave")),
    Rows("8.7", "env.emergency.untrained", "training_missing: true", _simple("[10000, 20000)", "[20000, 30000)"), grave=(LATE[0], "[10000, 30000]", "8.7/grave")),
    Rows("8.36", "env.permit.ledger", "env_ledger_missing: true", tuple(zip(YEAR, ("[5000, 10000)", "[10000, 20000)"), strict=True)), grave=({}, "[5000, 20000]", "8.36/grave")),
    Rows("8.38", "env.permit.report", "execution_report_missing: true", tuple(zip(YEAR, ("[5000, 10000)", "[10000, 20000)"), strict=True)), grave=({}, "[5000, 20000]", "8.38/grave")),
    Rows("8.42", "env.permit.forged", "permit_transferred: true", tuple(
        ({"排污许可证违法方式": name, EVENTS: day}, span) for name, spans in (("转让许可证", ("[100000, 150000)", "[150000, 200000)")), ("伪造变造许可证", ("[200000, 250000)", "[250000, 300000)")))
        for day, span in zip(("2019-05-09", "2019-05-10"), spans, strict=True)), grave=({"排污许可证违法方式": "转让许可证"}, "[100000, 300000]", "8.42/grave")),
)  # fmt: skip
