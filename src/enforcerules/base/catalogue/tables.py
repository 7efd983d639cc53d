"""ER57x: what only shows in all rows of a benchmark table together."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER570", "warning",
        "基准 `{table}` 的档次有空档：{where}时没有一行适用，之下是 `{below}`，之上是 `{above}`",
        "the rows of `{table}` have a hole: at {where} none holds; below it is `{below}`, above `{above}`",
        "让 `{below}` 或 `{above}` 连到一起，或者加一行 `otherwise: true`；原表如此的，在这张表写 `accepts: {ER570: 理由}`\n"
        "可以补上的一行：`- {id: …, when: {when}, amount: …}`",
        "let `{below}` or `{above}` reach it, or add a row `otherwise: true`; where it is printed so, write `accepts: {ER570: why}` at the table\n"
        "a row that would close it: `- {id: …, when: {when}, amount: …}`",
        "空档里的案件没有档次，只剩法定幅度。", "A case in the hole has no row and keeps the whole statutory range.",
        "rows: [{when: 次数不足2次, …}, {when: 次数3次以上, …}]\n", "rows: [{when: 次数不足2次, …}, {when: 次数2次以上, …}]\n",
    ),
    Entry(
        "ER571", "warning",
        "基准 `{table}` 的档次重叠：`{first}` 与 `{second}` 可同时适用，例如{where}时",
        "rows of `{table}` overlap: `{first}` can hold together with `{second}`, such as at {where}",
        "改正其中一行，或者写 `hit: heaviest`（有依据时）；原表如此的，在这张表写 `accepts: {ER571: 理由}`",
        "correct one of them, or say `hit: heaviest` where a text says so; where it is printed so, write `accepts: {ER571: why}` at the table",
        "两行同时适用的，用哪一行须由人认定。", "Where two rows hold, which applies is a person's to decide.",
        "rows: [{when: 次数2次以上, …}, {when: 次数3次以下, …}]\n", "rows: [{when: 次数不足3次, …}, {when: 次数3次以上, …}]\n",
    ),
    Entry(
        "ER580", "warning",
        "{fact}无法确定时，基准 `{table}` 的 `{first}` 成立，`{second}` 仍以{fact}的大小为条件，是否成立不能确定",
        "where {fact} cannot be determined, `{first}` of `{table}` holds, while `{second}` compares {fact}, so that it may hold as well",
        "在以大小为条件的各行写 `{fact}已查明 且 …`；原表如此的，在这张表写 `accepts: {ER580: 理由}`",
        "write `{fact}已查明 且 …` in the rows that compare it; where it is printed so, write `accepts: {ER580: why}` at the table",
        "无法确定的数额仍然有大小，只是没有人知道；不写明的，结果须由人认定。",
        "What cannot be determined still has a value, which nobody knows; unless the table says otherwise, a person has to decide.",
        "rows: [{when: 货值1万元以上, …}, {when: 货值无法确定, …}]\n",
        "rows: [{when: 货值已查明 且 货值1万元以上, …}, {when: 货值无法确定, …}]\n",
    ),
    Entry(
        "ER572", "warning",
        "基准 `{table}` 的 `{row}` 在任何案件里都不会适用", "`{row}` of `{table}` holds in no case",
        "核对它的条件：与本事项的要件、固定的事实或自身矛盾", "look at its condition: it contradicts the elements, what the matter fixes, or itself",
        "永远不适用的一行多半是录入有误。", "A row that never holds is mostly a slip.",
        "- {id: a, when: 次数3次以上 且 次数不足2次, …}\n", "- {id: a, when: 次数2次以上 且 次数不足3次, …}\n",
    ),
    Entry(
        "ER573", "warning",
        "基准 `{table}` 的 `{row}` 不起作用：它适用时 `{other}` 也适用，并且已经包括了它", "`{row}` of `{table}` does nothing: wherever it holds `{other}` does, and leaves nothing to it",
        "删去 `{row}`，或者改正条件", "take `{row}` out, or correct a condition",
        "被另一行完全盖住的一行，写它的人多半另有所指。", "Who wrote a row that another covers wholly meant something else.",
        "hit: heaviest\nrows: [{level: ordinary, when: 次数3次以上, …}, {level: heavier, when: 次数2次以上, …}]\n",
        "hit: heaviest\nrows: [{level: ordinary, when: 次数2次以上, …}, {level: heavier, when: 次数3次以上, …}]\n",
    ),
    Entry(
        "ER574", "warning",
        "基准 `{table}` 的权重合计可达 {low} 至 {high}，法律只容许 {least} 至 {most}", "the weights of `{table}` come to {low} to {high}, the statute allows {least} to {most}",
        "写 `floor:` 和 `cap:`，或者核对权重；超出部分按法律的端点处理", "state `floor:` and `cap:`, or compare the weights; what is beyond goes to the nearest end of the statute",
        "超出法定幅度的数额不能适用。", "An amount outside the statute cannot be applied.",
        "weights: {start: 50%, factors: [… 60% …]}\n", "weights: {start: 50%, cap: 100%, factors: [… 60% …]}\n",
    ),
    Entry(
        "ER575", "warning",
        "基准 `{table}` 轻重倒置：{where}时适用 `{first}`，到{worse}反而适用较轻的 `{second}`",
        "`{table}` runs the wrong way: at {where} `{first}` holds, and at {worse} the lighter `{second}`",
        "核对这两行，是否对调了；或者核对事实 `{fact}` 的 `direction`", "see whether the two rows were swapped, or whether the `direction` of `{fact}` is right",
        "情节更重的反而处罚更轻，过罚就不相当。", "Who did worse would be punished less.",
        "rows: [{level: heavier, when: 次数不足3次, …}, {level: ordinary, when: 次数3次以上, …}]\n",
        "rows: [{level: ordinary, when: 次数不足3次, …}, {level: heavier, when: 次数3次以上, …}]\n",
    ),
    Entry(
        "ER576", "warning",
        "基准 `{table}` 把 `{fact}` 计算了两次：`{first}` 和 `{second}`", "`{table}` counts `{fact}` twice: in `{first}` and in `{second}`",
        "合并这两个因素；原表如此的，在这张表写 `accepts: {ER576: 理由}`", "join the two factors; where it is printed so, write `accepts: {ER576: why}` at the table",
        "同一情节重复评价，处罚就会偏重。", "One circumstance weighed twice makes the penalty too heavy.",
        "factors: [{fact: 次数, …}, {fact: 次数, …}]\n", "factors: [{fact: 次数, …}, {fact: 货值金额, …}]\n",
    ),
    Entry(
        "ER577", "info",
        "基准 `{table}` 有从轻和从重，没有一般的一档", "`{table}` has a lighter and a heavier row, and none for the ordinary case",
        "加一行 `level: ordinary`，或者 `otherwise: true`", "add a row of `level: ordinary`, or `otherwise: true`",
        "没有一般的一档，多数案件就没有基准。", "Without it most cases have no benchmark.",
        "rows: [{level: lighter, …}, {level: heavier, …}]\n", "rows: [{level: lighter, …}, {level: ordinary, otherwise: true, …}, {level: heavier, …}]\n",
    ),
    Entry(
        "ER578", "info",
        "基准 `{table}` 各行的条件有 {cells} 种组合，超过上限，没有分析", "the rows of `{table}` have {cells} combinations, too many to look through",
        "拆成几张表", "split the table",
        "没有分析不等于没有问题。", "What was not looked at may still be wrong.",
        "rows: […]\n", "rows: […]\n",
    ),
    Entry(
        "ER579", "info",
        "事实 `{fact}`（{label}）没有任何条款用到", "nothing reads the fact `{fact}` ({label})",
        "删去它，或者核对本来应当用它的条件", "take it out, or look at the condition that was meant to read it",
        "没有条款用到的事实不影响任何案件。", "A fact that nothing reads decides nothing.",
        "facts: {resold: {label: 转售, type: boolean}}\n", "facts: {resold: {label: 转售, type: boolean}}\nmatters: [{elements: 转售, …}]\n",
    ),
    Entry(
        "ER581", "warning",
        "基准 `{table}` 的 `accepts: {finding}` 没有对应的问题", "`accepts: {finding}` of `{table}` answers no finding",
        "删去，或者改正编号", "take it out, or correct the code",
        "问题不在了，说明还在，会掩盖下一个问题。", "An acceptance that outlives its finding would hide the next one.",
        "accepts: {ER571: 原表如此}\n", "accepts: {}\n",
    ),
)  # fmt: skip
