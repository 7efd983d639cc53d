"""Rulesets with generated tables: every field of the format, conditions of every form, texts that spreadsheets like to change."""

from typing import Any

from hypothesis import strategies as st

FACTS: dict[str, Any] = {
    "value": {"label": "货值金额", "type": "money"},
    "times": {"label": "一年内次数", "type": "integer", "unit": "次"},
    "kind": {"label": "情节种类", "type": "choice", "values": {"light": "轻", "grave": "重", "odd": "Ａ类（其他）"}},
    "grade": {"label": "后果", "type": "grade", "values": {"none": "没有", "small": "轻微", "large": "严重"}},
    "areas": {"label": "涉及领域", "type": "set", "values": {"food": "食品", "drug": "药品"}},
    "prompt": {"label": "及时改正", "type": "boolean"},
    "wide": {"label": "ｐｈ值 超标", "type": "boolean"},
    "other": {"label": "其他情形", "type": "boolean"},
    "share": {"label": "超标比率", "type": "rate"},
    "found": {"label": "发现日", "type": "date"},
    "ph": {"label": "ph", "type": "integer", "unit": "度"},
}
MATTERS = ["a.one", "a.two", "b.three"]
_CHARS = st.sampled_from("甲乙丙，。；：、（）“”AbZ019０９ＡＢ　 \t\n=+-@#'\"%％．,_x005F_\u00a0～—①🀄")
TEXTS = st.text(_CHARS, min_size=1, max_size=30).filter(lambda text: text.strip() != "")
_IDS = st.from_regex(r"[a-z][a-z0-9_]{0,6}(\.[a-z0-9]{1,3})?", fullmatch=True)
_NUMBERS = st.one_of(
    st.integers(1, 99_999).map(str), st.decimals("0.01", "999.99", places=2).map(lambda d: format(d, "f"))
)
_MONEY = st.builds("{}{}".format, _NUMBERS, st.sampled_from(["元", "万元"]))
_SHARES = st.builds("{}%".format, st.one_of(st.integers(0, 100).map(str), st.decimals("0", "99.9", places=1).map(str)))
_WORDS = st.sampled_from(["以上", "以下"])
_BEFORE = st.sampled_from(["不足", "超过", "不低于", "不超过", "低于", "高于", "≥", "<"])


def _compared(label: str, quantity: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(lambda q, w: f"{label}{q}{w}", quantity, _WORDS),
        st.builds(lambda w, q: f"{label}{w}{q}", _BEFORE, quantity),
        st.builds(lambda q: f"{label}{q}以上{q}以下", quantity),
        st.builds(lambda q: f"{label} in [{q}, {q}]", quantity),
        st.builds(lambda q: f"{label}为{q}", quantity),
    )


_TESTS = st.one_of(
    _compared("货值金额", _MONEY),
    _compared("一年内次数", st.integers(0, 30).map("{}次".format)),
    _compared("「ph」", st.integers(0, 14).map("{}度".format)),
    st.builds(lambda q: f"超标比率不足{q}", _SHARES),
    st.sampled_from(
        ["情节种类为轻", "情节种类为重、「Ａ类（其他）」之一", "情节种类不为轻", "后果不高于轻微", "后果为严重"]
    ),
    st.sampled_from(
        ["涉及领域包含食品", "及时改正", "「ｐｈ值 超标」", "其他情形", "及时改正无法确定", "货值金额已查明"]
    ),
    st.sampled_from(["发现日不早于2024-03-01", "发现日早于2024-03-01", "发现日为2024-03-01", "is_not"]).filter(
        lambda text: text != "is_not" and "不早于" not in text
    ),
)
TEXT_CONDITIONS = st.recursive(
    _TESTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: " 且 ".join(f"（{part}）" for part in parts)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: " 或 ".join(f"（{part}）" for part in parts)),
        inner.map(lambda part: f"非 （{part}）"),
    ),
    max_leaves=4,
)
CONDITIONS = st.one_of(
    TEXT_CONDITIONS,
    st.recursive(
        TEXT_CONDITIONS,
        lambda inner: st.one_of(
            st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=2, unique_by=str)}),
            st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=2, unique_by=str)}),
            st.fixed_dictionaries({"not": inner}),
        ),
        max_leaves=3,
    ),
)
_AMOUNTS = st.one_of(
    st.integers(1, 900).map(lambda n: f"{n}万元以上{n + 50}万元以下"),
    _MONEY,
    _MONEY.map("{}以下".format),
    st.integers(1, 20).map(lambda n: f"货值金额{n}倍以上{n + 5}倍以下"),
    st.just("一年内次数每次100元，总额不超过5万元"),
    st.just("数额未规定"),
)
_BANDS = st.tuples(st.integers(0, 50), st.integers(50, 100), st.sampled_from("[("), st.sampled_from("])")).map(
    lambda b: f"{b[2]}{b[0]}%, {b[1]}%{b[3]}"
)
_MULTIPLES = st.integers(100, 900).map("{}%".format)
BASIS = st.sampled_from(["示例基准 表一", "示例基准 表二", "示例法 第二条第一款", ["示例基准 表一", "示例法 第三条"]])
TITLES = st.one_of(TEXTS, st.fixed_dictionaries({"zh": TEXTS, "en": TEXTS}), st.fixed_dictionaries({"en": TEXTS}))
_FINDINGS = st.sampled_from(["ER546", "ER547"])
_DAYS = st.dates().filter(lambda day: 2001 <= day.year <= 2199).map(str)


