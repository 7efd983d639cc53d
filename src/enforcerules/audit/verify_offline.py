"""Checks records, proofs, checkpoints and exported logs with nothing but Python 3.9 or newer and this one file.

    python3 verify_offline.py record RECORD.json [APART.json]
    python3 verify_offline.py proof PROOF.json CHECKPOINT [KEY]    [--record RECORD.json] [--old CHECKPOINT]
    python3 verify_offline.py log LOG.jsonl [CHECKPOINT [KEY]]
    python3 verify_offline.py key KEY CHECKPOINT

KEY is a published key (name+id+base64), or a file that holds one. Exit code 0: in order; 4: altered, the first bad place is
named; 2: it cannot be checked. It was written apart from the library on purpose: two programs that agree prove more than one.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from typing import Any, Callable, Iterable, Iterator, NoReturn, Sequence

OK, BAD_INPUT, ALTERED = 0, 2, 4


class Altered(Exception):
    """Something is not as it was made; the text names the first place."""


class Unusable(Exception):
    """Something cannot be checked here."""


# ---- canonical JSON (RFC 8785, no fractions) ------------------------------------------------------------------------


def canonical(value: Any) -> bytes:
    """The one way to write a value."""
    return _written(value).encode("utf-8")


def _written(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(_written(key) + ":" + _written(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) < 2**53:
        return str(value)
    raise Unusable("a number that has no canonical form")


def parsed(data: bytes, what: str) -> Any:
    """The value of bytes that must be canonical."""

    def fraction(text: str) -> NoReturn:
        raise ValueError(text)

    try:
        value = json.loads(data.decode("utf-8"), parse_float=fraction, parse_constant=fraction)
        again = canonical(value)
    except (ValueError, RecursionError, Unusable):
        raise Altered(f"{what}: damaged, no canonical JSON") from None
    if again != data:
        at = next((n for n, (one, other) in enumerate(zip(again, data)) if one != other), min(len(again), len(data)))
        raise Altered(f"{what}: not as it was written, at byte {at}")
    return value


# ---- digests -------------------------------------------------------------------------------------------------------


def hashed(algorithm: str, data: bytes) -> bytes:
    """The digest of bytes."""
    if algorithm not in ("sha256", "sm3", "sha384", "sha512", "sha3_256"):
        raise Unusable(f"unknown algorithm {algorithm}")
    try:
        return hashlib.new(algorithm, data).digest()
    except ValueError:
        raise Unusable(f"this Python has no {algorithm}") from None


def digest(algorithm: str, value: Any) -> str:
    """A digest as records write it."""
    return f"{algorithm}:{hashed(algorithm, canonical(value)).hex()}"


# ---- records -------------------------------------------------------------------------------------------------------


def check_record(data: bytes, apart: bytes | None = None) -> str:
    """A record, and what was kept apart from it; the digest of the record."""
    made = parsed(data, "record")
    if not isinstance(made, dict) or made.get("format") != "enforcerules/record/1":
        raise Unusable("this is no enforcerules/record/1")
    keys = set(made) - {"disclosures"}
    shaped = all(isinstance(made.get(name, {}), dict) for name in ("body", "digests", "disclosures", "envelope"))
    if keys != {"body", "digests", "envelope", "format"} or not shaped or not made["digests"]:
        raise Altered(
            f"record: wrong shape at /{min(keys ^ {'body', 'digests', 'envelope', 'format'}, default='digests')}"
        )
    for algorithm, written in made["digests"].items():
        _check_digests(made, algorithm, written)
    kept = dict(made.get("disclosures", {}))
    if apart is not None:
        more = parsed(apart, "disclosures")
        own = sorted(written["record"] for written in made["digests"].values())
        if not isinstance(more, dict) or more.get("format") != "enforcerules/disclosures/1":
            raise Unusable("this is no enforcerules/disclosures/1")
        named = more.get("record")
        if not isinstance(named, list) or sorted(map(str, named)) != own:
            raise Unusable("what was kept apart belongs to another record")
        if not isinstance(more.get("disclosures"), dict):
            raise Altered("disclosures: wrong shape at /disclosures")
        kept.update(more["disclosures"])
    for place in sorted(kept):
        _check_disclosed(made, place, kept[place])
    return str(next(iter(made["digests"].values()))["record"])


def _check_digests(made: dict[str, Any], algorithm: str, written: Any) -> None:
    body, envelope = made["body"], made["envelope"]
    everything = {"body": body, "envelope": envelope, "format": made["format"]}
    try:
        parts = {"case": body["case"], "decision": body["decision"], "body": body}
    except (KeyError, TypeError):
        raise Altered("record: wrong shape at /body") from None
    parts.update({"envelope": envelope, "record": everything})
    if not isinstance(written, dict) or written.keys() != parts.keys():
        raise Altered(f"record: wrong shape at /digests/{algorithm}")
    for name, part in parts.items():
        if written[name] != digest(algorithm, part):
            place = {"case": "/body/case", "decision": "/body/decision", "record": "/"}.get(name, f"/{name}")
            raise Altered(f"record: {place} does not match its digest ({algorithm})")


def _check_disclosed(made: dict[str, Any], place: str, one: Any) -> None:
    value = made["body"]
    try:
        for step in place.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            value = value[int(name)] if isinstance(value, list) else value[name]
        said = [place, one["salt"], one["value"]]
        fits = value == {"masked": [digest(algorithm, said) for algorithm in made["digests"]]}
    except (LookupError, TypeError, ValueError):
        fits = False
    if not fits:
        raise Altered(f"record: what is disclosed of /body{place} does not match its commitment")


# ---- the tree (RFC 9162) --------------------------------------------------------------------------------------------


def leaf(algorithm: str, entry: bytes) -> bytes:
    """The hash of an entry."""
    return hashed(algorithm, b"\x00" + entry)


def node(algorithm: str, left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashed(algorithm, b"\x01" + left + right)


def root_of(algorithm: str, leaves: Sequence[bytes]) -> bytes:
    """The root of a tree, from its definition."""
    layer = list(leaves)
    if not layer:
        return hashed(algorithm, b"")
    while len(layer) > 1:
        paired = [node(algorithm, one, other) for one, other in zip(layer[::2], layer[1::2])]
        layer = paired + layer[len(paired) * 2 :]
    return layer[0]


def root_by_path(algorithm: str, start: bytes, at: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Where an inclusion path leads; None where it has a wrong length."""
    rest, made = list(path), start
    while size > 1:
        if at % 2 or at + 1 < size:
            if not rest:
                return None
            other = rest.pop(0)
            made = node(algorithm, other, made) if at % 2 else node(algorithm, made, other)
        at, size = at // 2, (size + 1) // 2
    return None if rest else made


