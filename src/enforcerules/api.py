"""The public surface: verbs are functions, values stay plain.

rules = load("cn")                       the shipped set; a path is a path
decision = decide(rules, case)           case: a mapping, a Case, or the path of a file
print(explain(decision, "zh"))
to_json(decision)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.resources import files
from os import PathLike
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from enforcerules import __version__, pipeline
from enforcerules.audit import seal
from enforcerules.audit.keys import verifier_at
from enforcerules.audit.signer import Signer, Verifier
from enforcerules.base.catalogue import Lang
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.base.limits import DEFAULT as LIMITS
from enforcerules.decide.form import form_of
from enforcerules.decide.timeline import frames_of
from enforcerules.engines import Disagreement, consult
from enforcerules.explain import explain as explanation_of
from enforcerules.load.bundle import read_bundle
from enforcerules.load.cases import case_of, load_case
from enforcerules.load.files import read_bytes
from enforcerules.model.bundle import Bundle
from enforcerules.model.case import Case
from enforcerules.model.decision import Decision, Outcome
from enforcerules.model.packages import Packages, Verdict, packages_of
from enforcerules.model.program import Program
from enforcerules.model.proposal import judged
from enforcerules.render import decision_json
from enforcerules.render.html import html
from enforcerules.render.text import text

SHIPPED = "cn"
CATALOGUE = "statutes"
"""The catalogue of statutes: 520 laws, of which those are loaded that something extends or somebody names."""
Trusted = Verifier | str | PathLike[str]
"""A key that is trusted: a verifier, or the path of an Ed25519 public key (PEM, or the line that publishes it)."""
CaseLike = Case | Mapping[str, Any] | str | PathLike[str]


@dataclass(frozen=True)
class Ruleset:
    """Rulesets loaded and compiled: frozen, and safe to share between threads.

    `report` holds the warnings; a ruleset with errors is never made.
    """

    program: Program
    report: Report
    paths: tuple[Path, ...]

    @property
    def matters(self) -> tuple[str, ...]:
        """The ids of all matters, sorted."""
        return tuple(sorted(self.program.matters))


def library() -> Path:
    """Where the shipped rulesets lie: in the wheel, or in the checkout beside `src`."""
    packaged = Path(str(files("enforcerules"))) / "_data" / "rulesets"
    return packaged if packaged.exists() else Path(__file__).resolve().parents[2] / "rulesets"


def shipped(name: str) -> tuple[Path, ...]:
    """The shipped rulesets of a name (`cn`, `cn/market/food`, `cn/statutes/食品安全法`); none where there is none.

    `cn` is everything but the catalogue of statutes, of which only what is extended is loaded.
    """
    place = library() / name
    if name == SHIPPED:
        return tuple(one for one in sorted(place.iterdir()) if one.name != CATALOGUE and not one.name.startswith("."))
    if not name.startswith(f"{SHIPPED}/") or ".." in name:
        return ()
    return tuple(one for one in (place, place.parent / f"{place.name}.yaml") if one.exists())[:1]


def located(paths: Iterable[str | PathLike[str]], extending: str | PathLike[str] | None = None) -> tuple[Path, ...]:
    """Where rulesets lie, those that are extended first; a shipped name that is no path is what was shipped under it.

    What lies inside another of them is left out, so that no file is read twice.
    """
    named = [*([] if extending is None else [extending]), *paths]
    found = [place for one in named for place in _places(one)]
    real = {path.resolve(): path for path in reversed(found)}
    inner = {path for path in real if any(path != other and path.is_relative_to(other) for other in real)}
    return tuple(real[path] for path in dict.fromkeys(map(Path.resolve, found)) if path not in inner)


def _places(one: str | PathLike[str]) -> tuple[Path, ...]:
    return (Path(one),) if Path(one).exists() else shipped(str(one)) or (Path(one),)


def load(
    path: str | PathLike[str] = "cn",
    *more: str | PathLike[str],
    extending: str | PathLike[str] | None = None,
    trust: Iterable[Trusted] | None = None,
) -> Ruleset:
    """Load rulesets: `"cn"` is the shipped set, `"cn/statutes/食品安全法"` a part of it, anything else a file or a folder.

    Shipped rulesets that they extend come with them. `extending` names what they extend where that lies elsewhere, or
    what should decide with them, such as `"cn"`. A sealed bundle is verified before anything of it is used; with `trust`,
    only bundles signed by one of these keys are loaded (the path of a public key, or a `Verifier`).

    Raises:
        InvalidInput: with every problem found, each at its line and column.
    """
    paths = located((path, *more), extending)
    program, report = pipeline.build(paths, library(), *(() if trust is None else (verifiers(trust),)))
    if program is None:
        raise InvalidInput(report)
    return Ruleset(program, report, paths)


def verifiers(trust: Iterable[Trusted]) -> tuple[Verifier, ...]:
    """The keys that are trusted; raises InvalidInput for a file that is none."""
    return tuple(verifier_at(Path(one)) if isinstance(one, str | PathLike) else one for one in trust)


class Live:
    """Rules in use that can be changed while they are used: a bundle that fails verification never replaces them.

    `rules` is what is in use now; a decision keeps the rules that it began with. Safe to share between threads.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *more: str | PathLike[str],
        extending: str | PathLike[str] | None = None,
        trust: Iterable[Trusted] | None = None,
    ) -> None:
        """Load as `load` does; raises InvalidInput."""
        keys = None if trust is None else verifiers(trust)
        self._load = partial(load, path, *more, extending=extending, trust=keys)
        self._lock = Lock()
        self._rules = self._load()

    @property
    def rules(self) -> Ruleset:
        """The rules in use."""
        return self._rules

    def reload(self) -> Ruleset:
        """Load again, and use what was loaded if it is in order.

        Raises:
            InvalidInput: it is not; what was in use stays in use.
        """
        with self._lock:
            self._rules = self._load()
            return self._rules


