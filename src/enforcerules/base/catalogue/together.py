"""ER582 to ER594: tables beside one another, what refines what, days, what is not known; findings a comment answers."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER582", "warning",
        "基准 `{table}` 的 `{row}` 不起作用：它适用时，`{other}` 的 `{hiding}` 也适用，{how}",
        "`{row}` of `{table}` does nothing: wherever it holds, `{hiding}` of `{other}` does, and {how}",
        "改正其中一行；确应保留的，在这一行写 `# enforcerules: ignore[ER582] 理由`",
        "correct one of the two; where it is to stay, write `# enforcerules: ignore[ER582] why` at the row",
        "几张表管同一处罚的，上位的先适用，下位的只能在它的幅度以内再细化。",
        "Where several tables refine one measure the higher goes first, and a lower one narrows what that leaves.",
        '# 省：rows: [{id: p, when: 次数3次以上, band: "(70%, 100%]"}]\n# 市：rows: [{id: c, when: 次数3次以上, band: "[0%, 30%]"}]\n',
        '# 省：rows: [{id: p, when: 次数3次以上, band: "(70%, 100%]"}]\n# 市：rows: [{id: c, when: 次数3次以上, band: "(80%, 90%]"}]\n',
    ),
    Entry(
        "ER583", "info",
        "事项 `{matter}` 的罚款（{span}）没有裁量基准", "the fine of `{matter}` ({span}) has no benchmark",
        "为它写一张表，`refines: {matter}/fine`", "write a table that says `refines: {matter}/fine`",
        "没有基准的，只有法定幅度。只在 `check --select ER583` 时检查。",
        "Without a benchmark there is the range of the statute alone. Looked at only by `check --select ER583`.",
        "matters: [{id: a, …, penalties: [{fine: {shall: 5万元以上10万元以下}}]}]\n",
        "matters: [{id: a, …, penalties: [{fine: {shall: 5万元以上10万元以下}}]}]\nbenchmarks: [{refines: a/fine, …}]\n",
    ),
    Entry(
        "ER584", "warning",
        "基准 `{table}` 从不适用：{why}", "`{table}` never applies: {why}",
        "核对 `refines`、`when` 和施行日期", "look at `refines`, `when` and the days",
        "从不适用的基准，写它的人多半另有所指。", "Who wrote a table that never applies meant another measure or other days.",
        "- {id: t, refines: a/fine, when: 次数3次以上 且 次数不足2次, …}\n", "- {id: t, refines: a/fine, when: 次数2次以上, …}\n",
    ),
    Entry(
        "ER585", "info",
        "`{name}` 没有写文号，看不出是否已经公布；据以裁量的有：{used}",
        "`{name}` bears no number, so that it cannot be seen whether it was published; it is the ground of: {used}",
        "写上 `number:`；没有公布的不得作为裁量依据", "state its `number:`; what was not published is no ground to decide on",
        "裁量基准应当向社会公布（行政处罚法第三十四条）。", "Benchmarks have to be published (Article 34 of the Administrative Penalty Law).",
        "instruments: {基准: {title: …, rank: normative_document}}\n",
        "instruments: {基准: {title: …, rank: normative_document, number: 某发〔2023〕1号}}\n",
    ),
    Entry(
        "ER586", "warning",
        "`{fact}` 评价了两次：`{rule}` 据以从重，`{table}` 又据以由 `{low}` 升到 `{high}`",
        "`{fact}` is weighed twice: `{rule}` opens the heavier level for it, and `{table}` goes from `{low}` to `{high}` for it",
        "只在一处评价；原文如此的，在那条规则写 `# enforcerules: ignore[ER586] 理由`",
        "weigh it in one place; where the texts say so, write `# enforcerules: ignore[ER586] why` at the rule",
        "已经决定档次的情节，不得再据以从重，否则处罚过重。", "What has decided the tier may not make the fine heavier within it once more.",
        "rows: [{when: 次数1次以下, …}, {when: 次数2次以上, …}]\ncircumstances: [{when: 次数2次以上, then: {open: [heavier]}, …}]\n",
        "rows: [{when: 次数1次以下, …}, {when: 次数2次以上, …}]\ncircumstances: [{when: 拒不改正, then: {open: [heavier]}, …}]\n",
    ),
    Entry(
        "ER587", "warning",
        "{day}，`{name}` {state}（{edge}），没有接续的；不能适用的有：{used}",
        "on {day} `{name}` {state} ({edge}), and nothing takes its place; out of use: {used}",
        "补上接续的规定，或者核对施行日期", "add what takes its place, or look at the days",
        "失效或者尚未施行的规定不能作为依据。只在 `check --on 日期` 时检查。",
        "What has ended or not begun is no ground to decide on. Looked at only by `check --on DATE`.",
        'versions: [{id: "2020", from: 2020-03-01, until: 2023-02-28}]\n',
        'versions: [{id: "2020", from: 2020-03-01, until: 2023-02-28}, {id: "2023", from: 2023-03-01}]\n',
    ),
    Entry(
        "ER588", "warning",
        "`{row}` 低于法定最低限（{amount}，法定 {statute}），依据只是规范性文件 `{name}`",
        "`{row}` goes below the statutory minimum ({amount}; statute: {statute}) on the strength of `{name}`, a normative document",
        "改正数额；有法律、法规、规章作依据的，写在这一行的 `basis`\n这样的案件例如：{where}",
        "correct the amount; where a law, regulation or rule allows it, cite that as the `basis` of the row\nsuch as where {where}",
        "减轻处罚须有法律、法规、规章的规定（行政处罚法第三十二条）。", "Only laws, regulations and rules mitigate below the minimum (Article 32 of the Administrative Penalty Law).",
        "rows: [{id: a, when: …, amount: 3万元以上5万元以下}]  # 法定5万元以上\n", "rows: [{id: a, when: …, amount: 5万元以上6万元以下}]\n",
    ),
    Entry(
        "ER589", "warning",
        "`{rule}`（{effect}）可以因为不知道而成立：`{fact}` 查不清时按“{assumed}”处理（on_unknown）",
        "`{rule}`, which {effect}, can come to hold by not knowing: where `{fact}` is not found out it counts as {assumed} (on_unknown)",
        "去掉 `{fact}` 的 `on_unknown`；有明文规定的，在这条规则写 `# enforcerules: ignore[ER589] 理由`",
        "take the `on_unknown` of `{fact}` away; where a text says so, write `# enforcerules: ignore[ER589] why` at the rule",
        "不予处罚、从轻和从重都要有证明，不能由查不清得来。", "Neither sparing nor a heavier level follows from what was not found out.",
        "harm: {label: 危害后果, type: grade, on_unknown: lowest, …}\nexemptions: [{when: 危害后果为没有, then: spare, …}]\n",
        "harm: {label: 危害后果, type: grade, …}\nexemptions: [{when: 危害后果为没有, then: spare, …}]\n",
    ),
    Entry(
        "ER590", "info",
        "{finding} 按注释不再报告：{reason}", "{finding} is answered by a comment: {reason}",
        "", "",
        "不再报告的问题照样列出，并附理由。", "What is no longer told as a warning is listed with its reason.",
        "- {id: a, …}\n", "- {id: a, …}  # enforcerules: ignore[ER573] 原表如此\n",
    ),
    Entry(
        "ER591", "warning",
        "这条注释没有写{lacks}，不起作用", "this comment does nothing: it does not say {lacks}",
        "写成 `# enforcerules: ignore[ER573] 理由`", "write `# enforcerules: ignore[ER573] why`",
        "不报告一个问题，要说明理由，后来的人才知道是否仍然成立。", "Who leaves a finding out says why, so that others can tell whether it still stands.",
        "- {id: a, …}  # enforcerules: ignore[ER573]\n", "- {id: a, …}  # enforcerules: ignore[ER573] 原表如此\n",
    ),
    Entry(
        "ER592", "warning",
        "注释里的 `{finding}` 在这一行没有对应的问题", "`{finding}` of this comment answers no finding of the line",
        "删去，或者移到问题所在的那一行", "take it out, or move it to the line of the finding",
        "问题不在了，注释还在，会掩盖下一个问题。", "A comment that outlives its finding would hide the next one.",
        "- {id: a, …}  # enforcerules: ignore[ER573] 原表如此\n", "- {id: a, …}\n",
    ),
    Entry(
        "ER593", "warning",
        "`{finding}` 是错误，不能用注释略过", "`{finding}` is an error, which no comment can leave out",
        "改正它，删去注释", "correct it, and take the comment out",
        "有错误的规则不能使用。", "Rules with an error cannot be used.",
        "- {id: a, …}  # enforcerules: ignore[ER530] 原表如此\n", "- {id: a, …}\n",
    ),
    Entry(
        "ER594", "warning",
        "`{name}` 的名称“{text}”写的是{said}，实际是{meant}", "the name of `{name}` ({text}) says {said}, and it is {meant}",
        "改正其中一个；名称说的是另一回事的，在这一行写 `# enforcerules: ignore[ER594] 理由`",
        "correct one of the two; where the name speaks of something else, write `# enforcerules: ignore[ER594] why` at the line",
        "决定书按名称说明理由，名称与规则不一致，理由就不真实。", "A decision explains itself by these names; where name and rule differ, what it says is not true.",
        "times: {label: 二年内处罚次数, count: penalty, window: 1年, …}\n", "times: {label: 一年内处罚次数, count: penalty, window: 1年, …}\n",
    ),
)  # fmt: skip
