"""Cases: decided, explained, asked for, and decided again with other facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from os import PathLike
from pathlib import Path
from typing import Any, Final, Literal

from enforcerules import pipeline
from enforcerules.analysis.leniency import leniency as leniency_of
from enforcerules.analysis.whatif import what_if as what_if_of
from enforcerules.api.asked import one_of, several
from enforcerules.api.rules import Ruleset
from enforcerules.base.catalogue import Lang
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.decide.form import form_of
from enforcerules.decide.timeline import frames_of
from enforcerules.engines import consult
from enforcerules.explain import explain as explanation_of
from enforcerules.explain.reasoning import reasoning as reasoning_of
from enforcerules.kernel.decider import Decider
from enforcerules.kernel.verdict import Verdict as Short
from enforcerules.load.cases import case_of, load_case
from enforcerules.model.case import Case
from enforcerules.model.checklist import Checklist
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.leniency import DEFAULT_FAVOURS, Favour, Leniency
from enforcerules.model.membership import Verdict
from enforcerules.model.packages import Packages, packages_of
from enforcerules.model.proposal import judged
from enforcerules.model.whatif import WhatIf
from enforcerules.render import decision_json
from enforcerules.render.checklist import checklist_html, checklist_text
from enforcerules.render.checklist_json import checklist_json
from enforcerules.render.html import html
from enforcerules.render.leniency import leniency_json, leniency_text
from enforcerules.render.reasoning import reasoning_text
from enforcerules.render.text import text
from enforcerules.render.verdict_json import verdict_json
from enforcerules.render.whatif import whatif_json, whatif_text

LANGS: Final = ("zh", "en")
CaseLike = Case | Mapping[str, Any] | str | PathLike[str]


def decide(rules: Ruleset, case: CaseLike, *, cross_check: bool = False) -> Decision:
    """Decide a case: an outcome for each act and party, with its reasons.

    `cross_check` asks every other engine that is there about every condition; `second_opinions` of the decision say which
    agreed on how many. There is no vote: where one differs, there is no decision.

    Raises:
        InvalidInput: with every problem of the case.
        Disagreement: two engines differ on a condition.
    """
    made = as_case(case)
    decision = pipeline.decide(rules.program, made)
    if not cross_check:
        return decision
    frames = [frame for days in pipeline.timelines(rules.program, made) for frame in frames_of(days)]
    return replace(decision, second_opinions=consult(frames))


def as_case(case: CaseLike) -> Case:
    """A case from a mapping or a file; raises InvalidInput."""
    if isinstance(case, str | PathLike):
        made, report = load_case(Path(case))
    else:
        made, report = case_of(case)
    if made is None or report.errors:
        raise InvalidInput(report)
    return made


def decide_many(
    rules: Ruleset, cases: Iterable[CaseLike], *, cross_check: bool = False
) -> Iterator[Decision | InvalidInput]:
    """Decide many cases in order; a case that cannot be decided yields its InvalidInput, and the others go on."""
    for case in several(cases, "cases"):
        try:
            yield decide(rules, case, cross_check=cross_check)
        except InvalidInput as problem:
            yield problem


def decider(rules: Ruleset, case: Mapping[str, Any]) -> Decider:
    """For many cases that differ in their facts alone: one act under one matter, one party, the same days.

    `case` is a case without those facts. What comes back is called with facts by label or id and gives a `Verdict` in short:
    the same as `decide`, some thousand times as fast once it has met the like of a case.

    Raises:
        InvalidInput: with every problem of the case.
        ValueError: the case has several acts, matters or parties.
    """
    return Decider(rules.program, case)


def explain(
    decision: Decision | WhatIf | Leniency | Checklist,
    lang: Lang = "zh",
    *,
    depth: Literal["reasons", "full"] = "reasons",
    format: Literal["text", "html"] = "text",  # noqa: A002  the command line's word
) -> str:
    """The explanation: the reasons for a decision document, or (`full`) every rule that was asked; alternatives, savings and checklists.

    Raises:
        ValueError: `lang`, `depth` or `format` is none of its words.
    """
    one_of("lang", lang, LANGS)
    one_of("depth", depth, ("reasons", "full"))
    one_of("format", format, ("text", "html"))
    if isinstance(decision, Checklist):
        return checklist_html(decision, lang) if format == "html" else checklist_text(decision, lang)
    if isinstance(decision, Leniency):
        return leniency_text(decision, lang)
    if isinstance(decision, WhatIf):
        return whatif_text(decision, lang)
    made = explanation_of(decision, depth)
    return html(made, lang) if format == "html" else text(made, lang)


def what_if(rules: Ruleset, case: CaseLike) -> WhatIf:
    """What would follow if one known fact of the case were otherwise, everything else as it is; corrections come first.

    Raises:
        InvalidInput: as `decide`.
    """
    return what_if_of(rules.program, as_case(case))


def reasoning(decision: Decision, lang: Lang = "zh") -> str:
    """The reasons for a decision document (说理): 事实、理由、依据、裁量说明, one paragraph a line.

    The document is Chinese; English is a reading aid. While an outcome is open, the first line says so.

    Raises:
        ValueError: `lang` is none of its words.
    """
    one_of("lang", lang, LANGS)
    return reasoning_text(reasoning_of(decision), lang)


def leniency(
    rules: Ruleset,
    cases: Iterable[CaseLike],
    *,
    without: Collection[Favour] = DEFAULT_FAVOURS,
    named: Collection[str] = (),
) -> Leniency:
    """What the rules that favour the party saved: each case decided with them, and again without.

    `without`: the kinds that are left out (`lists`, `law`, `notices`, `circumstances`, `reductions`; `rows` only if named);
    `named`: rules left out by id, a final `*` means all that begin so. A case that cannot be decided is told in `unusable`.

    Raises:
        InvalidInput: there is no such kind or rule.
    """
    return leniency_of(rules.program, map(_given, several(cases, "cases"), count(1)), without, named)


def _given(case: CaseLike, number: int) -> tuple[str, Case | None, Report]:
    name = str(case) if isinstance(case, str | PathLike) else f"#{number}"
    try:
        return name, as_case(case), Report(())
    except InvalidInput as invalid:
        return name, None, invalid.report


def to_json(decision: Decision | Short | WhatIf | Leniency | Checklist, *, indent: int | None = None) -> str:
    """A decision as JSON (`enforcerules/decision/1`), what a decider gave (`…/verdict/1`), alternatives (`…/what-if/1`), savings, or a checklist."""
    if isinstance(decision, Short):
        return verdict_json(decision, indent)
    if isinstance(decision, Checklist):
        return checklist_json(decision, indent)
    if isinstance(decision, Leniency):
        return leniency_json(decision, indent)
    return whatif_json(decision, indent) if isinstance(decision, WhatIf) else decision_json.to_json(decision, indent)


def packages(answer: Outcome | Decision) -> Packages:
    """Which measures may lawfully be imposed together if nothing spares the party, kept factored: see `Packages`.

    Raises:
        ValueError: a decision has several outcomes, or none; ask one of them.
    """
    return packages_of(_only(answer).measures)


def permits(answer: Outcome | Decision, chosen: Mapping[str, str | int | bool]) -> Verdict:
    """Whether a package of measures is lawful in this case, its disposition included.

    `chosen` maps a kind (`fine`, `fine@individual`) or the id of a measure to True, to an amount in 元 (text, or an
    integer), or to a length (a number in the unit of the duration, or `10d`, `6m`, `life`); what maps to False or to nil is not
    imposed. The verdict is `lawful`; `if_mitigated` (a mandatory penalty is dropped, a lighter kind takes its place, or an
    amount or length lies below the minimum; `permitted` says whether this case opens mitigation); `unlawful`; or `open`,
    with reasons. Orders are no penalties: one that is left out is `owed`.

    Raises:
        ValueError: a name is no measure of the outcome and no kind; an amount or a length cannot be read; a decision has
            several outcomes, or none.
    """
    return judged(_only(answer), chosen)


def _only(answer: Outcome | Decision) -> Outcome:
    if isinstance(answer, Outcome):
        return answer
    if len(answer.outcomes) != 1:
        raise ValueError(f"the decision has {len(answer.outcomes)} outcomes; ask one of them")
    return answer.outcomes[0]


def form(rules: Ruleset, matter: str, *, territory: str | None = None) -> dict[str, Any]:
    """The facts of a matter as a JSON Schema with labels: what to ask on a case form.

    Raises:
        KeyError: there is no such matter.
        InvalidInput: the territory is no code.
    """
    return form_of(rules.program, rules.program.matters[matter], territory)
