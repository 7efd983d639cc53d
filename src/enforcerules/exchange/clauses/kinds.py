"""Kinds of measure that `cn.general` does not declare: a law's own kinds, which its file declares."""

from __future__ import annotations

from typing import Final

OWN: Final[dict[str, dict[str, str]]] = {
    "confiscate_income_from_unit": {
        "label": "没收从本单位所获收入", "en": "confiscation of income from the unit", "class": "penalty", "article9": "2",
    },
    "stop_use": {"label": "责令停止使用", "en": "order to stop using", "class": "order"},
    "ban_practice": {"label": "禁止从事业务", "en": "ban from this line of business", "class": "penalty", "article9": "4"},
    "impound_vehicle": {"label": "扣留车辆", "en": "impounding the vehicle", "class": "other"},
    "replant": {"label": "责令补种", "en": "order to replant", "class": "order"},
    "bid_disqualify": {"label": "取消投标资格", "en": "disqualification from bidding", "class": "penalty", "article9": "4"},
}  # fmt: skip
"""Kinds that records of national laws use, with label and nature (行政处罚法 第九条)."""


def declaration(kind: str) -> tuple[dict[str, str], bool]:
    """How a law's file declares a kind, and whether it is known; an unseen one is only its id, and no penalty."""
    known = OWN.get(kind)
    return ({"label": kind, "class": "other"}, False) if known is None else (known, True)
