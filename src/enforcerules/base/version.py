"""The version of the library, for what is below the public surface."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
