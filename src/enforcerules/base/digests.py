"""Digests by name: SHA-256, SM3 and whatever else is asked for and is there. A missing algorithm is an error.

SM3 (GB/T 32905) comes from hashlib where its OpenSSL has it, else from `base.sm3`, for small inputs only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from enforcerules.base.sm3 import LARGEST, sm3

ALGORITHMS: Final = ("sha256", "sm3", "sha384", "sha512", "sha3_256")
"""What may be asked for: collision-resistant, of 256 bits or more."""


class UnknownAlgorithmError(ValueError):
    """An algorithm that is not among those that may be asked for, or that this Python does not have."""

    def __init__(self, algorithm: str) -> None:
        """Keep its name."""
        super().__init__(f"no algorithm {algorithm}")
        self.algorithm = algorithm


def hasher(algorithm: str) -> Callable[[bytes], bytes]:
    """The function from bytes to digest; raises UnknownAlgorithmError."""
    if algorithm not in ALGORITHMS:
        raise UnknownAlgorithmError(algorithm)
    try:
        hashlib.new(algorithm, usedforsecurity=False)
    except ValueError:
        if algorithm == "sm3":
            return _small
        raise UnknownAlgorithmError(algorithm) from None
    return lambda data: hashlib.new(algorithm, data).digest()


def digest_of(data: bytes, algorithm: str = "sha256") -> str:
    """`sha256:…` of bytes; raises UnknownAlgorithmError."""
    if algorithm == "sha256":
        return f"sha256:{hashlib.sha256(data).hexdigest()}"
    return f"{algorithm}:{hasher(algorithm)(data).hex()}"


def _small(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise UnknownAlgorithmError("sm3")
    return sm3(data)
