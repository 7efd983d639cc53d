"""ER3xx: names: rulesets, facts, instruments, citations, matters, kinds, rules."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER301", "error",
        "没有规则集 `{ruleset}`", "there is no ruleset `{ruleset}`",
        "把它所在的文件夹一并装载，或改正 `extends`", "load the folder that holds it too, or correct `extends`",
        "所继承的事实和规则缺失时，本规则集无法理解。", "Without the facts and rules it builds on, the ruleset has no meaning.",
        "extends: [cn.genral]\n", "extends: [cn.general]\n",
    ),
    Entry(
        "ER302", "error",
        "没有名为 `{name}` 的事实", "there is no fact named `{name}`",
        "在 `facts` 里声明，或使用已有的标签或标识符", "declare it under `facts`, or use a label or id that exists",
        "未声明的事实没有类型、没有举证责任。", "An undeclared fact has no type and nobody who must prove it.",
        "days: {from: act_ended, to: discovered}\n", "days: {from: act_end, to: discovered}\n",
    ),
    Entry(
        "ER303", "error",
        "标签 `{label}` 已由 `{other}` 使用", "the label `{label}` is already used by `{other}`",
        "换一个标签，或确要替换时写 `overrides: true` 并使用同一标识符",
        "choose another label; to replace the fact, use its id with `overrides: true`",
        "两个事实同名时，条件的文字有两种读法。", "With two facts of one name a condition can be read in two ways.",
        "facts:\n  value: {label: 货值金额, type: money}\n  goods: {label: 货值金额, type: money}\n",
        "facts:\n  value: {label: 货值金额, type: money}\n",
    ),
    Entry(
        "ER304", "error",
        "没有声明法律文件 `{name}`", "the instrument `{name}` is not declared",
        "在 `instruments` 里声明它的名称、位阶和版本", "declare it under `instruments` with its title, rank and versions",
        "没有版本的依据无法判断当时是否有效。", "Whether an undeclared instrument was in force cannot be told.",
        "basis: 食品安权法 第一百二十四条\n", "basis: 食品安全法 第一百二十四条\n",
    ),
    Entry(
        "ER305", "error",
        "读不懂依据 `{text}`", "the citation `{text}` cannot be read",
        "写成 `食品安全法 第一百二十四条第一款第五项`", "write it as `食品安全法 第一百二十四条第一款第五项`",
        "依据必须能落到条、款、项。", "A basis must point to an article, a paragraph, an item.",
        "basis: 食品安全法 124-1-5\n", "basis: 食品安全法 第一百二十四条第一款第五项\n",
    ),
    Entry(
        "ER306", "error",
        "`{name}` 施行于 {covered}，与 {stated} 没有一天相合", "`{name}` is in force {covered}, on no day of {stated}",
        "核对 `from`、`until` 与该文件的 `versions`", "compare `from` and `until` with the `versions` of the instrument",
        "未施行或者已失效的规定不能作为依据。", "What is not in force is no basis.",
        "from: 2015-01-01\n", "from: 2021-07-15\n",
    ),
    Entry(
        "ER307", "error",
        "没有事项 `{matter}`", "there is no matter `{matter}`",
        "写事项的 `id`，或以 `*` 结尾的前缀", "write the `id` of a matter, or a prefix that ends in `*`",
        "指向不存在事项的规则永远不会适用。", "A rule for a matter that does not exist never applies.",
        "matter: food.expird\n", "matter: food.expired\n",
    ),
    Entry(
        "ER308", "error",
        "没有措施种类 `{kind}`", "there is no kind of measure `{kind}`",
        "使用 `kinds` 中的名称；法律特有的措施先在 `kinds` 中声明",
        "use a name of `kinds`; declare a law's own kind under `kinds` first",
        "措施的性质（处罚、命令、移送）由种类决定。", "The kind decides whether a measure is a penalty, an order or a referral.",
        "- {confiscate_gain: shall}\n", "- {confiscate_gains: shall}\n",
    ),
    Entry(
        "ER309", "error",
        "`{id}` 用了两次", "`{id}` is used twice",
        "换一个名称，或者删掉重复的一处", "choose another name, or delete one of the two",
        "解释和案例以标识符指认规则。", "Explanations and examples name rules by their id.",
        "- {id: normal, …}\n- {id: normal, …}\n", "- {id: normal, …}\n- {id: heavy, …}\n",
    ),
    Entry(
        "ER310", "error",
        "没有规则 `{rule}`", "there is no rule `{rule}`",
        "写要被替换的规则的 `id`", "write the `id` of the rule that is meant",
        "特别规定必须指明它排除哪一条一般规定。", "A special rule must say which general rule it displaces.",
        "replaces: [apl.36.1]\n", "replaces: [apl.36.1.1]\n",
    ),
    Entry(
        "ER311", "error",
        "规则集 `{ruleset}` 继承了自己：{path}", "the ruleset `{ruleset}` extends itself: {path}",
        "从 `extends` 里去掉形成循环的一项", "take out of `extends` the one that closes the circle",
        "互相继承时分不清一般与特别。", "In a circle nothing is more general than anything else.",
        "extends: [cn.market.food]\n", "extends: [cn.general]\n",
    ),
    Entry(
        "ER312", "error",
        "`{name}` 与 `overrides` 不符：只有替换上级事实时才写 `overrides: true`",
        "`{name}` and `overrides` do not agree: `overrides: true` is for a fact of an extended ruleset, and only for that",
        "要替换上级规则集的同名事实，写 `overrides: true`；否则换一个标识符",
        "to replace a fact of an extended ruleset write `overrides: true`; otherwise choose another id",
        "不声明的替换会悄悄改变上级规则的含义。", "An undeclared replacement would silently change the rules above.",
        "derived:\n  first_violation: {label: 初次违法, when: …}\n",
        "derived:\n  first_violation: {label: 初次违法, when: …, overrides: true}\n",
    ),
    Entry(
        "ER313", "error",
        "`{text}` 不存在：{whole}（{version}版本）没有这一条", "`{text}` does not exist: {whole} (version {version}) has no such article",
        "这是 {older} 版本的编号，在 {version} 版本中已经改变\n对照该版本的文本改正",
        "this is the numbering of version {older}, which version {version} changed\ncompare with the text of that version",
        "依据所指的条文必须在规则适用期间的每一版本中存在。", "What a rule cites must exist in every version under which the rule applies.",
        "basis: 行政处罚法 第八十七条\n", "basis: 行政处罚法 第八十六条\n",
    ),
    Entry(
        "ER314", "error",
        "`{text}` 不存在：{whole}（{version}版本）只有 {count} {unit}",
        "`{text}` does not exist: {whole} (version {version}) has only {count} {unit}",
        "这是 {older} 版本的编号，在 {version} 版本中已经改变\n对照该版本的文本改正",
        "this is the numbering of version {older}, which version {version} changed\ncompare with the text of that version",
        "款是另起一行的段落，各项之后的文字是另一款；句以句号为界。",
        "A paragraph is a line of its own, words after a list of items are another one, and a sentence ends in a full stop.",
        "basis: 食品安全法 第一百二十四条第四款\n", "basis: 食品安全法 第一百二十四条第三款\n",
    ),
    Entry(
        "ER315", "error",
        "`{text}` 不存在：{whole}（{version}版本）没有{unit}", "`{text}` does not exist: {whole} (version {version}) has no {unit}",
        "这是 {older} 版本的编号，在 {version} 版本中已经改变\n对照该版本的文本改正",
        "this is the numbering of version {older}, which version {version} changed\ncompare with the text of that version",
        "没有分项的款不能引用到项，没有“但”的款没有但书。", "A paragraph without items has none to cite, and one without “但” no proviso.",
        "basis: 行政处罚法 第三十三条第一款第一项\n", "basis: 行政处罚法 第三十三条第一款第一句\n",
    ),
    Entry(
        "ER316", "error",
        "条文索引里没有 {text} 公布的 `{name}`", "the index of articles has no `{name}` published on {text}",
        "索引里有的文本：{known}\n写文本的公布日期，或者去掉 `text`", "texts of the index: {known}\nwrite the day on which the text was published, or leave `text` out",
        "对照一份不存在的文本，等于没有对照。", "Checking against a text that is not there checks nothing.",
        'versions: [{id: "2021", from: 2021-07-15, text: 2021-07-15}]\n', 'versions: [{id: "2021", from: 2021-07-15, text: 2021-01-22}]\n',
    ),
    Entry(
        "ER317", "error",
        "`{name}` 的 {version} 版本之前没有别的版本，无从改号", "there is no version of `{name}` before {version} whose numbers could have changed",
        "先声明改号以前的版本", "declare the version before the change first",
        "改号是从上一版本到本版本的。", "A concordance leads from the version before to this one.",
        'versions: [{id: "2021", from: 2021-07-15, renumbers: {第二十七条: 第三十二条}}]\n',
        'versions: [{id: "2017", from: 1996-10-01}, {id: "2021", from: 2021-07-15, renumbers: {第二十七条: 第三十二条}}]\n',
    ),
    Entry(
        "ER318", "error",
        "`{text}` 不是本文件的条款", "`{text}` is not a place within this instrument",
        "写成 `第二十七条第二款`，不写文件名称", "write it as `第二十七条第二款`, without the name of the instrument",
        "改号对照表只写同一文件的新旧编号。", "A concordance holds old and new numbers of one instrument.",
        "renumbers: {行政处罚法 第二十七条: 第三十二条}\n", "renumbers: {第二十七条: 第三十二条}\n",
    ),
    Entry(
        "ER319", "error",
        "`{name}` 的类型在这里是{type}，在 `{other}` 里是{expected}；同一案件会同时用到两者", "`{name}` is {type} here and {expected} in `{other}`, and there are cases that both decide",
        "类型和单位须与 `{other}` 的一致；是另一回事的，换一个标识符", "give it the type and unit that it has in `{other}`, or another id if it is something else",
        "上级规则集的条件按原来的类型写成；同一地方适用的规则集也一并判断同一案件。",
        "The conditions of the rulesets above are written for the type it has there, and rulesets that apply in one place decide its cases together.",
        "facts:\n  goods_value: {label: 货值金额, type: boolean, overrides: true}\n",
        "facts:\n  goods_value: {label: 货值金额, type: money, overrides: true}\n",
    ),
)  # fmt: skip
