"""A cache of compiled rulesets: what comes out of it is what would be compiled, whatever happens to the folder."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import enforcerules as er
from enforcerules.api import cache
from enforcerules.compile.packed.form import HEAD
from enforcerules.load import shipped

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "audit" / "small"
CASE = {
    "case": "cached-1",
    "phase": "concluded",
    "party": {"id": "p1", "kind": "individual", "born": "1990-05-06"},
    "matter": "small.dump",
    "start": "2024-03-01",
    "end": "2024-03-20",
    "dates": {"discovered": "2024-03-25", "notified": "2024-04-28", "decided": "2024-05-20"},
    "facts": {"倾倒": True, "货值金额": "20000", "后果": "轻微"},
}


@pytest.fixture
def rules(tmp_path):
    """A ruleset with a warning: a matter without elements (ER508)."""
    folder = tmp_path / "rules"
    shutil.copytree(SMALL, folder)
    text = (folder / "ruleset.yaml").read_text(encoding="utf-8")
    assert text.count("    elements: 倾倒\n") == 1
    (folder / "ruleset.yaml").write_text(text.replace("    elements: 倾倒\n", ""), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def compiling(monkeypatch):
    """How often something was compiled."""
    times = []
    before = cache.compiled
    monkeypatch.setattr(cache, "compiled", lambda loaded: times.append(1) or before(loaded))
    return times


def entries(folder):
    return sorted(folder.glob("*.compiled"))


def told(rules):
    return er.to_json(er.decide(rules, CASE)), er.explain(er.decide(rules, CASE), "zh"), rules.report


def test_the_second_time_nothing_is_compiled_and_all_is_the_same(rules, folder, compiling):
    plain, first, second = er.load(rules), er.load(rules, cache=folder), er.load(rules, cache=folder)
    assert compiling == [1]
    assert told(plain) == told(first) == told(second)
    assert [one.code for one in second.report.diagnostics].count("ER508") == 1
    assert er.record(er.decide(plain, CASE)) == er.record(er.decide(second, CASE))


def test_nothing_is_written_unless_a_folder_is_named(rules, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    er.load(rules)
    assert sorted(tmp_path.rglob("*")) == before


def test_only_the_folder_that_is_named_is_written_to(rules, folder):
    before = sorted(rules.rglob("*"))
    er.load(rules, cache=folder)
    assert sorted(rules.rglob("*")) == before
    assert len(list(folder.iterdir())) == 1
    if hasattr(os, "geteuid"):
        assert [path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())] == [0o700, 0o600]


def test_what_changes_is_compiled_again(rules, folder, compiling):
    er.load(rules, cache=folder)
    file = rules / "ruleset.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("货值金额1倍以上3倍以下", "货值金额2倍以上3倍以下"), encoding="utf-8")
    assert told(er.load(rules, cache=folder)) == told(er.load(rules))
    assert len(compiling) == 2
    (rules / "more.yaml").write_text("format: enforcerules/ruleset/1\nruleset: audit.more\n", encoding="utf-8")
    assert set(er.load(rules, cache=folder).program.rulesets) == {"audit.small", "audit.more"}
    assert len(compiling) == len(entries(folder)) == 3


def test_rules_with_errors_are_never_kept(rules, folder):
    (rules / "ruleset.yaml").write_text("format: enforcerules/ruleset/1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(er.InvalidInput):
            er.load(rules, cache=folder)
    assert not folder.exists()


def test_what_cannot_be_read_is_said_as_without(tmp_path, folder):
    for place in (tmp_path / "nothing", tmp_path):
        with pytest.raises(er.InvalidInput) as plain:
            er.load(place)
        with pytest.raises(er.InvalidInput) as cached:
            er.load(place, cache=folder)
        assert cached.value.report == plain.value.report


def test_a_file_that_changes_while_it_is_read_is_not_kept(rules, folder, monkeypatch):
    """The name of the entry is made of the bytes before; what was compiled are those after."""
    before = cache.load_rulesets

    def changed(paths, library):
        with (rules / "ruleset.yaml").open("a", encoding="utf-8") as file:
            file.write("# later\n")
        return before(paths, library)

    monkeypatch.setattr(cache, "load_rulesets", changed)
    er.load(rules, cache=folder)
    assert not folder.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[: len(data) // 2],
        lambda data: data[:200],
        lambda data: b"enforcerules/compiled/0" + data[23:],
        lambda data: data[data.index(b"PK") :],
        lambda data: b"x" * len(data),
        lambda data: data.replace(b"ER508", b"ER509"),
    ],
)
def test_a_damaged_entry_is_made_again(rules, folder, damage, compiling):
    wanted = told(er.load(rules, cache=folder))
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert told(er.load(rules, cache=folder)) == wanted
    assert len(compiling) == 2
    assert entry.read_bytes() == whole


def test_every_byte_counts(rules, folder):
    er.load(rules, cache=folder)
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 400)):
        bent = bytearray(whole)
        bent[at] ^= 1 + at % 255
        entry.write_bytes(bytes(bent))
        assert cache._read(entry, shipped.library()) is None, at
    entry.write_bytes(whole)
    assert cache._read(entry, shipped.library()) is not None


def test_an_entry_of_another_engine_is_left_alone(rules, folder, monkeypatch, compiling):
    er.load(rules, cache=folder)
    monkeypatch.setattr(cache, "shape", lambda: "sha256:0")
    er.load(rules, cache=folder)
    assert len(compiling) == 2
    assert len(entries(folder)) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_an_entry_that_others_can_write_is_not_used(rules, folder, compiling):
    er.load(rules, cache=folder)
    (entry,) = entries(folder)
    entry.chmod(0o622)
    er.load(rules, cache=folder)
    assert len(compiling) == 2
    assert entry.stat().st_mode & 0o777 == 0o600


def test_an_entry_under_the_name_of_another_is_not_used(rules, folder, compiling):
    """Whoever may write to the folder alone can still give one's own files other names: then other rules would decide."""
    er.load(rules, cache=folder)
    (first,) = entries(folder)
    path = rules / "ruleset.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("1000元以上5000元以下", "1000元以上6000元以下"), encoding="utf-8"
    )
    er.load(rules, cache=folder)
    (second,) = set(entries(folder)) - {first}
    first.replace(second)
    assert told(er.load(rules, cache=folder)) == told(er.load(rules))
    assert compiling == [1, 1, 1]


