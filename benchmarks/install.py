"""Installs the peers of the benchmarks into the running Python, one at a time, and says what could not be had.

Some are distributed as source and need a compiler, some are not there for every Python: a peer that is missing is named in the results as
not run. The exit code is 0 in every case.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """All in one go where that works, else one by one."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["optional-dependencies"]["bench"]
    if _pip(*wanted) is None:
        print(f"peers: all {len(wanted)} installed")
        return
    failed = {one: why for one in wanted if (why := _pip(one)) is not None}
    print(f"peers: {len(wanted) - len(failed)} of {len(wanted)} installed")
    for one, why in failed.items():
        print(f"not run: {one}: {why}")


def _pip(*wanted: str) -> str | None:
    """Why they could not be installed."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *wanted]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line.strip() for line in run.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return None if run.returncode == 0 else (errors or lines or [f"exit code {run.returncode}"])[0][:160]


if __name__ == "__main__":
    main()
