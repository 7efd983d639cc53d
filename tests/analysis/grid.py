"""Two small rulesets compared, held against every case of the grid of their critical points."""

import sys
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))

from strategies import case_for, program_of

from enforcerules.analysis.graph import Split
from enforcerules.analysis.scenes import Scene, Stretch, frame_of
from enforcerules.analysis.side import sides
from enforcerules.analysis.tree import tree
from enforcerules.analysis.witness import said
from enforcerules.base.source import Text
from enforcerules.decide.values import value_of
from enforcerules.model.region import inside
from enforcerules.pipeline import decide

SCENE = Scene("110000", place="everywhere", kind="unit", days=Stretch(date(2024, 1, 1), None))
ENDS = frozenset({"no_jurisdiction", "not_established", "time_barred", "refer", "no_penalty_shall"})


def programs_of(pair):
    return tuple(program_of(small.document) for small in pair)


def graph(programs):
    return tree(sides(*(frame_of(program, "m.one", SCENE) for program in programs)))


def at(grown, values):
    """What the graph says of a case: the one branch that holds it, again and again."""
    node = grown.root
    while isinstance(node, Split):
        fact = grown.frame.fact(node.name)
        value = values[node.name]
        known = value_of(fact, Text(str(value).lower() if isinstance(value, bool) else str(value)))
        (node,) = [inner for cell, inner in node.branches if inside(known, cell)]
    return node


def points(small, most, seed=1):
    """Cases of the grid, in an order of chance, at most so many."""
    names = list(small.facts)
    found = [dict(zip(names, chosen, strict=True)) for chosen in product(*(small.grid(name) for name in names))]
    Random(seed).shuffle(found)
    return found[:most]


def held_against(pair, most=60):
    """How many cases were looked at, and of how many the graph says that they differ; asserts that it is right."""
    programs = programs_of(pair)
    grown = graph(programs)
    seen = differing = 0
    for values in points(pair[0], most):
        old, new = (decide(program, case_for("m.one", values)).outcomes[0] for program in programs)
        node = at(grown, values)
        told = node is not None and not (grown.guarded and old.disposition in ENDS)
        assert told == (said(old) != said(new)), (values, node)
        if told:
            assert node.old.dispositions == (old.candidates or (old.disposition,)), values
            assert node.new.dispositions == (new.candidates or (new.disposition,)), values
        seen, differing = seen + 1, differing + told
    return seen, differing
