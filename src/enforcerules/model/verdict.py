"""What follows in a case, in short: what the generated kernel and the columns give, without reasons."""

from __future__ import annotations

from dataclasses import dataclass

from enforcerules.model.decision import Disposition, LevelRange, MoneyRange


@dataclass(frozen=True, slots=True)
class MeasureFound:
    """A measure that follows if nothing spares the party; fields as those of `MeasureSeen`, `barred` without its grounds."""

    id: str
    kind: str
    target: str
    modality: str
    holds: bool | None
    statutory: MoneyRange | None
    levels: tuple[LevelRange, ...]
    open: tuple[str, ...]
    barred: bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """The disposition, what else may follow where that is open, the measures, and the rules that lead to the disposition."""

    disposition: Disposition
    candidates: tuple[Disposition, ...]
    measures: tuple[MeasureFound, ...]
    because: tuple[str, ...] = ()
