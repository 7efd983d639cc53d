"""What a review finds: a decision that was made against what the rules allow, without words.

Money is in 分, exact. A `Finding` says what was done and what would be lawful; an `Open` says what could not be judged and
which facts are missing for it. Nothing is a finding because something is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from enforcerules.base.diagnostics import Report
from enforcerules.base.source import Span
from enforcerules.model.citation import Citation
from enforcerules.model.decision import Disposition, MoneyRange
from enforcerules.model.duration import Duration
from enforcerules.model.explanation import Title
from enforcerules.model.sampling import Drawn, Scored

Severity = Literal["error", "warning", "alert"]
Said: TypeAlias = Fraction | MoneyRange | Citation | Title | tuple[str, ...] | tuple[Title, ...] | str
"""An argument of a finding: an amount, a range, a place of the law, the name of a measure, names, or a text."""


@dataclass(frozen=True, slots=True)
class Lawful:
    """A measure that is lawful instead: its kind, whether it is ordered, and between what it may be fixed.

    `level`: the level that the range belongs to; None: the statute's own range.
    """

    measure: Title
    kind: str
    modality: str
    target: str
    range: MoneyRange | None = None
    duration: Duration | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the decision that the rules do not allow, or (`alert`) that a person should look at.

    `dispositions`, `lawful`: what the rules allow instead. `secondary`: an instrument it rests on
    was only reported, its text not read.
    """

    kind: str
    severity: Severity
    basis: tuple[Citation, ...]
    args: tuple[tuple[str, Said], ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    lawful: tuple[Lawful, ...] = ()
    secondary: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """Something that cannot be judged: the check, and the facts or entries that are missing for it."""

    check: str
    missing: tuple[str, ...]
    args: tuple[tuple[str, Said], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedOutcome:
    """What was found about one act of one party."""

    act: str
    party: str
    matter: str
    dispositions: tuple[Disposition, ...]
    versions: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    open: tuple[Open, ...]
    deciding: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found about one decision; with errors in `report` it could not be reviewed, and has no outcomes."""

    name: str
    made: str
    outcomes: tuple[ReviewedOutcome, ...]
    report: Report

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all outcomes, alerts included."""
        return tuple(one for outcome in self.outcomes for one in outcome.findings)


@dataclass(frozen=True, slots=True)
class Alike:
    """Decisions whose deciding facts agree but whose results differ: result, and the decisions that have it."""

    matter: str
    basis: tuple[Citation, ...]
    results: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What was found about decisions, in their order; `unlike`: like cases that were decided unlike.

    `drawn`: which files these are, where they were drawn. `scores`: by a scoring sheet, in the order of the decisions.
    """

    decisions: tuple[Reviewed, ...]
    unlike: tuple[Alike, ...] = ()
    drawn: Drawn | None = None
    scores: tuple[Scored, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every decision, alerts included."""
        return tuple(one for decision in self.decisions for one in decision.findings)

    @property
    def unusable(self) -> tuple[Reviewed, ...]:
        """The decisions that could not be reviewed."""
        return tuple(one for one in self.decisions if one.report.errors)
