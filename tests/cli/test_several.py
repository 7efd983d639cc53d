"""Work that several processes share comes to the same as in one, in the same order."""

import os
import shutil
import signal
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules.cli import several as shared

TABLES = Path(__file__).parents[2] / "rulesets" / "cn" / "guangdong" / "environment"


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(shared, "_threads", lambda: 1)


def test_names_keep_their_order(two):
    names = [str(one) for one in range(40)]
    assert list(shared.several(lambda name: (name, len(name)), names)) == [(one, len(one)) for one in names]
    assert list(shared.several(str.upper, ["a"])) == ["A"]
    assert list(shared.several(str.upper, [])) == []


def test_more_than_one_process_works(two):
    assert len(set(shared.several(lambda _: os.getpid(), ["name"] * 40)) - {os.getpid()}) >= 1


def test_whoever_keeps_sigterm_to_itself_is_not_waited_for(two):
    """A service that finishes its answer on SIGTERM: its copies end all the same when the pool is done with them."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        for _ in range(30):  # now and then a copy waits for a lock when the pool ends it
            assert len(list(shared.several(str.upper, ["name"] * 40))) == 40
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_difference_is_the_same(two, tmp_path):
    """Two edits of Guangdong's tables."""
    for side in ("old", "new"):
        shutil.copytree(TABLES, tmp_path / side, ignore=shutil.ignore_patterns("cases"))
    edited = tmp_path / "new" / "tables_8_other.yaml"
    text = edited.read_text(encoding="utf-8")
    edited.write_text(text.replace("amount: 1万元以上2万元以下", "amount: 1.5万元以上2万元以下", 1), encoding="utf-8")
    old, new = (er.load(tmp_path / side) for side in ("old", "new"))
    alone = er.diff(old, new)
    assert alone.regions
    assert er.diff(old, new, each=shared.several) == alone
