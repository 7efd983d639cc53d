"""Keys in PEM, and what is said of files that hold none."""

import sys

import pytest
from keys import ALICE

import enforcerules as er
from enforcerules.audit.signer import (
    Ed25519Signer,
    Signer,
    Verifier,
    read_private,
    read_public,
    signer_at,
    verifier_at,
)
from enforcerules.base.dsse import Envelope, signed, verified

needs = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("cryptography"), reason="the extra `sign` is not installed"
)


def test_anything_with_the_right_methods_signs():
    """A device is plugged in by an object of a few lines."""
    assert isinstance(ALICE, Signer)
    assert isinstance(ALICE, Verifier)
    envelope = signed(Envelope("t", b"x", ()), [ALICE])
    assert verified(envelope, [ALICE]) == (ALICE,)


@needs
def test_the_first_vector_of_rfc_8032():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    signer = Ed25519Signer("rfc", Ed25519PrivateKey.from_private_bytes(secret))
    assert signer.verifier.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert signer.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2465"
        "5141438e7a100b"
    )
    assert signer.verifier.verify(b"", signer.sign(b""))
    assert not signer.verifier.verify(b"x", signer.sign(b""))
    assert not signer.verifier.verify(b"", b"short")


@needs
def test_keys_in_files(tmp_path):
    made = Ed25519Signer.generate("issuer")
    private, hidden, public = (tmp_path / name for name in ("issuer.pem", "hidden.pem", "issuer.pub.pem"))
    private.write_bytes(made.pem())
    hidden.write_bytes(made.pem(b"word"))
    public.write_bytes(made.verifier.pem())
    assert signer_at(private).key_id == signer_at(hidden, b"word").key_id == verifier_at(public).key_id == made.key_id
    assert signer_at(private).sign(b"x") == made.sign(b"x")
    assert str(made.key_id) in repr(made)
    for path, secret in ((hidden, None), (hidden, b"other"), (private, b"word"), (public, None)):
        with pytest.raises(er.InvalidInput) as caught:
            signer_at(path, secret)
        assert [one.code for one in caught.value.report.errors] == ["ER188"]


@needs
@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
def test_files_that_hold_no_key(tmp_path, content):
    path = tmp_path / "x.pem"
    path.write_bytes(content)
    for read in (signer_at, verifier_at):
        with pytest.raises(er.InvalidInput) as caught:
            read(path)
        assert [one.code for one in caught.value.report.errors] == ["ER188"]
    with pytest.raises(er.InvalidInput):
        er.load("cn", trust=[path])


@needs
def test_a_key_of_another_kind():
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ec

    other = ec.generate_private_key(ec.SECP256R1())
    private = other.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = other.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(ValueError, match="EC"):
        read_private(private, "x")
    with pytest.raises(ValueError, match="EC"):
        read_public(public, "x")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(er.InvalidInput) as caught:
        verifier_at(tmp_path / "none.pem")
    assert [one.code for one in caught.value.report.errors] == ["ER101"]


def test_without_the_extra(tmp_path, monkeypatch):
    path = tmp_path / "x.pem"
    path.write_bytes(b"-----BEGIN PUBLIC KEY-----")
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    with pytest.raises(er.InvalidInput) as caught:
        verifier_at(path)
    assert [one.code for one in caught.value.report.errors] == ["ER189"]
