"""ER5xx: what a ruleset says: formulas, rules, tables."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER501", "error",
        "`{fact}` 应有且只有一个公式", "`{fact}` needs exactly one formula",
        "现在写了 {given}，只保留一个\n可用的公式：when、count、days、date、age、sum、minus、times、max、min",
        "it has {given}: keep one\nformulas: when, count, days, date, age, sum, minus, times, max, min",
        "没有公式的派生事实无法得出，两个公式可能得出两个结果。",
        "Without a formula nothing follows; with two, two results may follow.",
        "serious: {label: 情节严重}\n", "serious: {label: 情节严重, when: 货值金额2万元以上}\n",
    ),
    Entry(
        "ER502", "error",
        "`{rule}` 不能自行开启减轻处罚", "`{rule}` cannot open a mitigated penalty by itself",
        "减轻只能依据法律、法规、规章：引用该条，或改为 `lighter`；基准只可在减轻已开启时用 `narrows: true` 收窄",
        "only a law, regulation or rule opens mitigation: cite it, or write `lighter`; a table may only narrow it (`narrows: true`)",
        "行政处罚法第三十二条第五项只提到法律、法规、规章。", "APL 32(5) names laws, regulations and rules only.",
        "- {id: m, level: mitigated, when: 及时改正, …}\n", "- {id: m, level: lighter, when: 及时改正, …}\n",
    ),
    Entry(
        "ER503", "error",
        "`{row}` 应写 `when`、`otherwise: true`、`narrows: true` 之一", "`{row}` needs one of `when`, `otherwise: true`, `narrows: true`",
        "写明这一行何时适用", "say when the row applies",
        "不写条件的一行会在所有案件里适用。", "A row without a condition would apply to every case.",
        "- {id: heavy, level: heavier, band: …}\n", "- {id: heavy, level: heavier, when: 情节严重, band: …}\n",
    ),
    Entry(
        "ER504", "error",
        "`{row}` 只能写 `band`、`of_max`、`amount` 之一", "`{row}` may say only one of `band`, `of_max`, `amount`",
        "保留一个", "keep one of them",
        "两个数额无从取舍。", "Between two amounts there is no choice.",
        "- {id: a, band: …, amount: …}\n", "- {id: a, band: …}\n",
    ),
    Entry(
        "ER505", "error",
        "基准 `{id}` 应写 `rows` 或 `weights` 之一", "the benchmark `{id}` needs either `rows` or `weights`",
        "表格写 `rows`，权重累加写 `weights`", "write `rows` for a table, `weights` for a weight table",
        "空的基准什么也没有收窄。", "An empty benchmark narrows nothing.",
        "- {id: t, refines: food.expired/fine}\n", "- {id: t, refines: food.expired/fine, rows: […]}\n",
    ),
    Entry(
        "ER506", "error",
        "读不懂 `refines: {refines}`", "`refines: {refines}` cannot be read",
        "写成 `事项/种类` 或 `事项/种类@对象`，如 `food.expired/fine@unit`",
        "write `matter/kind` or `matter/kind@target`, such as `food.expired/fine@unit`",
        "基准必须指明收窄哪一项措施。", "A benchmark must say which measure it narrows.",
        "refines: food.expired\n", "refines: food.expired/fine\n",
    ),
    Entry(
        "ER507", "error",
        "`{fact}`（{type}）没有列出取值", "`{fact}` ({type}) lists no values",
        "写 `values: {none: 没有, minor: 轻微}`，等级由轻到重", "write `values: {none: 没有, minor: 轻微}`, grades from light to heavy",
        "没有取值就无法比较。", "Without values nothing can be compared.",
        "harm: {label: 危害后果, type: grade}\n", "harm: {label: 危害后果, type: grade, values: {none: 没有, minor: 轻微}\n",
    ),
    Entry(
        "ER508", "warning",
        "事项 `{matter}` 没有写构成要件", "the matter `{matter}` states no elements",
        "写 `elements:`，说明违法行为成立须证明什么", "write `elements:`, what must be proved for the violation itself",
        "没有要件时只能以立案认定为准，事实不清也不会被发现。",
        "Without elements the allegation is taken as found, and a lack of proof goes unnoticed.",
        "- {id: food.expired, …}\n", "- {id: food.expired, elements: 经营超过保质期食品, …}\n",
    ),
    Entry(
        "ER509", "error",
        "`{fact}` 由自己推出：{path}", "`{fact}` is derived from itself: {path}",
        "去掉形成循环的一项", "take out the reference that closes the circle",
        "循环定义没有结果。", "A circular definition has no result.",
        "serious: {label: 情节严重, when: 情节严重}\n", "serious: {label: 情节严重, when: 货值金额2万元以上}\n",
    ),
    Entry(
        "ER510", "error",
        "`{section}` 里不能用 `{effect}`", "`{effect}` has no place in `{section}`",
        "写到 `{home}` 里\n这里可用：{allowed}", "write it under `{home}`\nallowed here: {allowed}",
        "规则所在的段落决定它在法定顺序中的位置。", "The section decides where in the law's order a rule is asked.",
        "exemptions:\n  - {then: {open: [lighter]}\n", "circumstances:\n  - {then: {open: [lighter]}\n",
    ),
    Entry(
        "ER511", "error",
        "`{text}` 不是 `{fact}` 的取值", "`{text}` is not a value of `{fact}`",
        "写一个确定的值；`on_unknown` 也可写 keep 或 lowest", "write one definite value; `on_unknown` may also be keep or lowest",
        "缺省值必须明白写出。", "What holds by default must be written out.",
        "on_unknown: maybe\n", "on_unknown: false\n",
    ),
    Entry(
        "ER512", "error",
        "`from` {since} 晚于 `until` {until}", "`from` {since} is later than `until` {until}",
        "核对施行与失效日期", "compare the first and the last day",
        "这样的规则没有一天有效。", "Such a rule is in force on no day.",
        "from: 2025-01-01\nuntil: 2024-01-01\n", "from: 2024-01-01\nuntil: 2025-01-01\n",
    ),
    Entry(
        "ER513", "error",
        "`{fact}`（{type}）不能用在这里：应是{expected}", "`{fact}` ({type}) does not fit here: {expected} is needed",
        "换成{expected}类的事实", "name a fact that is {expected}",
        "天数由日期算出，合计由同一单位的数算出。", "Days are counted from dates, and sums are made of figures of one unit.",
        "days: {from: goods_value, to: discovered}\n", "days: {from: act_end, to: discovered}\n",
    ),
    Entry(
        "ER514", "error",
        "读不懂来源 `{source}`", "the source `{source}` cannot be read",
        "例如 act.start、act.end、dates.filed、party.kind、proposed.fine、proposed.any(license_revoke)",
        "for example act.start, act.end, dates.filed, party.kind, proposed.fine, proposed.any(license_revoke)",
        "来源说明事实从案件的哪一栏读取。", "The source says from which field of the case a fact is read.",
        "source: start\n", "source: act.start\n",
    ),
    Entry(
        "ER516", "error",
        "这一项没有写任何措施", "this entry names no measure",
        "写 `fine: {shall: …}` 或 `warning: shall`", "write `fine: {shall: …}` or `warning: shall`",
        "空的一项不处罚任何行为。", "An empty entry penalises nothing.",
        "- {when: 情节严重}\n", "- {when: 情节严重, license_revoke: shall}\n",
    ),
    Entry(
        "ER517", "error",
        "`{rule}` 把 `{other}` 的“可以”变为“应当”，没有写依据", "`{rule}` turns the may of `{other}` into shall without a basis",
        "写 `override_basis: …`", "write `override_basis: …`",
        "把可以不予变为不予，须有明文。", "Turning may into shall needs a text that does so.",
        "overrides: apl.33.1.2\n", "overrides: apl.33.1.2\noverride_basis: …\n",
    ),
    Entry(
        "ER518", "error",
        "措施 `{kind}` 的程度词 `{text}` 不对", "`{text}` is no modality of the measure `{kind}`",
        "写 shall、may、single_or_joint 或 up_to", "write shall, may, single_or_joint or up_to",
        "应当与可以是两回事。", "Shall and may are two things.",
        "- {warning: must}\n", "- {warning: shall}\n",
    ),
    Entry(
        "ER519", "error",
        "阶梯 `{ladder}` 没有说明“警告”是警示还是处罚", "the ladder `{ladder}` does not say whether its warning is a caution or the penalty",
        "写 `warning_is: caution`（警示）；作为处罚的警告写成事项的措施",
        "write `warning_is: caution`; the penalty 警告 belongs among the measures of the matter",
        "警告是行政处罚法第九条的处罚，警示不是。", "警告 is a penalty of APL 9, a caution is not.",
        "- {at: 1次, then: {order: caution}}\n", "warning_is: caution\n",
    ),
    Entry(
        "ER520", "error",
        "`{fact}`（{type}）用不上 `{key}`", "`{key}` has no use for `{fact}` ({type})",
        "删掉 `{key}`，或者改正类型", "delete `{key}`, or correct the type",
        "不起作用的一项多半是写错了地方。", "What has no effect most likely stands in the wrong place.",
        "amount: {label: 货值金额, type: money, scale: 2}\n", "amount: {label: 货值金额, type: money}\n",
    ),
    Entry(
        "ER530", "error",
        "`{rule}` 在什么都没有查明时就成立", "`{rule}` holds although nothing was found or raised",
        "加上须查明的事实，或把有关事实改为 `ask: always`", "add a fact that must be found, or make the facts it reads `ask: always`",
        "免罚、从轻、从重不能由沉默得出。", "No exemption and no lighter or heavier level is reached by silence.",
        "- {id: first, when: 非 曾受处罚, then: spare}\n", "- {id: first, when: 初次违法 且 及时改正, then: spare}\n",
    ),
    Entry(
        "ER531", "warning",
        "`{row}` 的数额 {amount} 元超出法定幅度 {statute} 元", "the amount {amount} of `{row}` is outside the statutory range {statute}",
        "核对原表；确系原表如此的，在 `note` 里写明", "compare the printed table; where it is printed so, say it in `note`",
        "超出部分不能适用，以法律为准。", "What is outside cannot be applied; the statute wins.",
        "fine: {shall: 5万元以上10万元以下}\nrows: [{id: a, amount: 12万元, …}]\n", "rows: [{id: a, amount: 8万元, …}]\n",
    ),
)  # fmt: skip
