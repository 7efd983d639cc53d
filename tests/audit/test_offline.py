"""The offline verifier alone: one file, a bare interpreter, nothing installed."""

import subprocess
import sys
from pathlib import Path

import pytest
import small

import enforcerules as er
from enforcerules.audit import verify_offline
from enforcerules.audit.masking import Masking
from enforcerules.audit.proofs import consistency, exported, inclusion
from enforcerules.audit.reading import read_record
from enforcerules.audit.signer import Ed25519Signer
from enforcerules.base.canonical import canonical

VERIFIER = Path(verify_offline.__file__)
ORIGIN = "tests.example/log"


@pytest.fixture(scope="module")
def files(rules, tmp_path_factory):
    """Records, a log of them, checkpoints, proofs, all in files."""
    folder = tmp_path_factory.mktemp("offline")
    masking = Masking(("personal",), bytes(32))
    records = [read_record(er.record(small.decided(rules, case=f"c{n}"), masking=masking))[0] for n in range(7)]
    signer = Ed25519Signer.new(ORIGIN)
    with er.open_log(folder / "l.db", ORIGIN) as log:
        log.append_many(one.public for one in records[:4])
        (folder / "old").write_text(log.checkpoint(signer).text, encoding="utf-8")
        log.append_many(one.public for one in records[4:])
        (folder / "new").write_text(log.checkpoint(signer).text, encoding="utf-8")
        (folder / "inclusion.json").write_bytes(canonical(inclusion(log, 2)))
        (folder / "consistency.json").write_bytes(canonical(consistency(log, 4)))
        (folder / "log.jsonl").write_bytes(b"".join(line + b"\n" for line in exported(log)))
    (folder / "record.json").write_bytes(records[2].public)
    (folder / "apart.json").write_bytes(records[2].apart)
    (folder / "key").write_text(f"{signer.published}\n", encoding="utf-8")
    (folder / "other-key").write_text(f"{Ed25519Signer.new(ORIGIN).published}\n", encoding="utf-8")
    (folder / "verify.py").write_bytes(VERIFIER.read_bytes())
    return folder


def run(folder, *words):
    command = [sys.executable, "-I", "-S", "verify.py", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


GOOD = [
    ("record", "record.json"),
    ("record", "record.json", "apart.json"),
    ("proof", "inclusion.json", "new"),
    ("proof", "inclusion.json", "new", "key", "--record", "record.json"),
    ("proof", "consistency.json", "new", "key", "--old", "old"),
    ("log", "log.jsonl"),
    ("log", "log.jsonl", "old", "key"),
    ("log", "log.jsonl", "new", "key"),
    ("key", "key", "new"),
]


@pytest.mark.parametrize("words", GOOD, ids=" ".join)
def test_what_is_in_order(files, words):
    done = run(files, *words)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_checkpoint_it_says_what_it_cannot_see(files):
    assert "cannot be seen" in run(files, "log", "log.jsonl").stdout
    assert "cannot be seen" not in run(files, "log", "log.jsonl", "new").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("key", "other-key", "new"), "no valid signature"),
        (("log", "log.jsonl", "new", "other-key"), "no valid signature"),
        (("proof", "inclusion.json", "old"), "not one for this checkpoint"),
        (("proof", "inclusion.json", "new", "--record", "apart.json"), "format"),
        (("proof", "consistency.json", "new", "--old", "new"), "not one from the old checkpoint"),
    ],
)
def test_what_is_not(files, words, said):
    done = run(files, *words)
    assert done.returncode in {2, 4}
    assert said in done.stdout + done.stderr or done.returncode == 2


def altered(files, name, change, out="changed"):
    lines = (files / name).read_bytes().split(b"\n")
    change(lines)
    (files / out).write_bytes(b"\n".join(lines))
    return out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines.pop(3), "entry 2"),
        (lambda lines: lines.insert(3, lines[5]), "entry 2"),
        (lambda lines: lines.__setitem__(slice(3, 5), lines[4:2:-1]), "entry 2"),
        (lambda lines: lines.__setitem__(3, lines[3].replace(b"small.dump", b"small.pour")), "entry 2"),
        (lambda lines: lines.__setitem__(3, lines[3] + b" "), "entry 2"),
        (lambda lines: lines.pop(7), "entry 6 is missing"),
        (lambda lines: lines.__setitem__(0, lines[0].replace(b'"size":7', b'"size":8')), "entry 7 is missing"),
        (lambda lines: lines.__setitem__(0, lines[0][:40] + b"x" + lines[0][41:]), "line 1"),
    ],
)
def test_an_altered_log_is_named(files, change, said):
    done = run(files, "log", altered(files, "log.jsonl", change))
    assert done.returncode in {2, 4}
    assert said in done.stdout + done.stderr or done.returncode == 2


def test_a_log_forged_as_a_whole_is_found_with_a_checkpoint(files):
    """The exported log made anew without its second record: sound by itself, not before the checkpoint."""
    with er.open_log(files / "l.db", write=False) as log:
        entries = [bytes(row.data) for row in log.rows()]
    with er.open_log(files / "forged.db", ORIGIN) as log:
        log.append_many([entries[0], *entries[2:]])
        (files / "forged.jsonl").write_bytes(b"".join(line + b"\n" for line in exported(log)))
    assert run(files, "log", "forged.jsonl").returncode == 0
    done = run(files, "log", "forged.jsonl", "old", "key")
    assert (done.returncode, "entries 0 to 3" in done.stdout) == (4, True)
    done = run(files, "log", "forged.jsonl", "new", "key")
    assert (done.returncode, "cut at entry 6" in done.stdout) == (4, True)


def test_every_bit_flip_of_a_proof_is_found(files):
    for name in ("inclusion.json", "consistency.json"):
        data = (files / name).read_bytes()
        points = {n: verify_offline.read_checkpoint((files / n).read_text(encoding="utf-8")) for n in ("old", "new")}
        for at in range(len(data)):
            flipped = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
            try:
                proof = verify_offline.parsed(flipped, "proof")
                kind = proof.get("kind") == "inclusion"
                size, root = (proof["size"], proof["root"]) if kind else (proof["new_size"], proof["new_root"])
                assert (proof["origin"], size, bytes.fromhex(root)) == points["new"]
                if not kind:
                    assert (proof["old_size"], bytes.fromhex(proof["old_root"])) == points["old"][1:]
                verify_offline.check_proof(proof)
            except (
                ValueError,
                KeyError,
                AssertionError,
                verify_offline.Altered,
                verify_offline.Unusable,
                AttributeError,
            ):
                continue
            pytest.fail(f"{name}: byte {at}")


@pytest.mark.parametrize("words", [(), ("help",), ("record",), ("proof", "record.json"), ("record", "nowhere.json")])
def test_wrong_use_is_told(files, words):
    done = run(files, *words)
    assert done.returncode == 2
    assert done.stderr


def test_it_needs_nothing_of_the_library():
    text = VERIFIER.read_text(encoding="utf-8")
    assert "enforcerules." not in text.replace("enforcerules/", "")
    modules = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert modules <= sys.stdlib_module_names | {"__future__"}
