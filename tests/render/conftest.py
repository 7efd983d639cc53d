from pathlib import Path

import pytest

from enforcerules import pipeline
from enforcerules.load.cases import load_case, load_example, load_examples
from enforcerules.load.shipped import library, shipped

ROOT = Path(__file__).resolve().parents[2]
RULES = [*shipped("cn"), ROOT / "tests" / "scenarios"]
MOST = 240


@pytest.fixture(scope="session")
def program():
    made, report = pipeline.build(RULES, library())
    assert made is not None, report
    return made


@pytest.fixture(scope="session")
def decided(program):
    """An example of the checkout, decided."""

    def decide(name):
        case, report = load_case(ROOT / "examples" / f"{name}.yaml")
        assert case is not None, report
        return pipeline.decide(program, case)

    return decide


@pytest.fixture(scope="session")
def scenario(program):
    """A case beside a ruleset, decided; while the investigation goes on without some of its facts, where they are named."""

    def decide(name, *forgotten):
        path = next(path for root in RULES for path in root.glob(f"**/cases/{name}.yaml"))
        case = load_example(path)[0].case
        left = {key: given for key, given in case.facts.items() if key not in forgotten}
        assert len(left) + len(forgotten) == len(case.facts)
        phase = "investigating" if forgotten else case.phase
        return pipeline.decide(program, case.model_copy(update={"facts": left, "phase": phase}))

    return decide


def shown(path, decision):
    """What an explanation of the decision has to have words for."""
    yield "folder", str(path.parent)
    for outcome in decision.outcomes:
        yield "disposition", outcome.disposition, str(path.parent)
        yield from (("candidate", name) for name in outcome.candidates)
        yield from (("alert", one.kind) for one in outcome.alerts)
        yield from (("reason", one.stage, one.holds, one.remark) for one in outcome.reasons)
        yield from (("duty", one.who, one.strength, one.due, one.missing is None) for one in outcome.duties)
        yield from (("measure", one.nature, one.modality, one.open) for one in outcome.measures)
        marks = ((m.barred is not None and m.barred.holds, m.gave_way is None) for m in outcome.measures)
        yield from (("mark", *pair) for pair in marks)
        yield from (("party", outcome.party_kind), ("version", outcome.version), ("dormant", bool(outcome.dormant)))
        compared = outcome.compared
        yield "compared", None if compared is None else (compared.verdict, compared.by is None), bool(outcome.parts)

    for one in decision.concurrences:
        yield from (("concurrence", one.state, because) for because in one.because)
        yield from (("policy", policy.policy, policy.holds) for policy in one.policies)
        yield from (("rival", rival.rank, rival.called) for rival in one.rivals)
    for one in decision.combined:
        yield "combined", one.open, one.statutory is None, one.detention is None, one.cap_rule is None


@pytest.fixture(scope="session")
def decisions(program):
    """Of the cases beside the rulesets the few that together show everything that all of them show, decided."""
    found = {}
    for path in sorted(path for root in RULES for path in root.glob("**/cases/*.yaml")):
        for example, problems in load_examples(path):
            assert example is not None, problems
            made = pipeline.decide(program, example.case)
            found[str(example.example)] = (made, set(shown(path, made)))
    left = set().union(*(seen for _, seen in found.values()))
    chosen = {}
    while left:
        name = max(found, key=lambda one: len(found[one][1] & left))
        chosen[name], seen = found[name]
        left -= seen
    assert len(chosen) <= MOST, len(chosen)
    return chosen
