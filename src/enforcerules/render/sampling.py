"""Draws and scores as text and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.language.showing import plain
from enforcerules.model.review import Review
from enforcerules.model.sampling import Deduction, Drawn, Group, Scored
from enforcerules.render.review_shape import ReviewJson
from enforcerules.render.sampling_shape import DrawnJson, ScoredJson
from enforcerules.render.words.sampling_words import SAMPLING

_LOT: Final = 8
"""So many digits of a lot are shown in text: enough to tell two files apart; JSON has all."""


def added_text(review: Review, parts: list[str], lang: Lang) -> list[str]:
    """The parts of a review with the draw before them and the scores after them, where there are any."""
    before = [] if review.drawn is None else [drawn_text(review.drawn, lang)]
    after = [scores_text(review.scores, lang)] if review.scores else []
    return [*before, *parts, *after]


def add_json(review: Review, made: ReviewJson) -> ReviewJson:
    """The review as plain data with its draw and its scores, where there are any."""
    if review.drawn is not None:
        made["drawn"] = drawn_json(review.drawn)
    if review.scores:
        made["scores"] = [scored_json(one) for one in review.scores]
    return made


def drawn_text(one: Drawn, lang: Lang) -> str:
    """The request, then each group with the files drawn in the order of their lots."""
    by = _say(f"draw.by.{one.draw.by}", lang)
    head = _say("draw", lang, by=by, each=one.draw.each, seed=one.draw.seed)
    rows = [_group(group, one, lang) for group in one.groups]
    if one.left_out:
        rows.append(_say("draw.left_out", lang, names=_listed(one.left_out, lang)))
    return "\n".join([head, *rows])


def _group(group: Group, one: Drawn, lang: Lang) -> str:
    name = group.name or _say("draw.everything" if one.draw.by == "all" else "draw.unnamed", lang)
    names = [_say("draw.one", lang, name=name, lot=lot[:_LOT]) for name, lot in group.drawn]
    return _say("draw.group", lang, group=name, of=group.of, names=_listed(names, lang))


def scores_text(scores: Iterable[Scored], lang: Lang) -> str:
    """Every score with what was taken off and why."""
    return "\n".join([_say("score", lang), *(row for one in scores for row in _scored(one, lang))])


def _scored(one: Scored, lang: Lang) -> Iterator[str]:
    if one.points is None:
        yield _say("score.none", lang, made=one.made)
        return
    yield _say("score.one", lang, made=one.made, points=plain(one.points), full=plain(one.full))
    yield from (_off(each, lang) for each in one.deductions)
    if one.open:
        yield _say("score.open", lang, open=one.open)


def _off(one: Deduction, lang: Lang) -> str:
    times = _say("score.times", lang, times=one.times) if one.times > 1 else ""
    kinds = _listed(one.kinds, lang)
    return _say("score.off", lang, points=plain(one.points), reason=one.reason, kinds=kinds, times=times)


def _listed(names: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(names)


def _say(key: str, lang: Lang, **args: object) -> str:
    return SAMPLING[key][0 if lang == "zh" else 1].format(**args)


def drawn_json(one: Drawn) -> DrawnJson:
    """The draw as plain data, with all digits of every lot."""
    return {
        "algorithm": 1,
        "each": one.draw.each,
        "by": one.draw.by,
        "seed": one.draw.seed,
        "groups": [
            {"group": g.name, "of": g.of, "drawn": [{"made": n, "lot": lot} for n, lot in g.drawn]} for g in one.groups
        ],
        "left_out": list(one.left_out),
    }


def scored_json(one: Scored) -> ScoredJson:
    """A score as plain data; points as decimal text."""
    return {
        "name": one.name,
        "made": one.made,
        "points": None if one.points is None else plain(one.points),
        "full": plain(one.full),
        "deductions": [
            {"entry": d.entry, "kinds": list(d.kinds), "times": d.times, "points": plain(d.points), "reason": d.reason}
            for d in one.deductions
        ],
        "open": one.open,
    }
