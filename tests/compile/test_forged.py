"""An index made by hand, whose lengths and digests all fit: what it names wrongly is a diagnostic, whatever it decides is told by digests.

Every value of every piece of a small index is replaced by another name of the index, by values of other types, and removed, one at a
time; then it is loaded and cases are decided with it and explained. `FORGED=1` tries all of them (some minutes), else a part is tried.
"""

import json
import os
import sys
from functools import cache
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules import pipeline
from enforcerules.audit.record import frames_for
from enforcerules.compile.packed import packed, unpacked
from enforcerules.decide.provenance import wording
from enforcerules.load.cases import case_of
from enforcerules.load.shipped import library
from enforcerules.render.decision_json import to_json
from enforcerules.render.diagnostics import text

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from forging import changed, opened, places, sealed, without

HERE = Path(__file__).parent / "forged"
WHOLE = os.environ.get("FORGED") == "1"
STEP = 1 if WHOLE else 97
GIVEN = (
    {
        "matter": "forged.dump", "territory": "440103", "start": "2023-11-01", "end": "2024-02-01",
        "party": {"kind": "unit", "born": "2015-05-05"}, "dates": {"notified": "2024-04-01", "decided": "2024-05-10"},
        "facts": {"倾倒": True, "货值金额": "20000", "后果": "严重", "行业": "药品", "领域": ["金融"], "公开道歉": True, "头数": 5, "车牌": "甲"},
        "history": {"events": [{"event": "penalty", "date": "2023-12-01", "act": "forged.dump", "about": {"车牌": "甲"}},
                               {"event": "food", "date": "2023-01-01", "act": "forged.dump"}, {"event": "reading", "date": "2024-01-20", "act": "forged.dump", "about": {"头数": 4}}]},
        "proposed": {"fine": "30000"},
    },
    {"matter": "forged.dump", "territory": "440103", "start": "2024-02-01", "phase": "concluded", "facts": {"倾倒": True, "及时改正": True}},
    {"matter": "forged.count", "territory": "110000", "start": "2024-02-01", "facts": {"头数": 3}},
    {"matter": ["forged.dump", "forged.count"], "start": "2024-02-01",
     "facts": {"倾倒": True, "头数": 3, "货值金额": "5000", "后果": "轻微", "行业": "食品", "领域": []}},
)  # fmt: skip
OTHERS = (None, True, 0, -1, 7, 10**30, "", "x", [], [[]], {"a": 1}, 1.5)


@cache
def lines():
    program, report = pipeline.build([HERE], library())
    assert not report.errors, report
    return opened(packed(program, report))


@cache
def cases():
    return tuple(case_of(one)[0] for one in GIVEN)


def worded(report):
    for lang in ("zh", "en"):
        assert text(report, lang).strip()


def decided(program):
    """What is decided of each case, and the digests that tell what decided it; or that it was refused."""
    found = []
    for case in cases():
        try:
            decision = pipeline.decide(program, case)
            _ = er.explain(decision, "zh", depth="full"), er.explain(decision, "en")
            digests = decision.meaning, decision.case_digest, decision.calendar, wording(frames_for(program, case))
            found.append((to_json(decision), digests))
        except er.InvalidInput as invalid:
            worded(invalid.report)
            found.append(("refused", invalid.report))
    return found


def outcome(forged):
    """Decided, or refused with words; any other exception is what these tests look for."""
    try:
        made = unpacked(sealed(forged), "x.bundle")
        if made is None:
            return None
        program, report = made
        for lang in ("zh", "en"):
            text(report, lang)
        return decided(program)
    except er.InvalidInput as invalid:
        worded(invalid.report)
        return None


@cache
def intact():
    return outcome(lines())


def look(forged, told):
    found = outcome(forged)
    for before, after in zip(intact(), found or (), strict=False):
        if after[0] != "refused":
            assert after[0] == before[0] or after[1] != before[1], told


@cache
def names():
    """Every text of the index that something could be named by, by its length and then by itself."""
    said = {value for line in lines() for _, value in places([json.loads(line)]) if isinstance(value, str)}
    return sorted((one for one in said if one and len(one) < 20), key=lambda one: (len(one), one))


def test_cases_reach_what_is_tried():
    found = intact()
    assert all(one[0] != "refused" for one in found)
    told = "".join(one[0] for one in found)
    for wanted in (
        "forged.table",
        "forged.weights",
        "forged.again",
        "forged.both",
        "forged.slow",
        "forged.hear",
        "forged.place",
    ):
        assert wanted in told, wanted


def all_places():
    return [(number, at, value) for number, line in enumerate(lines()) for at, value in places(json.loads(line))]


def test_every_name_replaced_by_others():
    for turn, (number, at, value) in enumerate(all_places()):
        if not isinstance(value, str) or turn % (STEP // 8 + 1):
            continue
        piece, pool = json.loads(lines()[number]), names()
        start = turn * 7
        for other in {pool[(start + k * 13) % len(pool)] for k in range(4 if WHOLE else 1)} - {value}:
            made = json.dumps(changed(piece, at, other), ensure_ascii=False).encode()
            look([*lines()[:number], made, *lines()[number + 1 :]], (number, at, value, other))


def test_every_value_replaced_by_another_type_or_removed():
    for turn, (number, at, value) in enumerate(all_places()):
        if turn % STEP:
            continue
        piece = json.loads(lines()[number])
        for other in OTHERS if WHOLE else OTHERS[turn % len(OTHERS) :: 4]:
            made = json.dumps(changed(piece, at, other), ensure_ascii=False).encode()
            look([*lines()[:number], made, *lines()[number + 1 :]], (number, at, value, other))
        made = json.dumps(without(piece, at), ensure_ascii=False).encode()
        look([*lines()[:number], made, *lines()[number + 1 :]], (number, at, value, "removed"))


def test_another_name_of_a_factor_is_told():
    """It stands in the decision and is no part of what a table means: found by replacing every value."""
    (where,) = [one for one in all_places() if one[2] == "后果" and b"forged.weights" in lines()[one[0]]]
    number, at, _ = where
    made = json.dumps(changed(json.loads(lines()[number]), at, "结果"), ensure_ascii=False).encode()
    forged = [*lines()[:number], made, *lines()[number + 1 :]]
    assert any(after[0] != before[0] for before, after in zip(intact(), outcome(forged), strict=True))
    look(forged, where)


@pytest.mark.parametrize("part", range(10))
def test_pieces_exchanged(part):
    """A piece in the place of another one."""
    for one in range(1 + part, len(lines()), 40 if not WHOLE else 10):
        for other in range(1, len(lines()), 29 if not WHOLE else 7):
            forged = list(lines())
            forged[one] = forged[other]
            look(forged, (one, other))
