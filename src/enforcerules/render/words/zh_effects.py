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
    "effect.refer": "移送{organ}",
    "effect.measure": "适用{kind}",
    "effect.level": "{level}",
}
