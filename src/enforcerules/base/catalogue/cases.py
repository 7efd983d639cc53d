"""ER6xx: cases: what they name and how values are given."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER601", "error",
        "规则集里没有事项 `{matter}`", "the ruleset has no matter `{matter}`",
        "用 `enforcerules list` 查看事项", "see the matters with `enforcerules list`",
        "没有事项就没有依据。", "Without a matter there is no basis.",
        "matter: food.expird\n", "matter: food.expired\n",
    ),
    Entry(
        "ER602", "error",
        "事项 `{matter}` 不用事实 `{fact}`", "the matter `{matter}` knows no fact `{fact}`",
        "用 `enforcerules show {matter}` 查看该事项的事实", "see the facts of the matter with `enforcerules show {matter}`",
        "不认识的事实如果被忽略，案件就少了一项。", "If an unknown fact were ignored, something would be missing from the case.",
        "facts: {货值金颠: 66元}\n", 'facts: {货值金额: "66.00"}\n',
    ),
    Entry(
        "ER603", "error",
        "`{fact}` 的值 `{value}` 不对：应是{expected}", "the value `{value}` of `{fact}` should be {expected}",
        "{hint}", "{hint}",
        "读错的值会变成另一个案件。", "A value read wrongly makes another case.",
        'facts: {货值金额: "６６"}\n', 'facts: {货值金额: "66.00"}\n',
    ),
    Entry(
        "ER604", "error",
        "`{fact}` 没有取值 `{value}`", "`{fact}` has no value `{value}`",
        "可用的取值：{allowed}", "its values: {allowed}",
        "不认识的取值无法适用。", "An unknown value cannot be applied.",
        "facts: {危害后果: 没用}\n", "facts: {危害后果: 没有}\n",
    ),
    Entry(
        "ER605", "error",
        "事实 `{fact}` 给了两次", "the fact `{fact}` is given twice",
        "标签和标识符只写一个", "write the label or the id, not both",
        "两个值无从取舍。", "Between two values there is no choice.",
        'facts: {货值金额: "66.00", goods_value: "67.00"}\n', 'facts: {货值金额: "66.00"}\n',
    ),
    Entry(
        "ER606", "error",
        "没有当事人 `{party}`", "there is no party `{party}`",
        "在 `parties` 里写明，或改正这里", "add it under `parties`, or correct it here",
        "不存在的当事人不能受罚。", "Nobody can be penalised who is not in the case.",
        "acts: [{matter: food.expired, parties: [p2]}]\n", "acts: [{matter: food.expired, parties: [p1]}]\n",
    ),
    Entry(
        "ER607", "error",
        "案件没有行为", "the case has no act",
        "写 `acts:`，或平铺写 `matter:`", "write `acts:`, or `matter:` at the top",
        "没有行为就没有可决定的事。", "Without an act there is nothing to decide.",
        "format: enforcerules/case/1\n", "format: enforcerules/case/1\nmatter: food.expired\n",
    ),
    Entry(
        "ER608", "error",
        "行为终了日 {end} 早于起始日 {start}", "the act ends on {end}, before it starts on {start}",
        "核对 `start` 与 `end`", "compare `start` and `end`",
        "日期颠倒会改变追责时效。", "Dates the wrong way round change the time bar.",
        "start: 2024-03-20\nend: 2024-03-01\n", "start: 2024-03-01\nend: 2024-03-20\n",
    ),
    Entry(
        "ER609", "error",
        "`{fact}` 由其他事实推出，不能直接填写", "`{fact}` follows from other facts and cannot be given",
        "填写它所依据的：{reads}\n过去的处罚和处理写在 `{history}`", "give what it follows from: {reads}\nearlier penalties and the like stand under `{history}`",
        "直接填写会绕过推出它的规定。", "Giving it would bypass the rule it follows from.",
        "facts: {情节严重: true}\n", 'facts: {货值金额: "20000.00"}\n',
    ),
    Entry(
        "ER610", "error",
        "没有措施种类 `{kind}`", "there is no kind of measure `{kind}`",
        "使用 fine、warning、license_revoke 等名称", "use names such as fine, warning, license_revoke",
        "不认识的拟处措施无法核对。", "An unknown proposal cannot be checked.",
        "proposed: {fines: 5000}\n", 'proposed: {fine: "5000.00"}\n',
    ),
    Entry(
        "ER611", "error",
        "`{fact}` 不写在 facts 里，写在案件的 `{source}`", "`{fact}` is not given under facts but as `{source}` of the case",
        "移到 `{source}`", "move it to `{source}`",
        "同一件事写在两处可能不一致。", "The same thing in two places may disagree.",
        "facts: {行为终了日: 2024-03-20}\n", "acts: [{matter: food.expired, end: 2024-03-20}]\n",
    ),
    Entry(
        "ER613", "error",
        "当事人 `{party}` 用了两次", "the party `{party}` stands twice",
        "每个当事人各用一个 `id`", "give every party its own `id`",
        "结果按当事人分别给出。", "Outcomes are given party by party.",
        "parties: [{id: p1}, {id: p1}]\n", "parties: [{id: p1}, {id: p2}]\n",
    ),
    Entry(
        "ER614", "error",
        "没有规则读取 `{where}` 的 `{name}`", "no rule reads `{name}` of `{where}`",
        "可用的名称：{known}", "names that are read: {known}",
        "写错名称的日期如果被忽略，期限就不会计算。", "If a mistyped date were ignored, periods would not be counted.",
        "dates: {discoverd: 2024-03-25}\n", "dates: {discovered: 2024-03-25}\n",
    ),
    Entry(
        "ER615", "error",
        "案件共有 {number} 个结果（行为 × 事项 × 当事人），超过 {limit}", "the case has {number} outcomes (acts × matters × parties), more than {limit}",
        "分成几个案件；确有需要的，调高 `outcomes`（见 docs/limits.md）", "make several cases of it; where it must be one, raise `outcomes` (docs/limits.md)",
        "每个结果都要从头算一遍。这么多，多半是行为没有写明各是谁的。", "Each outcome is worked out by itself. So many are most likely acts that do not say whose they are.",
    ),
    Entry(
        "ER650", "error",
        "统一社会信用代码 `{found}` 不对：位数、字符或者校验码不符", "`{found}` is no unified social credit code: its length, a character or its check character is wrong",
        "核对登记证照上的代码", "compare it with the registration certificate",
        "代码错一位就是另一个主体。", "One wrong character names somebody else.",
        "code: 91350100M000100Y4Z\n", "code: 91350100M000100Y43\n",
    ),
    Entry(
        "ER651", "error",
        "处理意见里没有当事人 `{party}`", "the decision has no party `{party}`",
        "有结果的当事人：{known}", "parties with an outcome: {known}",
        "每一行公示信息只涉及一个当事人。", "A row of a public notice is about one party.",
        "party: p3\n", "party: p1\n",
    ),
    Entry(
        "ER652", "error",
        "没有可以公示的行政处罚", "there is no penalty to publish",
        "在 `measures` 里写明作出的处罚，例如 `fine`", "name the penalties imposed under `measures`, such as `fine`",
        "责令改正等不属于行政处罚，不作为行政处罚公示。", "Orders to correct and the like are no penalties and are not published as such.",
        "measures: {order: true}\n", 'measures: {fine: "3500.00"}\n',
    ),
    Entry(
        "ER653", "error",
        "`{found}` 不是中文大写金额", "`{found}` is no amount in capital numerals",
        "例如 `肆万玖仟元整`", "for example `肆万玖仟元整`",
        "大写金额须按票据填写规则书写。", "Amounts in words follow the rules for bills.",
        "肆万玖仟\n", "肆万玖仟元整\n",
    ),
)  # fmt: skip
