"""What the statute threatens: every measure that follows if nothing spares the party."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enforcerules.explain import amounts, packages, tests
from enforcerules.explain.view import View, listed, rule_title, say
from enforcerules.model.decision import MeasureSeen, Reason
from enforcerules.model.explanation import Arg, Line, Mark, Section, Title, Word


def consequences(view: View) -> Section:
    """The measures, alternatives together; those whose condition failed stand among what was not adopted."""
    key = "heading.consequences" if view.outcome.disposition == "penalise" else "heading.consequences.if"
    lines = (*grouped(view, lambda one: measure(view, one)), *packages.combinations(view))
    return Section("consequences", say(key), lines or (Line("statutory", say("consequences.none")),))


def grouped(view: View, told: Callable[[MeasureSeen], Line]) -> Iterator[Line]:
    """Ungrouped measures one by one; a group of alternatives under one line, branch by branch."""
    groups: set[str] = set()
    for one in view.outcome.measures:
        if one.group is None:
            yield told(one)
        elif one.group not in groups:
            groups.add(one.group)
            members = [m for m in view.outcome.measures if m.group == one.group]
            key = "alternatives.may" if all(m.modality == "may" for m in members) else "alternatives"
            yield Line("statutory", say(key), children=tuple(_branches(members, told)))


def _branches(members: list[MeasureSeen], told: Callable[[MeasureSeen], Line]) -> Iterator[Line]:
    branches = sorted({m.branch or 0 for m in members})
    for number, branch in enumerate(branches, 1):
        inside = tuple(told(m) for m in members if (m.branch or 0) == branch)
        together = say("branch", n=Word("ordinal", str(number)))
        yield inside[0] if len(inside) == 1 else Line("statutory", together, children=inside)


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
        titles = listed([rule_title(r) for r in view.outcome.reasons if r.rule in one.barred.rules], "clauses")
        said = say("measure.barred" if barred else "measure.barred.open", titles=titles)
        yield Line(
            "statutory" if barred else "open", said, status="fails" if barred else "open", cites=one.barred.basis
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
        said.append(say("measure.duration", duration=amounts.duration(one.duration)))
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
