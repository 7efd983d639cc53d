"""What is said of what leniency saved, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "heading": (
        "从宽少罚的数额：同一案件，适用和不适用从宽规则各决定一次",
        "What leniency saved: each case decided with and without the rules that favour the party",
    ),
    "without": (
        "不适用时除去的规则：{names}（共{count}条）。除去以后由其余规则重新决定，不是从数额里相减。",
        "Left out of the second decision: {names} ({count} rules). The rest decides again; nothing is subtracted.",
    ),
    "favour.lists": (
        "清单（法律、法规以下文件规定的不予处罚）",
        "lists (exemptions of documents below laws and regulations)",
    ),
    "favour.law": ("法律、法规自身的不予处罚", "exemptions of laws and regulations themselves"),
    "favour.notices": ("清单规定的先通知、先告诫", "notices and cautions first, by a list"),
    "favour.circumstances": ("从轻、减轻情节", "circumstances that open lighter or mitigated"),
    "favour.reductions": ("按比例降低罚款", "reductions by a share"),
    "favour.rows": ("裁量表里从轻、减轻的档", "lenient rows of tables"),
    "cases": (
        "案件{cases}件，行为和当事人{acts}项（一件案件里的一个当事人计一次）：",
        "{cases} cases, {acts} acts of parties (a party counts once a case):",
    ),
    "category.untold": (
        "{name}：{acts}项，当事人{parties}个，数额无法确定",
        "{name}: {acts}, {parties} parties, no range can be told",
    ),
    "category": (
        "{name}：{acts}项，当事人{parties}个，少罚{saved}",
        "{name}: {acts}, {parties} parties, saved {saved}",
    ),
    "unchanged.count": ("结果相同、与从宽规则无关的：{acts}项", "the same with and without: {acts}"),
    "spared": ("应当不予处罚", "shall be spared"),
    "may_spare": ("可以不予处罚", "may be spared"),
    "notice": ("先通知、告诫，暂不处罚", "notice or caution first"),
    "lowered": ("罚款幅度降低", "fined within a lower range"),
    "open": ("适用后结果未定", "open with them"),
    "unchanged": ("相同", "the same"),
    "powers": (
        "可以不予处罚是机关的权力，不是当然不罚；未定的，事实查明以前不能断言。这两类都从零起算。",
        "To spare where one may is a power, and what is open is not known yet: both may have saved nothing.",
    ),
    "saved.total": (
        "少罚合计：{saved}（{acts}项相加，两端分别相加）",
        "saved in all: {saved} ({acts} acts, end by end)",
    ),
    "bounds": (
        "其中{acts}项还有事实没有查明，所列是不会更宽的外界，查明以后只会更窄。",
        "{acts} of them turn on facts that are open: their ranges are outer bounds, which facts can only narrow.",
    ),
    "not_in_it": (
        "没有计入：数额无法确定的{acts}项，不能决定的案件{cases}件，见最后。",
        "not in it: {acts} acts without an upper end, {cases} cases that cannot be decided; see the end.",
    ),
    "by_matter": ("按事项", "By matter"),
    "matter": ("{title}（{ids}）：{counts}；少罚{saved}", "{title} ({ids}): {counts}; saved {saved}"),
    "matter.untold": ("{title}（{ids}）：{counts}；数额无法确定", "{title} ({ids}): {counts}; no range can be told"),
    "by_ground": (
        "按依据（一项行为有几项依据的，各计一次）",
        "By ground (an act with several grounds counts for each)",
    ),
    "ground": ("{title}（{id}，{may}）：{acts}项；{kind}；{basis}", "{title} ({id}, {may}): {acts}; {kind}; {basis}"),
    "acts": ("逐项", "Act by act"),
    "act": ("案件 {case}，行为{act}，当事人{party}：{category}", "case {case}, act {act}, party {party}: {category}"),
    "act.sides": ("适用：{now}。不适用：{then}。", "with: {now}; without: {then}."),
    "side": ("{dispositions}，{fine}", "{dispositions}, {fine}"),
    "fine": ("罚款{range}", "fine {range}"),
    "fine.if": ("给予处罚时罚款{range}", "if penalised a fine of {range}"),
    "fine.none": ("不罚款", "no fine"),
    "fine.unknown": ("罚款上限无法确定", "no upper end of the fine can be told"),
    "proposed": (
        "拟处罚款{fine}（在幅度内，以此计算）",
        "a fine of {fine} is proposed (within the range, and counted)",
    ),
    "act.saved": ("少罚：{saved}；依据：{grounds}", "saved: {saved}; by {grounds}"),
    "act.open": ("未定，以上为外界：{facts}", "open, so these are outer bounds: {facts}"),
    "unknown": ("无法确定", "cannot be told"),
    "untold": ("没有计入的", "Not in the sum"),
    "untold.act": (
        "案件 {case}，行为{act}，当事人{party}：须先查明{facts}",
        "case {case}, act {act}, party {party}: first find out {facts}",
    ),
    "untold.case": ("{where}：{problems}", "{where}: {problems}"),
    "untold.amount": (
        "案件 {case}，行为{act}，当事人{party}：规则没有写罚款数额（由其他规定确定）",
        "case {case}, act {act}, party {party}: the rules do not state the amount (others set it)",
    ),
    "at_least": ("至少{money}", "at least {money}"),
    "more_than": ("多于{money}", "more than {money}"),
    "at_most": ("至多{money}", "at most {money}"),
    "less_than": ("不到{money}", "less than {money}"),
    "to": ("，", ", "),
}
