"""Which facts the records of a law need: those that all statutes share, and those that its own file declares.

A name is known by its uses: alone it is a truth, compared with numbers a figure, compared with words a choice, and the base
of a fine is money or a number of things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, TypeAlias

from enforcerules import api
from enforcerules.base.diagnostics import Diagnostic, diagnose, lowered
from enforcerules.exchange.clauses.expression import Among, Compare, Truth, leaves
from enforcerules.exchange.clauses.record import Fine, Record
from enforcerules.model.program import Arithmetic, Fact, RulesetInfo

Use: TypeAlias = Literal["truth", "figure", "words", "money", "things", "factor"]
SHARED: Final = "cn.statutes"
_TYPES: Final[Mapping[Use, frozenset[str]]] = {
    "truth": frozenset({"boolean"}),
    "figure": frozenset({"money", "integer", "decimal"}),
    "words": frozenset({"choice", "grade"}),
    "money": frozenset({"money"}),
    "things": frozenset({"integer", "decimal"}),
    "factor": frozenset({"money", "integer", "decimal"}),
}
