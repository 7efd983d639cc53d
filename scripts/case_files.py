"""Files of example cases that a script works out: written, or held against what stands there."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path


def written(made: Mapping[str, str], folder: Path, what: str, about: str | None) -> int:
    """Write the files, or with `--check` say whether they are as they would be written; `about` is told by `--help`."""
    arguments = ArgumentParser(description=about)
    arguments.add_argument("--check", action="store_true")
    if arguments.parse_args().check:
        stale = [name for name, text in made.items() if (folder / name).read_text(encoding="utf-8") != text]
        print(f"stale: {', '.join(stale)}" if stale else f"{what}: {len(made)} files up to date")
        return bool(stale)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} files, {sum(text.count('- example:') for text in made.values())} examples")
    return 0
