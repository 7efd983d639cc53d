"""A whole ruleset, as written."""

from __future__ import annotations

from typing import Literal

from enforcerules.base.source import Text
from enforcerules.model.document.benchmarks import BenchmarkDoc
from enforcerules.model.document.facts import DerivedDoc, FactDoc, ParameterDoc
from enforcerules.model.document.instruments import InstrumentDoc, KindDoc, SourceDoc
from enforcerules.model.document.matters import MatterDoc
from enforcerules.model.document.node import Node
from enforcerules.model.document.rules import EscalationDoc, RuleDoc
from enforcerules.model.scalars import Id, MatterId, Str, Strs, Title


class RulesetDoc(Node):
    """A ruleset as written."""

    format: Literal["enforcerules/ruleset/1"]
    ruleset: MatterId
    title: Title = {}
    territory: Strs = (Text("000000"),)
    extends: Strs = ()
    status: Literal["full", "partial", "example"] = "partial"
    about: Str | None = None
    sources: tuple[SourceDoc, ...] = ()
    instruments: dict[Str, InstrumentDoc] = {}
    kinds: dict[Id, KindDoc] = {}
    facts: dict[Id, FactDoc] = {}
    derived: dict[Id, DerivedDoc] = {}
    parameters: dict[Id, ParameterDoc] = {}
    matters: tuple[MatterDoc, ...] = ()
    gates: tuple[RuleDoc, ...] = ()
    exemptions: tuple[RuleDoc, ...] = ()
    circumstances: tuple[RuleDoc, ...] = ()
    duties: tuple[RuleDoc, ...] = ()
    monitors: tuple[RuleDoc, ...] = ()
    benchmarks: tuple[BenchmarkDoc, ...] = ()
    escalations: tuple[EscalationDoc, ...] = ()
