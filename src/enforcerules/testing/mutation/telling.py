"""Mutants as text: how many were noticed, and each survivor with its line, what was changed, and why nothing noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.testing.coverage.telling import named, percent, place
from enforcerules.testing.mutation.running import Fate, Trial, killed
from enforcerules.testing.mutation.shape import Operator

OPERATOR_WORDS: Final[Mapping[Operator, tuple[str, str]]] = {
    "bound": ("界限移动一步", "bound moved by one step"),
    "end": ("含与不含端点互换", "end opened or closed"),
    "drop": ("去掉条件", "condition dropped"),
    "negate": ("条件取反", "condition negated"),
    "swap": ("相邻两档结果互换", "results of neighbouring tiers exchanged"),
    "amount": ("数额改动一步", "amount moved by one step"),
    "period": ("期间改动一日", "period changed by one day"),
    "strength": ("应当与可以互换", "shall for may, or may for shall"),
    "remove": ("整条去掉", "left out"),
}
FATE_WORDS: Final[Mapping[Fate, tuple[str, str]]] = {
    "killed": ("被发现", "noticed"),
    "unnoticed": ("结果变了而没有期望写到它", "the result changes, and no expectation speaks of it"),
    "same": ("各案结果不变", "the result stays the same in all"),
    "unreached": ("没有案件问到它", "no case asks it"),
}
_WORDS: Final[Mapping[str, tuple[str, str]]] = {"shall": ("应当", "shall"), "may": ("可以", "may")}


def told(trials: Sequence[Trial], total: int, lang: Lang = "zh") -> str:
    """The whole report; ends without a line break."""
    return "\n".join(_lines(trials, total, lang))


def _lines(trials: Sequence[Trial], total: int, lang: Lang) -> Iterator[str]:
    pick = 0 if lang == "zh" else 1
    survivors = sorted((one for one in trials if one.fate != "killed"), key=_order)
    if survivors:
        yield "没有被发现的改动：" if pick == 0 else "changes that nothing noticed:"
    last = None
    for one in survivors:
        part = one.mutant.part
        if part != last:
            yield f"  {place(part.span)}  {named(part, lang)}"
            last = part
        yield f"    {change(one, lang)}{'——' if pick == 0 else ' -- '}{why(one, lang)}"
    if survivors:
        yield ""
    of = "" if total == len(trials) else (f"（共 {total} 处，抽取）" if pick == 0 else f" (drawn from {total})")
    noticed = sum(one.fate == "killed" for one in trials)
    share = percent(killed(trials))
    yield (
        f"{len(trials)} 处改动{of}，{noticed} 处被发现，{share}"
        if pick == 0
        else f"{len(trials)} mutants{of}, {noticed} noticed, {share}"
    )


def _order(one: Trial) -> tuple[str, int, str]:
    span = one.mutant.part.span
    return ("", 0, one.mutant.part.key) if span is None else (span.file, span.line, one.mutant.part.key)


def change(one: Trial, lang: Lang) -> str:
    """What was changed."""
    pick = 0 if lang == "zh" else 1
    mutant = one.mutant
    before, after = (_WORDS.get(text, (text, text))[pick] for text in (mutant.before, mutant.after))
    word = OPERATOR_WORDS[mutant.operator][pick]
    if mutant.operator == "remove":
        return word
    shown = f"{before} → {after}" if after else before
    return f"{word}{'：' if pick == 0 else ': '}{shown}"


def why(one: Trial, lang: Lang) -> str:
    """Why nothing noticed."""
    pick = 0 if lang == "zh" else 1
    text = FATE_WORDS[one.fate][pick]
    if one.fate == "unnoticed":
        return f"{text}（如 {one.by}）" if pick == 0 else f"{text} (such as {one.by})"
    if one.fate == "same":
        if pick == 0:
            return f"{one.asked} 个案件问到它，{text}"
        return f"{'one case asks' if one.asked == 1 else f'{one.asked} cases ask'} it; {text}"
    return text
