"""What still has to be found out, in an order that settles soonest."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from enforcerules.decide.cells import Cell, coordinates
from enforcerules.decide.completions import Completions, relevant
from enforcerules.decide.frame import Frame, Item, barring, measure_key, rule_key, table_key, targeted
from enforcerules.decide.merge import Merged, given, matters
from enforcerules.decide.possible import dispositions
from enforcerules.decide.verdicts import Verdicts, open_tests
from enforcerules.language.showing import show_value
from enforcerules.model.decision import DISPOSITIONS, Question
from enforcerules.model.knowledge import is_exact
from enforcerules.model.program import Count, Fact, Runs, Series
from enforcerules.model.walk import reads_of


def open_facts(frame: Frame, seen: Verdicts, found: Completions, merged: Merged) -> tuple[str, ...]:
    """The facts on which something that is open depends: thresholds first, then bases of fines and weighed factors."""
    axes = [name for name in found.coordinates if found.outer or matters(name, found)]
    return tuple(dict.fromkeys((*axes, *(_amount_facts(frame, seen) if merged.measures_matter else ()))))


def _amount_facts(frame: Frame, seen: Verdicts) -> list[str]:
    """Bases that are not known exactly and factors of weight tables that are open."""
    names: list[str] = []
    for measure in targeted(frame):
        base = measure.amount.base if measure.amount else None
        if base is not None and seen.truths[measure_key(measure)] is not False and not _barred(frame, seen, "fine"):
            names += _unknown(frame, base)
    for table in frame.sliced.benchmarks:
        if table.weights is None or seen.truths[table_key(table)] is False or _barred(frame, seen, table.kind):
            continue
        if table.weights.of is not None and table.weights.of.base is not None:
            names += _unknown(frame, table.weights.of.base)
        for factor in table.weights.factors:
            held = any(frame.known.judge(level.condition, frame.known) for level in factor.levels)
            for level in () if held else factor.levels:
                names += [name for name, _ in open_tests(frame, level.condition, frame.known)]
    return names


def _barred(frame: Frame, seen: Verdicts, kind: str) -> bool:
    """Whether measures of a kind are barred in any case, so that their amounts need not be found."""
    return any(seen.truths[rule_key(rule)] for rule in barring(frame, kind))


def _unknown(frame: Frame, name: str) -> list[str]:
    return [] if is_exact(frame.known.region(name)) else [name]


def questions(
    frame: Frame, asked: Mapping[str, Item], seen: Verdicts, found: Completions, names: tuple[str, ...]
) -> tuple[Question, ...]:
    """A question for every open fact that matters; first the one that leaves the fewest cells at worst."""
    made = [_question(frame, asked, seen, found, name) for name in names]
    return tuple(sorted(made, key=lambda q: (q.cells, q.fact)))


def _question(frame: Frame, asked: Mapping[str, Item], seen: Verdicts, found: Completions, name: str) -> Question:
    fact = frame.fact(name)
    cells = found.coordinates.get(name, ())
    leads = tuple(
        (_value(fact, cell), _at_most(frame, asked, seen, {name: cell}) if found.outer else _leads(found, name, cell))
        for cell in cells
    )
    worst = max((cells_left(frame, asked, seen, {name: cell}) for cell in cells), default=found.cells)
    return Question(
        fact=name,
        label=fact.label,
        who="person" if fact.evaluative else fact.proves,
        asks=tuple(sorted(_asks(frame, fact))),
        leads_to=leads,
        cells=worst,
    )


def _value(fact: Fact, cell: Cell) -> str:
    if cell is None:
        return "无法确定"
    if fact.type == "boolean":
        return "true" if "true" in getattr(cell, "names", ()) else "false"
    return show_value(fact, cell)


def _leads(found: Completions, name: str, cell: Cell) -> tuple[str, ...]:
    said = {d for cells, part in found.found if given(cells, name, cell) for d in part.dispositions}
    return tuple(d for d in DISPOSITIONS if d in said)


def _at_most(frame: Frame, asked: Mapping[str, Item], seen: Verdicts, answer: Mapping[str, Cell]) -> tuple[str, ...]:
    """The dispositions that an answer leaves possible, as an outer bound: where completions are too many to count."""
    known = frame.known.suppose(dict(answer))
    truths = dict(seen.truths)
    for key in seen.open:
        truths[key] = known.judge(asked[key].condition, known)
    said = dispositions(frame, truths)
    return tuple(d for d in DISPOSITIONS if d in said)


def cells_left(frame: Frame, asked: Mapping[str, Item], seen: Verdicts, answer: Mapping[str, Cell]) -> int:
    """How many cells stay open once a fact has this value: 1 when everything is settled."""
    known = frame.known.suppose(dict(answer))
    truths = dict(seen.truths)
    for key in seen.open:
        truths[key] = known.judge(asked[key].condition, known)
    keys = relevant(frame, Verdicts(truths, seen.remarks))
    axes = coordinates(frame, [asked[k].condition for k in keys], known)
    return prod(len(cells) for cells in axes.values())


def _asks(frame: Frame, fact: Fact) -> set[str]:
    """The base facts that would have to be given for a derived one; `history` for a count."""
    if fact.formula is None:
        return {fact.id.partition("∋")[0]}
    if isinstance(fact.formula, Count | Runs | Series):
        read = fact.formula.per if isinstance(fact.formula, Count) else reads_of(fact)
        about = {name for name in read if not is_exact(frame.known.region(name))}
        return {"history", *(asked for name in about for asked in _asks(frame, frame.fact(name)))}
    return {
        name
        for read in reads_of(fact)
        if not is_exact(frame.known.region(read))
        for name in _asks(frame, frame.fact(read))
    }
