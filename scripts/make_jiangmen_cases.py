"""Example cases for the tables of Jiangmen with Article 5 on top, worked out here and not by the engine: `[--check]`.

The tables are transcribed from the printed standard a second time, beside the ruleset. Each row is asked three times: without
a past, its own range; after two penalties of the kind within two years, its upper end; after three, the range of the next row,
and for the last row its own upper end (never more than the statutory maximum). Where several rows hold the heaviest counts (Article 14), so the row of an
emergency is asked together with the first. What a row gives in times of a sum is multiplied out. Which rows hold is said of each (`reasons`), for a
row that holds beside a heavier one shows in no amount.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from case_files import written

FOLDER: Final = Path(__file__).resolve().parents[1] / "rulesets" / "cn" / "jiangmen" / "environment" / "cases"
Facts = Mapping[str, str]
_COMMON: Final = "违法行为轻微: false, 初次违法: false, 及时改正: false, 危害后果: 较重"
_PASTS: Final = (
    ("", ()),
    ("二年内两次", ("2019-04-20", "2020-09-01")),
    ("二年内三次", ("2019-04-20", "2020-06-01", "2020-09-01")),
)
EVENT: Final = {"造成较大以上突发环境事件": "true"}
UNIT: Final = "kind: unit"
PERSON: Final = "kind: responsible_person, id: p1"


@dataclass(frozen=True)
class Row:
    """A row: the facts under which it holds, and its amounts in `unit`; `also`: more facts under which it holds.

    `most`: the statutory maximum for these facts, where the next row lies above it; then the statute stands, and it is told.
    `when`: what the table itself asks, where that is less than the facts: ways of which one is enough, with spans as `500..999`.
    """

    facts: Facts
    lo: str
    hi: str
    also: Sequence[Facts] = ()
    most: str = ""
    when: Sequence[Facts] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether the printed row holds under some facts."""
        return any(
            all(_lies(facts.get(name), said) for name, said in way.items()) for way in self.when or (self.facts,)
        )


def _lies(value: str | None, said: str) -> bool:
    if value is None or ".." not in said:
        return value == said
    low, high = said.split("..")
    return Fraction(low or "0") <= Fraction(value) and (not high or Fraction(value) <= Fraction(high))


@dataclass(frozen=True)
class Ladder:
    """A table whose rows Article 5 shifts, from light to heavy; `unit`: what its amounts are multiplied by, in 元.

    `ids`: the id of the table and those of its rows.
    """

    ids: str
    number: str
    matter: str
    base: str
    rows: Sequence[Row]
    party: str = UNIT
    unit: str = "1"


def _rows(label: str, *rows: tuple[str, str, str]) -> tuple[Row, ...]:
    """Rows of one fact."""
    return tuple(Row({label: name}, lo, hi) for name, lo, hi in rows)


def _with_event(rows: tuple[Row, ...], lo: str, hi: str) -> tuple[Row, ...]:
    return (*rows, Row({**rows[0].facts, **EVENT}, lo, hi, when=(EVENT,)))


def _areas(*spans: tuple[str, str]) -> tuple[Row, ...]:
    """By the area not restored; at a bound both rows hold, and the heavier counts."""
    bounds = ("1000", "10000", "20000", "30000")
    below = [f"{int(bound) - 1}.99" for bound in bounds]
    spans_of = ("0..1000", "1000..10000", "10000..20000", "20000..30000", "30000..")
    asked = [({"未修复面积": one},) for one in spans_of]
    found = [Row({"未修复面积": below[0]}, *spans[0], ({"未修复面积": "0.00"},), when=asked[0])]
    for place, span in enumerate(spans[1:]):
        ends = [{"未修复面积": f"{bounds[place]}.01"}, *([{"未修复面积": below[place + 1]}] if place < 3 else [])]
        found.append(Row({"未修复面积": f"{bounds[place]}.00"}, *span, ends, when=asked[place + 1]))
    return tuple(found)


def _pigs(*spans: tuple[str, str]) -> tuple[Row, ...]:
    """By pigs: under 500, 500 to 1,000 with both, 1,000 and more, so that at 1,000 two rows hold."""
    ends = (("0..499", ("499", "0")), ("500..1000", ("500", "999")), ("1000..", ("1000", "1001", "5000")))
    return tuple(
        Row({"折合生猪存栏": one}, *span, [{"折合生猪存栏": more} for more in others], when=({"折合生猪存栏": asked},))
        for (asked, (one, *others)), span in zip(ends, spans, strict=True)
    )


