"""Every code of records and logs (ER8xx): something that it is said of, and a near miss of which nothing is said."""

import json

import pytest
import small
import stores

import enforcerules as er
from enforcerules.audit.checkpoint import Checkpoint
from enforcerules.audit.masking import Masking
from enforcerules.audit.reading import read_record
from enforcerules.audit.signer import Ed25519Signer, verifier_of
from enforcerules.audit.verify import Kept, verify
from enforcerules.base.canonical import canonical
from enforcerules.base.catalogue import CATALOGUE, help_text, message
from enforcerules.base.diagnostics import InvalidInput

ENTRIES = [f'"{n}"'.encode() for n in range(6)]
SIGNER = Ed25519Signer.new(stores.ORIGIN)


@pytest.fixture(scope="module")
def made(rules):
    """A record, its public part, and what was kept apart."""
    found, _ = read_record(er.record(small.decided(rules), masking=Masking(("personal",), bytes(32))))
    return found


@pytest.fixture
def log(tmp_path):
    store = stores.SqliteStore(tmp_path)
    store.new(ENTRIES)
    return store


def of_record(data, apart=None):
    return read_record(data, "record.json", apart)[1]


def of_log(store, *texts, verifiers=()):
    with er.open_log(store.where, write=False) as log:
        return verify(log, [Kept(f"kept-{n}", text) for n, text in enumerate(texts)], verifiers).report


def refused(action, *words, **settings):
    with pytest.raises(InvalidInput) as found:
        action(*words, **settings)
    return found.value.report


def point(store, *, signed=True):
    with er.open_log(store.where, write=False) as log:
        return log.checkpoint(SIGNER if signed else None).text


def edited(data, change):
    made = json.loads(data)
    change(made)
    return canonical(made)


def test_er801_no_record(made):
    assert codes(of_record(b"format: enforcerules/record/1\n")) == {"ER801"}
    assert codes(of_record(made.public)) == set()


def test_er802_damaged(made):
    report = of_record(made.public[:8] + b" " + made.public[8:])
    assert codes(report) == {"ER802"}
    assert "8" in message(report.errors[0], "zh")
    assert codes(of_record(made.public)) == set()


def test_er803_shape(made):
    assert codes(of_record(edited(made.public, lambda one: one["body"].update(more=1)))) == {"ER803"}
    assert codes(of_record(edited(made.public, lambda one: one["body"].update()))) == set()


def test_er804_digest(made):
    assert codes(of_record(edited(made.public, lambda one: one["body"]["case"].update(phase="investigating")))) == {
        "ER804"
    }
    assert codes(of_record(edited(made.public, lambda one: one["body"]["case"].update(phase="concluded")))) == set()


def test_er805_disclosure(made):
    name = "/case/parties/0/name"
    wrong = edited(made.apart, lambda one: one["disclosures"][name].update(value="李某某"))
    assert codes(of_record(made.public, wrong)) == {"ER805"}
    less = edited(made.apart, lambda one: one["disclosures"].pop(name))
    assert codes(of_record(made.public, less)) == set()


def test_er806_algorithm(rules, made):
    report = refused(er.record, small.decided(rules), ("md5",))
    assert codes(report) == {"ER806"}
    assert "sha256、sm3" in help_text(report.errors[0], "zh")
    assert codes(of_record(edited(made.public, lambda one: one["digests"].update(md5=one["digests"]["sha256"])))) == {
        "ER806"
    }
    assert codes(of_record(er.record(small.decided(rules), ("sm3",)))) == set()


def test_er807_of_another_record(rules, made):
    other, _ = read_record(er.record(small.decided(rules, case="x"), masking=Masking(("personal",), bytes(32))))
    assert codes(of_record(made.public, other.apart)) == {"ER807"}
    assert codes(of_record(other.public, other.apart)) == set()


def test_er808_masking(rules):
    decision = small.decided(rules)
    assert codes(refused(er.record, decision, masking=Masking(("/case/partys/*/name",), bytes(32)))) == {"ER808"}
    assert er.record(decision, masking=Masking(("/case/parties/*/name",), bytes(32)))


def test_er809_edition(rules, made):
    assert codes(er.replay(made.public, rules, apart=made.apart, edition="2020.1").report) == {"ER809"}
    assert codes(er.replay(made.public, rules, apart=made.apart, edition="2026.1").report) == set()


def test_er811_missing(log):
    rows = log.rows()
    log.put(rows[:2] + rows[3:])
    report = of_log(log)
    assert (codes(report), place(report)) == ({"ER811"}, "2")
    log.put(rows)
    assert codes(of_log(log)) == {"ER821"}


def test_er812_altered(log):
    rows = log.rows()
    log.put([*rows[:4], [4, *rows[4][1:3], b'"x"'], rows[5]])
    report = of_log(log)
    assert (codes(report), place(report)) == ({"ER812"}, "4")
    assert "它的叶子" in message(report.errors[0], "zh")
    log.put(rows)
    assert codes(of_log(log)) == {"ER821"}


def test_er814_no_checkpoint(log):
    assert codes(of_log(log, point(log).replace("\n6\n", "\nsix\n"))) == {"ER814"}
    assert codes(of_log(log, point(log))) == {"ER823"}


