"""What one ruleset sees while it is compiled: days, citations, what is known when, conditions and their types."""

from datetime import date
from fractions import Fraction

import pytest
from compiling import BASIS, below, compiled, ruleset, sound
from strategies import HEAD

from enforcerules.compile.instruments import instrument, with_concordance
from enforcerules.model.articles import ArticleIndex, Law, LawText
from enforcerules.model.citation import Citation
from enforcerules.model.document import InstrumentDoc
from enforcerules.model.program import TRUE_CONDITION, And, Atom, InForce, Known, Neg, Or, Threshold
from enforcerules.model.region import FALSE, TRUE, Interval, Numbers, Values, exactly

FACTS = {
    "dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS},
    "goods": {"label": "货值金额", "type": "money", "basis": BASIS},
    "pieces": {"label": "件数", "type": "integer", "unit": "件", "basis": BASIS},
    "weight": {"label": "重量", "type": "decimal", "unit": "千克", "basis": BASIS},
    "bare": {"label": "指数", "type": "decimal", "basis": BASIS},
    "times": {"label": "超标倍数", "type": "decimal", "unit": "倍", "basis": BASIS},
    "percent": {"label": "含量", "type": "decimal", "unit": "%", "basis": BASIS},
    "permille": {"label": "酒精度", "type": "integer", "unit": "‰", "basis": BASIS},
    "share": {"label": "比例", "type": "rate", "basis": BASIS},
    "held": {"label": "期限", "type": "period", "unit": "日", "basis": BASIS},
    "day": {"label": "告知日", "type": "date", "basis": BASIS},
    "harm": {
        "label": "后果",
        "type": "grade",
        "values": {"none": "没有", "minor": "轻微", "grave": "严重"},
        "basis": BASIS,
    },
    "trade": {
        "label": "行业",
        "type": "choice",
        "values": {"food": "食品", "drug": "药品", "toy": "玩具"},
        "basis": BASIS,
    },
    "fields": {"label": "领域", "type": "set", "values": {"money": "金融", "life": "健康"}, "basis": BASIS},
    "plate": {"label": "车牌", "type": "text", "basis": BASIS},
    "code": {"label": "代码", "type": "code", "basis": BASIS},
}
STANDARDS = {
    "hearing": {"label": "听证标准", "type": "money", "values": [{"value": "1元", "basis": BASIS}]},
    "flock": {"label": "头数标准", "type": "integer", "unit": "头", "values": [{"value": "3头", "basis": BASIS}]},
    "ounce": {"label": "小数标准", "type": "decimal", "unit": "件", "values": [{"value": "3件", "basis": BASIS}]},
    "heap": {"label": "数量标准", "type": "integer", "unit": "件", "values": [{"value": "3件", "basis": BASIS}]},
}


def gate(when, reads=None):
    """A ruleset with one gate."""
    law = {**HEAD["instruments"]["试法"], **({"reads": reads} if reads else {})}
    rule = {"id": "r", "when": when, "then": "spare", "basis": BASIS}
    return ruleset(instruments={**HEAD["instruments"], "试法": law}, facts=FACTS, parameters=STANDARDS, gates=[rule])


def condition(when, reads=None):
    return sound(gate(when, reads)).rules[0].condition


def line(lo, hi, lo_open=None, hi_open=None):
    return Numbers((Interval(lo, hi, lo_open=bool(lo_open), hi_open=bool(hi_open)),))


DUMPED, GRAVE = Atom("dumped", TRUE, ""), Atom("harm", exactly(2), "为严重")


