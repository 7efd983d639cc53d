"""Nodes to the typed values of `model`: pydantic judges the shape, and its errors become diagnostics with a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Span, Table, Text, span_of

M = TypeVar("M", bound=BaseModel)
_CODES: dict[str, tuple[str, str]] = {
    "model_type": ("ER203", "@mapping"),
    "dict_type": ("ER203", "@mapping"),
    "model_attributes_type": ("ER203", "@mapping"),
    "tuple_type": ("ER203", "@list"),
    "list_type": ("ER203", "@list"),
    "text_expected": ("ER203", "@text"),
    "string_type": ("ER203", "@text"),
    "condition_expected": ("ER203", "@condition"),
    "float_refused": ("ER220", ""),
    "id_expected": ("ER252", ""),
    "flag_expected": ("ER250", ""),
    "whole_expected": ("ER221", ""),
}
_SLIPPED_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def shaped(model: type[M], node: object, what: str) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """The node as a `model`, or everything that is wrong with its shape; `what` names the document."""
    try:
        return model.model_validate(node), ()
    except ValidationError as error:
        found = [_diagnostic(e, node, what, model) for e in error.errors(include_url=False)]
        return None, tuple(sorted(set(found)))


def _diagnostic(error: Any, node: object, what: str, model: type[BaseModel]) -> Diagnostic:  # noqa: ANN401  pydantic's
    loc = tuple(part for part in error["loc"])
    kind = error["type"]
    parent, here = _at(node, loc[:-1]), _at(node, loc)
    span = _span(node, loc)
    where = _where(loc, what)
    if kind == "extra_forbidden":
        known = _fields(model, loc[:-1])
        key = str(loc[-1])
        shown = "、".join(known[:16])
        return diagnose(
            "ER201",
            _key_span(parent, key) or span,
            where=_where(loc[:-1], what),
            key=key,
            known=shown,
            near=nearest(key, known),
        )
    if kind == "missing":
        return diagnose(
            "ER202", span_of(parent) or _span(node, loc[:-1]), where=_where(loc[:-1], what), key=str(loc[-1])
        )
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        near = nearest(str(here), known)
        return diagnose("ER251", span, where=where, found=here, known="、".join(known), near=near)
    if kind == "day_expected":
        return _day(here, span)
    if kind in {"one_effect", "fine_modality"}:
        return diagnose(
            "ER206",
            span,
            where=where,
            choices="terminate、refer、spare、order、open、bar、duty、alert"
            if kind == "one_effect"
            else "shall、may、single_or_joint、up_to",
        )
    if here is None and kind not in {"extra_forbidden"}:
        return diagnose("ER204", span, where=where, expected=_CODES.get(kind, ("", "@text"))[1] or "@text")
    code, expected = _CODES.get(kind, ("ER203", "@text"))
    return diagnose(code, span, where=where, found=_shown(here) if code == "ER203" else here, expected=expected)


def _day(here: object, span: Span | None) -> Diagnostic:
    slipped = _SLIPPED_DAY.fullmatch(str(here))
    if slipped is None:
        return diagnose("ER230", span, found=here)
    year, month, day = (int(g) for g in slipped.groups())
    fixed = f"{year:04}-{month:02}-{day:02}"
    try:
        date(year, month, day)
    except ValueError:
        days = _days_of(year, month)
        return diagnose("ER231", span, found=here, **({"year": year, "month": month, "days": days} if days else {}))
    return diagnose("ER230", span, found=here, suggestion=fixed if fixed != here else None)


def _days_of(year: int, month: int) -> int | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    following = date(year + (month == 12), month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def _shown(here: object) -> str:
    if isinstance(here, Mapping):
        return "@mapping"
    return "@list" if isinstance(here, list | tuple) else f"`{here}`"


def _at(node: object, loc: tuple[Any, ...]) -> object:
    for part in loc:
        if (isinstance(node, Mapping) and part in node) or (
            isinstance(node, list | tuple) and isinstance(part, int) and part < len(node)
        ):
            node = node[part]
        # pydantic names validators in a location too, and one thing may stand for a list of one: no step there
        elif isinstance(part, int):
            continue
        else:
            return None
    return node


def _span(node: object, loc: tuple[Any, ...]) -> Span | None:
    """The place of the value, else of its key, else of what holds it."""
    for length in range(len(loc), -1, -1):
        found = span_of(_at(node, loc[:length]))
        if found is not None:
            return found
        if length:
            key = _key_span(_at(node, loc[: length - 1]), str(loc[length - 1]))
            if key is not None:
                return key
    return None


def _key_span(parent: object, key: str) -> Span | None:
    return span_of(parent.key(key)) if isinstance(parent, Table) else None


def _where(loc: tuple[Any, ...], what: str) -> str:
    steps = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(steps).removeprefix(".") or what


def _fields(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The keys that the table at `loc` may have, found by walking the annotations."""
    current: type[BaseModel] | None = model
    for part in loc:
        if current is None or isinstance(part, int):
            continue
        field = next((f for n, f in current.model_fields.items() if part in {n, f.alias}), None)
        if field is not None:
            current = _inner(field.annotation) or current
    return [f.alias or n for n, f in (current or model).model_fields.items()]


def _inner(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  a typing form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None


def nulls(node: object, what: str, path: tuple[Any, ...] = ()) -> list[Diagnostic]:
    """Every empty value of a ruleset: one cannot tell `none` from `not filled in yet`."""
    if isinstance(node, Mapping):
        return [d for key, value in node.items() for d in _null(node, key, value, what, path)]
    if isinstance(node, Listing):
        return [d for i, value in enumerate(node) for d in nulls(value, what, (*path, i))]
    return []


def _null(node: Mapping[Any, Any], key: Text, value: object, what: str, path: tuple[Any, ...]) -> list[Diagnostic]:
    if value is not None:
        return nulls(value, what, (*path, str(key)))
    return [diagnose("ER204", span_of(key) or span_of(node), where=_where((*path, str(key)), what), expected="@text")]
