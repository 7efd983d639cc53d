"""Documents to a Program: names, citations, versions, parsing, types; every problem of all rulesets at once."""

from __future__ import annotations

from enforcerules.compile.program import compile_rulesets

__all__ = ["compile_rulesets"]