_DOCUMENT: Final = {"江门环评文件类别": "报告表", "提供虚假基础材料": "false"}
_REPORT: Final = {"江门环评文件类别": "报告书", "提供虚假基础材料": "false"}
_FALSE: Final = {"江门环评文件类别": "报告表", "提供虚假基础材料": "true"}
_QUIET: Final = {"拖延检查分钟数": "10", "经提醒次数": "0"}
_PROJECT: Final = ("报告表项目", "报告书非重污染项目", "报告书重污染项目")


def _documents(*spans: tuple[str, str]) -> tuple[Row, ...]:
    facts = (_DOCUMENT, _REPORT, _FALSE, {**_DOCUMENT, **EVENT})
    asked = ({"江门环评文件类别": "报告表"}, {"江门环评文件类别": "报告书"}, {"提供虚假基础材料": "true"}, EVENT)
    return tuple(Row(one, *span, when=(way,)) for one, span, way in zip(facts, spans, asked, strict=True))


def _projects(*spans: tuple[str, str]) -> tuple[Row, ...]:
    rows = _rows("江门项目类别", *((name, *span) for name, span in zip(_PROJECT, spans[:3], strict=True)))
    return _with_event(rows, *spans[3])


TABLES: Final = (
    Ladder("jm.1-2: none some exceeding event", "1-2", "环境影响评价法#三十一-3", "", _with_event(_rows(
        "登记表项目排污情况", ("无污染物排放", "0", "10000"), ("有污染物排放", "10000", "20000"), ("超标排放", "20000", "40000")), "40000", "50000")),
    Ladder("jm.1-3.unit: form report material event", "1-3-unit", "jm.eia.false_document", "环评文件有严重质量问题: true", _documents(
        ("500000", "700000"), ("700000", "1000000"), ("1000000", "1500000"), ("1500000", "2000000"))),
    Ladder("jm.1-3.persons: form report material event", "1-3-persons", "jm.eia.false_document", "环评文件有严重质量问题: true", _documents(
        ("50000", "70000"), ("70000", "100000"), ("100000", "150000"), ("150000", "200000")), party=PERSON),
    Ladder("jm.2-1: delay long evidence besieged violence", "2-1", "水污染防治法#八十一-1", "", (
        Row(_QUIET, "20000", "50000", ({**_QUIET, "拖延检查分钟数": "30", "经提醒次数": "1"},), when=({"拖延检查分钟数": "10..30"},)),
        Row({**_QUIET, "拖延检查分钟数": "31"}, "50000", "100000", ({**_QUIET, "经提醒次数": "2"},), when=({"拖延检查分钟数": "31.."}, {"经提醒次数": "2.."})),
        Row({**_QUIET, "转移隐匿伪造或者销毁证据": "true"}, "100000", "150000", when=({"转移隐匿伪造或者销毁证据": "true"},)),
        Row({**_QUIET, "围堵滞留或者拒绝提供资料": "true"}, "150000", "200000", when=({"围堵滞留或者拒绝提供资料": "true"},)),
        Row({**_QUIET, "暴力抗拒或者致人员损伤": "true"}, "200000", "200000", when=({"暴力抗拒或者致人员损伤": "true"},)))),
    Ladder("jm.2-3: unlinked unreliable missing", "2-3", "水污染防治法#八十二-1", "项次: 2, 拒不改正或者逾期不改正: false", _rows(
        "自动监测设备情况", ("已安装未联网", "20000", "50000"), ("已安装未保证正常运行", "50000", "150000"), ("未安装", "150000", "200000"))),
    Ladder("jm.3-22: one two three event", "3-22", "大气污染防治法#一百一十七-1", "项次: 6, 拒不改正或者逾期不改正: false", _with_event((
        *_rows("四种情形中的数目", ("1", "10000", "30000"), ("2", "30000", "60000")), Row({"四种情形中的数目": "3"}, "60000", "90000", ({"四种情形中的数目": "4"},), when=({"四种情形中的数目": "3.."},))),
        "90000", "100000")),
    Ladder("jm.3-26.unit: ordinary larger major extra", "3-26-unit", "大气污染防治法#一百二十二-2", "直接损失: 100000元", (
        *_rows("事故等级", ("一般", "2", "2")), Row({"事故等级": "较大"}, "3", "3", most="3"), *_rows("事故等级", ("重大", "4", "4"), ("特大", "5", "5"))), unit="100000"),
    Ladder("jm.3-26.persons: ordinary larger major extra", "3-26-persons", "大气污染防治法#一百二十二-1", "从本单位所获收入: 200000元", _rows(
        "事故等级", ("一般", "0", "0.1"), ("较大", "0.1", "0.2"), ("重大", "0.2", "0.35"), ("特大", "0.35", "0.5")), party=PERSON, unit="200000"),
    Ladder("jm.6-20.first: to_1000 to_10000 to_20000 to_30000 more", "6-20-first", "土壤污染防治法#九十四-1", "项次: 4, 拒不改正或者逾期不改正: false", _areas(
        ("20000", "20000"), ("20000", "50000"), ("50000", "100000"), ("100000", "150000"), ("150000", "200000"))),
    Ladder("jm.6-20.refused: to_1000 to_10000 to_20000 to_30000 more", "6-20-refused", "土壤污染防治法#九十四-1", "项次: 4, 拒不改正或者逾期不改正: true", _areas(
        ("200000", "200000"), ("200000", "400000"), ("400000", "600000"), ("600000", "800000"), ("800000", "1000000"))),
    Ladder("jm.6-20.persons: to_1000 to_10000 to_20000 to_30000 more", "6-20-persons", "土壤污染防治法#九十四-1", "项次: 4, 拒不改正或者逾期不改正: true", _areas(
        ("5000", "5000"), ("5000", "7000"), ("7000", "10000"), ("10000", "15000"), ("15000", "20000")), party=PERSON),
    Ladder("jm.8-1.first: form report heavy event", "8-1-first", "建设项目环境保护管理条例#二十二-1", "拒不改正或者逾期不改正: false", _projects(
        ("50000", "70000"), ("70000", "100000"), ("100000", "150000"), ("150000", "200000"))),
    Ladder("jm.8-1.overdue: form report heavy event", "8-1-overdue", "建设项目环境保护管理条例#二十二-1", "拒不改正或者逾期不改正: true", _projects(
        ("200000", "300000"), ("300000", "400000"), ("400000", "600000"), ("600000", "1000000"))),
    Ladder("jm.8-3.first: form report heavy event", "8-3-first", "建设项目环境保护管理条例#二十三-1", "拒不改正或者逾期不改正: false, 造成后果: false", _projects(
        ("200000", "300000"), ("300000", "400000"), ("400000", "600000"), ("600000", "1000000"))),
    Ladder("jm.8-3.overdue: form report heavy event", "8-3-overdue", "建设项目环境保护管理条例#二十三-1", "拒不改正或者逾期不改正: true, 造成后果: false", _projects(
        ("1000000", "1100000"), ("1000010", "1300000"), ("1000030", "1500000"), ("1500000", "2000000"))),
    Ladder("jm.8-3.persons: form_built form_unbuilt report_built report_unbuilt event", "8-3-persons", "建设项目环境保护管理条例#二十三-1", "拒不改正或者逾期不改正: true, 造成后果: false", _with_event(_rows(
        "责任人对应的设施情况", ("报告表已建成", "50000", "70000"), ("报告表未建成", "70000", "90000"), ("报告书已建成", "90000", "120000"), ("报告书未建成", "120000", "150000")),
        "150000", "200000"), party=PERSON),
    Ladder("jm.8-4: defective none untrue", "8-4", "建设项目环境保护管理条例#二十三-2", "", _rows(
        "江门验收报告公开情况", ("时限方式内容不符", "50000", "100000"), ("未公开验收报告", "100000", "150000"), ("公开时弄虚作假", "150000", "200000"))),
    Ladder("jm.8-5: form report", "8-5", "建设项目环境保护管理条例#二十四-1", "所收费用: 50000元", _rows("江门环评文件类别", ("报告表", "1", "2"), ("报告书", "2", "3")), unit="50000"),
    Ladder("jm.8-6: form report", "8-6", "建设项目环境保护管理条例#二十五-1", "所收费用: 50000元", _rows("江门环评文件类别", ("报告表", "1", "2"), ("报告书", "2", "3")), unit="50000"),
    Ladder("jm.9-1: small middle large", "9-1", "畜禽规模养殖污染防治条例#三十七-1", "拒不改正或者逾期不改正: true, 另一违法行为: false", _pigs(("30000", "50000"), ("50000", "80000"), ("80000", "100000"))),
    Ladder("jm.9-2: small middle large", "9-2", "畜禽规模养殖污染防治条例#三十七-1", "拒不改正或者逾期不改正: false, 另一违法行为: true", _pigs(("100000", "200000"), ("200000", "400000"), ("400000", "500000"))),
    Ladder("jm.9-3: small middle large", "9-3", "畜禽规模养殖污染防治条例#三十八-1", "拒不改正或者逾期不改正: true", _pigs(("50000", "100000"), ("100000", "150000"), ("150000", "200000"))),
    Ladder("jm.9-4: small middle large", "9-4", "畜禽规模养殖污染防治条例#三十九-1", "拒不改正或者逾期不改正: true", _pigs(("10000", "50000"), ("50000", "80000"), ("80000", "100000"))),
)  # fmt: skip


