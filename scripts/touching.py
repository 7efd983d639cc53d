"""Which test touches which line, with what is remembered between tests; a plugin that `mutate.py` gives to pytest.

A value that is made once and kept (`functools.cache`, fixtures of a module or session) hides its lines from every test but the
first. Here each remembers the lines that made it: a test that takes the value counts as touching them, and where one of the lines
is changed the value is dropped. What a program remembers of its slices, and a vocabulary of what it read, is dropped before each test.
"""

from __future__ import annotations

import functools
import gc
import json
import time
import weakref
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any, Final
from zlib import crc32

import pytest
from _pytest.runner import runtestprotocol
from coverage import Coverage

ROOT: Final = Path(__file__).resolve().parent.parent
OURS: Final = tuple(str(ROOT / one) for one in ("src", "tests", "scripts"))  # not what is installed in the checkout
MEMOS: Final = ("slices", "edges", "digests", "read")
LEAST: Final = 3
ENOUGH: Final = 1.5
MORE: Final = {
    "test_example": 20.0,
    "test_decision_is_as_it_was": 100.0,
    "test_what_is_said_of_a_wrong_input": 15.0,
}
"""At least so many cases of a test function, then as many as end within so many seconds of processor time."""


@dataclass
class Recorder:
    """The lines of the core by what ran: a test, or the making of something kept."""

    coverage: Coverage
    stack: list[str] = field(default_factory=lambda: ["collection"])
    uses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    kept: list[Kept] = field(default_factory=list)
    remembering: list[weakref.ref[Any]] = field(default_factory=list)
    on: bool = True

    @contextmanager
    def aside(self, name: str) -> Iterator[None]:
        """What runs inside is put down to `name`, and whoever is running uses it."""
        self.used(name)
        self.stack.append(name)
        self._switch()
        try:
            yield
        finally:
            self.stack.pop()
            self._switch()

    def _switch(self) -> None:
        if self.on:
            self.coverage.switch_context(self.stack[-1])

    def used(self, name: str) -> None:
        """Whoever is running took what was made under this name."""
        self.uses[self.stack[-1]].add(name)

    def forget(self) -> None:
        """Drop what programs and vocabularies remember."""
        for one in [made for reference in self.remembering if (made := reference()) is not None]:
            one.__dict__.pop("lookup", None)
            for memo in (one.__dict__[name] for name in MEMOS if name in one.__dict__):
                memo.clear()

    def closure(self, name: str) -> frozenset[str]:
        """A name, and everything its run took."""
        seen, left = {name}, [name]
        while left:
            more = self.uses.get(left.pop(), set()) - seen
            seen |= more
            left += more
        return frozenset(seen)


