"""Every formula of practice over the ruleset that ships it, against a calculation of its own in a few lines.

What is proved of each: the permitted levels lie within the statute unless they are mitigated, and never above its maximum; they
are monotone in each direction that the ruleset declares; they are exact at the boundaries as printed. The figures of a table are
written here a second time, from the printed table; 元 here, 分 in the engine. `docs/mechanisms.md` says which test is whose.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enforcerules import api
from enforcerules.load.cases import case_of
from enforcerules.model.decision import MoneyRange
from enforcerules.pipeline import decide

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "rulesets" / "cn"
USED = (
    "market/food", "securities/discretion", "guangzhou/health", "huizhou/food", "guangdong/noise", "guangdong/environment",
    "hunan/environment", "jiangmen/environment", "shenzhen/urban", "tax/registration", "tianjin/tax", "zhejiang/tax",
    "customs/discretion", "safety/training", "transport/overlimit", "daily_fine/environment", "daily_fine/safety",
    "lushi/construction", "liling/urban",
)  # fmt: skip
FEN = 100
WAN = 10_000
some = settings(max_examples=20, deadline=None)
few = settings(max_examples=10, deadline=None)
money = st.integers(1, 10**8).map(lambda fen: Fraction(fen, FEN))


@cache
def program():
    """The rulesets with the formulas, and the one of the scenarios that has a fine to pay late."""
    return api.load(*(f"cn/{name}" for name in USED), ROOT / "tests" / "scenarios" / "general").program


@cache
def printed(place):
    """The common case of a file of examples, or the case of an example."""
    made = yaml.safe_load((SHIPPED / place).read_text(encoding="utf-8"))["case"]
    return worded({k: v for k, v in made.items() if k != "format"})


def worded(value):
    """Days as a case from Python writes them."""
    if isinstance(value, dict):
        return {"on" if k is True else k: worded(v) for k, v in value.items()}  # YAML 1.1 reads `on` as a truth
    if isinstance(value, list):
        return [worded(v) for v in value]
    return str(value) if isinstance(value, date) else value


def asked(place, facts=None, **more):
    """The outcome of the case of a file with other facts, days, matter, party or history."""
    made = printed(place)
    for key in ("dates", "history"):
        if key in more:
            more[key] = {**made.get(key, {}), **more[key]}
    made = {**made, **more, "facts": {**made["facts"], **(facts or {})}}
    case, report = case_of(made)
    assert case is not None, report
    (one,) = decide(program(), case).outcomes
    return one


def fine(one, target=None):
    """The fine that holds, with its levels by name; each lies within the statute unless it is mitigated."""
    (measure,) = (m for m in one.measures if m.kind == "fine" and m.holds and target in {None, m.target})
    levels = {level.level: level.range for level in measure.levels}
    statutory = measure.statutory
    for name, span in levels.items():
        assert span.hi is None or statutory.hi is None or span.hi <= statutory.hi
        if name == "mitigated":
            assert span.hi <= statutory.lo
            assert span.hi_open or span.hi < statutory.lo
        else:
            assert (span.lo or 0) >= (statutory.lo or 0)
    return levels, statutory


def span(lo, hi, ends="[]"):
    return MoneyRange(
        None if lo is None else Fraction(lo) * FEN, Fraction(hi) * FEN, ends[0] == "(", ends[1] == ")"
    )  # fmt: skip


def alike(got, lo, hi, ends="[]"):
    """Whether a range is the one worked out; no minimum in the text counts as nil."""
    wanted = span(lo, hi, ends)
    return (got.lo or 0, got.hi, got.lo_open, got.hi_open) == (
        wanted.lo or 0,
        wanted.hi,
        wanted.lo_open,
        wanted.hi_open,
    )


def yuan(amount):
    """An amount as a case writes it; exact for 分."""
    fen = amount * FEN
    assert fen == int(fen)
    return f"{int(fen) // FEN}.{int(fen) % FEN:02}"


def ends_of(statutory):
    return Fraction(statutory.lo or 0, FEN), Fraction(statutory.hi, FEN)


def edges(varied, values, **others):
    """Explicit examples: the boundaries as printed, and beside them."""

    def apply(test):
        for value in values:
            test = example(**{varied: value}, **others)(test)
        return test

    return apply


def not_lighter(one, other):
    return (one.lo or 0) <= (other.lo or 0) and one.hi <= other.hi


# ---- F1: bands by percentage --------------------------------------------------------------------------------------

FOOD = "market/food/cases/food-first-minor.yaml"
SETTLED = {"及时改正": False, "危害后果": "较重", "违法行为轻微": False}
MILD, URGENT = {"主动消除或者减轻危害后果": True}, {"违反突发事件应对措施": True}


def food_range(goods):
    """食品安全法 第一百二十四条: below 10,000 元 50,000 to 100,000, from there ten to twenty times."""
    return (50_000, 100_000) if goods < WAN else (10 * goods, 20 * goods)


@some
@given(money)
@edges("goods", [Fraction("9999.99"), Fraction(10_000), Fraction("10000.01"), Fraction("19999.99"), Fraction(20_000)])
def test_f1_bands_of_thirty_percent(goods):
    """From 20,000 元 on the act is serious (食品安全法实施条例 第六十七条): heavier, and both ways where mitigation has a ground."""
    lo, hi = food_range(goods)
    near, far = lo + Fraction(3, 10) * (hi - lo), lo + Fraction(7, 10) * (hi - lo)
    bands = {
        "lighter": (lo, near, "[]"),
        "ordinary": (near, far, "()"),
        "heavier": (far, hi, "[]"),
        "mitigated": (0, lo, "[)"),
    }
    serious = goods >= 20_000
    for more, names in (({}, {"ordinary"}), (MILD, {"lighter", "mitigated"}), (URGENT, {"heavier"})):
        one = asked(FOOD, {**SETTLED, **more, "货值金额": yuan(goods)})
        levels, statutory = fine(one)
        assert alike(statutory, lo, hi)
        assert set(levels) == (names - {"ordinary"}) | {"heavier"} if serious else set(levels) == names
        assert ("circumstances_conflict" in {alert.kind for alert in one.alerts}) == (serious and more == MILD)
        assert all(alike(levels[name], *bands[name]) for name in levels), goods


@few
@given(money, money)
def test_f1_more_goods_are_never_lighter(one, other):
    """Within one limb: at 10,000 元 the statute itself starts anew, at the same figure."""
    low, high = sorted((one, other))
    below, above = (fine(asked(FOOD, {**SETTLED, **MILD, "货值金额": yuan(goods)})) for goods in (low, high))
    assert not_lighter(below[1], above[1])
    shared = set(below[0]) & set(above[0])
    assert all(not_lighter(below[0][name], above[0][name]) for name in shared)


@some
@given(money)
def test_f1_thirty_and_sixty_percent_include_both_ends(gains):
    """期货和衍生品法 第一百二十五条: one to ten times the gains, below 100万元 100万元 to 1,000万元."""
    lo, hi = (100 * WAN, 1000 * WAN) if gains < 100 * WAN else (gains, 10 * gains)
    near, far = lo + Fraction(3, 10) * (hi - lo), lo + Fraction(6, 10) * (hi - lo)
    bands = {"lighter": (lo, near), "ordinary": (near, far), "heavier": (far, hi)}
    for more, names in (({}, {"ordinary"}), (MILD, {"lighter", "mitigated"}), (URGENT, {"heavier"})):
        levels, _ = fine(asked("securities/discretion/cases/grades.yaml", {**more, "违法所得": yuan(gains)}))
        assert set(levels) == names
        assert all(alike(levels[name], *bands[name]) for name in names & set(bands))


# ---- F2: the split at sixty and fifty percent ---------------------------------------------------------------------


def fines_of(law):
    """Matters of a law with one fine, at all times, of which both ends or the upper one are money."""
    for name, matter in sorted(program().matters.items()):
        fines = [m for m in matter.measures if m.kind == "fine" and m.target in {"violator", "unit"}]
        if name.startswith(f"{law}#") and len(fines) == 1 and fines[0].amount is not None and not fines[0].amount.base:
            yield name


@some
@given(st.data())
def test_f2_the_split_is_half_open(data):
    matter = data.draw(st.sampled_from(list(fines_of("职业病防治法"))))
    without = data.draw(st.booleans())
    share = Fraction(1, 2) if without else Fraction(6, 10)
    for more, name in (({}, "ordinary"), (URGENT, "heavier")):
        facts = {**more, "从轻一等不罚款": without, "拒不改正或者逾期不改正": True}
        one = asked("guangzhou/health/cases/split.yaml", facts, matter=matter)
        levels, statutory = fine(one)
        lo, hi = ends_of(statutory)
        mark = lo + share * (hi - lo)
        assert set(levels) == {name}
        assert alike(levels[name], *((lo, mark, "[)") if name == "ordinary" else (mark, hi, "[]")))


# ---- F3: the middle -----------------------------------------------------------------------------------------------

NOISE = "guangdong/noise/cases/middle.yaml"


@some
@given(money)
def test_f3_the_middle_is_a_point_rounded_down_and_inward(fee):
    """One to three times the fee: 2 times is the middle, in whole 元; below the statute it is the next 元 inward."""
    levels, statutory = fine(asked(NOISE, {"所收费用": yuan(fee)}, matter="noise.example.times"))
    lo, hi = fee, 3 * fee
    assert alike(statutory, lo, hi)
    middle = Fraction(int(2 * fee))
    if middle < lo:
        middle = Fraction(ceil(lo)) if ceil(lo) <= hi else 2 * fee
    point = levels["ordinary"]
    assert point.lo == point.hi
    assert lo * FEN <= point.lo <= hi * FEN
    assert point.lo == middle * FEN
    for more, name, ends in ((MILD, "lighter", "[)"), (URGENT, "heavier", "[]")):
        found, _ = fine(asked(NOISE, {**more, "所收费用": yuan(fee)}, matter="noise.example.times"))
        assert alike(found[name], *((lo, 2 * fee) if name == "lighter" else (2 * fee, hi)), ends)


@few
@given(st.data())
def test_f3_the_middle_of_every_fine_of_a_law(data):
    matter = data.draw(st.sampled_from(list(fines_of("噪声污染防治法"))))
    one = asked(NOISE, {"拒不改正或者逾期不改正": True}, matter=matter)
    levels, statutory = fine(one)
    lo, hi = ends_of(statutory)
    assert statutory.lo is not None
    assert set(levels) == {"ordinary"}
    assert alike(levels["ordinary"], (lo + hi) / 2, (lo + hi) / 2)


# ---- F4: weights with a start, a floor, a cap and the statute -------------------------------------------------------

WATER = "guangdong/environment/cases/2.7.1-fourth-time.yaml"
COUNTS = {"1": 0, "2": 2, "3": 8, "9": 8}
CLASSES = {"B类水污染物": 0, "A类水污染物": 10, "有毒有害水污染物": 22}
ZONES = {"一般区域": 0, "限批区或人居环境敏感区": 3, "生态环境敏感区": 8, "饮用水水源一级保护区": 15}
VOLUMES = {"0.00": 0, "49.99": 0, "50.00": 3, "199.99": 3, "200.00": 10, "5000.00": 10}
TIMES = {"0.01": 5, "2.99": 5, "3.00": 8, "7.99": 8, "8.00": 15, "19.99": 15, "20.00": 23, "99.00": 23}
BEFORE = {0: 0, 1: 3, 2: 6, 3: 15, 4: 15}
FACTORS = {
    "exceeding_count": COUNTS,
    "water_class": CLASSES,
    "outlet_zone": ZONES,
    "daily_volume": VOLUMES,
    "exceed_times": TIMES,
}
cells = st.fixed_dictionaries({name: st.sampled_from(sorted(table)) for name, table in FACTORS.items()})


def before(many, matter):
    """So many penalties within the two years before the act, which ends on 2024-05-10."""
    return {"events": [{"date": f"2023-0{n + 1}-10", "act": matter, "event": "penalty"} for n in range(many)]}


def weight(chosen, many):
    return 7 + sum(FACTORS[name][cell] for name, cell in chosen.items()) + BEFORE[many]


def weighed(chosen, many, **more):
    matter = "env.water.exceed"
    return fine(asked(WATER, {**chosen, **more}, history=before(many, matter)))


@some
@given(cells, st.sampled_from(sorted(BEFORE)))
def test_f4_weights_are_added_capped_and_kept_in_the_statute(chosen, many):
    """水污染防治法 第八十三条: 10万元 to 100万元; the shares are of 100万元. A sum of 7 to 9 % lies below the statute."""
    levels, statutory = weighed(chosen, many)
    assert alike(statutory, 10 * WAN, 100 * WAN)
    point = max(10 * WAN, min(100, weight(chosen, many)) * WAN)
    assert all(alike(found, point, point) for found in levels.values())


def test_f4_the_cap_is_reached_exactly():
    """7 + 8 + 22 + 15 + 10 + 23 + 15 = 100."""
    most = {
        "exceeding_count": "3",
        "water_class": "有毒有害水污染物",
        "outlet_zone": "饮用水水源一级保护区",
        "daily_volume": "200.00",
        "exceed_times": "20.00",
    }
    assert weight(most, 3) == 100
    levels, _ = weighed(most, 3)
    assert all(alike(found, 100 * WAN, 100 * WAN) for found in levels.values())


@few
@given(cells, st.sampled_from(sorted(FACTORS)), st.data())
def test_f4_a_heavier_cell_of_one_factor_is_never_lighter(chosen, name, data):
    table = FACTORS[name]
    other = {**chosen, name: data.draw(st.sampled_from(sorted(table)))}
    low, high = sorted((chosen, other), key=lambda one: table[one[name]])
    (below, _), (above, _) = weighed(low, 0), weighed(high, 0)
    assert not_lighter(next(iter(below.values())), next(iter(above.values())))


@few
@given(cells, st.sampled_from(sorted(BEFORE)))
def test_f4_an_apology_lowers_by_thirty_to_fifty_percent_within_the_statute(chosen, many):
    """广东环境裁量规定 第十四条: beside the sum itself, 50 to 70 % of it, and never below 10万元."""
    levels, _ = weighed(chosen, many, apology=True, overdue=False, timely_correction=True)
    point = max(10 * WAN, min(100, weight(chosen, many)) * WAN)
    assert set(levels) == {"lighter", "ordinary"}
    assert alike(levels["ordinary"], point, point)
    assert alike(levels["lighter"], max(10 * WAN, Fraction(point, 2)), max(10 * WAN, Fraction(7 * point, 10)))


# ---- F5: interpolation ---------------------------------------------------------------------------------------------

HUNAN = "hunan/environment/cases/interpolation.yaml"


@some
@given(st.lists(st.integers(-40, 800), max_size=2))
def test_f5_between_the_ends_of_the_statute(days):
    """大气污染防治法 第一百零八条: 2万元 + S × 18万元; the second time within two years is 5 %, later ones have no weight."""
    end = date(2023, 4, 10)
    earliest = date(2021, 4, 10)
    when = [end - timedelta(days=max(1, day)) for day in days]
    events = [{"date": str(day), "act": "大气污染防治法#一百零八-1", "event": "penalty"} for day in when]
    counted = sum(1 for day in when if earliest <= day <= end)
    one = asked(HUNAN, history={"events": events})
    if counted > 1:
        assert "factor_gap" in {alert.kind for alert in one.alerts}
        return
    levels, statutory = fine(one)
    lo, hi = ends_of(statutory)
    point = lo + Fraction(5 * counted, 100) * (hi - lo)
    assert point in {20_000, 29_000}
    assert all(alike(found, point, point) for found in levels.values())


# ---- F7: an interval matrix, with increments and a shift ------------------------------------------------------------

ULTRA = "jiangmen/environment/cases/t11-1.yaml"


@some
@given(st.integers(1, 12), st.integers(0, 5000))
@edges("thousandths", [199, 200, 201, 399, 400, 401], factors=1)
def test_f7_increments_are_rounded_up_and_end_at_the_top_of_the_tier(factors, thousandths):
    """表11-1: one pollutant below 0.2 times 10万元 to 20万元; else 20万元, 5万元 for each more, 2万元 for each begun 0.2 times, 70万元 at most."""
    excess = Fraction(thousandths, 1000)
    levels, _ = fine(
        asked(
            ULTRA, {"超低排放超标因子数": factors, "超低排放超标倍数": f"{thousandths // 1000}.{thousandths % 1000:03}"}
        )
    )
    if factors == 1 and excess < Fraction(1, 5):
        assert alike(levels["ordinary"], 10 * WAN, 20 * WAN)
    else:
        point = min(70 * WAN, 20 * WAN + 5 * WAN * (factors - 1) + 2 * WAN * ceil(excess * 5))
        assert alike(levels["ordinary"], point, point)


@few
@given(st.integers(1, 9), st.integers(1, 9), st.integers(200, 3000), st.integers(200, 3000))
def test_f7_more_pollutants_and_more_excess_are_never_lighter(one, other, less, more):
    (n, m), (low, high) = sorted((one, other)), sorted((less, more))
    pair = ((n, low), (m, high))
    below, above = (
        fine(asked(ULTRA, {"超低排放超标因子数": k, "超低排放超标倍数": f"{x // 1000}.{x % 1000:03}"}))[0]
        for k, x in pair
    )
    assert not_lighter(below["ordinary"], above["ordinary"])


FALSE = "jiangmen/environment/cases/t1-3.yaml"
TIERS = [(50, 70), (70, 100), (100, 150), (150, 200)]


@few
@given(st.sampled_from(["报告表", "报告书"]), st.booleans(), st.booleans(), st.integers(0, 4))
def test_f7_the_heaviest_row_and_then_the_shift(kind, material, event, many):
    """表1-3, 单位: of the rows that hold the heaviest; two penalties its top, three and more the next, the last row its top."""
    tier = max((kind == "报告书") * 1, material * 2, event * 3)
    lo, hi = TIERS[tier]
    if many == 2 or (many >= 3 and tier == 3):
        lo = hi
    elif many >= 3:
        lo, hi = TIERS[tier + 1]
    events = [{"date": f"2020-0{n + 1}-10", "act": "jm.eia.false_document", "event": "penalty"} for n in range(many)]
    facts = {"江门环评文件类别": kind, "提供虚假基础材料": material, "造成较大以上突发环境事件": event}
    levels, statutory = fine(asked(FALSE, facts, history={"events": events}))
    assert alike(statutory, 50 * WAN, 200 * WAN)
    assert alike(levels["ordinary"], lo * WAN, hi * WAN)


# ---- F8: an ordinal ladder -----------------------------------------------------------------------------------------

LADDERS = {"large": (2_000, 10_000, 20_000), "middle": (1_000, 3_000, 5_000), "small": (100, 300, 500)}
SHENZHEN = "shenzhen/urban/cases/ladders.yaml"


@some
@given(st.sampled_from(sorted(LADDERS)), st.lists(st.integers(1, 800), max_size=4), st.booleans())
@edges("days", [[], [365], [366], [367]], name="large", threat=False)
def test_f8_how_often_within_a_year(name, days, threat):
    """The act ends on 2024-04-10; a year back is 2023-04-10, which lies 366 days before and counts."""
    end, earliest = date(2024, 4, 10), date(2023, 4, 10)
    when = [end - timedelta(days=day) for day in days]
    times = 1 + sum(1 for day in when if earliest <= day)
    matter = f"shenzhen.ladder.{name}"
    events = [{"date": str(day), "act": matter, "event": "penalty"} for day in when]
    levels, _ = fine(asked(SHENZHEN, {"威胁执法人员或者扰乱秩序": threat}, matter=matter, history={"events": events}))
    point = LADDERS[name][2 if threat else min(times, 3) - 1]
    assert alike(levels["ordinary"], point, point)


@few
@given(st.integers(1, 10**6))
def test_f8_by_the_square_metre(hundredths):
    """1,000 元 a square metre, a part of one in proportion; the statute 500 to 2,000."""
    area = Fraction(hundredths, 100)
    levels, statutory = fine(
        asked(SHENZHEN, {"占用城市面积": f"{hundredths // 100}.{hundredths % 100:02}"}, matter="shenzhen.area")
    )
    assert alike(statutory, 500 * area, 2000 * area)
    assert alike(levels["ordinary"], 1000 * area, 1000 * area)


# ---- F9: a delay ladder --------------------------------------------------------------------------------------------

DUE = date(2023, 4, 20)


@some
@given(st.integers(1, 200))
@edges("days", [1, 14, 15, 16, 29, 30, 31])
def test_f9_days_after_the_ordered_day(days):
    """1 to 15 days 200, 15 to 30 days 500, beyond 30 days 1,000: the fifteenth day belongs to two rows, as printed."""
    corrected = str(DUE + timedelta(days=days))
    one = asked(
        "tax/registration/cases/tax-late-1.yaml",
        acts=[
            {
                "id": "a1",
                "matter": "tax.registration_late",
                "start": "2023-03-01",
                "end": "2023-04-21",
                "parties": ["p1"],
            }
        ],
        dates={"corrected": corrected, "decided": "2024-06-15"},
    )
    rungs = [point for point, holds in ((200, days <= 15), (500, 15 <= days <= 30), (1000, days > 30)) if holds]
    levels, _ = fine(one)
    assert alike(levels["ordinary"], rungs[0], rungs[-1])
    assert ("rows_conflict" in {alert.kind for alert in one.alerts}) == (len(rungs) == 2)


def months_after(day, many):
    """The corresponding day so many months on; the 20th exists in every month."""
    return date(day.year + (day.month + many - 1) // 12, (day.month + many - 1) % 12 + 1, day.day)


@some
@given(st.integers(1, 240))
@edges("days", [29, 30, 31, 90, 91, 92, 152, 153, 154])
def test_f9_months_after_the_ordered_day(days):
    """天津: up to one, three, five months (30, 91, 153 days) and beyond; the days of one and three months belong to two rows."""
    corrected = DUE + timedelta(days=days)
    one, three, five = (months_after(DUE, n) for n in (1, 3, 5))
    tiers = [
        (0, 200, corrected <= one),
        (200, 600, one <= corrected <= three),
        (600, 1000, three <= corrected <= five),
        (1000, 2000, corrected > five),
    ]
    held = [(lo, hi) for lo, hi, holds in tiers if holds]
    found = asked("tianjin/tax/cases/registration.yaml", dates={"corrected": str(corrected)})
    levels, _ = fine(found)
    assert alike(levels["ordinary"], held[0][0], held[-1][1])
    assert ("rows_conflict" in {alert.kind for alert in found.alerts}) == (len(held) == 2)


# ---- F10: five tiers -------------------------------------------------------------------------------------------------


@some
@given(st.booleans(), st.booleans(), st.booleans(), money)
def test_f10_tiers_follow_from_circumstances_alone(lighter, heavier, mild, goods):
    """海关行政处罚实施条例 第十五条: 5 to 30 % of the goods; nothing that bears on it is ordinary, both ways are a person's."""
    facts = {"有海关从轻情节": lighter, "有海关从重情节": heavier, "货值金额": yuan(goods), **(MILD if mild else {})}
    one = asked("customs/discretion/cases/tiers.yaml", facts)
    levels, statutory = fine(one)
    assert alike(statutory, goods / 20, 3 * goods / 10)
    wanted = {"lighter"} if lighter or mild else set()
    wanted |= {"mitigated"} if mild else {"ordinary"}
    wanted |= {"heavier"} if heavier else set()
    assert set(levels) == wanted
    assert ("circumstances_conflict" in {alert.kind for alert in one.alerts}) == (heavier and (lighter or mild))
    assert (one.disposition == "needs_human") == (heavier and (lighter or mild))


