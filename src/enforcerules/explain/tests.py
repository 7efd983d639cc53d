"""Tests as lines: the fact, the value observed, the threshold, the evidence, and how it came out."""

from __future__ import annotations

from collections.abc import Iterable

from enforcerules.explain.logic import Group, Leaf, Node, bases, judged, tree
from enforcerules.explain.view import View, fact_title, listed, say
from enforcerules.model.decision import Reason, TestSeen
from enforcerules.model.explanation import Arg, Line, Mark, Message, Status, Value, Wanted
from enforcerules.model.knowledge import Observed, is_exact
from enforcerules.model.program import Atom, Condition, Fact, When

UNSEEN = "—"
_TRUTH: dict[bool | None, Status] = {True: "holds", False: "fails", None: "open"}
_TOGETHER = 2


def every_test(view: View, reason: Reason) -> tuple[Line, ...]:
    """The tests of a reason, one by one, numbered where there are several: all, or those by which it held."""
    condition = view.condition(reason)
    if condition is None:
        return ()
    kept = judged(condition, reason.tests).by if reason.holds and view.depth == "reasons" else ()
    if kept:
        return _numbered(view, kept)
    found = tree(condition, reason.tests)
    return _numbered(view, found.parts) if found.wants == "all" else (_group(view, found),)


def told(view: View, reason: Reason) -> tuple[Line, ...]:
    """The tests by which a rule came out as it did; of one that is open, those it waits for, under their 或."""
    condition = view.condition(reason)
    by = deciding(view, reason)
    if reason.holds is not None or condition is None:
        return lines(view, by)
    return _grouped(view, condition, reason.tests, by)


def _grouped(
    view: View, condition: Condition, seen: tuple[TestSeen, ...], kept: tuple[Leaf, ...] | None = None
) -> tuple[Line, ...]:
    found = tree(condition, seen, kept)
    return tuple(_node(view, part) for part in found.parts) if found.wants == "all" else (_group(view, found),)


def _numbered(view: View, found: tuple[Node, ...]) -> tuple[Line, ...]:
    return tuple(_node(view, part, ordinal=n if len(found) > 1 else 0) for n, part in enumerate(found, 1))


def _node(view: View, found: Node, ordinal: int = 0) -> Line:
    return line(view, found, ordinal=ordinal) if isinstance(found, Leaf) else _group(view, found, ordinal)


def _group(view: View, found: Group, ordinal: int = 0) -> Line:
    """A group under its head: one of them is enough, or all of them are wanted."""
    return Line(
        "open" if found.met is None else "found",
        say("tests.any" if found.wants == "any" else "tests.all"),
        status=_TRUTH[found.met],
        children=_numbered(view, found.parts),
        ordinal=ordinal,
    )


def deciding(view: View, reason: Reason) -> tuple[Leaf, ...]:
    """The tests by which a rule came out as it did."""
    condition = view.condition(reason)
    return () if condition is None else judged(condition, reason.tests).by


def lines(view: View, found: Iterable[Leaf]) -> tuple[Line, ...]:
    """Tests as lines, each fact once; what nobody raised stands together, unless everything is told."""
    once = {(leaf.seen.fact, leaf.seen.wanted, leaf.negated): leaf for leaf in found}
    silent = [leaf for leaf in once.values() if status(leaf) == "not_raised"]
    if view.depth == "full" or len(silent) < _TOGETHER:
        return tuple(line(view, leaf) for leaf in once.values())
    labels = listed(fact_title(view.fact(leaf.seen.fact)) for leaf in silent)
    told = (line(view, leaf) for leaf in once.values() if status(leaf) != "not_raised")
    return (*told, Line("found", say("tests.not_raised", labels=labels), status="not_raised"))


def line(view: View, leaf: Leaf, *, ordinal: int = 0) -> Line:
    """One test; below it those of a derived fact, all in full depth, else the ones that decided it."""
    seen = leaf.seen
    fact = view.fact(seen.fact)
    formula = fact.formula if isinstance(fact.formula, When) else None
    return Line(
        mark=mark(fact, seen),
        text=say("test", said=_said(view, fact, leaf), details=details(view.observed.get(seen.fact), seen.evidence)),
        status=status(leaf),
        cites=fact.basis if formula is not None else (),
        children=() if formula is None else _inner(view, leaf, formula),
        secondary=formula is not None and fact.evidence == "secondary",
        ordinal=ordinal,
    )


def _inner(view: View, leaf: Leaf, formula: When) -> tuple[Line, ...]:
    """The tests inside a derived fact: all in full depth, else those that decided it or that it waits for."""
    inner = leaf.seen.inner
    by = bases(leaf, formula)
    if inner and view.depth == "full":
        return _grouped(view, formula.condition, inner)
    return _grouped(view, formula.condition, inner, by) if inner and leaf.met is None else lines(view, by)


def mark(fact: Fact, seen: TestSeen) -> Mark:
    """Still to be found, said by the matter itself, or found."""
    if seen.holds is None:
        return "open"
    return "statutory" if seen.status == "fixed" else "found"


def status(leaf: Leaf) -> Status:
    """How a test came out for its rule."""
    if leaf.met is None:
        return "open"
    if leaf.met:
        return "holds"
    return "not_raised" if leaf.seen.status == "not_raised" else "fails"


def _said(view: View, fact: Fact, leaf: Leaf) -> Message:
    seen = leaf.seen
    if seen.status in {"undeterminable", "searched_not_found", "excluded"}:
        return say(f"test.{seen.status}", label=fact_title(fact), wanted=_wanted(fact, leaf))
    sign = ".not" if leaf.negated else ""
    if fact.type == "boolean" and not seen.wanted:
        return say(f"flag.{_state(fact, leaf)}{sign}", label=fact_title(fact))
    if seen.status == "not_raised" and not leaf.met:
        return say("value.not_raised", label=fact_title(fact))
    observed = view.observed.get(seen.fact)
    value = Value(seen.value, fact, None if observed is None else observed.region)
    return say(f"value.{_how(fact, leaf)}{sign}", label=fact_title(fact), value=value, wanted=_wanted(fact, leaf))


def _how(fact: Fact, leaf: Leaf) -> str:
    """How a test of a value is told: `same` where the value is the one asked for."""
    if leaf.met is None:
        return "narrowed" if leaf.seen.value != UNSEEN else "person" if fact.evaluative else "open"
    if leaf.met and not leaf.negated and isinstance(leaf.test, Atom) and is_exact(leaf.test.region):
        return "same"
    return "holds" if leaf.met else "fails"


def _state(fact: Fact, leaf: Leaf) -> str:
    if leaf.met is None:
        return "asserted" if leaf.seen.status == "asserted" else "person" if fact.evaluative else "open"
    if leaf.seen.status == "not_raised":
        return "not_raised"
    return "holds" if leaf.met else "fails"


def _wanted(fact: Fact, leaf: Leaf) -> Wanted:
    region = leaf.test.region if isinstance(leaf.test, Atom) else None
    return Wanted(leaf.seen.wanted, fact, region, leaf.negated)


def details(observed: Observed | None, evidence: tuple[str, ...]) -> Arg:
    """Why, by whom, with which factors, on which evidence."""
    said: list[Arg] = []
    if observed is not None and observed.reason:
        said.append(say("detail.reason", text=observed.reason))
    if observed is not None and observed.factors:
        said.append(say("detail.factors", factors=listed(observed.factors)))
    if observed is not None and observed.by:
        said.append(say("detail.by", by=observed.by))
    if evidence:
        said.append(say("detail.evidence", evidence=listed(evidence)))
    return listed(said, "nothing")
