"""What was not adopted and why: rules, circumstances and limbs that failed, with the test that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcerules.explain import tests
from enforcerules.explain.opening import leads_to, short
from enforcerules.explain.view import View, kind_title, listed, rule_title, say
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Reason
from enforcerules.model.explanation import Arg, Line, Message, Section, Title, Word
from enforcerules.model.program import Benchmark, InForce, Rule

_GATES = frozenset({"jurisdiction", "proof"})
_SHOWN_ELSEWHERE = frozenset({"elements", "benchmark", "time_bar", "duty", "monitor", "version"})


def not_adopted(view: View) -> Section:
    """Alternatives that failed on something observed, one by one; those nobody raised and plain gates in one line each."""
    failed = [r for r in view.outcome.reasons if _failed(r)]
    limbs = [r for r in failed if r.stage == "limb"]
    gates = [r for r in failed if r.stage in _GATES]
    silent = [r for r in failed if r not in limbs and r not in gates and _unraised(view, r)]
    rest = [r for r in failed if r not in silent and r not in gates and r not in limbs]
    lines = [*(_rejected(view, r) for r in rest), *_limbs(view, limbs), *_levels(view), *_dormant(view)]
    lines += [*_together("not_adopted.gates", gates), *_together("not_adopted.not_raised", silent)]
    return Section("not_adopted", say("heading.not_adopted"), tuple(lines) or (Line("found", say("not_adopted.none")),))


def _failed(reason: Reason) -> bool:
    return reason.holds is False and reason.stage not in _SHOWN_ELSEWHERE and reason.remark != "replaced"


def _unraised(view: View, reason: Reason) -> bool:
    """Whether a rule failed only on facts that nobody raised."""
    found = tests.deciding(view, reason)
    return bool(found) and reason.remark is None and all(tests.status(leaf) == "not_raised" for leaf in found)


def _rejected(view: View, reason: Reason) -> Line:
    return Line(
        reason.says,
        say(f"rejected{_remark(reason)}", title=rule_title(reason), effect=effect(view, reason)),
        status="fails",
        cites=reason.basis,
        children=tests.lines(view, tests.deciding(view, reason)),
        near=reason.near_miss and len(reason.tests) > 1,
        secondary=view.is_secondary(reason.basis, reason.evidence),
        rule=reason.rule,
    )


def _limbs(view: View, found: list[Reason]) -> Iterator[Line]:
    """Measures whose condition failed; those that failed on the same tests stand together."""
    alike: dict[tuple[object, ...], list[Reason]] = {}
    for reason in found:
        alike.setdefault((reason.remark, *tests.deciding(view, reason)), []).append(reason)
    for members in alike.values():
        first = members[0]
        kinds = dict.fromkeys(m.effect.removeprefix("measure:") for m in members)
        cites = tuple(dict.fromkeys(c for m in members for c in m.basis))
        yield Line(
            "statutory",
            say(f"rejected.limb{_remark(first)}", kind=listed(kind_title(view.kind(kind)) for kind in kinds)),
            status="fails",
            cites=cites,
            children=tests.lines(view, tests.deciding(view, first)),
            secondary=view.is_secondary(cites),
            rule=first.rule,
        )


def _remark(reason: Reason) -> str:
    return f".{reason.remark}" if reason.remark else ""


def effect(view: View, reason: Reason) -> Arg:
    """What a rule would do if it held."""
    name, _, rest = reason.effect.partition(":")
    if name in {"open", "bar"}:
        words = listed([Word("level", one) for one in rest.split(",")], "either")
        return say(f"effect.{name}.{reason.strength}", levels=words)
    if name == "bar_kinds":
        return say(
            "effect.bar_kinds" + view.other, kinds=listed(kind_title(view.kind(kind)) for kind in rest.split(","))
        )
    if name == "reduce":
        least, _, most = rest.partition(",")
        return say(f"effect.reduce.{reason.strength}", least=least, most=most)
    if name == "refer":
        return say("effect.refer", organ=Word("organ", rest))
    if name == "measure":
        return say("effect.measure", kind=kind_title(view.kind(rest)))
    if name == "level":
        return say("effect.level", level=Word("level", rest))
    return short(reason) if leads_to(reason) is not None else Word("effect", name)


def _levels(view: View) -> Iterator[Line]:
    """Levels of discretion are not entered where no penalty can follow."""
    if not view.may_penalise and any(m.levels for m in view.outcome.measures):
        yield Line("statutory", say("not_adopted.levels"), status="fails")


def _dormant(view: View) -> Iterator[Line]:
    """Lists and tables about this matter that were not in force; a list takes nothing from what the law itself spares."""
    tables = [t for t in view.tables.values() if t.id in view.outcome.dormant]
    rules = [r for r in view.rules.values() if r.id in view.outcome.dormant]
    if not tables and not rules:
        return
    titles = [*(_not_in_force(rule) for rule in rules), *(_not_in_force(table) for table in tables)]
    below = _by_law(view) if rules else ()
    said = say(f"not_adopted.dormant.{view.outcome.version}", titles=listed(titles, "clauses"))
    yield Line("benchmark", said, status="fails", children=tuple(below))


def _not_in_force(one: Rule | Benchmark) -> Message:
    return say("dormant.one", title=Title(one.title, one.id), cite=_first(one), days=_days(one.in_force))


def _days(period: InForce) -> Arg:
    """The days on which something is in force."""
    if period.since is not None and period.until is not None:
        return say("dormant.between", since=period.since, until=period.until)
    if period.since is not None:
        return say("dormant.since", since=period.since)
    return say("dormant.until", until=period.until) if period.until is not None else ""


def _by_law(view: View) -> Iterator[Line]:
    """The exemptions that the law itself knows."""
    found = [r for r in view.outcome.reasons if r.stage == "exemption" and r.says == "statutory"]
    kept = [r for r in found if r.remark != "replaced" and r.effect == "spare"]
    if kept:
        yield Line("statutory", say("dormant.law"), cites=tuple(dict.fromkeys(r.basis[0] for r in kept if r.basis)))


def _together(key: str, found: Iterable[Reason]) -> Iterator[Line]:
    titles = [say("titled", title=rule_title(r), cite=_first(r)) for r in found]
    if titles:
        yield Line("found", say(key, titles=listed(titles, "clauses")), status="not_raised")


def _first(reason: Reason | Rule | Benchmark) -> Citation | str:
    return reason.basis[0] if reason.basis else ""
