"""What one ruleset sees while it is compiled: instruments, vocabulary, and the list its findings go to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text
from enforcerules.compile.lower import lower, type_word
from enforcerules.language.parsing import NotReadable, parse_amount, parse_condition
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model import citation as citations
from enforcerules.model.articles import law_key
from enforcerules.model.citation import Citation
from enforcerules.model.dates import Period, parse_period
from enforcerules.model.document import RulesetDoc
from enforcerules.model.program import (
    ALWAYS,
    TRUE_CONDITION,
    And,
    Cited,
    Condition,
    InForce,
    Instrument,
    Kind,
    Neg,
    Or,
    Reads,
    Says,
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


_OF_NAMES = frozenset({"ER302", "ER304", "ER307", "ER308", "ER310", "ER312", "ER406", "ER409", "ER410", "ER502"})
_TERRITORY = re.compile(r"[0-9]{6}")


class Dated(Protocol):
    """A piece of a ruleset that may say from which to which day it holds."""

    @property
    def from_(self) -> date | None:
        """Its first day."""

    @property
    def until(self) -> date | None:
        """Its last day, inclusive."""

    @property
    def known(self) -> date | None:
        """The day since when it is known."""

    def place_of(self, key: str) -> Span | None:
        """Where the value of a key stands."""


@dataclass(frozen=True)
class Scope:
    """One ruleset's view; `found` collects diagnostics."""

    document: RulesetDoc
    lineage: tuple[str, ...]
    instruments: Mapping[str, Instrument]
    kinds: Mapping[str, Kind]
    vocabulary: Vocabulary
    found: list[Diagnostic]
    cut: bool = False
    """A ruleset that it extends is not there: that its names are unknown then goes without saying."""
    within: InForce | None = None
    """The days of what is being compiled; None outside of what has days."""
    cited: list[Cited] = field(default_factory=list)
    """Everything cited so far, with its days."""

    def report(self, code: str, span: Span | None, **args: Any) -> None:
        """Note a problem."""
        self._add(diagnose(code, span, **args))

    def _add(self, problem: Diagnostic) -> None:
        if not (self.cut and problem.code in _OF_NAMES):
            self.found.append(problem)

    def refuse(self, problem: NotReadable, span: Span | None = None) -> None:
        """Note a text that cannot be read; `span` is where it was written, if the text does not know."""
        found = problem.diagnostic
        self._add(found if found.span or span is None else replace(found, span=span))

    def twice(self, name: Text, first: Text) -> None:
        """Note an id that is used a second time."""
        labels = [Label(first.span, "first")] if first.span else []
        self.found.append(diagnose("ER309", name.span, labels=labels, id=name))

    # ---- citations -------------------------------------------------------------------------------------------

    def ground(self, texts: tuple[Text, ...], doc: Dated) -> tuple[tuple[Citation, ...], InForce]:
        """Read the citations of a piece that has days of its own, and its days: see `in_force`."""
        read = self._read(texts)
        basis = tuple(found for found, _ in read)
        in_force = self.in_force(basis, doc)
        for found, span in read:
            self.note(found, span, in_force)
        return basis, in_force

    def cite(self, texts: tuple[Text, ...], doc: Dated | None = None) -> tuple[Citation, ...]:
        """Read citations; each must name an instrument that is visible. `doc` may narrow the days in which they stand."""
        days = InForce(doc.from_, doc.until) if doc is not None else ALWAYS
        held = days.meet(self.within) if self.within is not None else None if days == ALWAYS else days
        read = self._read(texts)
        for found, span in read:
            self.note(found, span, held)
        return tuple(found for found, _ in read)

    def named(self, citation: Citation) -> Citation:
        """A place of a law that may be named otherwise than it is declared: 安全生产法, 中华人民共和国安全生产法."""
        if citation.instrument in self.instruments:
            return citation
        key = law_key(citation.instrument)
        name = next((name for name, one in self.instruments.items() if law_key(one.title) == key), citation.instrument)
        return replace(citation, instrument=name)

    def note(self, citation: Citation, span: Span | None, in_force: InForce | None) -> None:
        """Remember a citation, for the checks that need all of the rules."""
        self.cited.append(Cited(str(self.document.ruleset), citation, span, in_force))

    def _read(self, texts: tuple[Text, ...]) -> list[tuple[Citation, Span | None]]:
        read = [(text, citations.parse(text)) for text in texts]
        for text, found in read:
            if found is None:
                self.report("ER305", text.span, text=text)
            elif found.instrument not in self.instruments:
                near = nearest(found.instrument, self.instruments)
                self.report("ER304", text.span, name=found.instrument, near=near)
        return [(c, text.span) for text, c in read if c is not None and c.instrument in self.instruments]

    def in_force(self, basis: tuple[Citation, ...], doc: Dated) -> InForce:
        """The days given, within the days on which the instrument cited first has a version."""
        stated = self.check_days(doc)
        if not basis or (stated.since and stated.until and stated.since > stated.until):
            return stated
        covered = self._covered(self.instruments[basis[0].instrument])
        both = stated.meet(covered)
        if both.since and both.until and both.since > both.until:
            key = "until" if stated.until == both.until else "from"
            name = basis[0].instrument
            self.report("ER306", doc.place_of(key), name=name, stated=_days(stated), covered=_days(covered))
        return both

    def check_days(self, doc: Dated) -> InForce:
        """The days given; a last day before the first is reported."""
        stated = InForce(doc.from_, doc.until, doc.known)
        if stated.since and stated.until and stated.since > stated.until:
            self.report("ER512", doc.place_of("until"), since=stated.since, until=stated.until)
        return stated

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

    def condition(self, written: Any, basis: tuple[Citation, ...], span: Span | None = None) -> Condition:  # noqa: ANN401  text or tree
        """Parse and lower a condition; nothing written holds always, a wrong one is reported and holds always.

        A text that was not written as it is has no place of its own: `span` is that of what it was made from.
        """
        if written is None:
            return TRUE_CONDITION
        if isinstance(written, dict):
            ((key, parts),) = written.items()
            made = tuple(self.condition(part, basis) for part in parts)
            return Neg(made[0]) if key == "not" else And(made) if key == "all" else Or(made)
        if written in {"true", "是"}:
            return TRUE_CONDITION
        try:
            tree = parse_condition(written, self.vocabulary)
            return lower(tree, self.vocabulary, self.reads(basis), written)
        except NotReadable as problem:
            self.refuse(problem, span)
            return TRUE_CONDITION

    def amount(self, text: Text) -> AmountText | None:
        """Parse an amount; reported when it cannot be read."""
        try:
            return parse_amount(text, self.vocabulary)
        except NotReadable as problem:
            self.refuse(problem)
            return None

    def period(self, text: Text) -> Period | None:
        """Parse a period such as 2年 or 5工作日; reported when it cannot be read."""
        made = parse_period(text)
        if made is None:
            self.report("ER414", text.span, text=text)
        return made

    def fact_id(self, text: Text, wanted: str | None = None) -> str | None:
        """The id of a fact given by id or label; reported when unknown or not of the type wanted."""
        fact = self.vocabulary.fact_named(text)
        if fact is None:
            self.report("ER302", text.span, name=text, near=nearest(text, self.vocabulary.names))
            return None
        if wanted is not None and fact.type != wanted:
            self.report("ER513", text.span, fact=fact.label, type=type_word(fact.type), expected=type_word(wanted))
        return fact.id

    def check_territory(self, codes: tuple[Text, ...]) -> None:
        """Codes of GB/T 2260: six digits."""
        for code in codes:
            if not _TERRITORY.fullmatch(code):
                self.report("ER253", code.span, found=code)


def _days(period: InForce) -> str:
    return f"{period.since or ''}…{period.until or ''}"


def titles(title: Mapping[str, Text]) -> tuple[tuple[str, str], ...]:
    """A title by language, in a fixed order."""
    return tuple(sorted((str(lang), str(text)) for lang, text in title.items()))
