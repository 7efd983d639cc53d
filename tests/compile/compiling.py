"""Small rulesets compiled by themselves: nothing is checked beyond that."""

import shutil
import tempfile
from pathlib import Path

from strategies import HEAD, dumped

from enforcerules.compile import compile_rulesets
from enforcerules.load.rulesets import load_rulesets

TITLE = {"zh": "试验", "en": "trial"}
BASIS = "试法 第一条"


def ruleset(name="t", **parts):
    """A ruleset as data, with the instruments and kinds of HEAD, unless it says otherwise."""
    return {**HEAD, "ruleset": name, "title": TITLE, **parts}


def below(name, above="t", **parts):
    """A ruleset that extends another one, and so has its instruments and kinds."""
    return {"format": HEAD["format"], "ruleset": name, "title": TITLE, "status": "example", "extends": [above], **parts}


def compiled(*documents):
    """The program of some rulesets, and what was found, as code and what it names; asserts that all can be read, and that what was found stands somewhere."""
    folder = Path(tempfile.mkdtemp())
    try:
        for number, document in enumerate(documents):
            (folder / f"r{number}.yaml").write_text(dumped(document), encoding="utf-8")
        loaded = load_rulesets([folder])
    finally:
        shutil.rmtree(folder)
    assert not loaded.report.errors, loaded.report
    program, found = compile_rulesets(loaded.documents, loaded.calendar, loaded.articles)
    assert all(one.span is not None for one in found), found
    return program, [(one.code, dict(one.args)) for one in found]


def sound(*documents):
    """The program; asserts that nothing was found."""
    program, found = compiled(*documents)
    assert found == []
    return program
