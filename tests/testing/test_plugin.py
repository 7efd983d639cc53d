"""The pytest plugin, in a pytest of its own."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOOD = ROOT / "rulesets" / "cn" / "market" / "food"
NAME = "enforcerules.testing.plugin"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    installed = any(one.value == NAME for one in entry_points(group="pytest11"))
    plugin = [] if installed else ["-p", NAME]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(folder)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [*command, *plugin, *arguments], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """An unrelated suite, with an example that does not hold beside it."""
    (tmp_path / "test_own.py").write_text(
        "import sys\n\ndef test_own():\n    assert 'enforcerules.api' not in sys.modules\n"
        "    assert 'pydantic' not in sys.modules\n"
    )
    cases = tmp_path / "cases"
    cases.mkdir()
    text = (FOOD / "cases" / "food-first-minor.yaml").read_text(encoding="utf-8")
    (cases / "holds.yaml").write_text(text, encoding="utf-8")
    wrong = text.replace("\nexpect:\n", "\nexpect:\n  no_duties: [educate]\n")
    (cases / "fails.yaml").write_text(wrong, encoding="utf-8")
    (cases / "data.yaml").write_text("format: something/else\n")
    (tmp_path / "ruleset.yaml").write_text(
        "format: enforcerules/ruleset/1\nruleset: own\nextends: [cn.general]\ntitle: own\n", encoding="utf-8"
    )
    return tmp_path


def test_nothing_is_collected_or_imported_unless_asked_for(suite: Path) -> None:
    done = run(suite, "-q")
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_examples_are_tests_when_asked_for(suite: Path) -> None:
    done = run(suite, "-q", "--enforcerules", "--enforcerules-extending", "cn", "--enforcerules-lang", "en", "cases")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 failed, 1 passed" in done.stdout
    assert "(no educate)" in done.stdout
    assert "(apl.33.1.2; " in done.stdout
    assert "Traceback" not in done.stdout
    assert "FAILED cases/fails.yaml::fails" in done.stdout


def test_rules_that_cannot_be_used_are_told(suite: Path) -> None:
    file = suite / "ruleset.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("cn.general", "cn.genral"), encoding="utf-8")
    done = run(suite, "-q", "--enforcerules", "cases")
    assert done.returncode == 1
    assert "ER301" in done.stdout
    assert "Traceback" not in done.stdout


def test_it_is_registered() -> None:
    assert f'enforcerules = "{NAME}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_an_example_that_nobody_confirmed_is_skipped(suite: Path) -> None:
    text = (suite / "cases" / "holds.yaml").read_text(encoding="utf-8")
    (suite / "cases" / "fails.yaml").write_text(
        text.partition("\nexpect:\n")[0] + "\nexpect: unconfirmed\n", encoding="utf-8"
    )
    done = run(suite, "-q", "-rs", "--enforcerules", "--enforcerules-extending", "cn", "cases")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed, 1 skipped" in done.stdout
    assert "not confirmed" in done.stdout


def test_in_a_file_of_several_each_is_a_test_of_its_own(suite: Path) -> None:
    (suite / "cases" / "fails.yaml").unlink()
    text = (suite / "cases" / "holds.yaml").read_text(encoding="utf-8")
    _, _, rest = text.partition("case:\n")
    case, _, expect = rest.partition("expect:\n")
    body = "".join(f"    {line}\n" for line in expect.splitlines())
    several = f"format: enforcerules/examples/1\ncase:\n{case}examples:\n- example: first\n  expect:\n{body}"
    several += "- {example: second, expect: {no_duties: [educate]}}\n- {example: third, expect: unconfirmed}\n"
    (suite / "cases" / "several.yaml").write_text(several, encoding="utf-8")
    done = run(suite, "-q", "--enforcerules", "--enforcerules-extending", "cn", "cases")
    assert "1 failed, 2 passed, 1 skipped" in done.stdout, done.stdout + done.stderr
    assert "FAILED cases/several.yaml::second" in done.stdout
