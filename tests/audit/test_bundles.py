"""Sealed bundles: the same rules give the same bytes, and nothing of them can be changed without being found."""

import hashlib
import io
import json
import os
import random
import shutil
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keys import ALICE, BOB

import enforcerules as er
from enforcerules.base import archive, dsse
from enforcerules.base.canonical import canonical
from enforcerules.base.catalogue import message
from enforcerules.base.hidden import visible
from enforcerules.compile.packed.form import HEAD, PARTS
from enforcerules.load.bundle import MANIFEST, PAYLOAD, SIGNATURES, open_bundle, open_index, read_bundle
from enforcerules.load.rulesets import load_rulesets
from enforcerules.load.shipped import library, located

ROOT = Path(__file__).parents[2]
ALL = os.environ.get("ENFORCERULES_ALL") == "1"
EXAMPLE = ROOT / "examples" / "expired-food.yaml"


@pytest.fixture(scope="module")
def whole():
    """The shipped set as a bundle."""
    return er.build("cn")


@pytest.fixture(scope="module")
def small():
    """A bundle of 64 KB with files of the general law."""
    members, size = {}, 0
    for path in sorted((ROOT / "rulesets" / "cn" / "general").glob("*.yaml")):
        content = path.read_bytes()[: max(0, 63_000 - size)]
        members[f"sources/cn/general/{path.name}"] = content
        size += len(content)
    made = bundle_of(members)
    assert 63_000 < len(made) < 67_000
    return made


def bundle_of(members):
    """A bundle of these files, which need not be rules."""
    listed = {name: {"sha256": hashlib.sha256(c).hexdigest(), "size": len(c)} for name, c in members.items()}
    head = {"format": "enforcerules/bundle/1", "engine": "0", "edition": "0", "rulesets": [], "calendars": []}
    return archive.write({**members, MANIFEST: canonical({**head, "members": listed})})


def codes(data, trust=None):
    found, problems = read_bundle(data, "x.bundle", trust)
    assert (found is None) is bool(problems)
    assert not any("…" in message(one, lang) for one in problems for lang in ("zh", "en"))
    return [(one.code, dict(one.args)) for one in problems]


def first(data):
    (found, *_) = codes(data)
    return found[0], found[1].get("member"), found[1].get("fault")


