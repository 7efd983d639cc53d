"""Installs durable-rules into the running Python if that is possible, and says in one line what came of it.

It is distributed as source, so it needs a C compiler, and on some versions of Python it builds but cannot be imported.
Both are fine: it is a second, independent matcher, and tests that need it skip without it. The exit code is 0 in every
case; the line says `durable-rules: installed` or `durable-rules: left out`.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERIC = ("subprocess-exited-with-error", "metadata-generation-failed", "failed-wheel-build-for-install", "legacy-")


def main() -> None:
    """Tries, verifies by importing, and takes back what cannot be imported."""
    if _import_error() is None:
        return print("durable-rules: installed")
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["optional-dependencies"]["durable"]
    installed = _pip("install", *wanted)
    if installed.returncode != 0:
        return print(_left_out(f"it needs a C compiler and could not be installed ({_reason(installed)})"))
    failure = _import_error()
    if failure is None:
        return print("durable-rules: installed")
    _pip("uninstall", "--yes", "durable-rules")
    return print(_left_out(f"it was installed, but Python {sys.version.split()[0]} cannot import it ({failure})"))


def _left_out(why: str) -> str:
    return f"durable-rules: left out, {why}; tests that need it are skipped"


def _pip(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", *args, "--quiet", "--disable-pip-version-check", "--no-input"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _import_error() -> str | None:
    """The last line of the traceback, from a process of its own: a broken extension must not take this one down."""
    run = subprocess.run([sys.executable, "-c", "import durable.engine"], capture_output=True, text=True, check=False)
    lines = run.stderr.strip().splitlines() or [f"exit code {run.returncode}"]
    return None if run.returncode == 0 else lines[-1]


def _reason(run: subprocess.CompletedProcess[str]) -> str:
    """What the compiler or the network said, not pip's own summary after it."""
    lines = [line.strip(" │╰─>×") for line in run.stderr.splitlines()]
    errors = [line for line in lines if line.lower().startswith("error:") and not any(word in line for word in GENERIC)]
    return (errors or [line for line in lines if line] or [f"pip's exit code is {run.returncode}"])[0][:120]


if __name__ == "__main__":
    main()
