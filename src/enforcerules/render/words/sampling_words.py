"""The words of draws and scores, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SAMPLING: Final[Mapping[str, tuple[str, str]]] = {
    "draw": (
        "抽取：{by}每组{each}份；种子“{seed}”；办法：文号、组名和种子的SHA-256最小的（算法1）",
        'Draw: {each} of each group, {by}; seed "{seed}"; the least SHA-256 of number, group and seed (algorithm 1)',
    ),
    "draw.by.organ": ("按机关", "by organ"),
    "draw.by.city": ("按市", "by city"),
    "draw.by.matter": ("按事项", "by matter"),
    "draw.by.all": ("不分组，", "in one group"),
    "draw.group": ("  {group}（共{of}份）：{names}", "  {group} (of {of}): {names}"),
    "draw.unnamed": ("没有写明的", "not said"),
    "draw.everything": ("全部", "all"),
    "draw.one": ("{name}（{lot}）", "{name} ({lot})"),
    "draw.left_out": ("  读不出、没有进入抽取的：{names}", "  not readable, and not in the draw: {names}"),
    "score": ("评分：", "Scores:"),
    "score.one": ("  {made}：{points}分（满分{full}分）", "  {made}: {points} of {full}"),
    "score.none": ("  {made}：不能审查，没有评分", "  {made}: cannot be reviewed, no score"),
    "score.off": ("    扣{points}分：{reason}（{kinds}{times}）", "    {points} off: {reason} ({kinds}{times})"),
    "score.times": ("，{times}处", ", {times} times"),
    "score.open": ("    另有{open}处无法判断，没有扣分", "    {open} points that cannot be judged took nothing off"),
}
"""Key to Chinese and English."""
