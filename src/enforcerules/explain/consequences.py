"""What the statute threatens: every measure that follows if nothing spares the party."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from enforcerules.explain import amounts, packages, tests
from enforcerules.explain.view import View, listed, rule_title, say
from enforcerules.model.decision import MeasureSeen, Reason
from enforcerules.model.explanation import Arg, Line, Mark, Section, Title, Word
from enforcerules.model.told import duration


def consequences(view: View) -> Section:
    """The measures, alternatives together; those whose condition failed stand among what was not adopted."""
    settled = view.outcome.disposition == "penalise" or bool(view.other)
    key = "heading.consequences" if settled else "heading.consequences.if"
    lines = (*grouped(view, lambda one: measure(view, one)), *packages.combinations(view))
    return Section("consequences", say(key), lines or (Line("statutory", say("consequences.none")),))


def grouped(view: View, told: Callable[[MeasureSeen], Line]) -> Iterator[Line]:
    """Measures one by one; alternatives, and what may be imposed singly or together, under one line."""
    groups: set[str] = set()
    for one in view.outcome.measures:
        name, members = _together(view, one)
        if len(members) == 1 or name not in groups:
            yield told(one) if len(members) == 1 else _group(one, members, told)
        groups.add(name)


def _together(view: View, one: MeasureSeen) -> tuple[str, list[MeasureSeen]]:
    """The measures that are told with one, itself among them: its group, or those to be imposed singly or together."""
    every = view.outcome.measures
    if one.group is not None and not _left_alone(view, one.group):
        return one.group, [m for m in every if m.group == one.group]
    if one.modality == "single_or_joint" and one.group is None:
        alike = [m for m in every if m.modality == one.modality and m.group is None and m.target == one.target]
        return f"joint@{one.target}", alike
    return one.id, [one]


def _left_alone(view: View, group: str) -> bool:
    """Whether of alternatives only one branch is left, because the conditions of the others failed: it is simply ordered."""
    members = [m for m in view.outcome.measures if m.group == group]
    return len({m.branch for m in members}) == 1 and any(m.modality != "may" for m in members)


def _group(one: MeasureSeen, members: list[MeasureSeen], told: Callable[[MeasureSeen], Line]) -> Line:
    if one.group is None:
        return Line("statutory", say("alternatives.joint"), children=tuple(told(_listed(m)) for m in members))
    key = "alternatives.may" if all(m.modality == "may" for m in members) else "alternatives"
    return Line("statutory", say(key), children=tuple(_branches(members, told)))


def _branches(members: list[MeasureSeen], told: Callable[[MeasureSeen], Line]) -> Iterator[Line]:
    branches = sorted({m.branch or 0 for m in members})
    for number, branch in enumerate(branches, 1):
        inside = [m for m in members if (m.branch or 0) == branch]
        if len(inside) == 1:
            yield told(_listed(inside[0]))
        else:
            together = say("branch", n=Word("ordinal", str(number)))
            yield Line("statutory", together, children=tuple(told(m) for m in inside))


def _listed(one: MeasureSeen) -> MeasureSeen:
    """A measure below a line that says whether it is ordered."""
    return replace(one, modality="listed")


def measure(view: View, one: MeasureSeen) -> Line:
    """One measure: kind, modality, amount, target; below it the limb that applies and the base of the amount."""
    mark: Mark = "open" if one.holds is None or "statutory" in one.open else "statutory"
    return Line(
        mark,
        say(
            "measure",
            what=amounts.what(view, one),
            modality=Word("modality", one.modality),
            extras=listed(_extras(one), "nothing"),
        ),
        status="open" if one.holds is None else "none",
        cites=one.basis,
        children=(*not_imposed(view, one), *_limb(view, one), *amounts.told(view, one)),
        secondary=view.is_secondary(one.basis),
    )


def not_imposed(view: View, one: MeasureSeen) -> Iterator[Line]:
    """Why a measure that the statute threatens is not imposed: a rule bars it, or the act is fined under another provision."""
    if one.barred is not None:
        barred = one.barred.holds
        reasons = [r for r in view.outcome.reasons if r.rule in one.barred.rules]
        titles = listed([rule_title(r) for r in reasons], "clauses")
        # What bars a penalty is told where the law's order is; of other measures it is the whole point.
        why = tuple(line for reason in reasons for line in tests.told(view, reason)) if view.other else ()
        yield Line(
            "statutory" if barred else "open",
            say(("measure.barred" if barred else "measure.barred.open") + view.other, titles=titles),
            status="fails" if barred else "open",
            cites=one.barred.basis,
            children=why,
        )
    if one.gave_way is not None:
        matter = view.decision.program.matters[one.gave_way]
        yield Line(
            "statutory", say("measure.gave_way", matter=Title(matter.title, matter.id)), cites=matter.penalised_by
        )


def _extras(one: MeasureSeen) -> list[Arg]:
    said: list[Arg] = []
    if one.what:
        said.append(say("measure.what", what=one.what))
    if one.duration:
        said.append(say("measure.duration", duration=duration(one.duration)))
    if one.by:
        said.append(say("measure.by", by=one.by))
    if one.target not in {"violator", "unit"}:
        said.append(say("measure.target", target=Word("target", one.target)))
    if one.nature != "penalty":
        said.append(say("measure.nature", nature=Word("nature", one.nature)))
    return said


def limb_of(view: View, one: MeasureSeen) -> Reason | None:
    """The reason that asked the condition of a measure."""
    name = f"{view.matter.id}/{one.id}"
    return next((r for r in view.outcome.reasons if r.stage == "limb" and r.rule == name), None)


def _limb(view: View, one: MeasureSeen) -> tuple[Line, ...]:
    reason = limb_of(view, one)
    return () if reason is None else tests.told(view, reason)
