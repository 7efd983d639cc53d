"""The software bill of materials of an environment in which enforcerules is installed: CycloneDX 1.5, JSON.

    python scripts/sbom.py > sbom.json                  what is needed to run
    python scripts/sbom.py --extra excel --extra sign   with extras

Made from the metadata of what is installed, without network. It says no time and no serial number, so that the same
environment gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement

ROOT = "enforcerules"


def normal(name: str) -> str:
    """A name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(found: Distribution, extras: Sequence[str]) -> Iterator[tuple[str, set[str]]]:
    """What a package requires here, with the extras of each."""
    for text in found.requires or ():
        one = Requirement(text)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield normal(one.name), one.extras


def collected(extras: Sequence[str]) -> dict[str, tuple[Distribution, list[str]]]:
    """Every package that is needed, and what each of them needs.

    Raises:
        PackageNotFoundError: one of them is not installed.
    """
    made: dict[str, tuple[Distribution, list[str]]] = {}
    todo: list[tuple[str, set[str]]] = [(ROOT, set(extras))]
    while todo:
        name, wanted = todo.pop()
        if name in made:
            continue
        found = distribution(name)
        below = list(needed(found, sorted(wanted)))
        made[name] = found, sorted({one for one, _ in below})
        todo += below
    return made


def component(name: str, found: Distribution) -> dict[str, Any]:
    """A package as CycloneDX has it."""
    meta = found.metadata
    written = next((name for name in ("License-Expression", "License") if name in meta), None)
    licence = None if written is None else meta[written]
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{found.version}",
        "name": name,
        "version": found.version,
        "purl": f"pkg:pypi/{name}@{found.version}",
    }
    if licence and len(licence) < 100:
        told["licenses"] = [
            {"expression": licence} if written == "License-Expression" else {"license": {"name": licence}}
        ]
    return told


def sbom(extras: Sequence[str]) -> dict[str, Any]:
    """The whole document."""
    made = collected(extras)
    parts = {name: component(name, found) for name, (found, _) in sorted(made.items())}
    root = {**parts.pop(ROOT), "type": "application"}
    refs = {name: component(name, found)["bom-ref"] for name, (found, _) in made.items()}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": root},
        "components": list(parts.values()),
        "dependencies": [
            {"ref": refs[name], "dependsOn": [refs[one] for one in below]} for name, (_, below) in sorted(made.items())
        ],
    }


def main() -> int:
    """Print the document; 1 where something that is needed is not installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extra", action="append", default=[])
    try:
        made = sbom(parser.parse_args().extra)
    except PackageNotFoundError as missing:
        print(f"not installed: {missing}", file=sys.stderr)
        return 1
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
