"""From which field of a case a fact is read, and of which type it must be for that."""

from __future__ import annotations

import re
from typing import Final

from enforcerules.compile.lower import type_word
from enforcerules.compile.scope import Scope
from enforcerules.model.document import FactDoc, FactType
from enforcerules.model.program import Fact

SOURCE: Final = re.compile(
    r"(act\.(start|end|ongoing)|dates\.\w+|party\.(kind|born)|authority\.\w+|proposed\.\w+"
    r"|proposed\.(any|outside)\([\w, ]+\))"
)
_DAYS: Final = re.compile(r"act\.(start|end)|dates\.\w+|party\.born")
_TRUTHS: Final = re.compile(r"act\.ongoing|proposed\.(any|outside)\(.*\)")
_PROPOSED: Final = re.compile(r"proposed\.\w+")
FIGURES: Final = frozenset({"money", "integer", "decimal", "rate", "period"})


def suits(source: str, type_: FactType) -> bool:
    """Whether what stands in the field of a case can be a value of the type; party.kind and authority.… may be any."""
    if _DAYS.fullmatch(source):
        return type_ == "date"
    if _TRUTHS.fullmatch(source):
        return type_ == "boolean"
    return _PROPOSED.fullmatch(source) is None or type_ in FIGURES | {"boolean"}


def check_source(doc: FactDoc, fact: Fact, scope: Scope) -> None:
    """A source that cannot be read (ER514), or whose values are of another type (ER513)."""
    if doc.source is None:
        return
    if not SOURCE.fullmatch(doc.source):
        scope.report("ER514", doc.source.span, source=doc.source)
    elif not suits(doc.source, fact.type):
        expected = "@date" if _DAYS.fullmatch(doc.source) else "@truth" if _TRUTHS.fullmatch(doc.source) else "@number"
        scope.report("ER513", doc.source.span, fact=fact.label, type=type_word(fact.type), expected=expected)
