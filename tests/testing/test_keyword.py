"""`-k`: which names an expression chooses."""

import pytest

from enforcerules.testing.keyword import Keyword, NotAnExpressionError


@pytest.mark.parametrize(
    ("expression", "name", "fits"),
    [
        ("", "anything", True),
        ("food", "cn/food-first.yaml", True),
        ("FOOD", "cn/food-first.yaml", True),
        ("tax", "cn/food-first.yaml", False),
        ("not tax", "cn/food-first.yaml", True),
        ("food and not first", "food-first", False),
        ("tax or first", "food-first", True),
        ("not (tax or first)", "food-first", False),
        ("not tax and first", "food-first", True),
        ("tax or food and late", "tax-early", True),
        ("食品 且 非 首次", "食品-再次", True),
        ("（税务 或 食品）且 非 再次", "食品-再次", False),
        ("not not food", "food", True),
    ],
)
def test_a_name_fits_or_not(expression: str, name: str, fits: bool) -> None:
    assert Keyword(expression)(name) is fits


@pytest.mark.parametrize(
    "expression", ["and", "food and", "(food", "food)", "not", "food tax", "()", "(" * 5000, "not " * 5000]
)
def test_what_is_no_expression_is_refused(expression: str) -> None:
    with pytest.raises(NotAnExpressionError):
        Keyword(expression)
