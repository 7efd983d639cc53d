"""What every table of figures says of where it was measured."""

import importlib.metadata
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

SHARED = 1.5


def machine(packages: Sequence[str] = ()) -> str:
    """Date, system, processor, versions, and whether others used the machine."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    versions = [f"{name} {found}" for name in packages if (found := _version(name)) is not None]
    shared = f" The machine was shared (load {load:.1f})." if load > SHARED else ""
    return (
        f"{datetime.now(UTC).date()}; {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs "
        f"({(names or [platform.processor() or 'unknown'])[0]}), Python {platform.python_version()}"
        f"{''.join(f', {one}' for one in versions)}.{shared}"
    )


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---'] * len(head))}|"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)]) + "\n"
