"""Nodes of a document to the texts, lists and tables that are printed as YAML."""

from __future__ import annotations

import re
from typing import Any, Final

from enforcerules.base.source import Text
from enforcerules.exchange.clauses.yaml_text import Quoted

_LOOKS_LIKE: Final = re.compile(r"[-+]?[0-9.][0-9_.,eExX+-]*|true|false|yes|no|on|off|null|~", re.IGNORECASE)
"""What other readers of YAML take for a number, a date or a truth: quoted it is text to all of them."""


def plain(node: object) -> Any:  # noqa: ANN401  nested texts
    """Tables to dicts, lists to lists, texts quoted where they were and look like something else."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items() if value is not None}
    if isinstance(node, list | tuple):
        return [plain(one) for one in node if one is not None]
    quoted = isinstance(node, Text) and node.quoted and _LOOKS_LIKE.fullmatch(node)
    return Quoted(str(node)) if quoted else str(node)
