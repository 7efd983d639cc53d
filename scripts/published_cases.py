"""The published cases against the shipped rules: what was imposed, and the union of what the open levels permit.

    python scripts/published_cases.py            write docs/published-cases.md
    python scripts/published_cases.py --check    say whether it is what the rules give (exit code 1: it is not)

`examples/published/published.yaml` lists every case with what was worked out by hand; the facts stand in
`examples/review/published.csv` and in `examples/published/files`. Facts that were not published are open, so what is permitted
is the union of the levels in all ways that they may turn out. `tests/test_published_cases.py` holds the figures.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import enforcerules as er
from enforcerules.base.source import Text
from enforcerules.load.cases import case_of
from enforcerules.load.made import load_made
from enforcerules.model.case import Case, FactGiven
from enforcerules.model.decision import Decision, MeasureSeen, MoneyRange, Outcome, hull

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "examples" / "published"
ROWS = ROOT / "examples" / "review" / "published.csv"
PAGE = ROOT / "docs" / "published-cases.md"
LEVELS = {"mitigated": "减轻", "lighter": "从轻", "ordinary": "一般", "heavier": "从重"}
VERDICTS = {"permitted": "在允许之内", "explained": "案件的发现", "left_out": "没有对照"}
Listed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say of one party: the statute's range, the permitted levels and their union, how it may end."""

    statutory: MoneyRange | None
    permits: MoneyRange | None
    levels: tuple[str, ...]
    candidates: frozenset[str]
    imposed: int | None
    lies: str | None


@cache
def rules() -> er.Ruleset:
    """All shipped rules, with the provisions that only these cases need."""
    return er.load("cn", "cn/statutes", ROOT / "examples" / "review" / "rules.yaml", HERE / "rules.yaml")


@cache
def listed() -> tuple[Listed, ...]:
    """Every published case, in the order of the page."""
    return tuple(yaml.safe_load((HERE / "published.yaml").read_text(encoding="utf-8"))["cases"])


@cache
def rows() -> dict[str, tuple[Case, str | None]]:
    """The rows of the table: the case, and the fine that was imposed in 元."""
    found: dict[str, tuple[Case, str | None]] = {}
    for given in load_made(ROWS):
        assert given.made is not None, given.report  # noqa: S101  the table is ours
        (did,) = given.made.outcomes
        fines = [one.amount for one in did.measures if one.kind == "fine"]
        found[str(given.made.made)] = (given.made.case, fines[0] if fines else None)
    return found


def facts_of(one: Listed, outcome: Listed) -> tuple[Case, str | None]:
    """The case of an outcome and what was imposed."""
    if "case" not in outcome:
        return rows()[outcome.get("row", one["id"])]
    text = (HERE / "files" / f"{outcome['case']}.yaml").read_text(encoding="utf-8")
    case, report = case_of({k: v for k, v in yaml.safe_load(text).items() if k != "format"})
    assert case is not None, report  # noqa: S101  the files are ours
    return case, outcome.get("imposed")


def decided(case: Case, given: Mapping[str, Any], *, acts: int = 1) -> Decision:
    """The decision with more facts given, and the act done so many times."""
    more = {Text(name): FactGiven(value=value) for name, value in given.items()}
    first = case.acts[0]
    again = tuple(first.model_copy(update={"id": Text(f"{first.id}-{n}")}) for n in range(2, acts + 1))
    return er.decide(rules(), case.model_copy(update={"facts": {**case.facts, **more}, "acts": (*case.acts, *again)}))


def answer(decision: Decision, party: str | None, imposed: str | None) -> Answer:
    """The union of the open levels of the fines that may follow, and where the fine that was imposed lies."""
    (outcome,) = (one for one in decision.outcomes if party in {None, one.party})
    fines = [one for one in outcome.measures if one.kind == "fine"]
    spans = [one.statutory for one in fines if one.statutory is not None]
    ranges = [level.range for one in fines for level in one.levels if level.range is not None]
    statutory, permits = (hull(found) if found else None for found in (spans, ranges))
    fen = None if imposed is None else int(imposed) * 100
    lies = None if fen is None else place(fen, statutory, permitted_by(fines, fen))
    levels = tuple(name for name in LEVELS if any(name == lv.level for one in fines for lv in one.levels))
    return Answer(statutory, permits, levels, frozenset(ends(outcome)), fen, lies)


def permitted_by(fines: list[MeasureSeen], fen: int) -> bool:
    """Whether an amount lies in a permitted level of a fine that may follow: in the union, not only in its hull."""
    return any(lv.range is not None and lv.range.has(fen) for one in fines for lv in one.levels)


def ends(outcome: Outcome) -> Iterator[str]:
    """Every disposition that is possible."""
    yield from outcome.candidates or (outcome.disposition,)


def place(fen: int, statutory: MoneyRange | None, inside: bool) -> str:
    """Within what is permitted; below or above the statute; or in the statute and in no level."""
    if inside:
        return "within"
    if statutory is None:
        return "unknown"
    if statutory.lo is not None and fen < statutory.lo:
        return "below"
    return "above" if not statutory.has(fen) else "off_level"


def answers(one: Listed) -> tuple[Answer, ...]:
    """One answer for each party of a case; none for what was not held against the rules."""
    found = []
    for outcome in one.get("outcomes", ()):
        case, imposed = facts_of(one, outcome)
        found.append(answer(decided(case, outcome.get("given", {})), outcome.get("party"), imposed))
    return tuple(found)


