"""What follows in a case, in short: the disposition, and the measures with their ranges; all else when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from enforcerules.kernel.tree import Leaf, Money
from enforcerules.model.decision import (
    DISPOSITIONS,
    Decision,
    Disposition,
    LevelRange,
    MeasureSeen,
    MoneyRange,
    Outcome,
)
from enforcerules.model.verdict import MeasureFound, Result

_Whole: TypeAlias = Callable[[Mapping[str, Any]], Decision]


class Verdict:
    """A decision of one act and party in short; `decision` is the whole of it, with reasons, duties, alerts and questions.

    Equal in every field to the outcome that `er.decide` gives: it comes from the same kernel.
    """

    __slots__ = ("_facts", "_leaf", "_measures", "_numbers", "_whole")

    _measures: tuple[MeasureFound, ...]

    def __init__(self, leaf: Leaf, numbers: tuple[Any, ...], whole: _Whole, facts: Mapping[str, Any]) -> None:
        """`numbers`: those of this case for the sums of the result. `whole` decides its facts by the reference kernel."""
        self._leaf = leaf
        self._numbers = numbers
        self._whole = whole
        self._facts = facts

    @property
    def disposition(self) -> Disposition:
        """What follows."""
        return self._leaf.result.disposition

    @property
    def candidates(self) -> tuple[Disposition, ...]:
        """What may follow, where that is open."""
        return self._leaf.result.candidates

    @property
    def because(self) -> tuple[str, ...]:
        """The rules that lead to the disposition, by id; the grounds of a level stand at the level."""
        return self._leaf.result.because

    @property
    def measures(self) -> tuple[MeasureFound, ...]:
        """The measures that follow if nothing spares the party: each with its statutory range and levels."""
        try:
            return self._measures
        except AttributeError:  # not asked for yet
            found = self._measures = measures_of(self._leaf, self._numbers)
        return found

    @property
    def decision(self) -> Decision:
        """The whole decision, worked out anew; raises InvalidInput as `er.decide` does."""
        return self._whole(self._facts)

    def __repr__(self) -> str:
        """The disposition."""
        return f"<Verdict {self.disposition}>"


def measures_of(leaf: Leaf, numbers: tuple[Any, ...]) -> tuple[MeasureFound, ...]:
    """The measures of a result on the facts of one case."""
    measures = leaf.result.measures
    return tuple(_measure(one, numbers) for one in measures) if leaf.sums else measures


def result_of(made: Outcome) -> Result:
    """A whole outcome in short."""
    because = tuple(sorted({one.rule for one in made.reasons if one.decided and _ends(one.effect)}))
    return Result(made.disposition, made.candidates, tuple(_seen(one) for one in made.measures), because)


def _ends(effect: str) -> bool:
    """Whether a rule with this effect leads to a disposition."""
    return effect == "spare" or effect in DISPOSITIONS or effect.startswith(("refer:", "order:"))


def _seen(one: MeasureSeen) -> MeasureFound:
    barred = False if one.barred is None else one.barred.holds
    return MeasureFound(
        one.id, one.kind, one.target, one.modality, one.holds, one.statutory, one.levels, one.open, barred
    )


# Records are made outright: `replace` would look at every field by name, and that is most of what reading costs.


def _measure(one: MeasureFound, numbers: tuple[Any, ...]) -> MeasureFound:
    levels = tuple([_level(level, numbers) for level in one.levels])
    span = _range(one.statutory, numbers)
    return MeasureFound(one.id, one.kind, one.target, one.modality, one.holds, span, levels, one.open, one.barred)


def _level(one: LevelRange, numbers: tuple[Any, ...]) -> LevelRange:
    return LevelRange(one.level, _range(one.range, numbers), _amount(one.point, numbers), one.because, one.basis)


def _range(span: MoneyRange | None, numbers: tuple[Any, ...]) -> MoneyRange | None:
    if span is None:
        return None
    return MoneyRange(_amount(span.lo, numbers), _amount(span.hi, numbers), span.lo_open, span.hi_open)


def _amount(amount: object, numbers: tuple[Any, ...]) -> Fraction | None:
    if type(amount) is Money:
        number = numbers[amount.at]
        return Fraction(number) if amount.parts == 1 else Fraction(number, amount.parts)
    return amount  # type: ignore[return-value]  # an amount that depends on no fact
