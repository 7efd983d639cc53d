"""Whom a change of rules hits, in words: in numbers and in money, by matter and by tier, with the cases that move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from enforcerules.analysis.cases import MOVES, Move, Moved, Sum, before, by, order, summed
from enforcerules.base.catalogue import Lang
from enforcerules.render.words import values_en, values_zh, word

MOVE_WORDS: Final[Mapping[Move, tuple[str, str]]] = {
    "heavier": ("更重", "heavier"),
    "lighter": ("更轻", "lighter"),
    "exempt": ("新获不罚", "newly exempt"),
    "undetermined": ("新成待定", "newly undetermined"),
    "otherwise": ("其他不同", "otherwise"),
    "unusable": ("不能办理", "not decidable"),
    "same": ("不变", "the same"),
}
_LEVELS: Final = frozenset({"mitigated", "lighter", "ordinary", "heavier"})
_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "cases": ("案件", "cases"),
    "most": ("罚款上限合计", "most in all "),
    "least": ("罚款下限合计", "least in all "),
    "tiers": ("按原来的阶次", "by tier under the older rules"),
    "unreckoned": ("{}件的数额不能计算", "{} without sums"),
}


class MovedWords:
    """The wording in one language."""

    def __init__(self, lang: Lang) -> None:
        """In a language."""
        self._at = 0 if lang == "zh" else 1
        self._lang: Lang = lang
        self._money: Callable[[Fraction], str] = values_zh.money if lang == "zh" else values_en.money

    def say(self, key: str, *args: object) -> str:
        """A phrase."""
        return _SAY[key][self._at].format(*args)

    def move(self, move: Move) -> str:
        """Which way a case goes."""
        return MOVE_WORDS[move][self._at]

    def tier(self, tier: tuple[str, ...]) -> str:
        """The levels of the fines of a case, or what becomes of it; nothing for a case that cannot be decided."""
        groups = (("level" if name in _LEVELS else "conclusion.short", name) for name in tier)
        return ("、" if self._at == 0 else ", ").join(word(group, name, self._lang) for group, name in groups) or "—"

    def change(self, fen: Fraction | None) -> str:
        """A sum that moves, with its sign; nothing where there is none."""
        if fen is None:
            return "—"
        return f"{'+' if fen > 0 else '−' if fen < 0 else ''}{self._money(abs(fen))}"

    def counts(self, one: Sum) -> str:
        """How many go which way."""
        return "，".join(f"{self.move(move)} {one.counts[move]}" for move in MOVES if move in one.counts)

    def text(self, moved: Sequence[Moved]) -> str:
        """The whole report, as text."""
        return "\n".join(self._lines(moved))

    def _lines(self, moved: Sequence[Moved]) -> Iterator[str]:
        yield f"{self.say('cases')}：{self.counts(summed(moved))}"
        for matter, mine in sorted(by(moved, lambda one: one.matter).items()):
            if all(one.move == "same" for one in mine):
                continue
            yield f"{matter or '—'}：{self._sum(summed(mine))}"
            for one in mine:
                if one.move != "same":
                    yield f"  {self.move(one.move)}  {one.case}{f'  {self.change(one.most)}' if one.most else ''}"
        tiers = [
            (tier, summed(mine)) for tier, mine in sorted(by(moved, before).items(), key=lambda item: order(item[0]))
        ]
        if any(one.moving for _, one in tiers):
            yield self.say("tiers")
            yield from (f"  {self.tier(tier)}：{self._sum(one)}" for tier, one in tiers if one.moving)

    def _sum(self, one: Sum) -> str:
        sums = [f"{self.say(key)}{self.change(s)}" for key, s in (("most", one.most), ("least", one.least)) if s]
        left = [self.say("unreckoned", one.unreckoned)] if one.unreckoned else []
        return "，".join([self.counts(one), *sums, *left])
