"""The software bill of materials of an environment in which enforcerules is installed: CycloneDX 1.5, JSON.

    python scripts/sbom.py > sbom.json                  what is needed to run
    python scripts/sbom.py --extra excel --extra sign   with extras

Made from the metadata of what is installed, without network. It says no time, and its serial number follows from what it
says, so that the same environment gives the same bytes. It has no hashes: an installation keeps those of single files, not
those of the archives they came in.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import uuid
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement

ROOT = "enforcerules"
SPDX = frozenset(
    {
        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "HPND", "ISC", "LGPL-3.0-only", "MIT", "MPL-2.0", "PSF-2.0", "Python-2.0",
        "Unlicense", "Zlib",
    }
)  # fmt: skip
"""Identifiers that packages write as their `License`; another text there is given as a name."""

CLASSIFIERS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
"""Classifiers that name one licence; `BSD License` does not say which."""

_SERIAL = uuid.UUID("6ad5a9b1-4f0e-5cf5-9f5e-0a6a3a4c7e11")


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
        ValueError: there is no such extra.
    """
    unknown = set(extras) - set(distribution(ROOT).metadata.get_all("Provides-Extra") or ())
    if unknown:
        raise ValueError(f"no such extra: {', '.join(sorted(unknown))}")
    wanted: dict[str, set[str]] = {}
    made: dict[str, tuple[Distribution, list[str]]] = {}
    todo: list[tuple[str, set[str]]] = [(ROOT, set(extras))]
    while todo:
        name, more = todo.pop()
        if name in made and more <= wanted[name]:
            continue
        wanted[name] = (
            wanted.get(name, set()) | more
        )  # a package may be needed again with extras, as `all` needs its own
        found = distribution(name)
        below = list(needed(found, sorted(wanted[name])))
        made[name] = found, sorted({one for one, _ in below} - {name})
        todo += below
    return made


def component(name: str, found: Distribution) -> dict[str, Any]:
    """A package as CycloneDX has it."""
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{found.version}",
        "name": name,
        "version": found.version,
        "purl": f"pkg:pypi/{name}@{found.version}",
    }
    licences = licences_of(found)
    return {**told, "licenses": licences} if licences else told


def licences_of(found: Distribution) -> list[dict[str, Any]]:
    """The licences that a package says it has: an expression, an identifier, or a name; none where it says nothing clear."""
    meta = found.metadata
    if "License-Expression" in meta:
        return [{"expression": meta["License-Expression"]}]
    named = [one.rpartition(" :: ")[2] for one in meta.get_all("Classifier") or () if one.startswith("License ::")]
    ids = sorted({CLASSIFIERS[one] for one in named if one in CLASSIFIERS})
    written = (meta["License"] if "License" in meta else "").strip()  # noqa: SIM401  not every Python types its `get`
    if written in SPDX:
        return [{"license": {"id": written}}]
    if ids:
        return [{"license": {"id": one}} for one in ids]
    names = [written] if written and len(written) < 100 and "\n" not in written else named
    return [{"license": {"name": one}} for one in names]


def sbom(extras: Sequence[str]) -> dict[str, Any]:
    """The whole document."""
    made = collected(extras)
    parts = {name: component(name, found) for name, (found, _) in sorted(made.items())}
    root = {**parts.pop(ROOT), "type": "application"}
    refs = {name: component(name, found)["bom-ref"] for name, (found, _) in made.items()}
    told = {
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": root,
            "properties": [
                {"name": "python", "value": ".".join(platform.python_version_tuple()[:2])},
                {"name": "platform", "value": sys.platform},
                *({"name": "extra", "value": one} for one in sorted(extras)),
            ],
        },
        "components": list(parts.values()),
        "dependencies": [
            {"ref": refs[name], "dependsOn": [refs[one] for one in below]} for name, (_, below) in sorted(made.items())
        ],
    }
    serial = uuid.uuid5(_SERIAL, json.dumps(told, sort_keys=True))
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": serial.urn, "version": 1, **told}


def main() -> int:
    """Print the document; 1 where something that is needed is not installed, 2 where there is no such extra."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extra", action="append", default=[])
    try:
        made = sbom(parser.parse_args().extra)
    except PackageNotFoundError as missing:
        print(f"not installed: {missing}", file=sys.stderr)
        return 1
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 2
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