@dataclass(eq=False)
class Kept:
    """A function whose values are kept, each with the name under which its lines were recorded."""

    made: Callable[..., Any]
    recorder: Recorder
    values: dict[Hashable, tuple[str, Any]] = field(default_factory=dict)

    def __call__(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401  # whatever it is
        """The value, made when it is first asked for."""
        key = (args, tuple(sorted(named.items())))
        if key not in self.values:
            name = f"kept {self.made.__module__}.{self.made.__qualname__} {crc32(repr(key).encode())}"
            with self.recorder.aside(name):
                value = self.made(*args, **named)
            self.values[key] = name, value
        name, value = self.values[key]
        self.recorder.used(name)
        return value

    def cache_clear(self) -> None:
        """As `functools` has it."""
        self.values.clear()

    def drop(self, names: Collection[str]) -> None:
        """Forget the values made under one of these names."""
        self.values = {key: held for key, held in self.values.items() if held[0] not in names}


def patch(recorder: Recorder) -> None:
    """Put `Kept` in place of `functools.cache` for this project; what is only bounded is not kept at all."""
    cache, lru_cache = functools.cache, functools.lru_cache

    def ours(made: Any) -> bool:  # noqa: ANN401  # any callable
        return str(getattr(getattr(made, "__code__", None), "co_filename", "")).startswith(OURS)

    def kept(made: Any) -> Any:  # noqa: ANN401
        if not ours(made):
            return cache(made)
        recorder.kept.append(Kept(made, recorder))
        return functools.update_wrapper(recorder.kept[-1], made)

    def bounded(maxsize: Any = 128, *, typed: bool = False) -> Any:  # noqa: ANN401
        if callable(maxsize):
            return maxsize if ours(maxsize) else lru_cache(maxsize)
        return lambda made: made if ours(made) else lru_cache(maxsize, typed)(made)

    functools.cache, functools.lru_cache = kept, bounded  # type: ignore[assignment]


def watch(recorder: Recorder) -> None:
    """Note every program and vocabulary that is made, to empty what it remembers."""
    from enforcerules.language.vocabulary import Vocabulary
    from enforcerules.model.program import Program

    for kind in (Program, Vocabulary):
        _noted(kind, recorder)


def _noted(kind: type, recorder: Recorder) -> None:
    before = kind.__init__  # type: ignore[misc]

    def noted(self: object, *args: Any, **named: Any) -> None:
        before(self, *args, **named)
        recorder.remembering.append(weakref.ref(self))

    kind.__init__ = noted  # type: ignore[misc]


def fixtures_of(item: pytest.Item) -> Iterator[Any]:
    """The definitions of the fixtures that a test may take."""
    for made in item._fixtureinfo.name2fixturedefs.values():  # type: ignore[attr-defined]  # noqa: SLF001
        yield from made


class TooLong(BaseException):
    """A test took more processor time than it is worth."""


def run(item: pytest.Item) -> tuple[str, float]:
    """What failed in a test, and its seconds of processor time."""
    started = time.process_time()
    reports = runtestprotocol(item, log=False, nextitem=None)
    return "\n".join(one.longreprtext for one in reports if one.failed), time.process_time() - started


@dataclass(frozen=True)
class Touched:
    """The result of a recorded run."""

    items: tuple[pytest.Item, ...]
    seconds: Mapping[int, float]
    lines: Mapping[str, Mapping[int, frozenset[str]]]  # by module: line to names of runs
    users: Mapping[str, frozenset[int]]  # by name of a run: the tests that made it or took it
    kept: Mapping[str, frozenset[str]]  # by name of something kept: the names of runs in it
    functions: Mapping[str, tuple[FunctionType, ...]]  # by module
    recorder: Recorder

    def names(self, module: str, span: tuple[int, int]) -> frozenset[str]:
        """The runs that touched one of these lines."""
        lines = self.lines.get(module, {})
        return frozenset().union(*(lines.get(number, frozenset()) for number in range(span[0], span[1] + 1)))

    def tests(self, names: Collection[str], most: int, of: Callable[[pytest.Item], Hashable]) -> list[int]:
        """The tests of these runs, spread over files (or whatever `of` says), the quickest of each, the quickest first."""
        queues: dict[Hashable, list[int]] = defaultdict(list)
        for one in sorted(
            set().union(*(self.users.get(name, frozenset()) for name in names)), key=self.seconds.__getitem__
        ):
            queues[of(self.items[one])].append(one)
        turns = [one for turn in zip_longest(*queues.values()) for one in turn if one is not None]
        return sorted(turns[:most], key=lambda one: self.seconds[one])


def zip_longest(*queues: Sequence[int]) -> Iterator[list[int | None]]:
    """The first of each, the second of each …"""
    for turn in range(max(map(len, queues), default=0)):
        yield [queue[turn] if turn < len(queue) else None for queue in queues]


def function_of(item: pytest.Item) -> tuple[Path, str]:
    """The file and the name of the function of a test."""
    return item.path, getattr(item, "originalname", item.name)


def enough(item: pytest.Item, spent: Sequence[float]) -> bool:
    """Whether what the function's cases took will do."""
    return len(spent) >= LEAST and sum(spent) > MORE.get(function_of(item)[1], ENOUGH)


@dataclass
class Recorded:
    """What runs touched: seconds by test, names of runs by line, what a run took; written to a file and read again."""

    state: str
    seconds: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    lines: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)

    def add(self, recorder: Recorder, package: Path) -> None:
        """What was recorded since the last call."""
        data = recorder.coverage.get_data()
        for file in data.measured_files():
            lines = self.lines.setdefault(Path(file).relative_to(package).as_posix(), {})
            for line, names in data.contexts_by_lineno(file).items():
                lines[str(line)] = sorted({*lines.get(str(line), ()), *names})
        for name, taken in recorder.uses.items():
            self.uses[name] = sorted({*self.uses.get(name, ()), *taken})


