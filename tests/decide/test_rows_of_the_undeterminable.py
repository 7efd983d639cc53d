"""A table with a row for a sum that cannot be determined: the sum still is one, so that rows that compare it stay open.

Worked by hand: 不足1万元 is lighter, 1万元以上 heavier, 无法确定 ordinary; heavier is for the authority to prove, and falls away.
"""

import pytest
from test_branches_amounts import fine, ranges

BANDS = {"lighter": (1000, 2000), "ordinary": (2000, 4000), "heavier": (4000, 5000)}
UNDETERMINABLE = {"status": "undeterminable", "reason": "账册灭失"}
BY_SIZE = {"lighter": "货值不足1万元", "heavier": "货值1万元以上"}
STATED = {level: f"货值已查明 且 {when}" for level, when in BY_SIZE.items()}


def levels(rows, v):
    table = {
        "id": "t",
        "refines": "m.one/fine",
        "basis": "试法 第一条",
        "rows": [
            {"id": level, "level": level, "when": when, "amount": f"{low}元以上{high}元以下"}
            for level, when in {**rows, "ordinary": "货值无法确定"}.items()
            for low, high in [BANDS[level]]
        ],
    }
    return ranges(fine("1000元以上5000元以下", {"v": v}, phase="concluded", benchmarks=[table]))


def test_rows_that_only_compare_the_sum_may_hold_beside_it():
    assert levels(BY_SIZE, UNDETERMINABLE) == {one: BANDS[one] for one in ("lighter", "ordinary")}


def test_rows_that_ask_for_a_sum_found_out_do_not():
    assert levels(STATED, UNDETERMINABLE) == {"ordinary": BANDS["ordinary"]}


@pytest.mark.parametrize("rows", [BY_SIZE, STATED])
@pytest.mark.parametrize(("v", "level"), [("9999.99", "lighter"), ("10000.00", "heavier")])
def test_a_sum_found_out_has_its_own_row(rows, v, level):
    assert levels(rows, v) == {level: BANDS[level]}
