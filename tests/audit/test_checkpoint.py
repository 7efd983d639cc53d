"""Checkpoints and signatures, against what others published."""

import base64
import contextlib
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcerules.audit import verify_offline
from enforcerules.audit.checkpoint import Checkpoint, CheckpointTextError, read_checkpoint
from enforcerules.audit.signer import Ed25519Signer, KeyTextError, key_id, published, verifier_of

NOTE_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE_SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
"""The example of the package that signed notes come from (golang.org/x/mod/sumdb/note)."""


def test_the_published_example_of_a_signed_note():
    verifier, raw = verifier_of(NOTE_KEY), base64.b64decode(NOTE_SIGNATURE)
    assert raw[:4].hex() == verifier.key_id
    assert verifier.verify(NOTE.encode(), raw[4:])
    assert not verifier.verify(NOTE.encode() + b"\n", raw[4:])
    verify_offline.check_signature(f"{NOTE}\n— PeterNeumann {NOTE_SIGNATURE}\n", NOTE_KEY)


# RFC 8032, 7.1: TEST 1, TEST 2, TEST 3 and TEST SHA(abc)
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032(public, message, signature):
    public, message, signature = (bytes.fromhex(one) for one in (public, message, signature))
    assert verify_offline.ed25519_verify(public, message, signature)
    for at in range(0, 64, 7):
        wrong = signature[:at] + bytes([signature[at] ^ 1]) + signature[at + 1 :]
        assert not verify_offline.ed25519_verify(public, message, wrong)
    assert not verify_offline.ed25519_verify(public, message + b"x", signature)


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80))
def test_the_plain_verifier_agrees_with_cryptography(seed, message):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert verify_offline.ed25519_verify(public, message, signature)
    assert not verify_offline.ed25519_verify(public, message + b"\x00", signature)


def test_signatures_that_only_look_like_some():
    """A wrong length, an answer of the order of the group or more (RFC 8032, 5.1.7), points that are none."""
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    public, signature = private.public_key().public_bytes_raw(), private.sign(b"x")
    order = 2**252 + 27742317777372353535851937790883648493
    more = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
    for key, one in (
        (public, signature[:-1]),
        (public, signature[:32] + more),
        (public, b"\xff" * 64),
        (b"\xff" * 32, signature),
        (b"\x02" + bytes(31), signature),
        (public[:-1], signature),
    ):
        assert not verify_offline.ed25519_verify(key, b"x", one)


def test_a_key_is_published_in_one_line(tmp_path):
    signer = Ed25519Signer.new("example.gov.cn/penalties")
    verifier = verifier_of(f"{signer.published}\n")
    assert (verifier.name, verifier.key_id, verifier.public) == (signer.name, signer.key_id, signer.public)
    assert verifier.verify(b"data", signer.sign(b"data"))
    (tmp_path / "key.pem").write_bytes(signer.pem)
    again = Ed25519Signer.from_file(signer.name, tmp_path / "key.pem")
    assert again.published == signer.published
    (tmp_path / "no.pem").write_text("no key")
    with pytest.raises(KeyTextError):
        Ed25519Signer.from_file("x", tmp_path / "no.pem")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000+AAAA",
        NOTE_KEY.replace("c74f20a3", "c74f20a4"),
        NOTE_KEY.replace("Peter", "Paul"),
        NOTE_KEY.replace("+ARpc", "+BRpc"),
        NOTE_KEY[:-4],
        NOTE_KEY.replace("PeterNeumann", "Peter Neumann"),
        "名+x+y",
    ],
)
def test_what_is_no_key(text):
    with pytest.raises(KeyTextError):
        verifier_of(text)
    with pytest.raises(verify_offline.Unusable):
        verify_offline.read_key(text)


def test_key_ids_are_those_of_signed_notes():
    public = base64.b64decode(NOTE_KEY.rpartition("+")[2] if NOTE_KEY.count("+") == 2 else NOTE_KEY.split("+", 2)[2])[
        1:
    ]
    assert key_id("PeterNeumann", b"\x01", public) == "c74f20a3"
    assert published("PeterNeumann", public) == NOTE_KEY


# ---- the text ----------------------------------------------------------------------------------------------------------

ROOT = hashlib.sha256(b"").digest()


def test_the_text_form():
    made = Checkpoint(
        "example.com/behind-the-sofa", 20852163, base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    )
    assert made.text == ("example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n")
    assert read_checkpoint(made.text) == made
    assert verify_offline.read_checkpoint(made.text) == (made.origin, made.size, made.root)


def test_further_lines_and_several_signatures():
    one, other = Ed25519Signer.new("one.example"), Ed25519Signer.new("other.example")
    made = Checkpoint("o", 3, ROOT, ("more of it", "and more")).signed(one).signed(other)
    again = read_checkpoint(made.text)
    assert again == made
    keys = [verifier_of(signer.published) for signer in (one, other)]
    assert again.signed_by(keys) == ("one.example", "other.example")
    assert again.signed_by([verifier_of(Ed25519Signer.new("one.example").published)]) == ()
    for signer in (one, other):
        verify_offline.check_signature(made.text, signer.published)


GOOD = Checkpoint("o", 3, ROOT).signed(Ed25519Signer.new("k")).text
LINES = GOOD.split("\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n3\n", 1),
        ("o\n", 2),
        (GOOD.replace("\n3\n", "\n03\n"), 2),
        (GOOD.replace("\n3\n", "\n-3\n"), 2),
        (GOOD.replace("\n3\n", "\n３\n"), 2),
        (GOOD.replace("\n3\n", f"\n{'9' * 30}\n"), 2),
        (GOOD.replace(LINES[2], "no base64!"), 3),
        (GOOD.replace(LINES[2], LINES[2][:-1]), 3),
        (f"o\n3\n{LINES[2]}\n", 5),
        (GOOD.replace("— k", "- k"), 5),
        (GOOD.replace("— k ", "— k  "), 5),
        (f"{GOOD}rest", 6),
        (GOOD.replace("\n", "\r\n"), 2),
    ],
)
def test_what_is_no_checkpoint(text, line):
    with pytest.raises(CheckpointTextError) as refused:
        read_checkpoint(text)
    assert refused.value.line == line


@given(st.text(max_size=60))
def test_no_text_raises_anything_else(text):
    with contextlib.suppress(CheckpointTextError):
        assert read_checkpoint(text).text == text


@given(
    st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=9),
    st.integers(0, 10**17),
    st.binary(min_size=32, max_size=32),
)
def test_any_checkpoint_is_read_back(origin, size, root):
    made = Checkpoint(origin, size, root)
    assert read_checkpoint(made.text) == made


def test_every_bit_flip_of_a_signed_checkpoint_is_found():
    signer = Ed25519Signer.new("k")
    verifier = verifier_of(signer.published)
    data = Checkpoint("o", 3, ROOT).signed(signer).text.encode()
    for at in range(len(data)):
        for bit in range(0, 8, 3):
            flipped = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            try:
                made = read_checkpoint(flipped.decode())
            except (CheckpointTextError, UnicodeDecodeError):
                continue
            assert made.signed_by([verifier]) == ()
