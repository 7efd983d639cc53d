"""The compiled form of a bundle is the program that its sources compile to, and nothing else can be made from it."""

import json
import pickle
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import enforcerules as er
from enforcerules import pipeline
from enforcerules.base.canonical import canonical
from enforcerules.base.diagnostics import Report, diagnose
from enforcerules.compile.packed import packed, reading, unpacked
from enforcerules.compile.packed.codec import Codecs, Damaged
from enforcerules.compile.packed.form import HEAD, PARTS, Head, form
from enforcerules.decide.slice import Place, slice_of
from enforcerules.load.cases import load_example
from enforcerules.load.shipped import library, shipped
from enforcerules.model import program as model
from enforcerules.model.region import Interval, Numbers, Values
from enforcerules.render.decision_json import to_json

ROOT = Path(__file__).parents[2]
PLACES = [*shipped("cn"), library() / "cn" / "statutes" / "食品安全法.yaml", ROOT / "tests" / "scenarios"]
EXAMPLES = sorted(
    path
    for folder in (ROOT / "rulesets", ROOT / "tests" / "scenarios")
    for path in folder.rglob("*.yaml")
    if b"enforcerules/example/1" in path.read_bytes()[:200]
)


@pytest.fixture(scope="module")
def compiled():
    program, report = pipeline.build(PLACES, library())
    assert program is not None, report
    return program, report


@pytest.fixture(scope="module")
def members(compiled):
    return packed(*compiled)


@pytest.fixture
def again(members):
    return unpacked(members, "x.bundle")[0]


def plain(table):
    return dict(table)


def test_everything_is_there_again(compiled, again):
    program, _ = compiled
    assert plain(again.matters) == plain(program.matters)
    assert tuple(again.rules) == program.rules
    assert tuple(again.benchmarks) == program.benchmarks
    assert again.calendar == program.calendar
    assert plain(again.articles.laws) == plain(program.articles.laws)
    assert len(again.articles.laws) > 5
    assert plain(again.sources) == plain(program.sources)
    assert list(again.rulesets) == list(program.rulesets)
    for name, before in program.rulesets.items():
        for one in fields(before):
            was, now = getattr(before, one.name), getattr(again.rulesets[name], one.name)
            assert (plain(now), list(now)) == (plain(was), list(was)) if isinstance(was, dict) else now == was
    for one in fields(program.lookup):
        was, now = getattr(program.lookup, one.name), getattr(again.lookup, one.name)
        assert ({k: tuple(v) for k, v in now.items()} if hasattr(was, "items") else now) == was


def test_positions_are_those_in_the_bundle(compiled, again, members):
    program, report = compiled
    assert {k: (v and v.file, v and v.line) for k, v in again.spans.items()} == {
        k: (v and f"x.bundle/{v.file}", v and v.line) for k, v in program.spans.items()
    }
    told = unpacked(members, "x.bundle")[1]
    assert [(one.code, one.args) for one in told.diagnostics] == [(one.code, one.args) for one in report.diagnostics]


