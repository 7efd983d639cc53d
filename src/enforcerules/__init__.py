"""enforcerules: administrative-penalty discretion (行政处罚裁量) as explained decisions with their legal basis."""

from __future__ import annotations

from enforcerules.api import (
    Decision,
    InvalidInput,
    Report,
    Ruleset,
    check,
    decide,
    decide_many,
    explain,
    form,
    load,
    to_json,
)

__version__ = "0.1.0"
__all__ = [
    "Decision",
    "InvalidInput",
    "Report",
    "Ruleset",
    "__version__",
    "check",
    "decide",
    "decide_many",
    "explain",
    "form",
    "load",
    "to_json",
]
