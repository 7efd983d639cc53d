"""Synthetic rulesets of any number of matters, in the form of the `discretion` workload: the same seed gives the same text.

A matter has a fine in one of four forms, for its violator and for a unit, one or two lists of no penalty, a table of four rows and a
weighed table for each of them. All matters are of one ruleset, which is the worst case for finding the rules of one of them.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

HEAD: Final = """\
format: enforcerules/ruleset/1
ruleset: bench
title: {zh: 基准测试的规则, en: rules of the benchmark}
territory: "000000"
status: example
instruments:
  测试法: {title: 测试法, rank: law, versions: [{id: "1", from: 2020-01-01}]}
  测试基准: {title: 测试基准, rank: normative_document, versions: [{id: "1", from: 2020-01-01}]}
kinds:
  fine: {label: 罚款, class: penalty, article9: "2"}
facts:
  duration_days: {label: 持续日数, type: integer, unit: 日, basis: 测试法 第一条}
  goods_value: {label: 货值金额, type: money, basis: 测试法 第一条}
  illegal_gains: {label: 违法所得, type: money, basis: 测试法 第一条}
  prior_violations: {label: 此前次数, type: integer, unit: 次, basis: 测试法 第一条}
  corrected_in_time: {label: 及时改正, type: boolean, basis: 测试法 第一条}
  cooperated: {label: 配合调查, type: boolean, basis: 测试法 第一条}
  harm: {label: 危害后果, type: grade, values: {none: 没有, minor: 轻微, serious: 严重}, basis: 测试法 第一条}
  subjective_fault: {label: 主观过错, type: grade, values: {none: 无过错, negligent: 过失, intentional: 故意}, basis: 测试法 第一条}
