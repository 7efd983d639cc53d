"""Nodes to the typed values of `model`: pydantic judges the shape, and its errors become diagnostics with a place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from enforcerules.base.bounded import bounded
from enforcerules.base.days import wrong_day
from enforcerules.base.diagnostics import Diagnostic, Label, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import Listing, Span, Table, Text, span_of
from enforcerules.load.slips import colon_slip

__all__ = ["hollow", "kind_of", "shaped", "sound"]

M = TypeVar("M", bound=BaseModel)
_Loc: TypeAlias = tuple[Any, ...]
_EXPECTED: Final = {
    "model_type": "@mapping",
    "dict_type": "@mapping",
    "model_attributes_type": "@mapping",
    "tuple_type": "@list",
    "list_type": "@list",
    "text_expected": "@text",
    "string_type": "@text",
}
_CODES: Final = {"float_refused": "ER227", "flag_expected": "ER250", "whole_expected": "ER221"}
_SCALARS: Final = frozenset({*_CODES, "literal_error", "day_expected"})
_CHOICES: Final = {
    "one_effect": "terminate、refer、spare、order、open、bar、reduce、bar_kinds、concur、cap_total、duty、alert",
    "fine_modality": "shall、may、single_or_joint、up_to",
}
_CONDITION_KEYS: Final = ("all", "any", "not")
_MAY_REPEAT: Final = frozenset({"ends", "sum", "minus", "times", "max", "min"})
_FLAT: Final = {"acts": "", "parties": "party"}
_MOST_KEYS: Final = 30
_NOT_OF_IDS: Final = re.compile(r"[^A-Za-z0-9_.-]+")


def shaped(model: type[M], node: object, what: str) -> tuple[M | None, tuple[Diagnostic, ...]]:
    """The node as a `model`, or everything that is wrong with its shape; `what` names the document."""
    try:
        return model.model_validate(node), ()
    except ValidationError as error:
        found = set(bounded(_told(error.errors(include_url=False, include_input=False), node, what, model)))
        return None, tuple(sorted(found))


def _told(errors: list[Any], node: object, what: str, model: type[BaseModel]) -> Iterator[Diagnostic]:
    """What is to be said of the errors of pydantic, one after another."""
    extra, inner = dict[_Loc, list[Any]](), Counter[_Loc]()
    for e in errors:
        *above, last = e["loc"] or ("",)
        if e["type"] == "extra_forbidden":
            extra.setdefault(tuple(above), []).append(last)
        inner.update(tuple(e["loc"][:length]) for length in range(len(e["loc"]) + 1))
    for e in errors:
        if not _mistyped(e, extra) and not (e["type"] == "too_short" and inner[tuple(e["loc"])] > 1):
            yield _diagnostic(e, node, what, model)


def _mistyped(error: Any, extra: Mapping[_Loc, list[Any]]) -> bool:  # noqa: ANN401  pydantic's
    """Whether a key is missing only because it is mistyped, which is said already."""
    if error["type"] != "missing":
        return False
    *table, wanted = error["loc"]
    return any(nearest(str(key), [str(wanted)]) for key in extra.get(tuple(table), ())[:_MOST_KEYS])


def _diagnostic(error: Any, node: object, what: str, model: type[BaseModel]) -> Diagnostic:  # noqa: ANN401  pydantic's
    loc, kind = tuple(error["loc"]), error["type"]
    if kind in {"extra_forbidden", "missing"}:
        return _key(kind, node, loc, what, model)
    real = _real(node, loc)
    here, where, span = _at(node, real), _where(node, real, what), _span(node, real)
    if kind == "id_expected":
        key = real[-1] if loc[-1] == "[key]" and real else here
        return _id(key, _key_span(_at(node, real[:-1]), str(key)) if loc[-1] == "[key]" else span)
    if here is None:
        return diagnose("ER204", span, where=where, expected=_EXPECTED.get(kind, "@text"))
    if kind == "too_short":
        return diagnose("ER210", span, where=where)
    if kind in {"model_type", "dict_type"} and (slip := colon_slip(here)) is not None:
        return slip
    if kind == "condition_expected":
        return next(_conditions(here, where, span))
    if kind in _CHOICES:
        return _one_of(here, where, span, _CHOICES[kind])
    if kind == "float_refused" and isinstance(here, list | tuple):
        here = next((item for item in here if isinstance(item, float)), here)
    if not isinstance(here, Mapping | list | tuple) and kind in _SCALARS:
        return _scalar(error, here, where, span)
    several = kind == "text_expected" and loc and isinstance(loc[-1], int) and real == _real(node, loc[:-1])
    expected = "@text|@list" if several else _EXPECTED.get(kind, "@text")
    return diagnose("ER203", span, where=where, found=kind_of(here), expected=expected)


def _scalar(error: Any, here: object, where: str, span: Span | None) -> Diagnostic:  # noqa: ANN401  pydantic's
    """A value that is one, but not of the kind that is needed."""
    kind = error["type"]
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        return diagnose("ER251", span, where=where, found=here, known="、".join(known), near=nearest(str(here), known))
    return wrong_day(str(here), span) if kind == "day_expected" else diagnose(_CODES[kind], span, found=here)


def _key(kind: str, node: object, loc: _Loc, what: str, model: type[BaseModel]) -> Diagnostic:
    """A key that the table does not have or should have; a text that stands for a table is looked at as a whole."""
    real, key, known = _real(node, loc[:-1]), str(loc[-1]), _fields(model, loc[:-1])
    parent, where, span = _at(node, real), _where(node, real, what), _span(node, real)
    if kind == "missing":
        return diagnose("ER202", span, where=where, key=key)
    shown = "、".join(known[:_MOST_KEYS])
    if isinstance(parent, Mapping):
        near = nearest(key, known)
        return diagnose("ER201", _key_span(parent, key) or span, where=where, key=key, known=shown, near=near)
    if (slip := colon_slip(parent)) is not None:
        return slip
    if key != str(parent):
        return _one_of(parent, where, span, shown)
    return diagnose("ER251", span, where=where, found=parent, known=shown, near=nearest(key, known))


def _one_of(here: object, where: str, span: Span | None, choices: str) -> Diagnostic:
    """One of several keys is wanted: two exclude one another, none says nothing."""
    keys = [key for key in here if str(key) in choices.split("、")] if isinstance(here, Mapping) else []
    if len(keys) < 2:
        return diagnose("ER206", span, where=where, choices=choices)
    labels = [Label(first, "other") for first in [span_of(keys[0])] if first]
    return diagnose("ER205", span_of(keys[1]) or span, labels=labels, first=keys[0], second=keys[1])


def _id(found: object, span: Span | None) -> Diagnostic:
    made = _NOT_OF_IDS.sub("_", str(found)).strip("_.-")
    return diagnose("ER252", span, found=found, suggestion=made if made[:1].isascii() and made[:1].isalpha() else None)


def _conditions(here: object, where: str, span: Span | None) -> Iterator[Diagnostic]:
    """What is wrong with a condition that is no text; the last one holds when nothing else was found."""
    if isinstance(here, Mapping):
        for key, inner in here.items():
            if key not in _CONDITION_KEYS:
                near, known = nearest(str(key), _CONDITION_KEYS), "、".join(_CONDITION_KEYS)
                yield diagnose("ER201", span_of(key) or span, where=where, key=key, known=known, near=near)
                continue
            parts = inner if isinstance(inner, list | tuple) and key != "not" else [inner]
            if not parts:
                yield diagnose("ER210", span_of(inner) or span, where=f"{where}.{key}")
            for part in parts:
                if not isinstance(part, str):
                    yield from _conditions(part, f"{where}.{key}", span_of(part) or span)
        if not here:
            yield _one_of(here, where, span, "、".join(_CONDITION_KEYS))
        if len(here) > 1:
            yield diagnose("ER207", span, where=where, count=len(here))
    elif here is not None and not isinstance(here, str):
        hint = "{all: […]}、{any: […]}" if isinstance(here, list | tuple) else None
        yield diagnose("ER203", span, where=where, found=kind_of(here), expected="@condition", hint=hint)
    else:
        yield diagnose("ER203", span, where=where, found=kind_of(here), expected="@condition")


def kind_of(here: object) -> str:
    """A node as the messages show it: a scalar as it was written, anything else by its kind."""
    if here is None:
        return "@null"
    if isinstance(here, Mapping):
        return "@mapping"
    if isinstance(here, list | tuple):
        return "@list"
    too_large = isinstance(here, int) and here.bit_length() > 4096
    return "`10^…`" if too_large else f"`{here}`"


def _real(node: object, loc: _Loc) -> _Loc:
    """The steps of a location that the document has: pydantic also counts validators, and one thing as a list of one."""
    steps: list[Any] = []
    for part in loc:
        if _has(node, part):
            node = node[part]  # type: ignore[index]
            steps.append(part)
    return tuple(steps)


def _has(node: object, part: object) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list | tuple) and isinstance(part, int) and part < len(node)


def _at(node: object, real: _Loc) -> object:
    for part in real:
        node = node[part]  # type: ignore[index]
    return node


def _span(node: object, real: _Loc) -> Span | None:
    """The place of the value, else of its key, else of what holds it."""
    for length in range(len(real), -1, -1):
        found = span_of(_at(node, real[:length]))
        if found is None and length:
            found = _key_span(_at(node, real[: length - 1]), str(real[length - 1]))
        if found is not None:
            return found
    return None


def _key_span(parent: object, key: str) -> Span | None:
    return span_of(parent.key(key)) if isinstance(parent, Table) else None


def _where(node: object, real: _Loc, what: str) -> str:
    """A location as one reads it; the lists that a flat case leaves out are left out."""
    steps: list[str] = []
    written, flat = isinstance(node, Table), False
    for part in real:
        node = node[part]  # type: ignore[index]
        if not isinstance(part, int):
            flat = written and type(node) is list
            steps.append(f".{_FLAT.get(part, part) if flat else part}")
        elif not flat:
            steps.append(f"[{part + 1}]")
    return "".join(step for step in steps if step != ".").removeprefix(".") or what


def _fields(model: type[BaseModel], loc: _Loc) -> list[str]:
    """The keys that the table at `loc` may have, found by walking the annotations."""
    current = model
    keys = iter(part for part in loc if not isinstance(part, int))
    for part in keys:
        field = next((f for n, f in current.model_fields.items() if part in {n, f.alias}), None)
        inner = None if field is None else _inner(field.annotation)
        if field is None or inner is None:
            continue
        if _is_dict(field.annotation):
            next(keys, None)
        current = inner
    return [f.alias or n for n, f in current.model_fields.items()]


def _inner(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401  a typing form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner(argument) for argument in getattr(annotation, "__args__", ()))
    return next((one for one in found if one is not None), None)


def _is_dict(annotation: Any) -> bool:  # noqa: ANN401  a typing form
    return getattr(annotation, "__origin__", None) is dict


def hollow(node: object, what: str, path: _Loc = ()) -> list[Diagnostic]:
    """Every value of a ruleset that says nothing: empty, a list of nothing, or an item that stands there already."""
    if sound(node):
        return []
    if isinstance(node, Table):
        return [d for key, value in node.items() for d in _hollow(node, key, value, what, (*path, str(key)))]
    if isinstance(node, Listing):
        found = [d for i, value in enumerate(node) for d in _hollow(node, None, value, what, (*path, i))]
        return found if path and path[-1] in _MAY_REPEAT else [*found, *_repeated(node, what, path)]
    return []


def sound(node: object, key: str = "") -> bool:
    """Whether nothing in a node says nothing, so that nobody has to look where; an empty node itself is no matter.

    Nearly every file is, which is why this is quicker than `hollow`.
    """
    if isinstance(node, Table):
        return all(
            (value and not value.isspace()) if type(value) is Text else value and sound(value, name)
            for name, value in node.items()
        )
    if isinstance(node, Listing):
        texts = [value for value in node if type(value) is Text]
        if len(set(texts)) < len(texts) and key not in _MAY_REPEAT:
            return False
        return not any(not one or one.isspace() for one in texts) and (
            len(texts) == len(node) or all(value and sound(value) for value in node if type(value) is not Text)
        )
    return isinstance(node, Text)


def _hollow(holder: Table | Listing, key: Text | None, value: object, what: str, path: _Loc) -> list[Diagnostic]:
    span = span_of(value) or span_of(key) or span_of(holder)
    where = _path(path, what)
    if value is None or (isinstance(value, Text) and not value.strip()):
        return [diagnose("ER204", span, where=where, expected="@text")]
    if isinstance(value, Table | Listing) and not value:
        return [diagnose("ER210", span, where=where)]
    return hollow(value, what, path)


def _repeated(items: Listing, what: str, path: _Loc) -> Iterator[Diagnostic]:
    texts = [item for item in items if isinstance(item, Text)]
    seen: dict[str, Text] = {}
    for item in texts:
        first = seen.setdefault(item, item)
        if first is not item:
            labels = [Label(first.span, "first")] if first.span else []
            yield diagnose("ER209", item.span, labels=labels, item=item, where=_path(path, what))


def _path(path: _Loc, what: str) -> str:
    steps = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(steps).removeprefix(".") or what
