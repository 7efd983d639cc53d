"""Two sets of rules compared by what follows from them, matter by matter.

First by digest: a matter whose rules, tables, facts and parameters are the same on both sides is not looked into. Then
scene by scene (place, days, kind of party), again by digest; what is left is worked through as a graph of all cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, TypeAlias

from enforcerules.analysis.beside import beside
from enforcerules.analysis.difference import Beside, Difference, MatterDifference, Presence, Region
from enforcerules.analysis.fallback import by_rule, changed_parts
from enforcerules.analysis.graph import TooMany, Tree
from enforcerules.analysis.regions import Found, Pair, found
from enforcerules.analysis.same import Kept
from enforcerules.analysis.scenes import Scene, concerned, frame_of, outline, scenes
from enforcerules.analysis.side import Side, guarded, joint, sides
from enforcerules.analysis.tree import tree
from enforcerules.analysis.untouched import untouched
from enforcerules.analysis.witness import witness
from enforcerules.base.canonical import digest
from enforcerules.base.diagnostics import InvalidInput, Report, diagnose
from enforcerules.base.limits import BOXES
from enforcerules.base.near import nearest
from enforcerules.decide.provenance import same_parts
from enforcerules.decide.slice import named
from enforcerules.model.plain import plain
from enforcerules.model.program import Program

_EACH_TREE: Final = 1_500
_TRIED: Final = 500
_EACH: Final = 1
"""Witnesses a region."""


Progress: TypeAlias = Callable[[str, int, int], None]
"""Told before a matter is compared: its id, how many were compared before it, and how many there are."""

Each: TypeAlias = Callable[[Callable[[str], Any], Sequence[str]], Iterable[Any]]
"""Works for each name, in order."""


@dataclass(frozen=True, slots=True)
class How:
    """`most`: how many combinations of a scene are worked through; `each`: what works for every name, in order, such as `map`."""

    most: int = BOXES
    each: Each = map
    progress: Progress | None = None


ALONE: Final = How()


def diff(old: Program, new: Program, pattern: str = "*", how: How = ALONE) -> Difference:
    """What differs, for the matters that a pattern names (`food.*`, an id).

    Raises:
        InvalidInput: neither side has a matter that it names.
    """
    known = {*old.matters, *new.matters}
    names = sorted(name for name in known if named(pattern, name))
    if not names and pattern != "*":  # a slip of the pen would find that nothing differs
        raise InvalidInput(Report((diagnose("ER307", None, matter=pattern, near=nearest(pattern, known)),)))
    work = _Work((old, new), how.most)
    made = []
    found = iter(how.each(partial(_matter, work), names))
    for number, name in enumerate(names):
        if how.progress is not None:
            how.progress(name, number, len(names))
        made.append(next(found))
    return Difference(tuple(one for one in made if one is not None), len(names))


@dataclass
class _Work:
    """Both programs, with the digests of their parts, which are taken once."""

    programs: tuple[Program, Program]
    most: int
    rulesets: dict[tuple[int, str], str] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    def ruleset(self, side: int, name: str) -> str:
        """The digest of everything in a ruleset but its matters and tables, with the days of each."""
        if (side, name) not in self.rulesets:
            program = self.programs[side]
            one = program.rulesets[name]
            rules = sorted(digest(plain(rule)) for rule in program.rules if rule.ruleset == name)
            parts = [plain(dict(part)) for part in (one.facts, one.parameters, one.kinds, one.instruments)]
            self.rulesets[side, name] = digest([rules, parts, list(one.territories), list(one.lineage)])
        return self.rulesets[side, name]


def _matter(work: _Work, name: str) -> MatterDifference | None:
    presence = _presence(work, name)
    home = work.programs[1 if presence != "removed" else 0]
    title = home.matters[name].title
    bare = MatterDifference(name, title, presence)
    if presence != "both":
        return bare
    if _whole(work, 0, name) == _whole(work, 1, name):
        return None
    changed, bears = beside(work.programs, name)
    apart = _apart(work, name) if bears and not untouched(work.programs, name) else []
    regions, unread, unsaid = _regions(work, apart)
    changed += tuple(Beside("unsaid", part) for part in unsaid)
    if not (regions or unread or unsaid):
        parts = dict.fromkeys(part for group in apart for part in changed_parts(group[0].pair))
        changed += tuple(Beside("rewritten", part) for part in parts)
    if not (regions or unread or changed):
        return None
    facts = {key: fact for one in apart for key, fact in joint(one[0].pair).sliced.facts.items()}
    kinds = {
        **work.programs[0].rulesets[work.programs[0].matters[name].ruleset].kinds,
        **home.rulesets[home.matters[name].ruleset].kinds,
    }
    return replace(bare, regions=regions, beside=changed, unread=unread, facts=facts, kinds=kinds)


def _presence(work: _Work, name: str) -> Presence:
    old, new = (name in program.matters for program in work.programs)
    return "both" if old and new else "added" if new else "removed"


def _whole(work: _Work, side: int, name: str) -> str:
    """The digest of everything that can have to do with a matter."""
    program = work.programs[side]
    tables = sorted(digest(plain(t)) for t in program.benchmarks if t.matter == name)
    rulesets = [[one, work.ruleset(side, one)] for one in concerned(program, name)]
    return digest([plain(program.matters[name]), tables, rulesets])


# ---- scenes --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Looked:
    """A scene under both rules."""

    scene: Scene
    pair: tuple[Side, Side]


def _apart(work: _Work, name: str) -> list[list[_Looked]]:
    """The scenes in which the two sides do not say the same, those together in which each says the same."""
    alike: dict[object, list[Scene]] = {}
    for scene in scenes(work.programs, name):
        alike.setdefault(tuple(outline(program, name, scene) for program in work.programs), []).append(scene)
    groups: dict[object, list[_Looked]] = {}
    for members in alike.values():
        old, new = (frame_of(program, name, members[0]) for program in work.programs)
        if same_parts(old, new):
            continue
        pair = sides(old, new, work.kept)
        if pair[0].content() != pair[1].content():
            same = guarded(pair)
            key = tuple(side.content(side.early if same else frozenset()) for side in pair)
            found = groups.setdefault(key, [])
            found += [_Looked(scene, pair) for scene in members]
    return list(groups.values())


# ---- regions -------------------------------------------------------------------------------------------------


def _regions(work: _Work, apart: list[list[_Looked]]) -> tuple[tuple[Region, ...], tuple[str, ...], tuple[str, ...]]:
    """The regions; the parts that were compared in the plainest case only; those of which nothing can be said for sure."""
    made: dict[object, tuple[Found, Tree, list[_Looked]]] = {}
    unread: list[str] = []
    unsaid: list[str] = []
    for group in apart:
        pair = group[0].pair
        most = min(work.most, _EACH_TREE if not unread else _EACH_TREE // 5)  # one scene of too many is like the next
        try:
            grown = tree(pair, most)
            work.most -= grown.nodes
        except TooMany:
            work.most -= most
            grown, changed = by_rule(pair)
            unread += changed
        unsaid += changed_parts(pair) if grown.unsure else ()
        for one in found(grown):
            key = (one.where, tuple(p.differs for p in one.pairs), one.always)
            made.setdefault(key, (one, grown, []))[2].extend(group)
    regions = (_region(work, *one) for one in made.values())
    return tuple(one for one in regions if one is not None), tuple(dict.fromkeys(unread)), tuple(dict.fromkeys(unsaid))


def _region(work: _Work, one: Found, grown: Tree, looked: list[_Looked]) -> Region | None:
    """A region with its witness: the first case that really differs, of the plainest; None where no case gets so far."""
    asked = frozenset(name for side in looked[0].pair for names in side.reading.values() for name in names)
    plainest = next(_living(one, grown), None)
    if plainest is None:
        return None
    pairs = [plainest, *(pair for pair in one.pairs if pair.differs != plainest.differs)]
    tried = None
    made = Region(
        one.where, tuple(pairs), one.always and not grown.guarded, tuple(x.scene for x in looked), grown.guarded
    )
    for scene in _likely(looked):
        for pair in pairs[:_EACH]:
            seen = witness(pair, grown.frame, scene, work.programs, asked)
            if seen.confirmed:
                return replace(made, witness=seen)
            tried = tried or seen
    return replace(made, witness=tried)


def _living(one: Found, grown: Tree) -> Iterator[Pair]:
    """The boxes of a region that some case reaches; where there are too many to try, the plainest counts as one."""
    for number, pair in enumerate(one.every()):
        whole = grown.alive(dict(pair.box)) if number < _TRIED else pair.box
        if whole is not None:
            yield Pair(pair.differs, tuple(dict(whole).items()))


def _likely(looked: list[_Looked]) -> Iterator[Scene]:
    """The latest days first: that is where cases still come from."""
    ordered = sorted((one.scene for one in looked), key=lambda s: (s.days.day, s.kind == "unit"), reverse=True)
    yield from ordered[:3]


def of_matter(difference: Difference, name: str) -> MatterDifference | None:
    """The part of a difference that concerns a matter."""
    return next((one for one in difference.matters if one.matter == name), None)


def counted(difference: Difference) -> Mapping[str, int]:
    """How many regions are heavier, lighter and so on."""
    made: dict[str, int] = {}
    for _, region in difference.regions:
        made[region.verdict] = made.get(region.verdict, 0) + 1
    return made
