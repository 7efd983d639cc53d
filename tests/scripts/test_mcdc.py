"""MC/DC worked by hand: which runs show that a condition decides."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import mcdc

OR = mcdc.Decided("m.py", "f", "a or b", 1, ("a", "b"))
MIXED = mcdc.Decided("m.py", "f", "a and (b or not c)", 1, ("a", "b", "c"))


def run(outcome, **reached):
    return tuple(("abc".index(name), value) for name, value in reached.items()), outcome


@pytest.mark.parametrize(
    ("decided", "runs", "expected"),
    [
        (OR, [], ["a", "b"]),
        (OR, [run(True, a=True), run(False, a=False, b=False)], ["b"]),  # b was never true
        (OR, [run(True, a=True), run(False, a=False, b=False), run(True, a=False, b=True)], []),
        # a alone changes between the first two, b between the first and the third; c needs two runs in which b is false
        (MIXED, [run(True, a=True, b=True), run(False, a=False)], ["b", "c"]),
        (MIXED, [run(True, a=True, b=True), run(False, a=False), run(False, a=True, b=False, c=True)], ["c"]),
        (MIXED, [run(True, a=True, b=False, c=False), run(False, a=True, b=False, c=True)], ["a", "b"]),
    ],
)
def test_a_condition_was_seen_to_decide(decided, runs, expected):
    assert list(mcdc.missing(decided, runs)) == expected


def test_a_watched_decision_comes_to_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(mcdc, "PACKAGE", tmp_path)
    monkeypatch.setattr(mcdc, "_runs", {})
    place = tmp_path / "m.py"
    place.write_text("def f(a, b, c):\n    return a and (b or not c)\n", encoding="utf-8")
    tree, (decided,) = mcdc.decisions(place)
    space = {"_mcdc_noted": mcdc._noted, "_mcdc_decided": mcdc._decided}
    exec(compile(tree, "m", "exec"), space)
    for a, b, c in ((0, 1, 1), (1, 0, 0), (1, 0, 1), (2, 3, 1)):
        assert space["f"](a, b, c) == (a and (b or not c))
    assert decided.conditions == ("a", "b", "c")
    assert mcdc._runs["m.py", 0] == {
        run(False, a=False),
        run(True, a=True, b=False, c=False),
        run(False, a=True, b=False, c=True),
        run(True, a=True, b=True),
    }


def test_a_decision_within_a_condition_is_another(tmp_path, monkeypatch):
    """`any(x and y for …) or z`: the inner one ends before the outer one is noted, also where it is the same function again."""
    monkeypatch.setattr(mcdc, "PACKAGE", tmp_path)
    monkeypatch.setattr(mcdc, "_runs", {})
    place = tmp_path / "m.py"
    place.write_text("def f(n, z):\n    return n > 0 and f(n - 1, z) or z\n", encoding="utf-8")
    tree, (decided,) = mcdc.decisions(place)
    space = {"_mcdc_noted": mcdc._noted, "_mcdc_decided": mcdc._decided}
    exec(compile(tree, "m", "exec"), space)
    assert space["f"](1, 5) == 5
    assert decided.conditions == ("n > 0", "f(n - 1, z)", "z")
    assert mcdc._runs["m.py", 0] == {run(True, a=False, c=True), run(True, a=True, b=True)}


def test_what_is_the_same_in_every_run_is_no_condition(tmp_path, monkeypatch):
    monkeypatch.setattr(mcdc, "PACKAGE", tmp_path)
    place = tmp_path / "m.py"
    place.write_text("def f(a, b):\n    return a or (), a or NIL, a or {}, (a and b) or []\n", encoding="utf-8")
    _, found = mcdc.decisions(place)
    assert [(one.text, one.conditions) for one in found] == [("a and b or []", ("a", "b"))]
