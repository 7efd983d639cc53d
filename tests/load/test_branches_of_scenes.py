"""Scenes from files and mappings: what is one, and what is said of what is none."""

import pytest

import enforcerules as er
from enforcerules.load.scenes import load_scene, scene_of

GOOD = {"matters": ["food.expired", {"matter": "food.additive", "authority": "某市场监督管理局"}]}


def codes(report):
    return [one.code for one in report.diagnostics]


def test_a_mapping_needs_no_format():
    """One matter alone is a list of one; what is said of a matter is kept."""
    scene, report = scene_of(GOOD)
    assert report.ok
    assert [(one.matter, one.authority) for one in scene.matters] == [
        ("food.expired", None),
        ("food.additive", "某市场监督管理局"),
    ]
    assert [one.matter for one in scene_of({"matters": "food.expired"})[0].matters] == ["food.expired"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (["food.expired"], "ER203"),
        ("food.expired", "ER203"),
        ({**GOOD, "format": "enforcerules/case/1"}, "ER208"),
        ({**GOOD, "territory": "44"}, "ER253"),
        ({"matters": ["food.expired", "food.expired"]}, "ER209"),
        ({"matters": []}, "ER210"),
        ({"matters": [5]}, "ER252"),
        ({}, "ER202"),
        ({**GOOD, "party": "firm"}, "ER251"),
    ],
)
def test_what_is_no_scene_is_said(written, code):
    scene, report = scene_of(written)
    assert scene is None
    assert code in codes(report)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.yaml", "matters: [food.expired]\n", "ER202"),
        ("a.yaml", "format: enforcerules/scenes/1\nmatters: [food.expired]\n", "ER208"),
        ("a.yaml", "- food.expired\n", "ER203"),
        ("a.yaml", "matters: [food.expired\n", None),
        ("a.json", '{"format": "enforcerules/scene/1", "matters": ["food.expired"]', None),
        ("a.json", "[]", "ER203"),
    ],
)
def test_a_file_says_its_format_and_is_well_formed(tmp_path, name, text, code):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    scene, report = load_scene(path)
    assert scene is None
    assert report.errors
    assert code is None or codes(report) == [code]
    assert report.diagnostics[0].span.file == str(path)


def test_a_file_may_be_json_and_may_be_absent(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"format": "enforcerules/scene/1", "matters": ["food.expired"]}', encoding="utf-8")
    scene, report = load_scene(path)
    assert report.ok
    assert [one.matter for one in scene.matters] == ["food.expired"]
    assert codes(load_scene(tmp_path / "none.yaml")[1]) == ["ER101"]


def test_the_api_refuses_what_is_no_scene():
    rules = er.load("cn/market/food")
    with pytest.raises(er.InvalidInput) as refused:
        er.checklist(rules, {"matters": ["food.expired"], "territory": "44"})
    assert codes(refused.value.report) == ["ER253"]
