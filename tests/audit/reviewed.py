"""A decision in which nothing is to be found, and ways to change it; figures are those of `review_rules/ruleset.yaml`.

The fine is 1,000 to 10,000 元. The bands are shares of 9,000: lighter 1,000 to 3,700 (both included), ordinary above 3,700 and below
7,300, heavier 7,300 to 10,000. A hearing is offered from 5,000 元. Filed on 1 March 2024, decided on 6 May: 66 days of 90.
Decided on Monday 6 May 2024: seven working days after are 7, 8, 9, 10, 11 (a working Saturday by the calendar of that year), 13 and 14 May.
"""

import copy
from pathlib import Path

from enforcerules import api

RULES = Path(__file__).parent / "review_rules"
STEPS = {
    "file_case": "2024-03-01",
    "two_officers": True,
    "record_process": True,
    "search_prior_fine": True,
    "notify": "2024-04-15",
    "hear_defence": "2024-04-18",
    "hearing": "2024-04-15",
    "decide": "2024-05-06",
    "written_decision": "2024-05-06",
    "serve": "2024-05-08",
    "state_surcharge_rate": True,
}
SOUND = {
    "made": "试罚〔2024〕1号",
    "case": {
        "case": "trial-1",
        "phase": "concluded",
        "territory": "330624",
        "authority": {"power": "statute", "level": "county_or_above"},
        "party": {"id": "p1", "kind": "unit"},
        "matter": "trial.dump",
        "start": "2024-02-01",
        "end": "2024-02-10",
        "dates": {"discovered": "2024-02-20"},
        "facts": {
            "倾倒": {"value": True, "evidence": ["证1"]},
            "违法行为轻微": False,
            "危害后果": "轻微",
            "及时改正": False,
            "初次违法": False,
            "查有违法所得": False,
            "同一违法行为已受罚款": False,
        },
    },
    "authority": {"name": "某市某局"},
    "measures": [
        {"kind": "fine", "amount": "4000.00", "in_words": "肆仟元整", "basis": "试法 第五条"},
        {"kind": "warning"},
        {"kind": "order"},
    ],
    "basis": ["试法 第五条"],
    "versions": {"试法": "2"},
    "relied_on": ["证1"],
    "steps": STEPS,
    "notice": {"measures": [{"kind": "fine", "amount": "4000.00"}, {"kind": "warning"}, {"kind": "order"}]},
    "defence": {"before": "4000.00", "after": "4000.00"},
}


def sound(**changes):
    """The sound decision with keys replaced; `None` takes one out, `case` and `steps` are merged."""
    made = copy.deepcopy(SOUND)
    for key, value in changes.items():
        if value is None:
            made.pop(key)
        elif key in {"steps", "case"}:
            inner = {**made[key], **value}
            if key == "case":
                for part in ("facts", "dates"):
                    inner[part] = {**made[key][part], **value.get(part, {})}
            made[key] = {k: v for k, v in inner.items() if v is not None}
        else:
            made[key] = value
    return made


def fined(amount, **changes):
    """The sound decision with another fine, which the notice proposed as well."""
    one = {"kind": "fine", "amount": amount, "basis": "试法 第五条"}
    rest = [{"kind": "warning"}, {"kind": "order"}]
    return sound(
        **{
            "measures": [one, *rest],
            "notice": {"measures": [{"kind": "fine", "amount": amount}, *rest]},
            "defence": {"before": amount, "after": amount},
            **changes,
        }
    )


def kinds(rules, *made):
    """The kinds of findings, alerts included, each once."""
    found = api.review(rules, list(made))
    assert not found.unusable, [str(one.report.diagnostics) for one in found.unusable]
    return {one.kind for one in found.findings}


def opened(rules, made):
    """The checks that could not be made."""
    found = api.review(rules, made)
    assert not found.unusable, [str(one.report.diagnostics) for one in found.unusable]
    return {one.check for each in found.decisions for outcome in each.outcomes for one in outcome.open}
