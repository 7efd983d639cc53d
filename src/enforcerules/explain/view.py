"""One outcome with what its program and case say about the ids in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from enforcerules.model.case import Act, Party
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Decision, Disposition, LevelRange, Outcome, Reason
from enforcerules.model.explanation import Arg, Depth, Listed, Message, Title
from enforcerules.model.knowledge import Observed
from enforcerules.model.program import Benchmark, Condition, Fact, Instrument, Kind, Matter, Measure, Rule, Ruleset

SETTLED: frozenset[Disposition] = frozenset(
    {"no_penalty_shall", "refer", "time_barred", "not_unlawful", "not_established", "no_jurisdiction", "no_basis"}
)
"""Dispositions after which no measure of the matter follows."""

_LAW_OF_AMOUNTS = frozenset(
    {
        "benchmark_changed",
        "circumstances_conflict",
        "concurrence_unsettled",
        "factor_gap",
        "no_upper_end",
        "rows_conflict",
        "tier_gap",
        "tier_overlap",
    }
)
_LAW_OF_THE_WHOLE = frozenset(
    {
        "act_spans_change",
        "end_decides_version",
        "law_ended_unsaid",
        "law_not_in_force",
        "sole_trader_unsettled",
        "versions_not_comparable",
        "versions_open",
        "versions_split",
    }
)


def say(key: str, **args: Arg) -> Message:
    """A message with its arguments."""
    return Message(key, tuple(args.items()))


def listed(parts: Iterable[Arg], by: str = "words") -> Listed:
    """Several things one after another."""
    assert by in {"words", "either", "or", "clauses", "nothing"}  # noqa: S101  fixed by the callers
    return Listed(tuple(parts), by)  # type: ignore[arg-type]


@dataclass(frozen=True)
class View:
    """One outcome of a decision and the look-ups an explanation needs."""

    decision: Decision
    outcome: Outcome
    depth: Depth

    @cached_property
    def matter(self) -> Matter:
        """The matter of the outcome."""
        return self.decision.program.matters[self.outcome.matter]

    @cached_property
    def home(self) -> Ruleset:
        """The ruleset of the matter."""
        return self.decision.program.rulesets[self.matter.ruleset]

    @cached_property
    def act(self) -> Act:
        """The act, as the case gives it."""
        return next(a for a in self.decision.case.acts if str(a.id) == self.outcome.act)

    @cached_property
    def act_day(self) -> date | None:
        """The last day of the act that is known, else the day it was discovered."""
        days = {str(k): v for k, v in self.decision.case.dates.items()}
        ended = self.act.end if isinstance(self.act.end, date) else None
        return ended or self.act.start or days.get("discovered")

    @cached_property
    def decision_day(self) -> date | None:
        """The day of the decision, or the last day known on the way to it."""
        days = {str(k): v for k, v in self.decision.case.dates.items()}
        return days.get("decided") or days.get("notified") or days.get("filed")

    @cached_property
    def known_on(self) -> date | None:
        """The day as known on which the case was decided; None: everything is known."""
        return next((v for k, v in self.decision.case.dates.items() if k == "known_on"), None)

    @cached_property
    def party(self) -> Party:
        """The party; a case without parties has one that is not known."""
        return next((p for p in self.decision.case.parties if str(p.id) == self.outcome.party), Party())

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules around that may be about the matter, those it came from or goes on as, and those beside it, by id."""
        lookup = self.decision.program.lookup
        beside = (*self.matter.succeeded_by, *lookup.earlier.get(self.matter.id, ()))
        matters = dict.fromkeys((self.matter.id, *beside, *(one.matter for one in self.decision.outcomes)))
        found = ({r.id: r for one in matters for r in lookup.about(one, (name,))} for name in self._around)
        return {name: rules[name] for rules in found for name in sorted(rules)}

    def rule(self, name: str) -> Rule | None:
        """A rule by its id; one of another act of the case may stand in a ruleset beside these."""
        found = self.rules.get(name)
        if found is not None or not name or name in self.decision.program.matters:
            return found  # nothing, or a matter: not worth going through the rules of all matters
        return next((one for one in self.decision.program.rules if one.id == name), None)

    @cached_property
    def tables(self) -> dict[str, Benchmark]:
        """Benchmarks of the matter by id."""
        return {table.id: table for table in self.decision.program.lookup.tables.get(self.matter.id, ())}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The statute's measures by id."""
        return {measure.id: measure for measure in self.matter.measures}

    @cached_property
    def other(self) -> str:
        """The ending of messages where nothing that the matter provides for is a penalty or an order; else none."""
        kinds = {self.kind(one.kind).class_ for one in self.matter.measures}
        return ".other" if kinds == {"other"} else ""

    @cached_property
    def observed(self) -> dict[str, Observed]:
        """What was observed, by fact id."""
        return dict(self.outcome.observed)

    @cached_property
    def may_penalise(self) -> bool:
        """Whether a disposition is possible under which measures follow, or would if the power to spare is not used."""
        return any(one not in SETTLED for one in self.possible)

    @cached_property
    def possible(self) -> tuple[Disposition, ...]:
        """The disposition, or the candidates while it is open."""
        return self.outcome.candidates or (self.outcome.disposition,)

    @cached_property
    def questions_of_law(self) -> tuple[str, ...]:
        """The alerts that leave something to a person which no fact can settle."""
        kinds = (a.kind for a in self.outcome.alerts if a.kind != "act_spans_change" or a.rule is None)
        return tuple(dict.fromkeys(kind for kind in kinds if kind in _LAW_OF_AMOUNTS | _LAW_OF_THE_WHOLE))

    @cached_property
    def only_amounts(self) -> bool:
        """Whether the questions of law leave the disposition alone."""
        return not _LAW_OF_THE_WHOLE.intersection(self.questions_of_law)

    def dated(self, name: str) -> Fact | None:
        """The fact that reads a date of the case, of the matter's ruleset or of one below it."""
        found = (fact for r in self._rulesets for fact in r.facts.values() if fact.source == f"dates.{name}")
        return next(found, None)

    def fact(self, name: str) -> Fact:
        """A fact as the most special ruleset declares it; the truth fact of a set's member is made."""
        whole, _, value = name.partition("∋")
        found = next((r.facts[whole] for r in self._rulesets if whole in r.facts), None)
        if found is None:
            return Fact(name, name, "text", self.home.id)
        term = dict(self.matter.terms).get(whole)
        if term is not None:
            found = replace(found, label=term)
        if not value:
            return found
        label = dict(found.values).get(value, value)
        return Fact(name, f"{found.label}包含{label}", "boolean", found.ruleset, proves=found.proves, ask=found.ask)

    @cached_property
    def _rulesets(self) -> tuple[Ruleset, ...]:
        program = self.decision.program
        below = program.lookup.below.get(self.home.id, ())
        return (self.home, *(program.rulesets[name] for name in below))

    @property
    def _around(self) -> tuple[str, ...]:
        """What the ruleset of the matter extends, itself, and what extends it."""
        return (*self.home.lineage, *self.decision.program.lookup.below.get(self.home.id, ()))

    def kind(self, name: str) -> Kind:
        """A kind of measure."""
        return self.home.kinds[name]

    def instrument(self, name: str) -> Instrument | None:
        """An instrument by the name under which citations know it."""
        return next((r.instruments[name] for r in self._rulesets if name in r.instruments), None)

    def is_secondary(self, cites: Iterable[Citation], evidence: str = "primary") -> bool:
        """Whether the text cited was read in another document only (转引)."""
        found = (self.instrument(c.instrument) for c in cites)
        return evidence == "secondary" or any(i is not None and i.evidence == "secondary" for i in found)

    def from_table(self, level: LevelRange) -> bool:
        """Whether a benchmark had a say in the range of a level, not the statute alone."""
        statutory = {r.rule for r in self.outcome.reasons if r.stage == "circumstance"}
        return any(name not in statutory for name in level.because)

    def condition(self, reason: Reason) -> Condition | None:
        """The condition that a reason was asked with; None for a row that holds when no other does."""
        if reason.stage == "elements":
            return self.matter.elements
        if reason.stage == "limb":
            return self.measures[reason.rule.removeprefix(f"{self.matter.id}/")].condition
        if reason.stage == "benchmark":
            return self._row_condition(reason.rule)
        rule = self.rules.get(reason.rule)
        return None if rule is None else rule.condition

    def _row_condition(self, name: str) -> Condition | None:
        for table in self.tables.values():
            for row in table.rows:
                if name == f"{table.id}/{row.id}":
                    return row.condition
        return None


def fact_title(fact: Fact) -> Title:
    """The label of a fact in its languages."""
    return Title((("zh", fact.label), *((("en", fact.en),) if fact.en else ())), fact.label)


def kind_title(kind: Kind) -> Title:
    """The label of a kind of measure in its languages."""
    return Title((("zh", kind.label), *((("en", kind.en),) if kind.en else ())), kind.label)


def verb_title(kind: Kind) -> Message:
    """A kind of measure as something that is done (给予警告), where a language has a phrase for it; else its label."""
    return say(f"verb.{kind.id}", title=kind_title(kind))


def rule_title(reason: Reason) -> Title:
    """The title of a rule; its id where it has none."""
    return Title(reason.title, reason.rule)
