"""durable-rules as a matcher, behind its fence.

It is a second implementation of Boolean logic over integers, in C, by other people; more is not asked of it. Measured on
2.0.28, release of 2020: right on single messages (`scripts/differential.py` counts), wrong or crashing on joins, history
and statecharts. So conditions reach it as `f0 … fn <op> integer` only (`lowering`), each case is one fact with an id under
a fresh `sid` that is deleted again (no more than 1,024 may live), every ruleset has a rule that always fires (deleting a `sid`
of which no action ever began frees a pointer that was never set), `engine.Ruleset` works without its host and the threads
of one, the language of `durable.lang` is not used, and actions do nothing but note which rule fired, because exceptions in
them vanish. It walks its comparisons with a stack of 64 and fires a rule once for every way in which it holds, a rule has
room for few groups and a fact for about 250 fields: larger conditions are taken apart, and each pass into portions.
"""

from __future__ import annotations

import copy
import json
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from threading import Lock
from typing import Any, Final

from enforcerules.engines.formula import Formula, Range, Room, Swapped, fields_of, size_of
from enforcerules.engines.integers import Ends
from enforcerules.engines.lowering import Node, after, lower
from enforcerules.engines.matcher import NOT_COVERED, Answer, Facts
from enforcerules.model.program import Condition

DISTRIBUTION: Final = "durable-rules"
ROOM: Final = Room(comparisons=20, groups=8, ways=32, parts=5)
_FIELDS: Final = 200
_STEPS: Final = 60
_KEPT: Final = 128
_ALIVE: Final = "alive"
Json = dict[str, Any]


class Unusable(Exception):
    """The engine is not there, or gave an error: it has no opinion. The message says why."""


class DurableMatcher:
    """durable-rules as a matcher; safe to share between threads, of which one at a time is served."""

    name = "durable"

    def __init__(self) -> None:
        """Import the engine; raises Unusable where that fails."""
        try:
            import durable_rules_engine as core
            from durable import engine

            self.version = version(DISTRIBUTION)
        except (ImportError, PackageNotFoundError) as problem:
            raise Unusable(str(problem)) from None
        self._engine, self._core = engine, core
        self._lock = Lock()
        self._kept: OrderedDict[str, _Rules] = OrderedDict()
        self._sids = count()

    def match(self, items: Mapping[str, Condition], facts: Facts) -> Mapping[str, Answer]:
        """The answer to every item that integers can tell; raises Unusable when the engine reports an error."""
        lowered = lower(items, facts, ROOM)
        ends = dict(lowered.ends)
        with self._lock:
            for chunk in (chunk for nodes in lowered.passes for chunk in _chunks(nodes)):
                fired = self._fired(chunk, ends)
                for at, node in enumerate(chunk):
                    ends[node.name] = after(node.name, facts, certain=f"s{at}" in fired, possible=f"m{at}" in fired)
        return {key: _answer(ends.get(f"i:{key}")) for key in items}

    def close(self) -> None:
        """Let go of every ruleset that the engine holds."""
        with self._lock:
            while self._kept:
                self._kept.popitem()[1].close()

    def _fired(self, nodes: tuple[Node, ...], ends: Mapping[str, Ends]) -> frozenset[str]:
        """The rules of some nodes that the engine fires: `s…` for certain, `m…` for possibly."""
        fields = {
            name: f"f{2 * at}" for at, name in enumerate(sorted({f for n in nodes for f in fields_of(n.formula)}))
        }
        upper = {low: f"f{int(low[1:]) + 1}" for low in fields.values()}
        said = _Said(fields, upper)
        definition = {
            f"{mark}{at}": {"all": [{"m": said.of(node.formula, certain=mark == "s", negated=False)}]}
            for at, node in enumerate(nodes)
            for mark in "sm"
        }
        values = {name: end for f, low in fields.items() for name, end in zip((low, upper[low]), ends[f], strict=True)}
        key = json.dumps(definition, sort_keys=True)
        try:
            return self._rules(key, definition).fired(values, f"c{next(self._sids)}")
        except Unusable:
            self._kept.pop(key, None)
            raise

    def _rules(self, key: str, definition: Mapping[str, Json]) -> _Rules:
        """The ruleset of a definition; the engine holds as many as `_KEPT`, those used last."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _Rules(self._engine, self._core, definition)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)[1].close()
        self._kept.move_to_end(key)
        return found


def _answer(ends: Ends | None) -> Answer:
    return NOT_COVERED if ends is None else {(2, 2): True, (0, 0): False}.get(ends)


def _chunks(nodes: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """The nodes of a pass in portions that one ruleset has room for."""
    chunk: list[Node] = []
    fields: set[str] = set()
    steps = 0
    for node in nodes:
        own, size = set(fields_of(node.formula)), size_of(node.formula)
        more = 2 * (size.comparisons + size.groups)
        if chunk and (2 * len(fields | own) > _FIELDS or steps + more > _STEPS):
            yield tuple(chunk)
            chunk, fields, steps = [], set(), 0
        chunk.append(node)
        fields |= own
        steps += more
    if chunk:
        yield tuple(chunk)


@dataclass(frozen=True, slots=True)
class _Said:
    """Formulas in the engine's JSON: whether they hold for certain, or possibly; `negated`: whether that fails."""

    fields: Mapping[str, str]
    upper: Mapping[str, str]

    def of(self, formula: Formula, *, certain: bool, negated: bool) -> Json:
        if isinstance(formula, Swapped):
            return self.of(formula.part, certain=not certain, negated=not negated)
        if isinstance(formula, Range):
            return self._range(formula, certain=certain, negated=negated)
        parts = [self.of(part, certain=certain, negated=negated) for part in formula.parts]
        return _joined("$and" if formula.every is not negated else "$or", parts)

    def _range(self, test: Range, *, certain: bool, negated: bool) -> Json:
        """Certain: both ends lie in the range. Possibly: the range meets what lies between them."""
        low = self.fields[test.field]
        high = self.upper[low]
        above, below = (low, high) if certain else (high, low)
        parts = [{"$lt" if negated else "$gte": {above: test.first}}]
        if test.last is not None:
            parts.append({"$gt" if negated else "$lte": {below: test.last}})
        return _joined("$or" if negated else "$and", parts)


