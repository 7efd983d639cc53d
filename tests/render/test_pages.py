"""JSON, HTML, console and widths."""

import io
import json
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from enforcerules.explain import explain
from enforcerules.model.decision import MoneyRange
from enforcerules.render.console import show
from enforcerules.render.decision_json import money_range, to_dict, to_json
from enforcerules.render.html import html
from enforcerules.render.text import text
from enforcerules.render.width import width, wrapped
from enforcerules.render.words.values_zh import money, span


class Balanced(HTMLParser):
    """Elements are closed in the order in which they were opened, and nothing comes from elsewhere."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert not {"src", "href"} & dict(attrs).keys()
        assert tag not in {"script", "link", "img"}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_html(decided, lang):
    page = html(explain(decided("two-acts")), lang)
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert "url(" not in page
    assert "http" not in page


def test_html_escapes(decided):
    made = explain(decided("expired-food"))
    assert "<b>&" not in html(type(made)("<b>&", "<i>", made.depth, made.parts, made.trace))


def test_json(decided):
    decision = decided("expired-food")
    made = to_dict(decision)
    assert json.loads(to_json(decision)) == made == json.loads(to_json(decision, 2))
    fine = next(m for m in made["outcomes"][0]["measures"] if m["kind"] == "fine")
    assert fine["statutory"] == {"min": "50000.00", "max": "100000.00", "min_open": False, "max_open": False}
    assert (fine["levels"][0]["min"], fine["levels"][0]["min_open"]) == ("65000.00", True)
    assert fine["nature"] == {"class": "penalty", "article9": 2}
    assert made["outcomes"][0]["questions"][0]["leads_to"] == {"true": "no_penalty_shall", "false": "no_penalty_may"}


def test_json_keys_are_in_canonical_order(decided):
    def ordered(value):
        if isinstance(value, dict):
            assert list(value) == sorted(value, key=lambda k: k.encode("utf-16-be"))
            return [ordered(one) for one in value.values()]
        return [ordered(one) for one in value] if isinstance(value, list) else None

    ordered(json.loads(to_json(decided("two-acts"))))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (MoneyRange(Fraction(100), Fraction(200)), ("1.00", "2.00", False, False)),
        (MoneyRange(Fraction(100), Fraction(200), lo_open=True, hi_open=True), ("1.00", "2.00", True, True)),
        (MoneyRange(Fraction(201, 2), Fraction(401, 2), lo_open=True, hi_open=True), ("1.01", "2.00", False, False)),
        (MoneyRange(None, None), (None, None, False, False)),
    ],
)
def test_money_is_rounded_inward(given, wanted):
    made = money_range(given)
    assert (made["min"], made["max"], made["min_open"], made["max_open"]) == wanted


@pytest.mark.parametrize(
    ("fen", "wanted"),
    [
        (6600, "66元"),
        (6650, "66.50元"),
        (5_000_000, "5万元"),
        (6_500_000, "6.5万元"),
        (1_850_000, "1.85万元"),
        (1_234_567, "12,345.67元"),
        (999_900, "9,999元"),
        (0, "0元"),
    ],
)
def test_money_in_chinese(fen, wanted):
    assert money(Fraction(fen)) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (MoneyRange(Fraction(5_000_000), Fraction(10_000_000)), "5万元以上10万元以下"),
        (MoneyRange(Fraction(6_500_000), Fraction(8_500_000), lo_open=True, hi_open=True), "超过6.5万元、不满8.5万元"),
        (MoneyRange(None, Fraction(200_000)), "2,000元以下"),
        (MoneyRange(Fraction(0), Fraction(5_000_000), hi_open=True), "不满5万元"),
        (MoneyRange(Fraction(500), Fraction(500)), "5元"),
        (MoneyRange(Fraction(500), None), "5元以上（上限待查）"),
    ],
)
def test_ranges_in_chinese(given, wanted):
    assert span(given) == wanted


@pytest.mark.parametrize("columns", [60, 72, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_are_not_too_wide(decided, lang, columns):
    for line in text(explain(decided("expired-food"), "full"), lang, columns).splitlines():
        assert width(line) <= columns + 12, line


def test_no_line_begins_with_a_closing_mark():
    for columns in range(8, 30):
        for line in wrapped(
            "应当（一）没收违法所得；（二）处5万元以上10万元以下罚款。见第3.5条、第4条（2021年）。", columns
        ):
            assert line[0] not in "，。；：、）"
            assert line[-1] != "（"


def test_nothing_is_lost_by_wrapping(decided):
    whole = text(explain(decided("expired-food")), "zh", 10_000)
    narrow = text(explain(decided("expired-food")), "zh", 60)
    assert "".join(whole.split()) == "".join(narrow.split())


def test_console(decided):
    file = io.StringIO()
    show(explain(decided("expired-food")), "zh", file)
    assert "【拟处理意见】" in file.getvalue()
    assert "\x1b[" not in file.getvalue()
