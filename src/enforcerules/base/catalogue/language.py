"""ER4xx: conditions and amounts written as text."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER401", "error",
        "文字超过 {limit} 字", "the text is longer than {limit} characters",
        "把条件拆成有名称的 `derived` 事实", "split it into named `derived` facts",
        "过长的条件无人能核对。", "Nobody can check a condition of this length.",
    "when: …\n", "when: 情节严重\n",
    ),
    Entry(
        "ER402", "error",
        "括号和“非”嵌套超过 {limit} 层", "brackets and 非 are nested more than {limit} deep",
        "用 `derived` 给中间结论起名", "name the intermediate conclusions as `derived` facts",
        "嵌套过深的条件无人能核对。", "Nobody can check a condition nested this deep.",
        "when: （（（…）））\n", "when: 情节严重\n",
    ),
    Entry(
        "ER403", "error",
        "数字 `{text}` 写法不对", "the number `{text}` is not written as it should be",
        "可以写成 `{suggestion}`\n用半角数字，不加千分位，后面写单位：`10000元`、`1万元`、`30%`、`2次`",
        "write `{suggestion}`\nuse half-width digits without separators and then the unit: `10000元`, `1万元`, `30%`, `2次`",
        "千分位、下划线在不同软件里读法不同。", "Programs differ on separators and underscores.",
        "when: 货值金额10,000以上\n", "when: 货值金额1万元以上\n",
    ),
    Entry(
        "ER404", "error",
        "“非”后面要有空格或括号", "非 needs a space or a bracket after it",
        "写成 `{suggestion}` 或 `非（…）`", "write `{suggestion}` or `非（…）`",
        "许多名称以“非”开头，连写会有两种读法。", "Many names begin with 非; written together there are two readings.",
        "when: 非及时改正\n", "when: 非 及时改正\n",
    ),
    Entry(
        "ER405", "error",
        "`{text}` 缺少 `{closing}`", "`{text}` lacks its `{closing}`",
        "补上 `{closing}`", "add `{closing}`",
        "看不出引号、括号到哪里为止。", "One cannot tell where the quote or bracket ends.",
        "when: 「货值金额不足1万元\n", "when: 「货值金额」不足1万元\n",
    ),
    Entry(
        "ER406", "error",
        "不认识 `{text}`", "`{text}` is not known here",
        "使用已声明的事实标签、取值或词语；特殊名称用「」括起来",
        "use a declared label, a value or a word of the language; quote odd names with 「」",
        "未声明的名称没有含义。", "A name that is not declared means nothing.",
        "when: 货值金颠1万元以上\n", "when: 货值金额1万元以上\n",
    ),
    Entry(
        "ER407", "error",
        "“且”与“或”混用，有两种读法：`{left}` 或 `{right}`",
        "且 and 或 are mixed, with two readings: `{left}` or `{right}`",
        "加括号写明是哪一种", "add brackets to say which is meant",
        "两种读法可能罚不同的人。", "The two readings may penalise different people.",
        "when: 初次违法 且 及时改正 或 危害后果为没有\n", "when: 初次违法 且 （及时改正 或 危害后果为没有）\n",
    ),
    Entry(
        "ER408", "error",
        "`{text}` 没有写完", "`{text}` is not complete",
        "补上比较的对象或者后半句", "add what is compared with, or the second half",
        "半句话没有含义。", "Half a sentence means nothing.",
        "when: 货值金额不足\n", "when: 货值金额不足1万元\n",
    ),
    Entry(
        "ER409", "error",
        "`{text}` 不能放在这里", "`{text}` cannot stand here",
        "条件写成：名称、比较词、数值和单位，如 `货值金额1万元以上`；多个条件用 且、或 连接\n金额写成 `5万元以上10万元以下` 或 `货值金额10倍以上20倍以下`",
        "write a test as a name, a word of comparison and a value with its unit, such as `货值金额1万元以上`; join tests with 且 or 或\n"
        "write an amount as `5万元以上10万元以下` or `货值金额10倍以上20倍以下`",
        "无法确定这句话的结构。", "The structure of the sentence cannot be told.",
        "when: 以上1万元货值金额\n", "when: 货值金额1万元以上\n",
    ),
    Entry(
        "ER410", "error",
        "`{fact}` 没有取值 `{value}`", "`{fact}` has no value `{value}`",
        "可用的取值：{allowed}", "its values: {allowed}",
        "拼错的取值永远不会成立。", "A misspelt value never holds.",
        "when: 危害后果为没用\n", "when: 危害后果为没有\n",
    ),
    Entry(
        "ER411", "error",
        "`{value}` 的单位与 `{fact}`（{type}）不符", "the unit of `{value}` does not fit `{fact}` ({type})",
        "`{fact}` 的单位是 `{unit}`", "the unit of `{fact}` is `{unit}`",
        "单位不同的数不能比较。", "Numbers of different units cannot be compared.",
        "when: 货值金额3倍以上\n", "when: 货值金额3万元以上\n",
    ),
    Entry(
        "ER412", "error",
        "`{fact}`（{type}）不能这样比较：`{text}`", "`{fact}` ({type}) cannot be tested like this: `{text}`",
        "是否：直接写名称；等级、选项：`为`、`不高于`；数值：`…以上`、`不足…`；集合：`包含`",
        "truth: the bare name; grade and choice: `为`, `不高于`; number: `…以上`, `不足…`; set: `包含`",
        "比较方式必须与事实的类型一致。", "A test must suit the type of its fact.",
        "when: 及时改正1次以上\n", "when: 及时改正\n",
    ),
    Entry(
        "ER413", "error",
        "`{text}` 永远不会成立", "`{text}` can never hold",
        "核对上下限是否写反", "see whether the bounds are the wrong way round",
        "永不成立的条件多半是笔误。", "A condition that never holds is most likely a slip.",
        "when: 货值金额10万元以上不足1万元\n", "when: 货值金额1万元以上不足10万元\n",
    ),
    Entry(
        "ER414", "error",
        "读不懂期间 `{text}`", "the period `{text}` cannot be read",
        "写成 `2年`、`3个月`、`90日`、`5工作日`", "write `2年`, `3个月`, `90日` or `5工作日`",
        "期限必须写明单位。", "A period must name its unit.",
        "window: 2\n", "window: 2年\n",
    ),
    Entry(
        "ER415", "error",
        "金额 `{text}` 的单位不对", "the amount `{text}` has the wrong unit",
        "没有基数时写元：`5万元以上10万元以下`；有基数时写倍或 %：`货值金额10倍以上20倍以下`",
        "without a base write 元: `5万元以上10万元以下`; with a base write 倍 or %: `货值金额10倍以上20倍以下`",
        "倍数没有基数就算不出金额。", "A multiple without a base is no amount.",
        "fine: {shall: 10倍以上20倍以下}\n", "fine: {shall: 货值金额10倍以上20倍以下}\n",
    ),
    Entry(
        "ER416", "error",
        "读不懂幅度 `{text}`", "the band `{text}` cannot be read",
        "写成 `[0%, 30%]` 或 `(30%, 70%)`，并加引号", "write `[0%, 30%]` or `(30%, 70%)`, in quotes",
        "幅度是最高与最低之差的一部分。", "A band is a part of the span from minimum to maximum.",
        "band: 0-30\n", 'band: "[0%, 30%]"\n',
    ),
    Entry(
        "ER417", "error",
        "`{text}` 的下限高于上限", "in `{text}` the minimum is above the maximum",
        "把小的写在前面", "write the smaller figure first",
        "颠倒的幅度里没有任何合法的数额。", "No amount lies in a range that is upside down.",
        "fine: {shall: 10万元以上5万元以下}\n", "fine: {shall: 5万元以上10万元以下}\n",
    ),
    Entry(
        "ER419", "error",
        "`{text}` 的基数 `{fact}` 不是金额", "the base `{fact}` of `{text}` is not money",
        "以金额类的事实为基数", "take a fact of type money as the base",
        "倍数乘以金额才得金额。", "Only a multiple of money is money.",
        "fine: {shall: 违法次数2倍以下}\n", "fine: {shall: 违法所得2倍以下}\n",
    ),
    Entry(
        "ER420", "error",
        "`{text}` 应是一个确定的数", "`{text}` should be one exact figure",
        "写一个数，如 `100万元` 或 `总投资额的5%`", "write one figure, such as `100万元` or `总投资额的5%`",
        "百分之百对应的基数只能有一个。", "There is only one base that stands for 100 percent.",
        "of: 50万元以上100万元以下\n", "of: 100万元\n",
    ),
    Entry(
        "ER421", "error",
        "读不懂数额的附加规定 `{text}`", "the limit `{text}` of an amount cannot be read",
        "可写：`不足10万元的按10万元计算`（须有基数，两个数相同）、`不低于1000元`、`总额不超过5万元`，各一次",
        "write `不足10万元的按10万元计算` (with a base, the same figure twice), `不低于1000元`, `总额不超过5万元`, each once",
        "附加规定改变结果，不能猜测。", "A limit changes the result and is not guessed.",
        "fine: {shall: 货值金额10倍以上20倍以下，不足10万元的按5万元计算}\n",
        "fine: {shall: 货值金额10倍以上20倍以下，不足10万元的按10万元计算}\n",
    ),
    Entry(
        "ER422", "error",
        "读不懂期限 `{text}`", "the duration `{text}` cannot be read",
        "写成 `5日以上15日以下`、`15日以下`、`6个月`、`10年`、`终身`、`10年直至终身`，下限不大于上限",
        "write `5日以上15日以下`, `15日以下`, `6个月`, `10年`, `终身` or `10年直至终身`, the lower end first",
        "期限是措施的一部分，须能比较。", "A duration is part of the measure and must be comparable.",
        "- {detention: shall, duration: 半个月}\n", "- {detention: shall, duration: 15日以下}\n",
    ),
    Entry(
        "ER423", "error",
        "`{text}` 按`{per}`计罚，而 `{fact}` 的单位是 `{unit}`", "`{text}` fines `{per}`, but `{fact}` is counted in `{unit}`",
        "以同一单位的整数或小数类事实为基数", "take a fact of type integer or decimal in the same unit as the base",
        "单位不同则数额不同。", "Another unit is another amount.",
        "fine: {shall: 违法面积每亩500元}   # 单位: 平方米\n", "fine: {shall: 违法面积每平方米500元}\n",
    ),
)  # fmt: skip