def flipped(data, bit):
    made = bytearray(data)
    made[bit // 8] ^= 1 << bit % 8
    return bytes(made)


def remade(data, change):
    """The archive made again with other members, and so in order in itself."""
    members = archive.read(data)
    change(members)
    return archive.write(members)


# ---- the same rules, the same bytes ----------------------------------------------------------------------------


def test_the_same_bytes_wherever_and_whenever(tmp_path, whole):
    copied = tmp_path / "elsewhere" / "rulesets" / "cn"
    shutil.copytree(ROOT / "rulesets" / "cn", copied)
    for path in copied.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert er.build("cn") == whole
    one, other = (er.inspect(er.build(place)).manifest for place in (copied, ROOT / "rulesets" / "cn"))
    assert sorted(one.members.values()) == sorted(other.members.values())


def test_any_program_can_open_it(whole):
    """It is a plain zip; every date is the first that zip knows, and nothing is compressed."""
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert names == sorted(names, key=str.encode)
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.compress_type for one in file.infolist()} == {zipfile.ZIP_STORED}
        manifest = json.loads(file.read(MANIFEST))
        for name, said in manifest["members"].items():
            content = file.read(name)
            assert said == {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def test_a_bundle_loads_like_a_folder(tmp_path, whole):
    path = tmp_path / "cn.bundle"
    path.write_bytes(whole)
    sealed, loose = er.load(path), er.load("cn")
    assert sealed.matters == loose.matters
    assert er.decide(sealed, EXAMPLE) == er.decide(loose, EXAMPLE)
    assert er.explain(er.decide(sealed, EXAMPLE)) == er.explain(er.decide(loose, EXAMPLE))
    assert er.check(path).errors == ()


def test_the_articles_that_are_cited_go_with_it(tmp_path, whole):
    """The index of articles decides which provision a reference means: a bundle holds the laws that its rules cite."""
    path = tmp_path / "cn.bundle"
    path.write_bytes(whole)
    sealed, loose = (load_rulesets(paths, library()) for paths in ([path], located(["cn"])))
    assert sealed.articles == loose.articles
    assert sealed.articles.laws
    size = er.inspect(whole).manifest.members["articles/cn.jsonl"][1]
    assert size < (library() / "articles" / "cn.jsonl").stat().st_size / 10


def test_its_name_does_not_matter(tmp_path, whole):
    (tmp_path / "rules").write_bytes(whole)
    assert er.load(tmp_path / "rules").matters


def test_sealing_a_bundle_gives_it_back(tmp_path, whole):
    path = tmp_path / "cn.bundle"
    path.write_bytes(whole)
    assert er.build(path) == whole


def test_what_is_extended_goes_with_it(tmp_path):
    """A folder of one's own that extends shipped rules: the bundle is complete, and the library is not read."""
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "rulesets" / "cn" / "market" / "food", folder)
    data = er.build(folder)
    found = er.inspect(data)
    assert found.manifest.rulesets == ("cn.general", "cn.market.food")
    assert found.manifest.calendars
    assert {name.split("/")[1] for name in found.manifest.members if name.startswith("sources/")} == {"mine", "cn"}
    assert "articles/cn.jsonl" in found.manifest.members
    alone = remade(data, lambda members: [members.pop(n) for n in list(members) if n.startswith("sources/cn/")])
    assert {code for code, _ in codes(alone)} == {"ER182"}


def test_without_what_is_extended_it_does_not_load(tmp_path):
    """Nothing is taken from the library that is not sealed: the same bundle means the same anywhere."""
    text = (ROOT / "rulesets" / "cn" / "tax" / "registration" / "registration.yaml").read_bytes()
    path = tmp_path / "half.bundle"
    path.write_bytes(bundle_of({"sources/tax.yaml": text}))
    with pytest.raises(er.InvalidInput):
        er.load(path)


def test_two_folders_of_one_name(tmp_path):
    for number, name in enumerate(("a", "b")):
        folder = tmp_path / name / "rules"
        folder.mkdir(parents=True)
        text = (ROOT / "rulesets" / "cn" / "examples" / "ladder" / "ladder.yaml").read_text(encoding="utf-8")
        text = (
            text.replace("cn.example.ladder", f"my.ladder{number}")
            .replace("street.occupy", f"street.occupy{number}")
            .replace("ladder.road", f"ladder.road{number}")
        )
        (folder / "one.yaml").write_text(text, encoding="utf-8")
    places = [tmp_path / name / "rules" for name in ("a", "b")]
    assert er.inspect(er.build(*places)).manifest.members.keys() >= {
        "sources/rules/one.yaml",
        "sources/rules-2/one.yaml",
    }


def test_a_single_file(tmp_path):
    path = tmp_path / "one.yaml"
    shutil.copy(ROOT / "rulesets" / "cn" / "tax" / "registration" / "registration.yaml", path)
    assert "sources/one.yaml" in er.inspect(er.build(path)).manifest.members


def test_a_name_that_not_every_system_allows(tmp_path):
    folder = tmp_path / "r"
    folder.mkdir()
    shutil.copy(ROOT / "rulesets" / "cn" / "tax" / "registration" / "registration.yaml", folder / "a:b.yaml")
    with pytest.raises(er.InvalidInput) as caught:
        er.build(folder)
    assert [one.code for one in caught.value.report.errors] == ["ER190"]


def test_rules_with_errors_are_not_sealed(tmp_path):
    (tmp_path / "bad.yaml").write_text("format: enforcerules/ruleset/1\nruleset: x\nfoo: 1\n", encoding="utf-8")
    with pytest.raises(er.InvalidInput):
        er.build(tmp_path)


