"""What the shapes of a decision as JSON share: money, digests, days, ranges."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

Yuan = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$", description="an amount in 元, rounded inward")]
Digest = Annotated[str, Field(pattern=r"^[a-z0-9]+:[0-9a-f]+$")]
IsoDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Words = dict[str, str]
closed = with_config(ConfigDict(extra="forbid"))


@closed
class RangeJson(TypedDict):
    """A statutory range; `min` null: the text has no minimum; `max` null: not bounded while a base is unknown."""

    min: Yuan | None
    max: Yuan | None
    min_open: bool
    max_open: bool