GRADES = {"从轻等次": (0, 0), "一般等次": (0, 40), "较重等次": (40, 60), "从重等次": (60, 100), "顶格等次": (100, 100)}


@some
@given(st.integers(WAN * FEN, 10**9).map(lambda fen: Fraction(fen, FEN)))
def test_f10_five_grades_by_percentage_and_in_order(goods):
    """惠州: minimum, 40 %, 60 %, maximum of 15 to 30 times the goods; points in whole 元, inward."""
    lo, hi = 15 * goods, 30 * goods
    found = []
    for grade, (near, far) in GRADES.items():
        levels, _ = fine(
            asked(
                "huizhou/food/cases/five-grades-huizhou.yaml",
                {"货值金额": yuan(goods), "惠州裁量等次": grade},
                matter="食品安全法#一百二十三-1",
            )
        )
        (one,) = levels.values()
        found.append(one)
        if near != far:
            assert alike(one, lo + (hi - lo) * Fraction(near, 100), lo + (hi - lo) * Fraction(far, 100))
        else:
            end = ceil(lo) if near == 0 else int(hi)
            assert alike(one, end, end)
    assert all(not_lighter(a, b) for a, b in zip(found[1:], found[2:-1], strict=False))


@pytest.mark.parametrize(
    ("matter", "grade", "lo", "hi", "ends"),
    [
        ("range", "醴陵一般等次", 1000, 5000, "[]"),
        ("range", "严重等次", 5000, 10_000, "()"),
        ("maximum", "醴陵一般等次", 500, 2500, "(]"),
        ("maximum", "特别严重等次", 5000, 5000, "[]"),
    ],
)
def test_f10_half_of_the_maximum(matter, grade, lo, hi, ends):
    """醴陵: half of the maximum, and not of the span; where there is no minimum, a tenth of the maximum."""
    levels, _ = fine(
        asked("liling/urban/cases/five-grades-liling.yaml", {"醴陵裁量等次": grade}, matter=f"liling.example.{matter}")
    )
    (one,) = levels.values()
    assert alike(one, lo, hi, ends)


