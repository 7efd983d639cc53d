"""Small rulesets and cases, made at random: YAML text, the facts with the values worth trying, and the parts as data.

The parts are kept as plain data beside the text, so that a test can read them by itself (`test_small_rulesets.reading`).
"""

import shutil
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import yaml
from hypothesis import strategies as st

from enforcerules.load.cases import case_of
from enforcerules.pipeline import build

HEAD = {
    "format": "enforcerules/ruleset/1",
    "territory": "000000",
    "status": "example",
    "instruments": {
        "试法": {"title": "试验法", "rank": "law", "versions": [{"id": "1", "from": "2020-01-01"}]},
        "试规": {"title": "试验规则", "rank": "ministry_rule", "versions": [{"id": "1", "from": "2020-01-01"}]},
    },
    "kinds": {
        "fine": {"label": "罚款", "class": "penalty", "article9": "2"},
        "license_revoke": {"label": "吊销许可证件", "class": "penalty", "article9": "3"},
    },
}
START, END = "2024-03-01", "2024-03-02"
DATES = {"discovered": "2024-03-05", "filed": "2024-03-06", "decided": "2024-05-06"}
GRADES = {"slight": "甚微", "usual": "普通", "grave": "严峻"}
THRESHOLDS = ("1000.00", "5000.00", "20000.00")
COUNTS = (1, 2, 3)


def program_of(*documents):
    """The program of rulesets given as YAML texts or as data; asserts that there is no error."""
    folder = Path(tempfile.mkdtemp())
    try:
        for number, document in enumerate(documents):
            text = document if isinstance(document, str) else dumped(document)
            (folder / f"r{number}.yaml").write_text(text, encoding="utf-8")
        made, report = build([folder])
    finally:
        shutil.rmtree(folder)
    assert made is not None, report
    return made


def dumped(document):
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=1000)


def case_for(matter, facts, *, phase="investigating", kind="unit", **more):
    """A case with one act of one party; `facts` by id, None for a fact that is said to be unknown."""
    given = {name: {"status": "unknown"} if value is None else value for name, value in facts.items()}
    made, report = case_of(
        {
            "case": "small",
            "phase": phase,
            "matter": matter,
            "start": START,
            "end": END,
            "party": {"kind": kind},
            "dates": DATES,
            "facts": given,
            **more,
        }
    )
    assert made is not None, report
    return made


# ---- facts and conditions --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Test:
    """One test of one fact: its words, and the same as an operator and a constant on a grid value."""

    fact: str
    words: str
    op: str
    constant: object

    __test__ = False

    def holds(self, value):
        if self.fact == "grade":
            order = list(GRADES.values())
            value, constant = order.index(value), order.index(self.constant)
        elif self.fact == "money":
            value, constant = float(value), float(self.constant)
        else:
            constant = self.constant
        return {
            "=": value == constant,
            "!=": value != constant,
            ">=": value >= constant,
            ">": value > constant,
            "<": value < constant,
            "<=": value <= constant,
        }[self.op]


@dataclass(frozen=True)
class Tree:
    """且, 或 or 非 over tests and trees; `all` of nothing holds always."""

    op: str
    parts: tuple

    def holds(self, values):
        seen = [part.holds(values) if isinstance(part, Tree) else part.holds(values[part.fact]) for part in self.parts]
        return {"all": all, "any": any, "not": lambda s: not s[0]}[self.op](seen)

    @property
    def words(self):
        if self.op == "not":
            return f"非 （{_words(self.parts[0])}）"
        return {"all": " 且 ", "any": " 或 "}[self.op].join(f"（{_words(p)}）" for p in self.parts)

    def facts(self):
        return {f for p in self.parts for f in (p.facts() if isinstance(p, Tree) else {p.fact})}


def _words(part):
    return part.words


BOOLEANS = {"b1": "甲情形", "b2": "乙情形", "b3": "丙情形"}


def _boolean_tests(name):
    label = BOOLEANS[name]
    return [Test(name, label, "=", True), Test(name, f"非 （{label}）", "=", False)]


def _grade_tests():
    words = {"为": "=", "不为": "!=", "不高于": "<=", "不低于": ">=", "高于": ">", "低于": "<"}
    made = [Test("grade", f"程度{word}{value}", op, value) for word, op in words.items() for value in GRADES.values()]
    return [t for t in made if len({t.holds(v) for v in GRADES.values()}) == 2]  # a test that says something


def _money_tests():
    made = []
    for t in THRESHOLDS:
        yuan = t.removesuffix(".00")
        made += [Test("money", f"金额{yuan}元以上", ">=", t), Test("money", f"金额不足{yuan}元", "<", t)]
        made += [Test("money", f"金额超过{yuan}元", ">", t), Test("money", f"金额{yuan}元以下", "<=", t)]
    return made


def _count_tests():
    made = []
    for n in COUNTS:
        made += [Test("count", f"次数{n}次以上", ">=", n), Test("count", f"次数不足{n}次", "<", n)]
        made += [Test("count", f"次数为{n}次", "=", n)]
    return made


