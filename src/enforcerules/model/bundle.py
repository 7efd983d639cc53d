"""A sealed bundle as it was verified: what it says of itself, its files, and who signed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

BUNDLE_FORMAT: Final = "enforcerules/bundle/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. `members`: SHA-256 (hexadecimal) and size in bytes of each file, by name."""

    engine: str
    edition: str
    rulesets: tuple[str, ...]
    calendars: tuple[str, ...]
    members: Mapping[str, tuple[str, int]]

    def plain(self) -> dict[str, Any]:
        """As it stands in a bundle, before it is written as canonical JSON."""
        return {
            "format": BUNDLE_FORMAT,
            "engine": self.engine,
            "edition": self.edition,
            "rulesets": list(self.rulesets),
            "calendars": list(self.calendars),
            "members": {name: {"sha256": sha256, "size": size} for name, (sha256, size) in self.members.items()},
        }


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read and is what it says.

    `digest`: `sha256:` of the manifest, and so of everything in it; signatures leave it as it is. `signers`: the key ids
    that the signatures name, in no way checked; `trusted`: those of the trusted keys that did sign. `index`: the compiled
    form, which an engine of the same form and version reads instead of the sources.
    """

    path: str
    manifest: Manifest
    digest: str
    sources: tuple[tuple[str, bytes], ...] = field(repr=False)
    articles: tuple[bytes, ...] = field(repr=False)
    index: Mapping[str, bytes] = field(repr=False)
    signers: tuple[str, ...]
    trusted: tuple[str, ...]
