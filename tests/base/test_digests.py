"""Digests by name; SM3 in plain Python against the vectors of the standard and against OpenSSL."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcerules.base import digests
from enforcerules.base.digests import ALGORITHMS, UnknownAlgorithmError, digest_of, hasher
from enforcerules.base.sm3 import LARGEST, sm3

HAS_SM3 = "sm3" in hashlib.algorithms_available


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),  # GB/T 32905, A.1
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),  # GB/T 32905, A.2
        (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    ],
)
def test_sm3_of_the_published_vectors(data, wanted):
    assert sm3(data).hex() == wanted


@pytest.mark.skipif(not HAS_SM3, reason="OpenSSL without SM3")
@given(st.binary(max_size=300))
def test_sm3_is_that_of_openssl(data):
    assert sm3(data) == hashlib.new("sm3", data).digest()


@pytest.mark.parametrize("algorithm", [name for name in ALGORITHMS if name != "sm3"])
def test_other_algorithms_are_those_of_hashlib(algorithm):
    assert hasher(algorithm)(b"x") == hashlib.new(algorithm, b"x").digest()
    assert digest_of(b"x", algorithm) == f"{algorithm}:{hashlib.new(algorithm, b'x').hexdigest()}"


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha224", "SHA256", "crc32", "", "sha256 "])
def test_an_algorithm_that_may_not_be_asked_for_is_an_error(algorithm):
    with pytest.raises(UnknownAlgorithmError):
        digest_of(b"", algorithm)


def test_without_sm3_of_openssl_the_plain_one_serves_small_inputs(monkeypatch):
    def without(name, *data, **more):
        if name == "sm3":
            raise ValueError("unsupported hash type sm3")
        return real(name, *data, **more)

    real = hashlib.new
    monkeypatch.setattr(digests.hashlib, "new", without)
    assert digest_of(b"abc", "sm3") == "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    with pytest.raises(UnknownAlgorithmError):
        digest_of(bytes(LARGEST + 1), "sm3")


def test_an_algorithm_that_this_python_does_not_have_is_an_error(monkeypatch):
    def without(name, *data, **more):
        raise ValueError(name)

    monkeypatch.setattr(digests.hashlib, "new", without)
    with pytest.raises(UnknownAlgorithmError):
        digest_of(b"", "sha3_256")