# ---- nothing can be changed ------------------------------------------------------------------------------------


def test_every_single_bit(small):
    """Every bit of the headers and of the manifest, and a spread of the others (all under ENFORCERULES_ALL=1).

    What is named is the member in which the bit stands, or the one whose entry it is in the directory.
    """
    places = dict(layout(small))
    bits = range(8 * len(small)) if ALL else [b for b in range(8 * len(small)) if b % 211 == 0 or structural(places, b)]
    for bit in bits:
        found, (problem, *_) = read_bundle(flipped(small, bit), "x.bundle")
        assert found is None, bit
        assert problem.code == ("ER180" if bit < 32 else "ER181"), (bit, problem)
        named = dict(problem.args).get("member")
        assert bit < 32 or alike(named, where(places, bit)), (bit, problem)


def test_reading_the_compiled_form_alone_looks_at_every_bit_as_well(small, tmp_path):
    """The sources are not kept, and not one of their bits may be another one."""
    path = tmp_path / "x.bundle"
    places = dict(layout(small))
    path.write_bytes(small)
    assert open_index(path).digest == open_bundle(path)[0].digest
    for bit in [b for b in range(8 * len(small)) if b % 4999 == 0 or (b % 37 == 0 and structural(places, b))]:
        path.write_bytes(flipped(small, bit))
        assert open_index(path) is None, bit


def test_what_is_wrong_with_a_bundle_is_wrong_with_its_compiled_form(tmp_path, whole):
    """Members cut out, put in and changed by somebody who keeps the archive in order; trust; a file that is none."""
    path = tmp_path / "x.bundle"
    name = next(one for one in archive.read(whole) if one.startswith("sources/"))

    def unlike(change):
        path.write_bytes(remade(whole, change))
        return open_index(path) is None and open_bundle(path)[0] is None

    assert unlike(lambda members: members.pop(name))
    assert unlike(lambda members: members.update({name: members[name] + b"\n"}))
    assert unlike(lambda members: members.update({"sources/more.yaml": b""}))
    assert unlike(lambda members: members.pop(MANIFEST))
    assert unlike(lambda members: members.update({SIGNATURES: b"{}"}))
    path.write_bytes(whole)
    assert open_index(path, []) is None
    assert open_index(tmp_path / "nothing") is None
    assert open_index(tmp_path) is None
    found = open_index(path)
    assert (found.sources, set(found.index)) == ((), {HEAD, PARTS})
    path.write_bytes(er.sign(whole, ALICE))
    assert open_index(path, [ALICE]).trusted == (ALICE.key_id,)
    assert open_index(path, [BOB]) is None


