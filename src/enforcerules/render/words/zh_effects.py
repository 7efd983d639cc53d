"""What a rule does, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EFFECTS: Final[Mapping[str, str]] = {
    "effect.open.shall": "应当{levels}处罚",
    "effect.open.may": "可以{levels}处罚",
    "effect.reduce.shall": "罚款应当减{least}至{most}，不低于法定最低额",
    "effect.reduce.may": "罚款可以减{least}至{most}，不低于法定最低额",
    "effect.bar.shall": "不得{levels}处罚",
    "effect.bar.may": "可以不{levels}处罚",
    "effect.bar_kinds": "不得给予{kinds}",
    "effect.bar_kinds.other": "不允许{kinds}",
    "measure.barred.other": "规则不允许：{titles}。",
    "measure.barred.open.other": "规则是否允许待查：{titles}。",
    "proposal.measure.barred.other": "规则不允许{kind}。",
    "summary.barred.other": "规则不允许{kind}。",
    "penalised_by.other": "依据：{cites}。",
    "elements.hold.other": "所需的事实成立，逐项如下：",
    "elements.fail.other": "所需的事实不成立，逐项如下：",
    "elements.open.other": "所需的事实是否成立待查，逐项如下：",
    "effect.refer": "移送{organ}",
    "effect.measure": "适用{kind}",
    "effect.level": "{level}",
}
