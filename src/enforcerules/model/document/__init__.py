"""The written form of rulesets: what a YAML file may say, as pydantic models; nothing is resolved or parsed yet.

Written and compiled types have parallel names (`RuleDoc` here, `Rule` in `program`). Texts keep their position
(`Text.span`), tables theirs (`Node.span`), so that every later stage can point at the line.
"""

from __future__ import annotations

from enforcerules.model.document.benchmarks import BenchmarkDoc, FactorDoc, RoundingDoc, RowDoc, WeightDoc, WeightsDoc
from enforcerules.model.document.facts import (
    AgeDoc,
    DateDoc,
    DerivedDoc,
    FactDoc,
    FactType,
    NamedDoc,
    ParameterDoc,
    ParameterValueDoc,
    RunsDoc,
    SeriesDoc,
    SpanOfDaysDoc,
    StepsDoc,
)
from enforcerules.model.document.instruments import InstrumentDoc, KindDoc, Rank, ReadsDoc, SourceDoc, VersionDoc
from enforcerules.model.document.matters import (
    ROLES,
    TARGETS,
    FineDoc,
    Level,
    MatterDoc,
    Modality,
    PenaltyDoc,
    ReleasedDoc,
    Role,
    Target,
)
from enforcerules.model.document.node import Node
from enforcerules.model.document.rules import (
    AlertDoc,
    ConcurDoc,
    DeadlineDoc,
    DutyDoc,
    EffectDoc,
    EscalationDoc,
    RuleDoc,
    SpareDoc,
    StepDoc,
    TotalDoc,
)
from enforcerules.model.document.ruleset import RulesetDoc

__all__ = [
    "ROLES",
    "TARGETS",
    "AgeDoc",
    "AlertDoc",
    "BenchmarkDoc",
    "ConcurDoc",
    "DateDoc",
    "DeadlineDoc",
    "DerivedDoc",
    "DutyDoc",
    "EffectDoc",
    "EscalationDoc",
    "FactDoc",
    "FactType",
    "FactorDoc",
    "FineDoc",
    "InstrumentDoc",
    "KindDoc",
    "Level",
    "MatterDoc",
    "Modality",
    "NamedDoc",
    "Node",
    "ParameterDoc",
    "ParameterValueDoc",
    "PenaltyDoc",
    "Rank",
    "ReadsDoc",
    "ReleasedDoc",
    "Role",
    "RoundingDoc",
    "RowDoc",
    "RuleDoc",
    "RulesetDoc",
    "RunsDoc",
    "SeriesDoc",
    "ShiftDoc",
    "SourceDoc",
    "SpanOfDaysDoc",
    "SpareDoc",
    "StepDoc",
    "StepsDoc",
    "Target",
    "TotalDoc",
    "VersionDoc",
    "WeightDoc",
    "WeightsDoc",
]
