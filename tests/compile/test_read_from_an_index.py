"""What is asked of a program that lies in a compiled index, and what is said where a piece of it was exchanged."""

import json
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from compiling import BASIS, below, ruleset, sound

import enforcerules as er
from enforcerules.base.diagnostics import Report
from enforcerules.compile.packed import packed, shape, unpacked, usable
from enforcerules.compile.packed.codec import Codecs, Damaged, _typed
from enforcerules.compile.packed.form import HEAD, PARTS, Head, form

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
from forging import opened, sealed

FACTS = {
    "dumped": {"label": "倾倒", "type": "boolean", "basis": BASIS},
    "goods": {"label": "货值金额", "type": "money", "basis": BASIS},
    "grave": {"label": "情节严重", "type": "boolean", "basis": BASIS},
}


def matter(name):
    return {
        "id": name,
        "title": {"zh": "甲"},
        "elements": "倾倒",
        "penalised_by": BASIS,
        "penalties": [{"fine": {"shall": "货值金额1倍"}}],
    }


def rule(name, **said):
    return {"id": name, "then": {"open": ["heavier"]}, "basis": BASIS, **said}


@cache
def lines():
    """The lines of an index: two matters with a table and a rule each, one with neither, a rule of both, a general one, and a ruleset below."""
    tables = [
        {
            "id": f"table.{name}",
            "refines": f"{name}/fine",
            "basis": BASIS,
            "rows": [{"id": "a", "otherwise": True, "of_max": "50%"}],
        }
        for name in ("m.one", "m.two")
    ]
    rules = [
        rule("only.one", matter=["m.one"]), rule("only.two", matter=["m.two"]), rule("both", matter=["m.one", "m.two"]), rule("general", when="情节严重"),
    ]  # fmt: skip
    top = ruleset(
        facts=FACTS, derived={"worse": {"label": "更重", "when": "情节严重 或 倾倒", "basis": BASIS}}, matters=[matter("m.one"), matter("m.two"), matter("m.zero")],
        circumstances=rules, benchmarks=tables, parameters={"p": {"label": "标准", "type": "money", "values": [{"value": "1元", "basis": BASIS}]}},
    )  # fmt: skip
    local = below(
        "t.local",
        territory="440000",
        facts={"near": {"label": "附近", "type": "boolean", "basis": BASIS}},
        circumstances=[rule("here", when="附近")],
    )
    return tuple(opened(packed(sound(top, local), Report(()))))


def names():
    return dict(zip((one.name for one in fields(Head)), json.loads(lines()[0]), strict=True))


def index(changes=None, **head):
    """The index with other lines (by number of the piece) and other names in its head."""
    made = list(lines())
    for number, piece in (changes or {}).items():
        made[number + 1] = json.dumps(piece, ensure_ascii=False).encode()
    if head:
        made[0] = json.dumps(list({**names(), **head}.values())).encode()
    return sealed(made)


def piece(number):
    return json.loads(lines()[number + 1])


def first(name):
    return dict(names()["matters"])[name]


def program(changes=None, **head):
    return unpacked(index(changes, **head), "x.bundle")[0]


def refused(ask):
    with pytest.raises(er.InvalidInput) as invalid:
        ask()
    assert {one.code for one in invalid.value.report.diagnostics} == {"ER181"}
    return dict(invalid.value.report.diagnostics[0].args)


def swapped(value, old, new):
    """JSON in which a text is another one, wherever it stands."""
    if isinstance(value, list):
        return [swapped(one, old, new) for one in value]
    return new if value == old else value


def ids(several):
    return [one.id for one in several]


def test_an_index_as_it_was_made():
    made = program()
    assert list(made.matters) == ["m.one", "m.two", "m.zero"]
    assert ids(made.rules) == ["both", "general", "here", "only.one", "only.two"]
    assert ids(made.benchmarks) == ["table.m.one", "table.m.two"]
    assert {name: ids(made.lookup.named[name]) for name in made.lookup.named} == {
        "m.one": ["both", "only.one"],
        "m.two": ["both", "only.two"],
    }
    assert {name: ids(made.lookup.general[name]) for name in made.lookup.general} == {
        "t": ["general"],
        "t.local": ["here"],
    }
    assert {name: ids(made.lookup.tables[name]) for name in made.lookup.tables} == {
        "m.one": ["table.m.one"],
        "m.two": ["table.m.two"],
    }
    assert tuple(made.lookup.below["t"]) == ("t.local",)
    assert {name: list(one.facts) for name, one in made.rulesets.items()} == {
        "t": ["dumped", "goods", "grave", "worse"],
        "t.local": ["dumped", "goods", "grave", "worse", "near"],
    }


