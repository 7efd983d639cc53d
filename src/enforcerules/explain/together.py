"""What several outcomes come to together: one act under several provisions is fined once, several acts are added up."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.explain.view import View, fact_title, kind_title, listed, say
from enforcerules.model.concurrence import Combined, Concurrence, PolicySeen, Rival
from enforcerules.model.concurrence import Part as Added
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.explanation import Arg, Depth, Line, Mark, Message, Part, Section, Span, Status, Title, Word
from enforcerules.model.program import Fact
from enforcerules.model.told import duration


def together(decision: Decision, depth: Depth) -> Iterator[Part]:
    """A part of its own, after those of the outcomes; none where nothing meets."""
    sections = (
        *(_concurrence(_view(decision, depth, one.act, one.party), one) for one in decision.concurrences),
        *(_combined(_view(decision, depth, one.parts[0].act, one.party), one) for one in decision.combined),
    )
    if sections:
        yield Part(say("part.together"), sections)


def _view(decision: Decision, depth: Depth, act: str, party: str) -> View:
    found = next(o for o in decision.outcomes if o.act == act and o.party == party)
    return View(decision, found, depth)


def _matter(view: View, name: str) -> Title:
    return Title(view.decision.program.matters[name].title, name)


# ---- one act under several provisions ------------------------------------------------------------------------


def _concurrence(view: View, one: Concurrence) -> Section:
    heading = say("heading.concurrence", act=one.act, party=one.party)
    lines = (
        Line("statutory", say("concurrence.compared"), children=tuple(_rival(view, one, r) for r in one.rivals)),
        *(_policy(view, p) for p in one.policies),
        *_result(view, one),
    )
    return Section("concurrence", heading, lines)


def _policy(view: View, one: PolicySeen) -> Line:
    """How the fines are compared, and which rule says so."""
    if one.rule is None:
        return Line("open", say("concurrence.no_policy"))
    rule = view.rule(one.rule)
    mark: Mark = "open" if one.holds is None or rule is None else rule.says
    key = "concurrence.policy.open" if one.holds is None else "concurrence.policy"
    said = say(key, policy=Word("policy", one.policy), title=Title(one.title, one.rule))
    notes = (Line("statutory", say("note", text=one.note), only="zh"),) if one.note else ()
    secondary = view.is_secondary(one.basis, one.evidence)
    return Line(mark, said, cites=one.basis, children=notes, secondary=secondary, rule=one.rule)


def _rival(view: View, one: Concurrence, rival: Rival) -> Line:
    """One provision: the fine on these facts, whether it shall be imposed, its rank, and what stays of it in any case."""
    modality = "shall" if rival.mandatory else "may"
    amount: Arg = say("concurrence.left_open") if rival.statutory is None else Span(rival.statutory)
    args: dict[str, Arg] = {
        "matter": _matter(view, rival.matter),
        "rank": Word("rank", rival.rank or "unknown"),
        "modality": Word("modality", modality),
        "range": amount,
    }
    open_ = rival.called is None or (rival.statutory is not None and rival.statutory.hi is None)
    key = "concurrence.rival.open" if rival.called is None else "concurrence.rival"
    return Line(
        "open" if open_ else "statutory",
        say(key, **args),
        status="open" if rival.called is None else "none",
        cites=rival.basis,
        children=tuple(_stay(view, rival)),
        decided=one.prevails == rival.matter,
    )


def _stay(view: View, rival: Rival) -> Iterator[Line]:
    if rival.stay:
        home = view.decision.program.rulesets[view.decision.program.matters[rival.matter].ruleset]
        kinds = listed(kind_title(home.kinds[kind]) for kind in rival.stay)
        yield Line("statutory", say("concurrence.stay", kinds=kinds))


def _result(view: View, one: Concurrence) -> Iterator[Line]:
    """Which fine applies, or among which a person chooses, or on which facts it turns."""
    because = listed([Word("because", b) for b in one.because], "clauses")
    if one.prevails is not None:
        yield Line(
            "statutory", say("concurrence.settled", matter=_matter(view, one.prevails), because=because), decided=True
        )
        if one.gave_way:
            yield Line("statutory", say("concurrence.gave_way", matters=listed(_matter(view, m) for m in one.gave_way)))
        return
    options = tuple(_option(view, one, name) for name in one.options)
    if one.state == "open":
        facts = listed(fact_title(_fact_of(view, one, name)) for name in one.asks)
        yield Line("open", say("concurrence.open", facts=facts), status="open", children=options)
    else:
        yield Line("open", say("concurrence.person", because=because), status="open", children=options)


def _option(view: View, one: Concurrence, name: str) -> Line:
    """One of the provisions, with the levels its fine may lie in."""
    outcome = next(o for o in view.decision.outcomes if (o.act, o.party, o.matter) == (one.act, one.party, name))
    rival = next(r for r in one.rivals if r.matter == name)
    levels: list[Arg] = [
        say("level.short", level=Word("level", lv.level), range=Span(lv.range))
        for m in outcome.measures
        if m.id == rival.measure
        for lv in m.levels
        if lv.range is not None
    ]
    key = "concurrence.option" if levels else "concurrence.option.bare"
    return Line("open", say(key, matter=_matter(view, name), levels=listed(levels, "clauses")), cites=rival.basis)


def _fact_of(view: View, one: Concurrence, name: str) -> Fact:
    """A fact as the provision that knows it declares it."""
    for outcome in view.decision.outcomes:
        if (outcome.act, outcome.party) == (one.act, one.party):
            found = View(view.decision, outcome, view.depth).fact(name)
            if found.label != name:
                return found
    return view.fact(name)


# ---- several acts --------------------------------------------------------------------------------------------


def _combined(view: View, one: Combined) -> Section:
    lines = [Line("statutory", say("combined.apart"), children=tuple(_part(view, part) for part in one.parts))]
    mark: Mark = "open" if one.open else "statutory"
    if one.statutory is not None:
        permitted: Arg = Span(one.permitted) if one.permitted is not None else "—"
        lines.append(
            Line(mark, say("combined.fine", statutory=Span(one.statutory), permitted=permitted), decided=not one.open)
        )
    lines += _detention(one, mark)
    lines += [Line("statutory", _kind(view, one, kind, acts)) for kind, acts in one.kinds]
    if one.open:
        lines.append(Line("open", say("combined.open"), status="open"))
    return Section("combined", say("heading.combined", party=one.party), tuple(lines))


def _part(view: View, part: Added) -> Line:
    said: list[Arg] = []
    if part.statutory is not None:
        said.append(say("combined.part.fine", range=Span(part.statutory)))
    if part.detention is not None:
        said.append(say("combined.part.detention", length=duration(part.detention)))
    matters = listed(_matter(view, name) for name in part.matters)
    key = "combined.part" if said else "combined.part.bare"
    mark: Mark = "statutory" if part.certain else "open"
    status: Status = "none" if part.certain else "open"
    return Line(mark, say(key, act=part.act, matters=matters, what=listed(said)), status=status)


def _detention(one: Combined, mark: Mark) -> Iterator[Line]:
    if one.detention is None:
        return
    if one.cap_rule is None or one.uncapped is None:
        yield Line(mark, say("combined.detention", length=duration(one.detention)))
        return
    args = {"sum": duration(one.uncapped), "length": duration(one.detention)}
    yield Line(
        mark, say("combined.detention.capped", **args), cites=one.cap_basis, decided=not one.open, rule=one.cap_rule
    )


def _kind(view: View, one: Combined, kind: str, acts: tuple[str, ...]) -> Message:
    found = next(o for o in view.decision.outcomes if o.party == one.party and _has(o, kind))
    home = View(view.decision, found, view.depth)
    return say("combined.kind", kind=kind_title(home.kind(kind)), acts=listed(acts))


def _has(outcome: Outcome, kind: str) -> bool:
    return any(m.kind == kind for m in outcome.measures)
