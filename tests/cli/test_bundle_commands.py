"""`build`, `sign`, `inspect` and `--trust`: exit codes 0, 2 and 4 in both languages."""

import importlib.util
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
EXPIRED = "examples/expired-food.yaml"
needs = pytest.mark.skipif(importlib.util.find_spec("cryptography") is None, reason="the extra `sign` is not installed")


@pytest.fixture
def bundle(cli, tmp_path) -> Path:
    path = tmp_path / "food.bundle"
    done = cli("build", "rulesets/cn/market", "-o", path)
    assert (done.code, done.err) == (0, "")
    return path


@pytest.fixture
def keys(tmp_path) -> tuple[Path, Path]:
    from enforcerules.audit.signer import Ed25519Signer

    form = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    signer = Ed25519Signer.new("key")
    hidden = form.BestAvailableEncryption(b"word")
    private, public = tmp_path / "key.pem", tmp_path / "key.pub"
    private.write_bytes(signer.private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, hidden))
    public.write_text(signer.published, encoding="utf-8")
    (tmp_path / "word").write_text("word\n", encoding="utf-8")
    return private, public


def altered(path: Path) -> Path:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    other = path.with_name("altered.bundle")
    other.write_bytes(data)
    return other


def test_what_is_in_it(cli, bundle) -> None:
    said = cli("inspect", bundle)
    assert said.code == 0
    assert "cn.market.food" in said.out
    assert "sources/cn/general/ruleset.yaml" in said.out
    assert "签名      没有" in said.out
    assert "本引擎直接读取\n" in said.out
    assert "signed by      nobody" in cli("inspect", bundle, "--lang", "en").out


def test_the_compiled_form_is_held_against_the_sources(cli, bundle) -> None:
    said = cli("inspect", bundle, "--recompile")
    assert (said.code, "本引擎直接读取；与源文件编译的结果逐字节相同" in said.out) == (0, True)
    assert "read by this engine; byte for byte" in cli("inspect", bundle, "--recompile", "--lang", "en").out


def test_as_json(cli, bundle, tmp_path) -> None:
    schema = json.loads((ROOT / "schemas" / "bundle-report.schema.json").read_text(encoding="utf-8"))
    made = json.loads(cli("inspect", bundle, "--format", "json").out)
    Draft202012Validator(schema).validate(made)
    built = json.loads(cli("build", "rulesets/cn/market", "-o", tmp_path / "again.bundle", "--format", "json").out)
    Draft202012Validator(schema).validate(built)
    assert {**built, "path": None} == {**made, "path": None}
    assert (tmp_path / "again.bundle").read_bytes() == bundle.read_bytes()
    assert list(tmp_path.glob(".*")) == []


def test_it_decides(cli, bundle) -> None:
    assert cli("decide", EXPIRED, "--rules", bundle).out == cli("decide", EXPIRED, "--rules", "rulesets/cn/market").out
    assert cli("check", bundle).code in {0, 1}


@pytest.mark.parametrize(("lang", "said"), [("zh", "封装包已被改动"), ("en", "the bundle was altered")])
def test_exit_4_where_it_was_altered(cli, bundle, lang, said) -> None:
    other = altered(bundle)
    for command in (["inspect", other], ["decide", EXPIRED, "--rules", other]):
        done = cli(*command, "--lang", lang)
        assert (done.code, done.out) == (4, "")
        assert "ER181" in done.err
        assert said in done.err


@needs
def test_exit_4_where_the_signature_is_not_trusted(cli, bundle, keys, tmp_path) -> None:
    private, public = keys
    assert cli("inspect", bundle, "--trust", public).code == 4
    signed = tmp_path / "signed.bundle"
    word = ["--passphrase-file", tmp_path / "word"]
    done = cli("sign", bundle, "--key", private, *word, "-o", signed)
    assert done.code == 0
    assert "(有效)" in done.out
    assert cli("inspect", signed, "--trust", public).code == 0
    assert "not checked" in cli("inspect", signed, "--lang", "en").out
    assert cli("inspect", altered(signed), "--trust", public).code == 4
    assert cli("decide", EXPIRED, "--rules", signed, "--trust", public).code == 3
    assert cli("decide", EXPIRED, "--rules", bundle, "--trust", public).code == 4


@needs
def test_signing_in_place(cli, bundle, keys, tmp_path) -> None:
    private, public = keys
    before = bundle.read_bytes()
    assert cli("sign", bundle, "--key", private, "--passphrase-file", tmp_path / "word").code == 0
    assert bundle.read_bytes() != before
    assert cli("inspect", bundle, "--trust", public).code == 0


@needs
def test_a_bundle_that_was_altered_is_not_signed(cli, bundle, keys, tmp_path) -> None:
    other = altered(bundle)
    before = other.read_bytes()
    assert cli("sign", other, "--key", keys[0], "--passphrase-file", tmp_path / "word").code == 4
    assert other.read_bytes() == before


@needs
def test_exit_2_where_something_cannot_be_read(cli, bundle, keys, tmp_path) -> None:
    private, public = keys
    assert cli("sign", bundle, "--key", private).code == 2
    assert cli("sign", bundle, "--key", public).code == 2
    assert cli("sign", bundle, "--key", tmp_path / "none.pem").code == 2
    assert cli("sign", bundle, "--key", private, "--passphrase-file", tmp_path / "none").code == 2
    assert cli("decide", EXPIRED, "--rules", "rulesets/cn/market", "--trust", public).code == 2


def test_exit_2_where_it_is_no_bundle(cli, tmp_path) -> None:
    assert cli("inspect", EXPIRED).code == 2
    assert cli("inspect", tmp_path / "none.bundle").code == 2
    assert cli("build", tmp_path / "none", "-o", tmp_path / "x.bundle").code == 2
    assert cli("build", "rulesets/cn/market", "-o", tmp_path / "no" / "x.bundle").code == 2
    assert cli("build", "rulesets/cn/market").code == 2
