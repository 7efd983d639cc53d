"""Tables and lists whose values are made when somebody asks for them, once, and then kept.

Threads may ask at the same time: what two of them make is the same, and both get the one that was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar, overload
from zlib import crc32

V = TypeVar("V")

_IN_A_BUCKET: Final = 256


def buckets(names: int) -> int:
    """Over how many pieces so many names are spread; at least one."""
    return names // _IN_A_BUCKET + 1


def bucket(name: str, number: int) -> int:
    """In which of a number of pieces a name stands."""
    return crc32(name.encode()) % number


class Once(Generic[V]):
    """A value that is made when it is first asked for."""

    __slots__ = ("_kept", "_make")

    def __init__(self, make: Callable[[], V]) -> None:
        self._make = make
        self._kept: dict[None, V] = {}

    def __call__(self) -> V:
        """The value; the first that is made is kept."""
        found = self._kept.get(None)
        return self._kept.setdefault(None, self._make()) if found is None else found


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
    """A list that is made as a whole, when anything of it is asked for."""

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[], tuple[V, ...]]) -> None:
        self._made = Once(make)

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...
    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        return self._made()[at]

    def __iter__(self) -> Iterator[V]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())

    def __reduce__(self) -> tuple[type[tuple[V, ...]], tuple[tuple[V, ...]]]:
        """Pickled and copied as a plain tuple."""
        return tuple, (self._made(),)


class LaterWhole(Mapping[str, V], Generic[V]):
    """A table that is made as a whole, when anything in it is asked for."""

    __slots__ = ("_made",)

    def __init__(self, make: Callable[[], Mapping[str, V]]) -> None:
        self._made = Once(make)

    def __getitem__(self, name: str) -> V:
        return self._made()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        """Pickled and copied as a plain table."""
        return dict, (dict(self),)


class LaterBuckets(Mapping[str, V], Generic[V]):
    """A table in pieces, of which only that is made in which a name that is asked for stands."""

    __slots__ = ("_get", "_number")

    def __init__(self, number: int, get: Callable[[int], Mapping[str, V]]) -> None:
        self._number, self._get = number, get

    def __getitem__(self, name: str) -> V:
        return self._get(bucket(name, self._number))[name]

    def __iter__(self) -> Iterator[str]:
        return (name for number in range(self._number) for name in self._get(number))

    def __len__(self) -> int:
        return sum(len(self._get(number)) for number in range(self._number))

    def __reduce__(self) -> tuple[type[dict[str, V]], tuple[dict[str, V]]]:
        """Pickled and copied as a plain table."""
        return dict, (dict(self),)