def test_positions_lie_beneath_the_bundle_or_as_they_were_compiled():
    beneath, plain = (unpacked(index(), "x.bundle", beneath=one)[0].spans["m.one"] for one in (True, False))
    assert beneath.file == f"x.bundle/{plain.file}"


def test_whether_an_index_can_be_used():
    members = index()
    assert usable(members) is True
    said = json.loads(members[HEAD])
    for other in (
        {},
        {HEAD: members[HEAD]},
        {PARTS: members[PARTS]},
        {**members, HEAD: json.dumps({**said, "shape": "sha256:0"}).encode()},
        {**members, HEAD: b"[1"},
        {**members, HEAD: b'{"shape": "\\ud800"}'},
        {**members, HEAD: json.dumps([said]).encode()},
    ):
        assert usable(other) is False
        assert unpacked(other, "x.bundle") is None


def test_the_shape_is_that_of_the_form():
    """Made anew it is the same, and each piece has the codec of its type."""
    made = form.__wrapped__()
    assert shape() == made.shape == form().shape
    assert {one.name: getattr(made, one.name).shape for one in fields(made) if one.name != "shape"} == {
        "head": "Head", "outline": "Outline", "matter": "Matter", "fact": "Fact", "parameter": "Parameter", "kind": "Kind",
        "instrument": "Instrument", "rule": "Rule", "rules": "[Rule]", "tables": "[Benchmark]", "law": "Described", "relations": "Relations",
        "calendar": "Calendar", "spans": "{text:Span|none}", "found": "[Diagnostic]", "files": "{text:{text:text}}",
    }  # fmt: skip


def test_lengths_that_do_not_add_up():
    members = index()
    assert refused(lambda: unpacked({**members, PARTS: members[PARTS] + b" "}, "x.bundle")) == {
        "member": HEAD,
        "fault": "@damaged",
    }
    refused(lambda: unpacked({**members, PARTS: members[PARTS][:-1]}, "x.bundle"))


LAST = len(lines()) - 2  # the number of the last piece


@pytest.mark.parametrize("name", ["relations", "calendar", "found", "files"])
def test_numbers_of_single_pieces(name):
    """Those of other pieces are in order for the head; those of none are not."""
    for number in (-1, LAST + 1):
        refused(lambda number=number: program(**{name: number}))


@pytest.mark.parametrize("name", ["rulesets", "laws", "general", "several", "matters", "beyond"])
def test_numbers_of_pieces_by_name(name):
    """A matter is the first of three pieces."""
    last = LAST - 2 if name in {"matters", "beyond"} else LAST
    for number, sound_ in ((-1, False), (0, True), (last, True), (last + 1, False)):
        said = [["x", [number] if name in {"general", "several"} else number]]
        said = [*names()[name], *said] if name in {"rulesets", "matters"} else said
        if sound_:
            assert program(**{name: said})
        else:
            refused(lambda said=said: program(**{name: said}))


def test_an_empty_piece_is_none():
    members = index()
    said = json.loads(members[HEAD])
    at = next(at for at, one in enumerate(fields(Head)) if one.name == "lengths")
    said["names"][at] = [*said["names"][at], 0]
    refused(lambda: unpacked({**members, HEAD: json.dumps(said).encode()}, "x.bundle"))


def test_a_matter_that_does_not_fit_its_ruleset():
    """Refused when it is asked for, with what is wrong with the piece."""
    one = first("m.one")
    for old, new in (("fine", "jail"), ("goods", "ghost"), ("dumped", "ghost"), ("试法", "别法"), ("t", "u")):
        made = program({one: swapped(piece(one), old, new)})
        assert refused(lambda made=made: made.matters["m.one"]) == {"member": PARTS, "fault": "@unfitting"}
        assert made.matters["m.two"].id == "m.two"
    assert (
        refused(lambda: program({one: swapped(piece(one), "m.one", "m.two")}).matters["m.one"])["fault"] == "@damaged"
    )
    assert refused(lambda: program({one: piece(one)[:2]}).matters["m.one"])["fault"] == "@damaged"


