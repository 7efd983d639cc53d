"""One checklist of a scene: what is asked once for several matters, and what each finding leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from enforcerules.model.citation import Citation
from enforcerules.model.program import Benchmark, Condition, Fact, Kind, Matter, Measure, Rule
from enforcerules.model.scene import Scene

Section: TypeAlias = Literal["finding", "consequence", "favour", "procedure"]
"""What a fact is first needed for, which is the order of the list.

`finding`: whether there is a violation. `consequence`: what follows and how much. `favour`: exemptions and circumstances.
`procedure`: power, proof, time, capacity, fault, referral, duties and warnings.
"""
SECTIONS: tuple[Section, ...] = Section.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Serves:
    """One matter that an item serves, with the provisions that ask for it, by section; `term`: what this law calls the fact."""

    matter: str
    basis: tuple[tuple[Section, tuple[Citation, ...]], ...]
    term: str | None = None

    def of(self, section: Section) -> tuple[Citation, ...]:
        """The provisions of a section."""
        return dict(self.basis).get(section, ())


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the list.

    `fact` None: whether the provision was breached at all, of a matter whose elements the rules do not part into facts. `raised`: asked
    only if somebody raises it. `each`: it may differ from act to act, so that each violation found has its own answer. `alike`: another
    item has the same label and another meaning.
    """

    number: int
    section: Section
    fact: Fact | None
    raised: bool
    each: bool
    serves: tuple[Serves, ...]
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """What a finding leads to: the matter, its law, its authority, and what may follow.

    `finding` None: the provision itself, see `Item.fact`. `ended`: where the scene says no day and the matter is in force no more, its last day,
    whose law is shown. `authority`: as the scene says. `organs`: other organs that alone may impose a
    measure, by kind. `rules`: exemptions, ladders and circumstances that speak of this matter, `duties` those of this matter.
    """

    matter: Matter
    finding: Condition | None
    items: tuple[int, ...]
    authority: str | None
    ended: date | None
    measures: tuple[Measure, ...]
    tables: tuple[Benchmark, ...]
    rules: tuple[Rule, ...]
    duties: tuple[Rule, ...]
    facts: Mapping[str, Fact] = field(repr=False)
    kinds: Mapping[str, Kind] = field(repr=False)


@dataclass(frozen=True)
class Checklist:
    """The list of a scene. `apart`: how many questions the matters would ask one by one, of those that are always asked; `together`: here.

    `rules` and `duties`: what all matters have in common.
    """

    scene: Scene
    items: tuple[Item, ...]
    leads: tuple[Lead, ...]
    rules: tuple[Rule, ...]
    duties: tuple[Rule, ...]
    apart: int
    together: int
