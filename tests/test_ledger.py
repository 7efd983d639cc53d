"""The ledger of decisions: what is decided and explained of every example case has not changed unnoticed.

The examples say what follows from the law, as far as each says anything; the ledger says of all the rest only that it is as it was. A
change that is meant stands in the difference of `tests/ledger.txt` (and, with a star, in the changelog): `ENFORCERULES_ACCEPT=1`
writes the file anew. Digests of rules and cases are left out, so that a word in a note changes nothing here.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from test_examples import EXAMPLES, rules_for

import enforcerules as er
from enforcerules.base.source import Span
from enforcerules.explain import explain
from enforcerules.load.cases import load_examples
from enforcerules.model.decision import Decision
from enforcerules.testing.run import run_all

LEDGER = Path(__file__).with_name("ledger.txt")
DIGESTS = re.compile("sha256:[0-9a-f]{64}")


def plain(value: Any) -> Iterator[str]:
    """Every value of a tree of frozen values, in an order that no run of Python changes."""
    if isinstance(value, Span):
        return  # where a rule stands in the files of this checkout
    if is_dataclass(value):
        yield f"{type(value).__name__}("
        for one in fields(value):
            yield from plain(getattr(value, one.name))
        yield ")"
    elif isinstance(value, tuple | list):
        yield "["
        for one in value:
            yield from plain(one)
        yield "]"
    elif isinstance(value, dict):
        yield from plain(sorted(value.items(), key=repr))
    elif isinstance(value, set | frozenset):
        yield from sorted(" ".join(plain(one)) for one in value)
    else:
        yield str(value) if isinstance(value, Fraction) else repr(value)


def digest(decision: Decision | None) -> str:
    """A decision and its explanation in twelve digits, without what only names the rules and the case."""
    if decision is None:
        return "refused"
    text = er.to_json(decision) + " ".join(plain(explain(decision)))
    return hashlib.sha256(DIGESTS.sub("", text).encode()).hexdigest()[:12]


def decided(path: Path) -> dict[str, str]:
    """The digests of the examples of a file, by name."""
    return {one.name: digest(one.decision) for one in run_all(rules_for(path), path)}


def ledger() -> dict[str, str]:
    """What was decided of each example, by name."""
    return dict(line.rsplit(" ", 1) for line in LEDGER.read_text(encoding="utf-8").splitlines())


@pytest.mark.skipif("ENFORCERULES_ACCEPT" in os.environ, reason="the ledger is being written")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_decision_is_as_it_was(path: Path) -> None:
    made, known = decided(path), ledger()
    assert made == {name: known.get(name) for name in made}


def test_every_entry_is_an_example() -> None:
    if "ENFORCERULES_ACCEPT" in os.environ:
        made = {name: said for path in EXAMPLES for name, said in decided(path).items()}
        LEDGER.write_text("".join(f"{name} {said}\n" for name, said in sorted(made.items())), encoding="utf-8")
    names = {str(one.example) for path in EXAMPLES for one, _ in load_examples(path) if one is not None}
    assert set(ledger()) == names