# ---- F11: a ratio ladder, and two parties ----------------------------------------------------------------------------

TRAINING = "safety/training/cases/training.yaml"


@some
@given(st.integers(0, 300), st.integers(1, 300), st.booleans())
@edges("n", [9], staff=91, overdue=False)
@edges("n", [9], staff=90, overdue=False)
@edges("n", [9], staff=90, overdue=True)
@edges("n", [10], staff=99, overdue=True)
@edges("n", [29, 30, 31], staff=100, overdue=False)
def test_f11_shares_of_the_staff(n, staff, overdue):
    """Up to 10 % and 10 to 30 %, both with 10 %; the third row was not seen, so the whole of the statute is left."""
    part = min(n, staff)
    share = Fraction(part, staff)
    rows = [(10, 13), (13, 17)] if overdue else [(0, 3), (3, 7)]
    holds = (share <= Fraction(1, 10), Fraction(1, 10) <= share <= Fraction(3, 10))
    held = [row for row, there in zip(rows, holds, strict=True) if there]
    lo, hi = (held[0][0], held[-1][1]) if held else (10, 20) if overdue else (0, 10)
    one = asked(TRAINING, {"未如实记录人数": part, "从业人员人数": staff, "拒不改正或者逾期不改正": overdue})
    levels, _ = fine(one, "violator")
    assert alike(levels["ordinary"], lo * WAN, hi * WAN)
    assert ("rows_conflict" in {alert.kind for alert in one.alerts}) == (len(held) == 2)


