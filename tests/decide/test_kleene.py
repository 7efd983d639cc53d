"""Three-valued logic, after the facts of two conformance suites: DMN TCK 0106 (ternary logic) and 0107 (its negation).

There a connective given something that is no truth value counts it as null. Here nothing of another type reaches a
connective: a value of another type is refused with the case. What comes nearest is a truth that cannot be determined
or whose evidence is excluded; it counts as not known, so that the same tables hold.
"""

from functools import cache
from itertools import product

import pytest
from corpus import unknown
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HEAD, case_for, dumped, program_of

from enforcerules.base.diagnostics import InvalidInput
from enforcerules.model.kleene import conjunction, disjunction, negation
from enforcerules.pipeline import Frames, decide, pairs, place

T, F, N = True, False, None
WRONG = "foo"  # in the suites: a text where a truth is wanted

# (left, right, and, or) of suite 0106
TERNARY = [
    (T, T, T, T),
    (T, F, F, T),
    (T, N, N, T),
    (T, WRONG, N, T),
    (F, T, F, T),
    (F, F, F, F),
    (F, N, F, N),
    (F, WRONG, F, N),
    (N, T, N, T),
    (N, F, F, N),
    (N, N, N, N),
    (N, WRONG, N, N),
    (WRONG, T, N, T),
    (WRONG, F, F, N),
    (WRONG, N, N, N),
    (WRONG, WRONG, N, N),
]
# (operand, not) of suite 0107
NEGATION = [(T, F), (F, T), (N, N), (WRONG, N)]

GIVEN = {
    T: [{"value": "true"}],
    F: [{"value": "false"}],
    N: [{"status": "unknown"}, {"value": "true", "status": "asserted"}, {"value": "false", "status": "asserted"}],
    WRONG: [{"status": "undeterminable"}, {"value": "true", "status": "excluded"}],
}
FACTS = {
    "left": {"label": "左情形", "type": "boolean"},
    "right": {"label": "右情形", "type": "boolean"},
    "sum": {"label": "金额", "type": "money"},
    "grade": {"label": "程度", "type": "grade", "values": {"slight": "甚微", "usual": "普通", "grave": "严峻"}},
    "class": {"label": "类别", "type": "choice", "values": {"a": "一类", "b": "二类"}},
    "areas": {"label": "领域", "type": "set", "values": {"x": "食品", "y": "药品"}},
    "day": {"label": "某日", "type": "date"},
    "count": {"label": "次数", "type": "integer", "unit": "次"},
}


def ruleset(*conditions):
    """A ruleset with one gate for every condition; whether it holds is read from the reasons."""
    return dumped(
        {
            **HEAD,
            "ruleset": "kleene",
            "facts": FACTS,
            "matters": [{"id": "m.one", "title": {"zh": "一"}, "elements": "左情形 且 右情形", "penalised_by": "试法 第一条", "penalties": [{"fine": {"shall": "5000元以下"}}]}],
            "monitors": [{"id": f"c.{n}", "when": c, "then": {"alert": {"kind": "seen"}}, "basis": "试法 第一条"} for n, c in enumerate(conditions)],
        }
    )  # fmt: skip


def truths(program, facts, phase="investigating"):
    """The truth of every condition of `ruleset`, in order."""
    one = case_for("m.one", facts, phase=phase)
    ((act, party),) = pairs(one)
    found = []
    frame = Frames(program, one, act, party).on(place(one, act, party), found)
    assert not found
    rules = sorted((r for r in frame.sliced.rules if r.id.startswith("c.")), key=lambda r: int(r.id[2:]))
    return [frame.known.judge(r.condition, frame.known) for r in rules]


@pytest.fixture(scope="module")
def logic():
    return program_of(ruleset("左情形 且 右情形", "左情形 或 右情形", "非 左情形"))


def read(value):
    return N if value is WRONG else value


