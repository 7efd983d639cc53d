"""What `check` finds in the rows of small tables, against every case of the grid of their critical points."""

import sys
from itertools import combinations, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))

from hypothesis import HealthCheck, assume, given, settings
from strategies import program_of, smalls

from enforcerules.check import tables

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LEVELS = ("mitigated", "lighter", "ordinary", "heavier")


def cases(small):
    """Every case of the grid in which the violation is there."""
    names = list(small.facts)
    for chosen in product(*(small.grid(name) for name in names)):
        values = dict(zip(names, chosen, strict=True))
        if small.elements.holds(values):
            yield values


def found_by(program, code):
    return [dict(one.args) for one in tables.check(program) if one.code == code]


def asked(small):
    return {f"row{number}": row for number, row in enumerate(small.table, 1) if row.when is not None}


@some
@given(smalls())
def test_rows_overlap_exactly_where_a_case_of_the_grid_has_both(small):
    """Two rows of one level have one band in these tables, so that only rows of two levels are told."""
    assume(small.table)
    program, table = program_of(small.document), asked(small)
    wanted = set()
    for values in cases(small) if small.hit == "unique" else ():
        held = [name for name, row in table.items() if row.when.holds(values)]
        wanted |= {frozenset(pair) for pair in combinations(held, 2) if len({table[n].level for n in pair}) == 2}
    told = {
        frozenset({args["first"], other})
        for args in found_by(program, "ER571")
        for other in args["second"].split("`、`")
    }
    assert told == wanted


@some
@given(smalls())
def test_a_row_never_holds_exactly_where_no_case_of_the_grid_has_it(small):
    assume(small.table)
    program, table = program_of(small.document), asked(small)
    every = list(cases(small))
    assume(every)  # elements that can never hold are not a matter of rows
    wanted = {name for name, row in table.items() if not any(row.when.holds(values) for values in every)}
    assert {args["row"] for args in found_by(program, "ER572")} == wanted


@some
@given(smalls())
def test_a_row_that_does_nothing_changes_no_case_of_the_grid(small):
    """Without the row the same rows are left to choose from: another of its level, or one that goes before it."""
    assume(small.table)
    program, table = program_of(small.document), asked(small)
    better = {"heaviest": max, "lightest": min}.get(small.hit)
    for args in found_by(program, "ER573"):
        row = args["row"]
        for values in cases(small):
            held = {name: LEVELS.index(one.level) for name, one in table.items() if one.when.holds(values)}
            if row not in held:
                continue
            rest = {name: level for name, level in held.items() if name != row}
            if better is None:
                assert held[row] in rest.values()
            else:
                assert better(held.values()) == better(rest.values())


@some
@given(smalls())
def test_a_hole_is_a_case_of_the_grid_that_no_row_takes(small):
    """Every hole that is told lies between two rows along one fact; so such a case is on the grid, all else equal."""
    assume(small.table)
    program, table = program_of(small.document), asked(small)
    told = {(args["below"], args["above"]) for args in found_by(program, "ER570")}
    if any(row.when is None for row in small.table):
        assert not told
        return
    ends = set()
    for name in (one for one in ("money", "count") if one in small.facts):
        others = [one for one in small.facts if one != name]
        grid = sorted(small.grid(name), key=float)
        for chosen in product(*(small.grid(one) for one in others)):
            held = []
            for value in grid:
                values = {**dict(zip(others, chosen, strict=True)), name: value}
                there = small.elements.holds(values)
                held.append([n for n, row in table.items() if row.when.holds(values)] if there else None)
            steps = [one for number, one in enumerate(held) if number == 0 or one != held[number - 1]]
            for below, here, above in zip(steps, steps[1:], steps[2:], strict=False):
                if below and above and here == []:
                    ends.add((below[0], above[0]))
    assert told <= ends
