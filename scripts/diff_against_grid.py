"""Two versions of small rulesets compared, and held against every case of the grid: `diff_against_grid.py [COUNT] [CASES]`.

With `--today` the rulesets use everything the language has beside plain rows (steps, ratios, counts of things, shifts, weights,
reductions, ladders); with `--shipped` COUNT keys of every shipped ruleset are changed, one at a time, and cases at the
critical points are decided. A count is repeatable, and `--seed=N` gives others. Stops at the first case that differs.
"""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "analysis"), str(ROOT / "tests" / "decide")]

from hypothesis import HealthCheck, given, seed, settings  # noqa: E402

SEED = next((int(word.removeprefix("--seed=")) for word in sys.argv if word.startswith("--seed=")), 20260101)


def main() -> None:
    """Count pairs of rulesets, cases, and cases that differ."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    count, cases = (int(word) for word in (*words, *("2000", "40")[len(words) :]))
    if "--shipped" in sys.argv:
        shipped(count, cases)
    elif "--today" in sys.argv:
        held = partial(import_module("grid").today_held_against, cases=import_module("today").cases)
        generated(import_module("today").pairs(), held, count, cases)
    else:
        generated(import_module("strategies").pairs_of_smalls(), import_module("grid").held_against, count, cases)


def generated(pairs: Any, held_against: Callable[..., tuple[int, ...]], count: int, cases: int) -> None:  # noqa: ANN401  a strategy
    """Pairs of rulesets made at random."""
    total = [0, 0, 0]

    @seed(SEED)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(pairs)
    def run(pair: object) -> None:
        seen, differing, *_ = held_against(pair, most=cases)
        total[0] += 1
        total[1] += seen
        total[2] += differing

    run()
    print(f"{total[0]} pairs of rulesets, {total[1]} cases, {total[2]} of them differ: the graph is right in all")


def shipped(count: int, cases: int) -> None:
    """Shipped rulesets with one key changed."""
    made = import_module("perturbed")
    total = [0, 0]
    for folder in made.rulesets():
        for change, moving, difference in made.judged(folder, count, seed=SEED, cases=cases):
            if not set(moving) <= made.told(difference):
                raise SystemExit(
                    f"{folder}: {change}: a case of {', '.join(moving)} moves, and the comparison does not say so"
                )
            total[0] += 1
            total[1] += bool(moving)
        print(f"{folder.relative_to(ROOT)}: {total[0]} changes so far, {total[1]} of which move a case", flush=True)


if __name__ == "__main__":
    main()
