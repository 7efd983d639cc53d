"""A small ruleset and a case of it, for tests that look at every byte, and ways to change either."""

import shutil
from pathlib import Path

from enforcerules import api, pipeline
from enforcerules.load.cases import case_of

ROOT = Path(__file__).resolve().parents[2]
SMALL = Path(__file__).parent / "small"
CASE = {
    "case": "small-1",
    "phase": "concluded",
    "territory": "330624",
    "party": {"id": "p1", "kind": "individual", "name": "张某某", "born": "1990-05-06"},
    "matter": "small.dump",
    "start": "2024-03-01",
    "end": "2024-03-20",
    "dates": {"discovered": "2024-03-25", "notified": "2024-04-28", "decided": "2024-05-20"},
    "facts": {"倾倒": True, "货值金额": {"value": "20000", "evidence": ["证1", "证2"]}, "后果": "轻微"},
    "history": {
        "searched": [{"register": "平台", "from": "2020-01-01", "to": "2024-03-31", "on": "2024-04-01"}],
        "events": [{"date": "2023-06-01", "act": "small.dump", "event": "penalty"}],
    },
}


def case(**changes):
    """The case, with fields changed; raises when it is none."""
    made, report = case_of({**CASE, **changes})
    assert made is not None, report
    assert not report.errors, report
    return made


def rules(*folders):
    """Rules from folders, as another system would load them."""
    return api.load(*(folders or (SMALL,)))


def changed(folder, **replacements):
    """The small rules in another folder, with texts replaced: file stem to (old, new)."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    for stem, (old, new) in replacements.items():
        path = folder / f"{'2024' if stem == 'calendar' else stem}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")
    return api.load(folder)


def decided(ruleset, **changes):
    """The decision of the case."""
    return pipeline.decide(ruleset.program, case(**changes))