@some
@given(st.integers(0, 9_000_000), money, st.booleans(), st.booleans())
@edges(
    "hundredths",
    [1_999_999, 2_000_000, 2_000_001, 4_999_999, 5_000_000, 5_000_001],
    price=Fraction(10_000_000),
    municipal=False,
    grave=False,
)
def test_two_parties_on_the_same_conditions(hundredths, price, municipal, grave):
    """卢氏: developer 1, 1.3, 1.7 and 2 % of the price; builder 1, 2 and 3万元; the same three conditions."""
    area = Fraction(hundredths, 100)
    rows = [
        municipal or area <= 20_000,
        20_000 <= area <= 50_000 and not municipal,
        (area >= 50_000 and not municipal) or grave,
    ]
    held = [number for number, holds in enumerate(rows) if holds]
    names = ("lighter", "ordinary", "heavier")
    facts = {
        "擅自施工面积": f"{hundredths // 100}.{hundredths % 100:02}",
        "小型市政工程": municipal,
        "擅自施工造成严重后果": grave,
    }
    one = asked("lushi/construction/cases/builder.yaml", facts)
    levels, _ = fine(one)
    for number in held:
        assert alike(levels[names[number]], number * WAN, (number + 1) * WAN)
    assert set(levels) == {names[number] for number in held}
    cuts = [price * Fraction(x, 1000) for x in (10, 13, 17, 20)]
    levels, _ = fine(asked("lushi/construction/cases/permit.yaml", {**facts, "合同价款": yuan(price)}))
    assert set(levels) == {names[number] for number in held}
    assert all(alike(levels[names[number]], cuts[number], cuts[number + 1]) for number in held)


