"""Scenes: one checklist for matters of several laws and authorities."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from enforcerules.analysis.checklist import checklist as checklist_of
from enforcerules.api.rules import Ruleset
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.load.scenes import load_scene, scene_of
from enforcerules.model.checklist import Checklist
from enforcerules.model.scene import Scene

SceneLike = Scene | Mapping[str, Any] | str | PathLike[str]


def checklist(rules: Ruleset, scene: SceneLike) -> Checklist:
    """One checklist of a scene: what is asked once for several matters, in order, and what each finding leads to.

    `scene`: the path of a file, a mapping such as `{"matters": ["food.expired", …], "territory": "510100"}`, or a `Scene`.

    Raises:
        InvalidInput: the scene is not well formed; a matter is not there, not in force on its day, or not of its territory.
    """
    if isinstance(scene, Scene):
        return checklist_of(rules.program, scene)
    made, report = load_scene(Path(scene)) if isinstance(scene, str | PathLike) else scene_of(scene)
    if made is None or report.errors:
        raise InvalidInput(report)
    return checklist_of(rules.program, made)
