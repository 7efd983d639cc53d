"""MC/DC of the stages of the decision: has every condition of every decision been seen to decide it, both ways?

    python scripts/mcdc.py                      the tests of the decision, in two processes; what is missing is listed
    python scripts/mcdc.py tests/decide -n 1    other tests, other arguments for pytest

A decision is a tree of `and`, `or` and `not` with more than one condition, wherever it stands. Its conditions, constants apart, are
watched while the tests run. A condition has been seen to decide when there are two runs in which it was true and false, the outcome was another,
and every other condition that was reached in both had the same value (masking MC/DC; what is not reached cannot count).
Decisions of one condition are branches: `make coverage` has these. What cannot be seen stands in `mcdc_accepted.txt` with a reason.
"""

from __future__ import annotations

import ast
import atexit
import importlib.abc
import importlib.machinery
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final, TypeAlias

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "enforcerules"
STAGES: Final = ("decide",)
TESTS: Final = ("tests/decide", "tests/test_examples.py", "tests/kernel", "tests/test_published_cases.py")
ACCEPTED: Final = Path(__file__).with_name("mcdc_accepted.txt")
_SEEN: Final = "ENFORCERULES_MCDC"

Vector: TypeAlias = tuple[tuple[int, bool], ...]
"""The conditions that were reached, by number, in their order."""


# ---- what a decision is ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decided:
    """A decision: where it stands, and the text of its conditions; nothing of it moves when lines above it do."""

    module: str
    function: str
    text: str
    line: int
    conditions: tuple[str, ...]

    @property
    def name(self) -> str:
        """By what it is known in what is accepted."""
        return f"{self.module}:{self.function}: {self.text}"


@dataclass
class _Watching(ast.NodeTransformer):
    """Puts a note around every condition and every decision of a module."""

    module: str
    found: list[Decided] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    def visit(self, node: ast.AST) -> Any:  # noqa: ANN401  as the base class has it
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            self.within.append(node.name)
            made = self.generic_visit(node)
            self.within.pop()
            return made
        if isinstance(node, ast.BoolOp):
            return self._decision(node)
        return self.generic_visit(node)

    def _decision(self, node: ast.BoolOp) -> ast.expr:
        leaves = list(_leaves(node))
        if len(leaves) < 2:
            return self.generic_visit(node)  # type: ignore[return-value]  # an expression stays one
        number = len(self.found)
        texts = tuple(ast.unparse(one) for one in leaves)
        self.found.append(
            Decided(self.module, ".".join(self.within) or "module", ast.unparse(node), node.lineno, texts)
        )
        order = {id(one): at for at, one in enumerate(leaves)}
        made = self._noted(node, order, number)
        return _call("_mcdc_decided", ast.Constant(self.module), ast.Constant(number), made)

    def _noted(self, node: ast.expr, order: dict[int, int], number: int) -> ast.expr:
        if id(node) in order:
            return _call(
                "_mcdc_noted",
                ast.Constant(self.module),
                ast.Constant(number),
                ast.Constant(order[id(node)]),
                self.visit(node),
            )
        if isinstance(node, ast.BoolOp):
            node.values = [self._noted(one, order, number) for one in node.values]
        elif isinstance(node, ast.UnaryOp):
            node.operand = self._noted(node.operand, order, number)
        return node


def _leaves(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp):
        for one in node.values:
            yield from _leaves(one)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _leaves(node.operand)
    elif not _settled(node):
        yield node


def _settled(node: ast.expr) -> bool:
    """Whether a part is the same in every run: a constant, a name in capitals, an empty display (`given or ()`)."""
    if isinstance(node, ast.Name):
        return node.id.isupper()
    return (
        isinstance(node, ast.Constant)
        or (isinstance(node, ast.Tuple | ast.List) and not node.elts)
        or ast.unparse(node) == "{}"
    )


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])


def decisions(module: Path) -> tuple[ast.Module, list[Decided]]:
    """A module with its decisions watched, and these."""
    watching = _Watching(module.relative_to(PACKAGE).as_posix())
    tree = watching.visit(ast.parse(module.read_text(encoding="utf-8")))
    return ast.fix_missing_locations(tree), watching.found


# ---- while the tests run (as a plugin of pytest) -----------------------------------------------------------------

