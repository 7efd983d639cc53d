"""Who and what: the party, the act, its dates, the versions of the law, the provisions and the elements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from enforcerules.explain import tests
from enforcerules.explain.order import in_order
from enforcerules.explain.versions import changes, version_title
from enforcerules.explain.view import View, fact_title, listed, say
from enforcerules.language.showing import show_value
from enforcerules.model.decision import Reason
from enforcerules.model.explanation import Arg, Line, Mark, Section, Status, Title, Value, Word
from enforcerules.model.program import Instrument

_TRUTH: dict[bool | None, Status] = {True: "holds", False: "fails", None: "open"}


def party_act(view: View) -> Section:
    """Who, what, when; and what was found."""
    lines = [Line("found", say("party", kind=Word("party", view.outcome.party_kind or "unknown"), name=_party(view)))]
    if view.decision.case.title:
        lines.append(Line("found", say("case.title", title=str(view.decision.case.title))))
    lines.append(Line("found", say("act", id=view.outcome.act, matter=Title(view.matter.title, view.matter.id))))
    lines.append(_period(view))
    dates: list[Arg] = [
        say("date", label=_date_label(view, str(name)), day=day)
        for name, day in sorted(view.decision.case.dates.items(), key=lambda pair: (pair[1], pair[0]))
        if name != "known_on"
    ]
    if dates:
        lines.append(Line("found", say("dates", dates=listed(dates, "words"))))
    lines += facts(view)
    return Section("party_act", say("heading.party_act"), tuple(lines))


def _party(view: View) -> Arg:
    name = str(view.party.name) if view.party.name else view.outcome.party
    return say("party.of", name=name, unit=str(view.party.of)) if view.party.of else name


def _period(view: View) -> Line:
    start, end = view.act.start, view.act.end
    if start is None and end is None:
        return Line("open", say("act.undated"))
    if end is None:
        return Line("open", say("act.since", start=_day(start)))
    if start is not None and start == end:
        return Line("found", say("act.day", day=start))
    last: Arg = say("ongoing") if end == "ongoing" else _day(end)
    return Line("found", say("act.period", start=_day(start), end=last))


def _day(day: object) -> Arg:
    return day if isinstance(day, date) else say("unknown.day")


def _date_label(view: View, name: str) -> Arg:
    found = view.dated(name)
    return name if found is None else fact_title(found)


def facts(view: View) -> Iterator[Line]:
    """What the case file says, apart from its frame."""
    for name in in_order(view, view.observed):
        seen, fact = view.observed[name], view.fact(name)
        if fact.source is not None or fact.formula is not None or seen.status not in {"known", "asserted"}:
            continue
        value = Value(show_value(fact, seen.region), fact, seen.region)
        key = "fact" if fact.type != "boolean" else "fact.flag"
        said = say(key + (".asserted" if seen.status == "asserted" else ""), label=fact_title(fact), value=value)
        mark: Mark = "open" if seen.status == "asserted" else "found"
        yield Line(mark, say("test", said=said, details=tests.details(seen, seen.evidence)))


def versions(view: View) -> Section:
    """The instruments in the version of the day, whether the law changed since, and the time limit."""
    lines = []
    for name, version in view.outcome.versions:
        instrument = view.instrument(name)
        lines.append(_instrument(view, name, version, instrument))
    lines += changes(view)
    lines += time_bar(view)
    return Section("versions", say("heading.versions"), tuple(lines))


def _instrument(view: View, name: str, version: str, instrument: Instrument | None) -> Line:
    if instrument is None:
        return Line("statutory", say("version", named=name, version=version_title(version)))
    rank = instrument.rank
    mark: Mark = "benchmark" if rank in {"normative_document", "example"} else "statutory"
    found = next((v for v in instrument.versions if v.id == version), None)
    since = found.in_force.since if found is not None else None
    key = "version" if since is None else "version.since"
    named: Arg = name if name == instrument.title else say("version.named", title=instrument.title, name=name)
    args: dict[str, Arg] = {"named": named, "version": version_title(version)}
    if since is not None:
        args["since"] = since
    return Line(mark, say(key, **args), secondary=instrument.evidence == "secondary")


def time_bar(view: View) -> Iterator[Line]:
    """The time limit: over, not over, or open; with the count of days."""
    found = [r for r in view.outcome.reasons if r.stage == "time_bar" and r.remark != "replaced"]
    if not found:
        return
    held = next((r for r in found if r.holds), None)
    loose = next((r for r in found if r.holds is None), None)
    one = held or loose or min(found, key=lambda r: len(tests.deciding(view, r)))
    key = "time_bar.over" if held else "time_bar.open" if loose else "time_bar.in_time"
    state: Mark = "open" if loose and not held else "statutory"
    below = () if held else tests.told(view, one)
    yield Line(state, say(key), cites=one.basis, children=below, decided=held is not None, rule=one.rule)


def provisions(view: View) -> Section:
    """What was violated, under what it is penalised, and the elements of the violation one by one."""
    matter = view.matter
    lines = []
    if matter.prohibited_by:
        lines.append(Line("statutory", say("prohibited_by", cites=listed(matter.prohibited_by))))
    lines.append(Line("statutory", say("penalised_by" + view.other, cites=listed(matter.penalised_by))))
    reason = next((r for r in view.outcome.reasons if r.stage == "elements"), None)
    if reason is None:
        lines.append(Line("open", say("elements.none")))
    else:
        lines.append(_elements(view, reason))
    return Section("provisions", say("heading.provisions"), tuple(lines))


def _elements(view: View, reason: Reason) -> Line:
    key = {True: "elements.hold", False: "elements.fail", None: "elements.open"}[reason.holds]
    return Line(
        "open" if reason.holds is None else "found",
        say(key + view.other),
        status=_TRUTH[reason.holds],
        children=tests.every_test(view, reason),
        decided=reason.decided,
        rule=reason.rule,
    )
