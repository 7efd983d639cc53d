"""What every test saw, and the rules that were asked, as reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from enforcerules.decide.amounts import statutory
from enforcerules.decide.facts import Knowledge
from enforcerules.decide.frame import ELEMENTS, Frame, measure_key, of_one_outcome, row_key, rule_key, targeted
from enforcerules.decide.rows import form_of, row_states
from enforcerules.decide.verdicts import Verdicts
from enforcerules.language.showing import plain, show_number, show_value
from enforcerules.model.decision import Reason, TestSeen
from enforcerules.model.kleene import conjunction, disjunction, negation
from enforcerules.model.program import (
    Alert,
    And,
    Atom,
    Bar,
    BarKinds,
    Benchmark,
    CapTotal,
    Concur,
    Condition,
    Duty,
    Effect,
    Form,
    Known,
    Measure,
    Neg,
    Open,
    Or,
    OrderFirst,
    Reduce,
    Refer,
    Rule,
    Says,
    Terminate,
    Threshold,
    Versions,
    When,
)
from enforcerules.model.walk import tests_of


def tests_seen(frame: Frame, condition: Condition) -> tuple[TestSeen, ...]:
    """Every test of a condition with the value observed; those of derived facts inside it."""
    return tuple(_seen(frame, test) for test in tests_of(condition))


def _seen(frame: Frame, test: Atom | Known | Threshold) -> TestSeen:
    fact = frame.fact(test.fact)
    observed = frame.known.of(test.fact)
    formula = fact.formula
    inner = tests_seen(frame, formula.condition) if isinstance(formula, When) else ()
    return TestSeen(
        fact=fact.id,
        label=fact.label,
        value=show_value(fact, observed.region),
        wanted=_wanted(frame, test),
        holds=frame.known.judge(test, frame.known),
        status=observed.status,
        evidence=observed.evidence,
        inner=inner,
    )


def _wanted(frame: Frame, test: Atom | Known | Threshold) -> str:
    value = frame.known.values.get(test.parameter) if isinstance(test, Threshold) else None
    return test.wanted if value is None else f"{test.wanted}（{show_number(frame.fact(test.fact), value.value)}）"


def effect_name(effect: Effect) -> str:
    """The effect of a rule in one word, with what it opens or sends to."""
    if isinstance(effect, Terminate):
        return effect.disposition
    if isinstance(effect, Open | Bar):
        return f"{'open' if isinstance(effect, Open) else 'bar'}:{','.join(effect.levels)}"
    for kind, made in _EFFECTS.items():
        if isinstance(effect, kind):
            return made(effect)
    return "spare"


def _share(share: Fraction) -> str:
    return f"{plain(share * 100)}%"


_EFFECTS: dict[type[Any], Callable[[Any], str]] = {
    Versions: lambda one: f"version:{one.which}",
    Refer: lambda one: f"refer:{one.organ}",
    OrderFirst: lambda one: f"order:{one.kind}",
    Reduce: lambda one: f"reduce:{_share(one.least)},{_share(one.most)}",
    BarKinds: lambda one: f"bar_kinds:{','.join(one.kinds)}",
    Concur: lambda one: f"concur:{one.policy}",
    CapTotal: lambda one: f"cap_total:{one.kind}",
    Duty: lambda one: f"duty:{one.kind}",
    Alert: lambda one: f"alert:{one.kind}",
}


def reasons(frame: Frame, seen: Verdicts, decided: frozenset[str]) -> Iterator[Reason]:
    """Everything that was asked, in the law's order."""
    matter = frame.sliced.matter
    if matter.elements is not None:
        yield Reason(
            rule=matter.id, stage="elements", title=matter.title, effect="elements", strength="shall",
            holds=seen.truths[ELEMENTS], decided=ELEMENTS in decided, says="statutory",
            tests=tests_seen(frame, matter.elements), basis=(*matter.prohibited_by, *matter.penalised_by),
            remark=seen.remarks.get(ELEMENTS),
        )  # fmt: skip
    for rule in frame.sliced.rules:
        if of_one_outcome(rule):
            yield _of_rule(frame, rule, seen, decided)
    for rule in frame.sliced.replaced:
        if not isinstance(rule.effect, Concur | CapTotal):
            yield _replaced(rule)
    for measure in targeted(frame):
        if measure.condition != And(()):
            yield _of_limb(frame, measure, seen, decided)
    for table in frame.sliced.benchmarks:
        yield from _of_table(frame, table, seen, decided)


