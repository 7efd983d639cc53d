"""The shipped rulesets: decisions a second over their example cases, how the slowest fare, and where the time goes. Writes SHIPPED.md.

Every case is decided by `er.decide`, warm, a few rounds; where it is one act of one party with plain facts, also by a decider
that has met it before. Figures are in processor time of this process: they hold on a shared machine, too.
"""

import argparse
import cProfile
import pstats
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telling import machine, table

import enforcerules as er
from enforcerules.load.cases import load_examples

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "rulesets" / "cn"
SOURCE = "/enforcerules/"


@dataclass
class Times:
    """Milliseconds of each decision of a ruleset, by way."""

    reference: list[float] = field(default_factory=list)
    decider: list[float] = field(default_factory=list)
    cases: int = 0
    generated: int = 0
    slowest: tuple[float, str] = (0.0, "")


def examples(most: int) -> Iterator[tuple[str, str, Any]]:
    """Ruleset, name and case of the examples: at most so many of a ruleset, spread over its files."""
    for folder in sorted(one for one in SHIPPED.iterdir() if one.is_dir()):
        paths = sorted(folder.rglob("cases/*.yaml"))
        taken, step = 0, max(1, len(paths) // most)
        for path in paths[::step]:
            for example, report in load_examples(path):
                if example is not None and not report.errors and taken < most:
                    taken += 1
                    yield folder.name, path.relative_to(SHIPPED).as_posix(), example.case


def asked(rules: er.Ruleset, case: Any) -> Callable[..., Any] | None:  # noqa: ANN401  a case
    """The same case put to a decider, or (`known`) whether the generated function has it; None where it is not one for it."""
    if len(case.acts) != 1 or len(case.acts[0].matter) != 1 or len(case.parties) > 1:
        return None
    written = case.model_dump(by_alias=True, exclude_none=True)
    facts = {str(name): _plain(one) for name, one in case.facts.items()}
    try:
        decider = er.decider(rules, {name: value for name, value in written.items() if name != "facts"})
        decider(facts)
    except (er.InvalidInput, ValueError):
        return None
    return lambda *, known=False: decider.knows(facts) if known else decider(facts)


def _plain(one: Any) -> Any:  # noqa: ANN401  a fact of a case
    if one.status != "known" or one.value is None or isinstance(one.value, tuple):
        return one.model_dump(exclude_none=True)
    return {"true": True, "false": False}.get(str(one.value), str(one.value))


def spent(do: Callable[[], Any], rounds: int) -> float:
    """Milliseconds: the median of rounds, after one to warm up."""
    do()
    times = []
    for _ in range(rounds):
        start = time.process_time_ns()
        do()
        times.append((time.process_time_ns() - start) / 1e6)
    return statistics.median(times)


def measured(rules: er.Ruleset, cases: list[tuple[str, str, Any]], rounds: int) -> dict[str, Times]:
    """By ruleset."""
    made: dict[str, Times] = defaultdict(Times)
    for ruleset, name, case in cases:
        one = made[ruleset]
        took = spent(lambda case=case: er.decide(rules, case), rounds)  # type: ignore[misc]
        one.cases += 1
        one.reference.append(took)
        one.slowest = max(one.slowest, (took, name))
        quick = asked(rules, case)
        if quick is not None:
            quick()
            one.decider.append(spent(quick, rounds * 3))
            one.generated += quick(known=True)
    return made


def percentile(times: list[float], share: float) -> float:
    """The time that this share of cases does not exceed."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


# ---- where the time goes -----------------------------------------------------------------------------------------


def profiled(do: Callable[[], None]) -> list[tuple[str, float]]:
    """Own time by stage, as shares, most first; what the interpreter does for a stage is that stage's."""
    profile = cProfile.Profile(time.process_time)
    profile.runcall(do)
    own: dict[str, float] = defaultdict(float)
    stats: Any = pstats.Stats(profile)
    for (file, _, _), (_, _, total, _, callers) in stats.stats.items():
        if SOURCE in file:
            own[stage(file)] += total
            continue
        placed = 0.0
        for (caller, _, _), (_, _, part, _) in callers.items():
            own[stage(caller) if SOURCE in caller else "other"] += part
            placed += part
        own["other"] += max(0.0, total - placed)
    whole = sum(own.values()) or 1.0
    return sorted(((name, part / whole) for name, part in own.items()), key=lambda one: -one[1])


def stage(file: str) -> str:
    """`decide/possible`, `load/cases`, `model/region`."""
    parts = Path(file.rpartition(SOURCE)[2]).with_suffix("").parts
    return "/".join(parts[:2])


def main() -> int:
    """0."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--most", type=int, default=40, help="cases of a ruleset")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    start = time.process_time()
    rules = er.load("cn")
    loading = time.process_time() - start
    cases = [one for one in examples(options.most) if _decidable(rules, one[2])]
    text = written(rules, cases, measured(rules, cases, options.rounds), loading)
    (HERE / "SHIPPED.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def _decidable(rules: er.Ruleset, case: Any) -> bool:  # noqa: ANN401  a case
    try:
        er.decide(rules, case)
    except er.InvalidInput:
        return False
    return True


def written(rules: er.Ruleset, cases: list[tuple[str, str, Any]], made: dict[str, Times], loading: float) -> str:
    """The document."""
    everything = [one for times in made.values() for one in times.reference]
    quick = [one for times in made.values() for one in times.decider]
    generated = sum(times.generated for times in made.values())
    out = [
        f"# The shipped rulesets\n\n`python benchmarks/shipped.py`, {machine()} Processor time, milliseconds.\n",
        (
            f"`er.load('cn')`: {loading:.1f} s, {len(rules.matters)} matters. {len(cases)} example cases: `er.decide` {1000 / statistics.mean(everything):,.0f} a "
            f"second, p50 {percentile(everything, 0.5):.2f} ms, p99 {percentile(everything, 0.99):.2f} ms. Deciders that have met the case: p50 "
            f"{percentile(quick, 0.5) * 1000:,.1f} µs over {len(quick)}, of which the generated function decides {generated}; the reference the others (what is open, comes with its "
            "evidence, or is under rules that changed). Facts are given as texts, as files have them; decimals and truths are read faster.\n"
        ),
        table(
            [
                "ruleset",
                "cases",
                "`er.decide` a second",
                "p50 ms",
                "p99 ms",
                "slowest",
                "decider, warm, p50 µs",
                "p99 µs",
                "generated",
            ],
            [_row(name, times) for name, times in sorted(made.items())],
        ),
        "## Where the time goes\n",
        (
            "Own time by stage under the profiler, which makes small functions look dearer than they are. `load/cases` and pydantic read a case from plain data, as "
            "from a file; a `Case` that is already read does not pay it again. Next ideas: lines of an explanation are broken character by character (`render/width`); the keys of JSON are sorted anew for every table (`render/decision_json`); regions are intersected where a comparison of one number would do (`model/region`).\n"
        ),
    ]
    plain = [case.model_dump(by_alias=True, exclude_none=True) for _, _, case in cases]
    decided = [er.decide(rules, case) for _, _, case in cases]
    for title, do in (
        ("`er.decide` of a mapping", lambda: [er.decide(rules, one) for one in plain]),
        ("`er.explain`", lambda: [er.explain(one) for one in decided]),
        ("`er.to_json`", lambda: [er.to_json(one) for one in decided]),
        ("`er.record`", lambda: [er.record(one) for one in decided]),
    ):
        begin = time.process_time()
        do()
        each = (time.process_time() - begin) / len(cases) * 1000
        shares = profiled(do)  # type: ignore[arg-type]
        out.append(f"### {title}: {each:.2f} ms a case\n")
        out.append(table(["stage", "share"], [(name, f"{part:.0%}") for name, part in shares[:12]]))
    return "\n".join(out)


def _row(name: str, times: Times) -> list[str]:
    quick = times.decider
    return [
        name,
        str(times.cases),
        f"{1000 / statistics.mean(times.reference):,.0f}",
        f"{percentile(times.reference, 0.5):.2f}",
        f"{percentile(times.reference, 0.99):.2f}",
        f"`{times.slowest[1]}`",
        f"{percentile(quick, 0.5) * 1000:,.1f}" if quick else "-",
        f"{percentile(quick, 0.99) * 1000:,.1f}" if quick else "-",
        f"{times.generated} of {len(quick)}" if quick else "-",
    ]


if __name__ == "__main__":
    sys.exit(main())
