"""What an explanation tells of cases that are out of the ordinary."""

import pytest

from enforcerules.explain import explain
from enforcerules.explain.logic import Group, Leaf, tree
from enforcerules.explain.order import in_order
from enforcerules.explain.view import View
from enforcerules.model.decision import TestSeen as Seen
from enforcerules.model.program import And, Atom, Neg, Or
from enforcerules.model.region import TRUE
from enforcerules.render.html import html
from enforcerules.render.summary import summary
from enforcerules.render.text import text

WIDE = 10_000


def told(decision, lang="zh", depth="reasons"):
    return text(explain(decision, depth), lang, WIDE)


def section(page, name):
    return page.partition(f"【{name}】")[2].partition("\n【")[0]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("2.7.1-before-the-rule", "裁量基准在行为以后有变化，适用哪一版本"),
        ("1.4-grave", "裁量基准几档同时成立，适用哪一档"),
        ("heavier-and-mitigated", "法定的从宽、从重情节互相冲突，如何综合认定"),
        ("2.7.1-ph-gap-at-5", "权重表没有规定的情形，如何取值"),
    ],
)
def test_a_question_of_law_is_named(scenario, name, question):
    page = section(told(scenario(name)), "拟处理意见")
    assert f"一项法律适用问题：{question}；由办案人员决定" in page
    assert "取决于下述法律适用问题" in page
    assert "零项" not in page


def test_questions_of_law_beside_open_facts(scenario):
    page = section(told(scenario("heavier-and-mitigated", "擅自占用示例场地")), "拟处理意见")
    assert "结果取决于一项待查事项，查明以后才能确定" in page
    assert "此外，结果还取决于“过罚相当与其他提示”所列的法律适用问题：法定的从宽、从重情节互相冲突" in page


def test_ids_of_tables_and_rows_are_told_by_their_titles(scenario):
    alerts = section(told(scenario("2.7.1-before-the-rule")), "过罚相当与其他提示")
    assert "（“超标排放水污染物（水污染防治法）”，广东环境裁量规定 附件1第2.7.1项）" in alerts
    assert "gd.env" not in alerts
    alerts = section(told(scenario("1.4-grave")), "过罚相当与其他提示")
    assert "几档同时成立（一般：50万元以上、不满57万元；一般：200万元）" in alerts
    assert "grave" not in summary(scenario("1.4-grave")).partition("\n")[2]


def test_circumstances_in_conflict(scenario):
    page = told(scenario("heavier-and-mitigated"))
    assert "从轻、减轻与从重情节并存，法律没有规定如何抵消，由人综合认定，各等次幅度均列出" in page
    assert "circumstances_conflict" not in page + summary(scenario("heavier-and-mitigated"))


def test_a_fine_outside_with_both_repairs(scenario):
    decision = scenario("fine-below-minimum")
    alerts = section(told(decision), "过罚相当与其他提示")
    assert "拟处罚款8,000元，不在准许的幅度之内（一般，1万元以上5万元以下）" in alerts
    assert "调整到准许的幅度之内" in alerts
    assert "具有法定从轻、减轻处罚情节并已查明" in alerts
    assert "(ordinary, from 10,000 yuan up to 50,000 yuan)" in told(decision, "en")
    assert "拟处罚款8,000元，不在准许的幅度之内。" in summary(decision)


def test_lists_and_tables_not_in_force(scenario):
    page = section(told(scenario("2.7.1-before-the-rule")), "未采纳的意见")
    line = next(row for row in page.splitlines() if "没有施行，不适用" in row)
    assert "轻微超标排放水污染物（广东环境裁量规定 附件2 第六项，2022年1月1日至2026年12月31日施行）" in line
    assert "超标排放水污染物（水污染防治法）（广东环境裁量规定 附件1第2.7.1项" in line
    assert "不在清单，不影响依照法律规定不予处罚（行政处罚法 第三十三条第一款第一句" in page
    assert "没有施行，不适用" not in told(scenario("2.7.1-first-day-of-the-rule"))


