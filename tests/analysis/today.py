"""Small rulesets that use what the language has beside plain rows: steps, ratios, counts of things, shares of the least and
of the most, forms of the statute, shifts, weights, reductions, ladders. Two versions of one have the same declared facts.
"""

import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))

from hypothesis import strategies as st
from strategies import HEAD, case_for, program_of

FACTS = {
    "done": {"label": "甲情形", "type": "boolean"},
    "good": {"label": "乙情形", "type": "boolean"},
    "part": {"label": "涉案件数", "type": "integer", "unit": "件"},
    "size": {"label": "总件数", "type": "integer", "unit": "件"},
    "money": {"label": "金额", "type": "money"},
    "shop": {"label": "店铺", "type": "text"},
    "act_end": {"label": "终了日", "type": "date", "source": "act.end"},
}
GRID = {
    "done": [True, True, True, False],
    "good": [True, False],
    "part": [0, 1, 3, 5, 10],
    "size": [1, 2, 5, 6, 10, 11, 20, 21, 25, 26, 100],
    "money": [
        "0.00",
        "99.99",
        "100.00",
        "999.99",
        "1000.00",
        "1000.01",
        "2500.00",
        "5000.00",
        "20000.00",
        "9000000.00",
    ],
}
SHOPS, PLACES = ("甲店", "乙店"), ("110000", "310000")
LEAVES = (
    "乙情形", "涉案件数3件以上", "总件数不足20件", "总件数超过10件", "金额1000元以上", "金额不足5000元", "档数为0档", "档数2档以上",
    "档数不足3档", "占比20%以上", "占比不足50%", "占比超过100%", "以前次数为0次", "以前次数1次以上", "以前次数2次以上",
)  # fmt: skip
SUMS = (
    "1000元以上5000元以下",
    "5000元以下",
    "3000元",
    "500元以上",
    "金额2倍以上10倍以下",
    "档数每档500元，总额不超过2000元",
    "金额1%，不低于1000元",
)
leaf = st.sampled_from(LEAVES)


@st.composite
def conditions(draw):
    made = [f"非 （{one}）" if draw(st.booleans()) else one for one in draw(st.lists(leaf, min_size=1, max_size=2))]
    return draw(st.sampled_from([" 且 ", " 或 "])).join(f"（{one}）" for one in made)


def derived(draw):
    """Facts that are reckoned, each in one of several ways."""
    count = {"label": "以前次数", "unit": "次", "anchor": "act_end", "basis": "试规 第一条"}
    count["count"] = draw(st.sampled_from(["penalty", ["penalty", "spared"]]))
    count["window"] = draw(st.sampled_from(["2年", "1年", "终身"]))
    more = {"per": "店铺", "across": [PLACES[0]], "reset": ["exit"]}
    count |= {key: value for key, value in more.items() if draw(st.booleans())}
    steps = {
        "of": "size",
        "above": draw(st.sampled_from(["0件", "5件"])),
        "each": draw(st.sampled_from(["10件", "20件"])),
    }
    steps["part"] = draw(st.sampled_from(["counts", "dropped"]))
    ratio = draw(st.sampled_from([["part", "size"], ["part", "size"], ["size", "part"]]))
    return {
        "steps": {"label": "档数", "steps": steps, "unit": "档", "basis": "试规 第一条"},
        "share": {"label": "占比", "ratio": ratio, "basis": "试规 第一条"},
        "past": count,
    }


RESULTS = (
    {"band": "[0%, 30%]"}, {"band": "(30%, 70%)"}, {"band": "[50%, 50%]"}, {"of_max": "20%"}, {"of_max": "(10%, 50%]"},
    {"of_min": "200%"}, {"of_min": "150%"}, {"amount": "1000元以上2000元以下"}, {"amount": "2500元"}, {"amount": "金额3倍以上5倍以下"},
    {"amount": "档数每档300元"},
)  # fmt: skip


def table(draw):
    """A table of rows, perhaps shifted by a repeat; or of weights."""
    made = {"id": "table", "refines": "m.one/fine", "basis": "试规 第一条"}
    if draw(st.integers(0, 3)) == 0:
        levels = [
            {"when": "占比不足50%", "weight": "10%"},
            {"when": "占比50%以上", "weight": draw(st.sampled_from(["20%", "30%"]))},
        ]
        more = [{"when": "档数为0档", "weight": "0%"}, {"when": "档数1档以上", "weight": "25%"}]
        factors = [{"fact": "占比", "levels": levels}, {"fact": "档数", "levels": more}]
        made["weights"] = {"start": draw(st.sampled_from(["5%", "10%"])), "mode": "interpolate", "factors": factors}
        return made
    made["hit"] = draw(st.sampled_from(["unique", "heaviest", "lightest"]))
    rows = []
    for number in range(draw(st.integers(1, 3))):
        row = {"id": f"row{number}", "when": draw(conditions()), **draw(st.sampled_from(RESULTS))}
        if draw(st.integers(0, 3)) == 0:
            row["statute"] = draw(st.sampled_from(["range", "maximum", "minimum"]))
        rows.append(
            row | ({"level": draw(st.sampled_from(["lighter", "heavier"]))} if draw(st.integers(0, 3)) == 0 else {})
        )
    if draw(st.booleans()):
        rows.append({"id": "rest", "otherwise": "true", **draw(st.sampled_from(RESULTS))})
    made["rows"] = rows
    if draw(st.integers(0, 2)) == 0:
        made["rounding"] = {"to": "100元", "direction": draw(st.sampled_from(["down", "up", "half_up"]))}
    if draw(st.integers(0, 2)) == 0:
        made["order"] = draw(st.permutations([row["id"] for row in rows]))
        made["shift"] = [
            {"when": "以前次数为1次", "to": "top"},
            {"when": "以前次数2次以上", "to": draw(st.sampled_from(["next", "top"]))},
        ]
    return made