def read(path: Path | None, state: str) -> Recorded:
    """The record of a file, if it is of this state of the core; else an empty one."""
    if path is None or not path.exists():
        return Recorded(state)
    kept = Recorded(**json.loads(path.read_text("utf-8")))
    return kept if kept.state == state else Recorded(state)


def record(
    items: Sequence[pytest.Item],
    recorder: Recorder,
    package: Path,
    known: Recorded,
    tell: Callable[[str], None],
    more: Callable[[], bool],
) -> Touched:
    """Run the tests that are not known once, while there is time for `more`; those that fail are named and left out."""
    spent: dict[tuple[Path, str], list[float]] = defaultdict(list)
    for item in items:
        if item.nodeid in known.seconds:
            spent[function_of(item)].append(known.seconds[item.nodeid])
    for item in items:
        if item.nodeid in known.seconds or item.nodeid in known.failed or enough(item, spent[function_of(item)]):
            continue
        failed, seconds = _recorded(item, recorder)
        spent[function_of(item)].append(seconds)
        if not failed:
            known.seconds[item.nodeid] = seconds
        else:
            long = TooLong.__name__ in failed
            tell(f"left out, takes too long: {item.nodeid}" if long else f"fails as it is: {item.nodeid}\n{failed}")
            known.failed.append(item.nodeid)
        if len(known.seconds) % 100 == 0:
            tell(f"{time.strftime('%H:%M:%S')} {len(known.seconds)} tests recorded, {item.nodeid}")
        if not more():
            break
    recorder.coverage.stop()
    recorder.on = False
    known.add(recorder, package)
    for name, taken in known.uses.items():
        recorder.uses[name] |= set(taken)
    touched = _touched(tuple(items), recorder, package, known)
    _warm(touched)
    gc.collect()
    gc.freeze()
    return touched


def _recorded(item: pytest.Item, recorder: Recorder) -> tuple[str, float]:
    recorder.forget()
    with recorder.aside(item.nodeid):
        done = run(item)
        for fixture in fixtures_of(item):
            if hasattr(fixture, "made_under"):
                recorder.used(fixture.made_under)
    return done


def _warm(touched: Touched) -> None:
    """Make what tests of this run take and nobody has made yet, each by the quickest test that takes it."""
    for name in sorted(one for one in touched.users if one.startswith("kept ")):
        held = {made for one in touched.recorder.kept for made, _ in one.values.values()}
        if name not in held:
            run(touched.items[min(touched.users[name], key=lambda one: touched.seconds[one])])


def _touched(items: tuple[pytest.Item, ...], recorder: Recorder, package: Path, known: Recorded) -> Touched:
    seconds = {number: known.seconds[one.nodeid] for number, one in enumerate(items) if one.nodeid in known.seconds}
    users: dict[str, set[int]] = defaultdict(set)
    for number in seconds:
        for name in recorder.closure(items[number].nodeid):
            users[name].add(number)
    functions: dict[str, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(package)):
            functions[Path(one.__code__.co_filename).relative_to(package).as_posix()].append(one)
    return Touched(
        items=items,
        seconds=seconds,
        lines={
            module: {int(line): frozenset(names) for line, names in lines.items()}
            for module, lines in known.lines.items()
        },
        users={name: frozenset(numbers) for name, numbers in users.items()},
        kept={name: recorder.closure(name) for name in known.uses if name.startswith("kept ")},
        functions={module: tuple(found) for module, found in functions.items()},
        recorder=recorder,
    )
