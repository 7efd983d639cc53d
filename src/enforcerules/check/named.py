"""ER594: a label or title that names another number than the rule behind it.

二年内处罚次数 over a window of one year; 不满十四周岁不予处罚 from twelve years of age. Such a pair is right in the eyes of every
other check, and whoever reads the decision reads the label. Only windows and ages are compared, and only where the rule has
such a number itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.check.axes import expanded
from enforcerules.model.numerals import read_number
from enforcerules.model.program import Atom, Condition, Count, Fact, Program, Runs, Series
from enforcerules.model.region import Numbers
from enforcerules.model.walk import tests_of

_NUMERAL: Final = "[0-9]+|[一二三四五六七八九十百千两]+"
_PERIOD: Final = re.compile(rf"(?P<number>{_NUMERAL})个?(?P<unit>年|月|日)(?:内|以内|之内)")
_NEVER_REPHRASED: Final = frozenset({"周岁"})
"""Units of which titles and conditions write the same number; a third time may be asked as two times before."""
_UNIT_OF: Final = {"年": "years", "月": "months", "日": "days"}


def check(program: Program) -> Iterator[Diagnostic]:
    """Counts over a window, and rules with a condition, each once."""
    for ruleset in program.rulesets.values():
        for fact in ruleset.facts.values():
            if fact.ruleset == ruleset.id:
                yield from _of_window(program, fact)
    for rule in program.rules:
        title = dict(rule.title).get("zh", "")
        yield from _of_rule(program, rule.id, title, rule.condition, program.rulesets[rule.ruleset].facts)


def _of_window(program: Program, fact: Fact) -> Iterator[Diagnostic]:
    """A label that says within how long, beside the window that is looked back over."""
    formula = fact.formula.of if isinstance(fact.formula, Runs | Series) else fact.formula
    if not isinstance(formula, Count) or formula.window is None:
        return
    for found in _PERIOD.finditer(fact.label):
        said, meant = read_number(found["number"]), getattr(formula.window, _UNIT_OF[found["unit"]])
        if said is not None and meant and said != meant:
            span = program.spans.get(f"{fact.ruleset} {fact.id}")
            unit = f"个{found['unit']}" if found["unit"] == "月" else found["unit"]
            yield diagnose("ER594", span, name=fact.id, text=fact.label, said=found[0], meant=f"{meant}{unit}")


def _of_rule(
    program: Program, name: str, title: str, condition: Condition, facts: Mapping[str, Fact]
) -> Iterator[Diagnostic]:
    """A title with a number of some unit, none of which the condition asks, though it asks others of that unit."""
    for unit, numbers in _asked(condition, facts).items():
        if unit not in _NEVER_REPHRASED:
            continue
        said = re.search(rf"(?P<number>{_NUMERAL})个?{re.escape(unit)}", title)
        every = {read_number(found) for found in re.findall(rf"({_NUMERAL})个?{re.escape(unit)}", title)}
        if said is not None and None not in every and not every & numbers:
            meant = "、".join(f"{number}{unit}" for number in sorted(numbers))
            yield diagnose("ER594", program.spans.get(name), name=name, text=title, said=said[0], meant=meant)


def _asked(condition: Condition, facts: Mapping[str, Fact]) -> dict[str, set[int]]:
    """The numbers that a condition asks by unit, each with the one beside it: 不满14周岁 is 13周岁 and below."""
    found: dict[str, set[int]] = {}
    for test in tests_of(expanded(condition, facts)):
        fact = facts.get(test.fact)
        if fact is None or fact.unit is None or not isinstance(test, Atom) or not isinstance(test.region, Numbers):
            continue
        ends = [end for one in test.region.intervals for end in (one.lo, one.hi) if end is not None]
        found.setdefault(fact.unit, set()).update(int(end) for end in ends if end == int(end))
    return found
