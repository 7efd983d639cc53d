"""Two small rulesets compared, held against every case of the grid of their critical points."""

import sys
from datetime import date
from itertools import product
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))

from strategies import case_for, program_of

from enforcerules.analysis.diff import diff
from enforcerules.analysis.graph import Split
from enforcerules.analysis.scenes import Scene, Stretch, frame_of
from enforcerules.analysis.side import sides
from enforcerules.analysis.tree import tree
from enforcerules.analysis.witness import said
from enforcerules.base.source import Text
from enforcerules.decide.slice import Place
from enforcerules.decide.values import value_of
from enforcerules.model.knowledge import is_exact
from enforcerules.model.region import inside
from enforcerules.pipeline import Frames, decide

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


def node_of(grown, frames, names):
    """What a graph says of a case, by what each side knows of it."""
    node, path = grown.root, []
    while isinstance(node, Split):
        whole, _, member = node.name.partition("∋")
        own = [f for f, back in zip(frames, names, strict=True) if whole in back]
        known = own[0].known.region(names[frames.index(own[0])][whole] + (f"∋{member}" if member else ""))
        held = [inner for cell, inner in node.branches if cell is not None and inside(known, cell)]
        if not held and len(node.branches) == 1:  # of factors only some points are shown, and said to be so
            held = [node.branches[0][1]]
        assert len(held) == 1, (path, node.name, known, [cell for cell, _ in node.branches])
        path.append((node.name, known))
        node = held[0]
    return node


def frames_of(programs, case):
    """The rules of both sides with a case bound to them."""
    place = Place(SCENE.territory, SCENE.kind, SCENE.days.day, SCENE.days.day)
    return [Frames(program, case, case.acts[0], case.parties[0]).on(place, [], "m.one") for program in programs]


def today_held_against(pair, cases, most=20):
    """As `held_against`, for the rulesets of `today`: how many cases, how many differ, and whether something was not sure."""
    programs = tuple(program_of(one) for one in pair)
    both = sides(*(frame_of(program, "m.one", SCENE) for program in programs))
    grown = tree(both)
    names = [dict(side.back) for side in both]
    whole = diff(*programs)
    seen = differing = 0
    for case in cases(most, seed=most):
        frames = frames_of(programs, case)
        if not all(is_exact(frame.known.region("share")) for frame in frames):
            continue  # a share of nothing is not known: the case is decided by the burden of proof
        old, new = (decide(program, case).outcomes[0] for program in programs)
        node = node_of(grown, frames, names)
        told = node is not None and not (grown.guarded and old.disposition in ENDS)
        differs = said(old) != said(new)
        if told != differs:
            assert (told and not node.exact) or (differs and grown.unsure), (case, node)
        assert not (differs and whole.none), case
        assert not differs or any(one.differs for one in whole.matters), case
        seen, differing = seen + 1, differing + differs
    return seen, differing, grown.unsure
