"""Every part that a report speaks of stands where the report says."""

from functools import cache
from pathlib import Path

import pytest

from enforcerules import api
from enforcerules.testing.coverage.parts import Part, parts_of


@cache
def parts() -> tuple[Part, ...]:
    return tuple(parts_of(api.load("cn").program).values())


@cache
def lines(file: str) -> tuple[str, ...]:
    return tuple(Path(file).read_text(encoding="utf-8").splitlines())


@cache
def written() -> frozenset[str]:
    return frozenset(api.load("cn").program.spans)


def wanted(part: Part) -> str:
    """What has to stand in the line: the kind of a measure, the id of a fact or a row, `weight` of a level; a row that was shifted has one."""
    if part.kind == "measure":
        return part.id.rpartition("/")[2].partition("@")[0].partition(".")[0]
    if part.kind == "level":
        return "weight"
    return part.id.rpartition(" ")[2].rpartition("/")[2].partition("+")[0]


@pytest.mark.parametrize("kind", ["matter", "rule", "measure", "table", "row", "level", "fact"])
def test_the_line_of_a_part_is_its_own(kind: str) -> None:
    """A rung of a ladder, and what is no longer unlawful, have no line of their own: they stand where the whole does."""
    found = [part for part in parts() if part.kind == kind]
    assert found
    made = {part.id for part in found if kind == "rule" and part.id not in written()}
    ids = {part.id for part in found} - made
    assert len(made) < len(found) / 10
    wrong = []
    for part in found:
        assert part.span is not None, part.key
        text = "".join(lines(part.span.file)[part.span.line - 1 : part.span.end_line])
        if wanted(part) not in text and part.id in ids:
            wrong.append((part.key, str(part.span)))
    assert wrong == []
