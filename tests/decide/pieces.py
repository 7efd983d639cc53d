"""Parts of decisions and programs put together by hand, with everything that a test does not speak of left plain."""

from dataclasses import replace
from fractions import Fraction

from enforcerules.model.decision import LevelRange, MeasureSeen, MoneyRange
from enforcerules.model.program import (
    ALWAYS,
    TRUE_CONDITION,
    Amount,
    Benchmark,
    Measure,
    Row,
    Rule,
)
from enforcerules.pipeline import Frames, pairs, place


def span(lo, hi, lo_open=False, hi_open=False):  # noqa: FBT002  # as the ends stand
    """A range of 分; None for an end that is not there."""
    whole = [None if end is None else Fraction(end) for end in (lo, hi)]
    return MoneyRange(*whole, lo_open, hi_open)


def level(name, found, point=None, because=(), basis=()):
    return LevelRange(name, found, None if point is None else Fraction(point), because, basis)


SEEN = MeasureSeen(
    id="m", kind="fine", nature="penalty", article9=2, target="violator", modality="shall", group=None, branch=None,
    duration=None, what=None, by=None, holds=True, statutory=span(100, 500), levels=(), open=(), basis=(),
)  # fmt: skip


def seen(**more):
    """A measure of a decision: a fine of 100 to 500 分 that must be imposed, or as said."""
    return replace(SEEN, **more)


AMOUNT = Amount(None, Fraction(100), Fraction(500))
MEASURE = Measure("m", "fine", "shall", "violator", TRUE_CONDITION, AMOUNT, (), ALWAYS)


def measure(name="m", **more):
    """A measure of a program: a fine of 100 to 500 分 that must be imposed, or as said."""
    return replace(MEASURE, id=name, **more)


def rule(name, effect, *, strength="shall", stage="circumstance", **more):
    made = Rule(name, "t", stage, (), (), (), TRUE_CONDITION, effect, strength, (), ALWAYS, "statutory")
    return replace(made, **more)


def row(name, result=None, *, level="ordinary", condition=TRUE_CONDITION, otherwise=False, narrows=False, **more):
    return Row(name, level, condition, otherwise, narrows, result, **more)


def table(*rows, name="t", hit="unique", **more):
    made = Benchmark(
        name, "t", "m.one", "fine", None, TRUE_CONDITION, hit, tuple(rows), None, None, (), ALWAYS, "primary"
    )
    return replace(made, **more)


def frames_of(program, case):
    """The frame of every outcome of a case, under the rules of the act."""
    return [Frames(program, case, act, party).on(place(case, act, party), []) for act, party in pairs(case)]


def frame_of(program, case):
    (one,) = frames_of(program, case)
    return one
