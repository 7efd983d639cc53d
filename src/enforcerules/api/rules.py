"""Rules: loaded, checked, and in use while they change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from os import PathLike
from pathlib import Path
from threading import Lock

from enforcerules import pipeline
from enforcerules.analysis.diff import Each, How, Progress
from enforcerules.analysis.diff import diff as compared
from enforcerules.analysis.difference import Difference
from enforcerules.api.asked import a_day, several
from enforcerules.api.cache import built
from enforcerules.audit.bundles import Trusted, verifiers
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.check.asked import Asked
from enforcerules.load.shipped import library, located
from enforcerules.model.program import Program


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


def load(
    path: str | PathLike[str] = "cn",
    *more: str | PathLike[str],
    extending: str | PathLike[str] | None = None,
    trust: Iterable[Trusted] | None = None,
    cache: str | PathLike[str] | None = None,
) -> Ruleset:
    """Load rulesets: `"cn"` is the shipped set, `"cn/statutes/食品安全法"` a part of it, anything else a file or a folder.

    Shipped rulesets that they extend come with them. `extending` names what they extend where that lies elsewhere, or
    what should decide with them, such as `"cn"`. A sealed bundle is verified before anything of it is used; with `trust`,
    only bundles signed by one of these keys are loaded (the path of a public key, or a `Verifier`). `cache`: a folder in
    which compiled rulesets are kept, for the next time that the same files are loaded; it may be deleted at any time.

    Raises:
        InvalidInput: with every problem found, each at its line and column.
    """
    paths = located((path, *more), extending)
    keys = None if trust is None else verifiers(trust)
    if cache is None or keys is not None:
        program, report = pipeline.build(paths, library(), keys)
    else:
        program, report = built(paths, library(), Path(cache))
    if program is None:
        raise InvalidInput(report)
    return Ruleset(program, report, paths)


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
        cache: str | PathLike[str] | None = None,
    ) -> None:
        """Load as `load` does; raises InvalidInput."""
        keys = None if trust is None else verifiers(trust)
        self._load = partial(load, path, *more, extending=extending, trust=keys, cache=cache)
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


def check(
    path: str | PathLike[str] = "cn",
    *more: str | PathLike[str],
    extending: str | PathLike[str] | None = None,
    on: date | None = None,
    asking: Iterable[str] = (),
) -> Report:
    """Every problem of rulesets; never raises for bad input.

    `on`: also what is not in force on that day (ER587). `asking`: codes that are looked for only on request (ER583).

    Raises:
        TypeError: `on` is no date, or `asking` a single text.
    """
    a_day("on", on)
    asked = Asked(on, tuple(several(asking, "asking")))
    try:
        paths = located((path, *more), extending)
    except InvalidInput as invalid:
        return invalid.report
    _, report = pipeline.build(paths, library(), asked=asked)
    return report


def diff(
    old: Ruleset, new: Ruleset, matter: str = "*", *, progress: Progress | None = None, each: Each = map
) -> Difference:
    """What two versions of rules lead to differently: per matter every region of facts where the result differs.

    `matter`: only the matters that a pattern names (`food.*`, an id). By meaning and not by text: see `Difference`.
    `progress` is called before each matter with its id, how many were compared before it, and how many there are. `each` is
    what does the work for every matter and gives the results in order, as `map` does: a pool of processes may share it.
    """
    return compared(old.program, new.program, matter, How(each=each, progress=progress))
