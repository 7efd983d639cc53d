"""The public surface: verbs are functions, values stay plain.

rules = load("cn")                       the shipped set; a path is a path
decision = decide(rules, case)           case: a mapping, a Case, or the path of a file
print(explain(decision, "zh"))
to_json(decision)
kept = record(decision)                  canonical bytes; replay(kept, rules) gives the same body or says what differs
"""

from __future__ import annotations

from enforcerules.analysis.difference import Difference
from enforcerules.api.auditing import (
    open_log,
    record,
    replay,
    replay_many,
    review,
    touched,
)
from enforcerules.api.cases import (
    decide,
    decide_many,
    decider,
    explain,
    form,
    leniency,
    packages,
    permits,
    reasoning,
    to_json,
    what_if,
)
from enforcerules.api.rules import Live, Ruleset, check, diff, load
from enforcerules.api.scenes import checklist
from enforcerules.audit.bundles import build, inspect, sign
from enforcerules.audit.log import Log
from enforcerules.audit.masking import Masking
from enforcerules.audit.notices import same_amount, to_publicity_row
from enforcerules.audit.record import Envelope, Opinion
from enforcerules.audit.replay import Replayed
from enforcerules.audit.touched import Touched
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.base.limits import limited
from enforcerules.engines import Disagreement
from enforcerules.kernel.decider import Decider
from enforcerules.kernel.verdict import Verdict
from enforcerules.model.behaviour_code import BehaviourCode, make_code, parse_code
from enforcerules.model.bundle import Bundle
from enforcerules.model.case import Case
from enforcerules.model.check_digits import CheckDigit
from enforcerules.model.checklist import Checklist
from enforcerules.model.decision import Decision
from enforcerules.model.leniency import Leniency
from enforcerules.model.made import Made
from enforcerules.model.review import Review
from enforcerules.model.sampling import Draw
from enforcerules.model.scene import Scene
from enforcerules.model.whatif import WhatIf

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
