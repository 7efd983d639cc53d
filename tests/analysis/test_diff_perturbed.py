"""One key of a shipped ruleset changed: a case that comes out otherwise lies in a region, or it is said that it may."""

from random import Random

import pytest
from perturbed import ROOT, judged, rulesets

SAMPLE = Random(20260101).sample(rulesets(), 8)
SAYS_SO = {"versions", "together", "unsaid"}


@pytest.mark.parametrize("folder", SAMPLE, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_no_case_that_moves_is_said_not_to(folder):
    for change, moving, difference in judged(folder, count=1, seed=1):
        told = {one.matter for one in difference.matters if one.differs or {b.aspect for b in one.beside} & SAYS_SO}
        assert set(moving) <= told, (str(change), moving)
