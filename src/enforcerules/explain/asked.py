"""In full depth: every rule that was asked, stage by stage, with all its tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from enforcerules.explain import tests
from enforcerules.explain.rejected import effect
from enforcerules.explain.view import View, kind_title, rule_title, say
from enforcerules.model.decision import Reason
from enforcerules.model.explanation import Arg, Line, Section, Status, Word

_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_LATIN: Final = re.compile("[A-Za-z]+")
_FOLDED: Final = re.compile("(?<=[。；：，、）”\u4e00-\u9fff]) +(?=[（“\u4e00-\u9fff])")
_TRUTH: dict[bool | None, Status] = {True: "holds", False: "fails", None: "open"}


def asked(view: View) -> Iterator[Section]:
    """Every rule that was asked: held, did not hold, open, replaced."""
    if view.depth == "full":
        stages = groupby(view.outcome.reasons, key=lambda r: r.stage)
        lines = tuple(
            Line("statutory", say("stage", stage=Word("stage", stage)), children=tuple(_rules(view, found)))
            for stage, found in stages
        )
        yield Section("asked", say("heading.asked"), lines)


def _rules(view: View, found: Iterable[Reason]) -> Iterator[Line]:
    """Rules with their notes; the rows of a table share one, which stands below the first of them."""
    told: set[str] = set()
    for reason in found:
        note = reason.note if reason.note not in told else None
        told.add(note or "")
        yield _rule(view, reason, note)


def _note(note: str | None) -> Iterator[Line]:
    """What the ruleset remarks, where it is written in Chinese."""
    if note and len(_CHINESE.findall(note)) > len(_LATIN.findall(note)):
        yield Line("statutory", say("note", text=_FOLDED.sub("", note).rstrip("。. ")), only="zh")


def _rule(view: View, reason: Reason, note: str | None) -> Line:
    remark = f".{reason.remark}" if reason.remark else ""
    title: Arg = rule_title(reason)
    if reason.stage == "limb":
        title = kind_title(view.kind(reason.effect.removeprefix("measure:")))
    return Line(
        "open" if reason.holds is None else reason.says,
        say(f"asked{remark}", title=title, rule=reason.rule, effect=effect(view, reason)),
        status=_TRUTH[reason.holds],
        cites=reason.basis,
        children=(*_note(note), *(() if reason.remark == "replaced" else tests.every_test(view, reason))),
        decided=reason.decided,
        near=reason.near_miss and len(reason.tests) > 1,
        secondary=view.is_secondary(reason.basis, reason.evidence),
        rule=reason.rule,
    )