def test_what_is_extended_counts_too(tmp_path, folder, monkeypatch, compiling):
    """A file of the library that changes, and one that comes, is another answer of the library."""
    library = tmp_path / "library"
    (library / "cn" / "calendars").mkdir(parents=True)
    (library / "articles").mkdir()
    above = library / "audit" / "small.yaml"
    above.parent.mkdir()
    text = (SMALL / "ruleset.yaml").read_text(encoding="utf-8")
    above.write_text(text, encoding="utf-8")
    rules = tmp_path / "mine.yaml"
    head = "format: enforcerules/ruleset/1\nruleset: mine\ntitle: {zh: 我的}\nterritory: '330000'\nstatus: example\n"
    rules.write_text(f"{head}extends: [audit.small]\n", encoding="utf-8")
    monkeypatch.setattr("enforcerules.api.rules.library", lambda: library)

    def load():
        return er.load(rules, cache=folder)

    load(), load()
    assert len(compiling) == 1
    above.write_text(text.replace("货值金额1倍以上3倍以下", "货值金额2倍以上3倍以下"), encoding="utf-8")
    assert told(load()) == told(er.load(rules))
    assert len(compiling) == 2
    (library / "cn" / "calendars" / "2024.yaml").write_bytes((SMALL / "2024.yaml").read_bytes())
    assert 2024 in load().program.calendar.years
    assert len(compiling) == 3


def test_a_folder_that_cannot_be_used_does_no_harm(rules, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert told(er.load(rules, cache=tmp_path / "file")) == told(er.load(rules))
    assert told(er.load(rules, cache=tmp_path / "file" / "below")) == told(er.load(rules))


def test_a_bundle_needs_no_cache(rules, tmp_path, folder):
    bundle = tmp_path / "x.bundle"
    bundle.write_bytes(er.build(rules))
    assert er.load(bundle, cache=folder).matters == ("small.dump",)
    assert not folder.exists()


def test_old_entries_go(rules, folder, monkeypatch):
    monkeypatch.setattr(cache, "KEPT", 2)
    file = rules / "ruleset.yaml"
    for number in range(4):
        with file.open("a", encoding="utf-8") as out:
            out.write(f"# {number}\n")
        er.load(rules, cache=folder)
        for at, entry in enumerate(entries(folder)):
            os.utime(entry, (at, at))
    assert len(entries(folder)) == 2


def test_a_crash_leaves_nothing_that_is_read(rules, folder, monkeypatch):
    def full(_):
        raise OSError("full")

    monkeypatch.setattr(cache.os, "fsync", full)
    er.load(rules, cache=folder)
    assert list(folder.iterdir()) == []


def test_the_entry_holds_what_a_bundle_holds(rules, folder, tmp_path):
    """The same compiled form; positions are those of the sources, not of the bundle."""
    er.load(rules, cache=folder)
    (entry,) = entries(folder)
    program, _ = cache._read(entry, shipped.library())
    assert {span.file for span in program.spans.values() if span} == {str(rules / "ruleset.yaml")}
    with entry.open("rb") as file:
        members = cache._members(file, entry.stem)
    assert json.loads(members[HEAD])["format"] == "enforcerules/index/2"


TOGETHER = """
import random, sys
from pathlib import Path
import enforcerules as er
rules, folder, case, seed = sys.argv[1], Path(sys.argv[2]), eval(sys.argv[3]), int(sys.argv[4])
chosen, told = random.Random(seed), set()
for _ in range(25):
    told.add(er.to_json(er.decide(er.load(rules, cache=folder), case)))
    if chosen.random() < 0.3:
        for entry in folder.iterdir():
            entry.unlink(missing_ok=True)
    elif chosen.random() < 0.2:
        for entry in folder.glob("*.compiled"):
            try:
                with entry.open("r+b") as file:
                    file.seek(chosen.randrange(500)); file.write(b"?")
            except FileNotFoundError:
                pass
(only,) = told
sys.stdout.buffer.write(only if isinstance(only, bytes) else only.encode())
"""


def test_processes_that_read_write_damage_and_delete_at_once(rules, folder):
    """Four processes, a hundred loads: each decision is the one that the sources give."""
    wanted = er.to_json(er.decide(er.load(rules), CASE))
    folder.mkdir()
    beside = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, str(rules), str(folder), repr(CASE), str(seed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=beside,
        )
        for seed in range(4)
    ]
    for one in running:
        out, problems = one.communicate(timeout=300)
        assert (one.returncode, problems.decode()[-2000:]) == (0, "")
        assert out == (wanted if isinstance(wanted, bytes) else wanted.encode())
    assert not list(folder.glob(".*.tmp"))
