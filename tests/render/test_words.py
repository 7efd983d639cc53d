"""Every key that `explain` can send has words in both languages, and the words have a place for what is sent."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from enforcerules.explain import explain
from enforcerules.model.decision import DISPOSITIONS
from enforcerules.model.explanation import Message, Word
from enforcerules.model.program import LEVELS, STAGES, Alert, Duty
from enforcerules.render.text import text
from enforcerules.render.words.saying import MESSAGES, TERMS

PLACE = re.compile(r"\{([a-z0-9_]+)\}")
LANGS = ("zh", "en")
SOURCE = Path(__file__).resolve().parents[2] / "src" / "enforcerules"


def inside(value, kind):
    """Every value of a kind inside a tree of frozen values."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from inside(one, kind)
    elif is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name), kind)


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


@pytest.mark.parametrize("lang", LANGS)
def test_everything_sent_has_words(explanations, lang):
    for name, made in explanations.items():
        for message in inside(made, Message):
            args = dict(message.args)
            assert message.key in MESSAGES[lang] or "title" in args, (name, message.key)
            missing = set(PLACE.findall(MESSAGES[lang].get(message.key, ""))) - args.keys()
            assert not missing, (name, message.key, missing)
        for term in inside(made, Word):
            assert term.group == "ordinal" or term.key in TERMS[lang][term.group], (name, term)


@pytest.mark.parametrize("lang", LANGS)
def test_closed_sets_have_words(lang):
    terms = TERMS[lang]
    assert set(DISPOSITIONS) == set(terms["conclusion"]) == set(terms["conclusion.short"])
    assert set(LEVELS) == set(terms["level"])
    assert set(STAGES) | {"elements"} == set(terms["stage"])


@pytest.mark.parametrize("lang", LANGS)
def test_alerts_of_the_engine_have_words(lang):
    folder = SOURCE / "decide"
    found = set()
    for path in folder.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'(?:AlertSeen|\.alert)\(\s*"([a-z_]+)"', source))
        found |= set(re.findall(r'"(tier_[a-z]+|newer_rules_lighter|versions_not_comparable)"', source))
    assert {"territory_unknown", "proposed_outside", "tier_gap"} <= found
    assert not {kind for kind in found if f"alert.{kind}" not in MESSAGES[lang]}


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


def test_chinese_punctuation(explanations):
    for (name, depth), made in explanations.items():
        if depth == "full":
            continue
        told = text(made, "zh", 10_000)
        for wrong in ("。。", "，。", "；。", "：。", "（）", "“”", "。，", "、、"):
            assert wrong not in told, (name, wrong, told[told.index(wrong) - 60 :][:80])
