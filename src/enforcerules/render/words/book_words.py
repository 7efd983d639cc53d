"""What stands on the pages of a rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from enforcerules.base.catalogue import Lang

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "book": ("裁量规则手册", "rulebook"),
    "contents": ("目录", "contents"),
    "lists": ("不予处罚", "no penalty"),
    "run": ("示例与覆盖", "examples and coverage"),
    "n.rulesets": ("规则集", "rulesets"),
    "n.matters": ("事项", "matters"),
    "n.tables": ("裁量表", "tables"),
    "n.lists": ("不予处罚的规定", "rules of no penalty"),
    "n.passed": ("通过的示例", "examples that pass"),
    "n.failed": ("没有通过的示例", "examples that do not"),
    "id": ("标识符", "id"),
    "status": ("收录程度", "status"),
    "status.full": ("全部收录", "full"),
    "status.partial": ("部分收录", "partial"),
    "status.example": ("示范，不是现行规定", "an example, not law in force"),
    "status.verified": ("已核对", "verified"),
    "status.parsed": ("由条文记录导入，未逐条核对", "imported from clause records, not checked one by one"),
    "territory": ("地域", "territory"),
    "nation": ("全国", "the whole nation"),
    "about": ("说明", "about"),
    "matter": ("事项", "matter"),
    "law": ("处罚依据", "penalised by"),
    "tables": ("裁量表", "tables"),
    "cases": ("示例", "examples"),
    "no_matters": ("本规则集没有自己的事项。", "this ruleset has no matters of its own."),
    "lists.intro": (
        "哪些情形不予行政处罚：法律的规定和各地各部门的清单。清单以外不等于不能免罚，仍依法律判断。",
        "where no penalty follows: what the law says, and the lists. What is in no list is still judged by the law.",
    ),
    "lists.rule": ("情形", "case"),
    "lists.when": ("条件", "condition"),
    "lists.for": ("适用的事项", "matters"),
    "lists.effect": ("结果", "what follows"),
    "basis": ("依据", "basis"),
    "secondary": ("转引", "secondary source"),
    "every": ("所及的全部事项", "all matters it reaches"),
    "shall": ("应当", "shall"),
    "may": ("可以", "may"),
    "what": ("处罚或者处理", "measure"),
    "modality": ("应当或者可以", "shall or may"),
    "amount": ("幅度", "amount"),
    "when": ("适用条件", "when"),
    "branch": ("择一（{}）", "branch {}"),
    "level": ("阶次", "level"),
    "gives": ("给予", "gives"),
    "otherwise": ("其他情形", "otherwise"),
    "no_table": ("没有收录裁量基准。", "no benchmark is here."),
    "share.note": (
        "[a, b] 是在法定幅度内的位置，0% 为下限、100% 为上限；方括号含本数，圆括号不含。",
        "[a, b] is a place within the statutory range: 0% is its minimum, 100% its maximum; round brackets leave the end out.",
    ),
    "weights": ("按因素计算：{start}起，{of}", "by factors: from {start}, {of}"),
    "weights.of": ("基数 {}", "of {}"),
    "weights.span": ("在法定幅度内按比例", "within the statutory range"),
    "factor": ("因素", "factor"),
    "weight": ("权重", "weight"),
    "seen": ("有示例", "seen"),
    "unseen": ("没有示例", "not seen"),
    "in_force": ("施行", "in force"),
    "facts": ("要查明的事实", "facts to find"),
    "fact": ("事实", "fact"),
    "type": ("类型", "type"),
    "who": ("由谁", "by whom"),
    "values": ("取值", "values"),
    "raised": ("有人提出时才查的（{} 项）", "only if raised ({})"),
    "later": ("其后的规定", "goes on as"),
    "rules": ("适用的规则", "rules that apply"),
    "rule": ("规则", "rule"),
    "effect": ("效果", "effect"),
    "other_rules": ("程序、竞合等其他规则（{} 条）", "other rules: procedure, concurrence, … ({})"),
    "local": ("{}的裁量基准和规则", "benchmarks and rules: {}"),
    "also": ("同时适用", "applies as well"),
    "coverage": ("示例对本事项的覆盖", "what examples cover of this matter"),
    "no_cases": ("没有示例案件。", "no example cases."),
    "given": ("案情", "facts"),
    "result": ("处理结果", "result"),
    "why": ("手工推算", "worked by hand"),
    "foot": ("由规则生成，以法律文本为准。规则的摘要：{}", "made from the rules; the text of the law prevails. Digest of the rules: {}"),
    "plain": ("没有条件", "no condition"),
}  # fmt: skip


def said(key: str, lang: Lang, *args: object, **named: object) -> str:
    """A phrase."""
    return _WORDS[key][0 if lang == "zh" else 1].format(*args, **named)


def status(name: str, lang: Lang) -> str:
    """How far something was taken down."""
    return said(f"status.{name}", lang) if f"status.{name}" in _WORDS else name
