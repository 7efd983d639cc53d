"""A written case against the facts of a matter: labels to ids, texts to typed values; every problem at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any
from unicodedata import normalize

from enforcerules.base.days import wrong_day
from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Span, Text, span_of
from enforcerules.decide.slice import Slice
from enforcerules.model.case import Act, Case, FactGiven, Party
from enforcerules.model.knowledge import Observed, domain
from enforcerules.model.numerals import read_cardinal
from enforcerules.model.program import Count, Fact, Program
from enforcerules.model.region import FALSE, TRUE, Exact, Numbers, Region, Values, exactly, truth
from enforcerules.model.walk import reads_of

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_MONEY_WORDS = re.compile(r"(-?[0-9.]+)(元|万元|亿元)")
_MONEY_UNITS = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WITH_UNIT = re.compile(r"-?[0-9.]+([^0-9.,，_\s]+)")
_SPELLED = re.compile(r"(-?[0-9.,_]+|[零〇一二两三四五六七八九十百千万亿]+)([万亿]?元|倍|%|)")
_DIGITS = 18
_DAYS_READ = {"discovered", "filed", "notified", "decided", "known_on"}
_PROPOSED_GROUP = re.compile(r"proposed\.(any|outside)\(([\w, ]+)\)")


def bind(
    case: Case, act: Act, party: Party, sliced: Slice, beside: Sequence[Slice] = ()
) -> tuple[dict[str, Observed], list[Diagnostic]]:
    """What the case says of every fact of the slice, by id; facts of the act and the party go before shared ones.

    `beside`: the slices of the other matters of the act, whose facts this one need not know.
    """
    found: list[Diagnostic] = []
    by_name = _names(sliced.facts)
    theirs = {name for other in beside for name in _names(other.facts)} - by_name.keys()
    observed = dict(_frame(case, act, party, sliced, found))
    framed = frozenset(observed)
    shared = {name: given for name, given in case.facts.items() if name in by_name}
    for facts in (shared, party.facts, act.facts):
        mine = {name: given for name, given in facts.items() if name not in theirs}
        observed |= _given(mine, by_name, sliced, framed, found)
    for name, region in sliced.matter.fixes:
        observed.setdefault(name, Observed(region, "fixed"))
    return observed, found


def said_of_the_whole(case: Case, program: Program, slices: Sequence[Slice]) -> list[Diagnostic]:
    """What is wrong with a case apart from any one act: shared facts that no act knows, proposals, names of dates."""
    return [*_unknown_to_all(case, slices), *_proposals(case, program), *_unread(case, program)]


def _unknown_to_all(case: Case, slices: Sequence[Slice]) -> Iterator[Diagnostic]:
    """A fact of the whole case must be one of some act; the other acts have no use for it."""
    names = {name for sliced in slices for name in _names(sliced.facts)}
    matters = "、".join(dict.fromkeys(sliced.matter.id for sliced in slices))
    for name in case.facts:
        if slices and name not in names:
            yield diagnose("ER602", span_of(name), matter=matters, fact=name, near=nearest(name, names))


def _proposals(case: Case, program: Program) -> Iterator[Diagnostic]:
    kinds = program.lookup.kinds
    for kind, value in (case.proposed or {}).items():
        if kind not in kinds:
            yield diagnose("ER610", span_of(kind), kind=kind, near=nearest(kind, kinds))
            continue
        try:
            (_money if kind == "fine" else _boolean)(_FINE, value)
        except Wrong as wrong:
            yield diagnose(wrong.code, value.span or span_of(kind), **wrong.args_)


def _unread(case: Case, program: Program) -> Iterator[Diagnostic]:
    """Dates and fields of the authority under names that nothing reads."""
    sources = program.lookup.sources
    for where, given in (("dates", case.dates), ("authority", case.authority)):
        read = {source.partition(".")[2] for source in sources if source.startswith(f"{where}.")}
        known = sorted(read | (_DAYS_READ if where == "dates" else set()))
        for name in given:
            if name not in known:
                shown = "、".join(known) or None
                yield diagnose("ER614", span_of(name), where=where, name=name, known=shown, near=nearest(name, known))


def _names(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    names = {fact.id: fact for fact in facts.values()}
    for fact in facts.values():
        names |= dict.fromkeys((*fact.also, fact.label), fact)
    return names


def _given(
    facts: Mapping[Text, FactGiven],
    names: Mapping[str, Fact],
    sliced: Slice,
    framed: frozenset[str],
    found: list[Diagnostic],
) -> dict[str, Observed]:
    made: dict[str, Observed] = {}
    first: dict[str, Text] = {}
    for name, given in facts.items():
        fact = names.get(name)
        span = getattr(name, "span", None)
        if fact is None:
            found.append(diagnose("ER602", span, matter=sliced.matter.id, fact=name, near=nearest(name, names)))
            continue
        if fact.id in first:
            labels = [Label(s, "first") for s in [getattr(first[fact.id], "span", None)] if s]
            found.append(diagnose("ER605", span, labels=labels, fact=fact.label))
            continue
        first[fact.id] = name
        problem = _not_to_be_given(fact, span, sliced, framed)
        if problem is not None:
            found.append(problem)
            continue
        made[fact.id] = _observed(fact, given, span, found)
    return made


def _not_to_be_given(fact: Fact, span: Span | None, sliced: Slice, framed: frozenset[str]) -> Diagnostic | None:
    """Derived facts, and what the frame of the case says; the kind of a party may be a fact where the frame is silent."""
    if fact.formula is not None:
        if isinstance(fact.formula, Count):
            return diagnose("ER609", span, fact=fact.label, history="history")
        read = dict.fromkeys(sliced.facts[f].label for f in reads_of(fact) if f in sliced.facts)
        return diagnose("ER609", span, fact=fact.label, reads="、".join(read) or None)
    if fact.source is not None and (fact.source != "party.kind" or fact.id in framed):
        return diagnose("ER611", span, fact=fact.label, source=fact.source)
    return None


def _observed(fact: Fact, given: FactGiven, span: Span | None, found: list[Diagnostic]) -> Observed:
    status = given.status
    region = domain(fact)
    if given.value is not None:
        first = given.value[0] if isinstance(given.value, tuple) and given.value else given.value
        try:
            read = value_of(fact, given.value)
        except Wrong as wrong:
            found.append(_said(wrong, fact, span_of(first) or span))
            read = region
        region = read if status in {"known", "searched_not_found"} else region
    elif status in {"known", "searched_not_found"}:
        if status == "searched_not_found":
            region = FALSE if fact.type == "boolean" else region
        status = "unknown" if status == "known" else status
    return Observed(
        region=region,
        status=status,
        evidence=tuple(map(str, given.evidence)),
        reason=None if given.reason is None else str(given.reason),
        factors=tuple(map(str, given.factors)),
        by=None if given.by is None else str(given.by),
        note=None if given.note is None else str(given.note),
    )


class Wrong(Exception):
    """A value that cannot be read: code and arguments of its diagnostic, and the item of a list that is at fault."""

    def __init__(self, code: str, at: Text | None = None, **args: str | int | None) -> None:
        super().__init__(code)
        self.code, self.at = code, at
        self.args_: dict[str, Any] = args


def _said(wrong: Wrong, fact: Fact, span: Span | None) -> Diagnostic:
    span = span_of(wrong.at) or span
    if wrong.code == "ER230":
        return wrong_day(str(wrong.args_["found"]), span)
    return diagnose(wrong.code, span, fact=fact.label, **wrong.args_)


def value_of(fact: Fact, value: Text | tuple[Text, ...]) -> Region:
    """The region of a value given for a fact; raises with a diagnostic's code when it is not one of its type."""
    if isinstance(value, tuple):
        if fact.type != "set":
            raise Wrong("ER603", value="、".join(value), expected="@one_value")
        return Values(frozenset(_key(fact, one) for one in value))
    if fact.type == "set":
        return Values(frozenset({_key(fact, value)}))
    return _READERS[fact.type](fact, value)