def layout(data):
    """Where each member stands, and its entry in the directory: (start, end) by name; as another program reads it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        at = file.start_dir
        for one in file.infolist():
            long = len(one.filename.encode())
            yield one.filename, (one.header_offset, one.header_offset + 30 + long + one.file_size, at, at + 46 + long)
            at += 46 + long


def alike(name, other):
    """The same but for one letter or the end: where a name or its length was changed, it may be named as it stands."""
    return (
        name.startswith(other)
        or other.startswith(name)
        or (len(name) == len(other) and sum(a != b for a, b in zip(name, other, strict=True)) <= 1)
    )


def where(places, bit):
    found = (name for name, (a, b, c, d) in places.items() if a <= bit // 8 < b or c <= bit // 8 < d)
    return next(found, "@end_of_file")


def structural(places, bit):
    name = where(places, bit)
    return name in {"@end_of_file", MANIFEST} or not places[name][0] + 30 + len(name) <= bit // 8 < places[name][1]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_anything_cut_out_put_in_or_moved(data):
    sealed = SMALLEST
    kind = data.draw(st.sampled_from(["cut", "insert", "swap"]))
    at, to = sorted(data.draw(st.tuples(st.integers(0, len(sealed) - 1), st.integers(0, len(sealed) - 1))))
    if kind == "cut":
        other = sealed[:at] + sealed[to + 1 :]
    elif kind == "insert":
        other = sealed[:at] + data.draw(st.binary(min_size=1, max_size=50)) + sealed[at:]
    else:
        other = bytearray(sealed)
        other[at], other[to] = other[to], other[at]
        other = bytes(other)
    assert other == sealed or read_bundle(other, "x.bundle")[0] is None


SMALLEST = bundle_of({"sources/甲.yaml": b"format: enforcerules/ruleset/1\n", "sources/b.yaml": b""})


def test_the_smallest_bundle_is_in_order():
    assert codes(SMALLEST) == []


def test_members_changed_by_somebody_who_knows_the_format():
    """The archive is made again, so that it is in order in itself: then the manifest finds it."""
    assert codes(remade(SMALLEST, lambda m: m.update({"sources/b.yaml": b"x"}))) == [
        ("ER182", {"member": "sources/b.yaml", "fault": "@digest_differs"})
    ]
    assert codes(remade(SMALLEST, lambda m: m.update({"sources/c.yaml": b"x"}))) == [
        ("ER182", {"member": "sources/c.yaml", "fault": "@not_listed"})
    ]
    assert codes(remade(SMALLEST, lambda m: m.pop("sources/b.yaml"))) == [
        ("ER182", {"member": "sources/b.yaml", "fault": "@is_missing"})
    ]


def test_a_file_outside_the_folders_of_a_bundle():
    def change(members):
        said = json.loads(members[MANIFEST])
        said["members"]["other/x"] = {"sha256": hashlib.sha256(b"").hexdigest(), "size": 0}
        members |= {"other/x": b"", MANIFEST: canonical(said)}

    assert codes(remade(SMALLEST, change)) == [("ER182", {"member": "other/x", "fault": "@not_listed"})]


def test_an_index_of_a_form_that_is_not_known_is_left_alone():
    def change(members):
        said = json.loads(members[MANIFEST])
        said["members"]["index/cn.bin"] = {"sha256": hashlib.sha256(b"abc").hexdigest(), "size": 3}
        members |= {"index/cn.bin": b"abc", MANIFEST: canonical(said)}

    found, problems = read_bundle(remade(SMALLEST, change), "x.bundle")
    assert problems == ()
    assert all(name.startswith("sources/") for name, _ in found.sources)


# ---- the compiled form ---------------------------------------------------------------------------------------------


def with_index(data, change):
    """The bundle with another index, and in order in itself."""

    def edit(members):
        change(members)
        said = json.loads(members[MANIFEST])
        for name in (HEAD, PARTS):
            said["members"].pop(name, None)
            if name in members:
                said["members"][name] = {
                    "sha256": hashlib.sha256(members[name]).hexdigest(),
                    "size": len(members[name]),
                }
        members[MANIFEST] = canonical(said)

    return remade(data, edit)


def test_the_compiled_form_is_what_the_sources_compile_to(whole):
    assert er.inspect(whole, recompile=True).digest == er.inspect(whole).digest


def test_a_compiled_form_that_says_something_else(tmp_path, whole):
    """Its digests are in order and it decides otherwise: nothing but compiling again can see that."""

    def twice_the_fine(members):
        before, after = b"[5000000,1]", b"[6000000,1]"
        assert before in members[PARTS]
        members[PARTS] = members[PARTS].replace(before, after)

    made = with_index(whole, twice_the_fine)
    assert er.inspect(made)
    with pytest.raises(er.InvalidInput) as refused:
        er.inspect(made, recompile=True)
    assert [one.code for one in refused.value.report.diagnostics] == ["ER191"]


def test_a_compiled_form_of_another_engine(tmp_path, whole):
    """It is left alone, the sources are compiled; whether it is what they compile to is not for this engine to say."""

    def older(members):
        members[HEAD] = canonical({**json.loads(members[HEAD]), "shape": "sha256:0"})

    path = tmp_path / "cn.bundle"
    path.write_bytes(with_index(whole, older))
    assert er.to_json(er.decide(er.load(path), EXAMPLE)) == er.to_json(er.decide(er.load("cn"), EXAMPLE))
    with pytest.raises(er.InvalidInput) as refused:
        er.inspect(path, recompile=True)
    assert [one.code for one in refused.value.report.diagnostics] == ["ER192"]


def test_a_bundle_without_a_compiled_form(tmp_path, whole):
    def without(members):
        del members[HEAD], members[PARTS]

    path = tmp_path / "cn.bundle"
    path.write_bytes(with_index(whole, without))
    assert er.inspect(path, recompile=True).index == {}
    assert er.to_json(er.decide(er.load(path), EXAMPLE)) == er.to_json(er.decide(er.load("cn"), EXAMPLE))


def test_a_compiled_form_that_means_nothing_is_a_diagnostic(tmp_path, whole):
    path = tmp_path / "cn.bundle"
    path.write_bytes(with_index(whole, lambda members: members.update({PARTS: members[PARTS][:-1]})))
    with pytest.raises(er.InvalidInput) as refused:
        er.load(path)
    assert [(one.code, one.span.file) for one in refused.value.report.diagnostics] == [("ER181", str(path))]


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        (b"{}", "ER181"),
        (b"[]", "ER181"),
        (b"\xff", "ER181"),
        (b"[" * 100_000, "ER181"),
        (b'{"format":"enforcerules/bundle/1","engine":"0"}', "ER181"),
        (b'{"format": "enforcerules/bundle/2"}', "ER184"),
        (archive.read(SMALLEST)[MANIFEST] + b" ", "ER181"),
    ],
)
def test_a_manifest_that_is_none(manifest, code):
    assert [c for c, _ in codes(remade(SMALLEST, lambda m: m.update({MANIFEST: manifest})))] == [code]


# ---- hostile archives ------------------------------------------------------------------------------------------


def zipped(*members, method=zipfile.ZIP_STORED, mode=0):
    """An archive as another program writes it, of (name, content)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in [*members, (MANIFEST, b"{}")]:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = mode << 16
            info.compress_type = method
            file.writestr(info, content)
    return made.getvalue()