_runs: dict[tuple[str, int], set[tuple[Vector, bool]]] = {}
_open: dict[tuple[str, int], list[list[tuple[int, bool]]]] = {}


def _noted(module: str, decision: int, condition: int, value: Any) -> Any:  # noqa: ANN401  the value of a condition
    """The first condition of a decision is always reached, so it begins a run; those within it have ended by then."""
    stack = _open.setdefault((module, decision), [])
    if condition == 0:
        stack.append([])
    stack[-1].append((condition, bool(value)))
    return value


def _decided(module: str, decision: int, value: Any) -> Any:  # noqa: ANN401  the value of a decision
    run = tuple(_open[module, decision].pop())
    _runs.setdefault((module, decision), set()).add((run, bool(value)))
    return value


class _Watched(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType | None:
        """Never from a file of compiled code, and none is written."""
        path = self.get_filename(fullname)
        tree, _ = decisions(Path(path))
        code: CodeType = compile(tree, path, "exec")
        return code

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__.update(_mcdc_noted=_noted, _mcdc_decided=_decided)
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if not fullname.startswith(tuple(f"enforcerules.{stage}." for stage in STAGES)):
            return None
        place = PACKAGE.joinpath(*fullname.split(".")[1:]).with_suffix(".py")
        if not place.exists():
            return None
        return spec_from_file_location(fullname, place, loader=_Watched(fullname, str(place)))


def _write() -> None:
    rows = [[*key, [[list(run), value] for run, value in runs]] for key, runs in _runs.items()]
    place = Path(os.environ[_SEEN], f"{os.getpid()}.json")
    place.write_text(json.dumps(rows), encoding="utf-8")


if _SEEN in os.environ and __name__ != "__main__":
    sys.meta_path.insert(0, _Finder())
    atexit.register(_write)


# ---- afterwards --------------------------------------------------------------------------------------------------


def missing(decided: Decided, runs: Sequence[tuple[Vector, bool]]) -> Iterator[str]:
    """The conditions that were not seen to decide."""
    for number, text in enumerate(decided.conditions):
        if not any(_shows(number, one, other) for one in runs for other in runs):
            yield text


def _shows(number: int, one: tuple[Vector, bool], other: tuple[Vector, bool]) -> bool:
    (first, outcome), (second, opposite) = (dict(one[0]), one[1]), (dict(other[0]), other[1])
    if outcome == opposite or first.get(number) is not True or second.get(number) is not False:
        return False
    return all(first[at] == second[at] for at in first.keys() & second.keys() if at != number)


def main(arguments: Sequence[str]) -> int:
    """Run the tests, tell what is missing; 1 if anything is that is not accepted."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            _SEEN: folder,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "scripts"), str(ROOT / "src"))),
        }
        tests = list(arguments) or [*TESTS, "-n", "2"]
        command = [sys.executable, "-m", "pytest", "-q", "-p", "mcdc", "-p", "no:cacheprovider", *tests]
        failed = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        seen = _merged(Path(folder))
    return _told(seen) or failed


def _merged(folder: Path) -> dict[tuple[str, int], set[tuple[Vector, bool]]]:
    seen: dict[tuple[str, int], set[tuple[Vector, bool]]] = {}
    for place in sorted(folder.glob("*.json")):
        for module, number, runs in json.loads(place.read_text(encoding="utf-8")):
            known = seen.setdefault((module, number), set())
            known |= {(tuple((at, value) for at, value in run), outcome) for run, outcome in runs}
    return seen


def _told(seen: dict[tuple[str, int], set[tuple[Vector, bool]]]) -> int:
    accepted = {line.partition("  # ")[0] for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if line}
    count = shown = without = 0
    for stage in STAGES:
        for module in sorted((PACKAGE / stage).rglob("*.py")):
            for number, decided in enumerate(decisions(module)[1]):
                lacks = list(missing(decided, sorted(seen.get((decided.module, number), set()))))
                said = [text for text in lacks if f"{decided.name} :: {text}" not in accepted]
                count, shown = count + len(decided.conditions), shown + len(decided.conditions) - len(lacks)
                without += len(said)
                for text in said:
                    print(f"{decided.module}:{decided.line}: {decided.name} :: {text}")
    print(
        f"{shown} of {count} conditions were seen to decide, {count - shown - without} others are accepted, {without} are missing"
    )
    return int(without > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
