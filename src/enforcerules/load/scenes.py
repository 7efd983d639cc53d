"""Scenes from files or mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from enforcerules.base.diagnostics import Diagnostic, Label, Report, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Table, span_of, whole
from enforcerules.load.files import read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.rulesets import SCENE
from enforcerules.load.shape import kind_of, shaped
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.scene import Scene

_TERRITORY: Final = re.compile(r"[0-9]{6}")


def load_scene(path: Path) -> tuple[Scene | None, Report]:
    """A scene from a YAML or JSON file, which must say its format."""
    data, found = read_bytes(path)
    if data is None:
        return None, Report(found)
    node, more = (read_json if path.suffix == ".json" else read_yaml)(data, str(path))
    problems = Report((*found, *more))
    return (None, problems) if problems.errors else _scene(node, str(path), formatted=True)


def scene_of(value: Mapping[str, Any]) -> tuple[Scene | None, Report]:
    """A scene from a Python mapping, which may leave its format out."""
    return _scene(value, "scene", formatted=False)


def _scene(node: object, name: str, *, formatted: bool) -> tuple[Scene | None, Report]:
    if not isinstance(node, Mapping):
        span = span_of(node) or whole(name)
        return None, Report((diagnose("ER203", span, where=name, expected="@mapping", found=kind_of(node)),))
    written = node.get("format")
    if written != SCENE and (formatted or written is not None):
        return None, Report((_format(node, name, written),))
    scene, found = shaped(Scene, node, name)
    more = () if scene is None else tuple(_checked(scene))
    return (None if more else scene), Report((*found, *more))


def _format(node: Mapping[Any, Any], name: str, written: object) -> Diagnostic:
    span = node.span_at("format") if isinstance(node, Table) else None
    if written is None:
        return diagnose("ER202", span or whole(name), where=name, key="format", hint=f"format: {SCENE}")
    return diagnose("ER208", span or whole(name), found=written, expected=SCENE, near=nearest(str(written), [SCENE]))


def _checked(scene: Scene) -> Iterator[Diagnostic]:
    """Matters named twice, and a territory that is none."""
    first: dict[str, Any] = {}
    for one in scene.matters:
        before = first.setdefault(str(one.matter), one.matter)
        if before is not one.matter:
            labels = [Label(before.span, "first")] if before.span else []
            yield diagnose("ER209", one.matter.span, labels=labels, item=one.matter, where="matters")
    if scene.territory is not None and not _TERRITORY.fullmatch(scene.territory):
        yield diagnose("ER253", scene.territory.span, found=scene.territory)