def roots_by_growth(algorithm: str, old: int, new: int, path: Sequence[bytes], given: bytes) -> tuple[Any, Any]:
    """The old and the new root that a consistency path leads to; (None, None) where it has a wrong length."""
    rest = list(path)

    def grown(size: int, old: int, known: bool) -> tuple[bytes, bytes]:
        if old == size:
            one = given if known else rest.pop()
            return one, one
        middle = 1 << (size - 1).bit_length() - 1
        if old <= middle:
            right = rest.pop()
            before, after = grown(middle, old, known)
            return before, node(algorithm, after, right)
        left = rest.pop()
        before, after = grown(size - middle, old - middle, False)
        return node(algorithm, left, before), node(algorithm, left, after)

    try:
        found = grown(new, old, True)
    except IndexError:
        return None, None
    return (None, None) if rest else found


def raw(text: str) -> bytes:
    """Bytes written in hexadecimal, in small letters."""
    made = bytes.fromhex(text)
    if made.hex() != text:
        raise ValueError(text)
    return made


def check_proof(proof: dict[str, Any]) -> None:
    """Whether a proof holds by itself."""
    holds = {"inclusion": _included, "consistency": _grown}.get(proof.get("kind", ""))
    if proof.get("format") != "enforcerules/proof/1" or holds is None:
        raise Unusable("this is no enforcerules/proof/1")
    try:
        fits = holds(proof, [raw(one) for one in proof["path"]])
    except (KeyError, TypeError, ValueError):
        raise Unusable("this is no enforcerules/proof/1") from None
    if not fits:
        raise Altered("proof: its path does not lead to its root")


def _included(proof: dict[str, Any], path: Sequence[bytes]) -> bool:
    at, size, algorithm = int(proof["at"]), int(proof["size"]), str(proof["algorithm"])
    made = root_by_path(algorithm, raw(proof["leaf"]), at, size, path) if 0 <= at < size else None
    return made is not None and made == raw(proof["root"])