@few
@given(st.booleans())
def test_a_unit_and_a_person_have_ceilings_of_their_own(refused):
    for kind, most in (("unit", 2000), ("individual", 500)):
        party = {"kind": kind, **({"born": "1980-01-01"} if kind == "individual" else {})}
        facts = {"拒不办理税务登记": refused, "情节严重": refused}
        levels, _ = fine(asked("zhejiang/tax/cases/tax.yaml", facts, party=party))
        assert alike(levels["ordinary"], *((2000, 10_000) if refused else (0, most)))


# ---- F12: daily accrual ------------------------------------------------------------------------------------------------


@some
@given(money, st.integers(0, 400))
@pytest.mark.parametrize(
    ("place", "file", "start"), [("environment", "days", date(2024, 5, 6)), ("safety", "days-safety", date(2024, 5, 5))]
)
def test_f12_by_the_day(place, file, start, original, days):
    """The day after service (environment) or after the order (safety) is the first, the day of the finding the last."""
    levels, statutory = fine(
        asked(
            f"daily_fine/{place}/cases/{file}.yaml",
            {"原处罚数额": yuan(original)},
            dates={"reinspected": str(start + timedelta(days=days)), "decided": "2025-12-15"},
        )
    )
    assert alike(statutory, days * original, days * original)
    assert alike(levels["ordinary"], days * original, days * original)


