"""A program as a compiled index. The same program gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report
from enforcerules.compile.packed.codec import Codec
from enforcerules.compile.packed.form import FORMAT, HEAD, PARTS, Outline, form
from enforcerules.model.program import Program, Ruleset


def packed(program: Program, report: Report) -> dict[str, bytes]:
    """The members of a bundle that hold a program, and what was found when it was compiled."""
    parts, shape, lookup = _Parts(), form(), program.lookup
    rules = {one.id: parts.put(shape.rule, one) for one in program.rules}
    tables = {one.id: parts.put(shape.table, one) for one in program.benchmarks}
    head = {
        "format": FORMAT,
        "shape": shape.shape,
        "matters": {name: parts.put(shape.matter, one) for name, one in program.matters.items()},
        "rulesets": {name: parts.put(shape.outline, _outline(one, parts)) for name, one in program.rulesets.items()},
        "rules": list(rules.values()),
        "tables": list(tables.values()),
        "calendar": parts.put(shape.calendar, program.calendar),
        "spans": parts.put(shape.spans, program.spans),
        "found": parts.put(shape.found, report.diagnostics),
        "sources": {name: dict(files) for name, files in program.sources.items()},
        "lookup": {
            "rules": {name: [rules[one.id] for one in found] for name, found in lookup.rules.items()},
            "tables": {name: [tables[one.id] for one in found] for name, found in lookup.tables.items()},
            "below": {name: list(found) for name, found in lookup.below.items()},
            "earlier": {name: list(found) for name, found in lookup.earlier.items()},
            "penalised": {name: list(found) for name, found in lookup.penalised.items()},
            "kinds": sorted(lookup.kinds),
            "places": sorted(lookup.sources),
        },
    }
    head["lengths"] = [len(part) for part in parts.bytes]
    return {HEAD: canonical(head), PARTS: b"".join(parts.bytes)}


class _Parts:
    """Parts by number; what was put in before is the same part."""

    def __init__(self) -> None:
        self.bytes: list[bytes] = []
        self._numbers: dict[int, tuple[object, int]] = {}

    def put(self, codec: Codec, value: object) -> int:
        """The number of a value, which is kept, so that no other one can get its identity."""
        found = self._numbers.get(id(value))
        if found is None:
            said = json.dumps(codec.encode(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
            found = self._numbers[id(value)] = (value, len(self.bytes))
            self.bytes.append(said.encode())
        return found[1]


def _outline(ruleset: Ruleset, parts: _Parts) -> Outline:
    shape = form()

    def numbered(codec: Codec, table: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
        return tuple((name, parts.put(codec, one)) for name, one in table.items())

    return Outline(
        ruleset.id,
        ruleset.title,
        ruleset.territories,
        ruleset.extends,
        ruleset.lineage,
        ruleset.status,
        ruleset.about,
        instruments=numbered(shape.instrument, ruleset.instruments),
        facts=numbered(shape.fact, ruleset.facts),
        parameters=numbered(shape.parameter, ruleset.parameters),
        kinds=numbered(shape.kind, ruleset.kinds),
    )
