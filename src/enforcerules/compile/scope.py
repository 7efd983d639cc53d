"""What one ruleset sees while it is compiled: instruments, vocabulary, and the list its findings go to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.compile.lower import lower
from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model import citation as citations
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period, parse_period
from enforcerules.model.document import RulesetDoc
from enforcerules.model.program import (
    ALWAYS,
    And,
    Condition,
    InForce,
    Instrument,
    Kind,
    Neg,
    Or,
    Reads,
    Says,
    TRUE_CONDITION,
)
from enforcerules.model.syntax import AmountText

STATUTORY = {
    "law",
    "administrative_regulation",
    "local_regulation",
    "ministry_rule",
    "local_rule",
    "judicial_interpretation",
}
RULE_MAKING = STATUTORY - {"judicial_interpretation"}


@dataclass(frozen=True)
class Scope:
    """One ruleset's view; `found` collects diagnostics."""

    document: RulesetDoc
    lineage: tuple[str, ...]
    instruments: Mapping[str, Instrument]
    kinds: Mapping[str, Kind]
    vocabulary: Vocabulary
    found: list[Diagnostic]

    def report(self, code: str, span: Span | None, **args: object) -> None:
        """Note a problem."""
        self.found.append(diagnose(code, span, **args))

    # ---- citations -------------------------------------------------------------------------------------------

    def cite(self, texts: tuple[Text, ...]) -> tuple[Citation, ...]:
        """Read citations; each must name an instrument that is visible."""
        read = [(text, citations.parse(text)) for text in texts]
        for text, found in read:
            if found is None:
                self.report("ER305", text.span, text=text)
            elif found.instrument not in self.instruments:
                near = nearest(found.instrument, self.instruments)
                self.report("ER304", text.span, name=found.instrument, near=near)
        return tuple(c for _, c in read if c is not None and c.instrument in self.instruments)

    def in_force(self, basis: tuple[Citation, ...], since: date | None, until: date | None, span: Span | None) -> InForce:
        """The days given, within the days on which the instrument cited first has a version."""
        if since and until and since > until:
            self.report("ER512", span, since=since, until=until)
        stated = InForce(since, until)
        if not basis:
            return stated
        both = stated.meet(self._covered(self.instruments[basis[0].instrument]))
        if both.since and both.until and both.since > both.until:
            self.report("ER306", span, name=basis[0].instrument, since=since or "…", until=until or "…")
        return both

    @staticmethod
    def _covered(instrument: Instrument) -> InForce:
        if not instrument.versions:
            return ALWAYS
        since = min((v.in_force.since for v in instrument.versions if v.in_force.since), default=None)
        ends = [v.in_force.until for v in instrument.versions]
        return InForce(since, None if None in ends else max(e for e in ends if e))

    def says(self, basis: tuple[Citation, ...]) -> Says:
        """Whether what is cited first is law or a benchmark."""
        ranks = {self.instruments[c.instrument].rank for c in basis[:1]}
        return "statutory" if not ranks or ranks <= STATUTORY else "benchmark"

    def opens_below(self, basis: tuple[Citation, ...]) -> bool:
        """Whether a law, regulation or rule is among what is cited (APL 32(5))."""
        return any(self.instruments[c.instrument].rank in RULE_MAKING for c in basis)

    def evidence(self, stated: str | None, basis: tuple[Citation, ...]) -> str:
        """primary, or secondary when the rule or an instrument it cites says so."""
        if stated == "secondary" or any(self.instruments[c.instrument].evidence == "secondary" for c in basis):
            return "secondary"
        return "primary"

    def reads(self, basis: tuple[Citation, ...]) -> Reads:
        """The boundary convention of what is cited first."""
        return self.instruments[basis[0].instrument].reads if basis else Reads()

    # ---- texts -----------------------------------------------------------------------------------------------

    def condition(self, written: Any, basis: tuple[Citation, ...]) -> Condition:  # noqa: ANN401  text or tree
        """Parse and lower a condition; nothing written holds always, a wrong one is reported and holds always."""
        if written is None:
            return TRUE_CONDITION
        if isinstance(written, dict):
            ((key, parts),) = written.items()
            made = tuple(self.condition(part, basis) for part in parts)
            return {"all": And, "any": Or}[key](made) if key != "not" else Neg(made[0])
        if written in {"true", "是"}:
            return TRUE_CONDITION
        try:
            tree = parse_condition(written, self.vocabulary)
            return lower(tree, self.vocabulary, self.reads(basis), written)
        except NotReadable as problem:
            self.found.append(problem.diagnostic)
            return TRUE_CONDITION

    def amount(self, text: Text) -> AmountText | None:
        """Parse an amount; reported when it cannot be read."""
        try:
            return parse_amount(text, self.vocabulary)
        except NotReadable as problem:
            self.found.append(problem.diagnostic)
            return None

    def period(self, text: Text) -> Period | None:
        """Parse a period such as 2年 or 5工作日; reported when it cannot be read."""
        made = parse_period(text)
        if made is None:
            self.report("ER414", text.span, text=text)
        return made

    def fact_id(self, text: Text) -> str | None:
        """The id of a fact given by id or label; reported when unknown."""
        fact = self.vocabulary.fact_named(text)
        if fact is None:
            self.report("ER302", text.span, name=text, near=nearest(text, self.vocabulary.names))
            return None
        return fact.id


def titles(title: Mapping[str, Text]) -> tuple[tuple[str, str], ...]:
    """A title by language, in a fixed order."""
    return tuple(sorted((str(lang), str(text)) for lang, text in title.items()))
