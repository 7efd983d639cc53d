"""Which version of the rules applies and why: both sides of the comparison, and the parts of an act over a change."""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.explain.opening import short_measure
from enforcerules.explain.view import View, listed, say
from enforcerules.model.citation import Citation
from enforcerules.model.decision import UnderRules
from enforcerules.model.explanation import Arg, Line, Mark, Word

_PERSONS = {"law_ended_unsaid", "law_not_in_force", "versions_split"}
"""Alerts by which nothing in the rulesets can be compared."""


def changes(view: View) -> Iterator[Line]:
    """Whether the rules changed since the act, which were taken, and what each would have led to."""
    yield _taken(view) if view.outcome.version == "decision" else _kept(view)
    if view.outcome.compared is not None:
        yield _side(view, "versions.act", view.outcome.compared.act)
        yield _side(view, "versions.decision", view.outcome.compared.decision)
        yield _verdict(view)
    for part in view.outcome.parts:
        yield _side(view, "versions.part", part)


def _kept(view: View) -> Line:
    """The rules of the act; whether there are newer ones."""
    later: list[Arg] = []
    for name, version in view.outcome.versions:
        instrument = view.instrument(name)
        day = view.decision_day
        now = instrument.version_on(day, view.known_on) if instrument is not None and day is not None else None
        if now is not None and now.id != version:
            later.append(say("version.later", name=name, version=version_title(now.id)))
    kinds = {alert.kind for alert in view.outcome.alerts}
    if _PERSONS & kinds or "end_decides_version" in kinds:
        return Line("open", say("versions.person" if _PERSONS & kinds else "versions.end_open"))
    if view.outcome.compared is not None and view.outcome.compared.verdict not in {"open", "unclear"} and later:
        return Line("statutory", say("versions.older_kept", later=listed(later)), cites=_rule(view))
    if later or view.outcome.compared is not None:
        return Line("statutory", say("versions.newer_exist", later=listed(later)) if later else say("versions.changed"))
    if view.outcome.versions:
        return Line("statutory", say("versions.same"))
    return Line("open", say("versions.unknown"))


def _taken(view: View) -> Line:
    """The rules of the day of the decision were taken because they are lighter; which were in force for the act."""
    earlier: list[Arg] = []
    for name, version in view.outcome.versions:
        instrument = view.instrument(name)
        if instrument is None or view.act_day is None:
            continue
        then = instrument.version_on(view.act_day, view.known_on)
        if then is None:
            earlier.append(say("version.none", name=name))
        elif then.id != version:
            earlier.append(say("version.later", name=name, version=version_title(then.id)))
    if view.outcome.disposition == "not_unlawful":
        return Line("statutory", say("versions.released"), cites=(*_rule(view), *_released(view)), decided=True)
    key = "versions.newer_taken.from" if earlier else "versions.newer_taken"
    return Line("statutory", say(key, earlier=listed(earlier)), cites=_rule(view), decided=True)


def _rule(view: View) -> tuple[Citation, ...]:
    """Where it stands that the older rules apply unless the newer are lighter."""
    compared = view.outcome.compared
    found = (r.basis for r in view.outcome.reasons if compared is not None and r.rule == compared.rule)
    return next(found, ())


def _released(view: View) -> tuple[Citation, ...]:
    """Where it stands that the law no longer forbids the act."""
    return tuple(c for r in view.outcome.reasons if r.effect == "not_unlawful" and r.decided for c in r.basis)


def _side(view: View, key: str, one: UnderRules) -> Line:
    """What the rules of some days lead to: the disposition, and the penalties unless the party is spared."""
    said = listed([Word("conclusion.short", name) for name in one.dispositions], "or")
    penalties = [m for m in one.measures if m.nature == "penalty"]
    firm: Mark = "statutory" if len(one.dispositions) == 1 else "open"
    args: dict[str, Arg] = {"since": one.since or "", "until": one.until or "", "dispositions": said}
    named = [say("version.later", name=name, version=version_title(version)) for name, version in _matter(view, one)]
    children = tuple(short_measure(view, m) for m in penalties) if _measures_matter(one) else ()
    versions: Arg = say("versions.named", versions=listed(named)) if named else ""
    return Line(firm, say(key, versions=versions, **args), children=children)


def _matter(view: View, one: UnderRules) -> Iterator[tuple[str, str]]:
    """The instruments of the matter itself, in the version of the side."""
    matter = view.decision.program.matters.get(one.matter)
    names = {c.instrument for c in matter.penalised_by} if matter is not None else set()
    return ((name, version) for name, version in one.versions if name in names)


def _measures_matter(one: UnderRules) -> bool:
    return bool({"penalise", "no_penalty_may", "order_first"} & set(one.dispositions))


def _verdict(view: View) -> Line:
    compared = view.outcome.compared
    assert compared is not None  # noqa: S101  only called where there is one
    key = f"versions.verdict.{compared.verdict}"
    mark: Mark = "open" if compared.verdict in {"open", "unclear"} else "statutory"
    if compared.by is not None and compared.verdict in {"lighter", "heavier"}:
        return Line(mark, say(f"{key}.by", by=Word("criterion", compared.by)), cites=_rule(view), decided=True)
    return Line(mark, say(key), cites=_rule(view), decided=mark == "statutory")


def version_title(name: str) -> Arg:
    """A version by its year, or by the name it has."""
    year = len(name) == len("2021") and name.isdigit()
    return say("version.year" if year else "version.id", name=name)
