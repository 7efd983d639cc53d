"""A scene: matters of several laws and authorities that one visit looks into (`enforcerules/scene/1`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from enforcerules.base.source import Table, Text
from enforcerules.model.document import Node
from enforcerules.model.scalars import Day, Id, MatterId, Str, Title, to_list


class SceneMatter(Node):
    """One matter of a scene, and the authority that may penalise it: the rules do not say which organ of a place that is."""

    matter: MatterId
    authority: Str | None = None
    note: Str | None = None


def _matters(value: object) -> object:
    """A list of matters, each its id alone or a table; one alone is a list of one."""
    listed = to_list(value)
    return [_matter(one) for one in listed] if isinstance(listed, list | tuple) else listed


def _matter(one: object) -> Any:  # noqa: ANN401  a node
    if isinstance(one, str):
        return Table({Text("matter"): one}, span=one.span if isinstance(one, Text) else None)
    return one if isinstance(one, Mapping | SceneMatter) else {"matter": one}


Matters = Annotated[tuple[SceneMatter, ...], BeforeValidator(_matters), Field(min_length=1)]


class Scene(Node):
    """A scene: its matters, and where, when and whom the visit is for.

    `on`: the law of which day, as far as the rules reach if not said. What is asked and what follows is never written here: it
    comes from the rules of the matters.
    """

    format: Literal["enforcerules/scene/1"] = "enforcerules/scene/1"
    scene: Id = Text("scene")
    title: Title = {}
    matters: Matters
    territory: Str | None = None
    on: Day | None = None
    party: Literal["unit", "individual", "sole_trader"] | None = None
    note: Str | None = None
