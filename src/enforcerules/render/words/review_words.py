"""What a review says, in both languages: what is wrong, what cannot be judged, what may be lawful instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FINDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "outside_statutory_range": (
        "{measure}{amount}{length}超出法定幅度，法定的是{statutory}{lawful_length}",
        "{measure} of {amount}{length} is above the statutory range, {statutory}{lawful_length}",
    ),
    "below_minimum_without_ground": (
        "{measure}{amount}{length}低于法定最低限，也没有减轻处罚的理由，法定的是{statutory}{lawful_length}",
        "{measure} of {amount}{length} is below the statutory minimum, and there is no ground for a mitigated penalty; the statute says {statutory}{lawful_length}",
    ),
    "outside_benchmark": (
        "{measure}{amount}在法定幅度（{statutory}）之内，但不在裁量基准的档次内，也没有记录偏离的理由",
        "{measure} of {amount} is within the statute ({statutory}) but outside the benchmark, and no deviation is recorded",
    ),
    "deviation_unapproved": (
        "{measure}{amount}偏离裁量基准，写了理由，没有写明谁批准",
        "{measure} of {amount} departs from the benchmark; a reason is given, but not who approved it",
    ),
    "mandatory_leniency_not_applied": (
        "应当从轻或者减轻处罚，{measure}{amount}不在从宽的档次内",
        "the law orders a lighter or mitigated penalty, and {measure} of {amount} is in no lenient level",
    ),
    "leniency_without_ground": (
        "处理结果是“{done}”，案件事实中没有从宽的根据",
        "what was done is “{done}”, and nothing in the facts of the case allows that leniency",
    ),
    "ground_not_established": (
        "决定所称的理由（{grounds}）与案件事实不符",
        "the ground that the decision states ({grounds}) does not hold on the facts of the case",
    ),
    "ground_not_stated": (
        "{measure}{amount}属于从宽的档次，案件事实有根据，但决定没有写明理由",
        "{measure} of {amount} is a lenient one; the facts allow it, but the decision states no ground",
    ),
    "mandatory_measure_missing": (
        "缺少应当给予的处罚：{measures}",
        "a penalty that is mandatory is missing: {measures}",
    ),
    "order_missing": ("没有一并{measure}", "what the law orders along with it is missing: {measure}"),
    "package_unlawful": (
        "处罚的组合不合法：{measures}（{why}）",
        "the measures may not go together: {measures} ({why})",
    ),
    "words_differ": (
        "金额大写“{words}”（{said}）与小写“{figures}”不一致",
        "the amount in words “{words}” ({said}) is not the figure {figures}",
    ),
    "exemption_not_applied": (
        "应当不予行政处罚而给予了处罚",
        "penalised although the law orders that no penalty is given",
    ),
    "time_barred": ("已过追责时效而给予了处罚", "penalised although the act is time-barred"),
    "not_punishable": (
        "不得给予处罚而给予了处罚：{disposition}",
        "penalised although no penalty may be given: {disposition}",
    ),
    "wrong_authority": (
        "没有管辖权或者处罚权而给予了处罚",
        "penalised by an authority without jurisdiction or without that power",
    ),
    "wrong_authority.by": (
        "{measure}只能由{by}决定，作出决定的是{name}",
        "{measure} is for {by} alone; the decision is that of {name}",
    ),
    "wrong_authority.alert": ("{title}", "{title}"),
    "order_first_skipped": (
        "应当先责令改正、告诫而直接给予了处罚",
        "penalised although the law orders a correction or caution first",
    ),
    "not_handed_over": ("应当移送而给予了处罚", "penalised although the case must be handed over"),
    "second_fine": (
        "同一违法行为已受罚款（{earlier}），又给予罚款",
        "a second fine for one act; the earlier: {earlier}",
    ),
    "second_fine.alert": ("{title}", "{title}"),
    "wrong_version": (
        "适用了{instrument}{version}版，应适用{applies}版",
        "version {version} of {instrument} was applied; version {applies} applies",
    ),
    "citation_not_in_force": (
        "引用的“{cited}”在行为日和决定日（{days}）都不在施行期内",
        "“{cited}” was in force neither on the day of the act nor on that of the decision ({days})",
    ),
    "citation_not_found": (
        "引用的“{cited}”在{version}版中没有这一处{near}",
        "there is no “{cited}” in version {version}{near}",
    ),
    "notice_missing": ("没有履行：{step}", "left out: {step}"),
    "hearing_missing": ("应当而没有：{step}", "due and left out: {step}"),
    "legal_review_missing": (
        "应当法制审核而没有审核或者没有通过",
        "the legal review was due and was not made or not passed",
    ),
    "collective_discussion_missing": (
        "应当由负责人集体讨论而没有讨论",
        "the collective discussion was due and did not take place",
    ),
    "reconsideration_first_not_told": (
        "应当先申请行政复议而没有告知",
        "reconsideration comes first in this case, and the party was not told",
    ),
    "step_missing": ("没有履行：{step}", "left out: {step}"),
    "wrong_order": (
        "次序颠倒：{then}（{then_day}）早于{first}（{first_day}）",
        "in the wrong order: {then} ({then_day}) came before {first} ({first_day})",
    ),
    "wrong_order.alert": ("{title}", "{title}"),
    "deadline_passed": (
        "{step}在{day}，期限是{deadline}",
        "{step} on {day}, after the deadline {deadline}",
    ),
    "deadline_passed.alert": ("{title}", "{title}"),
    "unlike_notice": (
        "{measure}{amount}{length}重于告知的{proposed}{was}，没有重新告知",
        "{measure} of {amount}{length} is more than the notice proposed ({proposed}{was}), and no new notice was given",
    ),
    "unlike_notice.more": (
        "告知书没有拟处{more}，决定给予了",
        "the notice did not propose {more}, the decision imposes it",
    ),
    "heavier_after_defence": (
        "陈述申辩前拟罚{before}，之后罚{after}，没有写明陈述申辩以外的理由",
        "the fine rose from {before} to {after} after the defence, for no stated reason apart from it",
    ),
    "heavier_after_defence.alert": ("{title}", "{title}"),
    "notice_missing.alert": ("{title}", "{title}"),
    "legal_review_missing.alert": ("{title}", "{title}"),
    "collective_discussion_missing.alert": ("{title}", "{title}"),
    "excluded_evidence.facts": (
        "已排除的证据（{evidence}）是这些事实仅有的证据：{facts}",
        "evidence that was excluded ({evidence}) is all there is for: {facts}",
    ),
    "excluded_evidence": ("采信了已排除的证据：{evidence}", "evidence that was excluded is relied on: {evidence}"),
    "rule_alert": ("{title}", "{title}"),
    "disproportion": (
        "罚款{amount}是{of}{sum}的{times}倍，请人判断是否过罚相当",
        "the fine of {amount} is {times} times the {of} of {sum}; whether it is in proportion is for a person",
    ),
}
"""Kind, or kind and variant, to text; places that have nothing to say stay empty."""

OPEN: Final[Mapping[str, tuple[str, str]]] = {
    "disposition": ("是否处罚：也可能是{others}", "whether to penalise: it may also be {others}"),
    "package": ("{measures}是否应当一并给予", "whether {measures} must be imposed"),
    "measures": ("给予了什么处罚", "what was imposed"),
    "matter": (
        "按哪一项规定处理的：{matters}；以下按问题最少的一项",
        "under which provision it was: {matters}; what follows is of the one under which the least is wrong",
    ),
    "amount": ("{measure}{amount}是否在法定幅度内", "whether {measure} of {amount} is within the statute"),
    "levels": (
        "{measure}{amount}是否在本案允许的档次内",
        "whether {measure} of {amount} is in a level that this case permits",
    ),
    "mitigation": (
        "{measure}{amount}{length}低于法定最低限，能否减轻",
        "{measure} of {amount}{length} is below the statutory minimum; whether it may be mitigated",
    ),
    "left_out": ("没有给予{measures}，能否减轻", "{measures} was not imposed; whether that may be mitigated"),
    "unlisted": (
        "摘要没有提到的{measures}是否给予了",
        "whether {measures}, of which the summary says nothing, was imposed",
    ),
    "condition": (
        "{measures}以这些事实为条件，案件没有给出",
        "{measures} follows under facts that the case does not give",
    ),
    "kind": (
        "{measures}不在本条之内，是另有依据还是代替较重的种类",
        "the provision does not threaten {measures}: whether it rests on another, or replaces a heavier kind",
    ),
    "confiscation": ("有没有可供{measures}的东西", "whether there was anything for the {measures}"),
    "law": ("规则留给人判断：{of}", "the rules leave to a person: {of}"),
    "ground": ("所称理由（{grounds}）是否成立", "whether the stated ground ({grounds}) holds"),
    "words": (
        "大写“{words}”读不懂，不能与小写{figures}核对",
        "the words “{words}” cannot be read, so not held against {figures}",
    ),
    "authority": (
        "{measure}须由{by}决定，没有写明机关",
        "{measure} is for {by}; the authority is not named",
    ),
    "step": ("{step}是否应当进行", "whether {step} was due"),
    "steps": ("没有写明是否履行", "whether these were done is not said"),
    "deadline": ("{step}的期限算不出来", "the deadline of {step} cannot be computed"),
    "notice": ("告知书拟处了什么", "what the notice proposed"),
    "defence": ("陈述申辩前后的数额", "the amounts before and after the defence"),
    "defence_reason": (
        "陈述申辩后由{before}升至{after}，所写理由“{reason}”是否与陈述申辩无关",
        "the fine rose from {before} to {after} after the defence; whether “{reason}” has nothing to do with it",
    ),
    "citation": (
        "引用的“{cited}”是否有效：规则里没有这件法律文件，或读不懂",
        "whether “{cited}” is good: the rules do not have the instrument, or it cannot be read",
    ),
    "provision": (
        "{measure}引的是“{cited}”，本事项的条文是{place}：是否依本事项处罚",
        "{measure} cites “{cited}”, the provision of this matter is {place}: whether it was penalised under that",
    ),
    "citation_day": ("引用的“{cited}”当时是否施行", "whether “{cited}” was in force then"),
    "versions": ("适用的是哪一版本", "which version was applied"),
    "version": ("“{cited}”是哪一版本", "which version “{cited}” is"),
    "evidence": ("决定采信了哪些证据", "on which evidence the decision relies"),
}
"""What could not be judged."""

WHY: Final[Mapping[str, tuple[str, str]]] = {
    "two_branches": ("只能选一", "only one of them"),
    "not_foreseen": ("条文没有规定", "the provision does not threaten it"),
    "spared": ("既不予处罚，又给予处罚", "the party was spared and penalised at once"),
    "unpenalised": ("处理结果不是处罚，又给予处罚", "penalties beside an outcome that is none"),
    "barred": ("规则禁止", "a rule bars it"),
    "gave_way": ("已依另一规定处罚", "the act is fined under another provision"),
    "condition": ("它的条件不成立", "its condition does not hold"),
    "lighter_kind": ("以较轻的种类代替", "a lighter kind takes the place of what is ordered"),
}

STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "discover": ("发现", "discovery"),
    "file_case": ("立案", "filing the case"),
    "notify": ("告知", "the notice before the decision"),
    "hear_defence": ("听取陈述申辩", "hearing the defence"),
    "hearing": ("告知听证权利", "telling of the right to a hearing"),
    "request_hearing": ("申请听证", "the request for a hearing"),
    "call_hearing": ("通知听证", "announcing the hearing"),
    "hold_hearing": ("举行听证", "the hearing"),
    "legal_review": ("法制审核", "the legal review"),
    "collective_discussion": ("集体讨论", "the collective discussion"),
    "decide": ("作出决定", "the decision"),
    "written_decision": ("制作决定书", "the written decision"),
    "serve": ("送达", "service"),
    "two_officers": ("两名以上执法人员", "two officers"),
    "inform_reconsideration_first": ("告知先申请行政复议", "telling that reconsideration comes first"),
    "government_approval": ("报批准", "the approval"),
    "record_process": ("全过程记录", "recording the process"),
    "search_prior_fine": ("查询同一行为是否已受罚款", "searching for an earlier fine"),
    "educate": ("教育", "educating the party"),
    "refund_then_confiscate": ("退赔后没收", "refunds before confiscation"),
    "state_surcharge_rate": ("告知加处罚款标准", "stating the surcharge"),
    "simple_procedure": ("适用简易程序", "the simple procedure"),
    "no_penalty_decision": ("制作不予处罚决定书", "the decision not to penalise"),
    "decide_on_hearing_record": ("根据听证笔录作出决定", "deciding on the record of the hearing"),
    "pay_fine": ("缴纳罚款", "payment"),
    "report_simple_decision": ("当场处罚报备案", "reporting the on-the-spot decision"),
    "deliver_on_the_spot": ("当场交付", "handing over on the spot"),
}

ENTRIES: Final[Mapping[str, tuple[str, str]]] = {
    "dates.decided": ("决定日", "the day of the decision"),
    "authority.name": ("作出决定的机关", "the authority"),
    "notice.measures": ("告知书拟处的内容", "what the notice proposed"),
    "defence.before": ("陈述申辩前的数额", "the amount before the defence"),
    "defence.after": ("陈述申辩后的数额", "the amount after the defence"),
    "measures": ("处罚的内容", "the measures"),
    "matter": ("`matter`", "`matter`"),
    "relied_on": ("采信的证据", "the evidence relied on"),
    "versions": ("决定适用的版本", "the version that the decision applied"),
}
"""What a document may say, where it is missing."""

DONE: Final[Mapping[str, tuple[str, str]]] = {
    "penalise": ("处罚", "a penalty"),
    "no_penalty": ("不予处罚", "no penalty"),
    "order_first": ("先责令改正", "an order first"),
    "refer": ("移送", "handed over"),
    "closed": ("结案", "closed"),
}

MEASURES: Final[Mapping[str, tuple[str, str]]] = {
    "warning": ("警告", "warning"),
    "criticism": ("通报批评", "circulated criticism"),
    "fine": ("罚款", "fine"),
    "confiscate_gains": ("没收违法所得", "confiscation of gains"),
    "confiscate_goods": ("没收违法物品", "confiscation of goods"),
    "confiscate_tools": ("没收违法工具", "confiscation of tools"),
    "license_suspend": ("暂扣许可证件", "suspension of a licence"),
    "license_revoke": ("吊销许可证件", "revocation of a licence"),
    "suspend_business": ("责令停产停业", "suspension of business"),
    "close_down": ("责令关闭", "closure"),
    "ban": ("限制从业", "ban"),
    "detention": ("行政拘留", "detention"),
    "order": ("责令改正", "order to correct"),
}
"""Kinds of measures, where decisions are told side by side."""

SEVERITY: Final[Mapping[str, tuple[str, str]]] = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "alert": ("提请注意", "alert"),
}

PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "basis": ("依据：{basis}", "rests on: {basis}"),
    "secondary": ("（其中有转引、未读原文的）", " (some of it reported, the text not read)"),
    "lawful": ("合法的是：{lawful}", "lawful: {lawful}"),
    "instead": ("案件事实所允许的：{dispositions}", "what the facts allow: {dispositions}"),
    "open": ("无法判断：{what}", "cannot be judged: {what}"),
    "missing": ("（缺：{missing}）", " (missing: {missing})"),
    "place": ("（{place}）", " ({place})"),
    "level": ("{level}档", "{level}"),
    "about": ("（{about}）", " ({about})"),
    "near": ("，是否应为{near}", "; did it mean {near}"),
    "nothing": ("没有发现", "nothing found"),
    "unusable": ("不能审查", "cannot be reviewed"),
    "unlike": (
        "警告 like_cases_differ 事实相同而结果不同（{matter}）",
        "warning like_cases_differ: the same facts, different results ({matter})",
    ),
    "unlike.one": ("{result}：{names}", "{result}: {names}"),
    "summary": (
        "共{n}份决定：{errors}个错误，{warnings}个警告，{alerts}个提请注意，{open}处无法判断，{unusable}份不能审查",
        "{n} decisions: {errors} errors, {warnings} warnings, {alerts} alerts, {open} points that cannot be judged, {unusable} unusable",
    ),
}