@pytest.mark.parametrize(
    ("when", "made"),
    [
        ("true", TRUE_CONDITION),
        ("是", TRUE_CONDITION),
        ("倾倒", DUMPED),
        ("倾倒 且 后果为严重", And((DUMPED, GRAVE))),
        ("倾倒 或 后果为严重", Or((DUMPED, GRAVE))),
        ("非 倾倒", Neg(DUMPED)),
        ({"all": ["倾倒", "后果为严重"]}, And((DUMPED, GRAVE))),
        ({"any": ["倾倒", {"not": "后果为严重"}]}, Or((DUMPED, Neg(GRAVE)))),
        ("倾倒为是", Atom("dumped", TRUE, "为是")),
        ("倾倒为否", Atom("dumped", FALSE, "为否")),
        ("倾倒不为是", Atom("dumped", FALSE, "不为是")),
        ("倾倒无法确定", Known("dumped", "undeterminable", "无法确定")),
        ("倾倒已查明", Known("dumped", "ascertained", "已查明")),
        ("领域包含金融", Atom("fields∋money", TRUE, "包含金融")),
        ("行业为食品", Atom("trade", Values(frozenset({"food"})), "为食品")),
        ("行业不为食品", Atom("trade", Values(frozenset({"drug", "toy"})), "不为食品")),  # one of the others, by name
        ("行业不为食品、玩具之一", Atom("trade", Values(frozenset({"drug"})), "不为食品、玩具之一")),
        ("后果为没有、严重之一", Atom("harm", Numbers((Interval(0, 0), Interval(2, 2))), "为没有、严重之一")),
        ("车牌为食品", Atom("plate", Values(frozenset({"食品"})), "为食品")),  # any text
        ("代码为食品", Atom("code", Values(frozenset({"食品"})), "为食品")),
        (
            "代码不为食品、健康之一",
            Atom("code", Values(frozenset({"食品", "健康"}), others=True), "不为食品、健康之一"),
        ),
        ("后果轻微以上", Atom("harm", line(1, None), "轻微以上")),
        ("告知日为2024-02-29", Atom("day", exactly(738_945), "为2024-02-29")),
        ("货值金额不超过听证标准", Threshold("goods", "<=", "hearing", "不超过听证标准")),
        ("货值金额听证标准以上", Threshold("goods", ">=", "hearing", "听证标准以上")),
        ("件数超过数量标准", Threshold("pieces", ">", "heap", "超过数量标准")),
        ("件数不足数量标准", Threshold("pieces", "<", "heap", "不足数量标准")),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_what_a_condition_becomes(when, made):
    assert condition(when) == made


@pytest.mark.parametrize(
    ("words", "region", "wanted"),
    [
        *((f"货值金额{word}2元", line(None, 200, hi_open=True), f"{word}2元") for word in ("不足", "不满", "低于", "少于")),
        *((f"货值金额{word}2元", line(200, None, lo_open=True), f"{word}2元") for word in ("超过", "高于", "多于")),
        *((f"货值金额{word}2元", line(None, 200), f"{word}2元") for word in ("不超过", "不高于")),
        *((f"货值金额{word}2元", line(200, None), f"{word}2元") for word in ("不低于", "不少于")),
        ("货值金额<2元", line(None, 200, hi_open=True), "低于2元"),
        ("货值金额>2元", line(200, None, lo_open=True), "超过2元"),
        ("货值金额<=2元", line(None, 200), "不超过2元"),
        ("货值金额>=2元", line(200, None), "不低于2元"),
        ("货值金额>1元<2元", line(100, 200, lo_open=True, hi_open=True), "超过1元低于2元"),
        ("货值金额不低于1元不超过1元", exactly(100), "不低于1元不超过1元"),
        ("告知日早于2024-02-29", line(None, 738_945, hi_open=True), "低于2024-02-29"),
    ],
)  # fmt: skip
def test_what_words_of_comparison_mean(words, region, wanted):
    made = condition(words)
    assert made.region == region
    assert made.wanted in {wanted, "早于2024-02-29"}


@pytest.mark.parametrize(
    ("reads", "lo_open", "hi_open", "note", "words"),
    [
        ({}, False, False, "", (">=", "<=")),
        ({"以上": "excluded"}, True, False, "（以上不含本数）", (">", "<=")),
        ({"以下": "excluded"}, False, True, "（以下不含本数）", (">=", "<")),
        ({"以上": "excluded", "以下": "excluded"}, True, True, "（以上、以下不含本数）", (">", "<")),
    ],
)
def test_what_an_instrument_reads_in_its_words(reads, lo_open, hi_open, note, words):
    """以上 and 以下 alone, of figures and of standards; what is unusual is said beside the words it is about."""
    made = condition("货值金额1元以上2元以下", reads)
    assert (made.region, made.wanted) == (line(100, 200, lo_open, hi_open), f"1元以上2元以下{note}")
    above, under = condition("货值金额1元以上", reads), condition("货值金额1元以下", reads)
    assert above.wanted == "1元以上" + ("（以上不含本数）" if lo_open else "")
    assert under.wanted == "1元以下" + ("（以下不含本数）" if hi_open else "")
    assert (condition("货值金额不低于1元", reads).region, condition("货值金额不低于1元", reads).wanted) == (
        line(100, None),
        "不低于1元",
    )
    assert condition("货值金额听证标准以上", reads).word == words[0]
    assert condition("货值金额听证标准以下", reads).word == words[1]


@pytest.mark.parametrize(
    ("when", "number", "kind"),
    [
        ("货值金额为1元", 100, int),
        ("货值金额为0.01元", 1, int),
        ("货值金额为0.001元", Fraction(1, 10), Fraction),
        ("件数为3件", 3, int),
        ("重量为3千克", Fraction(3), Fraction),
        ("重量为0.5千克", Fraction(1, 2), Fraction),
        ("指数为2.5", Fraction(5, 2), Fraction),
        ("超标倍数为2倍", Fraction(2), Fraction),
        ("超标倍数为150%", Fraction(3, 2), Fraction),
        ("含量为3%", Fraction(3), Fraction),
        ("含量为3‰", Fraction(3, 10), Fraction),
        ("含量为2倍", Fraction(200), Fraction),
        ("酒精度为3‰", 3, int),
        ("酒精度为3%", 30, int),
        ("比例为30%", Fraction(3, 10), Fraction),
        ("比例为2倍", Fraction(2), Fraction),
        ("期限为3日", 3, int),
        ("期限为3天", 3, int),
    ],
)
def test_a_quantity_in_the_unit_of_its_fact(when, number, kind):
    region = condition(when).region
    assert region == exactly(number)
    assert type(region.intervals[0].lo) is kind


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("货值金额3以上", ("ER241", {"suggestion": "3元", "fact": "货值金额"})),
        ("货值金额3件以上", ("ER411", {"value": "3件", "unit": None})),
        ("货值金额3倍以上", ("ER411", {"value": "3倍"})),
        ("件数3以上", ("ER411", {"value": "3", "unit": "件"})),
        ("件数3元以上", ("ER411", {"value": "3元"})),
        ("件数3%以上", ("ER411", {"value": "3%"})),
        ("重量3件以上", ("ER411", {"value": "3件"})),
        ("重量3倍以上", ("ER411", {"value": "3倍"})),  # no share of weights
        ("指数3件以上", ("ER411", {"value": "3件"})),
        ("指数3%以上", ("ER411", {"value": "3%"})),
        ("含量3件以上", ("ER411", {"value": "3件"})),
        ("含量3以上", ("ER411", {"value": "3"})),
        ("比例3以上", ("ER411", {"value": "3"})),
        ("比例3元以上", ("ER411", {"value": "3元"})),
        ("期限3件以上", ("ER411", {"value": "3件"})),
        ("件数1.5件以上", ("ER221", {"found": "1.5件"})),
        ("酒精度1.5‰以上", ("ER221", {"found": "1.5‰"})),
        ("期限1.5日以上", ("ER221", {"found": "1.5日"})),
        ("告知日3日以上", ("ER412", {"text": "3日", "type": "@date"})),
        ("后果3以上", ("ER412", {"text": "3", "type": "@grade"})),
        ("后果3元以上", ("ER412", {"text": "3元"})),
        ("倾倒1元以上", ("ER412", {"text": "倾倒1元以上", "type": "@truth"})),
        ("行业为3件", ("ER412", {"text": "3件", "type": "@choice"})),
        ("车牌为3件", ("ER412", {"text": "3件", "type": "@text"})),
        ("货值金额", ("ER412", {"text": "货值金额", "type": "@money"})),
        ("货值金额为食品", ("ER412", {"text": "食品"})),
        ("货值金额为是", ("ER412", {"text": "是"})),
        ("倾倒为食品", ("ER412", {"text": "食品"})),
        ("行业不超过食品", ("ER412", {"text": "行业不超过食品"})),
        ("货值金额包含食品", ("ER412", {"text": "货值金额包含食品"})),
        ("领域为金融", ("ER412", {"text": "领域为金融"})),
        ("货值金额为听证标准", ("ER412", {"text": "听证标准"})),
        ("货值金额1元以上不超过听证标准", ("ER412", {"text": "听证标准"})),
        ("件数超过听证标准", ("ER411", {"value": "听证标准"})),
        ("货值金额超过数量标准", ("ER411", {"value": "数量标准"})),
        ("件数超过头数标准", ("ER411", {"value": "头数标准"})),
        ("件数超过小数标准", ("ER411", {"value": "小数标准"})),
        ("超标倍数超过数量标准", ("ER411", {"value": "数量标准"})),
        ("货值金额超过2元不足1元", ("ER413", {"text": "货值金额超过2元不足1元"})),
        ("货值金额超过1元不超过1元", ("ER413", {"text": "货值金额超过1元不超过1元"})),
        ("领域包含食品", ("ER410", {"value": "食品", "allowed": "金融、健康"})),
        ("行业为金融", ("ER410", {"value": "金融", "allowed": "食品、药品、玩具"})),
        ("后果为食品", ("ER410", {"value": "食品", "allowed": "没有、轻微、严重"})),
        ("告知日为2023-02-29", ("ER231", {})),
    ],
)
def test_what_does_not_suit_the_type_of_its_fact(when, found):
    """It is told, and stands for what always holds."""
    program, told = compiled(gate(when))
    assert [(code, {k: args.get(k) for k in found[1]}) for code, args in told] == [found]
    assert program.rules[0].condition == TRUE_CONDITION