@st.composite
def documents(draw):
    """A ruleset of one matter as data."""
    made = {**HEAD, "ruleset": "small", "title": {"zh": "小规则"}, "facts": FACTS, "derived": derived(draw)}
    penalties = [{"fine": {"shall": draw(st.sampled_from(SUMS))}}]
    if draw(st.integers(0, 2)) == 0:
        penalties.append({"license_revoke": "may", "when": draw(conditions())})
    one = {
        "id": "m.one",
        "title": {"zh": "一"},
        "elements": "甲情形",
        "penalised_by": "试法 第九条",
        "penalties": penalties,
    }
    made["matters"] = [one]
    if draw(st.integers(0, 4)):
        made["benchmarks"] = [table(draw)]
    rules = []
    if draw(st.booleans()):
        by = draw(st.sampled_from(["[30%, 50%]", "[10%, 20%]"]))
        rules.append(
            {"id": "less", "then": {"reduce": {"by": by}}, "strength": draw(st.sampled_from(["may", "shall"]))}
        )
    if draw(st.integers(0, 2)) == 0:
        then = draw(st.sampled_from([{"open": ["lighter"]}, {"open": ["heavier"]}, {"bar": ["lighter"]}]))
        rules.append({"id": "opens", "then": then, "strength": "may" if "open" in then else "shall"})
    if rules:
        made["circumstances"] = [{**rule, "when": draw(conditions()), "basis": "试法 第二条"} for rule in rules]
    if draw(st.integers(0, 2)) == 0:
        made["exemptions"] = [
            {"id": "spares", "when": draw(conditions()), "then": "spare", "strength": "shall", "basis": "试法 第三条"}
        ]
    if draw(st.integers(0, 3)) == 0:
        steps = [{"at": "0次", "then": {"order": "notice"}}, {"at": "1次以上", "then": "penalise"}]
        made["escalations"] = [
            {"id": "ladder", "matter": "m.one", "counter": "以前次数", "basis": "试规 第二条", "steps": steps}
        ]
    return made


def replaced(draw, old):
    """A later version: some parts of another ruleset in the place of its own."""
    other = draw(documents())
    keys = draw(
        st.lists(
            st.sampled_from(["derived", "matters", "benchmarks", "circumstances", "exemptions", "escalations"]),
            max_size=2,
        )
    )
    made = {key: value for key, value in old.items() if key not in keys}
    return made | {key: other[key] for key in keys if key in other}


@st.composite
def pairs(draw):
    old = draw(documents())
    return old, replaced(draw, old)


@dataclass(frozen=True)
class Events:
    """A history: what was decided in which shop and where, and the case that has it."""

    found: tuple

    def history(self):
        searched = {
            "register": "案件登记",
            "from": "1990-01-01",
            "to": "2024-03-02",
            "on": "2024-03-02",
            "territory": ["110000", "310000"],
        }
        events = [
            {"date": day, "act": "m.one", "event": event, "territory": place, "about": {"店铺": shop}}
            for day, event, shop, place in self.found
        ]
        return {"searched": [searched], "events": sorted(events, key=lambda one: one["date"])}


def histories(rng):
    """Events of every kind, in and out of the windows."""
    days = ("2015-05-01", "2022-03-01", "2022-03-04", "2023-02-28", "2023-05-01", "2024-01-15")
    kinds = ("penalty", "penalty", "spared", "exit", "notice")
    return Events(
        tuple(
            (rng.choice(days), rng.choice(kinds), rng.choice(SHOPS), rng.choice(PLACES))
            for _ in range(rng.randint(0, 4))
        )
    )


def cases(most, seed):
    """Cases of the grid, in an order of chance."""
    rng = Random(seed)
    every = [dict(zip(GRID, chosen, strict=True)) for chosen in product(*GRID.values())]
    for values in rng.sample(every, most):
        more = {"territory": "110000", "history": histories(rng).history()}
        yield case_for("m.one", {**values, "shop": SHOPS[0]}, **more)


def programs_of(pair):
    return tuple(program_of(one) for one in pair)
