"""What a rule does, in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EFFECTS: Final[Mapping[str, str]] = {
    "effect.open.shall": "shall be {levels}",
    "effect.open.may": "may be {levels}",
    "effect.reduce.shall": "the fine shall be {least} to {most} less, not below the statutory minimum",
    "effect.reduce.may": "the fine may be {least} to {most} less, not below the statutory minimum",
    "effect.bar.shall": "bars {levels}",
    "effect.bar.may": "may leave out {levels}",
    "effect.bar_kinds": "no {kinds}",
    "effect.bar_kinds.other": "does not allow {kinds}",
    "measure.barred.other": "Not allowed: {titles}.",
    "measure.barred.open.other": "Whether it is allowed is still to be found: {titles}.",
    "proposal.measure.barred.other": "Not allowed: {kind}.",
    "summary.barred.other": "Not allowed: {kind}.",
    "penalised_by.other": "Basis: {cites}.",
    "elements.hold.other": "What is needed is established:",
    "elements.fail.other": "What is needed is not established:",
    "elements.open.other": "Whether what is needed is established is open:",
    "effect.refer": "refer to {organ}",
    "effect.measure": "{kind}",
    "effect.level": "{level}",
}
