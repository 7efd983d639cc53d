"""JSON pointers (RFC 6901) into plain data, and patterns of them: `*` is any one step, `**` any number of steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def pointer(steps: tuple[str | int, ...]) -> str:
    """The pointer of steps: `/case/parties/0/name`; empty for the whole."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def steps_of(text: str) -> tuple[str, ...]:
    """The steps of a pointer; raises ValueError for a text that is none."""
    if text and not text.startswith("/"):
        raise ValueError(f"{text} is no JSON pointer")
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:])


def leaves(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every value that is neither table nor list, with the steps to it, in the canonical order of keys."""
    for where, inner in nodes(value, at):
        if not isinstance(inner, dict | list):
            yield where, inner


def nodes(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every value with the steps to it, the outer before the inner, in the canonical order of keys."""
    yield at, value
    for step, inner in _inner(value):
        yield from nodes(inner, (*at, step))


def _inner(value: object) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from ((key, value[key]) for key in sorted(value, key=lambda k: k.encode("utf-16-be", "surrogatepass")))
    elif isinstance(value, list):
        yield from enumerate(value)


def fits(pattern: tuple[str, ...], steps: tuple[str | int, ...]) -> bool:
    """Whether the steps are what a pattern says."""
    if not pattern:
        return not steps
    if pattern[0] == "**":
        return any(fits(pattern[1:], steps[n:]) for n in range(len(steps) + 1))
    return bool(steps) and pattern[0] in {"*", str(steps[0])} and fits(pattern[1:], steps[1:])


def got(value: object, steps: tuple[str, ...]) -> object:
    """The value at the steps; raises LookupError when there is none."""
    for step in steps:
        if isinstance(value, dict):
            value = value[step]
        elif isinstance(value, list) and step.isdecimal():
            value = value[int(step)]
        else:
            raise LookupError(step)
    return value


def put(value: Any, steps: tuple[str, ...], made: object) -> Any:  # noqa: ANN401  any JSON
    """A copy with another value at the steps; raises LookupError when there is no such place."""
    if not steps:
        return made
    first, rest = steps[0], steps[1:]
    if isinstance(value, dict):
        if first not in value:
            raise LookupError(first)
        return {key: put(inner, rest, made) if key == first else inner for key, inner in value.items()}
    if isinstance(value, list) and first.isdecimal() and int(first) < len(value):
        return [put(inner, rest, made) if n == int(first) else inner for n, inner in enumerate(value)]
    raise LookupError(first)
