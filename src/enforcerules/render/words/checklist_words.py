"""What is said on a checklist, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "untitled": ("合并检查表", "One checklist"),
    "subtitle": ("合并检查表：一次检查，{matters}个事项", "One checklist: {matters} matters in one visit"),
    "where": ("地域：{territory}", "territory: {territory}"),
    "on": ("适用 {day} 的规定", "law of {day}"),
    "on.last": ("没有写日期，适用收录的最近的规定", "no day is said: the newest law that the rules hold"),
    "ended": ("这一事项的规定只收录到{day}", "of this matter the rules hold the law until {day} only"),
    "party": ("检查对象：{party}", "visited: {party}"),
    "order": (
        (
            "次序：先查有没有违法事实，再查轻重和数额，再查从宽，最后是程序；每一部分里，几个事项共用的在前，其余按场景列出事项的次序。"
            "①②……是事项的编号，每一问后面写明用于哪些事项、哪一条。"
        ),
        (
            "Order: first whether there is a violation, then how grave, then what favours the party, last procedure; within each part what several matters share, then "
            "as the scene names them. ①② number the matters; after each question stand the matters and provisions that need it."
        ),
    ),
    "count": (
        "分别检查共{apart}问，合并以后{together}问（有人提出时才查的不计）。",
        "Asked matter by matter: {apart} questions; here {together} (without those that are only raised).",
    ),
    "matters": ("事项", "Matters"),
    "matter": ("{mark} {title}（{id}）", "{mark} {title} ({id})"),
    "authority": ("执法机关：{authority}", "authority: {authority}"),
    "authority.unsaid": ("执法机关：规则和场景都没有写明", "authority: neither the rules nor the scene say"),
    "section.finding": ("一、有没有违法事实", "1. Is there a violation"),
    "section.consequence": (
        "二、轻重和数额（发现问题的才查；各事项结果不同的，分别写）",
        "2. How grave, how much (where something was found; one answer each where matters differ)",
    ),
    "section.favour": (
        "三、从宽的条件（发现问题的才查；各事项结果不同的，分别写）",
        "3. What favours the party (where something was found; one answer each where matters differ)",
    ),
    "section.procedure": ("四、程序（立案以后）", "4. Procedure (once a case is filed)"),
    "raised": ("有人提出或者发现时才查：", "Only if raised or noticed: "),
    "alleged": ("有{law}所列的行为", "an act that {law} names"),
    "alleged.note": (
        "规则没有把这一条的构成要件拆成事实，对照条文认定",
        "the rules do not part its elements into facts: compare the text",
    ),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "several": ("（可多选）", " (several)"),
    "evaluative": ("由办案人员认定", "found by a person"),
    "factors": ("考虑：{factors}", "consider: {factors}"),
    "as": ("同{mark}", "as {mark}"),
    "terms": ("条件里的用语", "terms of these conditions"),
    "means": ("{term}：{meaning}", "{term}: {meaning}"),
    "alike": ("与第{numbers}问同名，含义不同，分别查", "not the same as no. {numbers}, though named alike"),
    "term": ("{mark}称“{term}”", "{mark} calls it “{term}”"),
    "all": ("全部事项", "all matters"),
    "leads": ("发现以后怎样处理", "What each finding leads to"),
    "finding": ("发现：{finding}", "finding: {finding}"),
    "items": ("（第{numbers}问）", " (no. {numbers})"),
    "prohibited": ("违反：{law}", "breaches: {law}"),
    "penalised": ("依据：{law}", "penalised by: {law}"),
    "measures": ("处罚和措施", "penalties and measures"),
    "tables": ("裁量基准", "benchmarks"),
    "rules": ("本事项的不予、从宽和从重", "exemptions and circumstances of this matter"),
    "duties": ("本事项的程序", "procedure of this matter"),
    "when": ("当：{when}", "when: {when}"),
    "otherwise": ("其他情形", "otherwise"),
    "by": ("由{by}决定", "by {by} only"),
    "more_weights": ("按权重计算，{factors}项因素", "by weights, {factors} factors"),
    "common.rules": ("各事项共同的不予、从宽和从重", "Exemptions and circumstances of every matter"),
    "common.duties": ("各事项共同的程序：一律办理", "Procedure of every matter: always"),
    "common.conditional": ("各事项共同的程序：具备条件时办理", "Procedure of every matter: where its condition holds"),
    "note": ("注：{note}", "note: {note}"),
    "signatures": (
        "检查人员（两人以上签名）：                    被检查人：                    日期：",
        "inspectors (two at least):                    visited:                    date:",
    ),
    "number": ("序号", "no."),
    "question": ("查明事项", "question"),
    "result": ("结果", "result"),
    "serves": ("用于事项和依据", "matter and provision"),
    "remark": ("证据、备注", "evidence, remarks"),
    "blank.date": ("____年__月__日", "____-__-__"),
}
