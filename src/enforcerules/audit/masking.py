"""Personal data masked with the digest still provable: in the body stands a salted commitment, the value is kept apart.

A commitment is the digest of the canonical JSON of `[pointer, salt, value]`. The salt keeps a short value (a name, a day of
birth) from being found by trying; without salt and value nobody learns it, with them anybody can check it. Digests of a
record are taken of the masked body, so that they stand whether or not what was masked is at hand.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from enforcerules.audit.pointers import fits, got, leaves, nodes, pointer, put, steps_of
from enforcerules.base.canonical import canonical
from enforcerules.base.digests import digest_of

MASKED: Final = "masked"
PERSONAL: Final = ("/case/parties/*/name", "/case/parties/*/born")
"""What is personal by its place; facts are named by whoever knows them."""

_CASE_DIGEST: Final = "/decision/provenance/case"
_FACT: Final = "fact:"
_LEAST_SALT: Final = 16
_LEAST_TEXT: Final = 2
_WORDS: Final = frozenset({"true", "false"})
Json = dict[str, Any]
Disclosures = Mapping[str, Mapping[str, Any]]
"""Pointer to salt and value."""


class MaskingError(ValueError):
    """Something cannot be masked; `key` says what, `at` where: `salt`, `nothing`, `pattern` or `still_there`."""

    def __init__(self, key: str, at: str) -> None:
        """Keep both."""
        super().__init__(f"{key}: {at}")
        self.key, self.at = key, at


@dataclass(frozen=True, slots=True)
class Masking:
    """What to mask, and a secret of at least 16 random bytes from which the salt of every field is made.

    `fields`: patterns of pointers into the body (`/case/parties/*/name`), `fact:` and the id or label of a fact, or
    `personal`. Use a new secret for every record, and keep it nowhere: the record keeps the salts.
    """

    fields: tuple[str, ...]
    secret: bytes


def masked(body: Json, masking: Masking, algorithms: Sequence[str]) -> tuple[Json, Json]:
    """The body with commitments in the places named, and what was there with its salts.

    Also masked is every other text in which a masked one stands, and the digest of the case, which would allow to try.

    Raises:
        MaskingError: a salt too short, a pattern that names nothing, or a masked text that is part of a name.
    """
    if len(masking.secret) < _LEAST_SALT:
        raise MaskingError("salt", str(_LEAST_SALT))
    named = [(field, place) for field in masking.fields for place in _places(body, field)]
    hidden = _Hidden(
        frozenset(_texts(body, (place for field, place in named if not field.startswith(_FACT)))),
        frozenset(_texts(body, (place for field, place in named if field.startswith(_FACT)))),
    )
    everywhere = (pointer(at) for at, value in leaves(body) if isinstance(value, str) and hidden.shows(value))
    chosen = _outermost([*(place for _, place in named), *everywhere, _CASE_DIGEST])
    _refuse_names(body, chosen, hidden)
    kept = {place: {"salt": _salt(masking, place), "value": got(body, steps_of(place))} for place in chosen}
    return with_commitments(body, kept, algorithms), kept


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Texts that must not be seen, in whole or in `parts` (a name), or as a `whole` (the value of a fact)."""

    parts: frozenset[str]
    wholes: frozenset[str]

    def shows(self, text: str) -> bool:
        """Whether a text gives one of them away."""
        return text in self.wholes or any(one in text for one in self.parts)


def with_commitments(body: Json, kept: Disclosures, algorithms: Sequence[str]) -> Json:
    """The body with commitments in the places of what is kept apart; raises LookupError for a place that is not there."""
    for place, one in kept.items():
        body = put(body, steps_of(place), {MASKED: commitments(place, one, algorithms)})
    return body


def commitments(place: str, one: Mapping[str, Any], algorithms: Iterable[str]) -> list[str]:
    """The commitments to a value in a place, one for each algorithm."""
    said = canonical([place, one["salt"], one["value"]])
    return [digest_of(said, algorithm) for algorithm in algorithms]


def unmasked(body: Json, kept: Disclosures) -> Json:
    """The body with the values that are at hand; raises LookupError for a place that is not there."""
    for place, one in kept.items():
        body = put(body, steps_of(place), one["value"])
    return body


def withheld(body: object) -> tuple[str, ...]:
    """The places of commitments whose values are not in the body."""
    return tuple(pointer(at) for at, value in nodes(body) if is_masked(value))


def is_masked(value: object) -> bool:
    """Whether a value is a commitment."""
    return isinstance(value, dict) and value.keys() == {MASKED}


def without_masked(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Plain data without the commitments in it."""
    if isinstance(value, dict):
        return {key: without_masked(inner) for key, inner in value.items() if not is_masked(inner)}
    return [without_masked(inner) for inner in value if not is_masked(inner)] if isinstance(value, list) else value


def _places(body: Json, field: str) -> Iterator[str]:
    """What a field names in the body."""
    if field == "personal":
        for pattern in PERSONAL:
            yield from _fitting(body, pattern)
        return
    found = tuple(_of_fact(body, field.removeprefix(_FACT)) if field.startswith(_FACT) else _fitting(body, field))
    if not found:
        raise MaskingError("nothing", field)
    yield from found


def _fitting(body: Json, pattern: str) -> Iterator[str]:
    try:
        steps = steps_of(pattern)
    except ValueError:
        raise MaskingError("pattern", pattern) from None
    return (pointer(at) for at, value in nodes(body) if at and value is not None and fits(steps, at))


def _of_fact(body: Json, name: str) -> Iterator[str]:
    """What a case says of a fact, and what tests saw of it."""
    for at, value in nodes(body):
        if at[:1] == ("case",) and at[-2:] == ("facts", name):
            yield pointer(at)
        seen = isinstance(value, dict) and {"fact", "label", "value"} <= value.keys()
        if seen and name in {value["fact"], value["label"]}:  # type: ignore[index]
            yield pointer((*at, "value"))


def _outermost(places: Iterable[str]) -> list[str]:
    """Each place once, and none within another."""
    kept: list[str] = []
    for place in sorted(set(places)):
        if not any(place.startswith(f"{outer}/") for outer in kept):
            kept.append(place)
    return kept


def _texts(body: Json, places: Iterable[str]) -> Iterator[str]:
    """The texts in these places that are long enough to be known again."""
    for place in places:
        for at, leaf in leaves(got(body, steps_of(place))):
            if isinstance(leaf, str) and len(leaf) >= _LEAST_TEXT and leaf not in _WORDS and at[-1:] != ("status",):
                yield leaf


def _refuse_names(body: Json, chosen: list[str], hidden: _Hidden) -> None:
    """Names of fields cannot be masked: an id made of a person's name gives it away."""
    covered = {tuple(steps_of(place)) for place in chosen}
    for at, _ in nodes(body):
        steps = tuple(map(str, at))
        if any(steps[:n] in covered for n in range(1, len(steps))):
            continue
        if steps and hidden.shows(steps[-1]):
            raise MaskingError("still_there", pointer(at))


def _salt(masking: Masking, place: str) -> str:
    return hmac.new(masking.secret, place.encode(), hashlib.sha256).hexdigest()
