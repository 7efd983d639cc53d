"""Random conditions over facts of every type, and random knowledge of them, at the level of the model.

`strategies` of `tests/decide` writes rulesets in YAML; here is what those do not reach: dates, decimals and rates off every
grid, choices, sets, texts, parameters with and without a value, tests of what is known, derived truths in layers with what
they count as at the conclusion, facts never raised, and conditions larger than one rule of an engine.
"""

from fractions import Fraction

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.reference import judge
from enforcerules.model.calendar import Calendar
from enforcerules.model.knowledge import Observed, domain
from enforcerules.model.program import (
    And,
    Atom,
    Fact,
    InForce,
    Known,
    Neg,
    Or,
    ParameterValue,
    Threshold,
    When,
)
from enforcerules.model.region import FALSE, LINE, TRUE, TRUTH, Interval, Numbers, Values, exactly, numbers

STATUSES = [
    "known",
    "known",
    "known",
    "unknown",
    "asserted",
    "excluded",
    "undeterminable",
    "not_raised",
    "searched_not_found",
]
GRADES = tuple((name, name) for name in ("slight", "usual", "grave", "gravest"))
CHOICES = tuple((name, name) for name in ("x", "y", "z"))
NAMES = ("甲", "乙", "丙")
LARGE = 10**15


def facts(rng):
    """A few declared facts of every type, and derived truths over them in layers."""
    made = {}
    for n in range(rng.randrange(2, 7)):
        kind = rng.choice(
            ["boolean", "boolean", "money", "integer", "decimal", "rate", "date", "grade", "choice", "text", "set"]
        )
        values = GRADES if kind == "grade" else CHOICES if kind in {"choice", "set"} else ()
        made[f"a{n}"] = Fact(
            f"a{n}", f"a{n}", kind, "r", values=values, ask=rng.choice(["always", "always", "if_raised"])
        )
    for n in range(rng.randrange(4)):
        counts_as = rng.choice(["keep", "keep", "lowest", TRUE, FALSE])
        condition = conditions(rng, made, rng.randrange(1, 4))
        made[f"d{n}"] = Fact(f"d{n}", f"d{n}", "boolean", "r", formula=When(condition), on_unknown=counts_as)
    return made


def number(rng, kind):
    if kind in {"decimal", "rate"}:
        return Fraction(rng.randrange(-6, 30), rng.choice([1, 1, 2, 3, 10, 100, 7]))
    if rng.random() < 0.03:
        return rng.choice([LARGE, 2**58, 2**62, 10**30]) + rng.randrange(-1, 2)
    return rng.randrange(0, 8)


def region_of_numbers(rng, kind):
    pieces = []
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        lo, hi = sorted([number(rng, kind), number(rng, kind)])
        lo, hi = rng.choice([lo, lo, None]), rng.choice([hi, hi, None])
        pieces.append(Interval(lo, hi, lo_open=rng.random() < 0.4, hi_open=rng.random() < 0.4))
    return numbers(pieces)


def region(rng, fact):
    if fact.type == "boolean":
        return rng.choice([TRUE, FALSE, TRUE, FALSE, TRUTH])
    if fact.type == "choice":
        return Values(frozenset(rng.sample([key for key, _ in fact.values], rng.randrange(1, len(fact.values)))))
    if fact.type == "text":
        return Values(frozenset(rng.sample(NAMES, rng.randrange(1, 3))), others=rng.random() < 0.4)
    if rng.random() < 0.02:
        return rng.choice([LINE, Numbers(())])
    return region_of_numbers(rng, fact.type)


def test(rng, table):
    fact = table[rng.choice(sorted(table))]
    if fact.type == "set":
        return Atom(f"{fact.id}∋{rng.choice(CHOICES)[0]}", rng.choice([TRUE, FALSE]), "")
    if rng.random() < 0.1:
        return Known(fact.id, rng.choice(["undeterminable", "ascertained"]), "")
    if fact.type in {"money", "integer", "decimal", "rate", "date"} and rng.random() < 0.15:
        return Threshold(fact.id, rng.choice([">=", ">", "<=", "<", "="]), rng.choice(["p0", "p1", "nowhere"]), "")
    return Atom(fact.id, region(rng, fact), "")


def conditions(rng, table, depth):
    if depth == 0 or rng.random() < 0.15:
        return test(rng, table)
    if rng.random() < 0.2:
        return Neg(conditions(rng, table, depth - 1))
    join = rng.choice([And, Or])
    most = 14 if rng.random() < 0.05 else 4
    return join(
        tuple(conditions(rng, table, depth - 1) for _ in range(rng.randrange(0 if rng.random() < 0.05 else 1, most)))
    )


def items(rng, table):
    return {f"item:{n}": conditions(rng, table, rng.randrange(5)) for n in range(rng.randrange(1, 8))}


def observed(rng, fact):
    """What may be known of a fact: a value, an interval, or nothing; now and then a set with holes."""
    status = rng.choice(STATUSES)
    if status in {"unknown", "asserted", "excluded", "undeterminable"}:
        return Observed(domain(fact), status)
    if status == "not_raised":
        return Observed(rng.choice([domain(fact), FALSE if fact.type == "boolean" else domain(fact)]), status)
    if fact.type == "set":
        return Observed(Values(frozenset(rng.sample("xyz", rng.randrange(4)))), "known")
    if fact.type == "text":
        return Observed(Values(frozenset({rng.choice([*NAMES, "丁", "戊"])})), status)
    if isinstance(domain(fact), Values):
        return Observed(Values(frozenset({rng.choice(sorted(domain(fact).names))})), status)
    if rng.random() < 0.6:
        return Observed(exactly(number(rng, fact.type)), status)
    found = region_of_numbers(rng, rng.choice([fact.type, "decimal"]))
    return Observed(found if not found.empty else domain(fact), status)


def parameters(rng):
    def value():
        return ParameterValue(
            Fraction(number(rng, rng.choice(["money", "decimal"]))), (), (), (), InForce(), (), "primary"
        )

    return {"p0": value(), "p1": value()}


def knowledge(rng, table, values):
    """Knowledge of these facts, in either phase."""
    given = {name: observed(rng, fact) for name, fact in table.items() if fact.formula is None}
    return Knowledge(
        facts=table, given=given, values=values, matter="m", party="p", history=None, calendar=Calendar("CN", {}), judge=judge,
        concluded=rng.random() < 0.5,
    )  # fmt: skip