def test_a_table_that_does_not_fit():
    two = first("m.one") + 2
    for old, new in (("fine", "jail"), ("试法", "别法"), ("t", "u"), ("m.one", "m.two")):
        refused(lambda old=old, new=new: program({two: swapped(piece(two), old, new)}).lookup.tables["m.one"])
    twice = program({two: piece(two) * 2})
    refused(lambda: twice.lookup.tables["m.one"])
    other = program({two: swapped(piece(two), "table.m.one", "table.m.two")})
    refused(lambda: [other.lookup.tables[name] for name in ("m.one", "m.two")])
    refused(lambda: list(other.benchmarks))


def test_rules_that_name_one_matter():
    at = first("m.one") + 1
    for old, new in (("m.one", "m.two"), ("m.one", "m.*"), ("试法", "别法"), ("t", "u")):
        made = program({at: swapped(piece(at), old, new)})
        refused(lambda made=made: made.lookup.named["m.one"])
        assert ids(made.lookup.named["m.two"]) == ["both", "only.two"]
    refused(lambda: program({at: piece(at) * 2}).lookup.named["m.one"])
    same = program({at: swapped(piece(at), "only.one", "only.two")})
    refused(lambda: [same.lookup.named[name] for name in ("m.one", "m.two")])


def test_rules_that_name_several_matters():
    """Each is listed by every matter that it names, and by no other."""
    (number,) = dict(names()["several"])["m.one"]
    assert refused(lambda: program(several=[["m.one", [number]]]).lookup.named["m.one"])["fault"] == "@unfitting"
    made = program({number: swapped(piece(number), "m.two", "m.three")})
    refused(lambda: made.lookup.named["m.two"])
    refused(lambda: made.lookup.named["m.one"])
    refused(lambda: program({number: swapped(piece(number), "m.two", "m.*")}).lookup.named["m.one"])
    (general,) = dict(names()["general"])["t"]
    refused(lambda: program(several=[["m.one", [general]], ["m.two", [general]]]).lookup.named["m.one"])


def test_general_rules():
    general = dict(names()["general"])
    (number,) = general["t"]
    refused(lambda: program(general=[["t.local", [number]]]).lookup.general["t.local"])
    (both,) = dict(names()["several"])["m.one"]
    for said in ([both], [number, both], [both, number]):
        refused(lambda said=said: program(general=[["t", said]]).lookup.general["t"])
    made = program({number: swapped(piece(number), "grave", "ghost")})
    refused(lambda: made.lookup.general["t"])
    assert ids(made.lookup.general["t.local"]) == ["here"]


def test_rulesets_and_what_they_see():
    (number,) = (number for name, number in names()["rulesets"] if name == "t")
    refused(lambda: program({number: swapped(piece(number), "t", "u")}).rulesets["t"])
    one = program().rulesets["t"]
    assert [[name for name in table if name == getattr(table[name], "id", None)] for table in (one.facts, one.parameters, one.kinds)] == [
        ["dumped", "goods", "grave", "worse"], ["p"], ["fine", "license_revoke"],
    ]  # fmt: skip
    assert [(name, made.title) for name, made in one.instruments.items()] == [("试法", "试验法"), ("试规", "试验规则")]
    for old, new, table in (("dumped", "ghost", "facts"), ("p", "q", "parameters"), ("fine", "jail", "kinds")):
        made = program({number: swapped(piece(number), old, new)})
        refused(lambda made=made, table=table: dict(getattr(made.rulesets["t"], table)))
        refused(lambda made=made: made.rulesets["t.local"])
    facts = dict(piece(number)[fields_of("facts")])
    made = program({facts["worse"]: swapped(piece(facts["worse"]), "grave", "worse")}).rulesets["t"]
    assert made.facts["grave"].id == "grave"
    refused(lambda: made.facts["worse"])


def fields_of(name):
    from enforcerules.compile.packed.form import Outline

    return [one.name for one in fields(Outline)].index(name)


def test_relations_of_what_is_not_there():
    number = names()["relations"]
    made = program({number: swapped(piece(number), "m.one", "m.three")})
    refused(lambda: list(made.lookup.penalised))
    below_ = program({number: swapped(piece(number), "t.local", "t.far")})
    refused(lambda: below_.lookup.below["t"])


# ---- plain values ------------------------------------------------------------------------------------------------------


def test_a_value_of_a_plain_type():
    """A truth is no number, though Python counts with it."""
    assert [_typed(type_)(said) for type_, said in ((str, "a"), (int, 3), (bool, True))] == ["a", 3, True]
    for type_, said in ((str, 3), (int, True), (int, "3"), (bool, 1)):
        with pytest.raises(Damaged):
            _typed(type_)(said)
    assert Codecs().of(type(None)).decode(None) is None
