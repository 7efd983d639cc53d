"""Which measures follow and which go together, as it is told: alternatives, singly or together, as far as, and orders."""

from dataclasses import replace

import pytest
from test_golden import same

import enforcerules as er
from enforcerules.explain import explain
from enforcerules.model.explanation import Part
from enforcerules.render.text import text

CLAUSES = {
    "alternatives": ("建筑法#七十四-1", {"情节严重": True}),
    "singly-or-together": ("网络安全法#六十四-1", {"违法所得": "100000", "情节严重": False}),
    "as-far-as": ("疫苗管理法#八十二-1", {"情节严重": True, "拒不改正或者逾期不改正": False}),
    "warning-or-suspension": ("律师法#五十-1", {"违法所得": "0", "情节特别严重": False}),
}


@pytest.fixture(scope="module")
def rules() -> er.Ruleset:
    return er.load(*(f"cn/statutes/{matter.partition('#')[0]}" for matter, _ in CLAUSES.values()))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CLAUSES)
def test_what_goes_together(rules, name, lang):
    """The section of the consequences; the rest of the explanation is as anywhere else."""
    matter, facts = CLAUSES[name]
    case = {
        "phase": "concluded", "matter": matter, "party": {"id": "p", "kind": "unit"}, "start": "2024-06-01", "end": "2024-06-02",
        "dates": {"discovered": "2024-06-03", "filed": "2024-06-04", "decided": "2024-07-01"},
        "facts": {"及时改正": False, "危害后果": "严重", **facts},
    }  # fmt: skip
    made = explain(er.decide(rules, case))
    section = next(one for part in made.parts for one in part.sections if one.key == "consequences")
    told = text(replace(made, parts=(Part(None, (section,)),)), lang)
    begin, end = (
        ("\n【法定后果", "\n【可追溯】") if lang == "zh" else ("\n## Statutory consequences", "\n## Traceability")
    )
    same(f"packages.{name}.{lang}.txt", told[told.index(begin) + 1 : told.index(end)])
