"""Shipped rulesets with one key changed, and cases at the critical points of what changed, decided under both.

Where a case comes out otherwise, the comparison must show a region of its matter, or say that it cannot say. The examples of
the ruleset are the cases; facts that they give, or that a condition of the matter reads, are moved from cell to cell.
"""

import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import yaml

from enforcerules.analysis.diff import diff
from enforcerules.analysis.scenes import concerned
from enforcerules.analysis.witness import said, some
from enforcerules.base.diagnostics import InvalidInput
from enforcerules.language.showing import spelling
from enforcerules.load.cases import load_examples
from enforcerules.load.shipped import library
from enforcerules.model.case import FactGiven
from enforcerules.model.knowledge import domain
from enforcerules.model.program import Atom
from enforcerules.model.region import cut
from enforcerules.model.walk import tests_of
from enforcerules.pipeline import build, decide
from enforcerules.testing.collect import collect

ROOT = Path(__file__).parents[2] / "rulesets"
CHOICES = {
    "level": ["mitigated", "lighter", "ordinary", "heavier"],
    "hit": ["unique", "heaviest", "lightest"],
    "strength": ["shall", "may"],
    "direction": ["down", "up", "half_up"],
    "part": ["counts", "dropped"],
    "statute": ["range", "maximum", "minimum"],
    "to": ["top", "next"],
    "same": ["matter", "nature", "any"],
    "mode": ["of_base", "interpolate"],
    "target": ["violator", "unit", "individual", "responsible_persons"],
    "sole_trader": ["individual", "unit"],
}
WORDS = {
    "title",
    "note",
    "about",
    "sources",
    "format",
    "ruleset",
    "extends",
    "id",
    "basis",
    "label",
    "en",
    "accepts",
    "instruments",
    "also",
    "number",
}
DAYS = {"from", "until", "scale", "territory", "known", "until_known"}
DROPPED = {
    "when",
    "limbs",
    "rows",
    "shift",
    "per",
    "across",
    "reset",
    "window",
    "order",
    "rounding",
    "statute",
    "hit",
    "cap",
    "floor",
    "start",
}
LISTS = {
    "rows",
    "circumstances",
    "exemptions",
    "gates",
    "levels",
    "factors",
    "penalties",
    "limbs",
    "shift",
    "order",
    "open",
    "per",
    "across",
}


def rulesets():
    """The folders of shipped rulesets that have examples, but for the catalogue of statutes."""
    found = {path.parent.parent for path in collect([ROOT / "cn"]) if "statutes" not in path.parts}
    return sorted(folder for folder in found if list(folder.glob("*.yaml")))


# ---- one key -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One key of a document, by its path, and what becomes of it."""

    file: str
    path: tuple
    kind: str

    def __str__(self):
        return f"{self.file}:{'/'.join(map(str, self.path))} ({self.kind})"


def changes(file, made, path=()):
    """Every key of a document that may mean something, with each way to change it."""
    if isinstance(made, dict):
        for key in (key for key in made if key not in WORDS):
            yield from [Change(file, (*path, key), "dropped")] if key in DROPPED else []
            yield from changes(file, made[key], (*path, key))
    elif isinstance(made, list):
        for number, value in enumerate(made):
            kinds = ["dropped", *(["swapped"] if number else [])] if path and path[-1] in LISTS else []
            yield from (Change(file, (*path, number), kind) for kind in kinds)
            yield from changes(file, value, (*path, number))
    else:
        yield from (Change(file, path, kind) for kind in _ways(made, path))


def _ways(made, path):
    """How one value can be changed."""
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    if isinstance(made, bool):
        return ["turned"]
    if not isinstance(made, str | int):
        return []
    if key in CHOICES and str(made) in CHOICES[key]:
        return ["other"]
    number = re.search(r"\d", str(made)) and key not in DAYS
    return [*(["number"] if number else []), *(["not"] if key == "when" else [])]


def apply(made, change, rng):
    """The document with the change, which is made in place."""
    *way, last = change.path
    place = made
    for step in way:
        place = place[step]
    if change.kind == "dropped":
        del place[last]
    elif change.kind == "swapped":
        place[last - 1], place[last] = place[last], place[last - 1]
    elif change.kind == "turned":
        place[last] = not place[last]
    elif change.kind == "other":
        key = next(step for step in reversed(change.path) if isinstance(step, str))
        place[last] = rng.choice([one for one in CHOICES[key] if one != place[last]])
    elif change.kind == "not":
        place[last] = f"非 （{place[last]}）"
    else:
        spans = list(re.finditer(r"\d+", str(place[last])))
        at = rng.choice(spans)
        other = str(int(at[0]) + rng.choice([1, 1, 2, int(at[0]) + 1]))
        place[last] = str(place[last])[: at.start()] + other + str(place[last])[at.end() :]
    return made


