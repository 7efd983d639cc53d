"""A comparison of rules as a page: what `diff` says, put together for `render.pages.diff`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from enforcerules.analysis.cases import MOVES, Moved, Sum, before, by, order, summed
from enforcerules.analysis.difference import Difference, MatterDifference
from enforcerules.base.catalogue import Lang
from enforcerules.cli.diff_words import DiffWords
from enforcerules.cli.moved_words import MovedWords
from enforcerules.cli.shown import shown
from enforcerules.render.pages.diff import (
    CaseMoved,
    CasesView,
    Counted,
    DiffView,
    Drawn,
    MatterView,
    RegionView,
    diff_page,
)

_VERDICTS = ("heavier", "lighter", "mixed", "unclear", "open", "equal")


def diff_html(difference: Difference, moved: Sequence[Moved] | None, rules: tuple[str, str], lang: Lang) -> str:
    """The page."""
    words = DiffWords(lang)
    titles = {one.matter: words.title(one) for one in difference.matters}
    count = words.say("found", n=difference.compared, m=len(difference.matters), r=len(difference.regions))
    view = DiffView(
        old=shown(rules[0]),
        new=shown(rules[1]),
        said=words.say("none", n=difference.compared) if difference.none else count,
        verdicts=tuple((name, words.say(name)) for name in _VERDICTS),
        regions=_counted((one.verdict for _, one in difference.regions), _VERDICTS),
        matters=tuple(_matter(one, words) for one in difference.matters),
        cases=None if moved is None else _cases(moved, MovedWords(lang), titles),
    )
    return diff_page(view, lang)


def _counted(names: Iterable[str], order: Sequence[str]) -> Counted:
    found = list(names)
    return tuple((name, number) for name in order if (number := found.count(name)))


def _matter(one: MatterDifference, words: DiffWords) -> MatterView:
    facts, kinds = one.facts or {}, one.kinds or {}
    both = one.presence == "both"
    return MatterView(
        one.matter,
        words.title(one),
        "" if both else words.say(one.presence),
        _counted((region.verdict for region in one.regions), _VERDICTS),
        tuple(
            RegionView(words.where(r, facts), r.verdict, words.say(r.verdict), tuple(words.rows(r, facts, kinds)))
            for r in one.regions
        ),
        tuple(line.strip() for line in words.beside(one)) if both else (),
    )


def _cases(moved: Sequence[Moved], words: MovedWords, titles: dict[str, str]) -> CasesView:
    every = summed(moved)
    matters = ((titles.get(name) or name or "—", summed(mine)) for name, mine in sorted(by(moved, _of_matter).items()))
    tiers = ((words.tier(tier), summed(mine)) for tier, mine in sorted(by(moved, before).items(), key=_rising))
    return CasesView(
        total=_drawn("", every, words),
        moves=tuple((move, words.move(move)) for move in MOVES),
        matters=tuple(_drawn(name, one, words) for name, one in matters),
        tiers=tuple(_drawn(name, one, words) for name, one in tiers),
        between=_between(moved, words),
        moving=tuple(
            CaseMoved(
                shown(one.case), titles.get(one.matter) or one.matter, one.move, words.move(one.move),
                words.tier(one.tiers[0]), words.tier(one.tiers[1]), words.change(one.least), words.change(one.most),
            )
            for move in MOVES if move != "same"
            for one in moved if one.move == move
        ),
    )  # fmt: skip


def _rising(item: tuple[tuple[str, ...], object]) -> tuple[tuple[int, int], ...]:
    return order(item[0])


def _both(item: tuple[tuple[tuple[str, ...], tuple[str, ...]], object]) -> tuple[tuple[tuple[int, int], ...], ...]:
    return order(item[0][0]), order(item[0][1])


def _of_matter(one: Moved) -> str:
    return one.matter


def _drawn(name: str, one: Sum, words: MovedWords) -> Drawn:
    counts = tuple((move, number) for move, number in one.counts.items())
    sums = (Fraction(one.least), Fraction(one.most))
    return Drawn(name, counts, sums, (words.change(one.least), words.change(one.most)), one.unreckoned)


def _between(moved: Sequence[Moved], words: MovedWords) -> tuple[tuple[str, str, int], ...]:
    """How many go from which tier to which."""
    pairs = by(moved, lambda one: one.tiers)
    return tuple(
        (words.tier(old), words.tier(new), len(mine))
        for (old, new), mine in sorted(pairs.items(), key=_both)
        if old or new
    )
