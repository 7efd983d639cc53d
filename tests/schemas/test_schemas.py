"""The schemas are schemas, and accept every file that the loader accepts and every decision that is made."""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

from enforcerules import pipeline
from enforcerules.load.cases import load_case, load_example
from enforcerules.load.shipped import library, shipped
from enforcerules.render.decision_json import to_json

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import make_schemas  # noqa: E402

RULESETS = ROOT / "rulesets"
KINDS = ("ruleset", "case", "example", "decision", "calendar")
_OLD = {"schema": jsonschema.Draft202012Validator, "draft-07": jsonschema.Draft7Validator}


class _Yaml12(yaml.SafeLoader):
    """What an editor reads: YAML 1.2 knows no dates, and only true and false."""


_Yaml12.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in found if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@cache
def schemas():
    return {name: json.loads(text) for name, text in make_schemas.build().items()}


@cache
def validator(kind, draft="schema"):
    return _OLD[draft](schemas()[f"{kind}.{draft}.json"])


@cache
def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Yaml12)


def files(kind):
    found = sorted(
        [*RULESETS.rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml"), *(ROOT / "tests/scenarios").rglob("*.yaml")]
    )
    return [
        p for p in found if re.search(f"^format: enforcerules/{kind}/1", p.read_text(encoding="utf-8"), re.MULTILINE)
    ]


@cache
def program():
    made, report = pipeline.build(
        [*shipped("cn"), ROOT / "examples" / "published" / "rules.yaml", ROOT / "tests" / "scenarios"], library()
    )
    assert made is not None, report
    return made


@pytest.mark.parametrize("name", sorted(make_schemas.build()))
def test_metaschema(name):
    schema = schemas()[name]
    jsonschema.validators.validator_for(schema).check_schema(schema)
    text = json.dumps(schema)
    assert ("$defs" in text) == ("draft-07" not in name) or "calendar" in name


@pytest.mark.parametrize("draft", ["schema", "draft-07"])
@pytest.mark.parametrize("kind", ["ruleset", "case", "example", "examples", "calendar", "scene"])
def test_files(kind, draft):
    found = files(kind)
    assert found
    problems = [
        f"{path.relative_to(ROOT)}: {error.json_path}: {error.message[:200]}"
        for path in found
        for error in validator(kind, draft).iter_errors(read(path))
    ]
    assert not problems, "\n".join(problems[:20])


def test_decisions():
    """One case for each result that each folder expects; every example of the checkout."""
    cases = {path: load_case(path)[0] for path in files("case")}
    expected = {}
    for path in files("example"):
        example = load_example(path)[0]
        expected.setdefault((path.parent, example.expect.disposition), (path, example.case))
    cases |= dict(expected.values())
    assert len(cases) > len(expected) > 20
    for path, case in cases.items():
        made = json.loads(to_json(pipeline.decide(program(), case)))
        for draft in _OLD:
            errors = [
                f"{path}: {e.json_path}: {e.message[:200]}" for e in validator("decision", draft).iter_errors(made)
            ]
            assert not errors, errors


@pytest.mark.parametrize("draft", ["schema", "draft-07"])
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("case", {"format": "enforcerules/case/1", "matter": "a", "facts": {"x": [1]}, "unknown": 1}),
        ("case", {"format": "enforcerules/case/1", "facts": {}}),
        ("case", {"format": "enforcerules/case/2", "matter": "a"}),
        ("case", {"format": "enforcerules/case/1", "acts": [{"start": "2024-01-01"}]}),
        ("ruleset", {"format": "enforcerules/ruleset/1", "ruleset": "a", "exemptions": [{"id": "x", "then": "spare"}]}),
        ("ruleset", {"format": "enforcerules/ruleset/1", "ruleset": "a", "rules": []}),
        ("calendar", {"format": "enforcerules/calendar/1", "calendar": "CN"}),
        ("decision", {"format": "enforcerules/decision/1"}),
        ("scene", {"matters": ["a"]}),
        ("scene", {"format": "enforcerules/scene/1", "matters": []}),
        ("scene", {"format": "enforcerules/scene/1", "matters": [{"authority": "a"}]}),
    ],
)
def test_refused(kind, value, draft):
    assert not validator(kind, draft).is_valid(value)


def test_flat_case_is_accepted():
    flat = {
        "format": "enforcerules/case/1",
        "matter": "a.b",
        "party": {"kind": "unit"},
        "end": "ongoing",
        "facts": {"x": None},
    }
    assert validator("case").is_valid(flat)