def _key(fact: Fact, text: Text) -> str:
    found = next((key for key, label in fact.values if text in {key, label}), None)
    if found is None:
        keys, labels = zip(*fact.values, strict=True) if fact.values else ((), ())
        raise Wrong("ER604", text, value=text, allowed="、".join(labels), near=nearest(text, [*labels, *keys]))
    return found


def _boolean(_fact: Fact, text: Text) -> Region:
    if text in {"true", "是"}:
        return TRUE
    if text in {"false", "否"}:
        return FALSE
    raise Wrong("ER250", found=text)


def _grade(fact: Fact, text: Text) -> Region:
    return exactly([key for key, _ in fact.values].index(_key(fact, text)))


def _choice(fact: Fact, text: Text) -> Region:
    return Values(frozenset({_key(fact, text)}))


def _words(_fact: Fact, text: Text) -> Region:
    return Values(frozenset({str(text)}))


def _date(_fact: Fact, text: Text) -> Region:
    try:
        return exactly(date.fromisoformat(text if _DAY.fullmatch(text) else "").toordinal())
    except ValueError:
        raise Wrong("ER230", found=text) from None


def _money(_fact: Fact, text: Text) -> Region:
    """元 with at most two decimals, or with its unit; exact in 分."""
    words = _MONEY_WORDS.fullmatch(text)
    number = _exact(words[1] if words else text, "@money", text)
    fen = number * (_MONEY_UNITS[words[2]] if words else 100)
    if fen.denominator != 1:
        raise Wrong("ER242", found=text)
    if fen < 0:
        raise Wrong("ER225", found=text)
    return exactly(int(fen))


def _whole(fact: Fact, text: Text) -> Region:
    _check_unit(fact, text)
    number = _exact(_bare(fact, text), "@integer", text)
    if number.denominator != 1:
        raise Wrong("ER221", found=text)
    if number < 0:
        raise Wrong("ER225", found=text)
    return exactly(int(number))


def _decimal(fact: Fact, text: Text) -> Region:
    _check_unit(fact, text)
    bare = _bare(fact, text)
    number = _exact(bare, "@number", text)
    if fact.type == "decimal" and fact.scale and len(bare.partition(".")[2]) > fact.scale:
        raise Wrong("ER223", found=text, scale=fact.scale)
    return exactly(_plain(number))


