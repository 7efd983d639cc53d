"""Canonical JSON after RFC 8785 on a subset without floats, and digests of it.

Objects with their keys sorted by UTF-16 code units, arrays, strings, booleans, null, integers below 2^53. Anything else
is refused, so that equal bytes always mean an equal value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

_LARGEST = 2**53 - 1


def canonical(value: object) -> bytes:
    """The canonical bytes of a plain value; raises TypeError or ValueError for what has none."""
    return _encode(value).encode("utf-8")


def _encode(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError("an integer beyond 2^53 has no canonical form; write it as text")
        return str(value)
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, Mapping):
        keys = sorted((str(k) for k in value), key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(f"{_encode(k)}:{_encode(value[k])}" for k in keys) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_encode, value)) + "]"
    raise TypeError(f"no canonical form for {type(value).__name__}")


def digest(value: object, algorithm: str = "sha256") -> str:
    """`sha256:…` of the canonical bytes; raises ValueError when the algorithm is not there."""
    return f"{algorithm}:{hashlib.new(algorithm, canonical(value)).hexdigest()}"