def _grown(proof: dict[str, Any], path: Sequence[bytes]) -> bool:
    old, new, algorithm = int(proof["old_size"]), int(proof["new_size"]), str(proof["algorithm"])
    before, after = raw(proof["old_root"]), raw(proof["new_root"])
    if old == 0:
        return not path and before == hashed(algorithm, b"")
    return 0 < old <= new and roots_by_growth(algorithm, old, new, path, before) == (before, after)


# ---- checkpoints (C2SP) ---------------------------------------------------------------------------------------------


def read_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Origin, size and root."""
    said, blank, _ = text.partition("\n\n")
    lines = said.split("\n")
    try:
        root = base64.b64decode(lines[2], validate=True)
        size = int(lines[1])
        good = bool(blank and lines[0]) and str(size) == lines[1] and base64.b64encode(root).decode() == lines[2]
    except (ValueError, IndexError):
        good = False
    if not good:
        raise Unusable("this is no checkpoint")
    return lines[0], size, root


def check_signature(text: str, key: str) -> None:
    """Whether a checkpoint bears the signature of a published key."""
    name, wanted, public = read_key(key)
    said, _, signatures = text.partition("\n\n")
    for line in signatures.split("\n"):
        if line.startswith(f"— {name} "):
            try:
                whole = base64.b64decode(line.rpartition(" ")[2], validate=True)
            except ValueError:
                continue
            if whole[:4] == wanted and ed25519_verify(public, said.encode() + b"\n", whole[4:]):
                return
    raise Altered(f"checkpoint: no valid signature of {name}")


def read_key(text: str) -> tuple[str, bytes, bytes]:
    """Name, id and public key."""
    name, _, rest = text.strip().partition("+")
    wanted, _, encoded = rest.partition("+")
    try:
        key, own = base64.b64decode(encoded, validate=True), bytes.fromhex(wanted)
    except ValueError:
        raise Unusable("this is no key") from None
    if key[:1] != b"\x01" or len(key) != 33 or hashlib.sha256(name.encode() + b"\n" + key).digest()[:4] != own:
        raise Unusable("this is no Ed25519 key")
    return name, own, key[1:]


# ---- Ed25519 (RFC 8032, 5.1) ---------------------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(factor: int, point: Point) -> Point:
    made: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            made = _add(made, point)
        point, factor = _add(point, point), factor >> 1
    return made


def _decompressed(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    odd, y = y >> 255, y & (1 << 255) - 1
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and odd):
        return None
    x = _P - x if x & 1 != odd else x
    return x, y, 1, x * y % _P


_BASE: Point = _decompressed((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))  # type: ignore[assignment]


def ed25519_verify(public: bytes, data: bytes, signature: bytes) -> bool:
    """Whether a signature is one of these bytes by this key."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _decompressed(public), _decompressed(signature[:32])
    answer = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or answer >= _L:
        return False
    question = int.from_bytes(hashlib.sha512(signature[:32] + public + data).digest(), "little") % _L
    left, right = _times(answer, _BASE), _add(commitment, _times(question, key))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0


# ---- exported logs --------------------------------------------------------------------------------------------------


def check_log(lines: Iterable[bytes], points: Sequence[tuple[str, int, bytes]]) -> tuple[int, str]:
    """An exported log: every entry, the root, and checkpoints; its size and root."""
    every = iter(lines)
    head = parsed(next(every, b"").rstrip(b"\n"), "line 1")
    if not isinstance(head, dict) or head.get("format") != "enforcerules/log/1":
        raise Unusable("this is no exported enforcerules/log/1")
    leaves = list(_leaves(every, head))
    size, algorithm = len(leaves), head["algorithm"]
    if size != head["size"]:
        raise Altered(f"entry {size} is missing: the log says it has {head['size']}")
    start = 0
    for origin, wanted, root in sorted(points, key=lambda point: point[1]):
        if origin != head["origin"]:
            raise Unusable(f"a checkpoint of another log, {origin}")
        if wanted > size:
            raise Altered(f"the log was cut at entry {size}: a checkpoint says {wanted} entries")
        if root_of(algorithm, leaves[:wanted]) != root:
            raise Altered(f"among entries {start} to {wanted - 1} something was altered, taken out or put in")
        start = wanted
    made = root_of(algorithm, leaves).hex()
    if made != head["root"]:
        raise Altered("the root in line 1 is not that of the entries")
    return size, made


