"""Hostile values from Python, where no loader stands before: a report, never another exception."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hostile_corpus import small

import enforcerules as er


def nested(kind: str, depth: int = 5_000) -> Any:
    made: Any = {} if kind == "mapping" else []
    for _ in range(depth):
        made = {"a": made} if kind == "mapping" else [made]
    return made


LOOP: dict[str, Any] = {}
LOOP["a"] = LOOP
VALUES = [
    ("facts", nested("mapping"), "ER201"),
    ("facts", {"倾倒": nested("mapping")}, "ER201"),
    ("facts", {"倾倒": {"value": nested("list")}}, "ER203"),
    ("facts", LOOP, "ER201"),
    ("facts", {"\ud800": True}, "ER203 ER602"),
    ("facts", {"货值金额": 10**5000}, "ER203"),
    ("facts", {"货值金额": Decimal("1e999999")}, "ER240"),
    ("facts", {"货值金额": Decimal("NaN")}, "ER240"),
    ("facts", {"货值金额": float("inf")}, "ER227"),
    ("matter", nested("list"), "ER203"),
    ("history", {"events": [nested("mapping")]}, "ER201"),
    ("note", 10**5000, "ER203"),
    ("note", b"x", "ER203"),
    ("note", object(), "ER203"),
    ("case", "\ud800", "ER203"),
    ("dates", {"decided": datetime(2024, 5, 20)}, "ER230"),  # noqa: DTZ001  a day without a zone is the point
]


@pytest.mark.parametrize(("key", "value", "codes"), VALUES, ids=[f"{n}-{one[0]}" for n, one in enumerate(VALUES)])
def test_a_value_of_python_is_refused_in_words(key: str, value: Any, codes: str) -> None:
    rules = er.load(small.SMALL)
    with pytest.raises(er.InvalidInput) as caught:
        er.decide(rules, {**small.CASE, key: value})
    assert {one.code for one in caught.value.report.errors} & set(codes.split())
    assert str(caught.value)
