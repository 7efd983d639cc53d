"""The file of one law: a ruleset with the law as its instrument, what its records need, and a matter for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from enforcerules.base.hidden import visible
from enforcerules.exchange.clauses.citing import cited, misplaced
from enforcerules.exchange.clauses.facts import SHARED, Facts, shared
from enforcerules.exchange.clauses.kinds import declaration
from enforcerules.exchange.clauses.measures import Penalties, remarks
from enforcerules.exchange.clauses.reasons import premise, why
from enforcerules.exchange.clauses.record import Record
from enforcerules.exchange.clauses.report import UNSAID, Remark, remark
from enforcerules.exchange.clauses.terms import terms
from enforcerules.exchange.clauses.yaml_text import Quoted, yaml_text
from enforcerules.language.vocabulary import Vocabulary, renamed, vocabulary
from enforcerules.load.rulesets import RULESET
from enforcerules.model.articles import ArticleIndex
from enforcerules.model.citation import Citation, print_zh
from enforcerules.model.program import Arithmetic, Fact

ABOUT: Final = "由 enforcerules import clauses 根据条款记录生成；可以直接修改，重新生成会覆盖修改。"


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a law from elsewhere: its full title and its rank."""

    title: str
    rank: str


@dataclass(frozen=True)
class Law:
    """The records of one law; `articles`: how its articles are divided; `about` None: only its name is known."""

    name: str
    records: Sequence[Record]
    facts: Facts
    articles: ArticleIndex
    about: About | None = None

    @property
    def ruleset(self) -> str:
        """The id of its ruleset."""
        return f"{SHARED}.{self.name}"

    @cached_property
    def words(self) -> Vocabulary:
        """What its texts can name."""
        return vocabulary(self.facts.visible, {})

    def text(self) -> str:
        """The file."""
        return yaml_text(self.node())

    def node(self) -> dict[str, Any]:
        """The ruleset as texts, lists and tables."""
        parts = {
            "kinds": self._kinds(),
            "facts": {fact.id: _declared(fact) for fact in self.facts.own.values() if fact.formula is None},
            "derived": {fact.id: _derived(fact) for fact in self.facts.own.values() if fact.formula is not None},
        }
        instruments = self._instruments()
        return {
            "format": RULESET,
            "ruleset": self.ruleset,
            "title": self.name,
            "territory": Quoted("000000"),
            "extends": [SHARED],
            "status": "partial",
            "about": ABOUT,
            **({"instruments": instruments} if instruments else {}),
            **{key: value for key, value in parts.items() if value},
            "matters": [self._matter(record) for record in self.records],
        }

    def _instruments(self) -> dict[str, Any]:
        """The law, unless a ruleset that all extend has declared it."""
        if self.name in shared().program.rulesets[SHARED].instruments:
            return {}
        about = self.about or About(self.name, guessed_rank(self.name))
        versions = [{"id": Quoted(day), **self._in_force(day)} for day in self._versions]
        return {self.name: {"title": about.title, "rank": about.rank, "versions": versions}}

    @cached_property
    def _versions(self) -> list[str]:
        return sorted({record.version for record in self.records})

    def _in_force(self, version: str) -> dict[str, str]:
        """From the day of a version to the day before the next one that has records."""
        later = [day for day in self._versions if day > version]
        if not later:
            return {"from": version}
        last = date.fromordinal(date.fromisoformat(later[0]).toordinal() - 1)
        return {"from": version, "until": last.isoformat()}

    def _kinds(self) -> dict[str, dict[str, str]]:
        return {kind: declaration(kind)[0] for kind in self._new_kinds()}

    def _new_kinds(self) -> list[str]:
        known = shared().program.rulesets[SHARED].kinds
        used = (one.kind for record in self.records for rule in record.rules for one in rule.penalties)
        return [kind for kind in dict.fromkeys(used) if kind not in known]

    def _matter(self, record: Record) -> dict[str, Any]:
        named = terms(record, self.words).names
        words = renamed(self.words, named) if named else self.words
        place = cited(record, self.articles)
        note = visible("；".join(_notes(record, self._remarks_of(record))))
        return {
            "id": str(record.id),
            "title": _title(place),
            "elements": "alleged",
            "penalised_by": print_zh(place),
            **({"status": _status(record, self._remarks_of(record))} if record.status else {}),
            **(self._in_force(record.version) if len(self._versions) > 1 else {}),
            **({"terms": named} if named else {}),
            **({"note": note} if note else {}),
            "penalties": Penalties(record, self.facts, words).nodes(),
        }

    def remarks(self) -> Iterator[Remark]:
        """What is to be said of the law and of its records."""
        if self.about is None and self._instruments():
            yield remark("rank_guessed", self.name, rank=guessed_rank(self.name))
        for kind in self._new_kinds():
            if not declaration(kind)[1]:
                yield remark("kind_unseen", self.name, kind=kind)
        for fact in self.facts.unseen:
            yield remark("name_unseen", self.name, fact=fact, type=self.facts.visible[fact].type)
        for record in self.records:
            yield from self._remarks_of(record)

    def _remarks_of(self, record: Record) -> tuple[Remark, ...]:
        named = terms(record, self.words).remarks
        return (*remarks(record), *misplaced(record, self.articles), *named)


