"""The reasons of a decision document: golden texts, and what holds of every one of them."""

import os
import re
from pathlib import Path

import pytest
from test_words import LANGS, PLACE, inside

import enforcerules as er
from enforcerules.explain.reasoning import proposed, reasoning
from enforcerules.model.capitals import read_figures, read_upper
from enforcerules.model.explanation import Message, Word
from enforcerules.render.reasoning import reasoning_text
from enforcerules.render.words.saying import MESSAGES, TERMS

GOLDEN = Path(__file__).parent / "golden"
OPEN = {"needs_human", "undetermined"}


def same(name, got):
    path = GOLDEN / name
    if os.environ.get("ENFORCERULES_ACCEPT"):
        path.write_text(got, encoding="utf-8", newline="\n")
    assert got == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["expired-food", "two-acts"])
def test_text(decided, name, lang):
    same(f"{name}.reasoning.{lang}.txt", reasoning_text(reasoning(decided(name)), lang))


@pytest.mark.parametrize("name", ["second-fine", "crime-fine-credited"])
def test_text_of_a_scenario(scenario, name):
    same(f"{name}.reasoning.zh.txt", reasoning_text(reasoning(scenario(name)), "zh"))


def test_everything_sent_has_words(decisions):
    for name, made in decisions.items():
        for sent in inside(reasoning(made), Message | Word):
            for lang in LANGS:
                if isinstance(sent, Word):
                    assert sent.group == "ordinal" or sent.key in TERMS[lang][sent.group], (name, sent)
                    continue
                args = dict(sent.args)
                assert sent.key in MESSAGES[lang] or "title" in args, (name, sent.key)
                assert not set(PLACE.findall(MESSAGES[lang].get(sent.key, ""))) - args.keys(), (name, sent.key)


def test_four_headings_for_each_act_and_party(decisions):
    for made in decisions.values():
        told = reasoning_text(reasoning(made))
        for heading in ("一、事实", "二、理由", "三、依据", "四、裁量说明"):
            assert sum(line == heading for line in told.splitlines()) == len(made.outcomes)


def test_what_is_open_is_never_told_as_decided(decisions):
    """The text begins by saying so exactly where an outcome is open, and no open outcome is told as a disposition."""
    for name, made in decisions.items():
        told = reasoning_text(reasoning(made))
        open_ = [one for one in made.outcomes if one.disposition in OPEN]
        assert told.startswith("（下列内容尚不能写入决定书") is bool(open_), name
        assert told.count("尚不能作出决定") == len(open_), name
        if len(open_) == len(made.outcomes):
            assert "依法应当给予行政处罚。" not in told, name


def test_paragraphs_are_sentences(decisions):
    """Each ends as a sentence does, stands on one line, and has no hole where a word is missing."""
    for name, made in decisions.items():
        for line in reasoning_text(reasoning(made)).splitlines():
            if line.startswith("　　"):
                assert line.endswith(("。", "：")), (name, line)
                assert not line.endswith("：") or line.startswith("　　首"), (name, line)
            assert "…" not in line, (name, line)
            assert "。；" not in line, (name, line)
            assert "：。" not in line, (name, line)


def test_amounts_in_words_are_those_in_figures(decisions):
    """Wherever an amount stands in capital numerals, the figures before it are the same amount."""
    seen = 0
    for made in decisions.values():
        for figures, words in re.findall(r"([0-9,.]+(?:万元|元))（大写：([^）]+)）", reasoning_text(reasoning(made))):
            seen += 1
            assert read_upper(words) == read_figures(figures)
    assert seen > 3


def test_a_proposed_fine_that_cannot_be_imposed(scenario, decisions):
    told = [reasoning_text(reasoning(made)) for made in decisions.values() if proposed(made) is not None]
    assert any("在准许的幅度之内。" in one for one in told)
    outside = [
        made
        for made in decisions.values()
        if any(a.kind == "proposed_outside" for o in made.outcomes for a in o.alerts)
    ]
    assert outside
    for made in outside:
        assert "不能这样决定" in reasoning_text(reasoning(made)) or len(made.outcomes) > 1


def test_the_public_verb(decided):
    made = decided("expired-food")
    assert er.reasoning(made) == reasoning_text(reasoning(made))
    assert er.reasoning(made, "en").startswith("(Not yet for a decision document")
