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
    """The program of some rulesets, and what was found, as code and what it names."""
    program, found, _ = _made(documents)
    return program, [(one.code, dict(one.args)) for one in found]


def shown(*documents):
    """What was found, as code and the piece of YAML that it stands at (its first line)."""
    _, found, texts = _made(documents)
    return [(one.code, _piece(texts[Path(one.span.file).name], one.span)) for one in found]


def _made(documents):
    """Asserts that all can be read, and that what was found stands somewhere."""
    texts = {f"r{number}.yaml": dumped(document) for number, document in enumerate(documents)}
    folder = Path(tempfile.mkdtemp())
    try:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        loaded = load_rulesets([folder])
    finally:
        shutil.rmtree(folder)
    assert not loaded.report.errors, loaded.report
    program, found = compile_rulesets(loaded.documents, loaded.calendar, loaded.articles)
    assert all(one.span is not None for one in found), found
    return program, found, texts


def _piece(text, span):
    line = text.splitlines()[span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


def sound(*documents):
    """The program; asserts that nothing was found."""
    program, found = compiled(*documents)
    assert found == []
    return program
