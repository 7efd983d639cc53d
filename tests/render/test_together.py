"""One act under several provisions and several acts together, as they are told: text, HTML, summary and JSON."""

import json

import pytest
from test_golden import same

from enforcerules.explain import explain
from enforcerules.model.explanation import Explanation
from enforcerules.render.decision_json import to_json
from enforcerules.render.html import html
from enforcerules.render.summary import summary
from enforcerules.render.text import text

NAMES = (
    "concur-23-manual",
    "concur-23-by-rank",
    "concur-23-by-amount",
    "concur-23-exempt-list",
    "several-acts-capped",
    "several-acts-open",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_the_part_about_several(scenario, name, lang):
    """The summary, then the last part; the parts of the outcomes are as anywhere else."""
    made = explain(scenario(name))
    last = Explanation(made.case, made.title, made.depth, made.parts[-1:], made.trace)
    told = text(last, lang).partition("\n【可追溯】" if lang == "zh" else "\n## Traceability")[0]
    same(f"together.{name}.{lang}.txt", f"{summary(scenario(name), lang)}\n{told}")


def test_html_tells_it_too(scenario):
    page = html(explain(scenario("concur-23-by-rank")), "zh")
    assert '<section class="concurrence">' in page
    assert "同一行为只罚款一次，按照“超标或者超总量排放水污染物”罚款" in page
    assert '<section class="combined">' in html(explain(scenario("several-acts-capped")), "en")


def test_json_marks_what_gives_way_and_what_is_barred(scenario):
    made = json.loads(to_json(scenario("concur-23-by-rank")))
    fines = {o["matter"]: m for o in made["outcomes"] for m in o["measures"] if m["kind"] == "fine"}
    assert {name: fine["gave_way"] for name, fine in fines.items()} == {
        "env.water.exceed": None,
        "env.permit.exceed": "env.water.exceed",
    }
    (one,) = made["concurrences"]
    assert (one["policy"], one["state"], one["prevails"]) == ("by_rank", "settled", "env.water.exceed")
    barred = json.loads(to_json(scenario("concur-fined-elsewhere")))["outcomes"][0]["measures"]
    (fine,) = [m for m in barred if m["kind"] == "fine"]
    assert fine["barred"] == {"holds": True, "rules": ["apl.29.1"], "basis": ["行政处罚法 第二十九条第一句"]}
    assert fine["statutory"] is not None
    assert fine["levels"] == []


def test_a_barred_fine_is_told_with_its_basis(scenario):
    told = text(explain(scenario("concur-fined-elsewhere")), "zh")
    assert "不得给予罚款" in told
    assert "不得给予：同一违法行为不得再次罚款（行政处罚法 第二十九条第一句）" in told