def tests(names):
    found = [t for name in names for t in leaves(name)]
    return st.sampled_from(found)


def leaves(name):
    return {"grade": _grade_tests, "money": _money_tests, "count": _count_tests}.get(
        name, lambda: _boolean_tests(name)
    )()


def conditions(names, size=3):
    """Trees over tests of these facts."""
    leaf = tests(names).map(lambda t: Tree("all", (t,)))
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(
                lambda op, parts: Tree(op, tuple(parts)),
                st.sampled_from(["all", "any"]),
                st.lists(inner, min_size=2, max_size=2),
            ),
            inner.map(lambda part: Tree("not", (part,))),
        ),
        max_leaves=size,
    )


# ---- rulesets --------------------------------------------------------------------------------------------------

LEVELS = ("lighter", "ordinary", "heavier")
BANDS = {"lighter": "[0%, 30%]", "ordinary": "(30%, 70%)", "heavier": "[70%, 100%]"}
SHARES = {"lighter": (0, 30, False, False), "ordinary": (30, 70, True, True), "heavier": (70, 100, False, False)}
FINES = {
    "fixed": ("1000元以上5000元以下", 1000, 5000),
    "open": ("5000元以下", None, 5000),
    "point": ("3000元", 3000, 3000),
}
MULTIPLE = ("金额2倍以上10倍以下", 2, 10)


@dataclass(frozen=True)
class Rule:
    section: str
    when: Tree
    then: object
    strength: str


@dataclass(frozen=True)
class Row:
    level: str
    when: Tree | None


@dataclass(frozen=True)
class Small:
    """A ruleset of one matter, `m.one`: its text as data, and its parts."""

    document: dict
    facts: dict
    elements: Tree
    rules: tuple[Rule, ...]
    fine: str  # a name of FINES, or "limbs": a fixed sum below 5000元 and a multiple from there on
    revoke: Tree | None
    table: tuple[Row, ...]
    hit: str

    @property
    def text(self):
        return dumped(self.document)

    def grid(self, name):
        """Values of a fact such that no test tells apart two that no value of the grid tells apart."""
        if name in BOOLEANS:
            return [True, False]
        if name == "grade":
            return list(GRADES.values())
        if name == "count":
            return [0, *COUNTS, COUNTS[-1] + 1]
        cents = sorted({round(float(t) * 100) + step for t in THRESHOLDS for step in (-1, 0, 1)} | {0, 9_000_000})
        return [f"{c // 100}.{c % 100:02}" for c in cents]

    def completions(self, values):
        """Every way to fill in the facts that are None."""
        names = [n for n, v in values.items() if v is None]
        for chosen in product(*(self.grid(n) for n in names)):
            yield {**values, **dict(zip(names, chosen, strict=True))}

    def values(self):
        """Values of all facts; `b1`, which is most often what must be proved, is mostly true."""
        grids = {name: self.grid(name) for name in self.facts} | {"b1": [True, True, True, False]}
        return st.fixed_dictionaries({name: st.sampled_from(grid) for name, grid in grids.items()})


proofs = st.sampled_from(["authority", "authority", "party", "ex_officio"])
effects = st.one_of(
    st.tuples(
        st.just("gates"),
        st.sampled_from([{"terminate": "time_barred"}, {"terminate": "no_jurisdiction"}, {"refer": "police"}]),
        st.just("shall"),
    ),
    st.tuples(st.just("exemptions"), st.just("spare"), st.sampled_from(["shall", "may"])),
    st.tuples(st.just("exemptions"), st.just({"order": "notice"}), st.just("shall")),
    st.tuples(
        st.just("circumstances"),
        st.sampled_from([{"open": ["lighter", "mitigated"]}, {"open": ["lighter"]}, {"open": ["heavier"]}]),
        st.sampled_from(["shall", "may"]),
    ),
    st.tuples(st.just("circumstances"), st.just({"bar": ["heavier"]}), st.just("shall")),
    st.tuples(st.just("gates"), st.just({"bar_kinds": ["fine"]}), st.just("shall")),
)


@st.composite
def fact_tables(draw):
    names = [
        "b1",
        *draw(st.lists(st.sampled_from(["b2", "b3", "grade", "money", "count"]), min_size=1, max_size=4, unique=True)),
    ]
    made = {}
    for name in sorted(names):
        fact = {
            "label": BOOLEANS.get(name, {"grade": "程度", "money": "金额", "count": "次数"}.get(name)),
            "proves": draw(proofs),
        }
        fact["type"] = "boolean" if name in BOOLEANS else "integer" if name == "count" else name
        if name == "grade":
            fact["values"] = dict(GRADES)
        if name == "count":
            fact["unit"] = "次"
        if name in BOOLEANS:
            fact["evaluative"] = "true" if draw(st.booleans()) else "false"
        made[name] = fact
    return made


