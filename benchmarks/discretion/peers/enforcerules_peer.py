"""This library on the workload: its YAML, its public API, the short verdict and the explained one."""

import hashlib
import os
import tempfile
from math import floor
from pathlib import Path

import workload as W

import enforcerules as er

from . import Peer

HARM = {"none": "没有", "minor": "轻微", "serious": "严重"}
FAULT = {"none": "无过错", "negligent": "过失", "intentional": "故意"}
LABEL = {
    "duration_days": "持续日数", "goods_value": "货值金额", "illegal_gains": "违法所得", "prior_violations": "此前次数",
    "corrected_in_time": "及时改正", "cooperated": "配合调查", "harm": "危害后果", "subjective_fault": "主观过错",
}  # fmt: skip
UNIT = {"duration_days": "日", "prior_violations": "次"}
WORDS = {"lt": "不足", "le": "不超过", "gt": "超过", "ge": "不低于", "eq": "为"}
CASE = {
    "party": {"kind": "unit"},
    "start": "2024-03-01",
    "end": "2024-03-20",
    "dates": {"decided": "2024-06-01"},
    "phase": "concluded",
}
LEVEL = {"mitigated": "lighter", "lighter": "lighter", "heavier": "heavier", "normal": "ordinary"}

HEAD = """\
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


def value(fact, v):
    if fact == "harm":
        return HARM[v]
    if fact == "subjective_fault":
        return FAULT[v]
    return f"{v}元" if fact in W.MONEY else f"{v}{UNIT[fact]}"


def atom(a):
    fact, op, v = a["fact"], a["op"], a["value"]
    if op == "in":
        return f"{LABEL[fact]}为{'、'.join(value(fact, one) for one in v)}之一"
    if v is True or v is False:
        return LABEL[fact] if v else f"非 {LABEL[fact]}"
    return f"{LABEL[fact]}{WORDS[op]}{value(fact, v)}"


def when(cond):
    return W.render(cond, atom, " 且 ", " 或 ", "（%s）")


def amount(f, kind):
    """The fine, as limbs where a threshold parts it; `kind`: for whom. The fine of a unit carries the point of a tier."""
    k = f["kind"]
    if k == "range":
        return f"      - {{fine: {{shall: {f['min']}元以上{f['max']}元以下}}{kind}}}\n"
    if k == "max_only":
        return f"      - {{fine: {{shall: {f['max']}元以下}}{kind}}}\n"
    if k == "times_gains":
        return f"      - {{fine: {{shall: 违法所得{f['min_times']}倍以上{f['max_times']}倍以下}}{kind}}}\n"
    low = (
        f"{{when: 货值金额不足{f['threshold']}元, fine: {{shall: {f['floor_min']}元以上{f['floor_max']}元以下}}{kind}}}"
    )
    high = f"{{when: 货值金额{f['threshold']}元以上, fine: {{shall: 货值金额{f['min_times']}倍以上{f['max_times']}倍以下}}{kind}}}"
    return f"      - limbs:\n          - {low}\n          - {high}\n"


def matter(m):
    said = f'    title: {{zh: "{m["name"]}"}}\n    note: "{m["citation"]}"\n    penalised_by: 测试法 第一条\n'
    head = f"  - id: {m['id']}\n{said}    penalties:\n"
    return head + amount(m["fine"], "") + amount(m["fine"], ", target: unit")


def advised(m, t, full):
    """The point of a tier as a table of its own: base and so much for each time before, up to the end of the band."""
    b = t["band"]
    levels = [f"{{when: 此前次数为{n}次, weight: {n * b['step']}%}}" for n in range(5)]
    levels.append(f"{{when: 此前次数不低于5次, weight: {5 * b['step']}%}}")
    weights = f"{{start: {b['base']}%, cap: {b['to']}%, mode: interpolate, factors: [{{fact: 此前次数, levels: [{', '.join(levels)}]}}]}}"
    return (
        f'  - id: {m["id"]}.{t["id"]}\n    refines: {m["id"]}/fine@unit\n    when: "{full}"\n    basis: 测试基准 表二\n'
        f"    rounding: {{to: 0.01元, direction: down}}\n    weights: {weights}\n"
    )


def sections(ruleset):
    matters, spared, tables = [], [], []
    for m in ruleset["matters"]:
        matters.append(matter(m))
        before = []
        rows = []
        for t in W.tiers_of(m):
            own = when(t["when"])
            if t["outcome"] == "no_penalty":
                spared.append(
                    f'  - {{id: {m["id"]}.{t["id"]}, title: {{zh: {t["basis"]}}}, matter: {m["id"]}, when: "{own}", then: spare, strength: shall, basis: 测试法 第一条}}\n'
                )
                continue
            full = " 且 ".join([own, *(f"非 {one}" for one in before)])
            before.append(own)
            b = t["band"]
            tables.append(advised(m, t, full))
            rows.append(
                f'      - {{id: {t["id"]}, level: {LEVEL[t["id"]]}, when: "{full}", band: "[{b["from"]}%, {b["to"]}%]"}}\n'
            )
        rows.append("      - {id: none, level: ordinary, otherwise: true}\n")
        tables.append(
            f"  - id: {m['id']}.t\n    refines: {m['id']}/fine@violator\n    basis: 测试基准 表一\n    rows:\n{''.join(rows)}"
        )
    return matters, spared, tables


def text_of(ruleset):
    matters, spared, tables = sections(ruleset)
    return (
        HEAD + "matters:\n" + "".join(matters) + "exemptions:\n" + "".join(spared) + "benchmarks:\n" + "".join(tables)
    )


class EnforceRules(Peer):
    name, kind, explained = "enforcerules", "subject", True
    note = (
        "public API: Decimal yuan facts, all validated; a short verdict, the whole decision with its reasons on demand"
    )

    def source(self, ruleset):
        return text_of(ruleset)

    def load(self, text):
        rules = er.load(sealed(text))
        self.deciders = {name: er.decider(rules, {**CASE, "matter": name}) for name in rules.matters}
        self.citation = {name: rules.program.matters[name].note for name in rules.matters}

    def prepare(self, case):
        name, facts = W.to_decimal_case(case)
        return name, {**facts, "harm": HARM[facts["harm"]], "subjective_fault": FAULT[facts["subjective_fault"]]}

    def evaluate(self, c):
        return c[0], self.deciders[c[0]](c[1])

    def normalise(self, raw):
        name, verdict = raw
        return (*self.figures(verdict), self.citation[name])

    def figures(self, v):
        if v.disposition == "no_penalty_shall":
            tier = min((name.rpartition(".")[2] for name in v.because), key=("first_violation", "exempt").index)
            return "no_penalty", tier, 0, 0, 0
        fine, advice = (
            next(m for m in v.measures if m.target == target and m.holds) for target in ("violator", "unit")
        )
        (level,), (point,) = fine.levels, advice.levels
        tier = level.because[-1]
        if tier == "none":
            return "undetermined", "none", 0, 0, 0
        return "penalty", tier, floor(level.range.lo or 0), floor(level.range.hi), floor(point.point)


class FromYaml(EnforceRules):
    name, group, max_M = "enforcerules_yaml", "load", 200
    note = "the same from its YAML source: read, compiled and checked"

    def load(self, text):
        with tempfile.TemporaryDirectory() as folder:
            self.deciders = {}
            rules = er.load(written(Path(folder), text))
        self.deciders = {name: er.decider(rules, {**CASE, "matter": name}) for name in rules.matters}
        self.citation = {name: rules.program.matters[name].note for name in rules.matters}


class Read(EnforceRules):
    name = "enforcerules_read"
    note = "the same, and every amount of the verdict taken out as an exact fraction"

    def evaluate(self, c):
        verdict = self.deciders[c[0]](c[1])
        verdict.measures  # noqa: B018  worked out when it is asked for
        return c[0], verdict


class Whole(EnforceRules):
    name, max_M = "enforcerules_whole", 20
    note = "the whole decision with reasons, duties, alerts and questions, made anew by the reference kernel"

    def evaluate(self, c):
        verdict = self.deciders[c[0]](c[1])
        verdict.decision  # noqa: B018
        return c[0], verdict


class Told(EnforceRules):
    name, max_M = "enforcerules_told", 20
    note = "the same and its Chinese text: what asking for the explanation costs"

    def evaluate(self, c):
        verdict = self.deciders[c[0]](c[1])
        er.explain(verdict.decision)
        return c[0], verdict


def written(folder, text):
    path = folder / "bench.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def sealed(text):
    """The sealed bundle of a source, made once in a run of the harness; its making is the row `enforcerules_yaml`."""
    folder = Path(os.environ.get("ENFORCERULES_BENCH", tempfile.gettempdir()))
    bundle = folder / f"bench-{hashlib.sha256(text.encode()).hexdigest()}.bundle"
    if not bundle.exists():
        with tempfile.TemporaryDirectory() as fresh:
            made = Path(fresh, "made")
            made.write_bytes(er.build(written(Path(fresh), text)))
            folder.mkdir(parents=True, exist_ok=True)
            made.replace(bundle) if made.stat().st_dev == folder.stat().st_dev else bundle.write_bytes(
                made.read_bytes()
            )
    return bundle


def peers():
    return [EnforceRules(), Read(), Whole(), Told(), FromYaml()]
