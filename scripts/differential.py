"""Differential evaluations: random rulesets and cases, every condition put to every engine, and no two may differ.

    python scripts/differential.py [EVALUATIONS] [--seed N]

Two kinds in turn. *Rulesets*: small ones in YAML (`tests/decide/strategies.py`), loaded, compiled and bound to cases of which
some facts are unknown, in either phase. *Wide*: conditions over facts of every type at the level of the model
(`tests/engines/wide.py`). One evaluation is one ruleset on one case, all its conditions by all engines.

The first pair that differs stops the run and is written out as a permanent example: a ruleset with its case under
`tests/scenarios/differential/`, or a line of `tests/engines/seeds.txt`; the tests run both from then on. Exit code 1.
"""

import argparse
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "decide"), str(ROOT / "tests" / "engines")]

import strategies  # type: ignore[import-not-found]  # noqa: E402  a helper of the tests
import wide  # type: ignore[import-not-found]  # noqa: E402  the same
import yaml  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from enforcerules.base.canonical import digest  # noqa: E402
from enforcerules.engines.matcher import NOT_COVERED, Disagreement, Matcher, facts_of  # noqa: E402
from enforcerules.engines.opinions import consult, durable_matcher  # noqa: E402
from enforcerules.engines.tree import TreeMatcher  # noqa: E402
from enforcerules.pipeline import decide, timelines  # noqa: E402

CASES = 200
"""Cases for each ruleset."""
SCENARIOS = ROOT / "tests" / "scenarios" / "differential"
SEEDS = ROOT / "tests" / "engines" / "seeds.txt"


@dataclass
class Tally:
    """What was done so far; answers by engine, and how many of them were `not covered`."""

    evaluations: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    beyond: dict[str, int] = field(default_factory=dict)
    started: float = field(default_factory=time.monotonic)

    def add(self, engine: str, agreed: int, beyond: int) -> None:
        """Count the answers of one engine."""
        self.answers[engine] = self.answers.get(engine, 0) + agreed
        self.beyond[engine] = self.beyond.get(engine, 0) + beyond

    def __str__(self) -> str:
        """One line."""
        parts = [f"{name} agrees on {self.answers[name]:,}, not covered {self.beyond[name]:,}" for name in self.answers]
        return f"{self.evaluations:,} evaluations in {time.monotonic() - self.started:,.0f} s: {'; '.join(parts)}"


