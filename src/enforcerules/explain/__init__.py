"""From a decision to the tree of its explanation: what is told, in the order a legal officer reads it; no words."""

from __future__ import annotations

from enforcerules.explain.decision import explain

__all__ = ["explain"]
