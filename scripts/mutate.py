"""Changes of the core, one at a time, and whether the tests of that module notice.

    python scripts/mutate.py                          forty changes drawn from all modules below
    python scripts/mutate.py --count 200 --seed 3     more, others
    python scripts/mutate.py --module model/region.py --all

A change swaps a comparison, `and` and `or`, plus and minus, drops a `not`, moves a whole number by one, or turns a truth round.
It is noticed when a test fails or does not end. What survives is listed with its line; a survivor is a test that is missing, or a
change that changes nothing. (Changes of rules are another matter: `enforcerules mutate`.)
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "enforcerules"
SECONDS: Final = 300
TESTS: Final[dict[str, tuple[str, ...]]] = {
    "model/region.py": ("tests/model/test_region.py",),
    "model/dates.py": ("tests/model/test_dates.py",),
    "model/numerals.py": ("tests/model/test_numerals.py",),
    "model/kleene.py": ("tests/decide/test_kleene.py",),
    "model/duration.py": ("tests/model/test_duration.py",),
    "base/canonical.py": ("tests/base/test_canonical.py",),
    "base/limits.py": ("tests/base/test_limits.py",),
    "load/files.py": ("tests/load/test_files.py",),
    "language/lexer.py": ("tests/language/test_reading.py",),
    "language/parsing.py": ("tests/language/test_reading.py",),
    "decide/history.py": ("tests/decide/test_history_counts.py", "tests/decide/test_counts_of_things.py"),
    "decide/weights.py": ("tests/decide/test_amounts.py",),
    "decide/amounts.py": ("tests/decide/test_amounts.py", "tests/decide/test_statutory_amounts.py"),
    "audit/merkle.py": ("tests/audit/test_merkle.py",),
}
_COMPARE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    module: str
    line: int
    what: str
    text: str


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of a module."""
    tree = ast.parse((PACKAGE / module).read_text(encoding="utf-8"))
    for number, node in enumerate(ast.walk(tree)):
        for choice in range(_choices(node)):
            made = copy.deepcopy(tree)
            there = next(one for at, one in enumerate(ast.walk(made)) if at == number)
            before = ast.unparse(there)
            _change(there, choice)
            after = ast.unparse(there)
            if after != before:
                yield Mutant(module, getattr(node, "lineno", 0), f"{before} -> {after}", ast.unparse(made))


def _choices(node: ast.AST) -> int:
    """In how many ways a node is changed."""
    if isinstance(node, ast.Compare):
        return sum(type(op) in _COMPARE for op in node.ops)
    plain = isinstance(node, ast.Constant) and type(node.value) in {bool, int}
    sign = isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC
    return int(plain or sign or isinstance(node, ast.BoolOp) or _is_not(node))


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _change(node: ast.AST, choice: int) -> None:
    if isinstance(node, ast.Compare):
        at = [n for n, op in enumerate(node.ops) if type(op) in _COMPARE][choice]
        node.ops[at] = _COMPARE[type(node.ops[at])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.BinOp):
        node.op = _ARITHMETIC[type(node.op)]()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    elif isinstance(node, ast.Constant):
        node.value = (not node.value) if isinstance(node.value, bool) else int(str(node.value)) + 1


def noticed(mutant: Mutant, source: Path) -> bool:
    """Whether the tests of its module fail."""
    path = source / "enforcerules" / mutant.module
    whole = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *TESTS[mutant.module]]
    made = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=made, capture_output=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(whole, encoding="utf-8")
    return done.returncode != 0


def run(chosen: Sequence[Mutant]) -> list[Mutant]:
    """Those that nobody noticed."""
    survived = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        shutil.copytree(PACKAGE, source / "enforcerules", ignore=shutil.ignore_patterns("__pycache__"))
        for beside in ("rulesets", "schemas"):
            (Path(folder) / beside).symlink_to(ROOT / beside)
        for module in sorted({one.module for one in chosen}):
            if noticed(Mutant(module, 0, "nothing", (PACKAGE / module).read_text(encoding="utf-8")), source):
                raise SystemExit(f"the tests of {module} fail as it is")
        for number, mutant in enumerate(chosen, 1):
            if not noticed(mutant, source):
                survived.append(mutant)
                print(f"{mutant.module}:{mutant.line}: {mutant.what}", flush=True)
            if number % 10 == 0:
                print(f"{number} of {len(chosen)}, {len(survived)} survived", flush=True)
    return survived


def main() -> int:
    """0 whatever survived: the list is to be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", action="append", choices=sorted(TESTS))
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    every = [one for module in options.module or TESTS for one in mutants(module)]
    chosen = every if options.all else Random(options.seed).sample(every, min(options.count, len(every)))  # noqa: S311
    survived = run(chosen)
    killed = len(chosen) - len(survived)
    print(
        f"{len(every)} changes, {len(chosen)} tried (seed {options.seed}), {killed} noticed, {len(survived)} survived"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
