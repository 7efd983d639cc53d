"""A small seeded part of `make damage`, and that it sees what it looks for."""

import sys
import time
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import damage
from damaging import CHANGES, damaged


@pytest.mark.parametrize(("kind", "count"), [("rulesets", 24), ("cases", 60), ("bundles", 60), ("records", 30)])
def test_damaged_copies_are_refused_or_lead_to_what_their_digests_say(kind: str, count: int) -> None:
    told = damage.run(kind, range(count), seed=8, step=7 if kind == "rulesets" else 5)
    assert told.problems == []
    assert told.verdicts.total() == count
    assert told.verdicts["refused"] > 0


def test_a_copy_follows_from_its_seed_kind_and_number() -> None:
    subjects = [damage.Subject(name, name.encode() * 9, str) for name in ("one", "two")]
    made = [damage.copy_of(3, "cases", number, subjects) for number in range(50)]
    assert made == [damage.copy_of(3, "cases", number, subjects) for number in range(50)]
    assert made != [damage.copy_of(4, "cases", number, subjects) for number in range(50)]
    assert all(data != subject.data for subject, data, _ in made)


@pytest.mark.parametrize("data", [b"a", b"a\n", b"\n\n", "裁量: 1\n".encode(), b"\x00\xff"])
def test_whatever_the_bytes_every_change_can_be_made(data: bytes) -> None:
    for change in CHANGES.values():
        for seed in range(20):
            assert isinstance(change(data, b"other 2", Random(seed)), bytes)
    assert damaged(data, b"other", Random(1))[0] != data


def test_crashes_hangs_and_silence_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(_: bytes) -> str:
        end = time.process_time() + 5
        while time.process_time() < end:
            try:
                sum(range(1000))
            except Exception:  # noqa: BLE001  it must get through this, too
                continue
        return "equal"

    def crashes(_: bytes) -> str:
        return {}[1]

    before, after = damage.Made("a", "m", "c", "w"), damage.Made("b", "m", "c", "w")
    monkeypatch.setattr(damage, "SECONDS", 0.2)
    assert damage.tried(damage.Subject("", b"", hangs), b"")[1].startswith("hang")
    assert damage.tried(damage.Subject("", b"", crashes), b"")[1].startswith("crash")
    assert damage.tried(damage.Subject("", b"", lambda _: damage.compared(before, after)), b"")[1].startswith("silent")
    assert damage.compared(before, before) == "equal"
    assert damage.compared(before, damage.Made("b", "m", "other", "w")) == "differs"
    assert damage.compared(before, damage.Made("b", "m", "c", "v")) == "words"
