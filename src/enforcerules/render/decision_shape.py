"""The shape of a decision as JSON (`enforcerules/decision/1`): its JSON Schema is generated from here.

Money is text in 元 with two decimals; citations are text in the Chinese form; `holds` null is open.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import NotRequired, TypedDict

from enforcerules.model.decision import Disposition
from enforcerules.model.document import Level, Modality, Target
from enforcerules.model.knowledge import Status
from enforcerules.model.program import Says, Stage, Strength

Yuan = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="an amount in 元")]
Digest = Annotated[str, Field(pattern=r"^[a-z0-9]+:[0-9a-f]+$")]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
DutyClass = Literal["penalise", "no_penalty", "order_first", "refer", "terminated", "any"]
Remark = Literal["not_granted", "adverse_not_applied", "gave_way", "goes_back", "replaced"]
_CLOSED = ConfigDict(extra="forbid")


class NatureJson(TypedDict):
    """What a measure is in law: a penalty with its item of Article 9, an order, …"""

    __pydantic_config__ = _CLOSED  # type: ignore[misc]
    article9: int | None
    # `class` is a keyword: see `_with_class`.


NatureJson = TypedDict(  # type: ignore[misc]
    "NatureJson", {"class": str, "article9": "int | None", "__doc__": str} if False else {"class": str, "article9": "int | None"}
)
