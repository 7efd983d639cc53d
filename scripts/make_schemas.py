"""JSON Schemas of every format, generated from the models: 2020-12, and draft-07 for editors that know no other.

`build()` gives the text of every file by name; run as a program, it writes them. What the loader accepts beside the model
(a case written flat, `then: spare`, one thing where a list may stand) is added here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from enforcerules.audit.proofs import ConsistencyJson, EntryJson, HeadJson, InclusionJson
from enforcerules.audit.record_shape import DisclosuresJson, RecordJson
from enforcerules.cli.audit_shape import FoundJson, LogReportJson, ReceiptJson, ReplayJson, TouchedJson
from enforcerules.cli.testing_shape import CoverageJson, MutationsJson, TestJson
from enforcerules.load.calendars import YearDoc
from enforcerules.model.case import Case
from enforcerules.model.document import RulesetDoc
from enforcerules.model.example import Example, ExampleSheet
from enforcerules.model.made import Made
from enforcerules.model.notice import Notice
from enforcerules.model.sampling import Scoresheet
from enforcerules.model.scene import Scene
from enforcerules.render.behaviour_code import CodesJson
from enforcerules.render.bundle_json import BundleReportJson, ManifestJson
from enforcerules.render.checklist_json import ChecklistJson
from enforcerules.render.decision_shape import DecisionJson
from enforcerules.render.leniency_shape import LeniencyJson
from enforcerules.render.review_shape import ReviewJson
from enforcerules.render.verdict_json import VerdictJson
from enforcerules.render.whatif import WhatIfJson

Schema = dict[str, Any]

ROOT = Path(__file__).resolve().parent.parent
NEW = "https://json-schema.org/draft/2020-12/schema"
OLD = "http://json-schema.org/draft-07/schema#"
_NAMED = ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas")
_FORMATS = {
    "ruleset": "enforcerules/ruleset/1",
    "case": "enforcerules/case/1",
    "example": "enforcerules/example/1",
    "examples": "enforcerules/examples/1",
    "decision": "enforcerules/decision/1",
    "calendar": "enforcerules/calendar/1",
    "record": "enforcerules/record/1",
    "disclosures": "enforcerules/disclosures/1",
    "replay": "enforcerules/replay/1",
    "touched": "enforcerules/touched/1",
    "proof": "enforcerules/proof/1",
    "receipt": "enforcerules/receipt/1",
    "found": "enforcerules/found/1",
    "log": "enforcerules/log/1",
    "log-entry": "enforcerules/log/1, a line of an entry",
    "log-report": "enforcerules/log-report/1",
    "notice": "enforcerules/notice/1",
    "made": "enforcerules/made/1",
    "review": "enforcerules/review/1",
    "scoresheet": "enforcerules/scoresheet/1",
    "bundle": "enforcerules/bundle/1",
    "bundle-report": "enforcerules/bundle-report/1",
    "what-if": "enforcerules/what-if/1",
    "leniency": "enforcerules/leniency/1",
    "verdict": "enforcerules/verdict/1",
    "scene": "enforcerules/scene/1",
    "checklist": "enforcerules/checklist/1",
    "behaviour-code": "enforcerules/behaviour-code/1",
    "test": "enforcerules/test/1",
    "coverage": "enforcerules/coverage/1",
    "mutations": "enforcerules/mutations/1",
}


def build() -> dict[str, str]:
    """File name to text."""
    made: dict[str, str] = {}
    for name, schema in _schemas().items():
        made[f"{name}.schema.json"] = _text({"$schema": NEW, "title": _FORMATS[name], **schema})
        made[f"{name}.draft-07.json"] = _text({"$schema": OLD, "title": _FORMATS[name], **_older(schema)})
    return made


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schemas() -> dict[str, Schema]:
    return {
        "ruleset": _ruleset(_of(RulesetDoc)),
        "case": _case_file(_of(Case)),
        "example": _example(_of(Example)),
        "examples": _examples(_of(ExampleSheet)),
        "decision": _of(DecisionJson),
        "calendar": _calendar(_of(YearDoc)),
        "record": _of(RecordJson),
        "disclosures": _of(DisclosuresJson),
        "replay": _of(ReplayJson),
        "touched": _of(TouchedJson),
        "proof": _of(InclusionJson | ConsistencyJson),
        "receipt": _of(ReceiptJson),
        "found": _of(FoundJson),
        "log": _of(HeadJson),
        "log-entry": _of(EntryJson),
        "log-report": _of(LogReportJson),
        "notice": _of(Notice),
        "made": _made(_of(Made)),
        "review": _of(ReviewJson),
        "scoresheet": _of(Scoresheet),
        "bundle": _of(ManifestJson),
        "bundle-report": _of(BundleReportJson),
        "what-if": _of(WhatIfJson),
        "leniency": _of(LeniencyJson),
        "verdict": _of(VerdictJson),
        "scene": _scene(_of(Scene)),
        "checklist": _of(ChecklistJson),
        "behaviour-code": _of(CodesJson),
        "test": _of(TestJson),
        "coverage": _of(CoverageJson),
        "mutations": _of(MutationsJson),
    }


def _of(model: Any) -> Schema:  # noqa: ANN401  a model or a typed dict
    schema: Schema = TypeAdapter(model).json_schema(mode="validation")
    untitled: Schema = _walked(schema, _untitled)
    untitled["$defs"] = dict(sorted(untitled.get("$defs", {}).items()))
    return untitled


# ---- walking ---------------------------------------------------------------------------------------------------


def _walked(node: Any, change: Callable[[Schema], Schema]) -> Any:  # noqa: ANN401  any JSON
    """Every schema in a schema changed, from the inside out; tables of names are not schemas themselves."""
    if isinstance(node, list):
        return [_walked(one, change) for one in node]
    if not isinstance(node, dict):
        return node
    inside = {key: _inside(key, value, change) for key, value in node.items()}
    return change(inside)


def _inside(key: str, value: Any, change: Callable[[Schema], Schema]) -> Any:  # noqa: ANN401  any JSON
    if key in _NAMED and isinstance(value, dict):
        return {name: _walked(one, change) for name, one in value.items()}
    return value if key in {"enum", "const", "default", "required"} else _walked(value, change)


def _untitled(schema: Schema) -> Schema:
    """Titles made from the names of fields say nothing; a default that is not JSON would be wrong."""
    return {key: value for key, value in schema.items() if key not in {"title", "default"}}


# ---- what the loader accepts beside the models -------------------------------------------------------------------


def _or_one(schema: Schema) -> Schema:
    """A list, or one of what it lists."""
    return {"anyOf": [schema["items"], schema]}


def _listed(definition: Schema, *names: str) -> None:
    """Make lists of a definition lists or one thing."""
    for name in names:
        definition["properties"][name] = _or_one(definition["properties"][name])


def _ruleset(schema: Schema) -> Schema:
    """Effects as text; tuples that take one thing; a file of a folder that leaves its ruleset to `ruleset.yaml`."""
    defs = schema["$defs"]
    schema["required"] = ["format"]
    defs["DutyDoc"]["properties"]["on"] = _or_one(defs["DutyDoc"]["properties"]["on"])
    _listed(defs["RuleDoc"], "party")
    effect = defs["EffectDoc"]
    effect["minProperties"] = effect["maxProperties"] = 1
    effect["properties"]["duty"] = {"anyOf": [effect["properties"]["duty"], {"type": "string"}]}
    policy = defs["ConcurDoc"]["properties"]["policy"]
    effect["properties"]["concur"] = {"anyOf": [{"$ref": "#/$defs/ConcurDoc"}, policy]}
    _listed(defs["ConcurDoc"], "ranks")
    defs["Effect"] = {"anyOf": [{"$ref": "#/$defs/EffectDoc"}, {"enum": ["spare", "penalise"]}]}
    for name in ("RuleDoc", "StepDoc"):
        defs[name]["properties"]["then"] = {"$ref": "#/$defs/Effect"}
    return schema


def _case_file(schema: Schema) -> Schema:
    """A file says its format."""
    made = _flat(schema)
    made["required"] = ["format", *made.get("required", [])]
    return made


def _flat(case: Schema) -> Schema:
    """One act and one party may be written flat; acts and parties may be one; a fact may be its value alone."""
    defs = case["$defs"]
    _facts(case, defs)
    properties = case["properties"]
    act, party = defs["Act"]["properties"], {"$ref": "#/$defs/Party"}
    _listed(case, "acts", "parties")
    case["properties"] = {**properties, **{k: act[k] for k in ("matter", "start", "end")}, "party": party}
    case["anyOf"] = [{"required": ["acts"]}, {"required": ["matter"]}]
    return case


def _facts(case: Schema, defs: Schema) -> None:
    value = {"type": ["string", "number", "boolean", "null"]}
    defs["FactValue"] = {"anyOf": [value, {"type": "array", "items": {"type": ["string", "number", "boolean"]}}]}
    defs["FactGiven"]["properties"]["value"] = {"$ref": "#/$defs/FactValue"}
    defs["Fact"] = {"anyOf": [{"$ref": "#/$defs/FactValue"}, {"$ref": "#/$defs/FactGiven"}]}
    table = {"type": "object", "additionalProperties": {"$ref": "#/$defs/Fact"}}
    for owner in (case, defs["Act"], defs["Party"]):
        owner["properties"]["facts"] = table


def _examples(schema: Schema) -> Schema:
    """An expectation as in one example, or that nobody has worked it out."""
    one = schema["$defs"]["ExampleOnSheet"]["properties"]
    one["expect"] = {"anyOf": [one["expect"], {"const": "unconfirmed"}]}
    return schema


def _example(schema: Schema) -> Schema:
    """The case of an example is a case, written flat or not, or the path of one."""
    defs = schema["$defs"]
    inner = _flat({**defs["Case"], "$defs": defs})
    defs["Case"] = {key: value for key, value in inner.items() if key != "$defs"}
    schema["properties"]["case"] = {"anyOf": [{"$ref": "#/$defs/Case"}, {"type": "string"}]}
    level = {"enum": ["mitigated", "lighter", "ordinary", "heavier"]}
    levels = {"type": "object", "additionalProperties": {"anyOf": [level, {"type": "array", "items": level}]}}
    for name in ("Expected", "Expectation"):
        defs[name]["properties"]["levels"] = levels
    for name, one in (("concurrence", "ExpectedConcurrence"), ("combined", "ExpectedCombined")):
        ref = {"$ref": f"#/$defs/{one}"}
        several = {"anyOf": [ref, {"type": "array", "items": ref}, {"const": "none"}]}
        defs["Expectation"]["properties"][name] = several
    states = defs["ExpectedReason"]["properties"]["state"]
    reason = {"anyOf": [{"$ref": "#/$defs/ExpectedReason"}, states]}
    for name in ("Expected", "Expectation"):
        defs[name]["properties"]["reasons"] = {"type": "object", "additionalProperties": reason}
    defs["Expectation"]["properties"].pop("unconfirmed")
    expected = {"anyOf": [{"$ref": "#/$defs/Expectation"}, {"const": "unconfirmed"}]}
    schema["properties"]["expect"] = expected
    schema["$defs"] = dict(sorted(defs.items()))
    return schema


def _made(schema: Schema) -> Schema:
    """The case of a decision is a case or the path of one; what was done about one act may stand at the top."""
    defs = schema["$defs"]
    inner = _flat({**defs["Case"], "$defs": defs})
    defs["Case"] = {key: value for key, value in inner.items() if key != "$defs"}
    for owner in ("MadeOutcome", "MadeNotice"):
        _listed(defs[owner], "measures")
    _listed(defs["MadeOutcome"], "earlier_fines")
    several = schema["properties"].pop("outcomes")
    several = {"anyOf": [several, several["items"]]}
    schema["properties"]["case"] = {"anyOf": [{"$ref": "#/$defs/Case"}, {"type": "string"}]}
    schema["properties"] |= {**defs["MadeOutcome"]["properties"], "outcomes": several}
    schema["required"] = ["format", "case"]
    schema["$defs"] = dict(sorted(defs.items()))
    return schema


def _scene(schema: Schema) -> Schema:
    """A matter may be its id alone, and one matter stand for a list; a file says its format."""
    items = schema["properties"]["matters"]["items"]
    one = {"anyOf": [schema["$defs"]["SceneMatter"]["properties"]["matter"], items]}
    schema["properties"]["matters"] = _or_one({**schema["properties"]["matters"], "items": one, "minItems": 1})
    schema["required"] = ["format", "matters"]
    return schema


def _calendar(schema: Schema) -> Schema:
    schema["properties"]["format"] = {"const": _FORMATS["calendar"]}
    return schema


# ---- draft-07 ------------------------------------------------------------------------------------------------------


def _older(schema: Schema) -> Schema:
    """The same schema in draft-07."""
    made: Schema = _walked(schema, _downgraded)
    return made


def _downgraded(schema: Schema) -> Schema:
    made = {key: value for key, value in schema.items() if key not in {"$defs", "prefixItems", "$ref"}}
    if "$defs" in schema:
        made["definitions"] = schema["$defs"]
    if "prefixItems" in schema:
        made.pop("items", None)
        made = {**made, "items": schema["prefixItems"], "additionalItems": schema.get("items", True)}
    return _with_ref(made, schema)


def _with_ref(made: Schema, schema: Mapping[str, Any]) -> Schema:
    """Beside a `$ref` draft-07 reads nothing else, so it moves into an `allOf`."""
    if "$ref" not in schema:
        return made
    ref = {"$ref": schema["$ref"].replace("#/$defs/", "#/definitions/")}
    return ref if not made else {**made, "allOf": [*made.get("allOf", []), ref]}


def main() -> None:
    """Write every schema to `schemas/`."""
    folder = ROOT / "schemas"
    folder.mkdir(exist_ok=True)
    for name, text in build().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"schemas: {len(build())} written")


if __name__ == "__main__":
    main()
