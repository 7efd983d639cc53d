"""Example cases for the Guangdong list of no penalty (附件2): for each entry its conditions all met, and each alone not met.

The conditions below are transcribed from the list a second time, beside the ruleset. What an entry says of a case is worked out
by nothing but this: it holds where every condition is met. `make_list_cases.py [--check]` writes the files beside those of
`make_table_cases.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from case_files import written
from make_table_cases import FOLDER, file_of, value_of

Said = Mapping[str, str]
UNKNOWN: Final = "{status: undeterminable, reason: 已无法测量}"
_PARTY: Final = "party: {kind: unit}\n  acts: [{id: a1, matter: MATTER, start: 2024-04-01, end: 2024-05-10}]"

# What every entry asks for, and how it is not met: harm no more than minor, no sensitive area, and one of these.
HARM: Final = ("危害后果超过轻微", {"harm": "较重"})
SENSITIVE: Final = ("位于生态环境敏感区", {"eco_sensitive": "true"})
AGAIN: Final = ("不是初次违法", {"first_violation": "false"})
LATE: Final = ("没有在责令期限内改正", {"corrected_within_order": "false"})
GOES_ON: Final = ("没有在发现后停止并恢复", {"ceased_and_restored": "false"})
OF_A_YEAR: Final = ("一年之内曾不予处罚，在一年的第一日", {"events": "2023-05-10 spared"})
BEFORE_A_YEAR: Final = ("曾受处罚，但在一年以前", {"events": "2023-05-09 penalty"})
NOT_FORM: Final = ("是报告书", {"eia_class": "报告书类非重点管理"})
NO_CLASS: Final = ("环评文件类别没有查明", {"eia_class": UNKNOWN})
DAYS: Final = (("持续21日", {"days": "21"}), ("持续天数没有查明", {"days": UNKNOWN}))
CLASS_A: Final = ("涉及A类污染物", {"class_a_involved": "true"})

Variant = tuple[str, Said]


@dataclass(frozen=True)
class Entry:
    """An entry: a case in which it holds, other cases in which it holds, and cases in which one condition is not met.

    `alert`: the monitor that tells where the entry holds in spite of more than minor harm, which it does not ask for.
    """

    number: int
    matter: str
    base: str
    fails: Sequence[Variant]
    holds: Sequence[Variant] = ()
    may: bool = False
    alert: bool = False


FAULT: Final = (
    OF_A_YEAR, ("不是突发故障", {"sudden_fault": "false"}), ("日均值超标", {"daily_mean_met": "false"}), LATE, HARM, SENSITIVE,
)  # fmt: skip
ONE_B: Final = {"exceed_kind": "浓度超标", "only_one_b": "true", "exceed_times": "0.099"}
PH: Final = {"exceed_kind": "仅酸碱度超标", "only_one_b": "false"}
COLOUR: Final = {"exceed_kind": "浓度超标", "only_one_b": "false", "exceed_times": "0.050", "only_colour": "true"}
TRIFLING: Final = (
    OF_A_YEAR,
    ("恰为0.1倍", {"exceed_times": "0.100"}),
    ("不止一项B类污染物", {"only_one_b": "false"}),
    ("超标倍数没有查明", {"exceed_times": UNKNOWN}),
    LATE,
    SENSITIVE,
)
SPILLED: Final = {"hw_mixed": "true", "hw_stored_below_standard": "false"}
ENTRIES: Final = (
    Entry(2, "env.eia.changed_build", "construction_started: true, total_investment: 800万元, major_change_unapproved: true, reexamination_missing: false, eia_class: 报告表类, ceased_and_restored: true",
          (AGAIN, ("没有重大变动", {"major_change_unapproved": "false", "reexamination_missing": "true"}), NO_CLASS, NOT_FORM, GOES_ON, HARM, SENSITIVE)),
    Entry(3, "env.eia.changed_build", "construction_started: true, total_investment: 800万元, major_change_unapproved: false, reexamination_missing: true, eia_class: 报告表类",
          (AGAIN, ("没有超过五年", {"major_change_unapproved": "true", "reexamination_missing": "false"}), NO_CLASS, NOT_FORM, LATE, HARM, SENSITIVE)),
    Entry(4, "env.eia.unapproved_build", "eia_not_submitted: true, construction_started: true, total_investment: 1000万元, eia_class: 报告表类, ceased_and_restored: true",
          (AGAIN, NO_CLASS, NOT_FORM, GOES_ON, HARM, SENSITIVE)),
    Entry(5, "env.construction.undisclosed", "report_not_public: true, acceptance_done: true",
          (AGAIN, ("验收没有全部完成", {"acceptance_done": "false"}), LATE, HARM, SENSITIVE)),
    Entry(6, "env.water.exceed", "water_over_standard: true", (*TRIFLING,
          ("酸碱度低于5", {**PH, "ph": "4.99"}), ("酸碱度高于10", {**PH, "ph": "10.01"}),
          ("不是仅酸碱度超标", {"exceed_kind": "浓度超标", "only_one_b": "false", "ph": "7.00"}),
          ("色度恰超1倍", {**COLOUR, "colour_times": "1.000"}),
          ("不是仅色度超标", {**COLOUR, "only_colour": "false", "colour_times": "0.500"})),
          (BEFORE_A_YEAR, ("酸碱度恰为5", {**PH, "ph": "5.00"}), ("酸碱度恰为10", {**PH, "ph": "10.00"}),
           ("色度超标不足1倍", {**COLOUR, "colour_times": "0.999"})), alert=True),
    Entry(7, "env.water.evade", "water_evades: true, sudden_fault: true, daily_mean_met: true", FAULT, (BEFORE_A_YEAR,), may=True),
    Entry(8, "env.air.exceed", "air_over_standard: true", TRIFLING, (BEFORE_A_YEAR,), alert=True),
    Entry(9, "env.air.evade", "air_evades: true, sudden_fault: true, daily_mean_met: true", FAULT, (BEFORE_A_YEAR,), may=True),
    Entry(12, "env.solid.hw_sign", "hw_unmarked: true", (("本年度第一日受过处罚", {"events": "2024-01-01 penalty"}), LATE, HARM, SENSITIVE),
          (("上年度最后一日受过处罚", {"events": "2023-12-31 penalty"}),)),
    Entry(14, "env.solid.hw_storage", "hw_stored_below_standard: true, hw_mixed: false, hw_amount: '0.100', hw_special: false", (
          AGAIN, ("贮存不符合标准，超过0.1吨", {"hw_amount": "0.101"}), ("混入，超过0.01吨", {**SPILLED, "hw_amount": "0.011"}),
          ("既不符合标准又混入，超过0.01吨", {"hw_mixed": "true", "hw_amount": "0.050"}), ("危险废物量没有查明", {"hw_amount": UNKNOWN}),
          ("属剧毒等危险废物", {"hw_special": "true"}), LATE, HARM, SENSITIVE),
          (("混入，恰为0.01吨", {**SPILLED, "hw_amount": "0.010"}),)),
    Entry(16, "env.solid.manure", "manure_untreated: true, livestock_kind: 牛, cattle: 10, days: 20, class_a_involved: false",
          (AGAIN, *DAYS, CLASS_A, LATE, HARM, SENSITIVE)),
    Entry(19, "env.permit.disclosure", "未按证公开或不如实公开排放信息: true, days: 20, class_a_involved: false", (AGAIN, *DAYS, CLASS_A, LATE, HARM, SENSITIVE)),
    Entry(20, "env.permit.ledger", "env_ledger_missing: false, env_ledger_deviates: true, days: 20",
          (AGAIN, ("没有建立台账", {"env_ledger_missing": "true"}), *DAYS, LATE, HARM, SENSITIVE)),
)  # fmt: skip


def _examples(entry: Entry) -> Iterator[str]:
    start = {"first_violation": "true", "harm": "轻微", **(ONE_B if entry.alert else {})}
    alert = ", alerts: [list_beyond_law]", ", no_alerts: [list_beyond_law]"
    result = "no_penalty_may" if entry.may else "no_penalty_shall"
    plain = {} if not entry.alert else {"harm": "较重"}
    for number, (why, facts) in enumerate((("各项条件都符合", {}), *entry.holds), 1):
        expect = (
            f"disposition: {result}, reasons: {{gd.env.list.{entry.number}: held}}{alert[0] if entry.alert else ''}"
        )
        yield _one(entry, f"holds-{number}", f"第{entry.number}项：{why}，成立", {**start, **plain, **facts}, expect)
    if entry.alert:
        expect = f"disposition: {result}, reasons: {{gd.env.list.{entry.number}: held}}{alert[1]}"
        yield _one(entry, "minor", f"第{entry.number}项：危害后果轻微，不必另行提示", start, expect)
    for number, (why, facts) in enumerate(entry.fails, 1):
        expect = f"reasons: {{gd.env.list.{entry.number}: rejected}}{alert[1] if entry.alert else ''}"
        yield _one(entry, f"fails-{number}", f"第{entry.number}项：{why}，不成立", {**start, **plain, **facts}, expect)


def _one(entry: Entry, name: str, why: str, facts: Said, expect: str) -> str:
    own = ", ".join(f"{key}: {value_of(value)}" for key, value in facts.items() if key != "events")
    day, _, kind = facts.get("events", "").partition(" ")
    past = f", history: {{events: [{{date: {day}, act: {entry.matter}, event: {kind}}}]}}" if day else ""
    return "\n".join(
        [
            f"  - example: gd-env-list-{entry.number}-{name}",
            f'    why: "{why}"',
            f"    case: {{facts: {{{own}}}{past}}}",
            f"    expect: {{{expect}}}",
        ]
    )


def build() -> dict[str, str]:
    """Every file by its name."""
    common = "minor_act: false, timely_correction: true, corrected_within_order: true, eco_sensitive: false"
    return {
        f"conditions-list-{one.number}.yaml": file_of(
            one.matter, f"{common}, {one.base}", _PARTY, tuple(_examples(one)), "make_list_cases"
        )
        for one in ENTRIES
    }


if __name__ == "__main__":
    sys.exit(written(build(), FOLDER, "list cases", __doc__))