def test_er815_altered_before_a_checkpoint(log):
    kept = point(log)
    log.new([*ENTRIES[:3], b'"x"', *ENTRIES[4:]])
    assert codes(of_log(log, kept)) == {"ER815"}
    log.new(ENTRIES)
    assert codes(of_log(log, kept)) == {"ER823"}


def test_er816_cut(log):
    kept = point(log)
    log.new(ENTRIES[:5])
    assert codes(of_log(log, kept)) == {"ER816"}
    log.new(ENTRIES)
    assert codes(of_log(log, kept)) == {"ER823"}


def test_er817_signature(log):
    verifiers = [verifier_of(SIGNER.published)]
    assert codes(of_log(log, point(log, signed=False), verifiers=verifiers)) == {"ER817"}
    assert codes(of_log(log, point(log), verifiers=verifiers)) == set()


def test_er818_no_log(log, tmp_path, made):
    (tmp_path / "record.json").write_bytes(made.public)
    assert codes(refused(er.open_log, tmp_path / "record.json")) == {"ER818"}
    er.open_log(log.where).close()


def test_er818_a_folder_that_is_no_log(log, tmp_path):
    (tmp_path / "records").mkdir()
    assert codes(refused(er.open_log, tmp_path / "records")) == {"ER818"}


def test_er819_cannot_be_used(log, tmp_path):
    (tmp_path / "empty" / "log.json").mkdir(parents=True)
    assert codes(refused(er.open_log, tmp_path / "empty")) == {"ER819"}
    (tmp_path / "empty" / "log.json").rmdir()
    er.open_log(f"{tmp_path}/empty/", stores.ORIGIN).close()
    er.open_log(tmp_path / "empty").close()


def test_er820_nothing_is_written_to_a_damaged_log(log):
    log.put(log.rows()[:-1])
    with er.open_log(log.where) as opened, pytest.raises(Exception, match="ER820") as found:
        opened.append(b"x")
    assert found.value.diagnostic.code == "ER820"
    log.state_size(5)
    assert codes(of_log(log)) == {"ER812"}  # a subtree that is not completed any more


def test_er821_er822_er823_what_is_not_seen(log):
    verifiers = [verifier_of(SIGNER.published)]
    assert codes(of_log(log)) == {"ER821"}
    kept = point(log)
    assert codes(of_log(log, kept)) == {"ER823"}
    with er.open_log(log.where) as opened:
        opened.append(b'"more"')
    assert codes(of_log(log, kept, verifiers=verifiers)) == {"ER822"}
    assert codes(of_log(log, point(log), verifiers=verifiers)) == set()


def test_er824_name(tmp_path):
    assert codes(refused(er.open_log, tmp_path / "l.db", "two words")) == {"ER824"}
    er.open_log(tmp_path / "l.db", "two-words").close()


def test_er825_storage(tmp_path):
    store = stores.DirectoryStore(tmp_path)
    store.new(ENTRIES)
    index = store.path / "index.txt"
    whole = index.read_bytes()
    index.write_bytes(whole[:-1])
    assert codes(of_log(store)) == {"ER825"}
    index.write_bytes(whole)
    assert codes(of_log(store)) == {"ER821"}


def test_er826_checkpoint_of_another_log(log):
    other = Checkpoint("another.example/log", 6, bytes(32)).text
    assert codes(of_log(log, other)) == {"ER826"}
    assert codes(of_log(log, point(log))) == {"ER823"}


def test_er827_key(cli_in, log, tmp_path):
    (tmp_path / "kept").write_text(point(log), encoding="utf-8")
    words = ["log", "verify", log.where, "--checkpoint", tmp_path / "kept", "--vkey"]
    code, _, err = cli_in(*words, SIGNER.published.replace("+", "-"))
    assert (code, "ER827" in err) == (2, True)
    code, _, err = cli_in(*words, SIGNER.published)
    assert (code, err) == (0, "")


@pytest.fixture
def cli_in(capfd):
    from enforcerules.cli.main import main

    def run(*words):
        code = main([str(one) for one in words])
        out, err = capfd.readouterr()
        return code, out, err

    return run


def codes(report):
    return {one.code for one in report.diagnostics}


def place(report):
    return dict(report.errors[0].args)["place"]


def test_every_code_is_tried_here():
    named = {word.upper() for name in globals() if name.startswith("test_") for word in name.split("_")}
    assert {code for code in CATALOGUE if code.startswith("ER8")} <= named


def test_er802_a_record_that_was_cut(made):
    """Cut anywhere after its beginning it is still a record that was altered: its format stands at its end."""
    for size in (len(made.public) // 2, len(made.public) - 1):
        assert codes(of_record(made.public[:size])) == {"ER802"}


def test_er801_another_version_is_named(made):
    data = made.public.replace(b'"enforcerules/record/1"', b'"enforcerules/record/2"')
    (one,) = of_record(data).diagnostics
    assert one.code == "ER801"
    assert "enforcerules/record/2" in help_text(one, "zh")
    assert "enforcerules/record/2" in help_text(one, "en")
