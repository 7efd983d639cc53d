"""The frame of pages in Chinese: headings, legend, marks, and the summary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PAGES: Final[Mapping[str, str]] = {
    "heading.proposal": "拟处理意见",
    "heading.party_act": "当事人与行为",
    "heading.versions": "适用版本与追责时效",
    "heading.provisions": "违反与处罚依据",
    "heading.consequences": "法定后果",
    "heading.consequences.if": "法定后果（给予行政处罚时）",
    "heading.route": "路线{n}：{disposition}",
    "heading.route.only": "路线：{disposition}",
    "heading.relation": "路线之间的关系",
    "heading.not_adopted": "未采纳的意见",
    "heading.benchmark": "裁量情节与裁量基准",
    "heading.benchmark.if": "裁量情节与裁量基准（给予行政处罚时）",
    "heading.alerts": "过罚相当与其他提示",
    "heading.procedure": "程序与期限",
    "heading.open": "待查与待认定事项",
    "heading.asked": "逐条审查",
    "heading.concurrence": "同一行为只罚款一次（行为{act}，当事人{party}）",
    "heading.combined": "数个行为合并（当事人{party}）",
    "heading.trace": "可追溯",
    "part": "行为{act}、当事人{party}：{matter}",
    "legend": "标注：〔法定〕法律、法规、规章的规定；〔基准〕裁量基准；〔认定〕由人认定或者查明的事实；〔待查〕尚待查明或者认定。"
    "★起决定作用；✓成立；×不成立；？待查；○无人提出。“以上”“以下”包括本数，“超过”“不满”不包括本数。",
    "cited": "（{cites}）",
    "secondary": "（转引）",
    "near": "〔仅差一项〕",
    "again": "（同前）",
    "case": "案件：{case}",
    "page.title": "行政处罚裁量说明",
    "summary.head": "行为{act}、当事人{party}（{matter}）：{disposition}。",
    "summary.candidates": "可能的结果：{candidates}。",
    "summary.measure": "{modality}{kind}{state}。",
    "summary.measure.levels": "{modality}{kind}{state}：{levels}。",
    "summary.point": "{level}，{point}",
    "summary.if_penalised": "给予行政处罚时：",
    "summary.if_found": "（适用条件待查）",
    "quoted": "“{title}”",
    "summary.gave_way": "不另行给予{kind}（同一行为按照另一项规定罚款）。",
    "summary.barred": "不得给予{kind}。",
    "summary.concurrence.settled": "行为{act}、当事人{party}：只罚款一次，适用{matters}的罚款。",
    "summary.concurrence.person": "行为{act}、当事人{party}：只罚款一次，适用{matters}的罚款，由办案人员选择。",
    "summary.concurrence.open": "行为{act}、当事人{party}：只罚款一次，适用{matters}的罚款，取决于待查事实。",
    "summary.combined": "当事人{party}：数个行为的罚款合计{range}。",
    "summary.combined.open": "当事人{party}：数个行为的罚款合计可能为{range}。",
    "summary.detention": "当事人{party}：数个行为的行政拘留合并执行，{length}。",
    "summary.question": "待查：{label}，{who}。",
}
