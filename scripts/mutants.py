"""Small changes of Python source, one at a time, each with a name that outlives moved lines.

Changed is only what stands in the body of a function: a module's constants, defaults of parameters, decorators and annotations are
evaluated when it is imported, which `mutate.py` does once. Texts of `raise` and parts of f-strings are messages and left alone.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

Edit = Callable[[], None]
Function = ast.FunctionDef | ast.AsyncFunctionDef

SWAPPED: Final[dict[type[ast.AST], type[ast.AST]]] = {
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
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Mutant:
    """One change: where it stands now, and by what it is known."""

    module: str  # beneath the package, "model/region.py"
    function: str  # its qualified name
    change: str  # "a < b -> a <= b"
    again: int  # 0, or how many equal changes stand before it in the function
    line: int
    lines: tuple[int, int]  # of the changed expression
    body: tuple[int, int]  # of the function
    node: int  # its number in the walk of the tree
    choice: int  # which of its changes

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Module, function, change and number: the same after lines have moved."""
        return self.module, self.function, self.change, self.again

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.function}: {self.change}" + (f" ({self.again + 1})" * bool(self.again))


def mutants(module: str, source: str) -> list[Mutant]:
    """Every change of a module."""
    tree = ast.parse(source)
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}
    found = []
    times: Counter[tuple[str, str]] = Counter()
    for name, function, node in _places(tree):
        for choice in range(len(edits(node))):
            change = _told(node, choice)
            spot = _spot(node, function)
            body = function.lineno, function.end_lineno or function.lineno
            again = times[name, change]
            times[name, change] += 1
            found.append(Mutant(module, name, change, again, spot[0], spot, body, numbers[id(node)], choice))
    return found


def _spot(node: ast.AST, function: Function) -> tuple[int, int]:
    """The lines that run where a node does: of a statement its condition, of a part of a comprehension its `for` and `if`s."""
    if isinstance(node, ast.comprehension):
        return node.target.lineno, (node.ifs or [node.iter])[-1].end_lineno or node.target.lineno
    there = node.test if isinstance(node, ast.If | ast.While) else node
    return getattr(there, "lineno", function.lineno), getattr(there, "end_lineno", None) or function.lineno


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """The module with the change, every other line where it was."""
    tree = ast.parse(source)
    node = next(one for number, one in enumerate(ast.walk(tree)) if number == mutant.node)
    edits(node)[mutant.choice]()
    return ast.fix_missing_locations(tree)


def edits(node: ast.AST) -> list[Edit]:
    """The changes of one node, each made in place."""
    match node:
        case ast.Compare(ops=ops):
            return [partial(ops.__setitem__, n, SWAPPED[type(op)]()) for n, op in enumerate(ops)]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in SWAPPED:
            return [partial(setattr, node, "op", SWAPPED[type(op)]())]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [partial(_become, node, ast.UAdd(), _called("bool", operand))]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return [partial(_become, node, ast.UAdd(), operand)]
        case ast.Constant(value=value):
            return _of_constant(node, value)
        case ast.Call(func=ast.Name(id=name) as called) if name in NAMES:
            return [partial(setattr, called, "id", NAMES[name])]
    return _of_flow(node)


def _of_flow(node: ast.AST) -> list[Edit]:
    """The changes of statements and of conditions as a whole."""
    match node:
        case ast.Expr(value=ast.Call()):
            return [partial(setattr, node, "value", ast.Constant(None))]
        case ast.Break() | ast.Continue():
            return [partial(setattr, node, "__class__", ast.Continue if isinstance(node, ast.Break) else ast.Break)]
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) if _negatable(test):
            return [partial(setattr, node, "test", ast.UnaryOp(ast.Not(), test))]
        case ast.comprehension(ifs=ifs):
            tests = [(n, one) for n, one in enumerate(ifs) if _negatable(one)]
            return [partial(ifs.__setitem__, n, ast.UnaryOp(ast.Not(), one)) for n, one in tests]
        case ast.Return(value=value) if value is not None and not _nothing(value):
            return [partial(setattr, node, "value", ast.Constant(None))]
    return []


def _of_constant(node: ast.Constant, value: object) -> list[Edit]:
    match value:
        case bool():
            return [partial(setattr, node, "value", not value)]
        case int():
            return [partial(setattr, node, "value", value + 1)]
        case str():
            return [partial(setattr, node, "value", f"XX{value}XX")]
    return []


def _become(node: ast.UnaryOp, op: ast.unaryop, operand: ast.expr) -> None:
    node.op, node.operand = op, operand


def _called(name: str, operand: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), [operand], [])


def _negatable(test: ast.expr) -> bool:
    """Whether turning the whole test round is another change than those of its parts."""
    if isinstance(test, ast.Compare):
        return isinstance(test.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE)
    return not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))


def _nothing(value: ast.expr) -> bool:
    """A constant has a change of its own, and an empty collection is as false as None."""
    return isinstance(value, ast.Constant) or not (getattr(value, "elts", True) and getattr(value, "keys", True))


def _told(node: ast.AST, choice: int) -> str:
    """Before and after, as source; the node is left as it was."""
    kept: dict[str, Any] = {key: list(value) if isinstance(value, list) else value for key, value in vars(node).items()}
    before, kind, called = _shown(node), node.__class__, getattr(node, "func", None)
    name = getattr(called, "id", None)
    edits(node)[choice]()
    after = _shown(node)
    node.__class__ = kind
    vars(node).update(kept)
    if name is not None:
        vars(called)["id"] = name
    return f"{before} -> {after}"


def _shown(node: ast.AST) -> str:
    """One line of source; of a statement with a body, its condition."""
    shown = node.test if isinstance(node, ast.If | ast.While | ast.IfExp) else node
    text = " ".join(ast.unparse(ast.fix_missing_locations(shown)).split())
    return text.removeprefix("for ") if not isinstance(node, ast.comprehension) else f"… {text}"


def _places(tree: ast.Module) -> Iterator[tuple[str, Function, ast.AST]]:
    """Qualified name of a function, the function, a node of its body."""
    for name, function in _functions(tree, ()):
        for statement in _code(function.body):
            yield from ((name, function, node) for node in _within(statement))


def _functions(node: ast.AST, above: tuple[str, ...]) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function | ast.ClassDef):
            names = (*above, child.name)
            if not isinstance(child, ast.ClassDef):
                yield ".".join(names), child
            yield from _functions(child, names)
        else:
            yield from _functions(child, above)


def _code(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements but for a docstring."""
    first = body[0]
    return body[1:] if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else body


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those beneath it that are code of the same function."""
    if isinstance(node, Function | ast.ClassDef | ast.JoinedStr | ast.Raise):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"cast", "assert_never"}:
        return
    yield node
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "op", "ops", "ctx"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _within(child)