def _rate(_fact: Fact, text: Text) -> Region:
    if text.endswith("%"):
        return exactly(_plain(_exact(text[:-1], "@percentage", text) / 100))
    return exactly(_plain(_exact(text.removesuffix("倍"), "@percentage", text)))


def _plain(number: Fraction) -> Exact:
    return int(number) if number.denominator == 1 else number


def _bare(fact: Fact, text: str) -> str:
    """The number without the fact's own unit."""
    return text.removesuffix(fact.unit) if fact.unit else text


def _check_unit(fact: Fact, text: str) -> None:
    """A number with the unit of another fact is no slip of the pen but another number."""
    other = _WITH_UNIT.fullmatch(text)
    if other is not None and other[1] != fact.unit:
        type_ = f"@{fact.type}"
        raise Wrong("ER411", value=text, type=type_, unit=fact.unit)


def _exact(text: str, expected: str, whole: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        code = {"@money": "ER240", "@percentage": "ER243"}.get(expected, "ER220")
        plain = normalize("NFKC", whole)
        wide, suggestion = plain != whole, _plainly(plain)
        suggestion = None if suggestion == whole else suggestion
        raise Wrong("ER226" if wide and suggestion else code, value=whole, found=whole, suggestion=suggestion)
    if len(text) > _DIGITS:
        raise Wrong("ER222", limit=_DIGITS, found=whole)
    with localcontext() as context:
        context.prec = _DIGITS + 2
        return Fraction(Decimal(text))


def _plainly(text: str) -> str | None:
    """A number with separators, or in Chinese numerals, as one writes it here; None when it is no number."""
    found = _SPELLED.fullmatch(text)
    if found is None:
        return None
    figures = found[1].replace(",", "").replace("_", "")
    number = figures if _NUMBER.fullmatch(figures) else read_cardinal(figures)
    return None if number is None else f"{number}{found[2]}"


_READERS: dict[str, Callable[[Fact, Text], Region]] = {
    "boolean": _boolean,
    "grade": _grade,
    "choice": _choice,
    "text": _words,
    "code": _words,
    "date": _date,
    "money": _money,
    "integer": _whole,
    "period": _whole,
    "decimal": _decimal,
    "rate": _rate,
}


# ---- the frame: facts that are read from other fields of the case --------------------------------------------


def _frame(
    case: Case, act: Act, party: Party, sliced: Slice, found: list[Diagnostic]
) -> Iterator[tuple[str, Observed]]:
    for fact in sliced.facts.values():
        if fact.source is None:
            continue
        try:
            region = _source(fact, case, act, party)
        except Wrong as wrong:
            region = None
            if fact.source.startswith("authority."):
                given = case.authority[Text(fact.source.partition(".")[2])]
                found.append(_said(wrong, fact, given.span))
        if region is not None:
            yield fact.id, Observed(region, "known")


def _source(fact: Fact, case: Case, act: Act, party: Party) -> Region | None:
    head, _, tail = (fact.source or "").partition(".")
    if head == "act":
        return _act_field(act, tail)
    if head == "dates":
        return _day(case.dates.get(Text(tail)))
    if head == "party":
        return _day(party.born) if tail == "born" else _known(fact, party.kind)
    if head == "authority":
        given = case.authority.get(Text(tail))
        return None if given is None else value_of(fact, given)
    return _proposed(fact, case)


def _known(fact: Fact, value: str | None) -> Region | None:
    return None if value is None else value_of(fact, Text(value))


def _day(value: date | None) -> Region | None:
    return None if value is None else exactly(value.toordinal())


def _act_field(act: Act, name: str) -> Region | None:
    if name == "ongoing":
        return None if act.end is None else truth(act.end == "ongoing")
    value = act.start if name == "start" else act.end
    return _day(value) if isinstance(value, date) else None


def _proposed(fact: Fact, case: Case) -> Region | None:
    """What the authority proposes; nothing proposed at all leaves it open, a kind not named is nil or false."""
    if case.proposed is None:
        return None
    group = _PROPOSED_GROUP.fullmatch(fact.source or "")
    said = {str(k) for k, v in case.proposed.items() if v not in {"false", "否", "0"}}
    if group is not None:
        kinds = {k.strip() for k in group[2].split(",")}
        return truth(bool(said & kinds if group[1] == "any" else said - kinds))
    kind = (fact.source or "").partition(".")[2]
    given = case.proposed.get(Text(kind))
    if fact.type == "boolean":
        return truth(kind in said)
    return exactly(0) if given is None else value_of(fact, given)


def proposed_fine(case: Case) -> Exact | None:
    """The fine that the authority proposes, in 分; None when it proposes none or what it proposes cannot be read."""
    given = None if case.proposed is None else case.proposed.get(Text("fine"))
    try:
        region = None if given is None else _money(_FINE, given)
    except Wrong:
        return None
    return region.hull().point if isinstance(region, Numbers) else None


_FINE = Fact("fine", "罚款", "money", "")