def _joined(op: str, parts: list[Json]) -> Json:
    flat = [inner for part in parts for inner in part.get(op, [part])]
    return flat[0] if len(flat) == 1 else {op: flat}


class _NoHost:
    """Stands where the engine expects its host; every action is a function, so it is never asked for one."""


class _Rules:
    """One ruleset that the engine holds."""

    def __init__(self, engine: Any, core: Any, definition: Mapping[str, Json]) -> None:  # noqa: ANN401  untyped modules
        self._engine, self._core = engine, core
        self._seen: set[str] = set()
        whole = {**definition, _ALIVE: {"all": [{"m": {"$gte": {_ALIVE: 1}}}]}}
        rules = {name: {**copy.deepcopy(rule), "run": self._noting(name)} for name, rule in whole.items()}
        try:
            self._ruleset = engine.Ruleset("enforcerules", _NoHost(), rules)
        except core.error as problem:
            raise Unusable(str(problem)) from None

    def _noting(self, name: str) -> Callable[[object], None]:
        seen = self._seen

        def note(_: object) -> None:
            seen.add(name)

        return note

    def fired(self, values: Mapping[str, int], sid: str) -> frozenset[str]:
        """The rules that fire on these values. After an error the ruleset is not to be used, nor closed, again."""
        self._seen.clear()
        failures: list[object] = []
        try:
            state = self._ruleset.assert_fact({**values, _ALIVE: 1, "id": "1", "sid": sid})
            self._ruleset.do_actions(state, lambda failure, _: failures.append(failure))
            if failures != [None] or _ALIVE not in self._seen:
                raise Unusable(f"actions were not completed: {failures}")
            self._ruleset.delete_state(sid)
        except (self._core.error, self._engine.MessageNotHandledException) as problem:
            raise Unusable(str(problem)) from None
        return frozenset(self._seen)

    def close(self) -> None:
        self._core.delete_ruleset(self._ruleset._handle)  # noqa: SLF001  the engine offers no other way
