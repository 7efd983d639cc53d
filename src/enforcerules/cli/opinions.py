"""Second opinions on the command line: who agreed on how much, and what is said when two engines differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from enforcerules.base.catalogue import Lang

if TYPE_CHECKING:
    from enforcerules.api import Disagreement
    from enforcerules.model.opinion import SecondOpinion


def told(opinions: Iterable[SecondOpinion], lang: Lang) -> str:
    """One line for each engine, over all decisions."""
    agreed: dict[tuple[str, str], list[int]] = {}
    silent: dict[str, str] = {}
    for one in opinions:
        if one.why is not None:
            silent[one.engine] = one.why
            continue
        counts = agreed.setdefault((one.engine, one.version or ""), [0, 0])
        counts[0] += one.agreed
        counts[1] += one.not_covered
    lines = [_agreed(*engine, *counts, lang=lang) for engine, counts in agreed.items()]
    words = "第二意见：{} 未参与（{}）" if lang == "zh" else "second opinion: {} was not consulted ({})"
    return "\n".join([*lines, *(words.format(engine, why) for engine, why in silent.items())])


def _agreed(engine: str, version: str, agreed: int, beyond: int, *, lang: Lang) -> str:
    if lang == "zh":
        rest = f"，另有 {beyond} 项不在其范围内" if beyond else ""
        return f"第二意见：{engine} {version} 对 {agreed} 项条件的判断一致{rest}"
    rest = f", {beyond} are beyond it" if beyond else ""
    return f"second opinion: {engine} {version} agrees on {agreed} conditions{rest}"


def differing(found: Disagreement, lang: Lang) -> str:
    """What two engines differ on, and that there is no decision."""
    zh = (
        f"{found}\nenforcerules: 两个引擎的判断不一致，因此不作决定；请连同以上内容报告"
        "（不按多数处理，也不采用其中任何一个）"
    )
    en = f"{found}\nenforcerules: two engines differ, so there is no decision; please report it (there is no majority vote)"
    return zh if lang == "zh" else en
