"""The regions of a comparison, against every case of the grid; and what a person would work out by hand."""

from grid import graph, held_against, programs_of
from hypothesis import HealthCheck, given, settings
from strategies import pairs_of_smalls, program_of, smalls

from enforcerules.analysis.diff import diff

few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(pairs_of_smalls())
def test_the_graph_says_of_every_case_whether_it_differs(pair):
    held_against(pair, most=25)


@few
@given(smalls())
def test_a_ruleset_differs_from_itself_nowhere(small):
    assert graph(programs_of((small, small))).root is None
    program = program_of(small.document)
    assert diff(program, program).none
