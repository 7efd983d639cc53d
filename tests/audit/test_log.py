"""The log in all its kinds: it grows, proves itself, and every alteration is found with the first bad place named."""

import json
import sqlite3
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
import stores
from stores import ORIGIN

import enforcerules as er
from enforcerules.audit import verify_offline
from enforcerules.audit.checkpoint import read_checkpoint
from enforcerules.audit.log import LogError
from enforcerules.audit.merkle import Place, consistent, root_of_inclusion
from enforcerules.audit.opening import open_log
from enforcerules.audit.proofs import consistency, exported, inclusion
from enforcerules.audit.signer import Ed25519Signer, verifier_of
from enforcerules.audit.verify import Kept, verify
from enforcerules.base.diagnostics import InvalidInput

ENTRIES = [
    json.dumps({"number": n, "text": "案件"}, ensure_ascii=False, separators=(",", ":")).encode() for n in range(13)
]


def look(where, *checkpoints, verifiers=()):
    """(code, place) of what is wrong, and the codes of what is only said."""
    try:
        with open_log(where, write=False) as log:
            found = verify(log, [Kept(f"c{n}", text) for n, text in enumerate(checkpoints)], verifiers)
    except LogError as error:
        return (error.code, None), set()
    errors = found.report.errors
    assert len(errors) <= 1
    said = {one.code for one in found.report.diagnostics if one.severity == "info"}
    if not errors:
        return None, said
    place = dict(errors[0].args).get("place")
    return (errors[0].code, None if place is None else int(place)), said


def point(where, signer=None):
    with open_log(where, write=False) as log:
        return log.checkpoint(signer).text


# ---- it grows ------------------------------------------------------------------------------------------------------


def test_entries_come_back_as_they_went_in(store):
    where = store.new(ENTRIES[:5])
    with open_log(where) as log:
        receipts = [log.append(entry) for entry in ENTRIES[5:]]
        assert [one.at for one in receipts] == list(range(5, 13))
        assert [log.entry(n) for n in range(13)] == ENTRIES
        assert log.size() == 13
        assert receipts[-1].root == log.root()
        with pytest.raises(LookupError):
            log.entry(13)
    assert look(where) == (None, {"ER821"})


def test_it_is_the_same_tree_whatever_it_is_stored_in_and_however_it_was_added(store):
    with open_log(store.new(ENTRIES)) as log:
        at_once = log.root()
    with open_log(store.new()) as log:
        for entry in ENTRIES:
            log.append(entry)
        assert (
            log.root()
            == at_once
            == verify_offline.root_of("sha256", [verify_offline.leaf("sha256", e) for e in ENTRIES])
        )


def test_an_empty_log_is_sound(store):
    where = store.new()
    assert look(where) == (None, {"ER821"})
    with open_log(where) as log:
        assert log.append_many([]) == ()
        assert log.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_any_bytes_are_an_entry(store):
    entries = [b"", b"\x00", bytes(range(256)), b"x" * 100_000]
    where = store.new(entries)
    with open_log(where) as log:
        assert [log.entry(n) for n in range(4)] == entries
    assert look(where)[0] is None


def test_sm3_where_it_is_asked_for(store):
    where = store.new(ENTRIES, algorithm="sm3")
    with open_log(where) as log:
        assert log.about.algorithm == "sm3"
        assert log.root() == verify_offline.root_of("sm3", [verify_offline.leaf("sm3", e) for e in ENTRIES])
    assert look(where)[0] is None


def test_opening_with_an_origin_takes_what_is_there(store):
    where = store.new(ENTRIES)
    with open_log(where, "another.example/name") as log:
        assert log.about.origin == ORIGIN
        assert log.size() == 13


def test_proofs_for_every_entry_and_size(store):
    where = store.new(ENTRIES)
    with open_log(where, write=False) as log:
        for size in range(1, 14):
            root = log.root(size)
            for at in range(size):
                made = inclusion(log, at, size)
                assert (
                    root_of_inclusion(log.hashed, Place(log.stored(0, at), at, size), log.inclusion(at, size)) == root
                )
                verify_offline.check_proof(dict(made))
            for old in range(size + 1):
                assert consistent(log.hashed, (old, log.root(old)), (size, root), log.consistency(old, size))
                verify_offline.check_proof(dict(consistency(log, old, size)))
        for wrong in ((13, None), (0, 14), (-1, 3)):
            with pytest.raises((ValueError, LookupError)):
                log.inclusion(*wrong)
        with pytest.raises(ValueError, match="entries"):
            log.consistency(3, 14)


