"""`code`: codes of 27 digits read, checked and made."""

from __future__ import annotations

import json

import jsonschema

CODE = "013306001232211080001000003"


def test_a_code_and_that_its_digit_was_not_checked(cli) -> None:
    said = cli("code", CODE)
    assert (said.code, said.err) == (0, "")
    assert "2022-11-08" in said.out
    assert "未核对：没有见到公布的校验方法" in said.out


def test_json_meets_its_schema(cli, schema) -> None:
    said = cli("code", CODE, CODE[:-1] + "4", "12", "--check", "mod11_10", "--format", "json")
    made = json.loads(said.out)
    jsonschema.validate(made, schema("behaviour-code"))
    assert said.code == 2
    assert [one["agrees"] for one in made["codes"]] == [True, False, None]
    assert "ER683" in said.err


def test_made(cli) -> None:
    parts = [
        "--type",
        "01",
        "--department",
        "330600123",
        "--date",
        "2022-11-08",
        "--sequence",
        "0001",
        "--custom",
        "00000",
    ]
    assert cli("code", "--make", *parts, "--check", "mod11_10").out.startswith(CODE)
    assert cli("code", "--make", *parts, "--digit", "3").out.startswith(CODE)
    refused = cli("code", "--make", *parts)
    assert (refused.code, refused.out) == (2, "")
    assert "--digit" in refused.err


def test_refused(cli) -> None:
    assert cli("code").code == 2
    assert "ER251" in cli("code", CODE, "--check", "luhn").err
    assert cli("code", "--make", CODE).code == 2
