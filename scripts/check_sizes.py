"""Fails when a module of `src` is over 400 lines or a function over 80.

An exception is an entry below with its reason; one that is no longer needed fails too.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = 400
FUNCTION_LINES = 80

# "src/enforcerules/x/y.py" or "src/enforcerules/x/y.py:Class.function" -> why it is better long.
EXCEPTIONS: dict[str, str] = {
    "src/enforcerules/audit/verify_offline.py": "one file on purpose: it is carried to machines that have no more than Python",
}


def sizes(path: Path) -> Iterator[tuple[str, int, int]]:
    """Name, lines, limit of a module and of each function in it, inner ones included."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    yield name, len(text.splitlines()), MODULE_LINES
    for function, node in _functions(ast.parse(text, name), ()):
        yield f"{name}:{function}", (node.end_lineno or node.lineno) - node.lineno + 1, FUNCTION_LINES


def _functions(node: ast.AST, outer: tuple[str, ...]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        inner = outer
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = (*outer, child.name)
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield ".".join(inner), child
        yield from _functions(child, inner)


def main() -> int:
    """0 when everything is within its limit."""
    measured = [size for path in sorted((ROOT / "src").rglob("*.py")) for size in sizes(path)]
    long = {name: (lines, limit) for name, lines, limit in measured if lines > limit}
    problems = [
        f"{name}: {lines} lines, over {limit}" for name, (lines, limit) in long.items() if name not in EXCEPTIONS
    ]
    problems += [f"{name}: the exception is no longer needed" for name in EXCEPTIONS if name not in long]
    print("\n".join(problems) or f"sizes: {len(measured)} modules and functions within their limits")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
