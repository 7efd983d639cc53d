"""Deciding is independent of the order of files, of keys and of rules, and of the process it runs in."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest
from corpus import ALL, CHECKOUT, ROOTS, case, decided, names, program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import case_for, program_of, with_case

from enforcerules.base.source import Listing, Table
from enforcerules.load import cases, rulesets
from enforcerules.load.shipped import library
from enforcerules.pipeline import build, decide
from enforcerules.render.decision_json import to_dict, to_json

SECTIONS = {"matters", "gates", "exemptions", "circumstances", "duties", "monitors", "benchmarks", "escalations"}


def shuffled(node, rng, *, presentation=False, path=()):
    """The node tree with keys and rules in another order; with `presentation` also what only changes how it reads.

    Grades and choices go from light to heavy, so their order stays.
    """
    inner = {"presentation": presentation}
    if isinstance(node, Table):
        items = [(k, shuffled(v, rng, **inner, path=(*path, str(k)))) for k, v in node.items()]
        if "values" not in path[-1:] and (presentation or "penalties" not in path):
            rng.shuffle(items)
        return Table(items, span=node.span)
    if isinstance(node, Listing):
        parts = [shuffled(v, rng, **inner, path=path) for v in node]
        if (len(path) == 1 and path[0] in SECTIONS) or (presentation and path[-1:] == ("rows",)):
            rng.shuffle(parts)
        return Listing(parts, span=node.span)
    return node


def rebuilt(seed, *, presentation=False):
    """The program of all rulesets, read with everything in another order."""
    rng = Random(seed)
    read, find = rulesets.read_yaml, rulesets.find_documents

    def reading(*args):
        node, found = read(*args)
        return shuffled(node, rng, presentation=presentation), found

    def finding(path):
        files, found = find(path)
        rng.shuffle(files)
        return files, found

    patch = pytest.MonkeyPatch()
    with patch.context() as m:
        m.setattr(rulesets, "read_yaml", reading)
        m.setattr(rulesets, "find_documents", finding)
        roots = [*ROOTS]
        rng.shuffle(roots)
        made, report = build(roots, library())
    assert made is not None, report
    return made


def reordered_case(name, seed):
    """The example case with its keys in another order."""
    rng = Random(f"{seed}{name}")
    read = cases.read_yaml
    patch = pytest.MonkeyPatch()
    with patch.context() as m:
        m.setattr(cases, "read_yaml", lambda *args: (shuffled(read(*args)[0], rng), read(*args)[1]))
        path, at = paths()[name]
        made, report = cases.load_examples(path)[at]
    assert made is not None, report
    return made.case


@cache
def paths():
    return {
        str(made.example): (path, at)
        for root in ROOTS
        for path in root.rglob("cases/*.yaml")
        for at, (made, _) in enumerate(cases.load_examples(path))
        if made is not None
    }


@cache
def other(seed, presentation):
    return rebuilt(seed, presentation=presentation)


def test_the_shuffle_shuffles():
    table = Table([(k, Listing([Table([(n, n)]) for n in "abcdef"])) for k in ("gates", "values", "facts")])
    seen = [shuffled(table, Random(seed)) for seed in range(20)]
    assert len({tuple(one) for one in seen}) > 1
    assert len({str(one["gates"]) for one in seen}) > 10
    assert len({str(one["facts"]) for one in seen}) == 1
    assert all(one == table for one in seen if list(one["gates"]) == list(table["gates"]))


@pytest.mark.parametrize("seed", range(4 if ALL else 1))
def test_the_order_of_files_keys_and_rules_does_not_matter(seed):
    """decide(shuffled rules, shuffled case) has the same bytes as decide(rules, case): body, digests and all."""
    again = other(seed, presentation=False)
    for name in names(2):
        assert to_json(decide(again, reordered_case(name, seed))) == to_json(decided(case(name))), name


@pytest.mark.parametrize("seed", range(4 if ALL else 1))
def test_the_order_of_rows_is_presentation_only(seed):
    """With rows and keys of penalties in another order too, what is decided is the same set of things."""
    again = other(seed, presentation=True)
    for name in names(3):
        assert unordered(decide(again, case(name))) == unordered(decided(case(name))), name


def unordered(decision):
    """The decision as data without digests, lists (and lists in words) as sets."""

    def sets(node):
        if isinstance(node, dict):
            return {k: sets(v) for k, v in node.items()}
        if isinstance(node, list):
            return sorted(json.dumps(sets(one), ensure_ascii=False, sort_keys=True) for one in node)
        return "、".join(sorted(node.split("、"))) if isinstance(node, str) else node

    return [sets(dict(one)) for one in to_dict(decision)["outcomes"]]


@settings(
    max_examples=300 if ALL else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(with_case(), st.randoms(use_true_random=False))
def test_the_order_of_rules_of_small_rulesets_does_not_matter(made, rng):
    """The same for random rulesets: rules under the same ids in another order, facts of the case in another order."""
    small, values, open_ = made
    facts = {**values, **dict.fromkeys(open_)}
    document = {k: small.document[k] for k in rng.sample(sorted(small.document), len(small.document))}
    for section in SECTIONS & document.keys():
        document[section] = rng.sample(document[section], len(document[section]))
    mixed = {k: facts[k] for k in rng.sample(sorted(facts), len(facts))}
    before = decide(program_of(small.document), case_for("m.one", facts))
    assert to_json(decide(program_of(document), case_for("m.one", mixed))) == to_json(before)


def test_the_order_of_history_does_not_matter():
    """Events and searches are sets: in another order the outcomes are the same."""
    rng = Random(0)
    for name in names():
        one = case(name)
        if one.history is None or len(one.history.events) + len(one.history.searched) < 3:
            continue
        events, searched = [*one.history.events], [*one.history.searched]
        rng.shuffle(events)
        rng.shuffle(searched)
        history = one.history.model_copy(update={"events": tuple(events), "searched": tuple(searched)})
        mixed = decided(one.model_copy(update={"history": history}))
        assert mixed.outcomes == decided(one).outcomes, name


# ---- the process -----------------------------------------------------------------------------------------------

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from corpus import case, decided, names
from enforcerules.render.decision_json import to_json
for name in names(int(sys.argv[2])):
    sys.stdout.buffer.write(to_json(decided(case(name))).encode() + b"\\n")
"""
WORLDS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"},
    {"PYTHONHASHSEED": "4294967295", "TZ": "America/St_Johns", "LC_ALL": "C.utf8"},
]


def test_hash_seed_locale_and_zone_do_not_matter():
    """Three processes under other hash seeds, time zones and locales write the same bytes as this one."""
    run = [sys.executable, "-X", "utf8=0", "-c", PROGRAM, str(Path(__file__).parent), "4"]
    started = [
        subprocess.Popen(run, stdout=subprocess.PIPE, env={**os.environ, **world, "PYTHONPATH": str(CHECKOUT / "src")})
        for world in WORLDS
    ]
    written = [process.communicate(timeout=300)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    here = b"".join(to_json(decided(case(name))).encode() + b"\n" for name in names(4))
    assert written == [here] * 3


def test_deciding_twice_and_in_between_is_the_same():
    """Nothing is kept from one decision to the next but digests: other cases in between change nothing."""
    before = {name: to_json(decided(case(name))) for name in names(6)}
    for name in reversed(list(before)):
        assert to_json(decided(case(name))) == before[name]
    assert to_json(decide(rebuilt(None), case(names()[0]))) == to_json(decide(program(), case(names()[0])))
