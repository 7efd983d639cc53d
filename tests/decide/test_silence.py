"""No exemption, no favourable level, no fine of nothing and no heaviest level is reached by silence."""

from zlib import crc32

import pytest
from corpus import ALL, OPEN, decided, program

from enforcerules.load.cases import case_of

KINDS = ["unit", "individual", "sole_trader", "responsible_person", None]
DATES = {
    "dated": {
        "start": "2024-03-01",
        "end": "2024-03-20",
        "dates": {"discovered": "2024-03-25", "filed": "2024-03-28", "decided": "2024-05-06"},
    },
    "undated": {},
}
PLACES = ["440100", "330624", None]
SPARED = {
    "no_penalty_shall",
    "no_penalty_may",
    "order_first",
    "time_barred",
    "not_unlawful",
    "no_jurisdiction",
    "no_basis",
    "refer",
}


def empty(matter, phase, dated, kind, territory):
    """A case that says which matter it is, and nothing else."""
    data = {"case": "empty", "matter": matter, "phase": phase, **DATES[dated]}
    data |= {"party": {"kind": kind}} if kind else {}
    data |= {"territory": territory} if territory else {}
    made, report = case_of(data)
    assert made is not None, report
    (one,) = decided(made).outcomes
    return one


def combinations(name):
    """Kinds of party and places; one of them, that depends on the name, unless all are wanted."""
    every = [(kind, territory) for kind in KINDS for territory in PLACES]
    return every if ALL else [every[crc32(name.encode()) % len(every)]]


@pytest.mark.parametrize("dated", DATES)
@pytest.mark.parametrize("matter", sorted(program().matters))
def test_an_empty_case_under_investigation_is_open(matter, dated):
    """Investigating, an empty case of any matter is undetermined or a person's, and says what to ask."""
    for kind, territory in combinations(matter + dated):
        one = empty(matter, "investigating", dated, kind, territory)
        if one.disposition == "no_basis":
            assert not one.measures  # nothing in the matter is meant for this kind of party
            continue
        assert one.disposition in OPEN, (kind, territory)
        assert one.questions, (kind, territory)
        if "no_basis" in one.candidates:
            assert not one.measures  # nothing in the matter is meant for this kind of party
            continue
        assert set(one.candidates) - SPARED, (kind, territory)
        unasked(one)


@pytest.mark.parametrize("dated", DATES)
@pytest.mark.parametrize("matter", sorted(program().matters))
def test_an_empty_case_that_is_concluded_is_not_established(matter, dated):
    """Concluded, an empty case of a matter with elements is not established; without elements it is a person's."""
    for kind, territory in combinations(matter + dated):
        one = empty(matter, "concluded", dated, kind, territory)
        if program().matters[matter].elements is not None:
            assert one.disposition == "not_established", (kind, territory)
        else:
            assert one.disposition == "needs_human", (kind, territory)
            unasked(one)


def unasked(one):
    """No measure is settled at nothing or at the heaviest level."""
    for measure in one.measures:
        settled = not measure.open
        ranges = [lv.range for lv in measure.levels if lv.range is not None]
        assert not (settled and ranges and all(r.hi == 0 for r in ranges)), measure.id
        assert not (settled and measure.levels and {lv.level for lv in measure.levels} == {"heavier"}), measure.id
        assert all(lv.point != 0 for lv in measure.levels), measure.id
