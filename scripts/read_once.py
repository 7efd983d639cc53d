"""Files that are read again and again are parsed once: what is asserted of a damaged copy stays as it was, only its neighbours wait ready.

Bytes are kept under their name when they are read a second time, so nothing of a damaged file, which is read once, is ever kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from enforcerules.load import articles, rulesets


def kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose result is kept from the second call with the same arguments on; these have to be hashable."""
    seen: set[int] = set()
    made: dict[Hashable, Any] = {}

    def get(*given: Any) -> Any:  # noqa: ANN401  whatever the function takes
        if given in made:
            return made[given]
        found = make(*given)
        if hash(given) in seen:
            made[given] = found
        seen.add(hash(given))
        return found

    return get


_PURE = ((rulesets, "read_yaml"), (rulesets, "ignores_in"), (articles, "decode"))
"""What is asked of the bytes of a file, where it is asked."""


@contextmanager
def read_once() -> Iterator[None]:
    """While it lasts, each undamaged file of rules and each law of the index of articles is parsed once."""
    before = [getattr(module, name) for module, name in _PURE]
    try:
        for (module, name), make in zip(_PURE, before, strict=True):
            setattr(module, name, kept(make))
        yield
    finally:
        for (module, name), make in zip(_PURE, before, strict=True):
            setattr(module, name, make)
