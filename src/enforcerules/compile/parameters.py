"""Parameters and their values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from enforcerules.compile.literals import literal
from enforcerules.compile.scope import Scope
from enforcerules.language.parsing import NotReadable
from enforcerules.model.document import ParameterDoc, ParameterValueDoc
from enforcerules.model.program import Fact, Parameter, ParameterValue


def parameter_shell(name: str, doc: ParameterDoc, ruleset: str) -> Parameter:
    """A parameter without its values, so that conditions may name it."""
    return Parameter(
        name,
        str(doc.label),
        doc.type,
        None if doc.unit is None else str(doc.unit),
        None if doc.missing is None else str(doc.missing),
        (),
        ruleset,
    )


def parameter(shell: Parameter, doc: ParameterDoc, scope: Scope) -> Parameter:
    """The parameter with its values."""
    return replace(shell, values=tuple(v for v in (_value(shell, one, scope) for one in doc.values) if v))


def _value(shell: Parameter, doc: ParameterValueDoc, scope: Scope) -> ParameterValue | None:
    basis = scope.cite(doc.basis, doc)
    fact = Fact(shell.id, shell.label, shell.type, shell.ruleset, unit=shell.unit)
    try:
        region = literal(fact, doc.value, scope)
    except NotReadable as problem:
        scope.refuse(problem)
        return None
    scope.check_territory(doc.territory)
    point = getattr(region, "intervals")[0].lo  # noqa: B009  numbers only here
    return ParameterValue(
        value=Fraction(point),
        parties=tuple(map(str, doc.party)),
        territories=tuple(map(str, doc.territory)),
        matters=tuple(map(str, doc.matter)),
        in_force=scope.check_days(doc, basis),
        basis=basis,
        evidence=scope.evidence(doc.evidence, basis),
    )
