"""What is said of a text that cannot be read: code, place, and what was probably meant."""

from __future__ import annotations

import pytest
from vocabularies import AWKWARD

from enforcerules.base.source import Span, Text
from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition
from enforcerules.language.refusals import place

FIELDS = "金融安全、生命、健康、且慢"
GRADES = "没有、轻微、严重以上"
KINDS = "甲类、乙类（含未定级）、及时改正、不为人知、3级"


def refused(text, read=parse_condition):
    with pytest.raises(NotReadable) as caught:
        read(Text(text, Span("r.yaml", 7, 1, 7, len(text) + 1)), AWKWARD)
    found = caught.value.diagnostic
    assert found.span is not None
    assert (found.span.file, found.span.line, found.span.end_line) == ("r.yaml", 7, 7)
    return found.code, (found.span.column, found.span.end_column), dict(found.args)


@pytest.mark.parametrize(
    ("text", "code", "columns", "args"),
    [
        # ---- numbers
        ("货值金额1_000元以上", "ER403", (5, 10), {"text": "1_000", "found": "1_000", "suggestion": "1000"}),
        ("货值金额1,000元以上", "ER403", (5, 10), {"text": "1,000", "found": "1,000", "suggestion": "1000"}),
        ("货值金额1，000元以上", "ER226", (5, 10), {"text": "1，000", "found": "1，000", "suggestion": "1000"}),
        ("货值金额１２元", "ER226", (5, 7), {"text": "１２", "found": "１２", "suggestion": "12"}),
        ("货值金额１．５元", "ER226", (5, 8), {"text": "１．５", "found": "１．５"}),  # 1.5 has no digits only
        ("货值金额0010元以上", "ER403", (5, 9), {"text": "0010", "found": "0010"}),  # the same is no suggestion
        ("货值金额1234567890123456789元以上", "ER222", (5, 24), {"limit": "18"}),
        # ---- quotes, brackets, 非
        ("及时改正 或 「货值", "ER405", (8, 11), {"text": "「货值", "closing": "」"}),
        ("「」", "ER406", (1, 3), {"text": "「」"}),
        ("「  」", "ER406", (1, 5), {"text": "「  」"}),
        ("「丙丁戊己」", "ER406", (2, 6), {"text": "丙丁戊己"}),
        ("非及时改正", "ER404", (1, 2), {"suggestion": "非 及时改正"}),
        ("货值 且 非X光", "ER404", (6, 7), {"suggestion": "非 X光"}),
        ("及时改正）", "ER409", (5, 6), {"text": "）"}),
        ("（及时改正", "ER405", (1, 2), {"text": "（及时改正", "closing": "）"}),
        ("货值 且 (及时改正", "ER405", (6, 7), {"text": "(及时改正", "closing": ")"}),
        ("（货值 且 （及时改正）", "ER405", (1, 2), {"text": "（货值 且 （及时改正）", "closing": "）"}),
        ("货值金额 in [1元，2元", "ER405", (9, 10), {"text": "[1元，2元", "closing": "]"}),
        ("货值金额 in (1元，2元", "ER405", (9, 10), {"text": "(1元，2元", "closing": ")"}),
        # ---- the end is missing, whatever is open
        ("及时改正 且", "ER408", (6, 7), {"text": "及时改正 且"}),
        ("（及时改正 且", "ER408", (7, 8), {"text": "（及时改正 且"}),
        ("（及时改正 或", "ER408", (7, 8), {"text": "（及时改正 或"}),
        ("（非", "ER408", (2, 3), {"text": "（非"}),
        ("（", "ER408", (1, 2), {"text": "（"}),
        ("（货值金额不超过", "ER408", (8, 9), {"text": "（货值金额不超过"}),
        ("（所属类别为", "ER408", (6, 7), {"text": "（所属类别为"}),
        ("（所属类别不为", "ER408", (7, 8), {"text": "（所属类别不为"}),
        ("货值金额1元以上2元", "ER408", (10, 11), {"text": "货值金额1元以上2元"}),
        # ---- words in an order that is none
        ("且 及时改正", "ER409", (1, 2), {"text": "且"}),
        ("及时改正 或 且 货值", "ER409", (8, 9), {"text": "且"}),
        ("及时改正 且 非 或 货值", "ER409", (10, 11), {"text": "或"}),
        ("及时改正 且 货值金额 1元 或 货值", "ER409", (16, 17), {"text": "或"}),
        ("及时改正 且 货值 或", "ER409", (11, 12), {"text": "或"}),
        ("（及时改正 且 货值 或）", "ER409", (12, 13), {"text": "或"}),
        ("及时改正 且 货值 违法行为轻微 或 货值", "ER409", (11, 17), {"text": "违法行为轻微"}),
        # ---- names that are none
        ("货值金颠1元", "ER406", (1, 5), {"text": "货值金颠", "near": "货值金额"}),
        ("货值金颠额1元", "ER406", (1, 6), {"text": "货值金颠额", "near": "货值金额"}),
        ("及时改证 且 货值", "ER406", (1, 5), {"text": "及时改证", "near": "及时改正"}),
        ("货值 且 及时改证", "ER406", (6, 10), {"text": "及时改证", "near": "及时改正"}),
        ("无此名 且 货值", "ER406", (1, 4), {"text": "无此名"}),
        ("及时改正；货值", "ER406", (5, 6), {"text": "；"}),
        # ---- values that are none
        ("涉及领域包含军事", "ER410", (7, 9), {"fact": "涉及领域", "value": "军事", "allowed": FIELDS}),
        ("涉及领域包含金融安金", "ER410", (7, 11),
         {"fact": "涉及领域", "value": "金融安金", "allowed": FIELDS, "near": "金融安全"}),
        ("危害后果为严肃", "ER410", (6, 8), {"fact": "危害后果", "value": "严肃", "allowed": GRADES}),
        ("危害后果不为严肃", "ER410", (7, 9), {"fact": "危害后果", "value": "严肃", "allowed": GRADES}),
        ("危害后果不低于严肃", "ER410", (8, 10), {"fact": "危害后果", "value": "严肃", "allowed": GRADES}),
        ("所属类别为甲类、乙累之一", "ER410", (9, 11), {"fact": "所属类别", "value": "乙累", "allowed": KINDS}),
        ("货值金额不超过严肃", "ER406", (8, 10), {"text": "严肃"}),  # of a fact without names for its values
    ],
)  # fmt: skip
def test_what_is_said_of_a_text(text, code, columns, args):
    assert refused(text) == (code, columns, args)


