"""The order of compiling: lineage, names, then everything that uses names; all rulesets, all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.base.uncollected import uncollected
from enforcerules.compile.alike import check_alike, check_meeting
from enforcerules.compile.benchmarks import benchmark, matches
from enforcerules.compile.derived import check_derived
from enforcerules.compile.facts import (
    check_name,
    completed,
    declared,
    derived_shell,
    visible_labels,
)
from enforcerules.compile.instruments import instrument, with_concordance
from enforcerules.compile.matters import matter, places_of
from enforcerules.compile.parameters import parameter, parameter_shell
from enforcerules.compile.rules import rules
from enforcerules.compile.scope import Scope, titles
from enforcerules.language.vocabulary import vocabulary
from enforcerules.model.articles import ArticleIndex
from enforcerules.model.calendar import Calendar
from enforcerules.model.document import DerivedDoc, FactDoc, RulesetDoc
from enforcerules.model.program import (
    Benchmark,
    Fact,
    Instrument,
    Kind,
    Matter,
    Parameter,
    Program,
    Rule,
    Ruleset,
)


def compile_rulesets(
    documents: Iterable[RulesetDoc], calendar: Calendar, articles: ArticleIndex | None = None
) -> tuple[Program, tuple[Diagnostic, ...]]:
    """Compile all documents; the program is usable only when no diagnostic is an error.

    `articles`: what the laws that are cited hold; a law that is not there is not checked.
    """
    with uncollected():
        return _compiled({str(d.ruleset): d for d in documents}, calendar, articles or ArticleIndex())


def _compiled(
    by_id: Mapping[str, RulesetDoc], calendar: Calendar, articles: ArticleIndex
) -> tuple[Program, tuple[Diagnostic, ...]]:
    """The passes of `compile_rulesets`."""
    found: list[Diagnostic] = []
    order = _lineages(by_id, found)
    scopes: dict[str, Scope] = {}
    rulesets: dict[str, Ruleset] = {}
    cut = {name for name, above in order.items() if any(p not in by_id for a in above for p in by_id[a].extends)}
    for name in sorted(order, key=lambda n: (len(order[n]), n)):
        rulesets[name], scopes[name] = _ruleset(by_id[name], order[name], rulesets, (found, articles), cut=name in cut)
    matters = _matters(scopes)
    made_rules = sorted((r for scope in scopes.values() for r in rules(scope)), key=lambda r: r.id)
    benchmarks = [b for s in scopes.values() for doc in s.document.benchmarks for b in benchmark(doc, s, matters)]
    _check_references(scopes, matters, made_rules, benchmarks)
    homes = {one.ruleset for one in matters.values()}
    check_alike(rulesets, homes, lambda fact: _declared(fact, scopes))
    check_meeting(rulesets, homes, lambda fact: _declared(fact, scopes))
    program = Program(
        rulesets=rulesets,
        matters=matters,
        rules=tuple(made_rules),
        benchmarks=tuple(sorted(benchmarks, key=lambda b: b.id)),
        calendar=calendar,
        spans=_spans(by_id.values(), matters),
        cites=tuple(one for scope in scopes.values() for one in scope.cited),
        articles=articles,
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
                circle = [*path, name, str(parent)]
                shown = " → ".join(circle[circle.index(str(parent)) :])
                found.append(diagnose("ER311", parent.span, ruleset=parent, path=shown))
            elif parent not in by_id:
                found.append(diagnose("ER301", parent.span, ruleset=parent, near=nearest(parent, by_id)))
            else:
                above |= dict.fromkeys(lineage(str(parent), (*path, name)))
        lineages[name] = (*above, name)
        return lineages[name]

    return {name: lineage(name, ()) for name in sorted(by_id)}


def _ruleset(
    document: RulesetDoc,
    lineage: tuple[str, ...],
    ready: Mapping[str, Ruleset],
    shared: tuple[list[Diagnostic], ArticleIndex],
    *,
    cut: bool,
) -> tuple[Ruleset, Scope]:
    found, articles = shared
    parents = [ready[name] for name in lineage[:-1]]
    name = str(document.ruleset)
    instruments: dict[str, Instrument] = {k: v for p in parents for k, v in p.instruments.items()}
    instruments |= {str(k): instrument(str(k), d, articles) for k, d in document.instruments.items()}
    kinds: dict[str, Kind] = {k: v for p in parents for k, v in p.kinds.items()}
    kinds |= {
        str(k): Kind(
            str(k),
            str(d.label),
            None if d.en is None else str(d.en),
            d.class_,
            d.article9,
            None if d.by is None else str(d.by),
            d.rank,
        )
        for k, d in document.kinds.items()
    }
    inherited = _inherited(parents)
    own = {str(k): declared(str(k), d, name) for k, d in document.facts.items()}
    own |= {str(k): derived_shell(str(k), d, name) for k, d in document.derived.items()}
    parameters: dict[str, Parameter] = {k: v for p in parents for k, v in p.parameters.items()}
    parameters |= {str(k): parameter_shell(str(k), d, name) for k, d in document.parameters.items()}
    scope = Scope(document, lineage, instruments, kinds, vocabulary({**inherited, **own}, parameters), found, cut)
    _check_names(scope, inherited, own)
    docs: dict[str, FactDoc | DerivedDoc] = {str(k): d for k, d in document.facts.items()}
    docs |= {str(k): d for k, d in document.derived.items()}
    facts = {**inherited, **{k: completed(fact, docs[k], scope) for k, fact in own.items()}}
    check_derived(facts, own, docs, scope)
    for one in (*docs.values(), *document.parameters.values()):
        for written in (one.label, *getattr(one, "also", ())):
            check_name(written, scope)
    parameters |= {str(k): parameter(parameters[str(k)], d, scope) for k, d in document.parameters.items()}
    scope.check_territory(document.territory)
    for version in (v for doc in document.instruments.values() for v in doc.versions):
        scope.check_days(version)
    for key, doc in document.instruments.items():
        instruments[str(key)], cited = with_concordance(instruments[str(key)], doc, name, articles, scope.report)
        scope.cited.extend(cited)
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


def _check_names(scope: Scope, inherited: Mapping[str, Fact], own: Mapping[str, Fact]) -> None:
    document = scope.document
    docs: dict[Text, FactDoc | DerivedDoc] = {**document.facts, **document.derived}
    for name, doc in docs.items():
        if (str(name) in inherited) != doc.overrides:
            scope.report("ER312", getattr(name, "span", None) or doc.span, name=name)
        if name in document.facts and name in document.derived:  # of equal keys a table keeps the first
            scope.twice(next(key for key in document.derived if key == name), name)
    for label, holders in visible_labels({**inherited, **own}).items():
        mine = [h for h in holders if h in own]
        if len(holders) > 1 and mine:
            other = next(h for h in sorted(holders) if h != mine[-1])
            first = _written(docs[Text(other)], label) if other in own else None
            labels = [Label(first, "first")] if first else []
            span = _written(docs[Text(mine[-1])], label)
            scope.found.append(diagnose("ER303", span, labels=labels, label=label, other=other))


def _written(doc: FactDoc | DerivedDoc, label: str) -> Span | None:
    """Where a fact bears a name."""
    return next((name.span for name in (doc.label, *doc.also) if name == label), doc.span)


def _declared(fact: Fact, scopes: Mapping[str, Scope]) -> tuple[Callable[..., None], Span | None]:
    """How the ruleset of a fact reports, and where the fact stands in it."""
    scope = scopes[fact.ruleset]
    docs: dict[Text, FactDoc | DerivedDoc] = {**scope.document.facts, **scope.document.derived}
    name, doc = next((name, doc) for name, doc in docs.items() if name == fact.id)
    return scope.report, getattr(name, "span", None) or doc.span


def _matters(scopes: Mapping[str, Scope]) -> dict[str, Matter]:
    made: dict[str, Matter] = {}
    first: dict[str, Text] = {}
    for scope in scopes.values():
        for doc in scope.document.matters:
            if str(doc.id) in made:
                scope.twice(doc.id, first[str(doc.id)])
            first.setdefault(str(doc.id), doc.id)
            made[str(doc.id)] = matter(doc, scope)
    return dict(sorted(made.items()))


def _check_references(
    scopes: Mapping[str, Scope], matters: Mapping[str, Matter], made: list[Rule], benchmarks: list[Benchmark]
) -> None:
    """Rule ids once, patterns that name a matter, `replaces` and `overrides` that name a rule."""
    ids = {r.id for r in made}
    first: dict[str, Text] = {}
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
        _named_matters(document, matters, scope)


def _named_matters(document: RulesetDoc, matters: Mapping[str, Matter], scope: Scope) -> None:
    """The matters that values of parameters are for, and as which newer law goes on with a matter."""
    values = (value for doc in document.parameters.values() for value in doc.values)
    for pattern in (p for value in values for p in value.matter):
        _known_matter(pattern, matters, scope)
    for doc in document.matters:
        for name in doc.succeeded_by:
            _known_matter(name, matters, scope)
            if str(name) in matters:
                _goes_on(matters[str(doc.id)], name, matters[str(name)], scope)


def _goes_on(matter: Matter, name: Text, later: Matter, scope: Scope) -> None:
    """A matter ends on the day before the one that goes on with it is in force."""
    until = matter.in_force.until
    if until is None or not later.in_force.covers(until + timedelta(days=1)):
        scope.report("ER563", name.span, matter=matter.id, until=until or "…", later=name)


def _unique(name: Text, seen: dict[str, Text], scope: Scope) -> None:
    if str(name) in seen:
        scope.twice(name, seen[str(name)])
    seen.setdefault(str(name), name)


def _known_matter(pattern: Text, matters: Mapping[str, Matter], scope: Scope) -> None:
    if pattern != "*" and not any(matches(pattern, name) for name in matters):
        scope.report("ER307", pattern.span, matter=pattern, near=nearest(pattern, matters))


def _spans(documents: Iterable[RulesetDoc], matters: Mapping[str, Matter]) -> dict[str, Span | None]:
    """Where matters, measures, rules, tables, rows, levels of factors and derived facts stand: for messages and coverage.

    By id: `<matter>/<measure>`, `<table>/<row>`, `<table>/<factor>/<level>` (counted from 1), `<ruleset> <derived fact>`.
    """
    spans: dict[str, Span | None] = {}
    for document in documents:
        for section in ("matters", "gates", "exemptions", "circumstances", "duties", "monitors", "escalations"):
            spans |= {str(d.id): d.id.span for d in getattr(document, section)}
        for doc in document.matters:
            made = matters[str(doc.id)].measures if str(doc.id) in matters else ()
            spans |= {f"{doc.id}/{one.id}": span for one, span in zip(made, places_of(doc), strict=False)}
        for table in document.benchmarks:
            spans[str(table.id)] = table.id.span
            spans |= {f"{table.id}/{row.id}": row.id.span for row in table.rows}
            for number, factor in enumerate(table.weights.factors if table.weights is not None else (), 1):
                spans |= {f"{table.id}/{number}/{at}": one.span for at, one in enumerate(factor.levels, 1)}
        for name, derived in document.derived.items():
            spans[f"{document.ruleset} {name}"] = getattr(name, "span", None) or derived.span
        spans |= {f"{document.ruleset}:{name}": name.span for name in document.facts}
    return spans
