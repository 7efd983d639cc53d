"""Nodes while they are read from YAML: collections that are not closed yet, what anchors name, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from enforcerules.base.source import Listing, Span, Table, Text
from enforcerules.load.reading import Keys

__all__ = ["REFUSED", "Anchor", "Built", "Open", "Refused"]


class Refused:
    """Stands for a node that was refused, so that it is not reported a second time."""


REFUSED: Final = Refused()
_NO_KEYS: Final = Keys()
"""Those of a list."""
Built: TypeAlias = Text | Table | Listing | Refused | None


class Open:
    """A collection that is being read.

    `start`: of its first character or of its bracket. `before`: nodes of the file before it, for the expanded size of what an anchor
    names. `height`: levels of nesting from here down. `key`: the one whose value comes next. `end`: where the last child ended, because
    the end event of a block collection comes only after blank lines and comments.
    """

    __slots__ = ("anchor", "before", "end", "flow", "height", "key", "keys", "node", "put", "start")

    def __init__(self, node: Table | Listing, start: tuple[int, int], before: int, event: Any) -> None:  # noqa: ANN401
        self.node, self.before = node, before
        self.anchor, self.flow = event.anchor, event.flow_style
        self.put = node.append if isinstance(node, Listing) else None
        self.start = self.end = start
        self.height = 1
        self.keys = Keys() if self.put is None else _NO_KEYS
        self.key: Text | Refused | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A finished node that has a name, with its size and nesting when written out."""

    node: Built
    span: Span
    size: int
    height: int