def named(name, method=0, flags=0x0800, content=b""):
    """The beginning of an archive with one member, written by hand."""
    raw = name.encode()
    head = struct.pack(
        "<4s5H3I2H", archive.MAGIC, 20, flags, method, 0, 0x21, 0, len(content), len(content), len(raw), 0
    )
    return head + raw + content + b"manifest.json"


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "C:/x", "a\\b", "a//b", "./a", "a/.", "a\x00b", "x ", "e\u0301", ""]
)
def test_names_that_lead_out(name):
    assert first(named(name)) == ("ER181", visible(name) or "@end_of_file", "@unsafe_name")


def test_a_bomb_is_never_opened():
    """Nothing compressed is read, so that no few bytes become many."""
    bomb = zipped(("sources/a.yaml", b"\0" * 10_000_000), method=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    assert first(bomb) == ("ER181", "sources/a.yaml", "@compressed")


def test_a_size_that_is_not_there():
    data = bytearray(SMALLEST)
    struct.pack_into("<I", data, 22, 2**31)
    assert first(bytes(data)) == ("ER181", MANIFEST, "@cut_short")


def test_encrypted_members():
    assert first(named("sources/a.yaml", flags=0x0801)) == ("ER181", "sources/a.yaml", "@encrypted")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice():
    once = archive.write({"a": b"1"})
    local = once[: 30 + 1 + 1]
    assert first(local + local + b"manifest.json") == ("ER181", "a", "@twice")


def test_links_devices_and_folders():
    for mode in (0o120777, 0o060644, 0o040755):
        assert first(zipped(("sources/a.yaml", b"/etc/passwd"), mode=mode)) == (
            "ER181",
            "sources/a.yaml",
            "@not_a_file",
        )
    assert first(named("sources/")) == ("ER181", "sources/", "@not_a_file")


def test_an_archive_of_another_program():
    assert first(zipped(("sources/a.yaml", b""))) == ("ER181", "sources/a.yaml", "@foreign")


def test_members_out_of_order():
    locals_ = [archive.write({name: b""})[: 30 + 1] for name in ("b", "a")]
    assert first(b"".join(locals_) + b"manifest.json") == ("ER181", "a", "@out_of_order")


def test_what_stands_before_and_after():
    assert codes(b"#!/bin/sh\n" + SMALLEST)[0][0] == "ER180"
    assert first(SMALLEST + b"\0") == ("ER181", "@end_of_file", "@trailing")
    assert first(SMALLEST[:-1])[0] == "ER181"


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", archive.MAGIC * 5, b"format: enforcerules/ruleset/1\n"])
def test_what_is_no_bundle(data):
    assert codes(data)[0][0] == "ER180"


def test_a_workbook_is_no_bundle(tmp_path):
    path = tmp_path / "table.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", b"<Types/>")
    with pytest.raises(er.InvalidInput) as caught:
        er.load(path)
    assert [one.code for one in caught.value.report.errors] == ["ER180"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_report(data, zip_like):
    assert codes((archive.MAGIC if zip_like else b"") + data)


def test_more_than_is_read(tmp_path):
    from enforcerules.base.limits import Limits

    found, problems = read_bundle(SMALLEST, "x", None, Limits(file_bytes=10))
    assert found is None
    assert [one.code for one in problems] == ["ER103"]
    found, problems = read_bundle(SMALLEST, "x", None, Limits(files=2))
    assert [one.code for one in problems] == ["ER181"]
    path = tmp_path / "x.bundle"
    path.write_bytes(SMALLEST)
    with er.limited(bundle_bytes=100), pytest.raises(er.InvalidInput) as caught:
        er.inspect(path)
    assert [one.code for one in caught.value.report.errors] == ["ER103"]


def test_names_for_an_archive():
    for name in ("../x", "a\nb", "", "a" * 201):
        with pytest.raises(ValueError, match="not for an archive"):
            archive.write({name: b""})


# ---- signatures ------------------------------------------------------------------------------------------------


def trusting(data, *trust):
    return [code for code, _ in codes(data, trust)]


def test_signed_by_a_key_that_is_trusted(tmp_path, whole):
    signed = er.sign(whole, ALICE)
    assert trusting(signed, ALICE) == trusting(signed, BOB, ALICE) == []
    assert trusting(signed, BOB) == ["ER186"]
    assert trusting(whole, ALICE) == ["ER185"]
    assert er.inspect(signed, [ALICE, BOB]).trusted == (ALICE.key_id,)
    assert er.inspect(signed).trusted == ()
    assert er.inspect(signed).digest == er.inspect(whole).digest
    path = tmp_path / "signed.bundle"
    path.write_bytes(signed)
    assert er.load(path, trust=[ALICE]).matters
    with pytest.raises(er.InvalidInput):
        er.load(path, trust=[BOB])


def test_nobody_is_trusted():
    assert trusting(er.sign(SMALLEST, ALICE)) == ["ER186"]
    assert trusting(SMALLEST) == ["ER185"]


def test_two_signers_and_one_of_them_again():
    both = er.sign(er.sign(SMALLEST, BOB), ALICE)
    assert both == er.sign(SMALLEST, ALICE, BOB) == er.sign(both, ALICE)
    assert set(er.inspect(both).signers) == {ALICE.key_id, BOB.key_id}
    assert er.sign(both, BOB) == both


def test_a_signature_of_another_bundle():
    def change(members):
        said = json.loads(members[MANIFEST]) | {"engine": "9"}
        other = dsse.signed(dsse.Envelope(PAYLOAD, canonical(said), ()), [ALICE])
        members[SIGNATURES] = dsse.write(other)

    assert trusting(remade(SMALLEST, change), ALICE) == ["ER183"]


def test_a_signature_as_something_else():
    """The type is signed with the payload: what was signed as a checkpoint is no signature of a bundle."""

    def change(members):
        members[SIGNATURES] = dsse.write(dsse.signed(dsse.Envelope("other/type", members[MANIFEST], ()), [ALICE]))

    assert trusting(remade(SMALLEST, change), ALICE) == ["ER183"]


def test_a_signature_that_was_bent():
    def change(members):
        envelope = dsse.read(members[SIGNATURES])
        bent = tuple(dsse.Signature(s.key_id, flipped(s.value, 3)) for s in envelope.signatures)
        members[SIGNATURES] = dsse.write(dsse.Envelope(envelope.type, envelope.payload, bent))

    assert trusting(remade(er.sign(SMALLEST, ALICE), change), ALICE) == ["ER186"]


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b'{"payload":"e30="}', b'{"payload":1,"payloadType":"a","signatures":[]}', b"[" * 9999]
)
def test_an_envelope_that_is_none(text):
    assert trusting(remade(SMALLEST, lambda m: m.update({SIGNATURES: text}))) == ["ER181", "ER186"][:1]