@st.composite
def smalls(draw, like=None):
    """A ruleset of one matter with a few rules of every section, limbs or a plain fine, and perhaps a table.

    `like` another: of the same facts and elements, as a later version of it would be.
    """
    facts = draw(fact_tables()) if like is None else like.facts
    names = list(facts)
    plain = Tree("all", (Test("b1", BOOLEANS["b1"], "=", True),))
    said = st.sampled_from([plain, plain, plain, None]) if like is None else st.just(like.elements)
    elements = draw(said) or draw(conditions(names, 2))
    others = [n for n in names if n != "b1"] or names
    rules = [
        Rule(section, draw(conditions(others)), then, strength)
        for section, then, strength in draw(st.lists(effects, max_size=4))
    ]
    fine = draw(st.sampled_from([*FINES, *(["limbs"] if "money" in names else [])]))
    revoke = draw(st.none() | conditions(others, 2))
    table = [Row(draw(st.sampled_from(LEVELS)), draw(conditions(others, 2))) for _ in range(draw(st.integers(0, 3)))]
    table += [Row("ordinary", None)] if table and draw(st.booleans()) else []
    hit = draw(st.sampled_from(["unique", "unique", "heaviest", "lightest"]))
    return Small(
        _document(facts, elements, rules, fine, revoke, table, hit),
        facts,
        elements,
        tuple(rules),
        fine,
        revoke,
        tuple(table),
        hit,
    )


def _document(facts, elements, rules, fine, revoke, table, hit):
    if fine == "limbs":
        limbs = [
            {"when": "金额不足5000元", "fine": {"shall": FINES["fixed"][0]}},
            {"when": "金额5000元以上", "fine": {"shall": MULTIPLE[0]}},
        ]
        penalties = [{"limbs": limbs}]
    else:
        penalties = [{"fine": {"shall": FINES[fine][0]}}]
    if revoke is not None:
        penalties.append({"license_revoke": "may", "when": revoke.words})
    document = {
        **HEAD,
        "ruleset": "small",
        "title": {"zh": "小规则"},
        "facts": facts,
        "matters": [
            {
                "id": "m.one",
                "title": {"zh": "一"},
                "elements": elements.words,
                "penalised_by": "试法 第九条",
                "penalties": penalties,
            }
        ],
    }
    for number, rule in enumerate(rules, 1):
        one = {
            "id": f"r.{number}",
            "when": rule.when.words,
            "then": rule.then,
            "strength": rule.strength,
            "basis": f"试法 第{number}条",
        }
        document.setdefault(rule.section, []).append(one)
    if table:
        rows = []
        for number, row in enumerate(table, 1):
            when = {"otherwise": "true"} if row.when is None else {"when": row.when.words}
            rows.append({"id": f"row{number}", "level": row.level, **when, "band": BANDS[row.level]})
        document["benchmarks"] = [
            {"id": "table", "refines": "m.one/fine", "hit": hit, "basis": "试规 第一条", "rows": rows}
        ]
    return document


@st.composite
def with_case(draw, most_unknown=2):
    """A small ruleset, values of all its facts, and the names of a few that shall be unknown."""
    small = draw(smalls())
    values = draw(small.values())
    open_ = draw(st.lists(st.sampled_from(sorted(small.facts)), min_size=1, max_size=most_unknown, unique=True))
    return small, values, tuple(open_)


# ---- two versions ------------------------------------------------------------------------------------------------

CHANGE = "2024-04-01"  # after the act (START to END), before the decision
LAST = "2024-03-31"
RANKS = {"fine": "2", "license_revoke": "5"}


@st.composite
def pairs_of_smalls(draw):
    """A ruleset and a later version of it, with the same facts and elements."""
    old = draw(smalls())
    return old, draw(st.one_of(st.just(old), smalls(like=old)))


def two_versions(old, new):
    """One ruleset of two versions: the old one until the day before CHANGE, the new one from then on."""
    document = {**old.document}
    law = {"title": "试验法", "rank": "law"}
    ends = [{"id": "1", "from": "2020-01-01", "until": LAST}, {"id": "2", "from": CHANGE}]
    document["instruments"] = {**HEAD["instruments"], "试法": {**law, "versions": ends}}
    document["kinds"] = {kind: {**one, "rank": RANKS[kind]} for kind, one in HEAD["kinds"].items()}
    (matter,), (later,) = old.document["matters"], new.document["matters"]
    dated = [{**p, "until": LAST} for p in matter["penalties"]] + [{**p, "from": CHANGE} for p in later["penalties"]]
    document["matters"] = [{**matter, "penalties": dated}]
    for section in ("gates", "exemptions", "circumstances", "benchmarks"):
        was = [{**one, "until": LAST} for one in old.document.get(section, [])]
        becomes = [{**one, "id": f"{one['id']}.new", "from": CHANGE} for one in new.document.get(section, [])]
        if was or becomes:
            document[section] = [*was, *becomes]
    lighter = {"id": "v", "then": {"version": "lighter"}, "basis": "试法 第九十条"}
    document["gates"] = [*document.get("gates", []), lighter]
    return document
