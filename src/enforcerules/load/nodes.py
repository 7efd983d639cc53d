"""From bytes to nodes: every scalar a text as it was written, every node with its place, every problem a diagnostic."""

from __future__ import annotations

from enforcerules.load.json_nodes import read_json
from enforcerules.load.slips import colon_slip
from enforcerules.load.yaml_nodes import read_yaml

__all__ = ["colon_slip", "read_json", "read_yaml"]
