"""ER56x: what a ruleset says of its own time: since when something is known, limits, matters that go on, changed tables."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER560", "error",
        "`until_known` 没有对应的 `until`", "`until_known` without `until`",
        "写明 `until:`，或者删掉 `until_known`", "state `until:`, or delete `until_known`",
        "没有终止日，也就没有“何时得知终止”。", "What does not end has no day on which its end became known.",
        "- {id: r, from: 2024-01-01, until_known: 2025-01-01, …}\n",
        "- {id: r, from: 2024-01-01, until: 2025-06-30, until_known: 2025-01-01, …}\n",
    ),
    Entry(
        "ER561", "error",
        "追责时效 `{rule}` 读取了遇休息日顺延的日期 `{fact}`", "the time bar `{rule}` reads `{fact}`, a date that rolls over rest days",
        "去掉 `{fact}` 的 `roll`，或改用不顺延的日期", "delete the `roll` of `{fact}`, or read a date that does not roll",
        "顺延保护须作出行为的一方；为当事人而设的期限不因此延长。",
        "Rolling protects whoever has to act; a limit that runs for the party is never lengthened by it.",
        "due: {label: 追责期限届满日, date: {from: act_end, plus: 2年, roll: next_workday}}\n",
        "due: {label: 追责期限届满日, date: {from: act_end, plus: 2年}}\n",
    ),
    Entry(
        "ER562", "error",
        "基准 `{id}` 写了 `after_change`，没有写依据", "the benchmark `{id}` says `after_change` without a basis",
        "以 `after_change_basis:` 引用基准中规定新旧如何适用的条款；没有这样的条款的，删掉 `after_change`，由人决定",
        "cite with `after_change_basis:` where the benchmark says which version follows; without such a clause delete `after_change`",
        "基准变化后适用哪一版本，法律没有规定，只能出自基准自己的规定。",
        "No statute says which version of a benchmark follows; only the benchmark itself can.",
        "- {id: t, after_change: lighter, …}\n", "- {id: t, after_change: lighter, after_change_basis: 示例基准 第五条, …}\n",
    ),
    Entry(
        "ER563", "error",
        "事项 `{matter}` 至 `{until}` 止，`{later}` 次日没有施行", "`{matter}` ends on `{until}`, and `{later}` is not in force on the next day",
        "核对两者的 `from`、`until`：前者须写 `until`，后者须自次日起施行",
        "compare `from` and `until`: the one needs an `until`, the other must be in force from the next day",
        "接续的规定与原规定之间不能有空档，否则其间的行为无从比较。",
        "Between a matter and what goes on with it there is no gap: an act in the gap could not be compared.",
        "- {id: old, until: 2023-07-19, succeeded_by: new}\n- {id: new, from: 2023-08-01}\n",
        "- {id: old, until: 2023-07-19, succeeded_by: new}\n- {id: new, from: 2023-07-20}\n",
    ),
    Entry(
        "ER564", "error",
        "`{fact}` 的期限 `{text}` 以工作日计，不能累加", "the length `{text}` of `{fact}` is in working days, which cannot be added up",
        "以年、月、日写明，如 2年、6个月、15日", "write years, months and days: 2年, 6个月, 15日",
        "连续执行的期限要相加，工作日与年月相加没有规定的顺序。",
        "Terms that run on are added up, and no rule says in which order working days and months are counted.",
        "runs: {lengths: {listed: 10工作日}, again: adds}\n", "runs: {lengths: {listed: 15日}, again: adds}\n",
    ),
    Entry(
        "ER565", "error",
        "`{fact}` 没有写明 `{present}` 为 {missing} 时的期限", "`{fact}` states no length where `{present}` is {missing}",
        "在 `lengths` 中逐一写明，键就是该取值的标识", "write one for each under `lengths`, by the id of the value",
        "本次列入属于哪一类，期限就是哪一个；缺了一类就算不出届满日。",
        "The present event has the length of its kind; where one is missing there is no last day.",
        "runs: {lengths: {major: 3年}, again: adds, present: category}\n",
        "runs: {lengths: {major: 3年, minor: 2年}, again: adds, present: category}\n",
    ),
)  # fmt: skip