def follows(table: Ladder, place: int, penalties: int) -> tuple[Fraction, Fraction]:
    """What Article 5 makes of a row: its range, its upper end, or the next row."""
    row = table.rows[place]
    following = table.rows[place + 1] if penalties > 2 and place + 1 < len(table.rows) else None
    lo, hi = (row.lo, row.hi) if following is None else (following.lo, following.hi)
    if penalties and following is None:
        lo = hi
    return Fraction(lo) * int(table.unit), Fraction(hi) * int(table.unit)


def _examples(table: Ladder) -> Iterator[str]:
    for place, row in enumerate(table.rows):
        for turn, facts in enumerate((row.facts, *row.also)):
            for said, days in _PASTS:
                lo, hi = follows(table, place, len(days))
                name = f"jm-cells-{table.number}-{place + 1}{'abc'[turn]}-{len(days)}"
                why = f"表{table.number}第{place + 1}档{f'，{said}' if said else ''}：{lo}元至{hi}元"
                if row.most and lo > Fraction(row.most) * int(table.unit):
                    lo = hi = Fraction(row.most) * int(table.unit)
                    why = f"{why}，不超过法定最高额，即{hi}元"
                point = f'points: {{fine: "{hi}"}}'
                expect = point if lo == hi else f'ranges: {{fine: "[{lo}, {hi}]"}}'
                reasons = _reasons(table, facts, {2: "+top", 3: "+next"}.get(len(days), ""))
                yield _example(
                    name, why, table.matter, facts, days, f"{expect}, no_alerts: [benchmark_outside_statute], {reasons}"
                )


