"""Whether what changed is nothing that a matter names: then no scene of it need be put together to see that it is the same.

One window of a count that one table reads changes the ruleset of every other table as well; here it is found out by names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enforcerules.analysis.scenes import concerned
from enforcerules.decide.provenance import meaning_of
from enforcerules.model.program import Program


def untouched(pair: tuple[Program, Program], matter: str) -> bool:
    """Whether the two sides differ in facts alone that nothing of the matter names, not even by way of other facts.

    What is not seen here is found out scene by scene; False says nothing.
    """
    old, new = pair
    if concerned(old, matter) != concerned(new, matter) or old.calendar != new.calendar:
        return False
    if any(measure.refers is not None for measure in old.matters[matter].measures):
        return False  # what another matter threatens counts here
    if _but_facts(old, matter) != _but_facts(new, matter):
        return False
    facts = [_facts(program, matter) for program in pair]
    moved = {name for name in {*facts[0], *facts[1]} if facts[0].get(name) != facts[1].get(name)}
    return not moved & _named(old, matter, moved) and not moved & _named(new, matter, moved)


def _but_facts(program: Program, matter: str) -> list[object]:
    """All of a matter but facts, by what it means; rules of other matters count as well."""
    names = concerned(program, matter)
    found: list[object] = [(rule.id, meaning_of(program, rule)[0]) for rule in program.rules if rule.ruleset in names]
    found += [meaning_of(program, one)[0] for one in _parts(program, matter)]
    for name in names:
        one = program.rulesets[name]
        found += [one.territories, one.lineage, dict(one.parameters), dict(one.kinds), dict(one.instruments)]
    return found


def _parts(program: Program, matter: str) -> Iterator[object]:
    yield program.matters[matter]
    yield from (table for table in program.benchmarks if table.matter == matter)


def _facts(program: Program, matter: str) -> Mapping[tuple[str, str], str]:
    """The digest of every fact that the rulesets know, by ruleset and name."""
    names = dict.fromkeys(concerned(program, matter))
    return {
        (name, key): meaning_of(program, fact)[0]
        for name in names
        for key, fact in program.rulesets[name].facts.items()
    }


def _named(program: Program, matter: str, moved: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the facts that something names, or that the frame of a case gives."""
    names = concerned(program, matter)
    todo = [text for one in _parts(program, matter) for text in meaning_of(program, one)[1]]
    todo += [text for rule in program.rules if rule.ruleset in names for text in meaning_of(program, rule)[1]]
    facts = [program.rulesets[name].facts for name in dict.fromkeys(names)]
    todo += [key for known in facts for key, fact in known.items() if fact.source is not None]
    seen: set[str] = set()
    while todo:
        name = todo.pop().partition("∋")[0]
        if name in seen:
            continue
        seen.add(name)
        todo += [text for known in facts if name in known for text in meaning_of(program, known[name])[1]]
    return {one for one in moved if one[1] in seen}
