"""Signers for the tests: Ed25519 where it is installed, and one of an algorithm of its own, as a device would be plugged in."""

import hashlib
import hmac
from dataclasses import dataclass


@dataclass(frozen=True)
class Device:
    """Stands for a certified module: signs and verifies with what the library knows nothing of."""

    name: str
    secret: bytes

    @property
    def key_id(self):
        return f"device:{hashlib.sha256(self.secret).hexdigest()[:16]}"

    def sign(self, data):
        return hmac.digest(self.secret, data, "sha256")

    def verify(self, data, signature):
        return hmac.compare_digest(self.sign(data), signature)


ALICE, BOB = Device("alice", b"a"), Device("bob", b"b")
