"""A draw of files that anybody can repeat: a pure function of the seed, the groups and the names (文号) on the list.

The lot of a file is the SHA-256 of the canonical JSON `{"draw":1,"group":…,"name":…,"seed":…}` (RFC 8785, UTF-8), and the
files with the least lots of each group are drawn. No order of files, no clock, no random numbers: a file that is added can
only push one out, and a file that is not drawn may be taken off the list without any change.
"""

from __future__ import annotations

from collections.abc import Iterable

from enforcerules.base.canonical import digest
from enforcerules.model.sampling import Draw, Drawn, Group

DRAW = 1
"""The number of the algorithm; another one would bear another number."""


def lot(seed: str, group: str, name: str) -> str:
    """The lot of a file: 64 hexadecimal digits. Raises ValueError for text that is no Unicode."""
    return digest({"draw": DRAW, "seed": seed, "group": group, "name": name}).partition(":")[2]


def drawn(draw: Draw, listed: Iterable[tuple[str, str]], left_out: Iterable[str] = ()) -> Drawn:
    """The files drawn from `listed` (group and name of each); what is listed twice is one file."""
    groups: dict[str, set[str]] = {}
    for group, name in listed:
        groups.setdefault(group, set()).add(name)
    return Drawn(draw, tuple(_group(draw, group, groups[group]) for group in sorted(groups)), tuple(left_out))


def _group(draw: Draw, group: str, names: set[str]) -> Group:
    lots = sorted((lot(draw.seed, group, name), name) for name in names)
    return Group(group, len(names), tuple((name, one) for one, name in lots[: draw.each]))
