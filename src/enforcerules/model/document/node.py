"""The table that every written form is: strict, frozen, and aware of where it stands."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from enforcerules.base.source import Span, Table, span_of


class Node(BaseModel):
    """A table of a document: unknown keys are errors, values are frozen, and it knows where it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, populate_by_name=True)
    _written: Table | None = PrivateAttr(None)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """One step for what is private, where pydantic takes one for each class of the line; they are made by the thousand."""
        setattr(cls, "model_post_init", _begun)  # noqa: B010  a method may not be assigned

    @property
    def span(self) -> Span | None:
        """Where the table stands, or None when it came from a Python mapping."""
        return None if self._written is None else self._written.span

    def place_of(self, key: str) -> Span | None:
        """Where the value of a key stands, else the key, else the table."""
        return None if self._written is None else self._written.span_at(key)

    def place_of_key(self, key: str) -> Span | None:
        """Where a key stands, else the table."""
        return None if self._written is None else span_of(self._written.key(key)) or self._written.span

    @model_validator(mode="wrap")
    @classmethod
    def _keep_span(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        made = handler(data)
        kept = made.__pydantic_private__  # setting the attribute itself goes the long way through pydantic
        if kept is not None and isinstance(data, Table):
            kept["_written"] = data
        return made


def _begun(made: BaseModel, _context: object, /) -> None:
    """Not written anywhere yet."""
    object.__setattr__(made, "__pydantic_private__", {"_written": None})
