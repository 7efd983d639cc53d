"""Which column of a table of decisions is what: one row a decision, headings in Chinese, the same in Excel, CSV and JSON lines.

Facts of the case stand under `事实：` and their name (`事实：货值金额`), measures that have no column of their own under
`处罚：` and the kind, or the id of a measure (`处罚：license_revoke`). A blank cell says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from enforcerules.base.source import Listing, Span, Table, Text

FACT: Final = "事实："
MEASURE: Final = "处罚："
BLANK: Final = frozenset({"", "—", "／", "/", "-"})

PLAIN: Final[Mapping[str, str]] = {
    "决定书文号": "made",
    "案件编号": "case.case",
    "标题": "case.title",
    "办案阶段": "case.phase",
    "行政区划": "case.territory",
    "事项": "case.acts.matter",
    "行为开始日": "case.acts.start",
    "行为终了日": "case.acts.end",
    "当事人": "case.parties.id",
    "当事人类型": "case.parties.kind",
    "出生日期": "case.parties.born",
    "发现日": "case.dates.discovered",
    "改正日": "case.dates.corrected",
    "责令改正届满日": "case.dates.order_due",
    "规则知悉日": "case.dates.known_on",
    "处罚权来源": "case.authority.power",
    "机关": "authority.name",
    "立案日": "steps.file_case",
    "告知日": "steps.notify",
    "陈述申辩": "steps.hear_defence",
    "听证告知日": "steps.hearing",
    "听证申请日": "steps.request_hearing",
    "听证通知日": "steps.call_hearing",
    "听证举行日": "steps.hold_hearing",
    "法制审核": "steps.legal_review",
    "集体讨论": "steps.collective_discussion",
    "决定日": "steps.decide",
    "送达日": "steps.serve",
    "告知先行复议": "steps.inform_reconsideration_first",
    "步骤齐全": "complete",
    "只有摘要": "partial",
    "处理结果": "disposition",
    "陈述申辩前罚款": "defence.before",
    "陈述申辩后罚款": "defence.after",
    "加重理由": "defence.reason",
    "偏离理由": "deviation.reason",
    "偏离批准人": "deviation.approved_by",
    "备注": "note",
}
"""Heading to key."""

LISTS: Final[Mapping[str, str]] = {
    "依据": "basis",
    "从轻减轻理由": "grounds",
    "采信证据": "relied_on",
    "排除证据": "excluded",
}
"""Headings whose cells hold several things, apart by ； or line breaks."""

KINDS: Final[Mapping[str, str]] = {
    "警告": "warning",
    "通报批评": "criticism",
    "罚款": "fine",
    "没收违法所得": "confiscate_gains",
    "没收违法物品": "confiscate_goods",
    "没收违法工具": "confiscate_tools",
    "暂扣许可证件": "license_suspend",
    "降低资质等级": "license_downgrade",
    "吊销许可证件": "license_revoke",
    "责令停产停业": "suspend_business",
    "责令关闭": "close_down",
    "限制从业": "ban",
    "行政拘留": "detention",
    "责令改正": "order",
}
"""Measures: a cell is an amount, a length (5日, 6个月, 终身), or 是; 否 and a blank are none."""

OTHERS: Final = (
    "罚款大写",
    "罚款依据",
    "告知拟处罚款",
    "适用版本",
    "此前罚款",
    "检索起",
    "检索止",
    "检索平台",
)
"""Headings that are put together."""

HEADINGS: Final = (*PLAIN, *LISTS, *KINDS, *OTHERS)
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "case.phase": {"调查中": "investigating", "调查终结": "concluded"},
    "case.parties.kind": {
        "单位": "unit",
        "个人": "individual",
        "个体工商户": "sole_trader",
        "责任人员": "responsible_person",
    },
    "disposition": {
        "处罚": "penalise",
        "不予处罚": "no_penalty",
        "先责令改正": "order_first",
        "移送": "refer",
        "结案": "closed",
    },
    "case.authority.power": {
        "法定职权": "statute",
        "法律法规授权": "delegated",
        "省级决定赋权": "provincial_decision",
        "行政委托": "entrusted",
        "无处罚权": "none",
    },
}
_APART: Final = re.compile("[；;\n]+")
_MONEY: Final = re.compile(r"[¥￥]?[0-9][0-9,]*(?:\.[0-9]+)?(?:元|万元|亿元)?")
_YES: Final = frozenset({"是", "true", "有", "√"})
_NO: Final = frozenset({"否", "false", "无"})


def is_heading(name: str) -> bool:
    """Whether a column of this heading is understood."""
    plain = normal(name)
    return plain in HEADINGS or any(plain.startswith(mark) and len(plain) > len(mark) for mark in (FACT, MEASURE))


def normal(name: str) -> str:
    """A heading without blanks, its colon in full width."""
    return name.strip().replace(":", "：").replace(" ", "")


def unknown_words(cells: Mapping[Text, Text]) -> Iterator[tuple[Text, Text, tuple[str, ...]]]:
    """Cells of columns that take one of a few words, and hold another: heading, cell, the words."""
    for name, cell in cells.items():
        words = _WORDS.get(PLAIN.get(normal(name), ""), {})
        said = cell.strip()
        if words and said not in BLANK and said not in words and said not in words.values():
            yield name, cell, tuple(words)


def document(cells: Mapping[Text, Text], span: Span | None) -> Table:
    """The document that a row is; headings were looked at before."""
    made = Table({Text("format", span): Text("enforcerules/made/1", span)}, span=span)
    case = _table(made, "case", span)
    case[Text("format")] = Text("enforcerules/case/1")
    said = {normal(name): cell for name, cell in cells.items() if cell.strip() not in BLANK}
    for name, cell in said.items():
        _put(made, name, Text(cell.strip(), cell.span))
    _together(made, said, span)
    for several in ("acts", "parties"):
        if isinstance(one := case.get(Text(several)), Table):
            case[Text(several)] = Listing([one], span=one.span)
    if Text("made") not in made and Text("case") in case:
        made[Text("made")] = case[Text("case")]
    return made


def _put(made: Table, name: str, cell: Text) -> None:
    if name in PLAIN:
        path = PLAIN[name]
        _at(made, path, Text(_WORDS.get(path, {}).get(str(cell), str(cell)), cell.span))
    elif name in LISTS:
        made[Text(LISTS[name], cell.span)] = split(cell)
    elif name.startswith(FACT):
        _table(_table(made, "case", cell.span), "facts", cell.span)[Text(name.removeprefix(FACT), cell.span)] = cell
    elif name in KINDS or name.startswith(MEASURE):
        _measure(made, KINDS.get(name) or name.removeprefix(MEASURE), cell)


def _measure(made: Table, kind: str, cell: Text) -> None:
    if str(cell) in _NO:
        return
    one = Table({Text("kind", cell.span): Text(kind, cell.span)}, span=cell.span)
    if str(cell) not in _YES:
        one[Text("amount" if _MONEY.fullmatch(cell) else "length", cell.span)] = cell
    _list(made, "measures", cell.span).append(one)


def _together(made: Table, said: Mapping[str, Text], span: Span | None) -> None:
    """Cells that belong to something else: to the fine, the notice, the versions, the past."""
    fine = next((one for one in made.get(Text("measures"), []) if one[Text("kind")] == "fine"), None)
    if fine is not None and "罚款大写" in said:
        fine[Text("in_words")] = said["罚款大写"]
    if fine is not None and "罚款依据" in said:
        fine[Text("basis")] = split(said["罚款依据"])
    if "告知拟处罚款" in said:
        cell = said["告知拟处罚款"]
        others = [Table(one, span=one.span) for one in made.get(Text("measures"), []) if one[Text("kind")] != "fine"]
        proposed = Table({Text("kind"): Text("fine", cell.span), Text("amount"): cell}, span=cell.span)
        made[Text("notice")] = Table({Text("measures"): Listing([proposed, *others])}, span=cell.span)
    if "适用版本" in said:
        pairs = [one.partition("=") for one in split(said["适用版本"])]
        at = said["适用版本"].span
        made[Text("versions", at)] = Table({Text(k.strip(), at): Text(v.strip(), at) for k, _, v in pairs}, span=at)
    if "此前罚款" in said:
        cell = said["此前罚款"]
        made[Text("earlier_fines")] = Listing([Table({Text("ref"): cell}, span=cell.span)])
    if "检索起" in said or "检索止" in said:
        _searched(made, said, span)


def _searched(made: Table, said: Mapping[str, Text], span: Span | None) -> None:
    """A register was searched and nothing found, over the days given."""
    one = Table({Text("register"): said.get("检索平台", Text("检索"))}, span=span)
    for name, key in (("检索起", "from"), ("检索止", "to")):
        if name in said:
            one[Text(key)] = said[name]
    history = Table({Text("searched"): Listing([one]), Text("events"): Listing([])}, span=span)
    _table(made, "case", span)[Text("history")] = history


def split(cell: Text) -> Listing:
    """The parts of a cell that holds several things."""
    return Listing([Text(part.strip(), cell.span) for part in _APART.split(cell) if part.strip()], span=cell.span)


def _at(made: Table, path: str, value: Text) -> None:
    *steps, last = path.split(".")
    place = made
    for step in steps:
        place = _table(place, step, value.span)
    place[Text(last, value.span)] = value


def _table(owner: Table, key: str, span: Span | None) -> Table:
    found = owner.get(Text(key))
    if not isinstance(found, Table):
        found = owner[Text(key, span)] = Table(span=span)
    return found


def _list(owner: Table, key: str, span: Span | None) -> Listing:
    found = owner.get(Text(key))
    if not isinstance(found, Listing):
        found = owner[Text(key, span)] = Listing(span=span)
    return found