def guessed_rank(name: str) -> str:
    """The rank that the name of a national text suggests: 法 a law, 条例 and the State Council's a regulation, else a rule."""
    if name.endswith(("法", "法典")) and not name.endswith("办法"):
        return "law"
    council = name.startswith("国务院") or name.endswith("条例")
    return "administrative_regulation" if council else "ministry_rule"


def _title(citation: Citation) -> str:
    """食品安全法第一百二十三条第一款."""
    place = Citation("", citation.article, citation.article_extra, citation.paragraph)
    return f"{citation.instrument}{print_zh(place)}"


def _status(record: Record, found: Sequence[Remark]) -> str:
    unsaid = any(one.code in UNSAID for one in found)
    return "partial" if unsaid else str(record.status)


def _notes(record: Record, found: Sequence[Remark]) -> Iterator[str]:
    """What a reader of the matter has to know, each in a few words."""
    if record.why_partial:
        yield f"解析不完整：{why(record.why_partial)}"
    if record.premise:
        yield f"第一档以{premise(record.premise)}为前提，没有写成条件"
    if record.superseded:
        yield "本法可能已由其他名称的法律取代"
    for one in found:
        if one.code in _NOTED:
            yield _NOTED[one.code].format(**dict(one.args))


_NOTED: Final[Mapping[str, str]] = {
    "duration_corrected": "记录的期限{given}首数误乘十二，已改正",
    "paragraph_absent": "记录作第{paragraph}款，该条只有{count}款",
    "reference_unnamed": "罚款数额依照其他规定，条款没有指明",
    "reference_unreadable": "罚款数额所依照的规定未能写出",
    "target_unseen": "受罚主体{target}未能写出",
    "field_unseen": "记录的{field}未能写出",
}


def _declared(fact: Fact) -> dict[str, Any]:
    """A fact that only this file knows, or that it gives other values."""
    before = shared().program.rulesets[SHARED].facts.get(fact.id)
    made: dict[str, Any] = {"label": fact.label}
    made |= {} if fact.en is None else {"en": fact.en}
    made["type"] = fact.type
    made |= {"unit": fact.unit} if fact.unit else {}
    made |= {"values": dict(fact.values)} if fact.values else {}
    made |= {"source": fact.source} if fact.source else {}
    made |= {"on_unknown": "false"} if fact.type == "boolean" else {}
    return made if before is None else {**made, "overrides": "true"}


def _derived(fact: Fact) -> dict[str, Any]:
    """A product that a fine is computed from."""
    assert isinstance(fact.formula, Arithmetic)  # noqa: S101  the only formula that is made here
    made: dict[str, Any] = {"label": fact.label, "times": [str(one) for one in fact.formula.operands]}
    return {**made, "unit": fact.unit} if fact.unit else made