"""
PART: Final = "format: enforcerules/ruleset/1\nruleset: bench\n"
ACTS: Final = (
    "经营超过保质期的食品",
    "未取得许可从事经营活动",
    "发布虚假广告",
    "未按规定明码标价",
    "使用未经检定的计量器具",
    "未按规定公示经营信息",
)
FIRST: Final = "此前次数为0次 且 危害后果为没有、轻微之一 且 及时改正"
IN_A_FILE: Final = 200

CASE: Final = """\
format: enforcerules/case/1
case: synthetic
parties: [{id: p1, kind: unit}]
acts: [{id: a1, matter: %s, parties: [p1], start: 2024-03-01, end: 2024-03-20}]
dates: {decided: 2024-06-01}
phase: concluded
facts: {持续日数: 12日, 货值金额: 3000元, 违法所得: 500元, 此前次数: 1次, 及时改正: true, 配合调查: true, 危害后果: 轻微, 主观过错: 过失}
"""


def write(folder: Path, matters: int, seed: int = 20240601) -> None:
    """The files of a ruleset with so many matters, two hundred in a file."""
    chosen = random.Random(seed)  # noqa: S311  the same text each time
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ruleset.yaml").write_text(HEAD, encoding="utf-8")
    for start in range(0, matters, IN_A_FILE):
        numbers = range(start, min(start + IN_A_FILE, matters))
        (folder / f"m{start:05}.yaml").write_text(_text(numbers, chosen), encoding="utf-8")


def _text(numbers: range, chosen: random.Random) -> str:
    made = [_matter(number, chosen) for number in numbers]
    said, spared, tables = ("".join(parts) for parts in zip(*made, strict=True))
    return f"{PART}matters:\n{said}exemptions:\n{spared}benchmarks:\n{tables}"


def _matter(number: int, chosen: random.Random) -> tuple[str, str, str]:
    """A matter, its lists of no penalty, its tables."""
    name = f"M{number:05}"
    fines = "".join(_fine(number % 4, chosen, target) for target in ("", ", target: unit"))
    said = (
        f'  - id: {name}\n    title: {{zh: "{ACTS[number % len(ACTS)]}（{number}）"}}\n'
        f"    penalised_by: 测试法 第一条\n    penalties:\n{fines}"
    )
    exempt, tiers = _tiers(chosen)
    spared = [("exempt", "依法不予处罚", exempt)]
    spared += [("first", "首违不罚", FIRST)] * (chosen.random() < 0.7)
    lists = "".join(
        f'  - {{id: {name}.{key}, title: {{zh: {title}}}, matter: {name}, when: "{when}", then: spare, strength: shall, basis: 测试法 第一条}}\n'
        for key, title, when in spared
    )
    return said, lists, _tables(name, tiers)


def _fine(form: int, chosen: random.Random, target: str) -> str:
    low = chosen.choice([1000, 2000, 5000, 10000, 50000])
    high, times = low * chosen.choice([2, 5, 10]), chosen.choice([3, 5])
    if form == 0:
        return f"      - {{fine: {{shall: {low}元以上{high}元以下}}{target}}}\n"
    if form == 1:
        return f"      - {{fine: {{shall: {high}元以下}}{target}}}\n"
    if form == 2:
        return f"      - {{fine: {{shall: 违法所得1倍以上{times}倍以下}}{target}}}\n"
    under = f"{{when: 货值金额不足10000元, fine: {{shall: {low}元以上{high}元以下}}{target}}}"
    over = f"{{when: 货值金额10000元以上, fine: {{shall: 货值金额{times}倍以上{2 * times}倍以下}}{target}}}"
    return f"      - limbs:\n          - {under}\n          - {over}\n"


def _tiers(chosen: random.Random) -> tuple[str, dict[str, str]]:
    """The condition of a list of no penalty, and of each tier; tiers part the goods, so that exactly one holds."""
    small, middle, large = chosen.choice([100, 300, 500]), chosen.choice([5000, 10000]), chosen.choice([100000, 200000])
    fault = " 且 主观过错为无过错" * (chosen.random() < 0.6)
    above, below = f"货值金额不低于{middle}元 且 货值金额不足{large}元", f"货值金额不足{middle}元"
    return f"危害后果为没有 且 货值金额不足{small}元 且 及时改正{fault}", {
        "lighter": f"{below} 且 及时改正 且 配合调查",
        "milder": f"{below} 且 （非 及时改正 或 非 配合调查）",
        "ordinary": above,
        "heavier": f"货值金额不低于{large}元",
    }


BANDS: Final = {"lighter": (0, 10), "milder": (10, 30), "ordinary": (30, 70), "heavier": (70, 100)}
LEVELS: Final = {"lighter": "lighter", "milder": "lighter", "ordinary": "ordinary", "heavier": "heavier"}


def _tables(name: str, tiers: dict[str, str]) -> str:
    rows = "".join(
        f'      - {{id: {key}, level: {LEVELS[key]}, when: "{when}", band: "[{BANDS[key][0]}%, {BANDS[key][1]}%]"}}\n'
        for key, when in tiers.items()
    )
    first = f"  - id: {name}.t\n    refines: {name}/fine@violator\n    basis: 测试基准 表一\n    rows:\n{rows}"
    return first + "".join(_weighed(f"{name}.{key}", name, when, (*BANDS[key], 5)) for key, when in tiers.items())


def _weighed(name: str, matter: str, when: str, band: tuple[int, int, int]) -> str:
    start, end, step = band
    levels = [f"{{when: 此前次数为{n}次, weight: {n * step}%}}" for n in range(5)]
    levels.append(f"{{when: 此前次数不低于5次, weight: {5 * step}%}}")
    factors = f"[{{fact: 此前次数, levels: [{', '.join(levels)}]}}]"
    weights = f"{{start: {start}%, cap: {end}%, mode: interpolate, factors: {factors}}}"
    return (
        f'  - id: {name}\n    refines: {matter}/fine@unit\n    when: "{when}"\n    basis: 测试基准 表二\n'
        f"    rounding: {{to: 0.01元, direction: down}}\n    weights: {weights}\n"
    )
