"""One key of a shipped ruleset changed: a case that comes out otherwise lies in a region, or it is said that it may."""

from random import Random

import pytest
from perturbed import ROOT, judged, rulesets, told

SAMPLE = Random(20260101).sample(rulesets(), 6)


@pytest.mark.parametrize("folder", SAMPLE, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_no_case_that_moves_is_said_not_to(folder):
    for change, moving, difference in judged(folder, count=1, seed=1):
        assert set(moving) <= told(difference), (str(change), moving)
