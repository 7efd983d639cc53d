"""The tests with the lowest versions of what is needed that `pyproject.toml` allows, in an environment of their own.

python scripts/lowest.py                 install and run a part of the tests
python scripts/lowest.py --print         what would be installed
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = (
    "tests/test_api.py",
    "tests/load",
    "tests/language",
    "tests/base",
    "tests/diagnostics",
    "tests/audit/test_record.py",
)
TOOLS = ("pytest", "hypothesis", "rfc8785", "cryptography")
"""What only the tests need, of the newest versions."""


def lowest(requirements: Iterable[str]) -> Iterator[str]:
    """`name>=1.2` as `name==1.2`; one without a floor as it is."""
    for text in requirements:
        found = re.fullmatch(r"([A-Za-z0-9_.-]+(?:\[[a-z,]+\])?)>=([0-9.]+)", text)
        yield text if found is None else f"{found[1]}=={found[2]}"


def main() -> int:
    """0 when the tests pass."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(lowest(project["dependencies"]))
    print("\n".join(wanted), flush=True)
    if options.print:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = str(Path(folder) / "bin" / "python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        subprocess.run([*pip, *wanted, *TOOLS], check=True)
        subprocess.run([*pip, "--no-deps", "--editable", str(ROOT)], check=True)
        return subprocess.run(
            [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS], cwd=ROOT, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
