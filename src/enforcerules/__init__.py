"""enforcerules: administrative-penalty discretion (行政处罚裁量) as explained decisions with their legal basis.

The public names are those of `enforcerules.api`; they are imported when first used, so that importing the package is
cheap.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from enforcerules.base.version import VERSION

if TYPE_CHECKING:
    from enforcerules.api import (
        BehaviourCode,
        Bundle,
        Case,
        CheckDigit,
        Checklist,
        Decider,
        Decision,
        Difference,
        Disagreement,
        Draw,
        Envelope,
        InvalidInput,
        Leniency,
        Live,
        Log,
        Made,
        Masking,
        Opinion,
        Replayed,
        Report,
        Review,
        Ruleset,
        Scene,
        Touched,
        Verdict,
        WhatIf,
        build,
        check,
        checklist,
        decide,
        decide_many,
        decider,
        diff,
        explain,
        form,
        inspect,
        leniency,
        limited,
        load,
        make_code,
        open_log,
        packages,
        parse_code,
        permits,
        reasoning,
        record,
        replay,
        replay_many,
        review,
        same_amount,
        sign,
        to_json,
        to_publicity_row,
        touched,
        what_if,
    )

__version__ = VERSION
__all__ = [
    "BehaviourCode",
    "Bundle",
    "Case",
    "CheckDigit",
    "Checklist",
    "Decider",
    "Decision",
    "Difference",
    "Disagreement",
    "Draw",
    "Envelope",
    "InvalidInput",
    "Leniency",
    "Live",
    "Log",
    "Made",
    "Masking",
    "Opinion",
    "Replayed",
    "Report",
    "Review",
    "Ruleset",
    "Scene",
    "Touched",
    "Verdict",
    "WhatIf",
    "__version__",
    "build",
    "check",
    "checklist",
    "decide",
    "decide_many",
    "decider",
    "diff",
    "explain",
    "form",
    "inspect",
    "leniency",
    "limited",
    "load",
    "make_code",
    "open_log",
    "packages",
    "parse_code",
    "permits",
    "reasoning",
    "record",
    "replay",
    "replay_many",
    "review",
    "same_amount",
    "sign",
    "to_json",
    "to_publicity_row",
    "touched",
    "what_if",
]


_VERBS = frozenset({"check", "decide", "explain", "load"})


class _Package(ModuleType):
    """The package as a module whose verbs stay functions.

    Four verbs of the public surface are also the names of stages (`enforcerules.load` is a package and `er.load` a
    function). Importing a stage would bind its module over the verb; here it does not. Stages are imported by their
    full names, which does not need the attribute.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _VERBS and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  any public name
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from enforcerules import api

        return getattr(api, name)


sys.modules[__name__].__class__ = _Package
