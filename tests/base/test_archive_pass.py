"""One pass over an archive accepts what `archive.read` accepts, and nothing else."""

import hashlib
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.base import archive
from enforcerules.base.archive_pass import passed

MEMBERS = {"a.json": b"{}", "index/parts": b"0123456789", "sources/甲.yaml": "format: 一\n".encode(), "z": b""}
WHOLE = archive.write(MEMBERS)


def strictly(data):
    try:
        return archive.read(data)
    except archive.BadArchive:
        return None


def in_one_pass(data, most=100):
    found = passed(io.BytesIO(data), len(data), most, lambda _: True)
    return None if found is None else {name: one.content for name, one in found.items()}


def test_what_is_wanted_is_kept_and_everything_is_hashed():
    found = passed(io.BytesIO(WHOLE), len(WHOLE), 100, lambda name: name.startswith("index/"))
    assert {name: one.content for name, one in found.items()} == dict.fromkeys(MEMBERS) | {"index/parts": b"0123456789"}
    assert [(one.size, one.sha256) for one in found.values()] == [
        (len(content), hashlib.sha256(content).hexdigest()) for content in MEMBERS.values()
    ]


def test_more_members_than_are_allowed():
    assert in_one_pass(WHOLE, 4) == MEMBERS
    assert in_one_pass(WHOLE, 3) is None


def test_a_size_that_is_not_there_is_not_reserved():
    """The header says 4 GiB: nothing of that size is asked for."""
    assert in_one_pass(archive.local_header("a", 2**32 - 1, 0) + b"x" * 100) is None


def test_every_single_bit():
    for at in range(len(WHOLE) * 8):
        bent = bytearray(WHOLE)
        bent[at // 8] ^= 1 << at % 8
        assert in_one_pass(bytes(bent)) is None, at


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_anything_cut_out_or_put_in(data):
    start = data.draw(st.integers(0, len(WHOLE)))
    end = data.draw(st.integers(start, len(WHOLE)))
    put = data.draw(st.one_of(st.binary(max_size=20), st.just(WHOLE[start:end] * 2)))
    changed = WHOLE[:start] + put + WHOLE[end:]
    assert in_one_pass(changed) == strictly(changed)
    assert (in_one_pass(changed) is None) == (changed != WHOLE)


@given(
    st.dictionaries(st.text("ab/甲", min_size=1, max_size=6).filter(archive.safe), st.binary(max_size=9), max_size=5)
)
def test_any_members(members):
    """An archive without members has no beginning, and is none."""
    data = archive.write(members)
    assert in_one_pass(data) == strictly(data)


@given(st.binary(max_size=200))
def test_any_bytes(data):
    assert in_one_pass(data) == strictly(data)
    assert in_one_pass(archive.MAGIC + data) == strictly(archive.MAGIC + data)
