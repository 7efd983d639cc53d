"""What is changed in a function, how a change is called, and that the name outlives moved lines."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
mutants = pytest.importorskip("mutants")


def changes(body: str) -> list[str]:
    return [one.change for one in mutants.mutants("m.py", f"def f(a, b, found):\n    {body}\n")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return a < b", ["return a < b -> return None", "a < b -> a <= b"]),
        (
            "return a == b == found",
            [
                "return a == b == found -> return None",
                "a == b == found -> a != b == found",
                "a == b == found -> a == b != found",
            ],
        ),
        ("return not b", ["return not b -> return None", "not b -> +bool(b)"]),
        ("return a and b", ["return a and b -> return None", "a and b -> a or b"]),
        ("return min(a, 1)", ["return min(a, 1) -> return None", "min(a, 1) -> max(a, 1)", "1 -> 2"]),
        ("found.append(-a)", ["found.append(-a) -> None", "-a -> +a"]),
        ("return True", ["True -> False"]),
        ("return ()", []),
        ("if a: return 'x'", ["a -> not a", "'x' -> 'XXxXX'"]),
        ("if not a: pass", ["not a -> +bool(a)"]),
        ("while a: break", ["a -> not a", "break -> continue"]),
        (
            "return [n for n in found if n]",
            ["return [n for n in found if n] -> return None", "… for n in found if n -> … for n in found if not n"],
        ),
        ("raise ValueError(f'{a} is not {1 + b}')", []),
        ("'''What it does.'''", []),
        ("x: 'int' = a + b", ["a + b -> a - b"]),
    ],
)
def test_changes_of_a_body(body: str, expected: list[str]) -> None:
    assert changes(body) == expected


def test_what_is_evaluated_on_import_is_left_alone() -> None:
    source = "LIMIT = 1 + 2\n\n@deco(1)\ndef f(a=3) -> 'int':\n    def g(b=4): return b\n    return g\n"
    assert {one.function for one in mutants.mutants("m.py", source)} == {"f", "f.g"}
    assert [one.change for one in mutants.mutants("m.py", source)] == [
        "return g -> return None",
        "return b -> return None",
    ]


def test_a_change_is_known_by_what_it_says_wherever_it_stands() -> None:
    source = "class C:\n    def f(self, a):\n        if a == 1:\n            return 1\n        return 1 + a\n"
    here, below = (mutants.mutants("m.py", text) for text in (source, "# moved\n\n" + source))
    assert [one.key for one in here] == [one.key for one in below]
    assert [one.line + 2 for one in here] == [one.line for one in below]
    assert [one.again for one in here if one.change == "1 -> 2"] == [0, 1, 2]
    assert len({one.key for one in here}) == len(here)


def test_only_the_change_is_made_and_no_line_moves() -> None:
    source = "def f(a):\n    if a < 1:\n        return 2\n    return a\n"
    for one in mutants.mutants("m.py", source):
        made = mutants.mutated(source, one)
        assert ast.unparse(made) != ast.unparse(ast.parse(source))
        assert [node.lineno for node in made.body[0].body] == [2, 4]
    assert [one.lines for one in mutants.mutants("m.py", source)] == [(2, 2), (2, 2), (2, 2), (3, 3), (4, 4)]


def test_a_condition_of_a_comprehension_stands_where_it_runs() -> None:
    """No test runs the line of `def` again: what stands only there would be seen by none."""
    source = "def f(found):\n    kept = [\n        one\n        for one in found\n        if one\n    ]\n    return kept\n"
    assert {one.change: one.lines for one in mutants.mutants("m.py", source)} == {
        "… for one in found if one -> … for one in found if not one": (4, 5),
        "return kept -> return None": (7, 7),
    }
