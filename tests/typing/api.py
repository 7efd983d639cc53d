"""User code that must type-check: it is never run."""

from __future__ import annotations

from pathlib import Path

import enforcerules as er


def use(path: Path) -> str:  # noqa: C901, PLR0912  it uses everything
    rules: er.Ruleset = er.load("cn")
    decision: er.Decision = er.decide(rules, path)
    other = er.decide(rules, {"case": "c", "matter": "food.expired", "facts": {"货值金额": "66.00"}})
    for one in er.decide_many(rules, [path, {"matter": "food.expired"}]):
        if isinstance(one, er.InvalidInput):
            report: er.Report = one.report
            return str(report.errors)
        for outcome in one.outcomes:
            verdict = er.permits(outcome, {"fine": "60000.00", "confiscate_gains": True})
            if verdict.in_this_case is None:
                return ", ".join(verdict.owed)
            if verdict.status == "lawful" and er.packages(outcome).has_choice:
                return ", ".join(one.why for one in verdict.reasons)
            if outcome.disposition == "needs_human":
                return ", ".join(outcome.candidates)
    for both in decision.concurrences:
        if both.prevails is None:
            return ", ".join((*both.options, *both.asks))
    totals = [together.permitted for together in decision.combined if together.permitted is not None]
    bundle: er.Bundle = er.inspect(er.build("cn"), trust=None)
    live = er.Live(path, trust=[path])
    for opinion in er.decide(live.rules, path, cross_check=True).second_opinions:
        if not opinion.consulted:
            return bundle.digest + (opinion.why or "")
    saved: er.Leniency = er.leniency(rules, [path], without=["lists"])
    listed: er.Checklist = er.checklist(rules, {"matters": ["food.expired"]})
    code: er.BehaviourCode = er.parse_code("013306001232211080001000003", check="mod11_10")
    if saved.unusable or code.method == "unchecked":
        return er.explain(listed, format="html") + er.to_json(saved)
    row: dict[str, str] = er.to_publicity_row(decision, path, party="p1")
    if er.same_amount("壹元整", row["罚款金额（万元）"]):
        return er.reasoning(decision)
    found: er.Review = er.review(rules, [path, {"case": "case.yaml", "measures": {"kind": "fine", "amount": "1.00"}}])
    for finding in found.findings:
        if finding.severity != "alert":
            return finding.kind + str(finding.basis) + str(finding.lawful)
    form: dict[str, object] = er.form(rules, "food.expired")
    return er.explain(decision, "zh") + er.to_json(other) + str(form) + str(totals)


def keep(decision: er.Decision, rules: er.Ruleset, corrected: er.Ruleset) -> str:
    masking = er.Masking(("personal",), b"sixteen random bytes, or more")
    envelope = er.Envelope("who", "2026-05-06T10:00:00+08:00", (er.Opinion("second engine", "agrees"),))
    kept: bytes = er.record(decision, ("sha256", "sm3"), envelope=envelope, masking=masking)
    found: er.Replayed = er.replay(kept, rules)
    if found.verdict == "differs" and found.difference is not None:
        return found.difference.path + ", ".join(cause.kind for cause in found.causes)
    moved = [one.name for one in er.touched([kept], rules, corrected) if one.moves]
    with er.open_log("log.db", "example.gov.cn/penalties") as log:
        receipt = log.append(kept)
        return f"{receipt.at} {log.root().hex()} {moved} {log.checkpoint().text}"


def fast(rules: er.Ruleset, path: Path) -> list[str]:
    with er.limited(nodes=2_000_000, workbook_cells=1_000):
        asked: er.Decider = er.decider(rules, {"matter": "food.expired"})
    verdict: er.Verdict = asked({"货值金额": "66.00"})
    found: er.WhatIf = er.what_if(rules, path)
    difference: er.Difference = er.diff(rules, rules, "food.*")
    report: er.Report = er.check(path)
    said = [one.code for one in report.errors] + [er.explain(found), er.to_json(found)]
    verdicts = [replayed.verdict for replayed in er.replay_many([b"", path], rules)]
    return [*said, *verdicts, verdict.disposition, str(difference.none)]


def draw(rules: er.Ruleset, given: er.Case, made: er.Made, scene: er.Scene) -> list[str]:
    try:
        decision = er.decide(rules, given, cross_check=True)
    except er.Disagreement as apart:
        return [str(apart.at("a1", "p1", "food.expired"))]
    found: er.Review = er.review(rules, [made], draw=er.Draw(3, "2026-05", by="organ"))
    listed: er.Checklist = er.checklist(rules, scene)
    hit: list[er.Touched] = list(er.touched([er.record(decision)], rules, rules))
    return [one.name for one in hit] + [str(len(listed.items)), str(found.unusable)]


def sealed(path: Path, name: str) -> bytes:
    from enforcerules.audit.signer import Ed25519Signer

    data: bytes = er.sign(er.build(path), Ed25519Signer.new(name))
    log: er.Log
    with er.open_log(path / "log.db", "example.gov.cn/penalties") as log:
        log.append_many([data])
        return log.entry(log.size() - 1)


class Zero:
    """A check digit of one's own."""

    @property
    def name(self) -> str:
        return "zero"

    def digit(self, digits: str) -> str:
        return "0" * bool(digits)


def code(like: er.BehaviourCode) -> str:
    own: er.CheckDigit = Zero()
    made = er.make_code(
        type=like.type, department=like.department, day=like.day, sequence=like.sequence, custom=like.custom, check=own
    )
    return str(made.method)
