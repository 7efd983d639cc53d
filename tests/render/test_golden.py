"""The explanations of the examples, word by word; `ENFORCERULES_ACCEPT=1` rewrites them, and the diff is read."""

import os
import re
from pathlib import Path

import pytest

from enforcerules.explain import explain
from enforcerules.render.summary import summary
from enforcerules.render.text import text

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [
    ("expired-food", "zh", "reasons"),
    ("expired-food", "en", "reasons"),
    ("expired-food", "zh", "full"),
    ("expired-food", "en", "full"),
    ("two-acts", "zh", "reasons"),
]


def same(name, got):
    path = GOLDEN / name
    if os.environ.get("ENFORCERULES_ACCEPT"):
        path.write_text(got, encoding="utf-8", newline="\n")
    assert got == path.read_text(encoding="utf-8")


def stable(got):
    """Digests change with every rule; everything else is compared."""
    return re.sub(r"sha256:[0-9a-f\s]{64,90}", "sha256:…", got)


@pytest.mark.parametrize(("name", "lang", "depth"), TEXTS)
def test_text(decided, name, lang, depth):
    got = text(explain(decided(name), depth), lang)
    same(f"{name}.{depth}.{lang}.txt", stable(got))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["expired-food", "two-acts"])
def test_summary(decided, name, lang):
    same(f"{name}.summary.{lang}.txt", summary(decided(name), lang))
