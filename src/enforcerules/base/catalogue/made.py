"""ER66x: decisions that were made, for `review`."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER661", "error",
        "案件里没有{what} `{name}`", "the case has no {what} `{name}`",
        "案件里有：{known}", "the case has: {known}",
        "对不上的处理无从核对。", "What was done about something else cannot be reviewed.",
        "act: a9\n", "act: a1\n",
    ),
    Entry(
        "ER662", "error",
        "步骤 `{step}` 的日期 {day} 与案件 `dates.{name}` 的 {stated} 不一致",
        "the day {day} of the step `{step}` is not that of `dates.{name}` in the case, {stated}",
        "查明哪一个对，只留一个", "find out which is right, and keep one",
        "两个日期会得出两个期限。", "Two days make two periods.",
        "case: {dates: {decided: 2024-05-06}}\nsteps: {decide: 2024-05-07}\n",
        "case: {dates: {decided: 2024-05-06}}\nsteps: {decide: 2024-05-06}\n",
    ),
    Entry(
        "ER663", "error",
        "没有写明是对哪个行为、哪个当事人的处理", "it is not said which act and which party this was done about",
        "写 `act:` 和 `party:`，可用：{known}", "write `act:` and `party:`; there are: {known}",
        "处理按行为和当事人逐一核对。", "Decisions are reviewed act by act and party by party.",
        "measures: {kind: fine}\n", "act: a1\nparty: p1\nmeasures: {kind: fine}\n",
    ),
    Entry(
        "ER664", "error",
        "处理内容 `{what}` 读不懂", "what was imposed cannot be read: `{what}`",
        "写处罚种类或措施的标识符；金额写元，期限写 10d、6m 或 life",
        "write a kind or the id of a measure; amounts in 元, lengths as 10d, 6m or life",
        "读错的处理会变成另一个决定。", "What is read wrongly becomes another decision.",
        "measures: [{kind: fines, amount: 1000}]\n", "measures: [{kind: fine, amount: 1000}]\n",
    ),
    Entry(
        "ER665", "error",
        "没有列名 `{heading}`", "there is no column `{heading}`",
        "事实写作 `事实：名称`，处罚写作 `处罚：种类`；全部列名见 docs/review.md",
        "facts are headed `事实：name`, measures `处罚：kind`; all headings are in docs/review.md",
        "不认识的列如果被忽略，案件就少了一项。", "If an unknown column were ignored, something would be missing.",
        "决定书文号,事項\n", "决定书文号,事项\n",
    ),
    Entry(
        "ER666", "error",
        "无法读取工作簿：{reason}", "the workbook cannot be read: {reason}",
        "也可以另存为 UTF-8 的 CSV；读 Excel 要安装 `enforcerules[excel]`",
        "it may also be saved as CSV in UTF-8; reading Excel needs `enforcerules[excel]`",
        "读不了的表不能当作没有问题。", "A table that cannot be read is not one in which nothing was found.",
    ),
    Entry(
        "ER667", "error",
        "表格的行与列名对不上：{what}", "the rows of the table do not fit its headings: {what}",
        "第一行写列名，每个单元格都在一个列名之下；多出来的：{cell}", "headings in the first row, every cell under one; left over: {cell}",
        "没有列名的内容不知道是什么。", "Nobody knows what a cell without a heading is.",
        "决定书文号\n", "决定书文号\n某处罚〔2024〕1号\n",
    ),
    Entry(
        "ER668", "error",
        "单元格 `{cell}` 读不懂：{reason}", "the cell `{cell}` cannot be read: {reason}",
        "", "",
        "读错的单元格会变成另一个案件。", "A cell read wrongly makes another case.",
        '决定书文号\n"某处罚\n', '决定书文号\n"某处罚"\n',
    ),
    Entry(
        "ER670", "error",
        "步骤 `{step}` 的日期 {day} 早于行为开始日 {start}",
        "the day {day} of the step `{step}` is before the act began, {start}",
        "核对年份，以及案件里的 `start`", "check the year, and `start` in the case",
        "还没有发生的行为不能处罚，日期多半写错了。", "What has not happened cannot be penalised: most likely a day is wrong.",
        "case: {start: 2024-05-06}\nsteps: {decide: 2023-06-07}\n",
        "case: {start: 2024-05-06}\nsteps: {decide: 2024-06-07}\n",
    ),
    Entry(
        "ER671", "error",
        "`{group}` 有两份决定的文号都是 `{name}`，不能抽取", "two decisions of `{group}` bear the number `{name}` and cannot be drawn",
        "改正文号，或者去掉重复的一份", "correct the number, or take one of them away",
        "按文号抽取；同号的两份，说不清抽到的是哪一份。", "Files are drawn by their number: of two alike nobody could say which was drawn.",
        "决定书文号\n某罚〔2025〕1号\n某罚〔2025〕1号\n", "决定书文号\n某罚〔2025〕1号\n某罚〔2025〕2号\n",
    ),
    Entry(
        "ER669", "error",
        "没有步骤 `{step}`", "there is no step `{step}`",
        "步骤用义务的名称，见 docs/review.md", "steps are named as duties are, see docs/review.md",
        "写错名称的步骤如果被忽略，就成了没有履行。", "If a mistyped step were ignored, it would count as left out.",
        "steps: {notfy: 2024-04-15}\n", "steps: {notify: 2024-04-15}\n",
    ),
)  # fmt: skip
