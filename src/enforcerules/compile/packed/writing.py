"""A program as a compiled index. The same program gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report
from enforcerules.base.source import Span
from enforcerules.compile.packed.codec import Codec
from enforcerules.compile.packed.form import FORMAT, HEAD, PARTS, Described, Head, Outline, Relations, form
from enforcerules.compile.packed.later import bucket, buckets
from enforcerules.model.articles import Law, encode
from enforcerules.model.program import Lookup, Program, Rule, Ruleset
from enforcerules.model.program.lookup import grouped


def packed(program: Program, report: Report) -> dict[str, bytes]:
    """The members of a bundle that hold a program, and what was found when it was compiled."""
    parts, shape, lookup = _Parts(), form(), program.lookup
    single, several = _by_matter(lookup)
    firsts = {
        name: parts.row(
            (shape.matter, program.matters.get(name)),
            (shape.rules, single.get(name, ())),
            (shape.tables, tuple(lookup.tables.get(name, ()))),
        )
        for name in (*program.matters, *sorted({*single, *lookup.tables} - set(program.matters)))
    }
    head = Head(
        rulesets={name: parts.put(shape.outline, _outline(one, parts)) for name, one in program.rulesets.items()},
        matters={name: number for name, number in firsts.items() if name in program.matters},
        beyond={name: number for name, number in firsts.items() if name not in program.matters},
        general={name: _numbers(rules, parts) for name, rules in lookup.general.items()},
        several={name: _numbers(rules, parts) for name, rules in several.items()},
        laws={key: parts.put(shape.law, _described(law)) for key, law in sorted(program.articles.laws.items())},
        relations=parts.put(shape.relations, _relations(lookup)),
        calendar=parts.put(shape.calendar, program.calendar),
        spans=tuple(parts.put(shape.spans, one) for one in _buckets(program.spans)),
        found=parts.put(shape.found, report.diagnostics),
        files=parts.put(shape.files, {name: dict(files) for name, files in program.sources.items()}),
        kinds=lookup.kinds,
        sources=lookup.sources,
        lengths=tuple(map(len, parts.bytes)),
    )
    said = canonical({"format": FORMAT, "shape": shape.shape, "names": shape.head.encode(head)})
    return {HEAD: said, PARTS: b"".join(parts.bytes)}


def _by_matter(lookup: Lookup) -> tuple[dict[str, tuple[Rule, ...]], dict[str, tuple[Rule, ...]]]:
    """The rules that name one matter, and those that name more, by each of them."""
    named = [(name, rule) for name, rules in lookup.named.items() for rule in rules]
    alone = [(name, rule) for name, rule in named if len(set(rule.matters)) == 1]
    return grouped(alone), grouped((name, rule) for name, rule in named if len(set(rule.matters)) > 1)


def _numbers(rules: Iterable[Rule], parts: _Parts) -> tuple[int, ...]:
    return tuple(parts.put(form().rule, one) for one in rules)


def _relations(lookup: Lookup) -> Relations:
    tables = (lookup.below, lookup.earlier, lookup.penalised)
    below, earlier, penalised = ({name: tuple(one) for name, one in table.items()} for table in tables)
    return Relations(below, earlier, penalised)


def _described(law: Law) -> Described:
    return Described(law.title, tuple((text.published, encode(text)) for text in law.texts))


def _buckets(spans: Mapping[str, Span | None]) -> list[dict[str, Span | None]]:
    """Positions by the checksum of their names."""
    made: list[dict[str, Span | None]] = [{} for _ in range(buckets(len(spans)))]
    for name, span in spans.items():
        made[bucket(name, len(made))][name] = span
    return made


class _Parts:
    """Pieces by number; what was put in before is the same piece."""

    def __init__(self) -> None:
        self.bytes: list[bytes] = []
        self._numbers: dict[int, tuple[object, int]] = {}

    def put(self, codec: Codec, value: object) -> int:
        """The number of a value, which is kept, so that no other one can get its identity."""
        found = self._numbers.get(id(value))
        if found is None:
            said = _json(codec, value)
            found = self._numbers[id(value)] = (value, len(self.bytes))
            self.bytes.append(said)
        return found[1]

    def row(self, *values: tuple[Codec, object]) -> int:
        """The number of the first of some values that stand one after another; nothing is null."""
        self.bytes += [b"null" if value is None else _json(codec, value) for codec, value in values]
        return len(self.bytes) - len(values)


def _json(codec: Codec, value: object) -> bytes:
    said = json.dumps(codec.encode(value), ensure_ascii=False, separators=(",", ":"))
    return said.encode()


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
