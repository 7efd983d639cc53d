"""The bill of materials names what is needed, and the lowest versions are those of pyproject.toml."""

import subprocess
import sys
import tomllib
import uuid
from email.message import EmailMessage
from pathlib import Path

import pytest
from packaging.requirements import Requirement

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


def test_it_lists_what_the_project_file_asks_for() -> None:
    """The application depends on exactly the dependencies of `pyproject.toml`."""
    made = sbom.sbom(())
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {one["bom-ref"]: one["name"] for one in made["components"]}
    root = made["metadata"]["component"]["bom-ref"]
    (below,) = (one["dependsOn"] for one in made["dependencies"] if one["ref"] == root)
    assert sorted(names[one] for one in below) == sorted(sbom.normal(Requirement(one).name) for one in needed)


def test_it_has_what_cyclonedx_asks_for() -> None:
    """CycloneDX 1.5: a serial number is a UUID as a URN; a licence has an SPDX identifier or a name, an expression stands alone."""
    made = sbom.sbom(())
    assert uuid.UUID(made["serialNumber"].removeprefix("urn:uuid:")).urn == made["serialNumber"]
    assert made["version"] == 1
    for one in (made["metadata"]["component"], *made["components"]):
        assert one["purl"] == f"pkg:pypi/{sbom.normal(one['name'])}@{one['version']}" == one["bom-ref"]
        shapes = [set(licence) for licence in one["licenses"]]
        assert shapes == [{"expression"}] or all(shape == {"license"} for shape in shapes)
        assert all(len(licence["license"]) == 1 for licence in one["licenses"] if "license" in licence)


class Package:
    """A package as its metadata tells of it."""

    version = "1"

    def __init__(self, *requires: str, **meta: str | list[str]) -> None:
        self.requires = list(requires)
        self.metadata = EmailMessage()
        for key, value in meta.items():
            for one in value if isinstance(value, list) else [value]:
                self.metadata.add_header(key.replace("_", "-"), one)


def test_extras_that_name_others_and_packages_needed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """`all` needs the extras of the package itself; `b` is needed plainly before it is needed with its extra."""
    packages = {
        "enforcerules": Package(
            "b", 'c; extra == "one"', 'enforcerules[one,two]; extra == "all"', 'd; extra == "two"',
            Provides_Extra=["one", "two", "all"],
        ),
        "b": Package('e; extra == "more"'), "c": Package("b[more]"), "d": Package(), "e": Package(),
    }  # fmt: skip
    monkeypatch.setattr(sbom, "distribution", packages.__getitem__)
    assert set(sbom.collected(())) == {"enforcerules", "b"}
    assert set(sbom.collected(["one"])) == {"enforcerules", "b", "c", "e"}
    assert set(sbom.collected(["all"])) == {"enforcerules", "b", "c", "d", "e"}
    assert sbom.collected(["all"])["enforcerules"][1] == ["b", "c", "d"]
    with pytest.raises(ValueError, match="no such extra: tow"):
        sbom.collected(["tow"])


@pytest.mark.parametrize(
    ("meta", "wanted"),
    [
        ({"License_Expression": "MIT OR Apache-2.0", "License": "MIT"}, [{"expression": "MIT OR Apache-2.0"}]),
        ({"License": "MIT"}, [{"license": {"id": "MIT"}}]),
        ({"License": "The Shop's Own"}, [{"license": {"name": "The Shop's Own"}}]),
        ({"Classifier": ["License :: OSI Approved :: MIT License"]}, [{"license": {"id": "MIT"}}]),
        ({"Classifier": ["License :: OSI Approved :: BSD License"]}, [{"license": {"name": "BSD License"}}]),
        ({"License": "x" * 500, "Classifier": ["Topic :: Text"]}, []),
    ],
)
def test_licences(meta: dict, wanted: list) -> None:
    assert sbom.licences_of(Package(**meta)) == wanted
