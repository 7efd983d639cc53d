"""Tables and lists whose values are made when somebody asks for them, once, and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

V = TypeVar("V")


class LaterTable(Mapping[str, V], Generic[V]):
    """Names are known, values come from `get` by what stands under the name."""

    __slots__ = ("_get", "_names")

    def __init__(self, names: Mapping[str, Any], get: Callable[[Any], V]) -> None:
        self._names, self._get = names, get

    def __getitem__(self, name: str) -> V:
        return self._get(self._names[name])

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        """Pickled and copied as a plain table."""
        return dict, (dict(self),)


class LaterList(Sequence[V], Generic[V]):
    """Numbers of parts are known, values come from `get`."""

    __slots__ = ("_get", "_numbers")

    def __init__(self, numbers: Sequence[int], get: Callable[[int], V]) -> None:
        self._numbers, self._get = numbers, get

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...
    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        return [*map(self._get, self._numbers[at])] if isinstance(at, slice) else self._get(self._numbers[at])

    def __len__(self) -> int:
        return len(self._numbers)

    def __reduce__(self) -> tuple[type[tuple[V, ...]], tuple[tuple[V, ...]]]:
        """Pickled and copied as a plain tuple."""
        return tuple, (tuple(self),)


class LaterWhole(Mapping[str, V], Generic[V]):
    """A table that is made as a whole, when anything in it is asked for."""

    def __init__(self, make: Callable[[], Mapping[str, V]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, V]:
        return self._make()

    def __getitem__(self, name: str) -> V:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        """Pickled and copied as a plain table."""
        return dict, (dict(self),)