def _of_rule(frame: Frame, rule: Rule, seen: Verdicts, decided: frozenset[str]) -> Reason:
    key = rule_key(rule)
    return Reason(
        rule=rule.id,
        stage=rule.stage,
        title=rule.title,
        effect=effect_name(rule.effect),
        strength=rule.strength,
        holds=seen.truths[key],
        decided=key in decided,
        says=rule.says,
        tests=tests_seen(frame, rule.condition),
        basis=(*rule.basis, *rule.override_basis),
        evidence=rule.evidence,
        remark=seen.remarks.get(key),
        note=rule.note,
        near_miss=seen.truths[key] is False and near_miss(rule.condition, frame.known),
    )


def _replaced(rule: Rule) -> Reason:
    return Reason(
        rule.id, rule.stage, rule.title, effect_name(rule.effect), rule.strength, holds=False, decided=False,
        says=rule.says, tests=(), basis=rule.basis, evidence=rule.evidence, remark="replaced", note=rule.note,
    )  # fmt: skip


def _of_limb(frame: Frame, measure: Measure, seen: Verdicts, decided: frozenset[str]) -> Reason:
    key = measure_key(measure)
    return Reason(
        rule=f"{frame.sliced.matter.id}/{measure.id}",
        stage="limb",
        title=(),
        effect=f"measure:{measure.kind}",
        strength="shall" if measure.modality == "shall" else "may",
        holds=seen.truths[key],
        decided=key in decided,
        says="statutory",
        tests=tests_seen(frame, measure.condition),
        basis=measure.basis,
        remark=seen.remarks.get(key),
    )


def _of_table(frame: Frame, table: Benchmark, seen: Verdicts, decided: frozenset[str]) -> Iterator[Reason]:
    says: Says = "benchmark"
    applies = seen.truths[f"table:{table.id}"]
    truths = {r.id: seen.truths.get(row_key(table, r.id)) for r in table.rows}
    forms = forms_of(frame, table)
    for row, holds in row_states(table, truths, forms).items():
        one = next(r for r in table.rows if r.id == row)
        if one.statute is not None and one.statute not in forms:
            continue
        key = row_key(table, row)
        yield Reason(
            rule=f"{table.id}/{row}",
            stage="benchmark",
            title=one.title or table.title,
            effect=f"level:{one.level}",
            strength="shall",
            holds=conjunction([applies, holds]),
            decided=key in decided,
            says=says,
            tests=() if one.condition is None else tests_seen(frame, one.condition),
            basis=(*one.basis, *table.basis),
            evidence=table.evidence,
            remark=seen.remarks.get(key),
            note=one.note or table.note,
            near_miss=holds is False and one.condition is not None and near_miss(one.condition, frame.known),
        )
    if table.weights is not None:
        yield Reason(
            table.id, "benchmark", table.title, "formula", "shall", holds=applies, decided=f"table:{table.id}" in decided,
            says=says, tests=tuple(t for f in table.weights.factors for lv in f.levels[:1] for t in tests_seen(frame, lv.condition)),
            basis=table.basis, evidence=table.evidence, note=table.note,
        )  # fmt: skip


def forms_of(frame: Frame, table: Benchmark) -> set[Form | None]:
    """Which ends the statute states of the fines that a table refines."""
    fines = [m.amount for m in targeted(frame) if m.kind == table.kind and table.target in {None, m.target}]
    return {form_of(statutory(amount, frame.known)) for amount in fines if amount is not None}


def near_miss(condition: Condition, known: Knowledge) -> bool:
    """Whether one changed test would make a condition hold that does not."""
    tests = list(tests_of(condition))
    truths = [known.judge(test, known) for test in tests]
    for index, truth in enumerate(truths):
        changed = dict(enumerate(truths))
        changed[index] = truth is not True
        if _with(condition, iter(range(len(tests))), changed):
            return True
    return False


def _with(condition: Condition, order: Iterator[int], truths: Mapping[int, bool | None]) -> bool | None:
    """The truth of a condition with the truths of its tests given, in the order of `tests_of`."""
    if isinstance(condition, And):
        return conjunction([_with(part, order, truths) for part in condition.parts])
    if isinstance(condition, Or):
        return disjunction([_with(part, order, truths) for part in condition.parts])
    if isinstance(condition, Neg):
        return negation(_with(condition.part, order, truths))
    return truths[next(order)]