# ---- F13: the late surcharge ---------------------------------------------------------------------------------------------


@some
@given(st.integers(1, 10**9).map(lambda fen: Fraction(fen, FEN)), st.integers(-20, 400))
@edges("late", [0, 1, 33, 34], amount=Fraction(20_000))
def test_f13_three_percent_a_day_up_to_the_fine(amount, late):
    """Served on 2024-05-13: fifteen days end on the 28th. The 34th day late reaches the fine (33 × 3 % = 99 %)."""
    paid = date(2024, 5, 28) + timedelta(days=late)
    dates = {
        "discovered": "2024-03-11",
        "filed": "2024-03-15",
        "decided": "2024-05-06",
        "served": "2024-05-13",
        "paid": str(paid),
    }
    facts = {"擅自占用示例场地": True, "危害后果": "较重", "及时改正": False, "违法行为轻微": False, "初次违法": False}
    case, report = case_of(
        {
            "case": "late",
            "phase": "concluded",
            "territory": "330624",
            "party": {"kind": "unit"},
            "matter": "demo.fine",
            "start": "2024-03-01",
            "end": "2024-03-01",
            "dates": dates,
            "facts": facts,
            "proposed": {"fine": yuan(amount)},
        }
    )
    assert case is not None, report
    (one,) = decide(program(), case).outcomes
    told = [duty.quantity[1] for duty in one.duties if duty.kind == "late_surcharge"]
    if late < 1:
        assert not told
    else:
        extra = min(amount, amount * 3 * late / 100)
        assert Fraction(told[0].removesuffix("元")) == extra
        assert extra <= amount
    assert ("surcharge_capped" in {alert.kind for alert in one.alerts}) == (late >= 34)


