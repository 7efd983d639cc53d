"""The command line in this process and in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from enforcerules import pipeline
from enforcerules.check.asked import NOTHING_MORE
from enforcerules.cli.main import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Done:
    """Exit code and what was written."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def built() -> dict[tuple[Path, ...], Any]:
    """What was built from rules of the checkout, which no test changes."""
    return {}


@pytest.fixture(autouse=True)
def build_once(monkeypatch: pytest.MonkeyPatch, built: dict[tuple[Path, ...], Any]) -> None:
    real = pipeline.build

    def build(paths: Iterable[Path], library: Path | None = None, *trust: Any, **asked: Any) -> Any:
        kept = tuple(paths)
        if trust or any(one != NOTHING_MORE for one in asked.values()):
            return real(kept, library, *trust, **asked)
        if not all(path.resolve().is_relative_to(ROOT) for path in kept):
            return real(kept, library, *trust)
        return built[kept] if kept in built else built.setdefault(kept, real(kept, library))

    monkeypatch.setattr(pipeline, "build", build)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run a command here."""

    def run(*arguments: object) -> Done:
        code = main([str(one) for one in arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command in a process of its own, with bytes in and out."""

    def run(*arguments: object, data: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "enforcerules", *map(str, arguments)]
        made = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **env}
        return subprocess.run(command, input=data, env=made, cwd=ROOT, capture_output=True, check=False)

    return run


@pytest.fixture
def schema() -> Callable[[str], Any]:
    """The published schema of a format."""
    return lambda name: json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
