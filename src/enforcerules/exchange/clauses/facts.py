"""Which facts the records of a law need: those that all statutes share, and those that its own file declares.

A name is known by its uses: alone it is a truth, compared with numbers a figure, compared with words a choice, and the base
of a fine is money or a number of things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, TypeAlias

from enforcerules import api
from enforcerules.base.diagnostics import Diagnostic, diagnose, lowered
from enforcerules.exchange.clauses.expression import Compare, Truth, leaves
from enforcerules.exchange.clauses.record import Fine, Record
from enforcerules.model.program import Arithmetic, Fact

Use: TypeAlias = Literal["truth", "figure", "words", "money", "things", "factor"]
SHARED: Final = "cn.statutes"
_TYPES: Final[Mapping[Use, frozenset[str]]] = {
    "truth": frozenset({"boolean"}),
    "figure": frozenset({"money", "integer", "decimal"}),
    "words": frozenset({"choice", "grade"}),
    "money": frozenset({"money"}),
    "things": frozenset({"integer", "decimal"}),
    "factor": frozenset({"money", "integer", "decimal"}),
}
_UNITS: Final[Mapping[str, str]] = {
    "_sqm": "平方米", "_m2": "平方米", "_ha": "公顷", "_mu": "亩", "_m3": "立方米", "_kg": "公斤", "_tons": "吨", "_km": "公里",
}  # fmt: skip
_ANY_UNIT: Final = "个"
_OTHER: Final = ("other", "其他")
"""The value of an unseen choice that no condition names."""

_OLDER_NAMES: Final[Mapping[str, str]] = {"特大": "特别重大"}
"""Words of older laws for the words of today."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that the texts of a law can name; `own` are declared by its file, `unseen` known from their use only."""

    visible: Mapping[str, Fact]
    own: Mapping[str, Fact]
    unseen: tuple[str, ...] = ()

    def of_base(self, base: tuple[str, ...]) -> Fact:
        """The fact that a fine is computed from: a fact, or the derived product of several."""
        if len(base) == 1:
            return self.visible[base[0]]
        return next(fact for fact in self.visible.values() if _factors(fact) == sorted(base))


@cache
def shared() -> api.Ruleset:
    """The shipped ruleset of what all statutes share."""
    return api.load("cn/statutes/ruleset")


def begin() -> Facts:
    """What a law sees before its file declares anything."""
    return Facts(shared().program.rulesets[SHARED].facts, {})


def with_record(before: Facts, record: Record) -> tuple[Facts, list[Diagnostic]]:
    """The facts with those that one more record needs, or what contradicts itself in its uses of a name."""
    found: list[Diagnostic] = []
    facts = before
    for name, use, words in _uses(record, before):
        fitted = _fitted(facts, name, use, words)
        if fitted is None:
            known = facts.visible[name]
            first, second = f"@{_WORDS.get(known.type, known.type)}", f"@use_{use}"
            found.append(diagnose("ER704", record.id.span, where=record.id, fact=name, first=first, second=second))
        facts = fitted or facts
    for fine in _fines(record):
        made = _with_product(facts, fine) if len(fine.base) > 1 and not found else facts
        if made is None:
            found.append(diagnose("ER702", fine.span, found="*".join(fine.base)))
        facts = made or facts
    return (before, [lowered(one, record.line - 1) for one in found]) if found else (facts, [])


_WORDS: Final[Mapping[str, str]] = {"boolean": "truth"}


def _fines(record: Record) -> Iterator[Fine]:
    return (fine for rule in record.rules for fine in rule.fines)


def _uses(record: Record, facts: Facts) -> Iterator[tuple[str, Use, tuple[str, ...]]]:
    """Every use of a name; the base of a fine first, because it tells more than a comparison."""
    for fine in _fines(record):
        things: Use = "things" if fine.kind == "per_unit" else "money"
        if len(fine.base) == 1:
            yield fine.base[0], things, ()
        else:
            yield from _factor_uses(fine, facts)
    for rule in record.rules:
        for leaf in leaves(rule.when):
            if isinstance(leaf, Truth):
                yield leaf.name, "truth", ()
            elif isinstance(leaf, Compare):
                yield leaf.name, "figure", ()
            else:
                yield leaf.name, "words", leaf.values


