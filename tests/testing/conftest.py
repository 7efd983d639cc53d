"""The command line in this process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from enforcerules.cli.main import main

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def cli_main(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Exit code and standard output of a command, run in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*arguments: object) -> tuple[int, str]:
        code = main([str(one) for one in arguments])
        return code, capsys.readouterr().out

    return run
