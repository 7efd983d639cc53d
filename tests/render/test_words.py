"""Every key that `explain` can send has words in both languages, and the words have a place for what is sent."""

import re
from dataclasses import is_dataclass
from pathlib import Path
from typing import get_args

import pytest

from enforcerules.explain import explain
from enforcerules.model.citation import Citation
from enforcerules.model.concurrence import BECAUSE
from enforcerules.model.decision import DISPOSITIONS, ENGINE_ALERTS
from enforcerules.model.document import Rank
from enforcerules.model.explanation import Message, Word
from enforcerules.model.program import LEVELS, STAGES, Alert, Duty, Fact, Policy
from enforcerules.render.text import text
from enforcerules.render.words.saying import MESSAGES, TERMS

PLACE = re.compile(r"\{([a-z0-9_]+)\}")
LANGS = ("zh", "en")
SOURCE = Path(__file__).resolve().parents[2] / "src" / "enforcerules"


def inside(value, kind):
    """Every value of a kind inside a tree of frozen values, from a stack: the trees are large."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, kind):
            yield one
        if isinstance(one, tuple):
            left += one
        elif is_dataclass(one) and not isinstance(one, Fact | Citation):
            left += [getattr(one, name) for name in type(one).__dataclass_fields__]


@pytest.fixture(scope="module")
def explanations(decisions):
    return {(name, depth): explain(made, depth) for name, made in decisions.items() for depth in ("reasons", "full")}


def test_catalogues_agree():
    zh, en = (MESSAGES[lang] for lang in LANGS)
    phrases = {key for key in zh if key.startswith("verb.")}
    assert zh.keys() - phrases == en.keys()
    assert {k: set(TERMS["zh"][k]) for k in TERMS["zh"]} == {k: set(TERMS["en"][k]) for k in TERMS["en"]}
    for key in en:
        assert set(PLACE.findall(zh[key])) >= set(PLACE.findall(en[key])) - {"title"}, key


def test_keys_written_in_explain_are_in_the_catalogue():
    folder = SOURCE / "explain"
    for path in folder.glob("*.py"):
        for key in re.findall(r'\bsay\(\s*"([a-z_.0-9]+)"', path.read_text(encoding="utf-8")):
            assert key in MESSAGES["zh"], f"{path.name}: {key}"


def test_everything_sent_has_words(explanations):
    for name, made in explanations.items():
        for sent in inside(made, Message | Word):
            for lang in LANGS:
                if isinstance(sent, Word):
                    assert sent.group == "ordinal" or sent.key in TERMS[lang][sent.group], (name, sent)
                    continue
                args = dict(sent.args)
                assert sent.key in MESSAGES[lang] or "title" in args, (name, sent.key)
                missing = set(PLACE.findall(MESSAGES[lang].get(sent.key, ""))) - args.keys()
                assert not missing, (name, sent.key, missing)


@pytest.mark.parametrize("lang", LANGS)
def test_closed_sets_have_words(lang):
    terms = TERMS[lang]
    worded = {*DISPOSITIONS, "other_measures", "other_barred"}
    assert worded == set(terms["conclusion"]) == set(terms["conclusion.short"])
    assert set(LEVELS) == set(terms["level"])
    assert set(BECAUSE) == set(terms["because"])
    assert {*get_args(Rank), "unknown"} == set(terms["rank"])
    assert set(get_args(Policy)) == set(terms["policy"])
    assert set(STAGES) | {"elements"} == set(terms["stage"])


@pytest.mark.parametrize("lang", LANGS)
def test_alerts_of_the_engine_have_words(lang):
    assert not {kind for kind in ENGINE_ALERTS if f"alert.{kind}" not in MESSAGES[lang]}
    assert set(TERMS[lang]["question_of_law"]) <= ENGINE_ALERTS | {"no_upper_end"}  # told where rules are compared


@pytest.mark.parametrize("lang", LANGS)
def test_rules_with_duties_and_alerts_have_words(program, lang):
    """The kind of a duty or an alert is a ruleset's own: its rule's title is what is told."""
    for rule in program.rules:
        if isinstance(rule.effect, Duty | Alert):
            known = rule.effect.kind in TERMS[lang]["duty"] or f"alert.{rule.effect.kind}" in MESSAGES[lang]
            assert known or dict(rule.title).get("zh"), rule.id


def test_chinese_has_no_english_words(decided):
    for name in ("expired-food", "two-acts"):
        told = text(explain(decided(name)), "zh", 10_000)
        told = re.sub(r"sha256:[0-9a-f]+|CN-[0-9]+|\b[ap][0-9]\b|expired-food|two-acts", "", told)
        assert not re.findall(r"[A-Za-z]{2,}", told)


def test_chinese_names_nothing_by_its_id(explanations):
    """But cases and calendars; a factor of a weight table is told in the words of the ruleset (酸碱度 in (2, 5))."""
    for (name, depth), made in explanations.items():
        if depth == "reasons":
            told = text(made, "zh", 10_000).replace(made.case, "").replace("a worked example, no law", "")
            told = re.sub(r"sha256:[0-9a-f]+|CN(-[0-9]+)?|\b[ap][0-9]\b| in [(\[]|interpolation", "", told)
            assert not re.findall(r"[A-Za-z]{2,}", told), name


def test_chinese_punctuation(explanations):
    for (name, depth), made in explanations.items():
        if depth == "full":
            continue
        told = text(made, "zh", 10_000)
        for wrong in ("。。", "，。", "；。", "：。", "（）", "“”", "。，", "、、"):
            assert wrong not in told, (name, wrong, told[told.index(wrong) - 60 :][:80])
