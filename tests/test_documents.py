"""What the documents show is what the library does."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["docs/diagnostics.md", "README.md"])
def test_generated_documents_are_fresh(name: str) -> None:
    """`make docs` changes nothing: the README shows what the demo prints, the pages what the catalogue says."""
    assert (ROOT / name).read_text(encoding="utf-8") == script("make_docs").build()[name]


def test_the_ten_edits_are_fresh() -> None:
    """Every edit made again, and every tool asked again, says what the page shows."""
    assert "\n".join(script("ten_edits").build()) == (ROOT / "docs" / "ten-edits.md").read_text(encoding="utf-8")


def test_the_ten_lines_of_the_readme_run() -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    said = io.StringIO()
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(said):
            exec(compile(code[1], "README.md", "exec"), {})
    finally:
        os.chdir(before)
    assert "needs_human ('no_penalty_shall', 'no_penalty_may')" in said.getvalue()


def test_the_example_of_many_cases_runs() -> None:
    """The expired food of the README with the act found to be minor: no penalty, and the whole decision says why."""
    (code,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "many-cases.md").read_text(encoding="utf-8"), re.DOTALL
    )
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "many-cases.md", "exec"), {})
    assert said.getvalue().startswith("no_penalty_shall ('apl.33.1.1',)\n")
    assert "第三十三条第一款第一句" in said.getvalue()


def test_the_embedding_example_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "examples"), *sys.path])
    spec = importlib.util.spec_from_file_location("embed", ROOT / "examples" / "embed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main([str(ROOT / "examples" / "expired-food.yaml")]) == 0
    assert '"needs_human"' in capsys.readouterr().out


def test_the_examples_of_the_audit_document_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block of Python, from the top of the checkout but for what it writes."""
    blocks = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "audit-bundles.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(blocks) > 3
    said = io.StringIO()
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    with contextlib.redirect_stdout(said):
        for block in blocks:
            exec(compile(block, "audit-bundles.md", "exec"), {})
    assert re.search(r"^tree 1 [1-9][0-9]+ 0 None$", said.getvalue(), re.MULTILINE)
    assert "0.350000\n1.罚款3500.00元（叁仟伍佰元整）；2.没收违法所得120.00元（壹佰贰拾元整）" in said.getvalue()
    assert said.getvalue().endswith("False\n")
