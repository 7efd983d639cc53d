"""A checklist in the words of a language: rows and findings that text and page share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from enforcerules.base.catalogue import Lang
from enforcerules.language.showing import plain
from enforcerules.model.checklist import SECTIONS, Checklist, Item, Lead, Section
from enforcerules.model.citation import Citation, print_en, print_zh
from enforcerules.model.duration import notation, print_duration
from enforcerules.model.program import TRUE_CONDITION, Benchmark, Condition, Fact, Measure, Rule, When
from enforcerules.model.walk import reads_of, tests_of
from enforcerules.render.wording import Words
from enforcerules.render.words import word
from enforcerules.render.words.checklist_words import WORDS


@dataclass(frozen=True, slots=True)
class Row:
    """One question. `options`: boxes to tick; else `blank`, to fill in. `answers`: the matters with an answer of their own."""

    number: int
    label: str
    options: tuple[str, ...]
    blank: str
    notes: tuple[str, ...]
    serves: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section: what is always asked, and the labels of what is only asked if raised."""

    section: Section
    heading: str
    rows: tuple[Row, ...]
    raised: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with lines; the lines of `below` belong to the one before."""

    heading: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a finding leads to."""

    heading: str
    law: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole checklist."""

    title: str
    head: tuple[str, ...]
    matters: tuple[str, ...]
    parts: tuple[Part, ...]
    found: tuple[Found, ...]
    common: tuple[Group, ...]
    foot: tuple[str, ...]

    @property
    def filed(self) -> Part | None:
        """The section that is only for a case that was filed."""
        return next((part for part in self.parts if part.section == "procedure"), None)


def sheet(found: Checklist, lang: Lang) -> Sheet:
    """The checklist in a language."""
    return _Sheet(found, lang).made()


class _Sheet:
    def __init__(self, found: Checklist, lang: Lang) -> None:
        self._found = found
        self._lang: Lang = lang
        self._marks = {lead.matter.id: _mark(at) for at, lead in enumerate(found.leads)}

    def say(self, key: str, **args: object) -> str:
        return WORDS[key][0 if self._lang == "zh" else 1].format(**args)

    def made(self) -> Sheet:
        scene = self._found.scene
        title = self._title(tuple((str(k), str(v)) for k, v in scene.title.items())) or self.say("untitled")
        return Sheet(
            title=title,
            head=tuple(self._head()),
            matters=tuple(self._matter(lead) for lead in self._found.leads),
            parts=tuple(self._parts()),
            found=tuple(self._leads()),
            common=tuple(self._common()),
            foot=() if scene.note is None else (self.say("note", note=scene.note),),
        )

    def _head(self) -> Iterator[str]:
        scene = self._found.scene
        said = [self.say("subtitle", matters=len(self._found.leads))]
        if scene.territory is not None:
            said.append(self.say("where", territory=scene.territory))
        said.append(self.say("on.last") if scene.on is None else self.say("on", day=scene.on))
        if scene.party is not None:
            said.append(self.say("party", party=word("party", scene.party, self._lang)))
        yield self._clauses(said)
        yield self.say("count", apart=self._found.apart, together=self._found.together)
        yield self.say("order")

    def _matter(self, lead: Lead) -> str:
        mark = self._marks[lead.matter.id]
        said = self.say("matter", mark=mark, title=self._title(lead.matter.title), id=lead.matter.id)
        ended = [] if lead.ended is None else [self.say("ended", day=lead.ended)]
        return self._clauses([said, self._authority(lead), *ended])

    def _authority(self, lead: Lead) -> str:
        if lead.authority is None:
            return self.say("authority.unsaid")
        return self.say("authority", authority=lead.authority)

    # ---- questions -----------------------------------------------------------------------------------------------

    def _parts(self) -> Iterator[Part]:
        for section in SECTIONS:
            mine = [item for item in self._found.items if item.section == section]
            if mine:
                yield Part(
                    section,
                    self.say(f"section.{section}"),
                    tuple(self._row(item) for item in mine if not item.raised),
                    tuple(self._raised(item) for item in mine if item.raised),
                )

    def _row(self, item: Item) -> Row:
        options, blank = self._answer(item.fact)
        marks = [self._marks[one.matter] for one in item.serves]
        return Row(
            number=item.number,
            label=self._label(item),
            options=options,
            blank=blank,
            notes=tuple(self._notes(item)),
            serves=tuple(self._serves(item)),
            answers=tuple(marks) if item.each and len(marks) > 1 else (),
        )

    def _label(self, item: Item) -> str:
        if item.fact is None:
            return self.say("alleged", law=self._cited(item.serves[0].of("finding")))
        return (item.fact.en or item.fact.label) if self._lang == "en" else item.fact.label

    def _raised(self, item: Item) -> str:
        """The label, with the values of one that has several."""
        if item.fact is None or not item.fact.values:
            return self._label(item)
        values = ("／" if self._lang == "zh" else " / ").join(self._values(item.fact))
        return f"{self._label(item)}（{values}）" if self._lang == "zh" else f"{self._label(item)} ({values})"

    def _answer(self, fact: Fact | None) -> tuple[tuple[str, ...], str]:
        """The boxes to tick, or the blank to fill in."""
        if fact is None or fact.type == "boolean":
            return (self.say("yes"), self.say("no")), ""
        if fact.type in {"grade", "choice", "set"}:
            return self._values(fact), self.say("several") if fact.type == "set" else ""
        if fact.type == "date":
            return (), self.say("blank.date")
        unit = {"money": "元" if self._lang == "zh" else "yuan", "rate": "%"}.get(fact.type, fact.unit or "")
        return (), f"________{unit}"

    def _values(self, fact: Fact) -> tuple[str, ...]:
        """The values of a fact: their labels, which are Chinese, or in English their names."""
        return tuple(label if self._lang == "zh" else name.replace("_", " ") for name, label in fact.values)

    def _notes(self, item: Item) -> Iterator[str]:
        if item.fact is None:
            yield self.say("alleged.note")
            return
        if item.fact.evaluative:
            factors = self._clauses(item.fact.factors)
            told = [self.say("evaluative"), *([self.say("factors", factors=factors)] if factors else [])]
            yield self._clauses(told)
        if item.alike:
            others = [
                str(one.number)
                for one in self._found.items
                if one.fact is not None and one.fact.label == item.fact.label and one.number != item.number
            ]
            yield self.say("alike", numbers=self._words(others))
        for one in item.serves:
            if one.term is not None:
                yield self.say("term", mark=self._marks[one.matter], term=one.term)

    def _serves(self, item: Item) -> Iterator[str]:
        """The matters that need the answer, together where the same provisions ask for it."""
        groups: dict[str, list[str]] = {}
        for one in item.serves:
            basis = one.of(item.section) or next((found for _, found in one.basis if found), ())
            groups.setdefault(self._cited(basis), []).append(self._marks[one.matter])
        for cites, marks in groups.items():
            whole = len(marks) == len(self._marks) > 1
            yield f"{self.say('all') if whole else ''.join(marks)} {cites}".rstrip()

    # ---- findings ------------------------------------------------------------------------------------------------

    def _leads(self) -> Iterator[Found]:
        """What each finding leads to; what stands under an earlier one word for word is not told again."""
        told: dict[Group, str] = {}
        for lead in self._found.leads:
            mark = self._marks[lead.matter.id]
            made = self._lead(lead)
            groups = [
                Group(group.heading, ((self.say("as", mark=told[group]), ()),)) if group in told else group
                for group in made.groups
            ]
            told |= {group: mark for group in made.groups if group not in told}
            yield replace(made, groups=tuple(groups))

    def _lead(self, lead: Lead) -> Found:
        words = Words(self._lang, lead.facts, lead.kinds)
        law = [self._finding(lead, words), self._authority(lead)]
        if lead.matter.prohibited_by:
            law.append(self.say("prohibited", law=self._cited(lead.matter.prohibited_by)))
        law.append(self.say("penalised", law=self._cited(lead.matter.penalised_by)))
        groups = [
            Group(self.say("measures"), tuple(self._measure(one, words) for one in lead.measures)),
            Group(self.say("tables"), tuple(self._table(one, words) for one in lead.tables)),
            Group(self.say("rules"), tuple(self._rule(one, words) for one in lead.rules)),
            Group(self.say("duties"), tuple(self._rule(one, words) for one in lead.duties)),
            Group(self.say("terms"), tuple(self._terms(lead, words))),
        ]
        mark = self._marks[lead.matter.id]
        heading = self.say("matter", mark=mark, title=self._title(lead.matter.title), id=lead.matter.id)
        return Found(heading, tuple(law), tuple(group for group in groups if group.lines))

    def _finding(self, lead: Lead, words: Words) -> str:
        if lead.finding is None:
            finding = self.say("alleged", law=self._cited(lead.matter.penalised_by))
        else:
            finding = words.condition(lead.finding)
        numbers = self.say("items", numbers=self._words(map(str, lead.items))) if lead.items else ""
        return self.say("finding", finding=finding) + numbers

    def _measure(self, one: Measure, words: Words) -> tuple[str, tuple[str, ...]]:
        amount = "" if one.amount is None else words.amount(one.amount)
        length = "" if one.duration is None else self._length(one)
        target = "" if one.target == "violator" else f"→ {word('target', one.target, self._lang)}"
        kind = words.kind(one.kind)
        what = "" if one.what is None or one.what in kind else one.what
        told = (word("modality", one.modality, self._lang), kind, what, amount, length, target)
        said = " ".join(part for part in told if part)
        alone = self._alone(one, words)
        said = self._clauses([said, *([one.by] if one.by else [self.say("by", by=alone)] if alone else [])])
        return f"{said}{self._by(one.basis)}", tuple(self._when(one.condition, words))

    def _length(self, one: Measure) -> str:
        if one.duration is None:
            return ""
        return print_duration(one.duration) if self._lang == "zh" else notation(one.duration)

    def _alone(self, one: Measure, words: Words) -> str:
        """The organ that alone may impose a kind."""
        kind = words.kinds.get(one.kind)
        return "" if kind is None or kind.by is None else word("organ", kind.by, self._lang)

    def _table(self, one: Benchmark, words: Words) -> tuple[str, tuple[str, ...]]:
        said = f"{self._title(one.title)}{self._by(one.basis)}"
        below = list(self._when(one.condition, words))
        for row in one.rows:
            gives = f"{word('level', row.level, self._lang)} {words.result(row.result)}"
            when = self.say("otherwise") if row.otherwise else words.condition(row.condition)
            bare = not row.otherwise and row.condition in {None, TRUE_CONDITION}
            below.append(gives if bare else self.say("means", term=gives, meaning=when))
        if one.weights is not None:
            below.append(self.say("more_weights", factors=len(one.weights.factors)))
        return said, tuple(below)

    def _rule(self, one: Rule, words: Words) -> tuple[str, tuple[str, ...]]:
        title = self._title(one.title) or one.id
        if one.stage == "duty":
            return f"{title}{self._by(one.basis)}", tuple(self._when(one.condition, words))
        effect = f"{word('modality', one.strength, self._lang)} {words.effect(one.effect)}"
        return f"{title} → {effect}{self._by(one.basis)}", tuple(self._when(one.condition, words))

    def _terms(self, lead: Lead, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the derived truths mean that the conditions of this matter name."""
        rules = (*lead.rules, *lead.duties)
        conditions = [*(one.condition for one in lead.measures), *(one.condition for one in lead.tables)]
        conditions += [one.condition for one in rules]
        conditions += [row.condition for table in lead.tables for row in table.rows if row.condition is not None]
        todo = [test.fact for condition in conditions for test in tests_of(condition)]
        seen: set[str] = set()
        while todo:
            fact = lead.facts.get(todo.pop(0).partition("∋")[0])
            if fact is None or fact.id in seen or not isinstance(fact.formula, When):
                continue
            seen.add(fact.id)
            todo += reads_of(fact)
            meaning = words.condition(fact.formula.condition)
            basis = self._by(fact.basis)
            yield self.say("means", term=words.label(fact.id), meaning=meaning) + basis, ()

    def _when(self, condition: Condition | None, words: Words) -> Iterator[str]:
        if condition != TRUE_CONDITION:
            yield self.say("when", when=words.condition(condition))

    def _common(self) -> Iterator[Group]:
        if not self._found.leads:
            return
        words = Words(self._lang, self._found.leads[0].facts, self._found.leads[0].kinds)
        always = [one for one in self._found.duties if one.condition == TRUE_CONDITION]
        sometimes = [one for one in self._found.duties if one.condition != TRUE_CONDITION]
        if self._found.rules:
            yield Group(self.say("common.rules"), tuple(self._rule(one, words) for one in self._found.rules))
        for key, rules in (("common.duties", always), ("common.conditional", sometimes)):
            if rules:
                named = [self._rule(one, words)[0] for one in rules]
                yield Group(self.say(key), ((self._clauses(named), ()),))

    # ---- words ---------------------------------------------------------------------------------------------------

    def _by(self, basis: tuple[Citation, ...]) -> str:
        """The provisions behind a sentence, in brackets; nothing where there are none."""
        cites = self._cited(basis)
        return "" if not cites else f"〔{cites}〕" if self._lang == "zh" else f" [{cites}]"

    def _cited(self, basis: Iterable[Citation]) -> str:
        """Citations; the name of a law once where several places of it follow one another."""
        told: list[str] = []
        before = ""
        for one in dict.fromkeys(basis):
            text = print_zh(one) if self._lang == "zh" else print_en(one)
            head = f"{one.instrument} "
            if one.instrument and one.instrument == before and text.startswith(head):
                told[-1] += ("、" if self._lang == "zh" else ", ") + text[len(head) :]
            else:
                told.append(text)
            before = one.instrument
        return self._clauses(told)

    def _title(self, title: tuple[tuple[str, str], ...]) -> str:
        texts = dict(title)
        return texts.get(self._lang) or texts.get("zh", "")

    def _clauses(self, parts: Iterable[str]) -> str:
        return ("；" if self._lang == "zh" else "; ").join(str(part) for part in parts)

    def _words(self, parts: Iterable[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(parts)


def _mark(at: int) -> str:
    """① to ⑳, then （21）."""
    return chr(0x2460 + at) if at < 20 else f"（{plain(at + 1)}）"