@pytest.mark.parametrize(
    ("text", "columns", "left", "right"),
    [
        ("及时改正 且 货值 或 违法行为轻微", (11, 12), "（及时改正 且 货值） 或 违法行为轻微", "及时改正 且 （货值 或 违法行为轻微）"),
        ("及时改正或货值且违法行为轻微", (8, 9), "及时改正 或 （货值 且 违法行为轻微）", "（及时改正 或 货值） 且 违法行为轻微"),
        # of a chain the pieces are told apart by all words of the level, those after the place too
        (
            "货值 且 及时改正 或 货值 或 违法行为轻微 且 货值", (11, 12),
            "（货值 且 及时改正） 或 货值 或 （违法行为轻微 且 货值）", "货值 且 （及时改正 或 货值 或 违法行为轻微） 且 货值",
        ),
        # in brackets: what stands around them stays
        (
            "及时改正 或 （货值 且 违法行为轻微 或 货值） 或 货值", (21, 22),
            "及时改正 或 （（货值 且 违法行为轻微） 或 货值） 或 货值", "及时改正 或 （货值 且 （违法行为轻微 或 货值）） 或 货值",
        ),
        # brackets before the place are one piece; words in them are not those of the level
        (
            "（货值 或 及时改正） 且 违法行为轻微 或 货值", (22, 23),
            "（（货值 或 及时改正） 且 违法行为轻微） 或 货值", "（货值 或 及时改正） 且 （违法行为轻微 或 货值）",
        ),
        # an interval has brackets of its own
        (
            "货值金额 in [1元, 2元) 且 货值 或 及时改正", (23, 24),
            "（货值金额 in [1元, 2元) 且 货值） 或 及时改正", "货值金额 in [1元, 2元) 且 （货值 或 及时改正）",
        ),
    ],
)  # fmt: skip
def test_both_readings_of_a_chain(text, columns, left, right):
    assert refused(text) == ("ER407", columns, {"left": left, "right": right})
    for reading in (left, right):
        parse_condition(Text(reading), AWKWARD)


@pytest.mark.parametrize(
    ("text", "code", "args"),
    [
        ("2元以下1元以上", "ER417", {"text": "2元以下1元以上"}),
        ("1元以上2元以上", "ER409", {"text": "以上"}),
        ("1元以下2元以下", "ER409", {"text": "以下"}),
        ("1元以上，", "ER408", {"text": "1元以上，"}),
        ("1元 及时改正", "ER408", {"text": "1元 及时改正"}),
    ],
)
def test_what_is_said_of_an_amount(text, code, args):
    found, _, said = refused(text, parse_amount)
    assert (found, said) == (code, args)


@pytest.mark.parametrize(("read", "what"), [(parse_condition, "@condition"), (parse_amount, "@money")])
@pytest.mark.parametrize("text", ["", "  "])
def test_a_text_with_nothing_in_it(read, what, text):
    with pytest.raises(NotReadable) as caught:
        read(Text(text), AWKWARD)
    assert caught.value.diagnostic.code == "ER204"
    assert dict(caught.value.diagnostic.args) == {"where": what, "expected": what}


def test_a_text_of_more_than_the_longest():
    """4000 characters are read; a character more is refused, whatever it says."""
    longest = "及时改正" + " " * 3996
    parse_condition(Text(longest), AWKWARD)
    with pytest.raises(NotReadable) as caught:
        parse_condition(Text(longest + " "), AWKWARD)
    assert caught.value.diagnostic.code == "ER401"


@pytest.mark.parametrize(
    ("span", "quoted", "start", "length", "wanted"),
    [
        (Span("f", 3, 10, 3, 20), False, 0, 4, Span("f", 3, 10, 3, 14)),
        (Span("f", 3, 10, 3, 20), False, 5, 2, Span("f", 3, 15, 3, 17)),
        (Span("f", 3, 10, 3, 20), True, 5, 2, Span("f", 3, 16, 3, 18)),  # after the quote
        (Span("f", 3, 10, 3, 20), False, 5, 0, Span("f", 3, 15, 3, 16)),  # nothing is shown as one character
        (Span("f", 3, 10, 4, 20), False, 5, 2, Span("f", 3, 10, 4, 20)),  # over several lines: all of it
        (None, False, 5, 2, None),
    ],
)
def test_the_place_of_a_part(span, quoted, start, length, wanted):
    assert place(Text("甲" * 10, span, quoted=quoted), start, length) == wanted
