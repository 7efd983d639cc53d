"""The public surface as it stands in `surface.txt`, and the examples of `docs/api.md`, which run.

A change of the surface is a change of that file: `ENFORCERULES_ACCEPT=1` writes it, and docs/stability.md says what may change.
"""

import dataclasses
import inspect
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules import api

ROOT = Path(__file__).parents[2]
SURFACE = Path(__file__).with_name("surface.txt")
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def surface() -> Iterator[str]:
    """Every public name with what can be given to it and read from it."""
    for name in sorted(er.__all__):
        one = getattr(er, name)
        if inspect.isclass(one):
            yield f"class {name}{made_with(one)}"
            yield from (f"    {name}.{member}{asked(one, member)}" for member in members(one))
        elif callable(one):
            yield f"def {name}{inspect.signature(one)}"
        else:
            yield name


MADE_BY_USERS = frozenset({"Draw", "Envelope", "InvalidInput", "Live", "Masking", "Opinion", "Report"})
"""Classes that users make; the others come from functions or are read from files."""


def made_with(one: type) -> str:
    """How a class is made, where users make it."""
    return str(inspect.signature(one)).split(" -> ")[0] if one.__name__ in MADE_BY_USERS else ""


def asked(one: type, member: str) -> str:
    """What a method takes and gives; nothing for a field or a property."""
    found = inspect.getattr_static(one, member, None)
    return (
        str(inspect.signature(getattr(one, member)))
        if inspect.isroutine(found) or isinstance(found, classmethod | staticmethod)
        else ""
    )


def members(one: type) -> list[str]:
    """Fields, methods and properties that do not begin with an underscore."""
    found = {name for name in vars(one) if not name.startswith("_")}
    if dataclasses.is_dataclass(one):
        found |= {field.name for field in dataclasses.fields(one)}
    found |= set(getattr(one, "model_fields", ()))
    return sorted(name for name in found if not name.startswith(("model_", "_")))


def test_the_surface_is_the_one_that_was_agreed() -> None:
    now = "".join(f"{line}\n" for line in surface())
    if os.environ.get("ENFORCERULES_ACCEPT") == "1":
        SURFACE.write_text(now, encoding="utf-8")
    assert now == SURFACE.read_text(encoding="utf-8")


def test_the_package_gives_out_what_the_api_has() -> None:
    assert sorted({*api.__all__, "__version__"}) == sorted(er.__all__)


def test_type_checkers_of_users_read_the_types() -> None:
    """Without this file mypy takes an installed package for one without types (PEP 561)."""
    assert Path(er.__file__).with_name("py.typed").read_bytes() == b""


def examples() -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_every_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, as they stand, in an empty folder with one case in it."""
    pytest.importorskip("cryptography", reason="signing is among the examples")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_bytes((ROOT / "examples" / "expired-food.yaml").read_bytes())
    space: dict[str, object] = {}
    for example in examples():
        exec(compile(example, "docs/api.md", "exec"), space)


def test_every_public_function_has_an_example() -> None:
    written = "\n".join(examples())
    functions = [name for name in er.__all__ if not inspect.isclass(getattr(er, name)) and callable(getattr(er, name))]
    assert [name for name in functions if f"er.{name}(" not in written] == []


def test_every_public_name_stands_on_the_page_and_is_type_checked() -> None:
    """`tests/typing` is looked at by mypy and pyright, as the code of a user."""
    typed = (ROOT / "tests" / "typing" / "api.py").read_text(encoding="utf-8")
    names = [name for name in er.__all__ if name != "__version__"]
    assert [name for name in names if not re.search(rf"\ber\.{name}\b", typed)] == []
    assert [name for name in names if f"`{name}`" not in PAGE and f"er.{name}(" not in PAGE] == []


@pytest.mark.parametrize("name", sorted(er.__all__))
def test_everything_public_says_what_it_is(name: str) -> None:
    one = getattr(er, name)
    assert name == "__version__" or (inspect.getdoc(one) or "").strip()
