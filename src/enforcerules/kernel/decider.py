"""Many cases that differ only in their facts: one act, one party, the same days; the whole of the checks once, then fast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enforcerules import pipeline
from enforcerules.kernel.context import case_from, days_of, unit_of
from enforcerules.kernel.tree import Leaf
from enforcerules.kernel.unit import said_by
from enforcerules.kernel.verdict import Verdict, result_of
from enforcerules.model.case import Case
from enforcerules.model.decision import Decision
from enforcerules.model.program import Program


class Decider:
    """Decides the cases of one matter, from their facts: `decider({"货值金额": Decimal("66.00"), …})` is a `Verdict`.

    Safe to share between threads. A way through the law that was not taken before, a value with its evidence, and a fact
    that is open are decided by the reference kernel; the generated one only ever repeats what that did.
    """

    __slots__ = ("_common", "_program", "_said", "_unit", "_written")

    def __init__(self, program: Program, written: Mapping[str, Any]) -> None:
        """`written`: the case without the facts that vary. Raises InvalidInput, and ValueError for several acts or parties."""
        days = days_of(program, case_from(written))
        self._program, self._written = program, dict(written)
        self._common = dict(self._written.get("facts") or {})
        self._unit = unit_of(program, days)
        self._said = said_by(days.act)

    def __call__(self, facts: Mapping[str, Any]) -> Verdict:
        """What follows on these facts; raises InvalidInput as `er.decide` does."""
        if not isinstance(facts, Mapping):
            self._with(facts)  # says what should be there
        given = {**self._common, **facts}
        if self._unit is not None:
            try:
                found = self._unit.run(given, self._said)
            except Exception:  # noqa: BLE001  whatever is odd about a value, the reference says it in words
                found = None
            if found is not None:
                return Verdict(found[0], found[1], self._decided, given)
        return self._learnt(given) or self._slowly(given)

    def knows(self, facts: Mapping[str, Any]) -> bool:
        """Whether the generated function decides these facts: a way that was met before, with plain values."""
        try:
            return self._unit is not None and self._unit.run({**self._common, **facts}, self._said) is not None
        except Exception:  # noqa: BLE001  as above
            return False

    def _learnt(self, facts: Mapping[str, Any]) -> Verdict | None:
        """A way that is new is taken by the reference, watched: what it comes to, and the function gets to know it."""
        found = None if self._unit is None else self._unit.learn(days_of(self._program, self._with(facts)).act)
        return None if found is None else Verdict(found[0], found[1], self._decided, facts)

    def _slowly(self, facts: Mapping[str, Any]) -> Verdict:
        decision = self._decided(facts)
        return Verdict(Leaf(result_of(decision.outcomes[0]), ()), (), lambda _: decision, facts)

    def _decided(self, facts: Mapping[str, Any]) -> Decision:
        return pipeline.decide(self._program, self._with(facts))

    def _with(self, facts: Mapping[str, Any]) -> Case:
        return case_from({**self._written, "facts": facts})