def test_a_folder_cannot_be_trusted():
    with pytest.raises(er.InvalidInput) as caught:
        er.load(ROOT / "rulesets" / "cn" / "general", trust=[ALICE])
    assert [one.code for one in caught.value.report.errors] == ["ER187"]


def test_a_bundle_and_a_folder_together(tmp_path, whole):
    path = tmp_path / "cn.bundle"
    path.write_bytes(er.sign(whole, ALICE))
    mine = ROOT / "tests" / "scenarios" / "general"
    assert len(er.load(mine, path).matters) > len(er.load(path).matters)
    with pytest.raises(er.InvalidInput):
        er.load(mine, path, trust=[ALICE])


def test_the_bytes_that_are_signed():
    """The example of the protocol's description."""
    assert dsse.pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


# ---- in use ----------------------------------------------------------------------------------------------------


def test_a_bundle_that_fails_never_replaces_the_one_in_use(tmp_path, whole):
    path = tmp_path / "live.bundle"
    path.write_bytes(er.sign(whole, ALICE))
    live = er.Live(path, trust=[ALICE])
    before = live.rules
    for bad in (flipped(er.sign(whole, ALICE), 8 * 5000), whole, er.sign(whole, BOB), b"", whole[:-5]):
        path.write_bytes(bad)
        with pytest.raises(er.InvalidInput):
            live.reload()
        assert live.rules is before
    path.unlink()
    with pytest.raises(er.InvalidInput):
        live.reload()
    assert live.rules is before
    assert er.decide(live.rules, EXAMPLE).outcomes
    path.write_bytes(er.sign(whole, ALICE, BOB))
    assert live.reload() is live.rules
    assert live.rules is not before


def test_rules_are_changed_while_others_decide(tmp_path):
    """Threads that decide always see rules that were verified, whole, whatever lies on the disk meanwhile."""
    path = tmp_path / "live.bundle"
    good = er.build(ROOT / "rulesets" / "cn" / "tax")
    path.write_bytes(good)
    live = er.Live(path)
    rng = random.Random(1)

    def reload(_):
        path.write_bytes(good if rng.random() < 0.5 else flipped(good, rng.randrange(8 * len(good))))
        try:
            return live.reload()
        except er.InvalidInput:
            return None

    def look(_):
        return len(live.rules.matters)

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(look, range(200)))
        list(pool.map(reload, range(6)))
        seen += list(pool.map(look, range(200)))
    assert len(set(seen)) == 1
