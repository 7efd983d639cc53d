"""A compiled index whose pieces of positions were exchanged is damaged, and is told as such."""

import json
from dataclasses import fields

import pytest
from strategies import HEAD, program_of

import enforcerules as er
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report
from enforcerules.compile.packed import packed, unpacked
from enforcerules.compile.packed.form import HEAD as INDEX
from enforcerules.compile.packed.form import Head

RULES = {
    **HEAD,
    "ruleset": "t",
    "title": {"zh": "试验", "en": "trial"},
    "facts": {f"b{n}": {"label": f"第{n}项", "type": "boolean", "basis": "试法 第一条"} for n in range(12)},
    "matters": [
        {
            "id": f"m.{n}",
            "title": {"zh": f"事项{n}", "en": f"matter {n}"},
            "elements": f"第{n}项",
            "penalised_by": "试法 第五条",
            "penalties": [{"fine": {"shall": "1000元以上5000元以下"}}],
        }
        for n in range(12)
    ],
}


def test_a_name_in_the_piece_of_others_is_damage():
    """Twelve matters and more stand in one piece; named twice as two pieces, about half of them stand in the wrong one."""
    members = packed(program_of(RULES), Report(()))
    whole, _ = unpacked(members, "x.bundle")
    assert len(whole.spans) >= 12
    said = json.loads(members[INDEX])
    names = dict(zip((one.name for one in fields(Head)), said["names"], strict=True))
    names["spans"] = names["spans"] * 2
    forged = {**members, INDEX: canonical({**said, "names": list(names.values())})}
    with pytest.raises(er.InvalidInput) as refused:
        list(unpacked(forged, "x.bundle")[0].spans.values())
    assert {one.code for one in refused.value.report.diagnostics} == {"ER181"}