def test_a_table_alone_says_nothing_of_lists(scenario):
    page = told(scenario("2.7.2-expired"))
    assert "没有施行，不适用" in page
    assert "不在清单" not in page


def test_newer_law_that_is_lighter(scenario):
    page = section(told(scenario("first-violation-before-2021")), "适用版本与追责时效")
    line = next(row for row in page.splitlines() if "较轻" in row)
    assert "行为时的规定是：行政处罚法2017年版本" in line
    assert "适用决定时的规定" in line
    assert "行政处罚法 第三十七条第二句" in line
    assert "没有收录新的版本" not in page
    english = told(scenario("first-violation-before-2021"), "en")
    assert "In force for the act: 行政处罚法 version 2017; the rules in force at the decision" in english


def test_open_alternatives_say_that_one_is_enough(scenario):
    page = section(told(scenario("2.7.1-before-the-rule", "water_over_standard")), "违反与处罚依据")
    head, first, second = (row.strip() for row in page.splitlines()[-3:])
    assert head == "〔待查〕 ？ 下列各项，满足其一即可："
    assert first == "〔待查〕 ？ 1. 超标排放水污染物：待查明。"
    assert second == "〔待查〕 ？ 2. 超总量排放水污染物：待查明。"


def test_notes_in_chinese_only_and_once(scenario):
    decision = scenario("2.7.1-before-the-rule")
    note = "同等的适用旧规定，中间版本不比较"
    assert told(decision, depth="full").count(note) == 1
    assert note in html(explain(decision, "full"), "zh")
    assert note not in told(decision)
    assert note not in told(decision, "en", "full")
    assert note not in html(explain(decision, "full"), "en")


def test_facts_come_as_elements_amounts_circumstances(scenario):
    page = section(told(scenario("2.7.1-before-the-rule")), "当事人与行为")
    labels = ["超标排放水污染物：", "超标因子数：", "超标倍数：", "水污染物类别：", "危害后果：", "责令期限内改正："]
    places = [page.index(label) for label in labels]
    assert places == sorted(places)


def test_order_does_not_depend_on_the_order_given(scenario):
    decision = scenario("2.7.1-before-the-rule")
    view = View(decision, decision.outcomes[0], "reasons")
    names = tuple(view.observed)
    assert in_order(view, names) == in_order(view, names[::-1])
    assert set(in_order(view, names)) == set(names)


def seen(name, *, holds=None):
    return Seen(name, name, "", "", holds, "unknown")


def shape(node):
    return node.seen.fact if isinstance(node, Leaf) else (node.wants, *map(shape, node.parts))


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (Or(("a", "b")), ("any", "a", "b")),
        (Neg(Or(("a", "b"))), ("all", "a", "b")),
        (Neg(And(("a", "b"))), ("any", "a", "b")),
        (And(("a", Or(("b", "c")))), ("all", "a", ("any", "b", "c"))),
        (And(("a", And(("b", "c")))), ("all", "a", "b", "c")),
        (Or(("a", And(("b", "c")))), ("any", "a", ("all", "b", "c"))),
        (And(("a",)), ("all", "a")),
        (And(()), ("all",)),
    ],
)
def test_tree_of_tests(condition, wanted):
    def built(one):
        if isinstance(one, str):
            return Atom(one, TRUE, "")
        return Neg(built(one.part)) if isinstance(one, Neg) else type(one)(tuple(map(built, one.parts)))

    made = tree(built(condition), tuple(seen(name) for name in "abc"))
    assert isinstance(made, Group)
    assert shape(made) == wanted


def test_tree_keeps_some():
    condition = And((Atom("a", TRUE, ""), Or((Atom("b", TRUE, ""), Atom("c", TRUE, "")))))
    tests = (seen("a"), seen("b", holds=False), seen("c"))
    whole = tree(condition, tests)
    open_ = tuple(leaf for leaf in (whole.parts[0], *whole.parts[1].parts) if leaf.met is None)
    assert shape(tree(condition, tests, open_)) == ("all", "a", "c")
