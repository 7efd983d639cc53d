"""ER585: a benchmark on the strength of a normative document without a number, of which it cannot be seen that it was published.

One that was only reported (`evidence: secondary`) is marked as such wherever it is used, and need not be told again.
"""

from __future__ import annotations

from collections.abc import Iterator

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.concerning import instruments, printed
from enforcerules.model.citation import Citation
from enforcerules.model.program import Program


def check(program: Program) -> Iterator[Diagnostic]:
    """Each such document once a ruleset, at what first rests on it."""
    used: dict[tuple[str, str], list[str]] = {}
    for name, ruleset, basis in _grounds(program):
        for one in instruments(basis[:1], ruleset, program):
            if one.rank == "normative_document" and one.number is None and one.evidence == "primary":
                used.setdefault((ruleset, one.title), []).append(name)
    for (_, title), names in used.items():
        shown = "、".join(f"`{name}`" for name in dict.fromkeys(names))
        yield diagnose("ER585", program.spans.get(names[0]), name=title, used=shown)


def _grounds(program: Program) -> Iterator[tuple[str, str, tuple[Citation, ...]]]:
    """Tables and lists of benchmarks, with what they rest on."""
    for table in program.benchmarks:
        yield printed(table), table.ruleset, table.basis
    for rule in program.rules:
        if rule.says == "benchmark":
            yield rule.id, rule.ruleset, rule.basis
