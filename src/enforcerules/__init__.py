"""enforcerules: administrative-penalty discretion (行政处罚裁量) as explained decisions with their legal basis.

The public names are those of `enforcerules.api`; they are imported when first used, so that importing the package is
cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enforcerules.api import (
        Case,
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
    "Case",
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


def __getattr__(name: str) -> Any:  # noqa: ANN401  any public name
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from enforcerules import api  # noqa: PLC0415  lazy on purpose

    return getattr(api, name)