def test_an_entry_is_found_where_it_stands(store):
    where = store.new([*ENTRIES, ENTRIES[3]])
    with open_log(where, write=False) as log:
        assert log.find(ENTRIES[3]) == (3, 13)
        assert log.find(ENTRIES[12]) == (12,)
        assert log.find(b"nowhere") == ()


def test_an_exported_log_is_checked_elsewhere(store):
    where = store.new([*ENTRIES, b"\xff no text"])
    with open_log(where, write=False) as log:
        lines = list(exported(log))
        root = log.root()
    assert verify_offline.check_log(lines, [(ORIGIN, 14, root)]) == (14, root.hex())
    assert json.loads(lines[1])["entry"] == json.loads(ENTRIES[0])


# ---- who reaches around it -----------------------------------------------------------------------------------------


def test_every_bit_of_an_entry(store):
    store.new(ENTRIES)
    rows = store.rows()
    for bit in range(8 * len(ENTRIES[6])) if store.kind == "directory" else range(0, 8 * len(ENTRIES[6]), 11):
        data = bytearray(rows[6][3])
        data[bit // 8] ^= 1 << bit % 8
        store.put([*rows[:6], [6, rows[6][1], rows[6][2], bytes(data)], *rows[7:]])
        assert look(store.where)[0] == ("ER812", 6)


def test_every_entry_replaced(store):
    store.new(ENTRIES)
    rows = store.rows()
    for at, _ in enumerate(rows):
        store.put([row if row[0] != at else [at, row[1], row[2], b'"other"'] for row in rows])
        assert look(store.where)[0] == ("ER812", at)


def test_every_entry_replaced_with_a_leaf_that_fits(store):
    """The root that was stored with the entry, or the hash of a subtree, tells it at the same place."""
    store.new(ENTRIES)
    rows = store.rows()
    for at, _ in enumerate(rows):
        leaf = verify_offline.leaf("sha256", b'"other"')
        store.put([row if row[0] != at else [at, leaf, row[2], b'"other"'] for row in rows])
        assert look(store.where)[0] == ("ER812", at)


def test_every_deletion(store):
    store.new(ENTRIES)
    rows = store.rows()
    for at, _ in enumerate(rows):
        left = [row for row in rows if row[0] != at]
        if store.kind != "directory":
            store.put(left)
            assert look(store.where)[0] == ("ER811", at)
        store.put([[n, *row[1:]] for n, row in enumerate(left)])  # and all that follow moved up
        wrong, _ = look(store.where)
        if store.kind == "directory" and at == len(left):
            assert wrong is None  # an end that is missing looks like an older log: only a checkpoint tells
        else:
            assert wrong[1] == at


def test_every_insertion(store):
    store.new(ENTRIES)
    rows = store.rows()
    leaf = verify_offline.leaf("sha256", b'"new"')
    for at in range(len(rows)):
        more = [*rows[:at], [at, leaf, rows[at][2], b'"new"'], *rows[at:]]
        store.put([[n, *row[1:]] for n, row in enumerate(more)])
        assert look(store.where)[0][1] == at


def test_every_swap(store):
    store.new(ENTRIES[:8])
    rows = store.rows()
    for one, other in combinations(range(8), 2):
        whole = list(rows)
        whole[one], whole[other] = [one, *rows[other][1:]], [other, *rows[one][1:]]
        store.put(whole)
        assert look(store.where)[0] == ("ER812", one)
        data = list(rows)
        data[one], data[other] = [one, *rows[one][1:3], rows[other][3]], [other, *rows[other][1:3], rows[one][3]]
        store.put(data)
        assert look(store.where)[0] == ("ER812", one)


def test_every_stored_root(store):
    store.new(ENTRIES)
    rows = store.rows()
    for at, _ in enumerate(rows):
        store.put([row if row[0] != at else [at, row[1], bytes(32), row[3]] for row in rows])
        assert look(store.where)[0] == ("ER812", at)


def test_every_stored_subtree(store):
    if store.kind == "directory":
        pytest.skip("a folder stores none")
    store.new(ENTRIES)
    for level, at, one in store.nodes():
        last = ((at + 1) << level) - 1
        store.run("UPDATE er_node SET hash = ? WHERE level = ? AND at = ?", (bytes(32), level, at))
        assert look(store.where)[0] == ("ER812", last)
        store.run("DELETE FROM er_node WHERE level = ? AND at = ?", (level, at))
        assert look(store.where)[0] == ("ER812", last)
        store.run("INSERT INTO er_node (level, at, hash) VALUES (?, ?, ?)", (level, at, one))
    store.run("INSERT INTO er_node (level, at, hash) VALUES (1, 6, ?)", (bytes(32),))
    assert look(store.where)[0] == ("ER812", 12)


def test_the_stated_size(store):
    if store.kind == "directory":
        pytest.skip("a folder states none")
    store.new(ENTRIES)
    for size, wrong in ((14, ("ER811", 13)), (12, ("ER812", 12))):
        store.state_size(size)
        assert look(store.where)[0] == wrong
        with open_log(store.where) as log, pytest.raises(LogError):
            log.append(b"x")
    store.run("UPDATE er_about SET value = 'many' WHERE key = 'size'")
    assert look(store.where)[0] == ("ER820", 0)


def test_nothing_is_added_to_a_log_whose_end_is_missing(store):
    if store.kind == "directory":
        pytest.skip("a folder states no size")
    store.new(ENTRIES)
    store.put(store.rows()[:-1])
    with open_log(store.where) as log, pytest.raises(LogError) as refused:
        log.append(b"x")
    assert refused.value.code == "ER820"
    assert len(store.rows()) == 12


# ---- a log that was forged as a whole ------------------------------------------------------------------------------------


def test_without_a_checkpoint_a_forged_log_looks_right_and_that_is_said(store):
    assert look(store.new([*ENTRIES[:4], b'"forged"', *ENTRIES[5:]])) == (None, {"ER821"})


def test_a_kept_checkpoint_shows_what_was_forged_before_it(store):
    """Deletion, insertion, swap and change of each entry in a log that was made anew, and the range named."""
    first, second = (point(store.new(ENTRIES[:n])) for n in (5, 10))
    forged = {}
    for at in range(10):
        forged["change", at] = [*ENTRIES[:at], b'"forged"', *ENTRIES[at + 1 :]]
        forged["delete", at] = [*ENTRIES[:at], *ENTRIES[at + 1 :]]
        forged["insert", at] = [*ENTRIES[:at], b'"forged"', *ENTRIES[at:]]
        swapped = list(ENTRIES)
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        forged["swap", at] = swapped
    for (_, at), entries in forged.items():
        start = 0 if at < 5 else 5
        assert look(store.new(entries), first, second)[0] == ("ER815", start), at
    assert look(store.new([*ENTRIES[:10], b'"forged"', *ENTRIES[11:]]), first, second) == (None, {"ER822", "ER823"})


def test_a_kept_checkpoint_shows_that_the_end_was_cut_or_an_old_state_put_back(store):
    kept = point(store.new(ENTRIES))
    for size in range(13):
        assert look(store.new(ENTRIES[:size]), kept)[0] == ("ER816", size)


def test_a_checkpoint_with_the_log_shows_it_too(store):
    signer = Ed25519Signer.new(ORIGIN)
    where = store.new(ENTRIES)
    with open_log(where) as log:
        log.keep(log.checkpoint(signer).text)
        log.append(b'"later"')
        assert len(log.checkpoints()) == 1
    assert look(where, verifiers=[verifier_of(signer.published)])[0] is None
    with open_log(where) as log:
        text = log.checkpoints()[0]
    other = store.new([*ENTRIES[:3], b'"forged"', *ENTRIES[4:]])
    with open_log(other) as log:
        log.keep(text)
    assert look(other)[0] == ("ER815", 0)


def test_who_signed_is_checked(store):
    mine, other = Ed25519Signer.new(ORIGIN), Ed25519Signer.new(ORIGIN)
    where = store.new(ENTRIES)
    kept = point(where, mine)
    assert look(where, kept, verifiers=[verifier_of(mine.published)]) == (None, set())
    assert look(where, kept, verifiers=[verifier_of(other.published)])[0][0] == "ER817"
    assert look(where, point(where), verifiers=[verifier_of(mine.published)])[0][0] == "ER817"
    forged = kept.replace("\n13\n", "\n12\n")
    assert look(where, forged, verifiers=[verifier_of(mine.published)])[0][0] == "ER817"


def test_a_checkpoint_of_another_log_is_refused(store):
    kept = point(store.new(ENTRIES, origin="another.example/log"))
    assert look(store.new(ENTRIES), kept)[0][0] == "ER826"
    assert look(store.new(ENTRIES), "no checkpoint")[0][0] == "ER814"


# ---- opening -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb", "\x00"])
def test_a_name_that_would_break_a_checkpoint_is_refused(tmp_path, name):
    with pytest.raises(InvalidInput) as refused:
        er.open_log(tmp_path / "l.db", name)
    assert refused.value.report.errors[0].code == "ER824"


def test_what_is_no_log_is_refused(tmp_path):
    (tmp_path / "text.db").write_text("no database, but a text that is long enough to be read as a page " * 20)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE t (x)")
    (tmp_path / "folder").mkdir()
    for name, code in (("text.db", "ER818"), ("other.db", "ER818"), ("folder", "ER818"), ("nothing.db", "ER101")):
        with pytest.raises(InvalidInput) as refused:
            er.open_log(tmp_path / name, write=False)
        assert refused.value.report.errors[0].code == code


def test_an_algorithm_that_may_not_be_asked_for_is_refused(tmp_path):
    with pytest.raises(InvalidInput) as refused:
        er.open_log(tmp_path / "l.db", ORIGIN, algorithm="md5")
    assert refused.value.report.errors[0].code == "ER806"


def test_a_database_that_is_not_there_is_bad_input():
    pytest.importorskip("psycopg")
    with pytest.raises(InvalidInput) as refused:
        er.open_log("postgresql://somebody:secret@/nothing?host=/nowhere", write=False)
    assert refused.value.report.errors[0].code == "ER819"
    assert "secret" not in str(refused.value)


def test_a_damaged_file_is_never_a_traceback(tmp_path):
    """A byte of every page overwritten: damaged, or nothing that is read."""
    store = stores.SqliteStore(tmp_path)
    where = store.new([bytes([n]) * 3000 for n in range(20)])
    with closing(sqlite3.connect(where)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = Path(where).read_bytes()
    seen = set()
    for at in range(20, len(whole), 1777):
        Path(where).write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        seen.add(look(where)[0])
    assert {code for code, _ in seen - {None}} <= {"ER812", "ER811", "ER818", "ER819", "ER820", "ER825"}
    assert len(seen) > 3


def test_sqlite_itself_refuses_to_change_an_entry(tmp_path):
    where = stores.SqliteStore(tmp_path).new(ENTRIES)
    with closing(sqlite3.connect(where)) as connection:
        for statement in (
            "UPDATE er_entry SET data = x'00'",
            "DELETE FROM er_entry WHERE at = 12",
            "DELETE FROM er_node",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_log_on_a_read_only_disk_is_read(tmp_path):
    where = stores.SqliteStore(tmp_path).new(ENTRIES)
    with closing(sqlite3.connect(where)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Path(where).chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert look(where)[0] is None
    finally:
        tmp_path.chmod(0o755)


def test_a_folder_is_repaired_by_the_next_who_writes(tmp_path):
    """A line of the index that was cut off, and an entry without a line: what a crash leaves."""
    store = stores.DirectoryStore(tmp_path)
    where = store.new(ENTRIES)
    index = store.path / "index.txt"
    index.write_bytes(index.read_bytes()[:-70])
    assert look(where)[0][0] == "ER825"
    with open_log(where) as log:
        assert log.append(b'"next"').at == 13
        assert log.entry(12) == ENTRIES[12]
    assert look(where)[0] is None


def test_two_objects_of_one_folder_see_each_other(tmp_path):
    where = stores.DirectoryStore(tmp_path).new(ENTRIES[:3])
    with open_log(where) as one, open_log(where) as other:
        assert one.append(ENTRIES[3]).at == 3
        assert other.append(ENTRIES[4]).at == 4
        assert one.root() == other.root() == one.append(ENTRIES[5]).root or one.size() == 6


# ---- checkpoints -----------------------------------------------------------------------------------------------------


def test_a_checkpoint_is_read_back(store):
    signer = Ed25519Signer.new("signer.example")
    text = point(store.new(ENTRIES), signer)
    made = read_checkpoint(text)
    assert (made.text, made.origin, made.size) == (text, ORIGIN, 13)
    assert made.signed_by([verifier_of(signer.published)]) == ("signer.example",)