def _factor_uses(fine: Fine, facts: Facts) -> Iterator[tuple[str, Use, tuple[str, ...]]]:
    """Of a product of unseen names the first is the money, unless another is or things are counted."""
    known = [facts.visible[name].type for name in fine.base if name in facts.visible]
    wanted = fine.kind != "per_unit" and "money" not in known
    for name in fine.base:
        unseen = name not in facts.visible
        yield name, ("money" if wanted else "things") if unseen else "factor", ()
        wanted = wanted and not unseen


def _fitted(facts: Facts, name: str, use: Use, words: tuple[str, ...]) -> Facts | None:
    """The facts in which a name may be used so; None where it is something else."""
    known = facts.visible.get(name)
    if known is None:
        return _with(facts, _declared(name, use, words), unseen=True)
    counted = use != "things" or known.unit is not None or name in facts.unseen
    if use == "words" and known.type in {"choice", "grade"}:
        return _with_words(facts, known, words)
    if known.type in _TYPES[use] and counted:
        bare = use == "things" and known.unit is None
        return _with(facts, replace(known, unit=_unit(name)), unseen=True) if bare else facts
    figure = name in facts.unseen and known.type == "decimal" and known.unit is None
    return _with(facts, replace(known, type="money"), unseen=True) if figure and use == "money" else None


def _with(facts: Facts, fact: Fact, *, unseen: bool = False) -> Facts:
    listed = (*facts.unseen, fact.id) if unseen and fact.id not in facts.unseen else facts.unseen
    return Facts({**facts.visible, fact.id: fact}, {**facts.own, fact.id: fact}, listed)


def _declared(name: str, use: Use, words: tuple[str, ...]) -> Fact:
    """A name that nothing declares, known by its use: a truth, money, a number of things, a bare figure, a choice."""
    if use == "truth":
        return Fact(name, name, "boolean", "")
    if use == "words":
        return Fact(name, name, "choice", "", values=_values((_OTHER,), words))
    if use == "money":
        return Fact(name, name, "money", "")
    return Fact(name, name, "decimal", "", unit=_unit(name) if use == "things" else None)


def _unit(name: str) -> str:
    return next((unit for tail, unit in _UNITS.items() if name.endswith(tail)), _ANY_UNIT)


def _values(before: tuple[tuple[str, str], ...], words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The values of a choice with more words; a key is the word itself where that can be one."""
    made = list(before)
    for word in words:
        if any(word in value for value in made):
            continue
        plain = word.isascii() and word[0].isalpha()
        made.append((word if plain else f"v{len(made) + 1}", word))
    return tuple(made)


def _with_words(facts: Facts, known: Fact, words: tuple[str, ...]) -> Facts:
    """The fact with words that it does not have yet: an older name of a value takes its place, any other is added."""
    said = {text for value in known.values for text in value}
    new = tuple(word for word in words if word not in said)
    if not new:
        return facts
    labels = {_OLDER_NAMES[word]: word for word in new if word in _OLDER_NAMES}
    if len(labels) == len(new) and all(label in said for label in labels):
        values = tuple((key, labels.get(label, label)) for key, label in known.values)
        return _with(facts, replace(known, values=values))
    type_: Literal["choice"] = "choice"
    return _with(facts, replace(known, type=type_, values=_values(known.values, new)), unseen=True)


def _factors(fact: Fact) -> list[str]:
    formula = fact.formula
    if not isinstance(formula, Arithmetic) or formula.op != "times":
        return []
    return sorted(str(one) for one in formula.operands)


def _with_product(facts: Facts, fine: Fine) -> Facts | None:
    """The facts with the product that a fine is computed from; None where the product makes no sense."""
    parts = [facts.visible[name] for name in fine.base]
    of_money = sum(part.type == "money" for part in parts)
    if of_money != (0 if fine.kind == "per_unit" else 1):
        return None
    if any(_factors(fact) == sorted(fine.base) for fact in facts.visible.values()):
        return facts
    unit = None if of_money else "".join(part.unit or "" for part in parts) or _ANY_UNIT
    name, label = "_by_".join(fine.base), "乘以".join(part.label for part in parts)
    type_: Literal["money", "decimal"] = "money" if of_money else "decimal"
    return _with(facts, Fact(name, label, type_, "", unit=unit, formula=Arithmetic("times", fine.base)))
