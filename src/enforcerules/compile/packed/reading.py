"""A program from its compiled index: the head is read, every other part when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Label, Report, diagnose
from enforcerules.base.source import Span, whole
from enforcerules.compile.packed.codec import Codec, Damaged
from enforcerules.compile.packed.form import HEAD, PARTS, Form, Head, Names, Outline, form
from enforcerules.compile.packed.later import LaterList, LaterTable, LaterWhole
from enforcerules.model.program import Benchmark, Lookup, Program, Rule, Ruleset


def unpacked(members: Mapping[str, bytes], path: str) -> tuple[Program, Report] | None:
    """The program and what was found when it was compiled; None where another engine made the index, or there is none.

    `path`: the bundle, under which files of positions are named. What was sealed was verified before; should a part be no
    value of its type all the same, asking for it raises InvalidInput (ER181).
    """
    if not usable(members):
        return None
    try:
        head: Head = form().head.decode(json.loads(members[HEAD]).get("names"))
    except (Damaged, RecursionError):
        raise InvalidInput(Report((_damaged(path, HEAD),))) from None
    if not head.sound or sum(head.lengths) != len(members[PARTS]):
        raise InvalidInput(Report((_damaged(path, HEAD),)))
    return _program(head, _Parts(members[PARTS], head.lengths, path), path)


def usable(members: Mapping[str, bytes]) -> bool:
    """Whether the members hold an index of the form and version of this engine."""
    try:
        head = json.loads(members.get(HEAD, b"null"))
    except (ValueError, RecursionError):
        return False
    return isinstance(head, dict) and head.get("shape") == form().shape and PARTS in members


def _damaged(path: str, member: str) -> Diagnostic:
    return diagnose("ER181", whole(path), member=member, fault="@damaged")


class _Parts:
    """The parts by type and number, made once. Two threads may make one at once; both then get the one that was kept."""

    def __init__(self, data: bytes, lengths: tuple[int, ...], path: str) -> None:
        self._data, self._path = data, path
        self._places = list(pairwise((0, *accumulate(lengths))))
        self._made: dict[tuple[str, int], Any] = {}

    def get(self, codec: Codec, number: int) -> Any:  # noqa: ANN401  of the type of the codec
        """The value of a part; raises InvalidInput where it is none."""
        found = self._made.get((codec.shape, number))
        if found is None:
            found = self._made.setdefault((codec.shape, number), self._decoded(codec, number))
        return found

    def _decoded(self, codec: Codec, number: int) -> Any:  # noqa: ANN401
        try:
            start, end = self._places[number]
            return codec.decode(json.loads(self._data[start:end]))
        except (Damaged, ValueError, IndexError, RecursionError):
            raise InvalidInput(Report((_damaged(self._path, PARTS),))) from None


def _program(head: Head, parts: _Parts, path: str) -> tuple[Program, Report]:
    shape = form()
    program = Program(
        rulesets=LaterTable(head.rulesets, _Rulesets(parts, shape)),
        matters=LaterTable(head.matters, lambda number: parts.get(shape.matter, number)),
        rules=LaterList(head.rules, lambda number: parts.get(shape.rule, number)),
        benchmarks=LaterList(head.tables, lambda number: parts.get(shape.table, number)),
        calendar=parts.get(shape.calendar, head.calendar),
        spans=LaterWhole(lambda: {k: _at(v, path) for k, v in parts.get(shape.spans, head.spans).items()}),
        sources=head.sources,
        ready=_lookup(head.names, parts, shape),
    )
    return program, Report(tuple(_told(one, path) for one in parts.get(shape.found, head.found)))


class _Rulesets:
    """Rulesets by the number of their outline."""

    def __init__(self, parts: _Parts, shape: Form) -> None:
        self._parts, self._shape = parts, shape
        self._made: dict[int, Ruleset] = {}

    def __call__(self, number: int) -> Ruleset:
        found = self._made.get(number)
        return found or self._made.setdefault(number, self._ruleset(self._parts.get(self._shape.outline, number)))

    def _ruleset(self, said: Outline) -> Ruleset:
        parts, shape = self._parts, self._shape
        return Ruleset(
            said.id,
            said.title,
            said.territories,
            said.extends,
            said.lineage,
            said.status,
            said.about,
            instruments=LaterTable(dict(said.instruments), lambda number: parts.get(shape.instrument, number)),
            facts=LaterTable(dict(said.facts), lambda number: parts.get(shape.fact, number)),
            parameters=LaterTable(dict(said.parameters), lambda number: parts.get(shape.parameter, number)),
            kinds=LaterTable(dict(said.kinds), lambda number: parts.get(shape.kind, number)),
        )


def _lookup(names: Names, parts: _Parts, shape: Form) -> Lookup:
    def rules(numbers: tuple[int, ...]) -> LaterList[Rule]:
        return LaterList(numbers, lambda number: parts.get(shape.rule, number))

    def tables(numbers: tuple[int, ...]) -> LaterList[Benchmark]:
        return LaterList(numbers, lambda number: parts.get(shape.table, number))

    return Lookup(
        tables=LaterTable(names.tables, tables),
        rules=LaterTable(names.rules, rules),
        below=names.below,
        earlier=names.earlier,
        penalised=names.penalised,
        kinds=names.kinds,
        sources=names.sources,
    )


# ---- positions: in the index relative to the bundle ------------------------------------------------------------------


def _at(span: Span | None, path: str) -> Span | None:
    return None if span is None else replace(span, file=f"{path}/{span.file}")


def _told(one: Diagnostic, path: str) -> Diagnostic:
    labels = tuple(Label(replace(label.span, file=f"{path}/{label.span.file}"), label.key) for label in one.labels)
    return replace(one, span=_at(one.span, path), labels=labels)