def _leaves(lines: Iterator[bytes], head: dict[str, Any]) -> Iterator[bytes]:
    for at, line in enumerate(lines):
        made = parsed(line.rstrip(b"\n"), f"entry {at}")
        try:
            entry = canonical(made["entry"]) if "entry" in made else base64.b64decode(made["base64"], validate=True)
            one = leaf(head["algorithm"], entry)
            fits = made["at"] == at and made["leaf"] == one.hex()
        except (KeyError, TypeError, ValueError):
            raise Altered(f"entry {at}: wrong shape") from None
        if not fits:
            raise Altered(f"entry {at} does not match its leaf, or is not in its place")
        yield one


# ---- the command line -----------------------------------------------------------------------------------------------


def _record(words: list[str], options: dict[str, str]) -> str:
    return f"record: in order, {check_record(*map(_line, words[:2]))}"


def _proof(words: list[str], options: dict[str, str]) -> str:
    proof = parsed(_line(words[0]), "proof")
    text = _bytes(words[1]).decode()
    origin, size, root = read_checkpoint(text)
    if len(words) > 2:
        check_signature(text, _key(words[2]))
    inclusion = proof.get("kind") == "inclusion"
    of = proof["size" if inclusion else "new_size"]
    if of != size:
        raise Unusable(f"the proof is of {of} entries, the checkpoint of {size}: ask for one made with --size {size}")
    stated = (proof["origin"], proof["size" if inclusion else "new_size"], proof["root" if inclusion else "new_root"])
    if stated != (origin, size, root.hex()):
        raise Altered("proof: it is not one for this checkpoint")
    check_proof(proof)
    if "record" in options:
        check_record(_line(options["record"]))
        if leaf(proof["algorithm"], _line(options["record"])).hex() != proof.get("leaf"):
            raise Altered("proof: it is not one for this record")
    if "old" in options:
        _, old, before = read_checkpoint(_bytes(options["old"]).decode())
        if (proof.get("old_size"), proof.get("old_root")) != (old, before.hex()):
            raise Altered("proof: it is not one from the old checkpoint")
    return "proof: in order"


def _log(words: list[str], options: dict[str, str]) -> str:
    points = []
    if len(words) > 1:
        text = _bytes(words[1]).decode()
        points.append(read_checkpoint(text))
        if len(words) > 2:
            check_signature(text, _key(words[2]))
    with open(words[0], "rb") as file:
        size, root = check_log(file, points)
    unseen = "" if points else "; without a checkpoint, whether it was rewritten or cut cannot be seen"
    return f"log: in order, {size} entries, root {root}{unseen}"


def _signature(words: list[str], options: dict[str, str]) -> str:
    check_signature(_bytes(words[1]).decode(), _key(words[0]))
    return "checkpoint: signed"


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _line(path: str) -> bytes:
    """A file without the line break at its end."""
    data = _bytes(path)
    return data[:-1] if data.endswith(b"\n") else data


def _key(word: str) -> str:
    if os.path.exists(word):
        return _bytes(word).decode()
    if "+" not in word:
        raise Unusable(f"there is no file {word}")
    return word


COMMANDS: dict[str, tuple[int, Callable[[list[str], dict[str, str]], str]]] = {
    "record": (1, _record),
    "proof": (2, _proof),
    "log": (1, _log),
    "key": (2, _signature),
}


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    words, options = list(arguments), {}
    for name in ("record", "old"):
        if f"--{name}" in words[:-1]:
            at = words.index(f"--{name}")
            options[name] = words.pop(at + 1)
            words.pop(at)
    least, run = COMMANDS.get(words[0] if words else "", (0, None))
    if run is None or len(words) <= least:
        print((__doc__ or "").strip(), file=sys.stderr)
        return BAD_INPUT
    try:
        print(f"无改动 {run(words[1:], options)}")
    except Altered as found:
        print(f"有改动 ALTERED: {found}")
        return ALTERED
    except (Unusable, OSError, ValueError, KeyError, TypeError) as problem:
        print(f"无法核对 cannot be checked: {problem}", file=sys.stderr)
        return BAD_INPUT
    return OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
