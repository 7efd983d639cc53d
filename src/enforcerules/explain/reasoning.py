"""The reasons of a decision document (说理): facts, reasons, basis, and how discretion was used.

The same findings as in `decision`, told as a document tells them: what was found, why the case is decided so and what was
not adopted, under which provisions, and how the amount follows. What is open is said to be open: no sentence reads as a
decision that the rules do not give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from enforcerules.explain import benchmark, tests
from enforcerules.explain.consequences import grouped, measure
from enforcerules.explain.opening import leads_to, of_law, ordered
from enforcerules.explain.rejected import effect
from enforcerules.explain.setting import facts, time_bar
from enforcerules.explain.together import together
from enforcerules.explain.versions import changes
from enforcerules.explain.view import View, fact_title, kind_title, listed, rule_title, say
from enforcerules.model.capitals import amount_upper
from enforcerules.model.citation import Citation, locator_zh
from enforcerules.model.decision import Decision, MeasureSeen, Outcome, Reason
from enforcerules.model.explanation import Arg, Line, Message, Money, Part, Reasoning, Section, SectionKey, Title, Word
from enforcerules.model.program import Benchmark

_OPEN = frozenset({"needs_human", "undetermined"})
_LAW_ONLY = frozenset(
    {"jurisdiction", "proof", "elements", "benchmark", "time_bar", "duty", "monitor", "version", "limb"}
)


def reasoning(decision: Decision) -> Reasoning:
    """The reasons of a decision document, for each act and party, and for what concerns several of them."""
    parts = tuple(_part(decision, outcome) for outcome in decision.outcomes)
    settled = all(outcome.disposition not in _OPEN for outcome in decision.outcomes)
    return Reasoning(decision.case_id, (*parts, *together(decision, "reasons")), settled)


def _part(decision: Decision, outcome: Outcome) -> Part:
    view = View(decision, outcome, "reasons")
    sections = (
        _section("document_facts", _facts(view)),
        _section("document_reasons", _reasons(view)),
        _section("document_basis", _basis(view)),
        _section("document_discretion", _discretion(view)),
    )
    several = len(decision.outcomes) > 1
    heading = say("document.part", act=outcome.act, party=outcome.party, matter=_matter(view)) if several else None
    return Part(heading, sections)


def _section(key: SectionKey, lines: Iterable[Line]) -> Section:
    return Section(key, say(key.replace("_", ".")), tuple(lines))


def _matter(view: View) -> Title:
    return Title(view.matter.title, view.matter.id)


# ---- facts -----------------------------------------------------------------------------------------------------------


def _facts(view: View) -> Iterator[Line]:
    yield Line("found", _act(view))
    found = tuple(facts(view))
    if found:
        yield Line("found", say("document.found"), children=found)
    reason = next((r for r in view.outcome.reasons if r.stage == "elements"), None)
    if reason is None:
        yield Line("open", say("elements.none"))
        return
    key = {True: "hold", False: "fail", None: "open"}[reason.holds]
    below = tests.lines(view, tests.deciding(view, reason)) if reason.holds is False else tests.every_test(view, reason)
    yield Line("found", say(f"document.elements.{key}", matter=_matter(view)), children=_flat(below))


def _act(view: View) -> Message:
    start, end = view.act.start, view.act.end
    matter = _matter(view)
    if start is not None and start == end:
        return say("document.act.day", day=start, matter=matter)
    if start is not None and end is not None:
        last: Arg = end if isinstance(end, date) else say("ongoing")
        return say("document.act.period", start=start, end=last, matter=matter)
    if isinstance(end, date):
        return say("document.act.day", day=end, matter=matter)
    return say("document.act.undated" if start is None else "document.act.since", start=start or "", matter=matter)


# ---- reasons ---------------------------------------------------------------------------------------------------------


def _reasons(view: View) -> Iterator[Line]:
    out = view.outcome
    if out.disposition in _OPEN:
        yield _undecided(view)
    elif out.conclusion == "penalise":
        yield Line("statutory", say("document.outcome.barred" if _all_barred(out) else "document.outcome.penalise"))
    else:
        yield Line("statutory", say("document.outcome", disposition=Word("conclusion", out.conclusion)))
    yield from _grounds(view)
    yield from (_circumstance(view, r) for r in out.reasons if r.stage == "circumstance" and r.holds and r.decided)
    yield from (_unadopted(view, r) for r in out.reasons if _considered(view, r))


def _all_barred(out: Outcome) -> bool:
    """Whether every penalty is barred or gave way, as where another organ fined the same act."""
    penalties = [m for m in out.measures if m.nature == "penalty"]
    gone = [m for m in penalties if m.gave_way is not None or (m.barred is not None and m.barred.holds)]
    return bool(penalties) and len(gone) == len(penalties)


def _undecided(view: View) -> Line:
    out = view.outcome
    ways = listed([Word("conclusion", out.worded(one)) for one in out.candidates], "or")
    if not out.questions and view.questions_of_law:
        return Line("open", say("document.open.law", dispositions=ways, questions=of_law(view)))
    below = tuple(
        Line("open", say("document.question", label=fact_title(view.fact(q.fact)))) for q in view.outcome.questions
    )
    return Line("open", say("document.open", dispositions=ways), children=below)


def _grounds(view: View) -> Iterator[Line]:
    """The rules that lead to what is proposed; while it is open, those that lead to what is possible and hold."""
    for reason in view.outcome.reasons:
        if not reason.holds or not reason.decided or leads_to(reason) not in view.possible:
            continue
        below = _flat(tests.every_test(view, reason))
        if view.outcome.disposition in _OPEN:
            said = say("document.ground.possible", title=rule_title(reason), effect=effect(view, reason))
        else:
            key = "document.ground" if below else "document.ground.plain"
            said = say(key, title=rule_title(reason), effect=ordered(reason))
        yield _of_rule(view, reason, said, below)


def _circumstance(view: View, reason: Reason) -> Line:
    said = say("document.circumstance", title=rule_title(reason), effect=effect(view, reason))
    return _of_rule(view, reason, said, _flat(tests.every_test(view, reason)))


def _considered(view: View, reason: Reason) -> bool:
    """Whether a rule failed on something that was looked into, not only on what nobody raised."""
    if reason.holds is not False or reason.stage in _LAW_ONLY or reason.remark == "replaced":
        return False
    found = tests.deciding(view, reason)
    return bool(found) and any(tests.status(leaf) != "not_raised" for leaf in found)


def _unadopted(view: View, reason: Reason) -> Line:
    remark = f".{reason.remark}" if reason.remark else ""
    said = say(f"document.unadopted{remark}", title=rule_title(reason), effect=effect(view, reason))
    return _of_rule(view, reason, said, _flat(tests.lines(view, tests.deciding(view, reason))))


def _of_rule(view: View, reason: Reason, said: Message, below: tuple[Line, ...]) -> Line:
    secondary = view.is_secondary(reason.basis, reason.evidence)
    return Line(reason.says, said, cites=reason.basis, children=below, secondary=secondary, rule=reason.rule)


# ---- basis -----------------------------------------------------------------------------------------------------------


def _basis(view: View) -> Iterator[Line]:
    matter = view.matter
    if matter.prohibited_by:
        yield Line("statutory", say("document.prohibited", cites=_cited(view, matter.prohibited_by)))
    yield Line("statutory", say("document.penalised", cites=_cited(view, matter.penalised_by)))
    applied = [c for r in view.outcome.reasons if _applied(r) for c in r.basis]
    others = [c for c in dict.fromkeys(applied) if c not in matter.penalised_by]
    if others:
        yield Line(
            "statutory", say("document.applied", cites=_cited(view, others)), secondary=view.is_secondary(others)
        )
    yield from (replace(line, children=()) for line in (*changes(view), *time_bar(view)))


def _applied(reason: Reason) -> bool:
    return bool(reason.decided and reason.holds and reason.stage not in {"elements", "limb", "time_bar", "version"})


def _cited(view: View, cites: Iterable[Citation]) -> Arg:
    """Citations with the full titles of their instruments, as a document gives them."""
    return listed([_cite(view, one) for one in cites])


def _cite(view: View, one: Citation) -> Message:
    instrument = view.instrument(one.instrument)
    title = one.instrument if instrument is None else instrument.title
    return say("document.cite", title=title, place=locator_zh(one))


# ---- discretion ------------------------------------------------------------------------------------------------------


def _discretion(view: View) -> Iterator[Line]:
    if not view.may_penalise:
        yield Line("statutory", say("document.discretion.none"))
        return
    if view.outcome.disposition != "penalise":
        yield Line("open", say("document.discretion.if"))
    told = tuple(grouped(view, lambda one: measure(view, one)))
    alone = tuple(line for line in told if line.text.key == "measure")
    if alone:
        yield Line("statutory", say("document.measures"), children=_flat(alone))
    yield from (replace(line, children=_flat(line.children)) for line in told if line not in alone)
    for one in view.outcome.measures:
        yield from _of_measure(view, one)
    yield from _proposed(view)
    yield from _deviation(view)


def _of_measure(view: View, one: MeasureSeen) -> Iterator[Line]:
    kind = kind_title(view.kind(one.kind))
    for table in view.tables.values():
        if table.kind == one.kind and table.target in {None, one.target}:
            yield from _rows(view, table, kind)
    found = tuple(benchmark.levels(view, one))
    if found:
        yield Line("benchmark", say("document.level", kind=kind), children=found)
    for level in one.levels:
        if level.point is not None and level.point.denominator == 1:
            yield Line("benchmark", say("document.point", kind=kind, **_amount(level.point)))


def _rows(view: View, table: Benchmark, kind: Title) -> Iterator[Line]:
    """The rows that hold and decide, with the facts by which they do."""
    rows = {f"{table.id}/{row.id}": row for row in table.rows}
    for reason in view.outcome.reasons:
        row = rows.get(reason.rule)
        if row is None or not reason.decided or not reason.holds:
            continue
        below = _flat(tests.every_test(view, reason))
        key = "document.table" if below else "document.table.otherwise" if row.otherwise else "document.table.always"
        said = say(key, kind=kind, title=Title(table.title, table.id), row=benchmark.row_title(view, row))
        secondary = view.is_secondary(table.basis, table.evidence)
        yield Line("benchmark", said, cites=table.basis, children=below, secondary=secondary, rule=reason.rule)


def _amount(fen: Fraction) -> dict[str, Arg]:
    return {"figures": Money(fen), "words": amount_upper(int(fen))}


def _proposed(view: View) -> Iterator[Line]:
    """The fine that the authority proposes, in figures and in words, against what is permitted."""
    fen = proposed(view.decision)
    fined = [out for out in view.decision.outcomes if any(m.kind == "fine" for m in out.measures)]
    if fen is None or len(fined) > 1:  # for which of them the fine is meant the case does not say
        return
    spans = [lv.range for m in view.outcome.measures if m.kind == "fine" for lv in m.levels if lv.range is not None]
    open_ = any(m.open or m.holds is None for m in view.outcome.measures if m.kind == "fine")
    within = any(span.has(fen) for span in spans)
    key = "document.proposed.open" if open_ else "document.proposed" if within else "document.proposed.outside"
    if spans:
        yield Line("open" if open_ else "found", say(key, **_amount(fen)))


def proposed(decision: Decision) -> Fraction | None:
    """The fine that the case proposes, in 分; None where it proposes none, or none that can be read."""
    given = {str(k): str(v) for k, v in (decision.case.proposed or {}).items()}.get("fine")
    try:
        fen = None if given is None else Fraction(given) * 100
    except ValueError:
        return None
    return fen if fen is not None and fen.denominator == 1 and fen >= 0 else None


def _deviation(view: View) -> Iterator[Line]:
    found = view.decision.case.deviation
    if found is None or (found.act or view.outcome.act) != view.outcome.act:
        return
    if (found.party or view.outcome.party) != view.outcome.party:
        return
    if found.approved_by:
        yield Line("found", say("document.deviation.approved", reason=str(found.reason), by=str(found.approved_by)))
    else:
        yield Line("found", say("document.deviation", reason=str(found.reason)))


# ---- lines as clauses ------------------------------------------------------------------------------------------------


def _flat(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines without those that hang below them, which follow in their place: a document has sentences, no trees."""
    return tuple(flat for line in lines for flat in (replace(line, children=()), *_flat(line.children)))
