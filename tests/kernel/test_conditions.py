"""Generated conditions over facts of every type say what the reference says of the same values."""

import random
from types import SimpleNamespace

import pytest
import wide

from enforcerules.decide.facts import Knowledge
from enforcerules.decide.reference import judge
from enforcerules.kernel.code import Names, condition_of
from enforcerules.kernel.generated import function_of
from enforcerules.kernel.slots import AWAY, NotPlain, plain
from enforcerules.kernel.traced import Leak
from enforcerules.model.calendar import Calendar
from enforcerules.model.knowledge import Observed, is_exact, lowest


def value(rng, fact):
    """One exact value, or what stands for a fact that nobody raised, as knowledge and as generated code holds it."""
    if fact.ask == "if_raised" and rng.random() < 0.3:
        region = lowest(fact)
        return None, plain(fact, region) if is_exact(region) else None, False
    for _ in range(200):
        seen = wide.observed(rng, fact)
        if seen.status in {"known", "searched_not_found"} and (is_exact(seen.region) or fact.type == "set"):
            return seen, plain(fact, seen.region), True
    raise AssertionError(fact)


@pytest.mark.parametrize("seed", range(300))
def test_a_condition_says_the_same(seed):
    rng = random.Random(seed)
    table = wide.facts(rng)
    values = wide.parameters(rng)
    base = {name: value(rng, fact) for name, fact in table.items() if fact.formula is None}
    known = Knowledge(
        table, {n: seen for n, (seen, _, _) in base.items() if isinstance(seen, Observed)}, values, "m", "p1",
        None, Calendar("none", {}), judge,
    )  # fmt: skip
    names = Names(SimpleNamespace(sliced=SimpleNamespace(facts=table), known=known))
    for condition in wide.items(rng, table).values():
        try:
            text = condition_of(names, condition)
        except Leak:
            continue
        space = {"AWAY": AWAY, **names.constants}
        space |= {variable: base[name][1] for name, variable in names.facts.items() if name in base}
        space |= {f"said_{names.of(name)}": base[name][2] for name in names.said}
        run = function_of(f"def run():\n    return {text}", space, "m")
        assert run() is judge(condition, known), (text, condition)


@pytest.mark.parametrize(
    "asked",
    [
        lambda a: a < 3,
        lambda a: a >= 3,
        bool,
        {"x": 1}.get,
        lambda a: "x" in a,
        lambda a: a == 1,
        lambda a: a + 1,
    ],
)
def test_what_is_away_answers_nothing(asked):
    with pytest.raises(NotPlain):
        asked(AWAY)
