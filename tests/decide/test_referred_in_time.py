"""A fine by reference, resolved from where it stands and in the version of the day of the act."""

import copy

from strategies import HEAD, case_for, program_of

from enforcerules.model.citation import print_zh
from enforcerules.pipeline import decide

# 试法 of 2020 was written when 罚则 had its old numbers; in 2023 罚则 was renumbered: 27(1) became 32, 27(2) became 33(1).
VERSIONS = [
    {"id": "old", "from": "2015-01-01", "until": "2022-12-31"},
    {
        "id": "new",
        "from": "2023-01-01",
        "renumbers": {"第二十七条第一款": "第三十二条", "第二十七条第二款": "第三十三条第一款"},
    },
]


def document(fine, versions=VERSIONS):
    head = copy.deepcopy(HEAD)
    head["instruments"]["罚则"] = {"title": "试验罚则", "rank": "law", "versions": versions}
    entry = {"id": "试法#五-3", "title": "五", "elements": "alleged", "penalised_by": "试法 第五条第三款第二项"}
    return {**head, "ruleset": "t.time", "matters": [{**entry, "penalties": [{"fine": {"shall": fine}}]}]}


def refers(fine, day, versions=VERSIONS):
    case = case_for("试法#五-3", {}, phase="concluded", start=day, end=day)
    (measure,) = decide(program_of(document(fine, versions)), case).outcomes[0].measures
    assert measure.refers is not None
    return [print_zh(one) for one in measure.refers.citations]


def test_a_reference_within_the_law_stands_where_the_penalty_stands():
    assert refers("依照本条第一款的规定", "2024-03-01") == ["试法 第五条第一款"]
    assert refers("依照前两款", "2024-03-01") == ["试法 第五条第一款", "试法 第五条第二款"]
    assert refers("依照本法第八条、第九条第二款", "2024-03-01") == ["试法 第八条", "试法 第九条第二款"]
    assert refers("依照有关法律、行政法规的规定", "2024-03-01") == []


def test_a_law_may_be_named_by_its_title():
    assert refers("依照《中华人民共和国试验罚则》第二十七条第一款", "2022-12-31") == ["罚则 第二十七条第一款"]


def test_the_place_of_a_renumbered_law_is_that_of_the_day_of_the_act():
    """The last day of the old numbers, and the first of the new ones; an entry leads on to its items."""
    assert refers("依照《罚则》第二十七条第一款第四项", "2022-12-31") == ["罚则 第二十七条第一款第四项"]
    assert refers("依照《罚则》第二十七条第一款第四项", "2023-01-01") == ["罚则 第三十二条第四项"]
    assert refers("依照《罚则》第二十七条", "2023-01-01") == ["罚则 第三十二条", "罚则 第三十三条第一款"]


def test_what_the_concordance_does_not_know_stays_as_written():
    assert refers("依照《罚则》第四条", "2024-03-01") == ["罚则 第四条"]
    assert refers("依照《外法》第四条", "2024-03-01") == ["外法 第四条"]


def test_a_law_that_was_not_there_when_the_text_was_written_is_cited_as_written():
    """The text that refers is of 2012, the law that it names of 2015: there is no older place from which to follow it."""
    made = document("依照《罚则》第二十七条第一款")
    made["instruments"]["试法"]["versions"] = [{"id": "1", "from": "2012-01-01"}]
    case = case_for("试法#五-3", {}, phase="concluded", start="2023-06-01", end="2023-06-01")
    (measure,) = decide(program_of(made), case).outcomes[0].measures
    assert [print_zh(one) for one in measure.refers.citations] == ["罚则 第二十七条第一款"]
