"""Streams of a real process: standard input, encodings, colours, a reader that leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TWO = ROOT / "examples" / "two-acts.yaml"


def test_a_case_from_standard_input_as_yaml(process) -> None:
    done = process("decide", "-", "--format", "json", data=TWO.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["case"] == "two-acts"


def test_a_case_from_standard_input_as_json(process) -> None:
    case = '{"format": "enforcerules/case/1", "matter": "food.expired", "case": "j"}'.encode("utf-8-sig")
    done = process("decide", "-", "--format", "json", data=case)
    assert done.returncode == 3
    assert json.loads(done.stdout)["case"] == "j"


def test_json_lines_from_standard_input(process) -> None:
    line = '{{"format": "enforcerules/case/1", "matter": "{}", "case": "j"}}\n'
    done = process(
        "decide", "-", "--format", "json", data=(line.format("food.expired") * 2 + line.format("nope")).encode()
    )
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert b"<stdin>:3:" in done.stderr


def test_what_is_wrong_with_standard_input_is_shown_at_its_line(process) -> None:
    done = process("decide", "-", data=b"format: enforcerules/case/1\nmater: food.expired\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "<stdin>:2:1" in done.stderr.decode()
    assert "2 | mater: food.expired" in done.stderr.decode()


@pytest.mark.parametrize("arguments", [("explain", TWO), ("doctor",)], ids=lambda arguments: arguments[0])
def test_output_is_utf8_whatever_the_locale(process, arguments: tuple[object, ...]) -> None:
    expected = process(*arguments).stdout.decode("utf-8")
    for env in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ):
        assert process(*arguments, **env).stdout.decode("utf-8") == expected


def test_errors_are_utf8_under_gbk(process) -> None:
    assert "找不到" in process("decide", "无此文件.yaml", PYTHONIOENCODING="gbk").stderr.decode("utf-8")


def test_a_name_that_is_not_utf8_is_bad_input(process) -> None:
    command = [sys.executable, "-m", "enforcerules", "check", b"\xff\xfe.yaml", "--format", "json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_colours_only_where_they_are_wanted(process) -> None:
    assert b"\x1b[" not in process("decide", TWO).stdout
    assert b"\x1b[" in process("decide", TWO, FORCE_COLOR="1", TERM="xterm").stdout
    assert b"\x1b[" not in process("decide", TWO, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout


@pytest.mark.parametrize("color", ["", "1"])
def test_a_reader_that_leaves_is_no_error(color: str) -> None:
    command = [sys.executable, "-m", "enforcerules", "explain", str(TWO), str(TWO), str(TWO)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "FORCE_COLOR": color}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert (said, running.returncode) == (b"", 141)


def test_the_version_imports_nothing_heavy() -> None:
    code = (
        "import sys; from enforcerules.cli.main import main; main(['--version']);"
        "print(sorted({'pydantic', 'yaml', 'lark', 'rich', 'jsonschema', 'enforcerules.api'} & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=True)
    version, modules = done.stdout.splitlines()
    assert version.startswith("enforcerules ")
    assert modules == "[]"


def test_the_module_and_the_script_are_one_command(process) -> None:
    from enforcerules.__main__ import main

    assert process("--version").stdout.startswith(b"enforcerules ")
    assert callable(main)
