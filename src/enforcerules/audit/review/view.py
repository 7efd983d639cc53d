"""What a check looks at: one outcome as made, and what the rules say of the same act and party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from enforcerules.audit.review.kinds import ANCHORS, KINDS
from enforcerules.base.source import Span
from enforcerules.decide.duties import duties
from enforcerules.decide.frame import Frame
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Disposition, DutySeen, MeasureSeen, Outcome
from enforcerules.model.explanation import Title
from enforcerules.model.made import Done, Made, MadeMeasure, MadeOutcome
from enforcerules.model.membership import Verdict
from enforcerules.model.program import Condition, Fact, Program
from enforcerules.model.review import Finding, Lawful, Open, Said, Severity
from enforcerules.model.walk import tests_of

Noted: TypeAlias = Finding | Open

DONE: Mapping[Done, tuple[Disposition, ...]] = {
    "penalise": ("penalise", "no_penalty_may"),
    "no_penalty": ("no_penalty_shall", "no_penalty_may"),
    "order_first": ("order_first",),
    "refer": ("refer",),
    "closed": ("not_established", "time_barred", "not_unlawful", "no_jurisdiction", "no_basis"),
}
"""What may be done under which dispositions of the rules; who may spare may also penalise."""


@dataclass(frozen=True)
class View:
    """One outcome as made (`did`), the outcome that the rules give, and the frame in which it was worked out.

    `verdict`: of the package of measures, if the party is penalised at all; None: nothing was imposed.
    """

    program: Program
    made: Made
    did: MadeOutcome
    outcome: Outcome
    frame: Frame
    verdict: Verdict | None

    @property
    def done(self) -> Done:
        """What was done with the party: as said, else by the measures."""
        return done_of(self.did)

    @cached_property
    def measures(self) -> Mapping[str, MeasureSeen]:
        """The measures of the rules by id."""
        return {one.id: one for one in self.outcome.measures}

    @cached_property
    def fine(self) -> MadeMeasure | None:
        """The fine that was imposed, if there is one."""
        return next((one for one in self.did.measures if is_fine(one)), None)

    @cached_property
    def dispositions(self) -> tuple[Disposition, ...]:
        """The dispositions that the facts of the case leave possible."""
        return self.outcome.candidates or (self.outcome.disposition,)

    @cached_property
    def owed(self) -> tuple[DutySeen, ...]:
        """The duties that go with what was done."""
        return tuple(duties(self.frame, DONE[self.done][:1]))

    @cached_property
    def decided(self) -> date | None:
        """The day of the decision."""
        return self.frame.case.dates.get("decided")  # type: ignore[call-overload,no-any-return]

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of the slice that decides."""
        return self.frame.sliced.facts

    def name(self, measure: str) -> Title:
        """What a measure is called: its kind, with the law's own words for what is done where it has some."""
        seen = self.measures.get(measure)
        kind = self.outcome.kinds.get(measure.partition("@")[0] if seen is None else seen.kind)
        zh = measure if kind is None else kind.label
        what = None if seen is None or seen.what == zh else seen.what
        texts = [("zh", f"{zh}（{what}）" if what else zh)]
        if kind is not None and kind.en is not None:
            texts.append(("en", f"{kind.en} ({what})" if what else kind.en))
        return Title(tuple(texts), measure)

    def questions(self) -> tuple[str, ...]:
        """The labels of what is open."""
        return tuple(one.label for one in self.outcome.questions)

    def did_of(self, measure: MeasureSeen) -> MadeMeasure | None:
        """What was imposed of a measure."""
        names = (measure.id, f"{measure.kind}@{measure.target}", measure.kind)
        return next((one for name in names for one in self.did.measures if one.kind == name), None)

    def is_penalty(self, one: MadeMeasure) -> bool:
        """Whether something that was imposed is a penalty, not an order."""
        kind = self.outcome.kinds.get(one.kind.partition("@")[0])
        measure = self.measures.get(one.kind)
        nature = measure.nature if measure is not None else "penalty" if kind is None else kind.class_
        return nature == "penalty"

    def finding(
        self,
        kind: str,
        basis: Iterable[Citation] = (),
        args: Mapping[str, Said] | None = None,
        *,
        lawful: Iterable[Lawful] = (),
        span: Span | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of a kind, with the basis of its anchor where there is none."""
        cited = tuple(dict.fromkeys(basis)) or self.anchored(kind)
        said = tuple(sorted((args or {}).items()))
        at = span or self.did.span or self.made.span
        weight = severity or KINDS[kind]
        return Finding(kind, weight, cited, said, self.dispositions, tuple(lawful), self._secondary(cited), at)

    def _secondary(self, basis: tuple[Citation, ...]) -> bool:
        """Whether an instrument that is cited was only reported, not read."""
        known = self.program.rulesets[self.program.matters[self.outcome.matter].ruleset].instruments
        return any(one.instrument in known and known[one.instrument].evidence == "secondary" for one in basis)

    def anchored(self, kind: str) -> tuple[Citation, ...]:
        """The basis of the fact that names what a finding is about."""
        return anchored(self.program, self.outcome.matter, kind)


def anchored(program: Program, matter: str, kind: str) -> tuple[Citation, ...]:
    """The basis of the fact that names what a finding is about, as the ruleset of a matter sees it."""
    facts = program.rulesets[program.matters[matter].ruleset].facts
    fact = facts.get(ANCHORS.get(kind, ""))
    return () if fact is None else fact.basis


def is_fine(one: MadeMeasure) -> bool:
    """Whether a fine was imposed, however it is named: `fine`, `fine@individual`, `fine.2`."""
    return one.kind.partition("@")[0].partition(".")[0] == "fine"


def done_of(did: MadeOutcome) -> Done:
    """What was done with the party: as said, else penalised if anything but an order was imposed."""
    if did.disposition is not None:
        return did.disposition
    if not did.measures:
        return "no_penalty"
    return "penalise" if any(one.kind.partition("@")[0] != "order" for one in did.measures) else "order_first"


def lawful_of(measure: MeasureSeen, name: Title, *, statute: bool = False) -> Iterator[Lawful]:
    """What is lawful of a measure: each permitted level, else (and with `statute`) the statute's own range."""
    whole = Lawful(name, measure.kind, measure.modality, measure.target, measure.statutory, measure.duration)
    if statute or not measure.levels:
        yield whole
        return
    for level in measure.levels:
        yield replace(whole, range=level.range, level=level.level)


SURE = frozenset({"known", "fixed", "derived", "searched_not_found"})


def not_given(view: View, condition: Condition) -> Iterator[str]:
    """The labels of the facts of a condition that the case does not give."""
    for test in tests_of(condition):
        name = getattr(test, "fact", None)
        if name is not None and view.frame.known.of(name).status not in SURE:
            yield view.frame.fact(name).label