@st.composite
def rows(draw: st.DrawFn, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {"id": name}
    kind = draw(st.sampled_from(["when", "when", "when", "otherwise", "narrows"]))
    levels = ["lighter", "ordinary", "heavier", *(["mitigated"] if kind == "narrows" else [])]
    made |= draw(st.fixed_dictionaries({}, optional={"title": TITLES, "note": TEXTS, "basis": BASIS}))
    made |= {"level": draw(st.sampled_from(levels)), kind: draw(CONDITIONS) if kind == "when" else "true"}
    made |= draw(st.fixed_dictionaries({}, optional={"statute": st.sampled_from(["range", "maximum", "minimum"])}))
    results = [("band", _BANDS), ("of_max", _SHARES), ("of_max", _BANDS), ("of_min", _MULTIPLES), ("amount", _AMOUNTS)]
    result = draw(st.sampled_from([*results, None]))
    return made if result is None else made | {result[0]: draw(result[1])}


@st.composite
def weights(draw: st.DrawFn) -> dict[str, Any]:
    def factor() -> dict[str, Any]:
        levels = [{"when": draw(CONDITIONS), "weight": draw(_SHARES)} for _ in range(draw(st.integers(1, 3)))]
        more = draw(st.fixed_dictionaries({}, optional={"title": TITLES, "basis": BASIS}))
        fact = draw(st.sampled_from([name for key, one in FACTS.items() for name in (key, one["label"])]))
        return {"fact": fact, "levels": levels, **more}

    made = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "start": _SHARES,
                "cap": _SHARES,
                "floor": _SHARES,
                "mode": st.sampled_from(["of_base", "interpolate"]),
            },
        )
    )
    made |= draw(st.sampled_from([{"of": "100万元"}, {"of": "货值金额5%"}]))
    return made | {"factors": [factor() for _ in range(draw(st.integers(1, 3)))]}


@st.composite
def tables(draw: st.DrawFn, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": name,
        "refines": draw(st.sampled_from([*(f"{one}/fine" for one in MATTERS), "a.*/fine", "a.one/fine@unit"])),
        "basis": draw(BASIS),
    }
    optional = {
        "title": TITLES, "when": CONDITIONS, "hit": st.sampled_from(["unique", "heaviest", "lightest"]), "note": TEXTS,
        "evidence": st.sampled_from(["primary", "secondary"]), "status": st.sampled_from(["full", "partial", "example"]),
        "from": _DAYS, "known": _DAYS,
        "rounding": st.fixed_dictionaries(
            {"to": st.sampled_from(["1元", "100元", "1万元"]), "direction": st.sampled_from(["down", "up", "half_up"])}
        ),
    }  # fmt: skip
    made |= draw(st.fixed_dictionaries({}, optional=optional))
    if draw(st.booleans()):
        made |= {
            "after_change": draw(st.sampled_from(["act", "decision", "lighter"])),
            "after_change_basis": ["示例基准 第一条"],
        }
    if draw(st.integers(0, 3)) == 0:
        return made | {"weights": draw(weights())}
    made |= draw(st.fixed_dictionaries({}, optional={"accepts": st.dictionaries(_FINDINGS, TEXTS, min_size=1)}))
    names = draw(st.lists(_IDS, min_size=1, max_size=5, unique=True))
    made["rows"] = [draw(rows(one)) for one in names]
    if draw(st.integers(0, 2)) == 0 and not any("narrows" in row for row in made["rows"]):
        shifts = st.fixed_dictionaries({"when": CONDITIONS, "to": st.sampled_from(["top", "next"])})
        made |= {"order": draw(st.permutations(names)), "shift": draw(st.lists(shifts, min_size=1, max_size=2))}
    return made


@st.composite
def rulesets(draw: st.DrawFn, least: int = 1, most: int = 4) -> dict[str, Any]:
    names = draw(st.lists(_IDS, min_size=least, max_size=most, unique=True))
    return {
        "format": "enforcerules/ruleset/1",
        "ruleset": "made.up",
        "about": draw(TEXTS),
        "instruments": {
            "示例法": {"title": "示例法", "rank": "example"},
            "示例基准": {"title": "示例基准", "rank": "normative_document"},
        },
        "facts": FACTS,
        "matters": [
            {
                "id": one,
                "title": f"行为{one}",
                "penalised_by": "示例法 第一条",
                "penalties": [{"fine": {"shall": "1万元以上50万元以下"}}],
            }
            for one in MATTERS
        ],
        "benchmarks": [draw(tables(f"t.{one}")) for one in names],
    }
