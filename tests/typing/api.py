"""User code that must type-check: it is never run."""

from __future__ import annotations

from pathlib import Path

import enforcerules as er


def use(path: Path) -> str:
    rules: er.Ruleset = er.load("cn")
    decision: er.Decision = er.decide(rules, path)
    other = er.decide(rules, {"case": "c", "matter": "food.expired", "facts": {"货值金额": "66.00"}})
    for one in er.decide_many(rules, [path, {"matter": "food.expired"}]):
        if isinstance(one, er.InvalidInput):
            report: er.Report = one.report
            return str(report.errors)
        for outcome in one.outcomes:
            verdict = er.permits(outcome, {"fine": "60000.00", "confiscate_gains": True})
            if verdict.status == "lawful" and er.packages(outcome).has_choice:
                return ", ".join(one.why for one in verdict.reasons)
            if outcome.disposition == "needs_human":
                return ", ".join(outcome.candidates)
    form: dict[str, object] = er.form(rules, "food.expired")
    return er.explain(decision, "zh") + er.to_json(other) + str(form)
