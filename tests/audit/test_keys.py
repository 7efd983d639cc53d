"""Keys in files, what is said of files that hold none, and devices that are plugged in."""

import base64
import importlib.util
import sys

import pytest
from keys import ALICE

import enforcerules as er
from enforcerules.audit.keys import name_of, signer_at, verifier_at
from enforcerules.audit.signer import Ed25519Signer, Ed25519Verifier, published
from enforcerules.base.dsse import Envelope, Signer, Verifier, signed, verified

needs = pytest.mark.skipif(importlib.util.find_spec("cryptography") is None, reason="the extra `sign` is not installed")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
"""The public key of the first vector of RFC 8032."""
SPKI = bytes.fromhex("302a300506032b6570032100")


def pem(der):
    return b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(der) + b"-----END PUBLIC KEY-----\n"


def codes(read, *arguments):
    with pytest.raises(er.InvalidInput) as caught:
        read(*arguments)
    return [(one.code, dict(one.args).get("reason")) for one in caught.value.report.errors]


def test_anything_with_the_right_methods_signs():
    """A device is plugged in by an object of a few lines."""
    assert isinstance(ALICE, Signer)
    assert isinstance(ALICE, Verifier)
    envelope = signed(Envelope("t", b"x", ()), [ALICE])
    assert verified(envelope, [ALICE]) == (ALICE,)


def test_public_keys_in_files(tmp_path):
    """PEM or the published line; neither needs anything but this library."""
    one, other = tmp_path / "issuer.pub.pem", tmp_path / "issuer.key"
    one.write_bytes(b"some words before\n" + pem(SPKI + PUBLIC))
    other.write_text(f"{published('issuer', PUBLIC)}\n", encoding="utf-8")
    assert verifier_at(one) == verifier_at(other) == Ed25519Verifier("issuer", PUBLIC)


def test_the_first_vector_of_rfc_8032(tmp_path):
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465"
        "5141438e7a100b"
    )
    path = tmp_path / "rfc.pem"
    path.write_bytes(pem(SPKI + PUBLIC))
    assert verifier_at(path).verify(b"", signature)
    assert not verifier_at(path).verify(b"x", signature)
    assert not verifier_at(path).verify(b"", b"short")


@needs
def test_keys_that_were_made(tmp_path):
    from cryptography.hazmat.primitives import serialization as form

    made = Ed25519Signer.new("issuer")
    private, hidden, public = (tmp_path / name for name in ("issuer.pem", "hidden.pem", "issuer.pub.pem"))
    private.write_bytes(made.pem)
    encrypted = made.private.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.BestAvailableEncryption(b"word")
    )
    hidden.write_bytes(encrypted)
    spki = made.private.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    public.write_bytes(spki)
    assert signer_at(private).key_id == verifier_at(public).key_id == made.key_id
    assert signer_at(hidden, "issuer", b"word").sign(b"x") == made.sign(b"x")
    assert verifier_at(public).verify(b"x", made.sign(b"x"))
    for path, secret in ((hidden, None), (hidden, b"other"), (private, b"word")):
        assert codes(signer_at, path, None, secret) == [("ER188", "@passphrase")]
    assert codes(signer_at, public) == [("ER188", "@no_private_key")]
    assert codes(verifier_at, private) == [("ER188", "@no_public_key")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "@no_public_key"),
        (b"no key", "@no_public_key"),
        (b"\xff\xfe", "@no_public_key"),
        (b"issuer+00000000+AAAA", "@no_public_key"),
        (pem(b"x"), "@other_key"),
        (pem(SPKI + PUBLIC[:-1]), "@other_key"),
        (b"-----BEGIN PUBLIC KEY-----\nAAA\n-----END PUBLIC KEY-----\n", "@no_public_key"),
    ],
)
def test_files_that_hold_no_public_key(tmp_path, content, why):
    path = tmp_path / "x.pem"
    path.write_bytes(content)
    assert codes(verifier_at, path) == [("ER188", why)]
    with pytest.raises(er.InvalidInput):
        er.load("cn", trust=[path])


@needs
def test_a_key_of_another_kind(tmp_path):
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ec

    other = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "x.pem"
    path.write_bytes(other.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
    assert codes(signer_at, path) == [("ER188", "@other_key")]
    path.write_bytes(other.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo))
    assert codes(verifier_at, path) == [("ER188", "@other_key")]


def test_a_file_that_is_not_there(tmp_path):
    assert codes(verifier_at, tmp_path / "none.pem") == [("ER101", None)]
    assert codes(signer_at, tmp_path / "none.pem") == [("ER101", None)]


def test_without_the_extra(tmp_path, monkeypatch):
    path = tmp_path / "x.pem"
    path.write_bytes(b"-----BEGIN PRIVATE KEY-----")
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    assert codes(signer_at, path) == [("ER189", None)]


def test_names_of_keys(tmp_path):
    assert name_of(tmp_path / "省局.pub.pem") == "省局"
    assert name_of(tmp_path / "a b.pem") == name_of(tmp_path / ".pem") == "key"