@pytest.mark.parametrize(("left", "right", "both", "either"), TERNARY)
def test_and_and_or(logic, left, right, both, either):
    assert conjunction([read(left), read(right)]) is both
    assert disjunction([read(left), read(right)]) is either
    for a, b in product(GIVEN[left], GIVEN[right]):
        assert truths(logic, {"left": a, "right": b})[:2] == [both, either]


@pytest.mark.parametrize(("operand", "opposite"), NEGATION)
def test_not(logic, operand, opposite):
    assert negation(read(operand)) is opposite
    for one in GIVEN[operand]:
        assert truths(logic, {"left": one, "right": True})[2] is opposite


def test_a_value_of_another_type_is_refused():
    """What the suites count as null never gets that far."""
    with pytest.raises(InvalidInput):
        decide(program_of(ruleset("左情形")), case_for("m.one", {"left": "foo"}))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([T, F, N]), max_size=6), st.randoms(use_true_random=False))
def test_the_laws_of_the_connectives(parts, rng):
    """De Morgan, order does not matter, and a part that is not known may be replaced by either truth without contradiction."""
    mixed = parts.copy()
    rng.shuffle(mixed)
    assert conjunction(parts) is conjunction(mixed)
    assert disjunction(parts) is negation(conjunction([negation(p) for p in parts]))
    filled = [rng.choice([T, F]) if p is None else p for p in parts]
    assert conjunction(parts) in {None, all(filled)}
    assert disjunction(parts) in {None, any(filled)}


COMPARISONS = {
    "sum": [
        "金额1万元以上",
        "金额不足1万元",
        "金额超过1万元",
        "金额1万元以下",
        "金额1万元以上不满10万元",
        "金额 in [1万元, 10万元)",
    ],
    "grade": ["程度为甚微", "程度不为严峻", "程度不高于普通", "程度不低于普通", "程度高于甚微", "程度低于严峻"],
    "class": ["类别为一类", "类别不为一类"],
    "areas": ["领域包含食品", "非 领域包含药品"],
    "day": ["某日 >= 2024-01-01", "某日 < 2024-01-01"],
    "count": ["次数为2次", "次数2次以上", "次数不足3次", "次数3次至5次"],
}


@cache
def comparing(name):
    return program_of(ruleset(*COMPARISONS[name]))


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("given_", [*GIVEN[N][:1], *GIVEN[WRONG][:1], {"status": "excluded"}, "left out"])
def test_a_comparison_with_what_is_not_known_is_not_known(name, given_):
    facts = {} if given_ == "left out" else {name: given_}
    for phase in ("investigating", "concluded"):
        assert truths(comparing(name), facts, phase) == [None] * len(COMPARISONS[name])


def test_what_was_asserted_but_not_proved_is_not_known():
    program = program_of(ruleset("金额1万元以上", "金额不足1万元"))
    assert truths(program, {"sum": {"value": "20000", "status": "asserted"}}) == [None, None]


def test_searched_and_not_found_is_false_of_a_truth_and_unknown_of_a_sum():
    program = program_of(ruleset("左情形", "金额1万元以上"))
    seen = truths(program, {"left": {"status": "searched_not_found"}, "sum": {"status": "searched_not_found"}})
    assert seen == [False, None]


def test_what_cannot_be_determined_can_be_tested():
    program = program_of(ruleset("金额无法确定", "金额已查明"))
    assert truths(program, {"sum": {"status": "undeterminable"}}) == [True, False]
    assert truths(program, {"sum": "1.00"}) == [False, True]
    assert truths(program, {"sum": {"status": "unknown"}}) == [None, None]


def test_what_nobody_raised_is_not_there():
    text = ruleset("提出情形", "非 提出情形").replace(
        "facts:\n", "facts:\n  raised: {label: 提出情形, type: boolean, ask: if_raised}\n"
    )
    program = program_of(text)
    assert truths(program, {}) == [False, True]
    assert truths(program, {"raised": unknown().model_dump(include={"status"})}) == [None, None]