def several(one: Listed, outcome: Listed) -> MoneyRange | None:
    """What several acts of the party, or several persons, may be fined together."""
    times = outcome["times"]
    case, imposed = facts_of(one, outcome)
    if "acts" in times:
        decision = decided(case, outcome.get("given", {}), acts=times["acts"])
        (sums,) = (each for each in decision.combined if each.party == outcome.get("party", each.party))
        return sums.permitted
    found = answer(decided(case, outcome.get("given", {})), outcome.get("party"), imposed).permits
    many = times["persons"]
    if found is None or found.hi is None:
        return None
    return replace(found, lo=None if found.lo is None else found.lo * many, hi=found.hi * many)


# ---- the page ----------------------------------------------------------------------------------------------------


def shown(span: MoneyRange | None) -> str:
    """A range in 元, or 万元 where that is whole enough to read."""
    if span is None:
        return "—"
    ends = ["" if end is None else yuan(int(end)) for end in (span.lo, span.hi)]
    return f"{'（' if span.lo_open else '［'}{ends[0] or '不限'}，{ends[1] or '不限'}{'）' if span.hi_open else '］'}"


def yuan(fen: int) -> str:
    """An amount in Chinese units, exact."""
    for unit, size in (("亿", 10**10), ("万", 10**6)):
        if fen >= size and fen % (size // 10**4) == 0:
            return f"{fen / size:.4f}".rstrip("0").rstrip(".") + f"{unit}元"
    return f"{fen / 100:.2f}".removesuffix(".00") + "元"


def row(one: Listed) -> str:
    """A line of the table."""
    found = answers(one)
    told = "；".join(spared_or(one, each) for each in found) or "—"
    verdict = VERDICTS[one["verdict"]] + (f"：{one['finding']}" if "finding" in one else "")
    cells = [one["id"], one["field"], one.get("article", "—"), one["result"], told, verdict, one["why"]]
    return f"| {' | '.join(str(cell).replace('|', '／') for cell in cells)} |"


def spared_or(one: Listed, each: Answer) -> str:
    """What the rules permit, in a few words."""
    spares = {"no_penalty_shall": "应当不予", "no_penalty_may": "可以不予"}
    ways = "、".join(word for name, word in spares.items() if name in each.candidates)
    if one.get("spared"):
        return f"{ways}处罚，或者处罚{shown(each.permits) if each.permits else ''}"
    return f"{shown(each.permits)}（{'、'.join(LEVELS[name] for name in each.levels)}）"


def totals() -> dict[str, int]:
    """How many cases were held against the rules, with which verdict."""
    count = Counter(one["verdict"] for one in listed())
    spared = sum(1 for one in listed() if one.get("spared"))
    bound = [one for one in listed() if one["verdict"] == "permitted" and not one.get("spared")]
    free = sum(1 for one in bound if any(a.permits is not None and a.permits.hi is None for a in answers(one)))
    return {
        "all": len(listed()), "permitted": count["permitted"], "spared": spared, "free": free,
        "bounded": len(bound) - free, "explained": count["explained"], "left_out": count["left_out"],
    }  # fmt: skip


def page() -> str:
    """The document."""
    n = totals()
    findings = Counter(one["finding"] for one in listed() if one["verdict"] == "explained")
    reasons = "；".join(f"{name} {many} 案" for name, many in findings.most_common())
    head = HEAD.format(**n, reasons=reasons, done=sum(1 for one in listed() if "outcomes" in one))
    return head + "\n".join(row(one) for one in listed()) + "\n"


HEAD = """# 公开案例 · Published cases

由 `scripts/published_cases.py` 从 [published.yaml](../examples/published/published.yaml) 和规则算出，测试守住它不走样；改动请改那里。

{all} 个公开的处罚案例，逐一问规则：在公开的事实上，允许的是什么。没有公开的事实一律待查，所以“允许的”是各种可能档次的并集，常常很宽；
落在其中只是说公开的结果不违反收录的规则，不是说它恰当。Each of {all} published cases, held against the rules: what is permitted is the union of
the levels in every way that the facts which were not published may turn out.

| 结论 | 案数 |
|---|---|
| 在允许之内 / permitted | {permitted}：罚款在有上限的范围内 {bounded}，基数没有公开、范围没有上限 {free}，不予处罚 {spared} |
| 不在，是案件的发现 / explained | {explained}：{reasons} |
| 没有对照 / left out | {left_out}：公开的结果不完整，没有写明条款，或者条文没有收录、没有读到 |

用规则对照了 {done} 案（被撤销的一案没有事实可对照）。表里“允许的”以元计，方括号含端点，圆括号不含。“推断”是公开材料没有写、由事实推出的条款；“转述”是条文没有读到全文。
不予处罚的案件都缺危害后果，多数缺改正情况，所以也可能应当处罚；测试另外证明，没有及时改正（fd-08 还要没有说明来源）就不得不予处罚。

| 案例 | 领域 | 条款 | 公开的结果 | 允许的 | 结论 | 说明 |
|---|---|---|---|---|---|---|
"""


def main() -> int:
    """Write the page, or say whether it is fresh."""
    text = page()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
