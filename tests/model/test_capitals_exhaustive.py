"""Capital amounts against a writer and a reader of their own, written from the rules and not from `capitals`.

Every class of structure is tried: each pattern of zeros and other figures over the fifteen places of an amount below
10 万亿 元 (thirteen of 元, 角, 分), each with several fillings; then amounts at random (a million under ENFORCERULES_ALL=1).
"""

import os
import random
import re
from itertools import product

import pytest

from enforcerules.model.capitals import amount_upper, read_upper, same_amount

ALL = os.environ.get("ENFORCERULES_ALL") == "1"
FIGURES = "零壹贰叁肆伍陆柒捌玖"
UNITS = ["", "拾", "佰", "仟", "万", "拾", "佰", "仟", "亿", "拾", "佰", "仟", "万"]
PLACES = 15


def written(fen):
    """Every place with its unit, a run of zeros as one 零; then the 零 that the rules leave out is taken away."""
    yuan, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    digits = str(yuan)
    text = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        unit = UNITS[place]
        small = unit if digit != "0" else unit if unit in {"万", "亿"} else ""
        text += FIGURES[int(digit)] + small
    text = re.sub("零+", "零", text)
    text = text.replace("零亿", "亿")
    text = re.sub("亿零万", "亿零", text)  # the whole section of 万 is missing: its zeros are one 零, which stays
    text = re.sub("零万", "万", text)
    text = re.sub("零+", "零", text)
    text = text.removesuffix("零")
    text = text.replace("万亿零万", "万亿零")
    text = text + "元" if text else ""
    if not (jiao or cents):
        return (text or "零元") + "整"
    if jiao:
        text += FIGURES[jiao] + "角"
    elif text:
        text += "零"
    return text + (FIGURES[cents] + "分" if cents else "整")


def value(text):
    """From left to right: figures fill the section, 万 closes it, 亿 closes all that came before."""
    before = section = figure = 0
    fen = 0
    for char in text.removesuffix("整"):
        if char in FIGURES:
            figure = FIGURES.index(char)
        elif char in "拾佰仟":
            section += figure * 10 ** ("拾佰仟".index(char) + 1)
            figure = 0
        elif char == "万":
            before, section, figure = before + (section + figure) * 10**4, 0, 0
        elif char == "亿":
            before, section, figure = (before + section + figure) * 10**8, 0, 0
        elif char == "元":
            fen, section, figure = (before + section + figure) * 100, 0, 0
        elif char in "角分":
            fen, figure = fen + figure * (10 if char == "角" else 1), 0
        else:
            raise AssertionError(char)
    return fen


def assert_round(fen):
    text = amount_upper(fen)
    assert text == written(fen), fen
    assert value(text) == fen
    assert read_upper(text) == fen


FILLINGS = [(1, 0), (9, 8), *([(2, 1), (4, 1), (5, 1), (7, 1)] if ALL else [])]
"""A figure for each place: (the place times the second number plus the first) modulo nine, plus one."""


@pytest.mark.parametrize("filling", range(len(FILLINGS)))
def test_every_pattern_of_zeros(filling):
    start, step = FILLINGS[filling]
    for pattern in product((0, 1), repeat=PLACES):
        fen = 0
        for place, taken in enumerate(pattern):
            fen = fen * 10 + ((place * step + start) % 9 + 1 if taken else 0)
        assert_round(fen)


def test_every_figure_in_every_place():
    """Each figure alone in each place, and with each figure in each other place."""
    ones = [figure * 10**place for place in range(PLACES) for figure in range(1, 10)]
    for one in ones:
        assert_round(one)
    for one, other in product(ones[::3], ones[::4]):
        assert_round((one + other) % 10**PLACES)


def test_at_random():
    source = random.Random(20260101)
    for _ in range(1_000_000 if ALL else 20_000):
        assert_round(source.randrange(10 ** source.randrange(1, PLACES + 1)))


# ---- words against figures -----------------------------------------------------------------------------------------

SAME = [
    ("肆万玖仟元整", "49000.00"),
    ("肆万玖仟元整", "49,000"),
    ("肆万玖仟元整", "4.9万元"),
    ("人民币肆万玖仟元正", "¥49000.00"),
    ("壹元零伍分", "1.05元"),
    ("零元整", "0.00"),
    ("壹万亿元整", "10000亿元"),
    ("叁仟伍佰元整", "0.350000万元"),
]
DIFFERENT = [
    ("肆万玖仟元整", "29000.00"),  # as a published decision had it
    ("肆万玖仟元整", "49000.01"),
    ("壹佰元整", "100万元"),
    ("壹元零伍分", "1.5"),
]


@pytest.mark.parametrize(("words", "figures"), SAME)
def test_words_and_figures_agree(words, figures):
    assert same_amount(words, figures)


@pytest.mark.parametrize(("words", "figures"), DIFFERENT)
def test_words_and_figures_differ(words, figures):
    assert not same_amount(words, figures)


@pytest.mark.parametrize("words", ["四万九千元", "肆万玖仟", "", "49000"])
def test_words_that_are_none(words):
    with pytest.raises(ValueError, match="words"):
        same_amount(words, "49000.00")


@pytest.mark.parametrize(
    "figures",
    [
        "",
        "49000.001",
        "4,9000",
        "049",
        "-1",
        "1e5",
        "４９０００",
        "49000美元",
        "0.00000000001亿元",
        "1.",
        ".5",
        "9" * 20,
    ],
)
def test_figures_that_are_none(figures):
    with pytest.raises(ValueError, match="figures"):
        same_amount("肆万玖仟元整", figures)
