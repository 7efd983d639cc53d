"""A review as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.base.personal import without_identity
from enforcerules.model.capitals import read_figures
from enforcerules.model.citation import Citation, print_en, print_zh
from enforcerules.model.decision import ENGINE_ALERTS, MoneyRange
from enforcerules.model.duration import parse_duration
from enforcerules.model.explanation import Money, Span, Title
from enforcerules.model.review import Alike, Finding, Lawful, Open, Review, Reviewed, ReviewedOutcome, Said
from enforcerules.render.durations import duration_text
from enforcerules.render.sampling import added_text
from enforcerules.render.words import say, word
from enforcerules.render.words.review_words import (
    DONE,
    ENTRIES,
    FINDINGS,
    MEASURES,
    OPEN,
    PHRASES,
    SEVERITY,
    STEPS,
    WHY,
)

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_VARIANTS: Final = (("by", "by"), ("more", "more"), ("alert", "alert"), ("facts", "facts"))
_SHORT: Final = 24


def text(review: Review, lang: Lang = "zh", *, all_of_them: bool = False) -> str:
    """What was found, decision by decision, then like cases, then the count; ends with a line break.

    `all_of_them`: decisions about which there is nothing to say are named as well.
    """
    words = Words(lang)
    parts = [words.reviewed(one) for one in review.decisions if all_of_them or _says(one)]
    parts += [words.unlike(one) for one in review.unlike]
    parts = added_text(review, parts, lang)
    return "\n".join([*parts, words.summary(review)]) + "\n"


def _says(one: Reviewed) -> bool:
    return bool(one.report.errors or any(o.findings or o.open for o in one.outcomes))


class Words:
    """The wording in one language."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self._at = 0 if lang == "zh" else 1

    def reviewed(self, one: Reviewed) -> str:
        """A decision with all that was found."""
        lines = [one.made if one.made == one.name else f"{one.made}{self._phrase('place', place=one.name)}"]
        if one.report.errors:
            lines.append(f"  {self._phrase('unusable')}")
        for outcome in one.outcomes:
            indent = "  "
            if len(one.outcomes) > 1:
                lines.append(without_identity(f"  {outcome.act}／{outcome.party}（{outcome.matter}）"))
                indent = "    "
            lines += [f"{indent}{line}" for line in self._outcome(outcome)]
        return "\n".join(lines)

    def _outcome(self, one: ReviewedOutcome) -> Iterator[str]:
        if not one.findings and not one.open:
            yield self._phrase("nothing")
        for finding in one.findings:
            yield from self._finding(finding)
        groups: dict[tuple[str, ...], list[str]] = {}
        for note in one.open:
            groups.setdefault(note.missing, []).append(self.open(note))
        for missing, what in groups.items():
            yield self._phrase("open", what=self._clauses(what)) + self._missing(missing)

    def _finding(self, one: Finding) -> Iterator[str]:
        yield f"{SEVERITY[one.severity][self._at]} {one.kind} {self.message(one)}"
        if one.basis:
            again = self._phrase("secondary") if one.secondary else ""
            yield f"  {self._phrase('basis', basis=self._places(one.basis))}{again}"
        if one.lawful:
            yield f"  {self._phrase('lawful', lawful=self._clauses(dict.fromkeys(self._lawful(each) for each in _known(one.lawful))))}"
        elif one.dispositions and one.kind in _ABOUT_DISPOSITION:
            shown = self._listed(self._disposition(each) for each in one.dispositions)
            yield f"  {self._phrase('instead', dispositions=shown)}"

    def message(self, one: Finding) -> str:
        """What is wrong."""
        args = dict(one.args)
        variant = next((name for key, name in _VARIANTS if key in args and f"{one.kind}.{name}" in FINDINGS), None)
        return self._filled(FINDINGS[one.kind if variant is None else f"{one.kind}.{variant}"], one.args)

    def open(self, one: Open) -> str:
        """What could not be judged."""
        return self._filled(OPEN[one.check], one.args)

    def _lawful(self, one: Lawful) -> str:
        figure = ""
        if one.range is not None:
            figure = say(Span(one.range), self._lang)
        elif one.duration is not None:
            figure = duration_text(one.duration, self._lang)
        about = [word("modality", one.modality, self._lang)]
        if one.level is not None:
            about.append(self._phrase("level", level=word("level", one.level, self._lang)))
        shown = self._named(one.measure) + self._phrase("about", about=self._listed(part for part in about if part))
        return shown + (" " if figure and self._lang == "en" else "") + figure

    def unlike(self, one: Alike) -> str:
        """Like cases with their results."""
        lines = [self._phrase("unlike", matter=one.matter)]
        if one.basis:
            lines.append(f"  {self._phrase('basis', basis=self._places(one.basis))}")
        for result, names in one.results:
            shown = self._listed([DONE[result[0]][self._at], *(self._result(each) for each in result[1:])])
            lines.append(f"  {self._phrase('unlike.one', result=shown, names=self._listed(names))}")
        return "\n".join(lines)

    def _result(self, text: str) -> str:
        """A measure with its amount: `fine 4000.00` as 罚款4000.00元."""
        kind, _, figure = text.partition(" ")
        name = MEASURES[kind][self._at] if kind in MEASURES else kind
        if not figure:
            return name
        fen, length = read_figures(figure), parse_duration(figure)
        said = figure if length is None else duration_text(length, self._lang)
        said = said if fen is None else say(Money(Fraction(fen)), self._lang)
        return f"{name}{said}" if self._lang == "zh" else f"{name} {said}"

    def summary(self, review: Review) -> str:
        """How many of what."""
        return self._phrase("summary", **{key: str(value) for key, value in counted(review).items()})

    # ---- pieces --------------------------------------------------------------------------------------------------

    def _filled(self, template: tuple[str, str], args: Iterable[tuple[str, Said]]) -> str:
        said = {name: self._said(name, value) for name, value in args}
        return _PLACE.sub(lambda place: said.get(place.group(1), ""), template[self._at]).strip()

    def _said(self, name: str, value: Said) -> str:
        if isinstance(value, Fraction):
            return say(Money(value), self._lang)
        if isinstance(value, MoneyRange):
            return say(Span(value), self._lang)
        if isinstance(value, Citation):
            shown = _place(value, self._lang)
            return self._phrase("near", near=shown) if name == "near" else shown
        if isinstance(value, Title):
            return self._named(value)
        if isinstance(value, tuple):
            parts = [self._named(one) if isinstance(one, Title) else self._name(name, one) for one in value]
            return self._listed(parts)
        return self._name(name, value)

    def _name(self, name: str, value: str) -> str:
        """A text argument: steps, dispositions and reasons have words of their own."""
        words: Mapping[str, tuple[str, str]] = {}
        if name in {"step", "first", "then"}:
            words = STEPS
        elif name == "done":
            words = DONE
        elif name == "why":
            words = WHY
        elif name in {"disposition", "others"}:
            return self._disposition(value)
        elif name == "of" and value in ENGINE_ALERTS:
            return word("question_of_law", value, self._lang)
        elif name in {"length", "was", "lawful_length"}:
            length = parse_duration(value)
            return value if length is None else duration_text(length, self._lang)
        return words[value][self._at] if value in words else without_identity(value)

    def _disposition(self, value: str) -> str:
        return word("conclusion.short", value, self._lang)

    def _named(self, one: Title) -> str:
        texts = dict(one.texts)
        return texts.get(self._lang) or texts.get("zh") or one.name

    def _missing(self, names: tuple[str, ...]) -> str:
        if not names:
            return ""
        shown = [self._step(one) for one in names]
        plain = all(len(one) <= _SHORT for one in shown)
        return self._phrase("missing", missing=(self._listed if plain else self._clauses)(shown))

    def _step(self, name: str) -> str:
        if name in ENTRIES:
            return ENTRIES[name][self._at]
        kind = name.removeprefix("steps.")
        return STEPS[kind][self._at] if name != kind and kind in STEPS else name

    def _listed(self, parts: Iterable[str]) -> str:
        return ("、" if self._lang == "zh" else ", ").join(parts)

    def _clauses(self, parts: Iterable[str]) -> str:
        return ("；" if self._lang == "zh" else "; ").join(parts)

    def _places(self, places: Iterable[Citation]) -> str:
        """Citations, where several of one article stand together only the rest of the place again."""
        shown: list[str] = []
        last = ""
        for one in places:
            whole = replace(one, item=None, subitem=None, sentence=None, proviso=False)
            head, full = _place(whole, self._lang), _place(one, self._lang)
            again = head == last and full != head
            shown.append(full[len(head) :].strip() if again else full)
            last = head
        return self._listed(shown)

    def _phrase(self, key: str, **args: str) -> str:
        return _PLACE.sub(lambda place: args.get(place.group(1), ""), PHRASES[key][self._at])


_ABOUT_DISPOSITION: Final = frozenset(
    {
        "exemption_not_applied",
        "time_barred",
        "not_punishable",
        "wrong_authority",
        "order_first_skipped",
        "not_handed_over",
    }
    | {"leniency_without_ground"}
)


def _known(lawful: tuple[Lawful, ...]) -> tuple[Lawful, ...]:
    """Those whose figures are known, if any are."""
    open_ = [one for one in lawful if one.range is not None and one.range.hi is None and not one.range.lo]
    return tuple(one for one in lawful if one not in open_) or lawful


def _place(one: Citation, lang: Lang) -> str:
    return print_zh(one) if lang == "zh" else print_en(one)


def counted(review: Review) -> dict[str, int]:
    """How many decisions, findings of each severity, and points left open."""
    severities = [one.severity for one in review.findings]
    return {
        "n": len(review.decisions),
        "errors": severities.count("error"),
        "warnings": severities.count("warning") + len(review.unlike),
        "alerts": severities.count("alert"),
        "open": sum(len(outcome.open) for one in review.decisions for outcome in one.outcomes),
        "unusable": len(review.unusable),
    }
