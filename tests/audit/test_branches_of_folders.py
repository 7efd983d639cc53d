"""A log in a folder that somebody else changed while it was open, or before: refused or told, never gone on with."""

import pytest
from stores import DirectoryStore

from enforcerules.audit.log import LogError
from enforcerules.audit.opening import open_log

ENTRIES = [f'{{"n":{n}}}'.encode() for n in range(5)]


@pytest.fixture
def store(tmp_path):
    made = DirectoryStore(tmp_path)
    made.new(ENTRIES)
    return made


def lines(store):
    return (store.path / "index.txt").read_text().splitlines(keepends=True)


def refused(call):
    with pytest.raises(LogError) as found:
        call()
    return found.value.code, found.value.args_.get("place")


@pytest.mark.parametrize(
    "said", ["", "{", "[]", '{"format": "enforcerules/log/0"}', '{"origin": "x"}', '{"format": 1, "origin": "x"}']
)
def test_a_folder_that_is_no_log_of_this_format(store, said):
    (store.path / "log.json").write_text(said)
    assert refused(lambda: open_log(store.where))[0] == "ER818"


def test_an_index_that_was_cut_while_the_log_was_open(store):
    """Three of five lines are left: what was known is more than what is there, and nothing is written."""
    with open_log(store.where) as log:
        with log.reading():
            assert log.size() == 5
        (store.path / "index.txt").write_text("".join(lines(store)[:3]))
        assert refused(lambda: log.append(b"{}")) == ("ER820", 3)
    assert len(lines(store)) == 3


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda line: line.upper(),
        lambda line: "x" * (len(line) - 1) + "\n",
        lambda line: line.replace(" ", "0"),
        lambda line: line[:-1] + " ",
        lambda line: line[:9] + " " + line[10:].replace(" ", "0"),
        lambda line: line.replace(line[:1], "g", 1),
    ],
    ids=["upper case", "no digits", "one number", "no end", "unequal", "one digit"],
)
def test_a_line_that_is_not_written_as_it_should_be(store, spoilt):
    """The place of the first such line is told; entries before it are those that were."""
    index = lines(store)
    if spoilt(index[2]) == index[2]:
        pytest.skip("a line without letters")
    (store.path / "index.txt").write_text("".join([*index[:2], spoilt(index[2]), *index[3:]]))
    with open_log(store.where) as log:
        assert refused(lambda: log.append(b"{}")) == ("ER820", 2)
        assert [row.leaf is None for row in log.rows()] == [False, False, True, False, False]


def test_an_entry_that_is_gone(store):
    """What is stored is told as far as it goes; the entry itself is not there."""
    store.file(3).unlink()
    with open_log(store.where) as log:
        assert [row.at for row in log.rows()] == [0, 1, 2]
        with pytest.raises(LookupError):
            log.entry(3)
        assert log.entry(2) == ENTRIES[2]


def test_hashes_of_subtrees_are_learnt_when_they_are_asked_for(store):
    """Of five leaves the first four make a tree of two levels; nothing was read of the log before."""
    with open_log(store.where) as log:
        leaves = [row.leaf for row in log.rows()]
        assert log.stored(0, 4) == leaves[4]
        assert log.stored(2, 0) == log.root(4)
        assert log.nodes(0) is None


def test_what_is_not_sound_is_told(store):
    with open_log(store.where) as log:
        assert log.unsound() is None
        beyond = store.file(7)
        beyond.write_bytes(b"{}")
        assert log.unsound() == f"entries beyond the index: {beyond.name}"
        beyond.unlink()
        with (store.path / "index.txt").open("a") as file:
            file.write("ab")
        assert log.unsound() == "index.txt: the last line is not whole"


def test_what_was_interrupted_is_finished_by_the_next_one_who_writes(store):
    """A line that was cut off is written anew, an entry that has none gets one: six entries, and then the new one."""
    index = lines(store)
    (store.path / "index.txt").write_text("".join(index[:4]) + index[4][:10])
    store.file(5).write_bytes(b'{"n":5}')
    with open_log(store.where) as log:
        assert log.append(b'{"n":6}').at == 6
        assert lines(store)[:5] == index
        assert [row.data for row in log.rows()] == [*ENTRIES, b'{"n":5}', b'{"n":6}']
