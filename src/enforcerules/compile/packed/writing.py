"""A program as a compiled index. The same program gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping

from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report
from enforcerules.compile.packed.codec import Codec
from enforcerules.compile.packed.form import FORMAT, HEAD, PARTS, Head, Names, Outline, form
from enforcerules.model.program import Program, Ruleset


def packed(program: Program, report: Report) -> dict[str, bytes]:
    """The members of a bundle that hold a program, and what was found when it was compiled."""
    parts, shape, lookup = _Parts(), form(), program.lookup
    rules = {one.id: parts.put(shape.rule, one) for one in program.rules}
    tables = {one.id: parts.put(shape.table, one) for one in program.benchmarks}
    rulesets = {name: parts.put(shape.outline, _outline(one, parts)) for name, one in program.rulesets.items()}
    matters = {name: parts.put(shape.matter, one) for name, one in program.matters.items()}
    calendar, spans = parts.put(shape.calendar, program.calendar), parts.put(shape.spans, program.spans)
    found = parts.put(shape.found, report.diagnostics)
    names = Names(
        rules={name: tuple(rules[one.id] for one in several) for name, several in lookup.rules.items()},
        tables={name: tuple(tables[one.id] for one in several) for name, several in lookup.tables.items()},
        below={name: tuple(several) for name, several in lookup.below.items()},
        earlier={name: tuple(several) for name, several in lookup.earlier.items()},
        penalised={name: tuple(several) for name, several in lookup.penalised.items()},
        kinds=lookup.kinds,
        sources=lookup.sources,
    )
    head = Head(
        lengths=tuple(map(len, parts.bytes)),
        rulesets=rulesets,
        matters=matters,
        rules=tuple(rules.values()),
        tables=tuple(tables.values()),
        calendar=calendar,
        spans=spans,
        found=found,
        sources={name: dict(files) for name, files in program.sources.items()},
        names=names,
    )
    said = canonical({"format": FORMAT, "shape": shape.shape, "names": shape.head.encode(head)})
    return {HEAD: said, PARTS: b"".join(parts.bytes)}


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
