"""Which of the decisions given are reviewed where files are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcerules.audit.review.draw import drawn
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Report, diagnose
from enforcerules.model.made import Made
from enforcerules.model.sampling import By, Draw, Drawn

Given = tuple[str, Made | None, Report]
"""A decision by the name of its file, or why it cannot be used."""
_CITY = 4


def sampled(given: Iterable[Given], draw: Draw) -> tuple[tuple[Given, ...], Drawn]:
    """The decisions drawn, in the order given, with those that cannot be read: a file is not kept out by being broken.

    Raises:
        InvalidInput: two decisions of a group bear one name, so that nobody could say which was drawn.
    """
    every = tuple(given)
    readable = [(group_of(made, draw.by), str(made.made)) for _, made, _ in every if made is not None]
    twice = tuple(_twice(readable, every))
    if twice:
        raise InvalidInput(Report(twice))
    result = drawn(draw, readable, (name for name, made, _ in every if made is None))
    chosen = {(group.name, name) for group in result.groups for name, _ in group.drawn}
    kept = (one for one in every if one[1] is None or (group_of(one[1], draw.by), str(one[1].made)) in chosen)
    return tuple(kept), result


def group_of(made: Made, by: By) -> str:
    """The group of a decision; what it does not say is a group of its own, with no name."""
    if by == "organ":
        return str(made.authority.get("name") or made.case.authority.get("name") or "")  # type: ignore[call-overload]
    if by == "city":
        return "" if made.case.territory is None else made.case.territory[:_CITY] + "00"
    if by == "matter":
        named = {str(m) for act in made.case.acts for m in act.matter}
        return "、".join(sorted({str(did.matter) for did in made.outcomes if did.matter is not None} or named))
    return ""


def _twice(listed: list[tuple[str, str]], every: tuple[Given, ...]) -> Iterator[Diagnostic]:
    spans = [made.made.span for _, made, _ in every if made is not None]
    for at, one in enumerate(listed):
        if listed.index(one) != at:
            yield diagnose("ER671", spans[at], name=one[1], group=one[0] or None)
