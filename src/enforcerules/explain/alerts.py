"""What monitors and the engine found about this case and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from enforcerules.explain.benchmark import row_title
from enforcerules.explain.view import View, fact_title, kind_title, listed, say
from enforcerules.language.showing import plain, show_value
from enforcerules.model.decision import AlertSeen
from enforcerules.model.explanation import Arg, Line, Listed, Mark, Money, Section, Span, Title, Value, Word
from enforcerules.model.region import Numbers
from enforcerules.model.walk import tests_of

_DAYS = {"change", "since", "until", "day"}
_RATIO_FROM = 10
"""A minimum fine is set against a sum only from ten times on: below, the figure says nothing about proportion."""


def alerts(view: View) -> Iterator[Section]:
    """What monitors and the engine found, the serious first."""
    order = {"serious": 0, "warning": 1, "info": 2}
    found = sorted(view.outcome.alerts, key=lambda a: order[a.severity])
    if found:
        yield Section("alerts", say("heading.alerts"), tuple(_alert(view, one) for one in found))


def _alert(view: View, one: AlertSeen) -> Line:
    title = Title(one.title, one.kind)
    text = say(f"alert.{_kind(view, one)}", title=title, **_worded(view, one))
    mark: Mark = "benchmark" if one.rule in view.tables else "statutory"
    return Line(
        mark,
        say("alert", severity=Word("severity", one.severity), text=text),
        cites=one.basis,
        children=(*_figures(view, one), *_repairs(one)),
        rule=one.rule,
    )


def _kind(view: View, one: AlertSeen) -> str:
    """Levels conflict because both directions are open, or because all that are open are barred."""
    if one.kind == "as_known_on" and dict(one.args)["later"] == "—":
        return "as_known_on.none"
    heavier = any(lv.level == "heavier" for m in view.outcome.measures for lv in m.levels)
    return f"{one.kind}.barred" if one.kind == "circumstances_conflict" and not heavier else one.kind


def _worded(view: View, alert: AlertSeen) -> dict[str, Arg]:
    """Arguments that are ids become words."""
    args = dict(alert.args)
    made: dict[str, Arg] = dict(args)
    made |= _in_time(view, args)
    if "level" in args:
        made["level"] = Word("level", args["level"])
    if "measure" in args and args["measure"] in view.home.kinds:
        made["measure"] = kind_title(view.kind(args["measure"]))
    if "tables" in args:
        made["tables"] = listed([_table(view, name) for name in args["tables"].split("、")], "clauses")
    if "rulesets" in args:
        made["rulesets"] = listed([_ruleset(view, name) for name in args["rulesets"].split("、")])
    for name in {"row", "rows"} & args.keys():
        made[name] = listed([_row(view, alert, row) for row in args[name].split("、")], "clauses")
    for name in {"whose", "manner"} & args.keys():
        made[name] = Word(name, args[name])
    if "proposed" in args:
        made["proposed"] = Money(Fraction(args["proposed"]) * 100)
        made["lawful"] = _lawful(view)
    return made


def _in_time(view: View, args: dict[str, str]) -> dict[str, Arg]:
    """Days, and matters and rules that come one after another."""
    made: dict[str, Arg] = {name: date.fromisoformat(args[name]) for name in _DAYS & args.keys()}
    made |= {name: _matter(view, args[name]) for name in {"from", "to"} & args.keys()}
    if "followed" in args:
        made["followed"] = Word("followed", args["followed"])
    if "matters" in args:
        made["matters"] = listed([_matter(view, name) for name in args["matters"].split("、")])
    if "later" in args:
        made["later"] = listed([_ruled(view, name) for name in args["later"].split("、")])
    return made


def _matter(view: View, name: str) -> Arg:
    found = view.decision.program.matters.get(name)
    return name if found is None else Title(found.title, name)


def _ruled(view: View, name: str) -> Arg:
    rule = view.rule(name)
    return _matter(view, name) if rule is None or not rule.title else Title(rule.title, name)


def _table(view: View, name: str) -> Arg:
    table = view.tables.get(name)
    return name if table is None else say("alert.table", title=Title(table.title, name), cite=table.basis[0])


def _ruleset(view: View, name: str) -> Arg:
    found = view.decision.program.rulesets.get(name)
    return name if found is None else Title(found.title, name)


def _row(view: View, alert: AlertSeen, name: str) -> Arg:
    table = view.tables.get(alert.rule or "")
    row = next((r for r in table.rows if r.id == name), None) if table is not None else None
    return name if row is None else row_title(view, row)


def _lawful(view: View) -> Listed:
    """The levels in which a fine may lie, each with its range."""
    levels = [lv for m in view.outcome.measures if m.kind == "fine" for lv in m.levels]
    return listed(
        dict.fromkeys(
            say("level.short", level=Word("level", lv.level), range=Span(lv.range))
            for lv in levels
            if lv.range is not None
        ),
        "clauses",
    )


def _repairs(alert: AlertSeen) -> Iterator[Line]:
    """What would make a proposed fine lawful."""
    repair = dict(alert.args).get("repair")
    if repair is not None:
        yield Line("statutory", say("repair.within_level"))
        if repair == "ground_for_mitigation":
            yield Line("found", say("repair.ground"))


def _figures(view: View, one: AlertSeen) -> Iterator[Line]:
    """What the monitor saw; a sum of money also against the least fine."""
    rule = view.rule(one.rule or "")
    names = dict.fromkeys(test.fact for test in tests_of(rule.condition)) if rule is not None else {}
    for name in names:
        seen = view.observed.get(name)
        fact = view.fact(name)
        if seen is None or seen.status == "not_raised" or fact.type == "boolean":
            continue
        value = Value(show_value(fact, seen.region), fact, seen.region)
        yield Line("found", say("test", said=say("fact", label=fact_title(fact), value=value), details=""))
        if fact.type == "money" and fact.source is None and isinstance(seen.region, Numbers):
            yield from _proportion(view, name, seen.region)


def _proportion(view: View, name: str, region: Numbers) -> Iterator[Line]:
    base = None if region.empty else region.hull().point
    leasts = [m.statutory.lo for m in view.outcome.measures if m.statutory is not None and m.statutory.lo]
    if not base or base <= 0 or not leasts:
        return
    least = max(leasts)
    if least / base >= _RATIO_FROM:
        times = plain(Fraction(round(least / base * 10), 10))
        yield Line("statutory", say("proportion", least=Money(least), base=fact_title(view.fact(name)), times=times))
