"""The first part of a generated function: the facts of a case checked and put into variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from enforcerules.kernel.code import Names
from enforcerules.kernel.slots import Slot

_MOST = 10**15
_FEW = 24
_CENT = Decimal("0.01")


def fetched(names: Names, slots: Mapping[str, Slot], used: Sequence[str]) -> Iterator[str]:
    """The lines that fetch the facts in `used`, and check every other that the case gives; raises NotPlain when run.

    `F` holds the facts as given, by any of their names; `T` what the frame of the case says, by fact.
    """
    yield from (f"    {names.of(name)} = T[{names.literal(name)}]" for name in used if name not in slots)
    yield from _one_by_one(names, slots) if len(slots) <= _FEW else _as_given(names, slots, used)


def _one_by_one(names: Names, slots: Mapping[str, Slot]) -> Iterator[str]:
    """Few slots: each is looked for under its names, and what was found is counted."""
    yield "    get = F.get"
    yield "    n = 0"
    for slot in slots.values():
        name, said = names.of(slot.fact.id), slot.fact.id in names.said
        first, *others = (names.literal(str(one)) for one in reversed(dict.fromkeys(slot.names)))
        yield f"    {name} = get({first}, AWAY)"
        yield from (f"    if {name} is AWAY: {name} = get({other}, AWAY)" for other in others)
        yield f"    if {name} is AWAY:"
        yield f"        {name} = {names.literal(slot.silent)}"
        yield from ([f"        said_{name} = False"] if said else [])
        yield "    else:"
        yield "        n += 1"
        yield from (f"        {line}" for line in _checked(names, slot, name))
        yield from ([f"        said_{name} = True"] if said else [])
    yield "    if n != len(F): raise NotPlain"


def _as_given(names: Names, slots: Mapping[str, Slot], used: Sequence[str]) -> Iterator[str]:
    """Many slots: what is given is read name by name."""
    index = {one: slot.fact.id for slot in slots.values() for one in slot.names}
    yield "    V = {}"
    yield "    for name, value in F.items():"
    yield f"        fact = {names.literal(index)}[name]"
    yield "        if fact in V: raise NotPlain"
    yield "        V[fact] = read(fact, value)"
    for name in used:
        if name in slots:
            variable, key = names.of(name), names.literal(name)
            yield f"    {variable} = V.get({key}, {names.literal(slots[name].silent)})"
            if name in names.said:
                yield f"    said_{variable} = {key} in V"


def _checked(names: Names, slot: Slot, name: str) -> list[str]:
    """The common form of a value taken at once, every other as the reference reads its text."""
    kind = slot.fact.type
    read = f"{name} = read({names.literal(slot.fact.id)}, {name})"
    if kind == "boolean":
        return [f"if {name} is not True and {name} is not False: {read}"]
    if kind == "money":
        whole = f"type({name}) is Decimal and not {name} % {names.literal(_CENT)} and 0 <= {name} < {_MOST}"
        return [f"if {whole}: {name} = int({name} * 100)", f"else: {read}"]
    if kind == "integer":
        return [f"if type({name}) is not int or not 0 <= {name} < {_MOST}: {read}"]
    if kind in {"grade", "choice"}:
        known = {
            one: i if kind == "grade" else pair[0] for i, pair in enumerate(slot.fact.values) for one in reversed(pair)
        }
        return [f"{name} = {names.literal(known)}[{name}]"]
    return [read]
