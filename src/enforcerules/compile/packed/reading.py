"""A program from its compiled index: the head is read, every other piece when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Label, LaterReport, Report, diagnose
from enforcerules.base.source import Span, whole
from enforcerules.compile.packed.codec import Codec, Damaged
from enforcerules.compile.packed.form import HEAD, PARTS, Described, Form, Head, Outline, Relations, form
from enforcerules.compile.packed.later import LaterBuckets, LaterList, LaterTable, LaterWhole, Once, bucket
from enforcerules.model.articles import ArticleIndex, Law, decode
from enforcerules.model.program import Benchmark, Lookup, Program, Rule, Ruleset
from enforcerules.model.program.lookup import grouped


def unpacked(members: Mapping[str, bytes], path: str, *, beneath: bool = True) -> tuple[Program, Report] | None:
    """The program and what was found when it was compiled; None where another engine made the index, or there is none.

    `path`: the bundle, under which files of positions are named; not `beneath` it, they are named as they were compiled. What was sealed was verified before; should a piece be no
    value of its type all the same, asking for it raises InvalidInput (ER181).
    """
    said = _head(members)
    if said is None:
        return None
    try:
        head: Head = form().head.decode(said.get("names"))
    except (Damaged, RecursionError):
        raise InvalidInput(Report((_damaged(path, HEAD),))) from None
    if not head.sound or sum(head.lengths) != len(members[PARTS]):
        raise InvalidInput(Report((_damaged(path, HEAD),)))
    parts, shape = _Parts(members[PARTS], head.lengths, path), form()
    above = f"{path}/" if beneath else ""
    program = _Program(head, parts, shape, above).made()
    return program, LaterReport(lambda: tuple(_told(one, above) for one in parts.get(shape.found, head.found)))


def usable(members: Mapping[str, bytes]) -> bool:
    """Whether the members hold an index of the form and version of this engine."""
    return _head(members) is not None


def _head(members: Mapping[str, bytes]) -> dict[str, Any] | None:
    """The head of an index of this engine."""
    try:
        head = json.loads(members.get(HEAD, b"null"))
    except (ValueError, RecursionError):
        return None
    return head if isinstance(head, dict) and head.get("shape") == form().shape and PARTS in members else None


def _damaged(path: str, member: str) -> Diagnostic:
    return diagnose("ER181", whole(path), member=member, fault="@damaged")


class _Parts:
    """The pieces by type and number, made once. Two threads may make one at once; both then get the one that was kept."""

    def __init__(self, data: bytes, lengths: tuple[int, ...], path: str) -> None:
        self.lengths = lengths
        self._data, self._path = data, path
        self._starts = (0, *accumulate(lengths))
        self._made: dict[tuple[str, int], Any] = {}

    def get(self, codec: Codec, number: int) -> Any:  # noqa: ANN401  of the type of the codec
        """The value of a piece; raises InvalidInput where it is none."""
        found = self._made.get((codec.shape, number))
        if found is None:
            found = self._made.setdefault((codec.shape, number), self._decoded(codec, number))
        return found

    def getter(self, codec: Codec) -> Callable[[int], Any]:
        """`get` of one type."""
        return lambda number: self.get(codec, number)

    def _decoded(self, codec: Codec, number: int) -> Any:  # noqa: ANN401
        try:
            start = self._starts[number]
            return codec.decode(json.loads(self._data[start : start + self.lengths[number]]))
        except (Damaged, ValueError, IndexError, RecursionError):
            raise InvalidInput(Report((self.damaged(),))) from None

    def damaged(self) -> Diagnostic:
        """That a piece means nothing."""
        return _damaged(self._path, PARTS)


class _Program:
    """What a program is made of: nothing but names until it is asked for."""

    def __init__(self, head: Head, parts: _Parts, shape: Form, above: str) -> None:
        self._head, self._parts, self._shape, self._above = head, parts, shape, above
        self._firsts = {**head.matters, **head.beyond}

    def made(self) -> Program:
        """The program."""
        head, parts, shape = self._head, self._parts, self._shape
        rules = LaterList(self._all_rules)
        return Program(
            rulesets=LaterTable(head.rulesets, _Rulesets(parts, shape)),
            matters=LaterTable(head.matters, parts.getter(shape.matter)),
            rules=rules,
            benchmarks=LaterList(self._all_tables),
            calendar=parts.get(shape.calendar, head.calendar),
            articles=ArticleIndex(LaterTable(head.laws, _Laws(parts, shape))),
            spans=LaterBuckets(len(head.spans), _Spans(head.spans, parts, shape, self._above)),
            sources=LaterWhole(lambda: parts.get(shape.files, head.files)),
            ready=self._lookup(rules),
        )

    def _lookup(self, rules: LaterList[Rule]) -> Lookup:
        """What is asked of all rulesets at once."""
        head, parts, shape = self._head, self._parts, self._shape
        relations: Once[Relations] = Once(lambda: parts.get(shape.relations, head.relations))
        named = {name: name for name in (*self._filled(1), *head.several)}
        return Lookup(
            tables=LaterTable(self._filled(2), lambda first: parts.get(shape.tables, first + 2)),
            rules=LaterWhole(lambda: grouped((one.ruleset, one) for one in rules)),
            general=LaterTable(head.general, self._shared),
            named=LaterTable(named, self._named),
            below=LaterWhole(lambda: relations().below),
            earlier=LaterWhole(lambda: relations().earlier),
            penalised=LaterWhole(lambda: relations().penalised),
            kinds=head.kinds,
            sources=head.sources,
        )

    def _filled(self, after: int) -> dict[str, int]:
        """The names of which a piece holds anything, by their first piece."""
        lengths, empty = self._parts.lengths, len(b"[]")
        return {name: first for name, first in self._firsts.items() if lengths[first + after] > empty}

    def _shared(self, numbers: Iterable[int]) -> tuple[Rule, ...]:
        return tuple(self._parts.get(self._shape.rule, number) for number in numbers)

    def _named(self, name: str) -> tuple[Rule, ...]:
        first = self._firsts.get(name)
        alone = () if first is None else self._parts.get(self._shape.rules, first + 1)
        several = self._shared(self._head.several.get(name, ()))
        return tuple(sorted((*alone, *several), key=_id)) if several else alone

    def _all_rules(self) -> tuple[Rule, ...]:
        head = self._head
        numbers = {number for table in (head.general, head.several) for several in table.values() for number in several}
        alone = (self._parts.get(self._shape.rules, first + 1) for first in self._firsts.values())
        return tuple(sorted((*self._shared(numbers), *(one for rules in alone for one in rules)), key=_id))

    def _all_tables(self) -> tuple[Benchmark, ...]:
        found = (self._parts.get(self._shape.tables, first + 2) for first in self._firsts.values())
        return tuple(sorted((one for tables in found for one in tables), key=_id))


def _id(one: Rule | Benchmark) -> str:
    return one.id


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
            instruments=LaterTable(dict(said.instruments), parts.getter(shape.instrument)),
            facts=LaterTable(dict(said.facts), parts.getter(shape.fact)),
            parameters=LaterTable(dict(said.parameters), parts.getter(shape.parameter)),
            kinds=LaterTable(dict(said.kinds), parts.getter(shape.kind)),
        )


class _Laws:
    """Laws of the index of articles by the number of their piece."""

    def __init__(self, parts: _Parts, shape: Form) -> None:
        self._parts, self._shape = parts, shape
        self._made: dict[int, Law] = {}

    def __call__(self, number: int) -> Law:
        found = self._made.get(number)
        return found or self._made.setdefault(number, self._law(self._parts.get(self._shape.law, number)))

    def _law(self, said: Described) -> Law:
        try:
            return Law(said.title, tuple(decode(day, text) for day, text in said.texts))
        except ValueError:
            raise InvalidInput(Report((self._parts.damaged(),))) from None


# ---- positions: in the index relative to the bundle ------------------------------------------------------------------


class _Spans:
    """Positions by the number of their bucket."""

    def __init__(self, numbers: tuple[int, ...], parts: _Parts, shape: Form, above: str) -> None:
        self._numbers, self._parts, self._shape, self._above = numbers, parts, shape, above
        self._made: dict[int, dict[str, Span | None]] = {}

    def __call__(self, number: int) -> dict[str, Span | None]:
        found = self._made.get(number)
        if found is None:
            said = self._parts.get(self._shape.spans, self._numbers[number])
            if any(bucket(name, len(self._numbers)) != number for name in said):
                raise InvalidInput(Report((self._parts.damaged(),)))
            found = self._made.setdefault(number, {name: _at(span, self._above) for name, span in said.items()})
        return found


def _at(span: Span | None, above: str) -> Span | None:
    return None if span is None else replace(span, file=f"{above}{span.file}")


def _told(one: Diagnostic, above: str) -> Diagnostic:
    labels = tuple(Label(replace(label.span, file=f"{above}{label.span.file}"), label.key) for label in one.labels)
    return replace(one, span=_at(one.span, above), labels=labels)
