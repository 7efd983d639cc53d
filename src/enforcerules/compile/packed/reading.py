"""A program from its compiled index: the head is read, every other piece when somebody asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import accumulate
from typing import Any, TypeVar

from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Label, LaterReport, Report, diagnose
from enforcerules.base.source import Span, whole
from enforcerules.compile.packed.codec import Codec, Damaged
from enforcerules.compile.packed.fitting import fit_matter, fit_rule, fit_table
from enforcerules.compile.packed.form import HEAD, PARTS, Described, Form, Head, Relations, form
from enforcerules.compile.packed.later import LaterBuckets, LaterList, LaterTable, LaterWhole, Once, bucket
from enforcerules.compile.packed.names import Names
from enforcerules.model.articles import ArticleIndex, Law, decode
from enforcerules.model.program import Benchmark, Lookup, Matter, Program, Rule, Ruleset
from enforcerules.model.program.lookup import grouped, is_general

T = TypeVar("T")


def unpacked(members: Mapping[str, bytes], path: str, *, beneath: bool = True) -> tuple[Program, Report] | None:
    """The program and what was found when it was compiled; None where another engine made the index, or there is none.

    `path`: the bundle, under which files of positions are named; not `beneath` it, they are named as they were compiled. What was sealed was verified before; should a piece be no
    value of its type all the same, or name what is not there, asking for it raises InvalidInput (ER181).
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
        head = _said(members.get(HEAD, b"null"))
    except (ValueError, RecursionError):
        return None
    return head if isinstance(head, dict) and head.get("shape") == form().shape and PARTS in members else None


def _said(data: bytes) -> Any:  # noqa: ANN401  JSON
    """What JSON in UTF-8 says; raises ValueError, also for half of a surrogate pair, which only an escape can bring in."""
    text = data.decode()
    value = json.loads(text)
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _damaged(path: str, member: str, fault: str = "@damaged") -> Diagnostic:
    return diagnose("ER181", whole(path), member=member, fault=fault)


class _Parts:
    """The pieces by type and number, made once. Two threads may make one at once; both then get the one that was kept."""

    def __init__(self, data: bytes, lengths: tuple[int, ...], path: str) -> None:
        self.lengths = lengths
        self._data, self._path = data, path
        self._starts = (0, *accumulate(lengths))
        self._made: dict[tuple[str, int], Any] = {}
        self.fit: dict[str, Callable[[Any, int], object]] = {}
        """By the shape of a codec, what refuses a value that does not fit the others (`Damaged`)."""

    def get(self, codec: Codec, number: int) -> Any:  # noqa: ANN401  of the type of the codec
        """The value of a piece; raises InvalidInput where it is none."""
        found = self._made.get((codec.shape, number))
        if found is None:
            made = self._decoded(codec, number)
            if codec.shape in self.fit:
                self.sound(self.fit[codec.shape], made, number)
            found = self._made.setdefault((codec.shape, number), made)
        return found

    def sound(self, ask: Callable[..., T], *given: Any) -> T:
        """What is asked; raises InvalidInput where something does not fit."""
        try:
            return ask(*given)
        except Damaged:
            raise InvalidInput(Report((_damaged(self._path, PARTS, "@unfitting"),))) from None

    def _decoded(self, codec: Codec, number: int) -> Any:  # noqa: ANN401
        try:
            start = self._starts[number]
            return codec.decode(_said(self._data[start : start + self.lengths[number]]))
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
        self._names = Names(head, parts.get, shape)
        parts.fit |= {
            shape.matter.shape: self._fit_matter,
            shape.rule.shape: lambda one, number: self._fit_rules((one,), number),
            shape.rules.shape: self._fit_rules,
            shape.tables.shape: self._fit_tables,
            shape.relations.shape: lambda said, _: self._names.related(said),
        }

    def made(self) -> Program:
        """The program."""
        head, parts, shape = self._head, self._parts, self._shape
        rules = LaterList(self._all_rules)
        return Program(
            rulesets=LaterTable({name: name for name in head.rulesets}, _Rulesets(parts, shape, self._names)),
            matters=LaterTable(head.matters, self._matter),
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
            tables=LaterTable(self._filled(2), self._tables),
            rules=LaterWhole(lambda: grouped((one.ruleset, one) for one in rules)),
            general=LaterTable(_with_names(head.general), self._general),
            named=LaterTable(named, self._named),
            below=LaterTable(LaterWhole(lambda: _with_names(relations().below)), self._below),
            earlier=LaterWhole(lambda: relations().earlier),
            penalised=LaterWhole(lambda: relations().penalised),
            kinds=head.kinds,
            sources=head.sources,
        )

    def _filled(self, after: int) -> dict[str, int]:
        """The names of which a piece holds anything, by their first piece."""
        lengths, empty = self._parts.lengths, len(b"[]")
        return {name: first for name, first in self._firsts.items() if lengths[first + after] > empty}

    def _matter(self, number: int) -> Matter:
        one: Matter = self._parts.get(self._shape.matter, number)
        if self._head.matters.get(one.id) != number:
            raise InvalidInput(Report((self._parts.damaged(),)))
        return one

    def _tables(self, first: int) -> tuple[Benchmark, ...]:
        found: tuple[Benchmark, ...] = self._parts.get(self._shape.tables, first + 2)
        return self._parts.sound(_all, found, all(self._firsts.get(one.matter) == first for one in found))

    def _general(self, said: tuple[str, tuple[int, ...]]) -> tuple[Rule, ...]:
        name, numbers = said
        found = self._shared(numbers)
        return self._parts.sound(_all, found, all(one.ruleset == name and is_general(one) for one in found))

    def _below(self, said: tuple[str, tuple[str, ...]]) -> tuple[str, ...]:
        return self._parts.sound(self._names.below, *said)

    def _fit_matter(self, one: Matter, _: int) -> None:
        fit_matter(one, self._names.seen(one.ruleset))

    def _fit_rules(self, several: tuple[Rule, ...], number: int) -> None:
        self._names.once((f"rule {one.id}" for one in several), number)
        for one in several:
            fit_rule(one, self._names.seen(one.ruleset))

    def _fit_tables(self, several: tuple[Benchmark, ...], number: int) -> None:
        self._names.once((f"table {one.id}" for one in several), number)
        for one in several:
            fit_table(one, self._names.seen(one.ruleset))

    def _shared(self, numbers: Iterable[int]) -> tuple[Rule, ...]:
        return tuple(self._parts.get(self._shape.rule, number) for number in numbers)

    def _named(self, name: str) -> tuple[Rule, ...]:
        first = self._firsts.get(name)
        alone = () if first is None else self._parts.get(self._shape.rules, first + 1)
        numbers = self._head.several.get(name, ())
        several = self._shared(numbers)
        self._parts.sound(_all, alone, all(set(one.matters) == {name} for one in alone))
        listed = all(name in one.matters and self._listed(one, at) for one, at in zip(several, numbers, strict=True))
        self._parts.sound(_all, several, listed)
        return tuple(sorted((*alone, *several), key=_id)) if several else alone

    def _listed(self, rule: Rule, number: int) -> bool:
        """Whether a rule is found by each matter that it names, and by no other."""
        by = self._head.several
        return not is_general(rule) and all(number in by.get(name, ()) for name in rule.matters)

    def _all_rules(self) -> tuple[Rule, ...]:
        head = self._head
        numbers = {number for table in (head.general, head.several) for several in table.values() for number in several}
        alone = (self._parts.get(self._shape.rules, first + 1) for first in self._firsts.values())
        return tuple(sorted((*self._shared(numbers), *(one for rules in alone for one in rules)), key=_id))

    def _all_tables(self) -> tuple[Benchmark, ...]:
        found = (self._parts.get(self._shape.tables, first + 2) for first in self._firsts.values())
        return tuple(sorted((one for tables in found for one in tables), key=_id))


