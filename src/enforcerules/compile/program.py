"""The order of compiling: lineage, names, then everything that uses names; all rulesets, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.compile.benchmarks import benchmark, matches
from enforcerules.compile.facts import completed, declared, derived_shell, parameter, parameter_shell, visible_labels
from enforcerules.compile.matters import matter
from enforcerules.compile.rules import rules
from enforcerules.compile.scope import Scope, titles
from enforcerules.language.vocabulary import vocabulary
from enforcerules.model.calendar import Calendar
from enforcerules.model.document import DerivedDoc, FactDoc, InstrumentDoc, RulesetDoc
from enforcerules.model.program import (
    Benchmark,
    Fact,
    InForce,
    Instrument,
    Kind,
    Matter,
    Parameter,
    Program,
    Reads,
    Rule,
    Ruleset,
    Version,
)
from enforcerules.model.walk import reads_of

_TERRITORY = re.compile(r"[0-9]{6}|[a-z_]+")


def compile_rulesets(
    documents: Iterable[RulesetDoc], calendar: Calendar
) -> tuple[Program, tuple[Diagnostic, ...]]:
    """Compile all documents; the program is usable only when no diagnostic is an error."""
    by_id = {str(d.ruleset): d for d in documents}
    found: list[Diagnostic] = []
    order = _lineages(by_id, found)
    scopes: dict[str, Scope] = {}
    rulesets: dict[str, Ruleset] = {}
    for name in sorted(order, key=lambda n: (len(order[n]), n)):
        rulesets[name], scopes[name] = _ruleset(by_id[name], order[name], rulesets, found)
    matters = _matters(scopes)
    made_rules = sorted((r for scope in scopes.values() for r in rules(scope)), key=lambda r: r.id)
    benchmarks = [b for s in scopes.values() for doc in s.document.benchmarks for b in benchmark(doc, s, matters)]
    _check_references(scopes, matters, made_rules, benchmarks)
    program = Program(
        rulesets=rulesets,
        matters=matters,
        rules=tuple(made_rules),
        benchmarks=tuple(sorted(benchmarks, key=lambda b: b.id)),
        calendar=calendar,
        spans=_spans(by_id.values()),
    )
    return program, tuple(sorted(set(found)))


def _lineages(by_id: Mapping[str, RulesetDoc], found: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """For each ruleset all that it extends, from the most general to itself."""
    lineages: dict[str, tuple[str, ...]] = {}

    def lineage(name: str, path: tuple[str, ...]) -> tuple[str, ...]:
        if name in lineages:
            return lineages[name]
        above: dict[str, None] = {}
        for parent in by_id[name].extends:
            if parent in (*path, name):
                found.append(diagnose("ER311", parent.span, ruleset=parent))
            elif parent not in by_id:
                found.append(diagnose("ER301", parent.span, ruleset=parent, near=nearest(parent, by_id)))
            else:
                above |= dict.fromkeys(lineage(str(parent), (*path, name)))
        lineages[name] = (*above, name)
        return lineages[name]

    return {name: lineage(name, ()) for name in sorted(by_id)}


def _ruleset(
    document: RulesetDoc, lineage: tuple[str, ...], ready: Mapping[str, Ruleset], found: list[Diagnostic]
) -> tuple[Ruleset, Scope]:
    parents = [ready[name] for name in lineage[:-1]]
    name = str(document.ruleset)
    instruments: dict[str, Instrument] = {k: v for p in parents for k, v in p.instruments.items()}
    instruments |= {str(k): _instrument(str(k), d) for k, d in document.instruments.items()}
    kinds: dict[str, Kind] = {k: v for p in parents for k, v in p.kinds.items()}
    kinds |= {
        str(k): Kind(str(k), str(d.label), None if d.en is None else str(d.en), d.class_, d.article9)
        for k, d in document.kinds.items()
    }
    inherited = _inherited(parents)
    own = {str(k): declared(str(k), d, name) for k, d in document.facts.items()}
    own |= {str(k): derived_shell(str(k), d, name) for k, d in document.derived.items()}
    _check_names(document, inherited, own, found)
    parameters: dict[str, Parameter] = {k: v for p in parents for k, v in p.parameters.items()}
    parameters |= {str(k): parameter_shell(str(k), d, name) for k, d in document.parameters.items()}
    scope = Scope(document, lineage, instruments, kinds, vocabulary({**inherited, **own}, parameters), found)
    docs: dict[str, FactDoc | DerivedDoc] = {str(k): d for k, d in document.facts.items()}
    docs |= {str(k): d for k, d in document.derived.items()}
    facts = {**inherited, **{k: completed(fact, docs[k], scope) for k, fact in own.items()}}
    _check_cycles(facts, own, docs, scope)
    parameters |= {str(k): parameter(parameters[str(k)], d, scope) for k, d in document.parameters.items()}
    for code in document.territory:
        if not _TERRITORY.fullmatch(code):
            scope.report("ER515", code.span, text=code)
    made = Ruleset(
        id=name,
        title=titles(document.title),
        territories=tuple(map(str, document.territory)),
        extends=tuple(map(str, document.extends)),
        lineage=lineage,
        status=document.status,
        about=None if document.about is None else str(document.about),
        instruments=instruments,
        facts=facts,
        parameters=parameters,
        kinds=kinds,
    )
    return made, scope


def _inherited(parents: list[Ruleset]) -> dict[str, Fact]:
    """The facts of all parents; the one of the more special ruleset where one overrides another."""
    found: dict[str, Fact] = {}
    for parent in parents:
        for name, fact in parent.facts.items():
            before = found.get(name)
            if before is None or before.ruleset in parent.lineage:
                found[name] = fact
    return found


def _instrument(name: str, doc: InstrumentDoc) -> Instrument:
    versions = tuple(Version(str(v.id), InForce(v.from_, v.until)) for v in doc.versions)
    return Instrument(
        name=name,
        title=str(doc.title),
        rank=doc.rank,
        evidence=doc.evidence,
        reads=Reads(doc.reads.above == "included", doc.reads.below == "included"),
        versions=tuple(sorted(versions, key=lambda v: v.in_force.since or date.min)),
        number=None if doc.number is None else str(doc.number),
    )


def _check_names(
    document: RulesetDoc, inherited: Mapping[str, Fact], own: Mapping[str, Fact], found: list[Diagnostic]
) -> None:
    docs = {**dict(document.facts), **dict(document.derived)}
    for name, doc in docs.items():
        if (str(name) in inherited) != doc.overrides:
            found.append(diagnose("ER312", getattr(name, "span", None) or doc.span, name=name))
        if name in document.facts and name in document.derived:
            found.append(diagnose("ER309", doc.span, id=name))
    spans = {str(name): doc.label.span for name, doc in docs.items()}
    for label, holders in visible_labels({**inherited, **own}).items():
        mine = [h for h in holders if h in own]
        if len(holders) > 1 and mine:
            other = next(h for h in sorted(holders) if h != mine[-1])
            labels = [Label(spans[other], "first")] if spans.get(other) else []
            found.append(diagnose("ER303", spans[mine[-1]], labels=labels, label=label, other=other))


def _check_cycles(facts: Mapping[str, Fact], own: Mapping[str, Fact], docs: Mapping[str, object], scope: Scope) -> None:
    for name in sorted(own):
        seen: set[str] = set()
        stack = list(reads_of(facts[name]))
        while stack:
            one = stack.pop()
            if one == name:
                scope.report("ER509", getattr(docs[name], "label").span, fact=facts[name].label)  # noqa: B009
                break
            if one not in seen and one in facts:
                seen.add(one)
                stack += reads_of(facts[one])


def _matters(scopes: Mapping[str, Scope]) -> dict[str, Matter]:
    made: dict[str, Matter] = {}
    for scope in scopes.values():
        for doc in scope.document.matters:
            if str(doc.id) in made:
                scope.report("ER309", doc.id.span, id=doc.id)
            made[str(doc.id)] = matter(doc, scope)
    return dict(sorted(made.items()))


def _check_references(
    scopes: Mapping[str, Scope], matters: Mapping[str, Matter], made: list[Rule], benchmarks: list[Benchmark]
) -> None:
    """Rule ids once, patterns that name a matter, `replaces` and `overrides` that name a rule."""
    ids = {r.id for r in made}
    first: set[str] = set()
    for scope in scopes.values():
        document = scope.document
        sections = (document.gates, document.exemptions, document.circumstances, document.duties, document.monitors)
        for doc in (d for section in sections for d in section):
            _unique(doc.id, first, scope)
            for pattern in doc.matter:
                _known_matter(pattern, matters, scope)
            for other in (*doc.replaces, *([doc.overrides] if doc.overrides else [])):
                if other not in ids:
                    scope.report("ER310", other.span, rule=other, near=nearest(other, ids))
        for ladder in document.escalations:
            _unique(ladder.id, first, scope)
            for pattern in ladder.matter:
                _known_matter(pattern, matters, scope)
        for table in document.benchmarks:
            _unique(table.id, first, scope)


def _unique(name: Text, seen: set[str], scope: Scope) -> None:
    if str(name) in seen:
        scope.report("ER309", name.span, id=name)
    seen.add(str(name))


def _known_matter(pattern: Text, matters: Mapping[str, Matter], scope: Scope) -> None:
    if pattern != "*" and not any(matches(pattern, name) for name in matters):
        scope.report("ER307", pattern.span, matter=pattern, near=nearest(pattern, matters))


def _spans(documents: Iterable[RulesetDoc]) -> dict[str, Span | None]:
    """Where matters, rules, rows and facts stand, by id: the side table that messages and coverage use."""
    spans: dict[str, Span | None] = {}
    for document in documents:
        for section in ("matters", "gates", "exemptions", "circumstances", "duties", "monitors", "escalations"):
            spans |= {str(d.id): d.id.span for d in getattr(document, section)}
        for table in document.benchmarks:
            spans[str(table.id)] = table.id.span
            spans |= {f"{table.id}/{row.id}": row.id.span for row in table.rows}
    return spans