def build(
    path: str | PathLike[str] = "cn", *more: str | PathLike[str], extending: str | PathLike[str] | None = None
) -> bytes:
    """A sealed bundle of rulesets and of all that they extend: the same rules give the same bytes.

    Raises:
        InvalidInput: the rules have errors.
    """
    data, report = seal.sealed(located((path, *more), extending), library(), __version__)
    if data is None:
        raise InvalidInput(report)
    return data


def sign(bundle: bytes | str | PathLike[str], *signers: Signer) -> bytes:
    """A bundle with signatures added; whoever signed before keeps theirs.

    Raises:
        InvalidInput: it is no bundle, or not what was sealed.
    """
    data, name = _bytes_of(bundle)
    made, report = seal.signed(data, name, signers)
    if made is None:
        raise InvalidInput(report)
    return made


def inspect(bundle: bytes | str | PathLike[str], trust: Iterable[Trusted] | None = None) -> Bundle:
    """What a bundle says of itself, verified, and who signed it.

    Raises:
        InvalidInput: it is no bundle, or not what was sealed; with `trust`, it is not signed by one of these keys.
    """
    data, name = _bytes_of(bundle)
    found, problems = read_bundle(data, name, None if trust is None else verifiers(trust))
    if found is None:
        raise InvalidInput(Report(problems))
    return found


def _bytes_of(bundle: bytes | str | PathLike[str]) -> tuple[bytes, str]:
    if isinstance(bundle, bytes):
        return bundle, "bundle"
    data, problems = read_bytes(Path(bundle), LIMITS, LIMITS.bundle_bytes)
    if data is None:
        raise InvalidInput(Report(problems))
    return data, str(bundle)


def check(
    path: str | PathLike[str] = "cn", *more: str | PathLike[str], extending: str | PathLike[str] | None = None
) -> Report:
    """Every problem of rulesets; never raises for bad input."""
    _, report = pipeline.build(located((path, *more), extending), library())
    return report


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
    for case in cases:
        try:
            yield decide(rules, case, cross_check=cross_check)
        except InvalidInput as problem:
            yield problem


def explain(
    decision: Decision,
    lang: Lang = "zh",
    *,
    depth: Literal["reasons", "full"] = "reasons",
    format: Literal["text", "html"] = "text",  # noqa: A002  the command line's word
) -> str:
    """The explanation: the reasons for a decision document, or (`full`) every rule that was asked."""
    made = explanation_of(decision, depth)
    return html(made, lang) if format == "html" else text(made, lang)


def to_json(decision: Decision, *, indent: int | None = None) -> str:
    """The decision as JSON after `schemas/decision.schema.json`; money is text in 元."""
    return decision_json.to_json(decision, indent)


def packages(outcome: Outcome) -> Packages:
    """Which measures of an outcome may lawfully be imposed together, kept factored: see `Packages`."""
    return packages_of(outcome.measures)


def permits(outcome: Outcome, chosen: Mapping[str, str | int | bool]) -> Verdict:
    """Whether a package of measures is lawful in this case.

    `chosen` maps a kind (`fine`, `fine@individual`) or the id of a measure to True, to an amount in 元 (text, or an
    integer), or to the length of a duration in its unit; what maps to False is not imposed. The verdict is `lawful`,
    `if_mitigated` (a mandatory measure is dropped, or an amount lies below the minimum; `permitted` says whether this case
    opens mitigation), `unlawful` or `open`, with reasons.

    Raises:
        ValueError: a name is no measure of the outcome and no kind, or an amount cannot be read.
    """
    return judged(outcome, chosen)


def form(rules: Ruleset, matter: str, *, territory: str | None = None) -> dict[str, Any]:
    """The facts of a matter as a JSON Schema with labels: what to ask on a case form.

    Raises:
        KeyError: there is no such matter.
    """
    return form_of(rules.program, rules.program.matters[matter], territory)


__all__ = [
    "Bundle",
    "Case",
    "Decision",
    "Disagreement",
    "InvalidInput",
    "Live",
    "Report",
    "Ruleset",
    "build",
    "check",
    "decide",
    "decide_many",
    "explain",
    "form",
    "inspect",
    "load",
    "packages",
    "permits",
    "sign",
    "to_json",
]
