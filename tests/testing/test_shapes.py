"""What the commands write as JSON, and the cases they write, are what the published schemas say."""

import json
from pathlib import Path

import jsonschema
import pytest
from own_rules import written
from test_coverage import AT, JUST_BELOW, SPARED

from enforcerules.base.limits import DEFAULT
from enforcerules.load.yaml_nodes import read_yaml

SCHEMAS = Path(__file__).parents[2] / "schemas"
DRAFTS = {"schema": jsonschema.Draft202012Validator, "draft-07": jsonschema.Draft7Validator}


def valid(kind: str, draft: str, made: object) -> None:
    schema = json.loads((SCHEMAS / f"{kind}.{draft}.json").read_text(encoding="utf-8"))
    DRAFTS[draft](schema).validate(made)


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_run_with_all_verdicts_and_its_coverage(cli_main, tmp_path: Path, draft: str) -> None:
    cases = (
        AT,
        ("wrong", SPARED[1], "{disposition: penalise, reasons: {own.spare: rejected}}"),
        ("open", SPARED[1], "unconfirmed"),
    )
    folder = written(tmp_path, *cases)
    (folder / "cases" / "broken.yaml").write_text("format: enforcerules/example/1\nexample: x\n", encoding="utf-8")
    made = json.loads(cli_main("test", folder, "--coverage", "--format", "json")[1])
    assert made["summary"] == {"passed": 1, "failed": 1, "broken": 1, "unconfirmed": 1}
    valid("test", draft, made)
    valid("coverage", draft, made["coverage"])
    del made["coverage"]["missing"][0]["side"]
    with pytest.raises(jsonschema.ValidationError):
        valid("test", draft, made)


@pytest.mark.parametrize("draft", DRAFTS)
def test_mutants(cli_main, tmp_path: Path, draft: str) -> None:
    made = json.loads(cli_main("mutate", written(tmp_path, AT, JUST_BELOW), "--format", "json")[1])
    assert {one["fate"] for one in made["mutants"]} > {"killed", "same"}
    valid("mutations", draft, made)


@pytest.mark.parametrize("draft", DRAFTS)
def test_generated_cases(cli_main, tmp_path: Path, draft: str) -> None:
    folder = written(tmp_path / "here", AT, JUST_BELOW)
    assert cli_main("test", folder, "--generate", folder / "cases" / "todo")[0] == 0
    files = sorted((folder / "cases" / "todo").iterdir())
    assert files
    for file in files:
        node, found = read_yaml(file.read_bytes(), str(file), DEFAULT)
        assert not found
        valid("example", draft, node)
