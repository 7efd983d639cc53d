"""Gates, exemptions, circumstances, duties, monitors, and ladders turned into rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enforcerules.base.near import nearest
from enforcerules.base.source import Text
from enforcerules.compile.scope import Scope, titles
from enforcerules.compile.shares import band
from enforcerules.language.lexer import WORDS
from enforcerules.model.document import (
    ConcurDoc,
    DutyDoc,
    EffectDoc,
    EscalationDoc,
    MatterDoc,
    RuleDoc,
    StepDoc,
    TotalDoc,
)
from enforcerules.model.duration import LIFE, parse_duration
from enforcerules.model.program import (
    Alert,
    And,
    Bar,
    BarKinds,
    CapTotal,
    Concur,
    Condition,
    Deadline,
    Duty,
    Effect,
    Open,
    OrderFirst,
    Reduce,
    Refer,
    Rule,
    Spare,
    Stage,
    Terminate,
    Versions,
)

_SECTIONS: dict[str, set[str]] = {
    "gates": {"terminate", "refer", "spare", "alert", "version", "bar_kinds", "concur", "cap_total"},
    "exemptions": {"spare", "order"},
    "circumstances": {"open", "bar", "reduce"},
    "duties": {"duty"},
    "monitors": {"alert"},
}
_STEPS = ("order", "penalise")
_COMPARING = tuple(word for word, type_ in WORDS.items() if type_ in {"BEFORE", "AFTER", "TO", "IN", "IS", "ISNOT"})
_RELEASED = "no_longer_unlawful"
_GATE_STAGE: dict[str, Stage] = {
    "not_unlawful": "lawfulness",
    "no_jurisdiction": "jurisdiction",
    "no_basis": "jurisdiction",
    "time_barred": "time_bar",
    "not_established": "proof",
}
_SECTION_STAGE: dict[str, Stage] = {
    "exemptions": "exemption",
    "circumstances": "circumstance",
    "duties": "duty",
    "monitors": "monitor",
}


def rules(scope: Scope) -> list[Rule]:
    """All rules of a ruleset, in no particular order."""
    document = scope.document
    made = [_rule(doc, section, scope) for section in _SECTIONS for doc in getattr(document, section)]
    for ladder in document.escalations:
        made += _rungs(ladder, scope)
    return [*made, *(rule for doc in document.matters for rule in _released(doc, scope))]


def _released(doc: MatterDoc, scope: Scope) -> Iterator[Rule]:
    """Since a day the law no longer forbids what a matter is about: a gate of that matter alone."""
    for number, said in enumerate(doc.no_longer_unlawful, 1):
        basis, in_force = scope.ground(said.basis, said)
        yield Rule(
            id=f"{doc.id}.{_RELEASED}" if len(doc.no_longer_unlawful) == 1 else f"{doc.id}.{_RELEASED}.{number}",
            ruleset=str(scope.document.ruleset),
            stage="lawfulness",
            title=(
                ("en", f"{doc.title.get(Text('en'), doc.id)}: no longer unlawful"),
                ("zh", f"{doc.title.get(Text('zh'), doc.id)}：不再认为是违法"),
            ),
            matters=(str(doc.id),),
            parties=(),
            condition=scope.condition(said.when, basis),
            effect=Terminate("not_unlawful"),
            strength="shall",
            basis=basis,
            in_force=in_force,
            says=scope.says(basis),
            evidence=scope.evidence(said.evidence, basis),
            note=None if said.note is None else str(said.note),
        )


def _rule(doc: RuleDoc, section: str, scope: Scope) -> Rule:
    basis, in_force = scope.ground(doc.basis, doc)
    effect = _effect(doc.then, scope)
    (verb,) = doc.then.model_fields_set
    if verb not in _SECTIONS[section]:
        home = next((name for name, verbs in _SECTIONS.items() if verb in verbs), "escalations")
        allowed = "、".join(sorted(_SECTIONS[section]))
        scope.report("ER510", doc.place_of("then"), effect=verb, section=section, allowed=allowed, home=home)
    if isinstance(effect, Open) and "mitigated" in effect.levels and not scope.opens_below(basis):
        scope.report("ER502", doc.id.span, rule=doc.id)
    if doc.overrides and not doc.override_basis:
        scope.report("ER517", doc.overrides.span, rule=doc.id, other=doc.overrides)
    return Rule(
        id=str(doc.id),
        ruleset=str(scope.document.ruleset),
        stage=_stage(doc, effect, section),
        title=titles(doc.title),
        matters=tuple(map(str, doc.matter)),
        parties=doc.party,
        condition=scope.condition(doc.when, basis),
        effect=effect,
        strength=doc.strength,
        basis=basis,
        in_force=in_force,
        says=scope.says(basis),
        evidence=scope.evidence(doc.evidence, basis),
        replaces=tuple(map(str, doc.replaces)),
        overrides=None if doc.overrides is None else str(doc.overrides),
        override_basis=replace(scope, within=in_force).cite(doc.override_basis),
        note=None if doc.note is None else str(doc.note),
        accepts=tuple((str(code), str(reason)) for code, reason in doc.accepts.items()),
    )


def _stage(doc: RuleDoc, effect: Effect, section: str) -> Stage:
    if doc.stage is not None:
        return doc.stage
    if section != "gates":
        return _SECTION_STAGE[section]
    if isinstance(effect, Versions):
        return "version"
    if isinstance(effect, BarKinds | Concur | CapTotal):
        return "concurrence"
    if isinstance(effect, Terminate):
        return _GATE_STAGE[effect.disposition]
    return "referral" if isinstance(effect, Refer) else "monitor" if isinstance(effect, Alert) else "capacity"


def _effect(doc: EffectDoc, scope: Scope) -> Effect:
    if doc.version is not None:
        return Versions(doc.version)
    if doc.terminate is not None:
        return Terminate(doc.terminate)
    if doc.refer is not None:
        return Refer(str(doc.refer))
    if doc.order is not None:
        return OrderFirst(str(doc.order))
    if doc.open:
        return Open(tuple(doc.open))
    if doc.bar:
        return Bar(tuple(doc.bar))
    if doc.reduce is not None:
        by = band(doc.reduce.by, scope)
        return Reduce(_kinds(doc.reduce.kinds, scope), by.lo, by.hi)
    if doc.alert is not None:
        return Alert(str(doc.alert.kind), doc.alert.severity)
    if doc.duty is not None:
        return _duty(doc.duty, scope)
    return _of_several(doc, scope) or Spare(_kinds(doc.spare.except_ if doc.spare is not None else (), scope))


def _of_several(doc: EffectDoc, scope: Scope) -> Effect | None:
    """Effects where an act was dealt with already, falls under several provisions, or is one of several."""
    if doc.bar_kinds:
        return BarKinds(_kinds(doc.bar_kinds, scope))
    if doc.concur is not None:
        return _concur(doc.concur, scope)
    return None if doc.cap_total is None else _total(doc.cap_total, scope)


def _duty(doc: DutyDoc, scope: Scope) -> Duty:
    deadline = None
    if doc.deadline is not None:
        fact, period = scope.fact_id(doc.deadline.from_, "date"), scope.period(doc.deadline.plus)
        deadline = Deadline(fact, period, doc.deadline.roll is not None) if fact and period else None
    of = None if doc.of is None else scope.fact_id(doc.of)
    return Duty(str(doc.kind), doc.who, doc.on, deadline, tuple(map(str, doc.after)), of)


def _kinds(kinds: tuple[Text, ...], scope: Scope) -> tuple[str, ...]:
    """Kinds of measure that a rule leaves standing, or bars."""
    for kind in kinds:
        if kind not in scope.kinds:
            scope.report("ER308", kind.span, kind=kind, near=nearest(kind, scope.kinds))
    return tuple(sorted(map(str, kinds)))


def _concur(doc: ConcurDoc, scope: Scope) -> Concur:
    """A comparison by rank says in which order the ranks stand; no other policy has use for that."""
    if (doc.policy == "by_rank") != bool(doc.ranks):
        scope.report("ER522", doc.place_of("ranks") if doc.ranks else doc.place_of("policy"), policy=doc.policy)
    return Concur(doc.policy, doc.ranks, doc.optional)


def _total(doc: TotalDoc, scope: Scope) -> CapTotal:
    (kind,) = _kinds((doc.kind,), scope)
    most = parse_duration(doc.at_most)
    if most is None:
        scope.report("ER422", doc.at_most.span, text=doc.at_most)
    elif not most.exact or most.life:
        scope.report("ER523", doc.at_most.span, text=doc.at_most)
    return CapTotal(kind, most or LIFE)


def _rungs(ladder: EscalationDoc, scope: Scope) -> list[Rule]:
    """Each rung with an order is a rule of its own; a rung that says `penalise` needs none."""
    basis, in_force = scope.ground(ladder.basis, ladder)
    common = scope.condition(ladder.when, basis)
    made: list[Rule] = []
    if scope.fact_id(ladder.counter) is None:
        return made
    for number, step in enumerate(ladder.steps, 1):
        at = scope.condition(_at(ladder.counter, step), basis, step.at.span)
        (verb,) = step.then.model_fields_set
        if verb not in _STEPS:
            allowed = "、".join(_STEPS)
            scope.report("ER510", step.place_of("then"), effect=verb, section="escalations", allowed=allowed)
        if step.then.order is None:
            continue
        if step.then.order == "caution" and ladder.warning_is is None:
            scope.report("ER519", step.at.span, ladder=ladder.id)
        made.append(
            Rule(
                id=f"{ladder.id}.{number}",
                ruleset=str(scope.document.ruleset),
                stage="escalation",
                title=titles(ladder.title),
                matters=tuple(map(str, ladder.matter)),
                parties=(),
                condition=_both(common, at),
                effect=_effect(step.then, scope),
                strength="shall",
                basis=basis,
                in_force=in_force,
                says=scope.says(basis),
                evidence=scope.evidence(ladder.evidence, basis),
                note=None if ladder.note is None else str(ladder.note),
            )
        )
    return made


def _both(common: Condition, at: Condition) -> Condition:
    return at if common == And(()) else And((common, at))


def _at(counter: Text, step: StepDoc) -> Text:
    """`2次以上` of a rung as a condition on the counter; a bare `0次` is `counter为0次`."""
    middle = "" if any(word in step.at for word in _COMPARING) else "为"
    return Text(f"「{counter}」{middle}{step.at}")
