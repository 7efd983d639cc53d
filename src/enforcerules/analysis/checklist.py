"""One checklist for a scene, derived from the rules of its matters: nothing of it is written twice.

A fact is asked once where its declaration is one; facts of the same name that were declared apart mean different things and stay apart. The order:
what shows whether there is a violation, what follows, what favours the party, procedure; within these what is always asked first, then
what serves more matters, then as the scene names the matters and the rules ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.decide.form import base_names, names_of
from enforcerules.decide.slice import Place, Slice, slice_of
from enforcerules.model.checklist import SECTIONS, Checklist, Item, Lead, Section, Serves
from enforcerules.model.citation import Citation
from enforcerules.model.program import Condition, Duty, Fact, Matter, Program, Rule
from enforcerules.model.scene import Scene, SceneMatter
from enforcerules.model.territory import NATION, covers

_FAVOUR = frozenset({"exemption", "escalation", "circumstance"})
_Key = tuple[str, str]
"""A fact by its id and the ruleset that declares it; of a provision without elements, its matter."""


def checklist(program: Program, scene: Scene) -> Checklist:
    """The checklist of a scene.

    Raises:
        InvalidInput: a matter is not there, not in force on the day, or not of the territory.
    """
    looked = _looked(program, scene)
    items = _items(looked)
    numbers = {_key_of(item): item.number for item in items}
    leads = [_lead(program, scene, one, numbers) for one in looked]
    shared = _shared([lead.rules for lead in leads]), _shared([lead.duties for lead in leads])
    return Checklist(
        scene=scene,
        items=tuple(items),
        leads=tuple(
            replace(lead, rules=_except(lead.rules, shared[0]), duties=_except(lead.duties, shared[1]))
            for lead in leads
        ),
        rules=shared[0],
        duties=shared[1],
        apart=sum(len(item.serves) for item in items if not item.raised),
        together=sum(not item.raised for item in items),
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """A matter of a scene with the rules that decide it."""

    said: SceneMatter
    matter: Matter
    sliced: Slice


# ---- the matters ---------------------------------------------------------------------------------------------


def _looked(program: Program, scene: Scene) -> list[_Looked]:
    found: list[Diagnostic] = []
    made: list[_Looked] = []
    for said in scene.matters:
        matter = program.matters.get(str(said.matter))
        if matter is None:
            near = nearest(said.matter, program.matters)
            found.append(diagnose("ER601", said.matter.span, matter=said.matter, near=near))
            continue
        found += _misplaced(program, scene, said, matter)
        day = scene.on or matter.in_force.until
        place = Place(None if scene.territory is None else str(scene.territory), scene.party, day, day)
        made.append(_Looked(said, matter, slice_of(program, matter, place)))
    if found:
        raise InvalidInput(Report(tuple(found)))
    return made


def _misplaced(program: Program, scene: Scene, said: SceneMatter, matter: Matter) -> Iterator[Diagnostic]:
    """A matter that is not in force on the day, or of other territories."""
    if scene.on is not None and not matter.in_force.covers(scene.on):
        ends = [one.isoformat() if one else "…" for one in (matter.in_force.since, matter.in_force.until)]
        yield diagnose("ER690", said.matter.span, matter=matter.id, day=scene.on, period="—".join(ends))
    territories = program.rulesets[matter.ruleset].territories
    if scene.territory is not None and not any(code == NATION or covers(code, scene.territory) for code in territories):
        yield diagnose(
            "ER691", said.matter.span, matter=matter.id, territory=scene.territory, territories="、".join(territories)
        )


# ---- what is asked -------------------------------------------------------------------------------------------


def _items(looked: Sequence[_Looked]) -> list[Item]:
    found: dict[_Key, Item] = {}
    for one in looked:
        for item in _of_matter(one):
            before = found.get(_key_of(item))
            found[_key_of(item)] = item if before is None else _joined(before, item)
    items = list(found.values())
    often = Counter(item.fact.label for item in items if item.fact is not None)
    # A stable sort: what is equal stays in the order in which the scene and the rules name it.
    items.sort(key=lambda item: (SECTIONS.index(item.section), item.raised, -len(item.serves)))
    # What is always asked is numbered without gaps, what may be raised after it.
    numbers = {id(item): at for at, item in enumerate(sorted(items, key=lambda item: item.raised), 1)}
    return [
        replace(item, number=numbers[id(item)], alike=item.fact is not None and often[item.fact.label] > 1)
        for item in items
    ]


def _key_of(item: Item) -> _Key:
    if item.fact is None:
        return "", item.serves[0].matter
    return item.fact.id, item.fact.ruleset


def _joined(one: Item, other: Item) -> Item:
    section = min(one.section, other.section, key=SECTIONS.index)
    return replace(
        one,
        section=section,
        raised=one.raised and other.raised,
        each=one.each and other.each,
        serves=(*one.serves, *other.serves),
    )


def _of_matter(one: _Looked) -> Iterator[Item]:
    """What one matter asks; what only the case as a whole can say (dates, history, what is proposed) is not on a list."""
    asked: dict[str, dict[Section, list[Citation]]] = {}
    law = (*one.matter.prohibited_by, *one.matter.penalised_by)
    if one.matter.elements is None:
        yield Item(0, "finding", None, raised=False, each=False, serves=(Serves(one.matter.id, (("finding", law),)),))
    for section, names, basis in _read(one.sliced, law):
        for name in base_names(one.sliced, names):
            asked.setdefault(name, {}).setdefault(section, []).extend(basis)
    terms = dict(one.matter.terms)
    for name, by in asked.items():
        fact = one.sliced.facts[name]
        if fact.formula is not None or fact.source is not None:
            continue
        ordered = tuple((s, tuple(dict.fromkeys(by[s]))) for s in SECTIONS if s in by)
        section = ordered[0][0]
        serves = Serves(one.matter.id, ordered, terms.get(name))
        raised = fact.ask != "always" and section != "finding"
        yield Item(0, section, _declared(fact, terms), raised, section != "finding", (serves,))


def _declared(fact: Fact, terms: dict[str, str]) -> Fact:
    """The fact under its own name, where the provision gives it another one."""
    if fact.id not in terms:
        return fact
    return replace(fact, label=fact.also[-1], also=fact.also[:-1])


def _read(sliced: Slice, law: tuple[Citation, ...]) -> Iterator[tuple[Section, list[str], tuple[Citation, ...]]]:
    """Which facts each part of the rules reads, for what, and by which provision."""
    if sliced.matter.elements is not None:
        yield "finding", names_of(sliced.matter.elements), law
    for measure in sliced.measures:
        base = [] if measure.amount is None or measure.amount.base is None else [measure.amount.base]
        yield "consequence", [*names_of(measure.condition), *base], measure.basis or sliced.matter.penalised_by
    for table in sliced.benchmarks:
        conditions: list[Condition] = [table.condition, *(r.condition for r in table.rows if r.condition is not None)]
        weights = table.weights
        if weights is not None:
            conditions += [level.condition for factor in weights.factors for level in factor.levels]
        base = [] if weights is None or weights.of is None or weights.of.base is None else [weights.of.base]
        yield "consequence", [*(name for one in conditions for name in names_of(one)), *base], table.basis
    for rule in sliced.rules:
        yield _section_of(rule), names_of(rule.condition), rule.basis


def _section_of(rule: Rule) -> Section:
    return "favour" if rule.stage in _FAVOUR else "consequence" if rule.stage in {"limb", "benchmark"} else "procedure"


# ---- what it leads to ----------------------------------------------------------------------------------------


def _lead(program: Program, scene: Scene, one: _Looked, numbers: dict[_Key, int]) -> Lead:
    names = base_names(one.sliced, names_of(one.matter.elements)) if one.matter.elements is not None else ()
    facts = [one.sliced.facts[name] for name in names]
    keys = [(fact.id, fact.ruleset) for fact in facts] or [("", one.matter.id)]
    return Lead(
        matter=one.matter,
        finding=one.matter.elements,
        items=tuple(sorted(numbers[key] for key in keys if key in numbers)),
        authority=None if one.said.authority is None else str(one.said.authority),
        ended=one.matter.in_force.until if scene.on is None else None,
        measures=one.sliced.measures,
        tables=one.sliced.benchmarks,
        rules=tuple(rule for rule in one.sliced.rules if rule.stage in _FAVOUR),
        duties=tuple(rule for rule in one.sliced.rules if isinstance(rule.effect, Duty)),
        facts=one.sliced.facts,
        kinds=program.rulesets[one.matter.ruleset].kinds,
    )


def _shared(lists: Sequence[tuple[Rule, ...]]) -> tuple[Rule, ...]:
    """What every matter has; nothing where there is one matter only, for then it is its own."""
    if len(lists) < 2:
        return ()
    common = set.intersection(*({rule.id for rule in rules} for rules in lists))
    return tuple(rule for rule in lists[0] if rule.id in common)


def _except(rules: Iterable[Rule], others: Iterable[Rule]) -> tuple[Rule, ...]:
    ids = {rule.id for rule in others}
    return tuple(rule for rule in rules if rule.id not in ids)