def _with_names(table: Mapping[str, T]) -> dict[str, tuple[str, T]]:
    """Each value with its name, for what is looked at by both."""
    return {name: (name, value) for name, value in table.items()}


def _all(found: T, fits: bool) -> T:
    if not fits:
        raise Damaged("a piece of another name")
    return found


def _id(one: Rule | Benchmark) -> str:
    return one.id


class _Rulesets:
    """Rulesets by name, with tables of what they see."""

    def __init__(self, parts: _Parts, shape: Form, names: Names) -> None:
        self._parts, self._shape, self._names = parts, shape, names
        self._made: dict[str, Ruleset] = {}

    def __call__(self, name: str) -> Ruleset:
        found = self._made.get(name)
        return found or self._made.setdefault(name, self._parts.sound(self._ruleset, name))

    def _ruleset(self, name: str) -> Ruleset:
        self._names.seen(name)
        said = self._names.outline(name)
        return Ruleset(
            said.id,
            said.title,
            said.territories,
            said.extends,
            said.lineage,
            said.status,
            said.about,
            instruments=self._table(said.instruments, lambda one: self._parts.get(self._shape.instrument, one[1])),
            facts=self._table(said.facts, lambda one: self._parts.sound(self._names.fact, *one, name)),
            parameters=self._table(said.parameters, partial(self._called, self._shape.parameter)),
            kinds=self._table(said.kinds, partial(self._called, self._shape.kind)),
        )

    def _table(self, said: tuple[tuple[str, int], ...], get: Callable[[tuple[str, int]], Any]) -> LaterTable[Any]:
        return LaterTable({pair[0]: pair for pair in said}, get)

    def _called(self, codec: Codec, said: tuple[str, int]) -> Any:  # noqa: ANN401  of the type of the codec
        found = self._parts.get(codec, said[1])
        return self._parts.sound(_all, found, found.id == said[0])


class _Laws:
    """Laws of the index of articles by the number of their piece."""

    def __init__(self, parts: _Parts, shape: Form) -> None:
        self._parts, self._shape = parts, shape
        self._made: dict[int, Law] = {}

    def __call__(self, number: int) -> Law:
        found = self._made.get(number)
        return found or self._made.setdefault(number, self._law(self._parts.get(self._shape.law, number)))

    def _law(self, said: Described) -> Law:
        if not said.texts:
            raise InvalidInput(Report((self._parts.damaged(),)))
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