class _Texts(yaml.SafeLoader):
    """Dates stay text, and `on` is a key."""


_Texts.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in found if "timestamp" not in tag and ("bool" not in tag or first in "tTfF")
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def documents(folder):
    files = sorted(folder.glob("*.yaml"))
    return {path.name: yaml.load(path.read_text(encoding="utf-8"), _Texts) for path in files}


@contextmanager
def written(made):
    folder = Path(tempfile.mkdtemp())
    try:
        for name, one in made.items():
            (folder / name).write_text(yaml.safe_dump(one, allow_unicode=True, sort_keys=False), encoding="utf-8")
        yield folder
    finally:
        shutil.rmtree(folder)


def program_of(made):
    """The program of documents; None where they have errors."""
    with written(made) as folder:
        return build([folder], library())[0]


# ---- cases at critical points ------------------------------------------------------------------------------------


def cells_of(pair, matter):
    """The cells of every declared fact that a condition near a matter reads, on either side."""
    wanted = {}
    for program in pair:
        names = set(concerned(program, matter))
        facts = {key: fact for name in names for key, fact in program.rulesets[name].facts.items()}
        conditions = [rule.condition for rule in program.rules if rule.ruleset in names]
        conditions += [fact.formula.condition for fact in facts.values() if hasattr(fact.formula, "condition")]
        conditions += [measure.condition for measure in program.matters[matter].measures]
        for table in program.lookup.tables.get(matter, ()):
            conditions += [table.condition, *(row.condition for row in table.rows if row.condition is not None)]
            conditions += [
                level.condition for f in (table.weights.factors if table.weights else ()) for level in f.levels
            ]
        for test in (test for condition in conditions for test in tests_of(condition)):
            fact = facts.get(test.fact)
            if isinstance(test, Atom) and fact is not None and fact.formula is None and fact.source is None:
                wanted.setdefault(test.fact, (fact, []))[1].append(test.region)
    made = {}
    for name, (fact, regions) in wanted.items():
        cells = [some(fact, cell) for cell in cut(domain(fact), regions, whole=fact.whole)[:24]]
        made[name] = fact, [one for one in (spelling(fact, cell) for cell in cells) if one is not None]
    return {name: one for name, one in made.items() if one[1]}


def moved(case, fact, value):
    """A case in which a fact is another."""
    names = {fact.id, fact.label, *fact.also}
    acts = tuple(
        act.model_copy(update={"facts": {k: v for k, v in act.facts.items() if str(k) not in names}})
        for act in case.acts
    )
    facts = {k: v for k, v in case.facts.items() if str(k) not in names}
    return case.model_copy(update={"acts": acts, "facts": {**facts, fact.id: FactGiven(value=value)}})


def decided(program, case):
    try:
        return {(one.matter, one.act, one.party): said(one) for one in decide(program, case).outcomes}
    except InvalidInput:
        return None


def differing(pair, examples, rng, most):
    """The matters, with a case, in which cases near the examples come out otherwise."""
    found = {}
    for case in examples:
        matters = [str(name) for act in case.acts for name in act.matter if all(str(name) in p.matters for p in pair)]
        if not matters:
            continue
        axes = cells_of(pair, matters[0])
        tried = [case]
        for _ in range(most):
            made = case
            for name in rng.sample(sorted(axes), min(len(axes), rng.randint(1, 2))):
                made = moved(made, axes[name][0], rng.choice(axes[name][1]))
            tried.append(made)
        for one in tried:
            old, new = (decided(program, one) for program in pair)
            if old is not None and new is not None:
                found |= {key[0]: one for key in old.keys() & new.keys() if old[key] != new[key]}
    return found


def examples_of(folder, rng, most):
    found = [one.case for path in collect([folder]) for one, _ in load_examples(path) if one is not None]
    rng.shuffle(found)
    return found[:most]


def judged(folder, count, seed, cases=8):
    """So many changes of one ruleset; yields each with the matters in which cases differ, and what the comparison says."""
    rng = Random(f"{seed} {folder.name}")
    made = documents(folder)
    every = [one for name, document in made.items() for one in changes(name, document)]
    old = program_of(made)
    assert old is not None, folder
    done = 0
    for change in rng.sample(every, min(len(every), 6 * count)):
        if done == count:
            return
        again = documents(folder)
        apply(again[change.file], change, rng)
        new = program_of(again)
        if new is None:
            continue
        done += 1
        moves = differing((old, new), examples_of(folder, rng, 4), rng, cases)
        yield change, moves, diff(old, new)


def told(difference):
    """The matters of which the comparison says that a case comes out otherwise, or that it may."""
    says_so = {"versions", "together", "unsaid"}
    return {one.matter for one in difference.matters if one.differs or {b.aspect for b in one.beside} & says_so}
