"""A comparison of rules as JSON (`enforcerules/diff/1`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from enforcerules.analysis.cases import Moved
from enforcerules.analysis.difference import Difference, MatterDifference, Region
from enforcerules.analysis.regions import Pair
from enforcerules.base.canonical import canonical
from enforcerules.cli.diff_words import DiffWords
from enforcerules.language.showing import yuan

Json = dict[str, Any]


def to_json(difference: Difference, moved: Sequence[Moved] | None) -> str:
    """The whole comparison; `cases` only where cases were given."""
    made: Json = {
        "format": "enforcerules/diff/1",
        "compared": difference.compared,
        "matters": [_matter(one) for one in difference.matters],
    }
    if moved is not None:
        made["cases"] = [_moved(one) for one in moved]
    return canonical(made).decode()


def _matter(one: MatterDifference) -> Json:
    return {
        "matter": one.matter,
        "presence": one.presence,
        "regions": [_region(region, one) for region in one.regions],
        "beside": [{"aspect": b.aspect, "part": b.part} for b in one.beside],
        "not_compared": list(one.unread),
    }


def _region(region: Region, one: MatterDifference) -> Json:
    words = DiffWords("zh")
    facts, kinds = one.facts or {}, one.kinds or {}

    def pair(each: Pair) -> Json:
        old, new = words.results(each, facts, kinds)
        return {
            "old": old,
            "new": new,
            "verdict": each.differs.verdict,
            "by": each.differs.by,
            "exact": each.differs.exact,
        }

    return {
        "where": [{"fact": name, "is": words.cell(facts, name, cell)} for name, cell in region.where],
        "verdict": region.verdict,
        "always": region.always,
        "unless_ended": region.guarded,
        "scenes": words.scenes(region.scenes),
        "results": [pair(each) for each in region.pairs],
        "witness": None if region.witness is None else {**region.witness.__dict__},
    }


def _moved(one: Moved) -> Json:
    return {
        "case": one.case,
        "matter": one.matter,
        "move": one.move,
        "old": one.old,
        "new": one.new,
        "least": None if one.least is None else yuan(one.least),
        "most": None if one.most is None else yuan(one.most),
        "tiers": {"old": list(one.tiers[0]), "new": list(one.tiers[1])},
    }
