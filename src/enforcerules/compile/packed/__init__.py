"""The compiled form as it stands in a sealed bundle: written once, decoded part by part when a case asks for it."""

from __future__ import annotations

from enforcerules.compile.packed.form import form
from enforcerules.compile.packed.reading import unpacked, usable
from enforcerules.compile.packed.writing import packed

__all__ = ["packed", "shape", "unpacked", "usable"]


def shape() -> str:
    """The digest of what the compiled form of this engine looks like: its format, its values, its version."""
    return form().shape
