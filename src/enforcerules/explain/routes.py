"""The routes that end a case otherwise than by a penalty: each rule with its elements, and how the routes relate."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.explain import tests
from enforcerules.explain.opening import leads_to, short
from enforcerules.explain.view import View, kind_title, listed, rule_title, say
from enforcerules.model.decision import Reason
from enforcerules.model.explanation import Arg, Line, Mark, Section, Status, Word

_TRUTH: dict[bool | None, Status] = {True: "holds", False: "fails", None: "open"}


def routes_of(view: View) -> tuple[Reason, ...]:
    """The rules that hold, or still may, and lead to a disposition: in the order of the law."""
    return tuple(r for r in view.outcome.reasons if leads_to(r) is not None and r.holds is not False)


def routes(view: View) -> Iterator[Section]:
    """A section for each route: the rule, then its elements one by one."""
    found = routes_of(view)
    for number, reason in enumerate(found, 1):
        key = "heading.route" if len(found) > 1 else "heading.route.only"
        heading = say(key, n=Word("ordinal", str(number)), disposition=short(reason))
        yield Section("route", heading, (_rule(view, reason), *tests.every_test(view, reason)))


def _rule(view: View, reason: Reason) -> Line:
    mark: Mark = "open" if reason.holds is None else reason.says
    key = "route.rule" if reason.remark is None else f"route.rule.{reason.remark}"
    return Line(
        mark,
        say(key, title=rule_title(reason)),
        status=_TRUTH[reason.holds],
        cites=reason.basis,
        decided=reason.decided,
        secondary=view.is_secondary(reason.basis, reason.evidence),
        rule=reason.rule,
    )


def relation(view: View) -> Iterator[Section]:
    """Which route goes before which, and what no route leaves room for."""
    found = routes_of(view)
    ends = [leads_to(r) for r in found]
    lines = []
    if "no_penalty_shall" in ends and "no_penalty_may" in ends:
        shall = [n for n, end in enumerate(ends, 1) if end == "no_penalty_shall"]
        may = [n for n, end in enumerate(ends, 1) if end == "no_penalty_may"]
        lines.append(Line("statutory", say("relation.shall_first", shall=_numbers(shall), may=_numbers(may))))
    elif "no_penalty_shall" in ends:
        lines.append(Line("statutory", say("relation.shall")))
    elif "no_penalty_may" in ends:
        lines.append(Line("statutory", say("relation.may")))
    if "refer" in ends:
        lines.append(Line("statutory", say("relation.refer")))
    if "order_first" in ends:
        lines.append(Line("statutory", say("relation.order_first")))
    if {"no_penalty_shall", "no_penalty_may"} & set(ends):
        lines += _not_imposed(view)
    if lines:
        yield Section("relation", say("heading.relation"), tuple(lines))


def _numbers(found: list[int]) -> Arg:
    return listed([say("route.number", n=Word("ordinal", str(n))) for n in found])


def _not_imposed(view: View) -> Iterator[Line]:
    """The penalties among the measures, none of which is imposed; orders are no penalties and stay possible."""
    penalties = dict.fromkeys(m.kind for m in view.outcome.measures if m.nature == "penalty")
    orders = dict.fromkeys(m.kind for m in view.outcome.measures if m.nature == "order")
    if penalties:
        names = listed([_kind_with_item(view, kind) for kind in penalties])
        yield Line("statutory", say("relation.none_imposed", kinds=names))
    if orders:
        names = listed([kind_title(view.kind(kind)) for kind in orders])
        yield Line("statutory", say("relation.orders_stay", kinds=names))


def _kind_with_item(view: View, name: str) -> Arg:
    kind = view.kind(name)
    if kind.article9 is None:
        return kind_title(kind)
    return say("kind.article9", kind=kind_title(kind), item=Word("ordinal", str(kind.article9)))
