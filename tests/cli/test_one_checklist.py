"""`checklist`: a scene or matters, as text, JSON and a page."""

from __future__ import annotations

import json

SCENE = "rulesets/cn/examples/scenes/restaurant.yaml"


def test_a_scene(cli) -> None:
    said = cli("checklist", SCENE)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("【餐饮店一次查】")
    assert "发现以后怎样处理" in said.out


def test_matters(cli) -> None:
    said = cli("checklist", "--matter", "food.expired", "--matter", "food.label", "--on", "2025-06-02", "--lang", "en")
    assert said.code == 0
    assert "neither the rules nor the scene say" in said.out


def test_json_and_a_page(cli, tmp_path) -> None:
    assert json.loads(cli("checklist", SCENE, "--format", "json").out)["scene"]["id"] == "restaurant"
    assert cli("checklist", SCENE, "--format", "html", "-o", tmp_path / "list.html").code == 0
    assert (tmp_path / "list.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_refused(cli, tmp_path) -> None:
    assert cli("checklist").code == 2
    assert cli("checklist", SCENE, "--matter", "food.expired").code == 2
    path = tmp_path / "scene.yaml"
    path.write_text("format: enforcerules/scene/1\nmatters: [food.expird]\n", encoding="utf-8")
    said = cli("checklist", path)
    assert (said.code, said.out) == (2, "")
    assert "scene.yaml:2:11" in said.err
    assert "food.expired" in said.err