# ---- F14: by the unit, with a ceiling ----------------------------------------------------------------------------------

OVER = "transport/overlimit/cases/overlimit.yaml"


@some
@given(st.integers(1, 1_500_000))
@edges("tenths", [9_999, 10_000, 10_001, 19_999, 20_000, 599_999, 600_000, 610_000])
def test_f14_by_the_thousand_kilograms(tenths):
    """To 1,000 kg a warning; beyond, 500 元 for each full 1,000 kg, 30,000 元 at most. Tenths of kg here."""
    levels, statutory = fine(asked(OVER, {"超过限定的质量": f"{tenths // 10}.{tenths % 10}"}))
    point = 0 if tenths <= 10_000 else min(30_000, 500 * (tenths // 10_000))
    assert alike(statutory, 0, 30_000)
    assert alike(levels["ordinary"], point, point)


@some
@given(st.integers(100, 600), st.integers(100, 500), st.integers(100, 3500))
def test_f14_sizes_by_the_worst_of_three(height, width, length):
    facts = {
        name: f"{x // 100}.{x % 100:02}" for name, x in (("总高度", height), ("总宽度", width), ("总长度", length))
    }
    levels, _ = fine(asked(OVER, {"外廓尺寸超限": True, **facts}))
    small = height <= 420 and width <= 300 and length <= 2000
    middle = height <= 450 and width <= 375 and length <= 2800
    assert alike(levels["ordinary"], *((0, 200) if small else (200, 1000) if middle else (1000, 3000)))
