import pytest

from enforcerules.base.near import nearest


@pytest.mark.parametrize(
    ("word", "names", "expected"),
    [
        ("penalites", ["parties", "penalties", "penalised_by"], "penalties"),
        ("货值", ["违法所得", "货值金额"], "货值金额"),
        ("货直金额", ["违法所得", "货值金额"], "货值金额"),
        ("Goods-Value", ["goods_value"], "goods_value"),
        ("ｍatter", ["matter"], "matter"),
        ("及时改正", ["及时改正"], None),
        ("zzz", ["abc", "货值金额"], None),
        ("", ["a"], None),
        ("x" * 500, ["x"], None),
    ],
)
def test_the_name_that_was_probably_meant(word: str, names: list[str], expected: str | None) -> None:
    assert nearest(word, names) == expected


def test_the_order_of_the_candidates_does_not_matter() -> None:
    names = ["rule_b", "rule_a", "rule_c"]
    assert nearest("rule_d", names) == nearest("rule_d", reversed(names)) == "rule_a"