@pytest.mark.parametrize("path", EXAMPLES[:: max(1, len(EXAMPLES) // 60)], ids=lambda path: path.stem)
def test_it_decides_alike(path, compiled, again):
    """The decision and its meaning, byte for byte."""
    example, _ = load_example(path)
    try:
        wanted = to_json(pipeline.decide(compiled[0], example.case))
    except er.InvalidInput:
        pytest.skip("of a ruleset that is not loaded here")
    assert to_json(pipeline.decide(again, example.case)) == wanted


def test_one_program_is_one_sequence_of_bytes(compiled, members):
    assert packed(*compiled) == members
    program, report = pipeline.build(list(reversed(PLACES)), library())
    other = packed(program, report)
    assert json.loads(other[HEAD])["shape"] == json.loads(members[HEAD])["shape"]


def test_a_part_is_made_when_it_is_asked_for_and_once(again):
    name = next(iter(again.matters))
    assert again.matters[name] is again.matters[name]
    home = again.rulesets[again.matters[name].ruleset]
    assert all(home.facts[one] is again.rulesets[home.id].facts[one] for one in home.facts)


def test_loading_makes_nothing_but_the_head(members, monkeypatch):
    """A matter is made when it is asked for; its tables, and those of others, are not made with it."""
    made = []
    before = reading._Parts._decoded
    monkeypatch.setattr(
        reading._Parts, "_decoded", lambda self, codec, number: made.append(codec.shape) or before(self, codec, number)
    )
    program, _ = unpacked(members, "x.bundle")
    assert made == [form().calendar.shape]
    names = list(program.matters)
    assert names[0] in program.matters
    assert "none" not in program.matters
    assert len(made) == 1
    _ = program.matters[names[0]]
    assert made.count(form().matter.shape) == 1
    assert not {form().rules.shape, form().tables.shape, form().law.shape} & set(made)
    program.lookup.tables.get(names[1], ())
    assert made.count(form().tables.shape) <= 1


def test_a_slice_makes_what_is_about_its_matter(members, compiled, monkeypatch):
    """Of the rules that name single matters only those that name this one."""
    program, _ = unpacked(members, "x.bundle")
    shape, wanted = form(), next(iter(program.lookup.named))
    slice_of(program, program.matters[wanted], Place("440000", "unit", date(2024, 5, 6), date(2024, 5, 6)))
    parts = program.matters._get.__self__._parts
    numbers = {number for kind, number in parts._made if kind == shape.rules.shape}
    assert numbers <= {named(members)[1]["matters"][at][1] + 1 for at in range(len(program.matters))}
    assert len(numbers) == 1


def test_an_explained_decision_does_not_put_all_rules_together(members, monkeypatch):
    """Deciding, explaining, recording: none goes through the rules or tables of all matters."""
    refused = []

    def noted(_):
        refused.append(1)
        return ()

    monkeypatch.setattr(reading._Program, "_all_rules", noted)
    monkeypatch.setattr(reading._Program, "_all_tables", noted)
    program, report = unpacked(members, "x.bundle")
    rules = er.Ruleset(program, report, ())
    for case in ("expired-food.yaml", "two-acts.yaml"):
        decision = er.decide(rules, ROOT / "examples" / case)
        assert er.explain(decision, "zh")
        assert er.record(decision)
    assert refused == []


def test_rules_by_matter_are_those_that_a_search_finds(compiled, again):
    """Of every ruleset the rules that are general or name the matter, in order of id."""
    for program in (compiled[0], again):
        rulesets = tuple(program.rulesets)
        for name in program.matters:
            wanted = [
                rule.id
                for ruleset in rulesets
                for rule in program.rules
                if rule.ruleset == ruleset
                and (not rule.matters or name in rule.matters or any(one.endswith("*") for one in rule.matters))
            ]
            assert [rule.id for rule in program.lookup.about(name, rulesets)] == wanted


def test_a_report_that_is_made_later(members):
    _, told = unpacked(members, "x.bundle")
    assert told == Report(told.diagnostics)
    assert Report(told.diagnostics) == told
    assert hash(told) == hash(Report(told.diagnostics))
    assert type(pickle.loads(pickle.dumps(told))) is Report
    assert told + Report() == told
    assert told != Report((*told.diagnostics, diagnose("ER101", None, path="x")))


def test_many_threads_see_one_program(members):
    made = unpacked(members, "x.bundle")[0]
    names = list(made.matters)

    def look(seed):
        order = random.Random(seed).sample(names, len(names))
        return {name: id(made.matters[name]) for name in order}

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(look, range(16)))
    assert all(one == seen[0] for one in seen)


def test_it_can_be_copied_to_another_process(again):
    twin = pickle.loads(pickle.dumps(again.matters))
    assert twin == plain(again.matters)


# ---- what else may lie there -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"shape": "sha256:0"}, {"format": "enforcerules/index/1", "shape": None}])
def test_an_index_of_another_engine_is_left_alone(members, change):
    head = {**json.loads(members[HEAD]), **change}
    assert unpacked({**members, HEAD: canonical(head)}, "x.bundle") is None


@pytest.mark.parametrize("head", [b"", b"null", b"[]", b'{"shape": 1}', b"\xff", b"[" * 200_000])
def test_a_head_that_is_none(members, head):
    assert unpacked({**members, HEAD: head}, "x.bundle") is None


def test_a_head_without_its_parts(members):
    assert unpacked({HEAD: members[HEAD]}, "x.bundle") is None


def named(members):
    """The names of the head as JSON, by field."""
    said = json.loads(members[HEAD])
    return said, dict(zip((one.name for one in fields(Head)), said["names"], strict=True))


def remade(members, **changes):
    said, names = named(members)
    return {**members, HEAD: canonical({**said, "names": list({**names, **changes}.values())})}


@pytest.mark.parametrize("name", [one.name for one in fields(Head)])
@pytest.mark.parametrize("said", [None, 10**9, "x", [[]], {"x": {}}, [-1], [["x", -1]], [10**9]], ids=repr)
def test_a_head_that_means_nothing_is_a_diagnostic(members, name, said):
    with pytest.raises(er.InvalidInput) as refused:
        touch(unpacked(remade(members, **{name: said}), "x.bundle")[0])
    assert {one.code for one in refused.value.report.diagnostics} == {"ER181"}


@pytest.mark.parametrize("said", [None, 1, {}, "x", [[1]], []])
def test_names_that_are_none(members, said):
    head = canonical({**json.loads(members[HEAD]), "names": said})
    with pytest.raises(er.InvalidInput):
        unpacked({**members, HEAD: head}, "x.bundle")


def touch(program):
    """Make everything."""
    for matter in program.matters:
        _ = program.matters[matter]
    for name in program.rulesets:
        ruleset = program.rulesets[name]
        for table in (ruleset.facts, ruleset.parameters, ruleset.kinds, ruleset.instruments):
            dict(table)
    dict(program.articles.laws)
    _ = (list(program.rules), list(program.benchmarks), dict(program.spans))
    for one in fields(program.lookup):
        _ = list(getattr(program.lookup, one.name))
    for found in (program.lookup.rules, program.lookup.tables, program.lookup.general, program.lookup.named):
        _ = [list(found[name]) for name in found]


def bent(value, chosen):
    """A JSON value with something in it that is another thing."""
    if isinstance(value, list) and value and chosen.random() < 0.8:
        at = chosen.randrange(len(value))
        return [*value[:at], bent(value[at], chosen), *value[at + 1 :]]
    return chosen.choice([None, True, 0, -1, 10**30, "", "Atom", [], [1, 0], [1, 2], ["Atom"], {"a": 1}, 1.5])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_bent_part_is_a_value_of_its_type_or_a_diagnostic(members, seed):
    """Whoever knows the format can write any JSON there; it never becomes anything but frozen values, or ER181."""
    chosen = random.Random(seed)
    _, names = named(members)
    parts, at = [], 0
    for length in names["lengths"]:
        parts.append(members[PARTS][at : at + length])
        at += length
    tables = [*((name, first + after) for name, first in names["matters"] for after in range(3)), *names["rulesets"]]
    shared = [number for table in (names["general"], names["several"]) for _, numbers in table for number in numbers]
    number = chosen.choice(
        [*(number for _, number in tables), *shared, *names["spans"], names["relations"], *dict(names["laws"]).values()]
    )
    parts[number] = json.dumps(bent(json.loads(parts[number]), chosen)).encode()
    made = remade({**members, PARTS: b"".join(parts)}, lengths=[len(part) for part in parts])
    assert refusals(made) <= {"ER181"}


def refusals(members):
    try:
        touch(unpacked(members, "x.bundle")[0])
    except er.InvalidInput as refused:
        return {one.code for one in refused.report.diagnostics}
    return set()


# ---- the codec -------------------------------------------------------------------------------------------------------

numbers = st.one_of(st.integers(-(10**18), 10**18), st.fractions(max_denominator=10**6))
regions = st.one_of(
    st.builds(
        lambda ends: Numbers((Interval(*ends),)), st.tuples(numbers, numbers).map(sorted).filter(lambda e: e[0] < e[1])
    ),
    st.builds(Values, st.frozensets(st.text(max_size=5), max_size=4), st.booleans()),
)
atoms = st.builds(model.Atom, st.text(max_size=8), regions, st.text(max_size=8))
conditions = st.recursive(
    atoms
    | st.builds(model.Known, st.text(max_size=4), st.sampled_from(["undeterminable", "ascertained"]), st.just("")),
    lambda inner: (
        st.builds(model.And, st.lists(inner, max_size=3).map(tuple))
        | st.builds(model.Or, st.lists(inner, max_size=3).map(tuple))
        | st.builds(model.Neg, inner)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(conditions)
def test_conditions_come_back(condition):
    codec = Codecs().of(model.And)
    whole = model.And((condition,))
    back = codec.decode(json.loads(json.dumps(codec.encode(whole))))
    assert back == whole
    assert codec.encode(back) == codec.encode(whole)
    assert kinds(back) == kinds(whole)  # 1 and Fraction(1) are equal, and are not the same


def kinds(value):
    """The types of all numbers in a condition, in order."""
    if isinstance(value, int | Fraction):
        return [type(value)]
    inner = (
        value
        if isinstance(value, tuple)
        else [getattr(value, one.name) for one in fields(value)]
        if is_dataclass(value)
        else ()
    )
    return [kind for one in inner for kind in kinds(one)]


def test_days_truths_and_fractions_come_back():
    codec = Codecs().of(model.InForce)
    one = model.InForce(date(2021, 7, 15), None, date(1, 1, 1), date.max)
    assert codec.decode(json.loads(json.dumps(codec.encode(one)))) == one
    amount = model.Amount("base", None, Fraction(1, 3), hi_open=True)
    codec = Codecs().of(model.Amount)
    assert codec.decode(json.loads(json.dumps(codec.encode(amount)))) == amount


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        (int, True), (int, "1"), (int, 1.0), (bool, 1), (str, 1), (date, "2021-01-01"), (date, 0), (date, 10**9),
        (Fraction, [1, 0]), (Fraction, [1, -2]), (Fraction, [1]), (Fraction, [True, 1]), (Fraction, 1),
        (model.Atom, ["f"]), (model.Atom, {}), (model.Atom, ["f", ["Numbers", []], "w", "more"]),
        (model.Neg, [["Rule"]]), (model.Neg, [["os.system", "true"]]), (model.Neg, [[]]), (model.Neg, []),
        (tuple[str, ...], "ab"), (tuple[str, str], ["a"]), (frozenset[str], "ab"), (dict[str, int], {"a": 1}),
    ],
)  # fmt: skip
def test_what_is_not_of_the_type_is_refused(type_, said):
    with pytest.raises(Damaged):
        Codecs().of(type_).decode(said)


def test_a_type_without_a_form_is_the_fault_of_the_caller():
    with pytest.raises(TypeError):
        Codecs().of(object)


def test_the_shape_names_every_field():
    """A field more, or another type, is another shape: an index of the old one is left alone."""
    codecs = Codecs()
    codecs.of(model.Matter)
    (said,) = [one for one in codecs.shapes() if one.startswith("Matter: ")]
    assert all(f"{one.name}=" in said for one in fields(model.Matter))
    assert form().shape.startswith("sha256:")


def test_an_empty_program():
    program, report = pipeline.build([], None)
    made, told = unpacked(packed(program, report), "x.bundle")
    assert (dict(made.matters), list(made.rules), told) == ({}, [], Report())
