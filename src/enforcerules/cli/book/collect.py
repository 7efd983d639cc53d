"""What goes into a rulebook: the matters of the rulesets asked for, and those that these refine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from enforcerules.base.canonical import digest
from enforcerules.base.catalogue import Lang
from enforcerules.cli.book.cases import Ran
from enforcerules.cli.matters import titled
from enforcerules.cli.view import asked, matter_view
from enforcerules.decide.slice import named
from enforcerules.model.program import Matter, Program, Rule, Ruleset, Spare
from enforcerules.model.territory import NATION
from enforcerules.render.pages.book import Book, Entry, ListRule, ListView, RulesetView
from enforcerules.render.pages.matter import IN_FULL, MatterPage, PlaceView
from enforcerules.render.wording import Words
from enforcerules.render.words.book_words import said

_LONGEST_NAME: Final = 180
"""Bytes of a file name; most systems allow 255."""


def book(program: Program, rulesets: frozenset[str], ran: Ran | None, lang: Lang) -> Book:
    """The rulebook of some rulesets of a program; without `ran` no examples stand in it."""
    return _Collected(program, rulesets, ran, lang).book()


class _Collected:
    def __init__(self, program: Program, rulesets: frozenset[str], ran: Ran | None, lang: Lang) -> None:
        self._program = program
        self._rulesets = tuple(sorted(rulesets))
        self._ran = ran
        self._lang: Lang = lang
        matters = [one for _, one in sorted(program.matters.items()) if self._concerns(one)]
        self._matters = matters
        self._files = dict(zip((one.id for one in matters), file_names(one.id for one in matters), strict=True))
        self._entries = {one.id: self._entry(one) for one in matters}

    def book(self) -> Book:
        tops = [self._program.rulesets[name] for name in self._rulesets]
        title = titled(tops[0].title, self._lang) if len(tops) == 1 else said("book", self._lang)
        files = sorted(one for name in self._rulesets for one in self._program.sources.get(name, {}).values())
        return Book(
            title=title,
            digest=digest(files),
            rulesets=tuple(map(self._ruleset, self._order(tops))),
            lists=tuple(self._lists(tops)),
            pages=tuple((self._entries[one.id], self._page(one)) for one in self._matters),
            run=None if self._ran is None else self._ran.view,
        )

    def _concerns(self, matter: Matter) -> bool:
        """Whether the rulesets hold a matter, have a table for it, or say by name when it is spared."""
        tables = self._program.lookup.tables.get(matter.id, ())
        if matter.ruleset in self._rulesets or any(one.ruleset in self._rulesets for one in tables):
            return True
        return any(_names(one, matter.id) for one in self._spared)

    @cached_property
    def _spared(self) -> tuple[Rule, ...]:
        """The exemptions of the rulesets that name matters."""
        found = (one for name in self._rulesets for one in self._program.lookup.rules.get(name, ()))
        return tuple(one for one in found if one.stage == "exemption" and one.matters)

    def _order(self, tops: Sequence[Ruleset]) -> list[Ruleset]:
        """The rulesets asked for, and after them those whose matters they refine."""
        homes = sorted({one.ruleset for one in self._matters} - set(self._rulesets))
        return [*tops, *(self._program.rulesets[name] for name in homes)]

    def _territory(self, ruleset: Ruleset) -> str:
        codes = (said("nation", self._lang) if code == NATION else code for code in ruleset.territories)
        return "、".join(codes)

    def _ruleset(self, one: Ruleset) -> RulesetView:
        mine = tuple(self._entries[matter.id] for matter in self._matters if matter.ruleset == one.id)
        title = titled(one.title, self._lang) or one.id
        return RulesetView(one.id, title, one.status, self._territory(one), one.about or "", mine)

    def _entry(self, matter: Matter) -> Entry:
        words = Words(self._lang, {}, {})
        tables = self._program.lookup.tables.get(matter.id, ())
        examples = () if self._ran is None else self._ran.of(matter.id)
        passed = sum(one.example.verdict == "passed" for one in examples)
        return Entry(
            matter.id, titled(matter.title, self._lang), self._files[matter.id], words.cited(matter.penalised_by),
            len(tables), passed, len(examples) - passed,
        )  # fmt: skip

    # ---- pages -----------------------------------------------------------------------------------------------

    def _page(self, matter: Matter) -> MatterPage:
        home = self._program.rulesets[matter.ruleset]
        code = next((one for one in home.territories if one != NATION), None)
        sliced, how = asked(self._program, matter, code, None, self._lang)
        view = matter_view(self._program, sliced, how)
        own = {*home.lineage, home.id}
        kept = {**view, "benchmarks": [one for one in view["benchmarks"] if one["ruleset"] in own]}
        kept["rules"] = [one for one in view["rules"] if one["ruleset"] in own]
        return MatterPage(
            view=kept,
            ruleset=titled(home.title, self._lang) or home.id,
            status=matter.status or home.status,
            later=tuple(self._later(matter)),
            places=tuple(self._places(matter, own)),
            examples=() if self._ran is None else self._ran.of(matter.id),
            figures=() if self._ran is None else self._ran.figures(matter.id),
            seen=None if self._ran is None else self._ran.seen,
        )

    def _later(self, matter: Matter) -> Iterator[tuple[str, str | None]]:
        """What a matter goes on as, with the address from the page of another matter."""
        for name in dict.fromkeys(matter.succeeded_by):
            found = self._program.matters.get(name)
            title = "" if found is None else titled(found.title, self._lang)
            file = self._files.get(name)
            yield title or name, None if file is None else quote(file)

    def _places(self, matter: Matter, own: set[str]) -> Iterator[PlaceView]:
        """What rulesets below the matter's own say of it, each where it holds."""
        for name in self._program.lookup.below.get(matter.ruleset, ()):
            ruleset = self._program.rulesets[name]
            if name in own or not self._speaks(ruleset, matter):
                continue
            sliced, how = asked(self._program, matter, ruleset.territories[0], None, self._lang)
            view = matter_view(self._program, sliced, how)
            rules = (one for one in view["rules"] if one["stage"] in IN_FULL)
            found = PlaceView(
                titled(ruleset.title, self._lang) or name,
                self._territory(ruleset),
                tuple(one for one in view["benchmarks"] if one["ruleset"] == name),
                tuple(one for one in rules if one["ruleset"] == name),
            )
            if found.tables or found.rules:
                yield found

    def _speaks(self, ruleset: Ruleset, matter: Matter) -> bool:
        """Whether a ruleset has tables for a matter, or rules that name it."""
        tables = self._program.lookup.tables.get(matter.id, ())
        rules = self._program.lookup.rules.get(ruleset.id, ())
        return any(one.ruleset == ruleset.id for one in tables) or any(_names(one, matter.id) for one in rules)

    # ---- what is not penalised -------------------------------------------------------------------------------

    def _lists(self, tops: Iterable[Ruleset]) -> Iterator[ListView]:
        for ruleset in tops:
            rules = [
                one for one in self._program.lookup.rules.get(ruleset.id, ())
                if one.stage == "exemption" and isinstance(one.effect, Spare)
            ]  # fmt: skip
            if rules:
                title = titled(ruleset.title, self._lang) or ruleset.id
                yield ListView(title, self._territory(ruleset), tuple(self._rule(one, ruleset) for one in rules))

    def _rule(self, one: Rule, home: Ruleset) -> ListRule:
        words = Words(self._lang, home.facts, home.kinds)
        return ListRule(
            one.id, titled(one.title, self._lang), words.condition(one.condition), words.effect(one.effect),
            one.strength == "shall", words.cited(one.basis), one.evidence == "secondary",
            tuple(entry for name, entry in self._entries.items() if _names(one, name)), one.matters,
        )  # fmt: skip


def _names(rule: Rule, matter: str) -> bool:
    return any(named(pattern, matter) for pattern in rule.matters)


def file_names(ids: Iterable[str]) -> Iterator[str]:
    """A file name for each matter: its id, unless that is too long or differs from another in capitals only."""
    taken: set[str] = set()
    for name in ids:
        short = name if len(name.encode()) <= _LONGEST_NAME else name[:40]
        if short != name or short.casefold() in taken:
            short = f"{short}-{sha256(name.encode()).hexdigest()[:12]}"
        taken.add(short.casefold())
        yield f"{short}.html"