# ---- days --------------------------------------------------------------------------------------------------------------


def law(*versions):
    return {"title": "某法", "rank": "law", "versions": list(versions)}


BARE = {"title": "某法", "rank": "law"}
TWO = law(
    {"id": "1", "from": "2020-01-01", "until": "2022-12-31", "known": "2019-09-01"},
    {"id": "2", "from": "2023-01-01", "until": "2024-12-31", "known": "2022-06-01"},
)
OPEN = law(
    {"id": "1", "from": "2020-01-01", "until": "2022-12-31"}, {"id": "2", "from": "2023-01-01", "known": "2022-06-01"}
)
TOLD = law({"id": "1", "from": "2020-01-01", "until": "2022-12-31", "until_known": "2022-09-09"})


def in_force(instrument, **said):
    rule = {
        "id": "r",
        "then": "spare",
        "basis": "某法 第一条",
        **{key.rstrip("_"): value for key, value in said.items()},
    }
    program, told = compiled(ruleset(instruments={"某法": instrument}, gates=[rule]))
    found = program.rules[0].in_force
    return (found.since, found.until, found.known, found.until_known), told


def days(*texts):
    return tuple(None if one is None else date.fromisoformat(one) for one in texts)


@pytest.mark.parametrize(
    ("instrument", "said", "wanted"),
    [
        # what is not said: the days of the instrument, known as its first version is
        (TWO, {}, ("2020-01-01", "2024-12-31", "2019-09-01", None)),
        (OPEN, {}, ("2020-01-01", None, None, None)),
        (TOLD, {}, ("2020-01-01", "2022-12-31", None, "2022-09-09")),
        (BARE, {}, (None, None, None, None)),
        (BARE, {"from_": "2021-05-05", "until": "2021-06-06"}, ("2021-05-05", "2021-06-06", None, None)),
        # what is said lies within them
        (TWO, {"from_": "2021-05-05"}, ("2021-05-05", "2024-12-31", "2019-09-01", None)),
        (TWO, {"from_": "2019-05-05"}, ("2020-01-01", "2024-12-31", None, None)),
        (TWO, {"until": "2030-01-01"}, ("2020-01-01", "2024-12-31", "2019-09-01", None)),
        # what begins with a version is known with it, and so is the end that the next version puts to it
        (TWO, {"from_": "2023-01-01"}, ("2023-01-01", "2024-12-31", "2022-06-01", None)),
        (TWO, {"from_": "2022-12-31"}, ("2022-12-31", "2024-12-31", "2019-09-01", None)),
        (TWO, {"until": "2022-12-31"}, ("2020-01-01", "2022-12-31", "2019-09-01", "2022-06-01")),
        (TWO, {"until": "2022-12-30"}, ("2020-01-01", "2022-12-30", "2019-09-01", None)),
        (TWO, {"until": "2023-01-01"}, ("2020-01-01", "2023-01-01", "2019-09-01", None)),
        (TWO, {"known": "2021-01-01", "until": "2022-12-31", "until_known": "2022-02-02"},
         ("2020-01-01", "2022-12-31", "2021-01-01", "2022-02-02")),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_the_days_of_a_rule(instrument, said, wanted):
    assert in_force(instrument, **said) == (days(*wanted), [])


@pytest.mark.parametrize(
    ("instrument", "said", "found"),
    [
        (
            TWO,
            {"from_": "2021-01-02", "until": "2021-01-01"},
            ("ER512", {"since": "2021-01-02", "until": "2021-01-01"}),
        ),
        (TWO, {"from_": "2021-01-01", "until": "2021-01-01"}, None),
        (TWO, {"until_known": "2021-01-01"}, ("ER560", {})),
        (TWO, {"until": "2021-01-01", "until_known": "2021-01-01"}, None),
        (
            TWO,
            {"until": "2019-12-31"},
            ("ER306", {"name": "某法", "stated": "…2019-12-31", "covered": "2020-01-01…2024-12-31"}),
        ),
        (TWO, {"until": "2020-01-01"}, None),
        (
            TWO,
            {"from_": "2025-01-01"},
            ("ER306", {"name": "某法", "stated": "2025-01-01…", "covered": "2020-01-01…2024-12-31"}),
        ),
        (TWO, {"from_": "2024-12-31"}, None),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_days_that_are_none(instrument, said, found):
    _, told = in_force(instrument, **said)
    assert told == ([] if found is None else [found])


def test_versions_in_any_order_cover_the_same_days():
    """The first day is the earliest, the last that of the version that ends last; one without an end ends last."""
    one, two = TWO["versions"]
    assert in_force(law(two, one)) == in_force(TWO)
    open_one, open_two = OPEN["versions"]
    assert in_force(law(open_two, open_one)) == in_force(OPEN)


# ---- citations ---------------------------------------------------------------------------------------------------------


def test_a_citation_must_be_of_what_is_declared():
    for basis, found in (
        ("食品安全发 第一条", ("ER304", {"name": "食品安全发", "near": "食品安全法"})),
        ("丙丁戊 第一条", ("ER304", {"name": "丙丁戊"})),
        ("试法 第条", ("ER305", {"text": "试法 第条"})),
    ):
        instruments = {**HEAD["instruments"], "食品安全法": OPEN}
        fact = {"label": "甲", "type": "boolean", "basis": [basis, "试规 第二条"]}
        program, told = compiled(ruleset(instruments=instruments, facts={"one": fact}))
        assert told == [found]
        assert program.rulesets["t"].facts["one"].basis == (Citation("试规", 2),)


def test_what_was_cited_is_kept_with_its_days():
    """A rule in its own days, a row in those of its table, a fact in none; a value of a parameter in those it says."""
    matter = {"id": "m.one", "title": {"zh": "甲"}, "elements": "倾倒", "penalised_by": "试法 第五条", "penalties": [{"fine": {"shall": "1元"}}],
              "until": "2024-12-31", "prohibited_by": "试法 第六条"}  # fmt: skip
    row = {"id": "a", "otherwise": True, "of_max": "50%", "basis": "试法 第八条"}
    table = {"id": "b", "refines": "m.one/fine", "basis": "试规 第七条", "rows": [row], "from": "2021-01-01"}
    parameter = {"label": "标准", "type": "money", "values": [
        {"value": "1元", "basis": "试规 第十条", "from": "2022-01-01", "until": "2022-12-31"}, {"value": "2元", "basis": "试规 第十一条"}]}  # fmt: skip
    program = sound(
        ruleset(facts={"dumped": FACTS["dumped"]}, matters=[matter], benchmarks=[table], parameters={"p": parameter})
    )
    assert {one.ruleset for one in program.cites} == {"t"}
    held = {one.citation.article: one.in_force and (one.in_force.since, one.in_force.until) for one in program.cites}
    assert held == {
        1: None,
        5: days("2020-01-01", "2024-12-31"),
        6: days("2020-01-01", "2024-12-31"),
        7: days("2021-01-01", None),
        8: days("2021-01-01", None),
        10: days("2022-01-01", "2022-12-31"),
        11: None,
    }


# ---- instruments -------------------------------------------------------------------------------------------------------


def test_an_instrument_and_its_versions():
    said = {
        "title": "某法", "rank": "local_rule", "number": "3", "evidence": "secondary", "reads": {"以上": "excluded"},
        "versions": [{"id": "2", "from": "2023-01-01", "known": "2022-06-01"}, {"id": "1", "from": "2020-01-01", "until": "2022-12-31"}],
    }  # fmt: skip
    made = sound(ruleset(instruments={"某法": said})).rulesets["t"].instruments["某法"]
    assert (made.name, made.title, made.rank, made.number, made.evidence) == (
        "某法",
        "某法",
        "local_rule",
        "3",
        "secondary",
    )
    assert (made.reads.above, made.reads.below) == (False, True)
    assert [(one.id, one.in_force) for one in made.versions] == [
        (
            "1",
            InForce(date(2020, 1, 1), date(2022, 12, 31), None, date(2022, 6, 1)),
        ),  # known with the version that follows
        ("2", InForce(date(2023, 1, 1), None, date(2022, 6, 1))),
    ]


def test_the_concordance_of_versions():
    versions = [
        {"id": "1", "from": "2020-01-01", "until": "2022-12-31"},
        {"id": "2", "from": "2023-01-01", "renumbers": {"第九条": ["第十条", "第十一条"], "第三条": "第四条"}},
    ]
    program = sound(ruleset(instruments={"某法": {"title": "某法", "rank": "law", "versions": versions}}))
    made = program.rulesets["t"].instruments["某法"]
    article = [Citation("某法", n) for n in range(12)]
    assert made.versions[0].renumbers == ()
    assert made.versions[1].renumbers == ((article[9], (article[10], article[11])), (article[3], (article[4],)))
    first, second = days("2020-01-01", "2022-12-31"), days("2023-01-01", None)
    held = {one.citation.article: (one.in_force.since, one.in_force.until) for one in program.cites}
    assert held == {9: first, 10: second, 11: second, 3: first, 4: second}
    for renumbers, version, found in (
        ({"第九条": "第十条"}, 0, [("ER317", {"name": "某法", "version": "1"})]),
        ({"某法 第九条": "第十条"}, 1, [("ER318", {"text": "某法 第九条"})]),
        ({"第九条": "某法 第十条"}, 1, [("ER318", {"text": "某法 第十条"})]),
        ({"第条": "第十条"}, 1, [("ER318", {"text": "第条"})]),
    ):
        said = [{key: value for key, value in one.items() if key != "renumbers"} for one in versions]
        said[version]["renumbers"] = renumbers
        assert compiled(ruleset(instruments={"某法": {"title": "某法", "rank": "law", "versions": said}}))[1] == found


@pytest.mark.parametrize(
    ("published", "version", "wanted"),
    [
        # the last text in time for a version: at most two years and a day (731) before it, and after the version before it
        ([], 0, None),
        (["2019-06-01"], 0, "2019-06-01"),
        (["2018-12-31", "2019-06-01"], 0, "2019-06-01"),
        (["2018-01-01"], 0, "2018-01-01"),
        (["2017-12-31"], 0, None),
        (["2020-01-01"], 0, "2020-01-01"),
        (["2020-01-02"], 0, None),
        (["2019-06-01"], 1, None),
        (["2020-01-01"], 1, None),
        (["2020-01-02"], 1, "2020-01-02"),
        (["2020-01-02", "2021-06-01"], 1, "2021-06-01"),
        (["2021-06-02"], 1, None),
    ],
)
def test_the_text_of_a_version(published, version, wanted):
    """Of two versions, from 2020-01-01 and from 2021-06-01; 731 days before the first is 2017-12-31, which is too long before."""
    texts = tuple(LawText(date.fromisoformat(day), {}) for day in published)
    articles = ArticleIndex({"某法": Law("某法", texts)} if texts else {})
    doc = InstrumentDoc.model_validate(law({"id": "2", "from": "2021-06-01"}, {"id": "1", "from": "2020-01-01"}))
    made = instrument("某法", doc, articles)
    assert [one.id for one in made.versions] == ["1", "2"]
    assert made.versions[version].text == (None if wanted is None else date.fromisoformat(wanted))


def test_a_text_that_is_said_is_the_one():
    doc = InstrumentDoc.model_validate(law({"id": "1", "from": "2020-01-01", "text": "2001-01-01"}))
    for texts in ((), (LawText(date(2019, 6, 1), {}),)):
        articles = ArticleIndex({"某法": Law("某法", texts)} if texts else {})
        made = instrument("某法", doc, articles)
        assert made.versions[0].text == date(2001, 1, 1)
        told = []
        with_concordance(made, doc, "t", articles, lambda code, _span, told=told, **args: told.append((code, args)))
        said = {"name": "某法", "text": date(2001, 1, 1), "known": "2019-06-01"}
        assert told == ([("ER316", said)] if texts else [])


# ---- rulesets ----------------------------------------------------------------------------------------------------------


def test_a_ruleset_that_says_everything():
    kinds = {
        "stop": {"label": "停业", "en": "closure", "class": "penalty", "article9": "4", "by": "省级机关", "rank": "3"}
    }
    program = sound(
        ruleset("t", about="试验"),
        below(
            "t.local",
            title={"zh": "地方", "en": "local"},
            territory=["440000", "450000"],
            kinds=kinds,
            facts={"one": {**FACTS["dumped"]}},
        ),
    )
    above, made = program.rulesets["t"], program.rulesets["t.local"]
    assert (above.about, above.extends, above.lineage, above.status, above.territories) == (
        "试验",
        (),
        ("t",),
        "example",
        ("000000",),
    )
    assert (made.id, made.title, made.territories) == (
        "t.local",
        (("en", "local"), ("zh", "地方")),
        ("440000", "450000"),
    )
    assert (made.extends, made.lineage, made.about) == (("t",), ("t", "t.local"), None)
    assert list(made.instruments) == ["试法", "试规"]
    assert list(made.kinds) == ["fine", "license_revoke", "stop"]
    stop = made.kinds["stop"]
    assert (stop.id, stop.label, stop.en, stop.class_, stop.by, stop.rank) == (
        "stop",
        "停业",
        "closure",
        "penalty",
        "省级机关",
        3,
    )
    assert (above.kinds["fine"].en, above.kinds["fine"].by, above.kinds["fine"].rank) == (None, None, None)
    assert list(program.rulesets) == ["t", "t.local"]


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        ([below("a", "a")], [("ER311", {"ruleset": "a", "path": "a → a"})]),
        ([below("a", "b"), below("b", "a")], [("ER311", {"ruleset": "a", "path": "a → b → a"})]),
        ([below("z", "a"), below("a", "b"), below("b", "a")], [("ER311", {"ruleset": "a", "path": "a → b → a"})]),
        ([below("local", "genral"), ruleset("general")], [("ER301", {"ruleset": "genral", "near": "general"})]),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_what_extends_nothing_that_is_there(documents, found):
    assert compiled(*documents)[1] == found


def test_what_is_missing_above_is_said_once():
    """Of a ruleset that extends one that is not there names that are unknown go without saying, of one below it too."""
    rule = {"id": "r", "when": "丙丁", "then": "spare", "basis": "没有 第一条"}
    assert [code for code, _ in compiled(below("a", "none_such", gates=[rule]), below("b", "a"))[1]] == ["ER301"]
    assert [code for code, _ in compiled(below("a", "none_such"), below("b", "a", gates=[rule]))[1]] == ["ER301"]
    assert sorted(code for code, _ in compiled(below("a", "none_such"), ruleset("b", gates=[rule]))[1]) == [
        "ER301",
        "ER304",
        "ER406",
    ]


def test_the_lineage_goes_from_the_general_to_the_special():
    two = {**below("c"), "extends": ["b", "a"]}
    program = sound(ruleset("t"), below("a"), below("b"), two, below("d", "c"))
    assert program.rulesets["d"].lineage == ("t", "b", "a", "c", "d")


BOOL = {"label": "甲", "type": "boolean", "basis": BASIS}


def test_the_fact_of_the_more_special_ruleset_is_seen():
    changed = {**BOOL, "label": "丙", "overrides": True}
    program = sound(ruleset("t", facts={"one": BOOL}), below("a", facts={"one": changed}), below("b", "a"), {**below("c"), "extends": ["t", "a"]},
                    {**below("d"), "extends": ["a", "t"]})  # fmt: skip
    assert {name: one.facts["one"].ruleset for name, one in program.rulesets.items()} == {
        "t": "t",
        "a": "a",
        "b": "a",
        "c": "a",
        "d": "a",
    }


@pytest.mark.parametrize(
    ("above", "own", "found"),
    [
        ({"one": BOOL}, {"one": {**BOOL, "label": "乙"}}, [("ER312", {"name": "one"})]),
        ({"one": BOOL}, {"one": {**BOOL, "overrides": True}}, []),
        ({"one": BOOL}, {"two": {**BOOL, "label": "乙", "overrides": True}}, [("ER312", {"name": "two"})]),
        ({"one": BOOL}, {"two": BOOL}, [("ER303", {"label": "甲", "other": "one"})]),
        ({"one": BOOL}, {"two": {**BOOL, "label": "乙", "also": ["甲"]}}, [("ER303", {"label": "甲", "other": "one"})]),
        ({}, {"one": BOOL, "two": BOOL}, [("ER303", {"label": "甲", "other": "one"})]),
        ({}, {"one": BOOL, "two": {**BOOL, "label": "乙"}}, []),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)
def test_names_of_facts_over_two_rulesets(above, own, found):
    assert compiled(ruleset(facts=above) if above else ruleset(), below("t.local", facts=own))[1] == found


def test_a_name_under_facts_and_under_derived():
    said = ruleset(facts={"one": BOOL}, derived={"one": {"label": "乙", "when": "甲", "basis": BASIS}})
    assert ("ER309", {"id": "one"}) in compiled(said)[1]


def test_codes_of_places():
    for codes, found in ((["440000"], []), (["44000"], ["44000"]), (["4400000", "广东"], ["4400000", "广东"])):
        assert [args["found"] for code, args in compiled(ruleset(territory=codes))[1] if code == "ER253"] == found


def test_versions_have_days_that_are_days():
    instruments = {"某法": law({"id": "1", "from": "2020-01-02", "until": "2020-01-01"})}
    assert [code for code, _ in compiled(ruleset(instruments=instruments))[1]] == ["ER512"]


# ---- what names what ---------------------------------------------------------------------------------------------------


def matter(name, **more):
    return {
        "id": name,
        "title": {"zh": "甲"},
        "elements": "倾倒",
        "penalised_by": BASIS,
        "penalties": [{"fine": {"shall": "1元"}}],
        **more,
    }


def rule(name, **more):
    return {"id": name, "then": "spare", "basis": BASIS, **more}


LADDER = {"id": "l", "counter": "件数", "basis": BASIS, "steps": [{"at": "1件", "then": "penalise"}]}
TABLE = {"id": "b", "refines": "m.one/fine", "basis": BASIS, "rows": [{"id": "a", "otherwise": True, "of_max": "50%"}]}
VALUE = {"value": "1元", "basis": BASIS}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"gates": [rule("r"), rule("s", matter=["m.one", "m.*", "*"])]}, []),
        ({"gates": [rule("r", matter=["m.onr"])]}, [("ER307", {"matter": "m.onr", "near": "m.one"})]),
        ({"gates": [rule("r", matter=["n.*"])]}, [("ER307", {"matter": "n.*"})]),
        ({"escalations": [{**LADDER, "matter": ["m.onr"]}]}, [("ER307", {"matter": "m.onr", "near": "m.one"})]),
        ({"parameters": {"p": {"label": "标准", "type": "money", "values": [{**VALUE, "matter": "m.onr"}]}}},
         [("ER307", {"matter": "m.onr", "near": "m.one"})]),
        ({"gates": [rule("r"), rule("s", replaces=["r"])]}, []),
        ({"gates": [rule("rule"), rule("s", replaces=["rulr"])]}, [("ER310", {"rule": "rulr", "near": "rule"})]),
        ({"gates": [rule("rule"), rule("s", overrides="rulr", override_basis=BASIS)]}, [("ER310", {"rule": "rulr", "near": "rule"})]),
        ({"gates": [rule("r"), rule("r")]}, [("ER309", {"id": "r"})]),
        ({"gates": [rule("r")], "exemptions": [rule("r")]}, [("ER309", {"id": "r"})]),
        ({"gates": [rule("l")], "escalations": [LADDER]}, [("ER309", {"id": "l"})]),
        ({"escalations": [LADDER, LADDER]}, [("ER309", {"id": "l"})]),
        ({"gates": [rule("b")], "benchmarks": [TABLE]}, [("ER309", {"id": "b"})]),
        ({"matters": [matter("m.one"), matter("m.one")]}, [("ER309", {"id": "m.one"})]),
        # what goes on with a matter is in force on the day after
        ({"matters": [matter("m.one", until="2022-12-31", succeeded_by=["m.two"]), matter("m.two", **{"from": "2023-01-01"})]}, []),
        ({"matters": [matter("m.one", until="2022-12-31", succeeded_by=["m.two"]), matter("m.two", **{"from": "2023-01-02"})]},
         [("ER563", {"matter": "m.one", "until": "2022-12-31", "later": "m.two"})]),
        ({"matters": [matter("m.one", succeeded_by=["m.two"]), matter("m.two")]}, [("ER563", {"matter": "m.one", "until": "…", "later": "m.two"})]),
        ({"matters": [matter("m.one", until="2022-12-31", succeeded_by=["m.twp"]), matter("m.two")]},
         [("ER307", {"matter": "m.twp", "near": "m.two"})]),
    ],
    ids=lambda one: one if isinstance(one, str) else None,  # of a set the order is not the same in every process
)  # fmt: skip
def test_what_names_a_matter_or_a_rule(parts, found):
    said = ruleset(**{"facts": FACTS, "matters": [matter("m.one"), matter("m.two")], **parts})
    all_told = compiled(said)[1]
    assert all_told == found


def test_matters_rules_and_tables_are_in_order_of_their_ids():
    said = ruleset(
        facts=FACTS, matters=[matter("m.two"), matter("m.one")], gates=[rule("s"), rule("q")], exemptions=[rule("r")],
        benchmarks=[{**TABLE, "id": "c"}, {**TABLE, "id": "a"}],
    )  # fmt: skip
    program = sound(said)
    assert list(program.matters) == ["m.one", "m.two"]
    assert [one.id for one in program.rules] == ["q", "r", "s"]
    assert [one.id for one in program.benchmarks] == ["a", "c"]


def test_where_everything_stands():
    """By id; measures and rows beneath what they belong to, levels of factors by number from 1."""
    weights = {
        "factors": [
            {"fact": "harm", "levels": [{"when": "后果为没有", "weight": "0%"}, {"when": "后果为严重", "weight": "9%"}]}
        ]
    }
    said = ruleset(
        facts={"dumped": FACTS["dumped"], "harm": FACTS["harm"], "pieces": FACTS["pieces"]}, derived={"d": {"label": "推论", "when": "倾倒", "basis": BASIS}},
        matters=[matter("m.one", penalties=[{"fine": {"shall": "1元"}}, {"license_revoke": "may"}])], gates=[rule("g")], exemptions=[rule("e")],
        circumstances=[rule("c", then={"open": ["heavier"]})], duties=[rule("u", then={"duty": "hearing"})],
        monitors=[rule("n", then={"alert": {"kind": "slow"}})], escalations=[LADDER],
        benchmarks=[TABLE, {"id": "w", "refines": "m.one/license_revoke", "basis": BASIS, "weights": weights}],
    )  # fmt: skip
    spans = sound(said).spans
    assert set(spans) == {
        "m.one", "m.one/fine", "m.one/license_revoke", "g", "e", "c", "u", "n", "l", "b", "b/a", "w", "w/1/1", "w/1/2",
        "t d", "t:dumped", "t:harm", "t:pieces",
    }  # fmt: skip
    assert all(one is not None for one in spans.values())
    assert spans["m.one/fine"].line < spans["m.one/license_revoke"].line
    assert spans["w/1/1"].line < spans["w/1/2"].line
