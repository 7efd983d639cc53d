"""The bill of materials names what is needed, and the lowest versions are those of pyproject.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
lowest = pytest.importorskip("lowest")
sbom = pytest.importorskip("sbom")


def test_every_dependency_is_listed_once_with_what_it_needs() -> None:
    made = sbom.sbom(())
    names = [one["name"] for one in made["components"]]
    assert len(set(names)) == len(names)
    assert {"pydantic", "pyyaml", "jsonschema", "rich", "lark", "typing-extensions", "pydantic-core"} <= set(names)
    refs = {one["bom-ref"] for one in made["components"]} | {made["metadata"]["component"]["bom-ref"]}
    assert {one["ref"] for one in made["dependencies"]} == refs
    assert {below for one in made["dependencies"] for below in one["dependsOn"]} < refs
    assert made == sbom.sbom(())
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")


def test_floors_become_exact_versions() -> None:
    assert list(lowest.lowest(["a>=1.2", "b[x,y]>=3", "c"])) == ["a==1.2", "b[x,y]==3", "c"]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "lowest.py"), "--print"], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [one.replace(">=", "==") for one in needed]
