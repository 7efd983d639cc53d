"""Mutants as canonical JSON (`enforcerules/mutations/1`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from enforcerules.base.canonical import canonical
from enforcerules.cli.report_json import encodable
from enforcerules.cli.testing_shape import MutantJson, MutationsJson
from enforcerules.testing.mutation.running import Trial


def to_json(trials: Sequence[Trial], total: int) -> str:
    """The figures, and every mutant that was tried."""
    count = Counter(one.fate for one in trials)
    made: MutationsJson = {
        "format": "enforcerules/mutations/1",
        "total": total,
        "tried": len(trials),
        "killed": count["killed"],
        "unnoticed": count["unnoticed"],
        "same": count["same"],
        "unreached": count["unreached"],
        "mutants": [_mutant(one) for one in trials],
    }
    return canonical(made).decode()


def _mutant(one: Trial) -> MutantJson:
    part = one.mutant.part
    return {
        "part": part.id,
        "kind": part.kind,
        "file": None if part.span is None else encodable(part.span.file),
        "line": None if part.span is None else part.span.line,
        "operator": one.mutant.operator,
        "before": one.mutant.before,
        "after": one.mutant.after,
        "fate": one.fate,
        "by": one.by,
        "asked": one.asked,
    }
