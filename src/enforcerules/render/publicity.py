"""The row of a public notice of a penalty (行政处罚信息公示): one row for a party, every field a text.

The fields are those of the form that agencies report (双公示). Money there is in 万元: six decimals show every 分, so that
3,500 元 is 0.350000 and never 0. Numbers of identity are masked, also where they stand in a text; dates of birth, addresses
and telephones have no field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.personal import masked_number, without_numbers
from enforcerules.base.source import Text
from enforcerules.model.capitals import amount_upper, read_figures
from enforcerules.model.citation import Citation, locator_zh
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.duration import parse_duration, print_duration
from enforcerules.model.notice import Identity, Notice
from enforcerules.model.program import Kind, Matter, Ruleset
from enforcerules.render.words import values_zh

_PARTIES: Final = {"individual": "自然人", "responsible_person": "自然人", "sole_trader": "个体工商户"}
_CONFISCATED: Final = ("confiscate_gains", "confiscate_goods", "confiscate_tools")
_LICENCES: Final = ("license_suspend", "license_downgrade", "license_revoke", "approval_revoke")
_SPARED: Final = frozenset(
    {"no_penalty_shall", "refer", "time_barred", "not_unlawful", "not_established", "no_jurisdiction", "no_basis"}
)
_TRUE: Final = frozenset({"true", "是"})
_REGISTERED: Final = re.compile("[0-9]{15}")

COLUMNS: Final = (
    "行政相对人名称", "行政相对人类别", "统一社会信用代码", "工商注册号", "组织机构代码", "税务登记号", "事业单位证书号", "社会组织登记证号",
    "法定代表人", "法定代表人证件类型", "法定代表人证件号码", "证件类型", "证件号码", "行政处罚决定书文号", "违法行为类型", "违法事实",
    "处罚依据", "处罚类别", "处罚内容", "罚款金额（万元）", "没收违法所得、没收非法财物的金额（万元）", "暂扣或吊销证照名称及编号",
    "处罚决定日期", "处罚有效期", "公示截止期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码",
    "备注",
)  # fmt: skip


def publicity_row(decision: Decision, outcomes: Sequence[Outcome], notice: Notice) -> dict[str, str]:
    """The row for one party, whose outcomes these are; empty text where a field has nothing to say."""
    found = dict.fromkeys(COLUMNS, "")
    found |= _party(outcomes, notice) | _document(notice)
    found |= {
        "违法行为类型": "；".join(dict.fromkeys(_title(_matter(decision, one)) for one in outcomes)),
        "违法事实": notice.facts or "".join(f"{_act(decision, one)}。" for one in outcomes),
        "处罚依据": "、".join(dict.fromkeys(_basis(decision, outcomes, notice))),
    }
    found |= _penalties(_home(decision, outcomes), notice)
    return {column: _shown(column, str(text)) for column, text in found.items()}


def _shown(column: str, text: str) -> str:
    """A field as it is made public; a number of registration has fifteen digits, as numbers of identity once had."""
    return text if column == "工商注册号" and _REGISTERED.fullmatch(text) else without_numbers(text)


def published(
    decision: Decision, notice: Notice, party: str | None
) -> tuple[tuple[Outcome, ...], tuple[Diagnostic, ...]]:
    """The outcomes that a row is about, those that may end in a penalty before all others; or why there is no row."""
    known = list(dict.fromkeys(one.party for one in decision.outcomes))
    chosen = party if party is not None or len(known) > 1 else known[0]
    if chosen not in known:
        return (), (diagnose("ER651", None, party=chosen or "?", known="、".join(known)),)
    mine = [one for one in decision.outcomes if one.party == chosen]
    found = tuple(one for one in mine if not {*(one.candidates or (one.disposition,))} <= _SPARED) or tuple(mine)
    kinds = _home(decision, found).kinds
    odd = [name for name in notice.measures if str(name) not in kinds]
    if odd:
        return (), tuple(diagnose("ER610", name.span, kind=name, near=nearest(name, kinds)) for name in odd)
    if not any(kind.class_ == "penalty" for kind, _ in _imposed(_home(decision, found), notice)):
        return (), (diagnose("ER652", notice.span),)
    return found, ()


def _party(outcomes: Sequence[Outcome], notice: Notice) -> dict[str, str]:
    party, kind = notice.party, outcomes[0].party_kind or "unit"
    natural = _PARTIES.get(kind) == "自然人"
    representative = None if natural else party.representative
    return {
        "行政相对人名称": str(party.name),
        "行政相对人类别": _PARTIES.get(kind, "法人及非法人组织"),
        "统一社会信用代码": "" if natural or party.code is None else party.code.upper(),
        "工商注册号": str(party.business or ""),
        "组织机构代码": str(party.organisation or ""),
        "税务登记号": str(party.tax or ""),
        "事业单位证书号": str(party.institution or ""),
        "社会组织登记证号": str(party.association or ""),
        "法定代表人": "" if representative is None else str(representative.name),
        **_identity("法定代表人", None if representative is None else representative.identity),
        **_identity("", party.identity if kind != "unit" else None),
    }


def _identity(whose: str, one: Identity | None) -> dict[str, str]:
    if one is None:
        return {}
    return {f"{whose}证件类型": str(one.type), f"{whose}证件号码": masked_number(one.number)}


def _document(notice: Notice) -> dict[str, str]:
    source = notice.source or notice.authority
    return {
        "行政处罚决定书文号": _number(notice.number),
        "处罚决定日期": notice.decided.isoformat(),
        "处罚有效期": _day(notice.valid_until),
        "公示截止期": _day(notice.public_until),
        "处罚机关": str(notice.authority.name),
        "处罚机关统一社会信用代码": (notice.authority.code or "").upper(),
        "数据来源单位": str(source.name),
        "数据来源单位统一社会信用代码": (source.code or "").upper(),
        "备注": str(notice.remark or ""),
    }


def _number(text: str) -> str:
    """The number of a document with its year in 〔〕, however the brackets were typed."""
    made = text
    for opening, closing in ("[]", "【】", "（）", "()", "﹝﹞", "［］"):
        head, found, rest = made.partition(opening)
        year, closed, tail = rest.partition(closing)
        if found and closed and year.isdigit() and len(year) == len("2026"):
            made = f"{head}〔{year}〕{tail}"
    return made


def _day(one: date | None) -> str:
    return "" if one is None else one.isoformat()


# ---- the violation -----------------------------------------------------------------------------------------------


def _matter(decision: Decision, outcome: Outcome) -> Matter:
    return decision.program.matters[outcome.matter]


def _title(matter: Matter) -> str:
    return dict(matter.title).get("zh", matter.id)


def _act(decision: Decision, outcome: Outcome) -> str:
    """What was done and when, without anything about persons."""
    act = next(one for one in decision.case.acts if str(one.id) == outcome.act)
    title = _title(_matter(decision, outcome))
    days = [one for one in (act.start, act.end) if isinstance(one, date)]
    when = "至".join(dict.fromkeys(values_zh.day(day) for day in days))
    return f"{when}，{title}" if when else title


def _home(decision: Decision, outcomes: Sequence[Outcome]) -> Ruleset:
    return decision.program.rulesets[_matter(decision, outcomes[0]).ruleset]


def _basis(decision: Decision, outcomes: Sequence[Outcome], notice: Notice) -> Iterator[str]:
    """Where the measures imposed stand, with the full titles of the instruments; else what the matter is penalised by."""
    for outcome in outcomes:
        matter = _matter(decision, outcome)
        home = decision.program.rulesets[matter.ruleset]
        imposed = [c for m in outcome.measures if Text(m.kind) in notice.measures for c in m.basis]
        for one in imposed or matter.penalised_by:
            yield _cited(home, one)


def _cited(home: Ruleset, one: Citation) -> str:
    instrument = home.instruments.get(one.instrument)
    return f"《{one.instrument if instrument is None else instrument.title}》{locator_zh(one)}"


# ---- what was imposed --------------------------------------------------------------------------------------------


def _penalties(home: Ruleset, notice: Notice) -> dict[str, str]:
    """Only penalties of Article 9 are published: an order to correct is none."""
    imposed = [(kind, text) for kind, text in _imposed(home, notice) if kind.class_ == "penalty"]
    contents = [_content(kind, text) for kind, text in imposed]
    numbered = contents if len(contents) < 2 else [f"{n}.{text}" for n, text in enumerate(contents, 1)]
    licences = [text for kind, text in imposed if kind.id in _LICENCES and text]
    return {
        "处罚类别": "、".join(kind.label for kind, _ in imposed),
        "处罚内容": "；".join(numbered),
        "罚款金额（万元）": _sum(imposed, ("fine",)),
        "没收违法所得、没收非法财物的金额（万元）": _sum(imposed, _CONFISCATED),
        "暂扣或吊销证照名称及编号": "；".join(licences),
    }


def _imposed(home: Ruleset, notice: Notice) -> Iterator[tuple[Kind, str]]:
    """Kinds in the order of Article 9, with what was said of each."""
    given = [
        (home.kinds[str(name)], str(said)) for name, said in notice.measures.items() if said not in {"false", "否"}
    ]
    order = list(home.kinds)
    for kind, said in sorted(given, key=lambda one: order.index(one[0].id)):
        yield kind, "" if said in _TRUE else said


def _content(kind: Kind, text: str) -> str:
    fen = read_figures(text) if kind.id in {"fine", *_CONFISCATED} else None
    if fen is not None:
        return f"{kind.label}{fen // 100}.{fen % 100:02}元（{amount_upper(fen)}）"
    length = parse_duration(text)
    shown = text if length is None else print_duration(length)
    return f"{kind.label}（{shown}）" if text else kind.label


def _sum(imposed: Sequence[tuple[Kind, str]], kinds: Sequence[str]) -> str:
    """The amounts of some kinds together in 万元 with six decimals; empty where none of them has an amount."""
    amounts = [fen for kind, text in imposed if kind.id in kinds and (fen := read_figures(text)) is not None]
    return ten_thousands(sum(amounts)) if amounts else ""


def ten_thousands(fen: int) -> str:
    """An amount in 分 as 万元 with six decimals, exactly: 350,000 分 is 0.350000."""
    whole, rest = divmod(fen, 10**6)
    return f"{whole}.{rest:06}"
