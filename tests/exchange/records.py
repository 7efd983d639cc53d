"""Generated clause records, and states of their facts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

TRUTHS = ("serious", "refused", "consequence", "crime", "minor", "another_violation", "own_truth")
SUMS = ("gains", "goods", "turnover", "own_sum")
THINGS = ("persons", "area_sqm", "own_things")
WORDS = {"grade": ("一般", "较大", "重大", "特别重大"), "subject": ("unit", "individual"), "own_word": ("甲类", "乙类")}
ENDS = (0, 1, 5000, 10000, 30000, 50000)
KINDS = ("order", "warning", "confiscate_gains", "license_revoke", "suspend_business", "detention", "ban", "own_kind")
TARGETS = ("violator", "unit", "individual", "responsible_persons", "principal", "crew", "other")
MODES = ("mandatory", "optional", "single_or_joint", "optional_escalation")
DURATIONS = ("5-15d", "0-15d", "1-6m", "6-24m", "120m", "life", "120m-life", "24h")


def truths() -> st.SearchStrategy[str]:
    return st.sampled_from(TRUTHS)


def comparisons() -> st.SearchStrategy[str]:
    name, end = st.sampled_from(SUMS), st.sampled_from(ENDS)
    simple = st.tuples(name, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), end).map("{0[0]}{0[1]}{0[2]}".format)
    chain = st.tuples(name, st.sampled_from([(0, 5000), (5000, 10000), (10000, 50000)])).map(
        lambda p: f"{p[1][0]} <= {p[0]} < {p[1][1]}"
    )
    items = st.integers(1, 4).map("item=={}".format)
    return st.one_of(simple, chain, items)


def words() -> st.SearchStrategy[str]:
    def of(name: str) -> st.SearchStrategy[str]:
        values = st.lists(st.sampled_from(WORDS[name]), min_size=1, max_size=2, unique=True)
        return values.map(lambda v: f"{name}=={v[0]!r}" if len(v) == 1 else f"{name} in {tuple(v)!r}")

    return st.sampled_from(sorted(WORDS)).flatmap(of)


def conditions() -> st.SearchStrategy[str]:
    def further(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        joined = st.tuples(inner, st.sampled_from(["and", "or"]), inner).map("({0[0]} {0[1]} {0[2]})".format)
        return st.one_of(joined, inner.map("not ({})".format))

    return st.one_of(
        st.just("always"), st.recursive(st.one_of(truths(), comparisons(), words()), further, max_leaves=3)
    )


def decimals() -> st.SearchStrategy[str]:
    return st.sampled_from(["0", "0.0005", "0.005", "0.01", "0.05", "0.3", "0.5", "1", "1.5", "2", "10", "20"])


@st.composite
def fines(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(
            ["fixed_range", "upper_only", "fixed_amount", "multiple_of_base", "percentage_of_base", "per_unit",
             "unspecified", "reference"]
        )
    )  # fmt: skip
    made: dict[str, Any] = {
        "kind": kind,
        "target": draw(st.sampled_from(TARGETS)),
        "mode": draw(st.sampled_from(MODES)),
    }
    if kind in {"fixed_range", "upper_only", "fixed_amount"}:
        made |= _sums(draw, kind)
    elif kind == "reference":
        made |= draw(st.sampled_from([{}, {"reference": "本条第二款"}, {"reference": "《示例法》第三条"}]))
    elif kind != "unspecified":
        made |= _of_a_base(draw, kind)
    if draw(st.integers(0, 3)) == 0:
        made["alt_group"] = draw(st.sampled_from("AB"))
    return made


def _sums(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    lo, hi = sorted(draw(st.lists(st.integers(1, 20_000_000), min_size=2, max_size=2)))
    return {"min": 0 if kind == "upper_only" else lo, "max": lo if kind == "fixed_amount" else hi}


def _of_a_base(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    lo, hi = sorted(draw(st.lists(decimals(), min_size=2, max_size=2)), key=Fraction)
    made: dict[str, Any] = {"min_factor": lo, "max_factor": "3" if hi == "0" else hi}
    if kind == "per_unit":
        made["base"] = draw(st.sampled_from([*THINGS, "persons*months"]))
    else:
        made["base"] = draw(st.sampled_from([*SUMS, "original_fine*days"]))
        if draw(st.booleans()):
            made["base_floor_yuan"] = draw(st.sampled_from([2000, 100000]))
    if draw(st.integers(0, 3)) == 0:
        made["cap_yuan"] = draw(st.sampled_from([20000, 500000]))
    if draw(st.integers(0, 3)) == 0:
        made["floor_yuan"] = draw(st.sampled_from([1000, 15000]))
    return made


@st.composite
def penalties(draw: st.DrawFn) -> dict[str, Any]:
    made: dict[str, Any] = {"type": draw(st.sampled_from(KINDS)), "mode": draw(st.sampled_from(MODES))}
    if draw(st.booleans()):
        made["target"] = draw(st.sampled_from(TARGETS))
    if draw(st.booleans()):
        made["duration"] = draw(st.sampled_from(DURATIONS))
    if draw(st.integers(0, 3)) == 0:
        made["alt_group"] = draw(st.sampled_from("AB"))
    return made


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    made = {
        "when": draw(conditions()),
        "fines": draw(st.lists(fines(), max_size=2)),
        "penalties": draw(st.lists(penalties(), max_size=2)),
    }
    if not made["fines"] and not made["penalties"]:
        made["penalties"] = [{"type": "warning", "mode": "mandatory"}]
    return made


@st.composite
def laws(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Records of one law."""
    found = draw(st.lists(st.lists(rules(), min_size=1, max_size=5), min_size=1, max_size=4))
    return [
        {
            "id": f"示例法#{number}-1", "law": "示例法", "version": "2020-01-01", "article": f"第{number}条", "paragraph": 1,
            "rules": made, "status": "parsed",
        }
        for number, made in enumerate(found, 1)
    ]  # fmt: skip


def states() -> st.SearchStrategy[dict[str, bool | Fraction | str]]:
    """A value for every fact; sums at, just below and just above the ends that conditions name."""
    near = [
        max(Fraction(0), end + step)
        for end in map(Fraction, ENDS)
        for step in (Fraction(-1, 100), Fraction(0), Fraction(1, 100))
    ]
    parts: dict[str, st.SearchStrategy[Any]] = {name: st.booleans() for name in TRUTHS}
    parts |= {name: st.sampled_from(near) for name in (*SUMS, "original_fine")}
    parts |= {
        name: st.integers(0, 12).map(Fraction) for name in ("persons", "months", "days", "area_sqm", "own_things")
    }
    parts |= {"item": st.integers(1, 5).map(Fraction)}
    parts |= {name: st.sampled_from(values) for name, values in WORDS.items()}
    return st.fixed_dictionaries(parts)