def main() -> int:
    """0 when no pair of engines differed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("evaluations", nargs="?", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    durable, why = durable_matcher()
    print(f"durable-rules: {durable.version if durable else f'not consulted ({why})'}", flush=True)
    tally = Tally()
    try:
        portion = 50 * CASES
        for number in range(max(1, -(-options.evaluations // (2 * portion)))):
            some = min(portion, (options.evaluations + 1) // 2)
            rulesets(tally, some // CASES or 1, options.seed * 1_000_000 + number)
            wider(tally, some // CASES or 1, options.seed * 1_000_000 + number * 50)
            print(tally, flush=True)
    except Disagreement as found:
        print(f"{tally}\n{found}")
        return 1
    print("no two engines differ")
    return 0


# ---- rulesets in YAML ------------------------------------------------------------------------------------------------


def rulesets(tally: Tally, number: int, start: int) -> None:
    """Small rulesets through loading, compiling and binding."""

    @seed(start)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.smalls(), st.integers(0, 2**32))
    def run(small: Any, random_seed: int) -> None:  # noqa: ANN401  a helper of the tests
        of_ruleset(tally, small, Random(random_seed))  # noqa: S311  nothing secret

    run()


def of_ruleset(tally: Tally, small: Any, rng: Random) -> None:  # noqa: ANN401  a helper of the tests
    """One ruleset with many cases; writes out the first pair that differs."""
    program = strategies.program_of(small.text)
    for _ in range(CASES):
        values = {name: rng.choice([*small.grid(name), None, None]) for name in small.facts}
        phase = rng.choice(["investigating", "concluded"])
        case = strategies.case_for("m.one", values, phase=phase)
        frames = [days.act for days in timelines(program, case)]
        try:
            opinions = consult(frames)
        except Disagreement as found:
            (outcome,) = decide(program, case).outcomes
            keep_ruleset(small.document, {"phase": phase, "facts": values}, outcome.disposition, str(found))
            raise
        tally.evaluations += 1
        for one in opinions:
            if one.consulted:
                tally.add(one.engine, one.agreed, one.not_covered)


def keep_ruleset(document: dict[str, Any], case: dict[str, Any], disposition: str, why: str) -> Path:
    """Write a ruleset and a case as a scenario of its own; its ids hold a digest, so that scenarios load together."""
    mark = digest([strategies.dumped(document), strategies.dumped(case)]).partition(":")[2][:10]
    folder = SCENARIOS / f"d{mark}"
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    renamed = _renamed(document, f"d{mark}") | {"ruleset": f"found.d{mark}"}
    example = {
        "format": "enforcerules/example/1",
        "example": f"differs-{mark}",
        "why": why,
        "case": {
            "case": f"d{mark}",
            "phase": case["phase"],
            "matter": f"d{mark}.one",
            "start": strategies.START,
            "end": strategies.END,
            "party": {"kind": "unit"},
            "dates": strategies.DATES,
            "facts": {name: {"status": "unknown"} if v is None else v for name, v in case["facts"].items()},
        },
        "expect": {"disposition": disposition},
    }
    (folder / "ruleset.yaml").write_text(strategies.dumped(renamed), encoding="utf-8")
    (folder / "cases" / f"differs-{mark}.yaml").write_text(
        yaml.safe_dump(example, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8"
    )
    return folder


def _renamed(node: Any, mark: str) -> Any:  # noqa: ANN401  any YAML
    """The ids of matters, rules and tables with a mark of their own."""
    if isinstance(node, dict):
        made = {key: _renamed(value, mark) for key, value in node.items()}
        return {**made, "id": f"{mark}.{node['id']}"} if str(node.get("id", "")).startswith(("r.", "table")) else made
    if isinstance(node, list):
        return [_renamed(one, mark) for one in node]
    return node.replace("m.one", f"{mark}.one") if isinstance(node, str) else node


# ---- conditions over facts of every type -----------------------------------------------------------------------------


def wider(tally: Tally, number: int, start: int) -> None:
    """Conditions at the level of the model; writes out the seed of the first that differs."""
    durable, _ = durable_matcher()
    matchers: list[Matcher] = [TreeMatcher(), *([durable] if durable else [])]
    for random_seed in range(start, start + number):
        try:
            of_seed(tally, matchers, random_seed)
        except Disagreement as found:
            with SEEDS.open("a", encoding="utf-8") as file:
                file.write(f"{random_seed}  # {found.engine}: {found.item}\n")
            raise


def of_seed(tally: Tally, matchers: list[Matcher], random_seed: int) -> None:
    """The conditions and cases of one seed; raises Disagreement."""
    rng = Random(random_seed)  # noqa: S311  nothing secret
    table = wide.facts(rng)
    conditions, values = wide.items(rng, table), wide.parameters(rng)
    for _ in range(CASES):
        known = wide.knowledge(rng, table, values)
        facts = facts_of(known)
        ours = {key: known.judge(one, known) for key, one in conditions.items()}
        for matcher in matchers:
            answers = matcher.match(conditions, facts)
            for key, theirs in answers.items():
                if theirs is not NOT_COVERED and theirs is not ours[key]:
                    seen = {name: known.of(name) for name in table}
                    raise Disagreement(matcher.name, f"seed {random_seed}, {key}", ours[key], theirs, seen)
            beyond = sum(one is NOT_COVERED for one in answers.values())
            tally.add(matcher.name, len(answers) - beyond, beyond)
        tally.evaluations += 1


if __name__ == "__main__":
    sys.exit(main())
