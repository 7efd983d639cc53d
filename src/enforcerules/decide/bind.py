"""A written case against the facts of a matter: labels to ids, texts to typed values; every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, takewhile

from enforcerules.base.days import wrong_day
from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.limits import bounds
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text, span_of
from enforcerules.decide.slice import Slice
from enforcerules.decide.values import Wrong, boolean, by_names, money, value_of
from enforcerules.model.case import Act, Case, FactGiven, Party
from enforcerules.model.knowledge import Observed, domain
from enforcerules.model.program import Count, Fact, Program, Runs, Series
from enforcerules.model.region import FALSE, Exact, Numbers, Region, exactly, truth
from enforcerules.model.walk import reads_of

_DAYS_READ = {"discovered", "filed", "notified", "decided", "known_on"}
_PROPOSED_GROUP = re.compile(r"(any|outside)\(([\w, ]+)\)")


def bind(
    case: Case, act: Act, party: Party, sliced: Slice, beside: Sequence[Slice] = ()
) -> tuple[dict[str, Observed], list[Diagnostic]]:
    """What the case says of every fact of the slice, by id; facts of the act and the party go before shared ones.

    `beside`: the slices of the other matters of the act, whose facts this one need not know.
    """
    found: list[Diagnostic] = []
    by_name = by_names(sliced.facts)
    theirs = {name for other in beside for name in by_names(other.facts)} - by_name.keys()
    observed = dict(_frame(case, act, party, sliced, found))
    framed = frozenset(observed)
    shared = {name: given for name, given in case.facts.items() if name in by_name}
    for facts in (shared, party.facts, act.facts):
        mine = {name: given for name, given in facts.items() if name not in theirs}
        observed |= _given(mine, by_name, sliced, framed, found)
    for name, region in sliced.matter.fixes:
        observed.setdefault(name, Observed(region, "fixed"))
    return observed, found


def said_of_the_whole(case: Case, program: Program, slices: Sequence[Slice]) -> Iterator[Diagnostic]:
    """What is wrong with a case apart from any one act: shared facts that no act knows, proposals, names of dates."""
    return chain(_unknown_to_all(case, slices), _proposals(case, program), _unread(case, program))


def _unknown_to_all(case: Case, slices: Sequence[Slice]) -> Iterator[Diagnostic]:
    """A fact of the whole case must be one of some act; the other acts have no use for it."""
    names = {name for sliced in slices for name in by_names(sliced.facts)}
    matters = "、".join(dict.fromkeys(sliced.matter.id for sliced in slices))
    for name in case.facts:
        if slices and name not in names:
            yield diagnose("ER602", span_of(name), matter=matters, fact=name, near=nearest(name, names))


def _proposals(case: Case, program: Program) -> Iterator[Diagnostic]:
    kinds = program.lookup.kinds
    for kind, value in (case.proposed or {}).items():
        if kind not in kinds:
            yield diagnose("ER610", span_of(kind), kind=kind, near=nearest(kind, kinds))
            continue
        try:
            _proposal(kind, value)
        except Wrong as wrong:
            yield diagnose(wrong.code, value.span, **wrong.args_)


def _proposal(kind: str, value: Text) -> Region:
    """A sum of a fine, a truth of every other kind; raises as these do."""
    return (money if kind == "fine" else boolean)(_FINE, value)


def _unread(case: Case, program: Program) -> Iterator[Diagnostic]:
    """Dates and fields of the authority under names that nothing reads."""
    sources = program.lookup.sources
    for where, given in (("dates", case.dates), ("authority", case.authority)):
        read = {source.partition(".")[2] for source in sources if source.startswith(f"{where}.")}
        known = sorted(read | (_DAYS_READ if where == "dates" else set()))
        for name in given:
            if name not in known:
                shown = "、".join(known) or None
                yield diagnose("ER614", span_of(name), where=where, name=name, known=shown, near=nearest(name, known))


def _given(
    facts: Mapping[Text, FactGiven],
    names: Mapping[str, Fact],
    sliced: Slice,
    framed: frozenset[str],
    found: list[Diagnostic],
) -> dict[str, Observed]:
    made: dict[str, Observed] = {}
    first: dict[str, Text] = {}
    for name, given in takewhile(lambda _: len(found) < bounds().problems, facts.items()):
        fact = names.get(name)
        span = getattr(name, "span", None)
        if fact is None:
            found.append(diagnose("ER602", span, matter=sliced.matter.id, fact=name, near=nearest(name, names)))
            continue
        if fact.id in first:
            labels = [Label(s, "first") for s in [getattr(first[fact.id], "span", None)] if s]
            found.append(diagnose("ER605", span, labels=labels, fact=fact.label))
            continue
        first[fact.id] = name
        problem = _not_to_be_given(fact, span, sliced, framed)
        if problem is not None:
            found.append(problem)
            continue
        made[fact.id] = _observed(fact, given, span, found)
    return made


def _not_to_be_given(fact: Fact, span: Span | None, sliced: Slice, framed: frozenset[str]) -> Diagnostic | None:
    """Derived facts, and what the frame of the case says; the kind of a party may be a fact where the frame is silent."""
    if fact.formula is not None:
        if isinstance(fact.formula, Count | Runs | Series):
            return diagnose("ER609", span, fact=fact.label, history="history")
        read = dict.fromkeys(sliced.facts[f].label for f in reads_of(fact) if f in sliced.facts)
        return diagnose("ER609", span, fact=fact.label, reads="、".join(read) or None)
    if fact.source is not None and (fact.source != "party.kind" or fact.id in framed):
        return diagnose("ER611", span, fact=fact.label, source=fact.source)
    return None


def _observed(fact: Fact, given: FactGiven, span: Span | None, found: list[Diagnostic]) -> Observed:
    status = given.status
    region = domain(fact)
    if given.value is not None:
        first = given.value[0] if isinstance(given.value, tuple) and given.value else given.value
        try:
            read = value_of(fact, given.value)
        except Wrong as wrong:
            found.append(said(wrong, fact, span_of(first) or span))
            read = region
        region = read if status in {"known", "searched_not_found"} else region
    elif status in {"known", "searched_not_found"}:
        if status == "searched_not_found":
            region = FALSE if fact.type == "boolean" else region
        status = "unknown" if status == "known" else status
    return Observed(
        region=region,
        status=status,
        evidence=tuple(map(str, given.evidence)),
        reason=None if given.reason is None else str(given.reason),
        factors=tuple(map(str, given.factors)),
        by=None if given.by is None else str(given.by),
        note=None if given.note is None else str(given.note),
    )


def said(wrong: Wrong, fact: Fact, span: Span | None) -> Diagnostic:
    """What is wrong with a value given for a fact."""
    span = span_of(wrong.at) or span
    if wrong.code == "ER230":
        return wrong_day(str(wrong.args_["found"]), span)
    return diagnose(wrong.code, span, fact=fact.label, **wrong.args_)


# ---- the frame: facts that are read from other fields of the case --------------------------------------------


def _frame(
    case: Case, act: Act, party: Party, sliced: Slice, found: list[Diagnostic]
) -> Iterator[tuple[str, Observed]]:
    for fact in sliced.facts.values():
        if fact.source is None:
            continue
        try:
            region = _source(fact, fact.source, case, act, party)
        except Wrong as wrong:
            region = None
            if fact.source.startswith("authority."):
                given = case.authority[Text(fact.source.partition(".")[2])]
                found.append(said(wrong, fact, given.span))
        if region is not None:
            yield fact.id, Observed(region, "known")


def _source(fact: Fact, source: str, case: Case, act: Act, party: Party) -> Region | None:
    head, _, tail = source.partition(".")
    if head == "act":
        return _act_field(act, tail)
    if head == "dates":
        return _day(case.dates.get(Text(tail)))
    if head == "party":
        return _day(party.born) if tail == "born" else _known(fact, party.kind)
    if head == "authority":
        given = case.authority.get(Text(tail))
        return None if given is None else value_of(fact, given)
    return _proposed(fact, tail, case)


def _known(fact: Fact, value: str | None) -> Region | None:
    return None if value is None else value_of(fact, Text(value))


def _day(value: date | None) -> Region | None:
    return None if value is None else exactly(value.toordinal())


def _act_field(act: Act, name: str) -> Region | None:
    if name == "ongoing":
        return None if act.end is None else truth(act.end == "ongoing")
    value = act.start if name == "start" else act.end
    return _day(value) if isinstance(value, date) else None


def _proposed(fact: Fact, what: str, case: Case) -> Region | None:
    """What the authority proposes; nothing proposed at all leaves it open, a kind not named is nil or false; a fine of nil is none."""
    if case.proposed is None:
        return None
    group = _PROPOSED_GROUP.fullmatch(what)
    said = {str(k) for k, v in case.proposed.items() if _proposal(k, v) not in {FALSE, exactly(0)}}
    if group is not None:
        kinds = {k.strip() for k in group[2].split(",")}
        return truth(bool(said & kinds if group[1] == "any" else said - kinds))
    if fact.type == "boolean":
        return truth(what in said)
    given = case.proposed.get(Text(what))
    return exactly(0) if given is None else value_of(fact, given)


def proposed_fine(case: Case) -> Exact | None:
    """The fine that the authority proposes, in 分; None when it proposes none. A case that cannot be read was refused before."""
    given = None if case.proposed is None else case.proposed.get(Text("fine"))
    if given is None:
        return None
    region = money(_FINE, given)
    assert isinstance(region, Numbers)  # noqa: S101  money is a number
    return region.hull().point


_FINE = Fact("fine", "罚款", "money", "")
