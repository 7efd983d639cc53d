"""What is said of values that no file can hold, such as a binary fraction from Python."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from enforcerules.base.catalogue import help_text, message
from enforcerules.load.cases import case_of

FLAT = {"matter": "food.expired", "start": "2024-03-01"}


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        (
            {"facts": {"货值金额": 66.1}},
            "ER227",
            "`66.1` is a binary fraction (float), not the number that was written",
        ),
        ({"facts": {"货值金额": {"value": 0.5}}}, "ER227", "`0.5` is a binary fraction"),
        ({"facts": {"涉及领域": [0.5]}}, "ER227", "`0.5` is a binary fraction"),
        ({"proposed": {"fine": 5e4}}, "ER227", "`50000.0` is a binary fraction"),
        ({"facts": {"货值金额": object()}}, "ER203", "`facts.货值金额` should be text"),
        ({"facts": 5}, "ER203", "`facts` should be a mapping (`key: value`), not `5`"),
        ({"parties": [{"kind": None}], "start": 20240301}, "ER230", "`20240301` is not a date"),
        ({"start": date(2024, 3, 1), "end": 5}, "ER230", "`5` is not a date"),
        ({"parties": [[]]}, "ER203", "`parties[1]` should be a mapping (`key: value`), not a list"),
        ({"history": {"events": [None]}}, "ER204", "`history.events[1]` is empty"),
        (
            {
                "history": {
                    "searched": [{"register": "平台", "from": "2024-01-01", "to": "2024-03-01", True: "2024-03-02"}]
                }
            },
            "ER228",  # what reads YAML 1.1 makes of the key `on`
            "the key `True` of `history.searched[1]` is no text",
        ),
        ({5: "5"}, "ER228", "the key `5` of `case` is no text"),
        ({"facts": {5: "5"}}, "ER228", "the key `5` of `facts` is no text"),
        ({"matter": None}, "ER204", "`acts[1].matter` is empty"),
    ],
)
def test_a_value_of_python_that_cannot_be_used(written: dict[str, Any], code: str, said: str) -> None:
    case, report = case_of(FLAT | written)
    assert case is None
    assert code in {one.code for one in report.diagnostics}
    assert any(message(one, "en").startswith(said) for one in report.diagnostics), [
        message(one, "en") for one in report.diagnostics
    ]


def test_a_binary_fraction_comes_with_what_to_write() -> None:
    _, report = case_of(FLAT | {"facts": {"货值金额": 66.1}})
    assert [help_text(one, "en") for one in report.diagnostics] == ['pass the text `"66.1"`, or `Decimal("66.1")`']


def test_values_of_python_that_can_be_used() -> None:
    facts = {"货值金额": Decimal("66.10"), "及时改正": True, "次数": 3, "涉及领域": ["金融安全"], "备注": None}
    case, report = case_of({**FLAT, "start": date(2024, 3, 1), "facts": facts, "proposed": {"fine": 50000}})
    assert case is not None
    assert report.ok