def _reasons(table: Ladder, facts: Facts, shifted: str) -> str:
    """Which rows hold; where a repeat moves them, those that are moved, and not as they are printed."""
    name, rows = table.ids.split(": ")
    said = []
    for row, one in zip(rows.split(" "), table.rows, strict=True):
        said.append(f"{name}/{row}{shifted}: {'held' if one.holds(facts) else 'rejected'}")
    return f"reasons: {{{', '.join(said)}}}"


def _example(name: str, why: str, matter: str, facts: Facts, days: Sequence[str], expect: str) -> str:
    own = ", ".join(f'{key}: "{value}"' if value[0].isdigit() else f"{key}: {value}" for key, value in facts.items())
    events = ", ".join(f"{{date: {day}, act: {matter}, event: penalty}}" for day in days)
    past = f", history: {{events: [{events}]}}" if days else ""
    return "\n".join(
        [
            f"  - example: {name}",
            f'    why: "{why}"',
            f"    case: {{facts: {{{own}}}{past}}}",
            f"    expect: {{disposition: penalise, {expect}}}",
        ]
    )


def _file(table: Ladder) -> str:
    head = [
        "# Made by scripts/make_jiangmen_cases.py, which works the results out from the printed table; change it there.",
        "format: enforcerules/examples/1",
        "case:",
        "  phase: concluded",
        '  territory: "440703"',
        f"  matter: {table.matter}",
        "  start: 2021-03-01",
        "  end: 2021-04-20",
        f"  party: {{{table.party}}}",
        "  dates: {discovered: 2021-04-24, filed: 2021-04-25, decided: 2021-06-15}",
        f"  facts: {{{', '.join(one for one in (_COMMON, table.base) if one)}}}",
        "  history: {searched: [{register: 江门执法平台, from: 2018-01-01, to: 2021-04-25, on: 2021-04-25}], events: []}",
        "examples:",
    ]
    return "\n".join([*head, *_examples(table), ""])


def build() -> dict[str, str]:
    """Every file by its name."""
    return {f"jm-cells-{one.number}.yaml": _file(one) for one in TABLES}


if __name__ == "__main__":
    sys.exit(written(build(), FOLDER, "jiangmen cases", __doc__))
