"""What compiling bounds, from both sides, and facts of one id over several rulesets."""

from pathlib import Path

import pytest

import enforcerules as er
from enforcerules import pipeline
from enforcerules.base.limits import TABLE_ROWS
from enforcerules.compile import compile_rulesets
from enforcerules.load.cases import case_of
from enforcerules.load.rulesets import load_rulesets

SMALL = (Path(__file__).parents[1] / "audit" / "small" / "ruleset.yaml").read_text(encoding="utf-8")
CASE = {"matter": "small.dump", "territory": "440103", "start": "2024-03-01", "facts": {"倾倒": True}}


def codes(folder, **files):
    """What compiling says of rulesets, by code; nothing is checked beyond that."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    loaded = load_rulesets([folder])
    assert not loaded.report.errors, loaded.report
    return [one.code for one in compile_rulesets(loaded.documents, loaded.calendar, loaded.articles)[1]]


@pytest.mark.parametrize(("more", "wanted"), [(0, []), (1, ["ER527"])])
def test_rows_of_a_table(tmp_path, more, wanted):
    """A table of exactly as many rows as there may be is read; one more is refused."""
    head, _, _ = SMALL.partition("    rows:\n")
    rows = "".join(
        f"      - {{id: r{n}, level: ordinary, when: 货值金额为{n + 1}元, of_max: 50%}}\n"
        for n in range(TABLE_ROWS + more)
    )
    assert codes(tmp_path, small=f"{head}    rows:\n{rows}") == wanted


def below(name, territory, facts):
    return (
        f'format: enforcerules/ruleset/1\nruleset: {name}\ntitle: {name}\nterritory: "{territory}"\nextends: [audit.small]\n'
        f"status: example\nfacts:\n{facts}"
    )


COUNT = "  near: {label: 附近户数, type: integer, unit: 户, basis: 试法 第一条}\n"
TRUTH = "  near: {label: 附近户数, type: boolean, basis: 试法 第一条}\n"
OTHER = "  near: {label: 附近户数, type: integer, unit: 家, basis: 试法 第一条}\n"


@pytest.mark.parametrize(
    ("here", "there", "facts", "wanted"),
    [
        ("440000", "440100", (COUNT, TRUTH), ["ER319"]),  # a city lies in its province
        ("440000", "000000", (COUNT, TRUTH), ["ER319"]),  # the whole country holds the province
        ("440000", "440100", (COUNT, OTHER), ["ER319"]),  # households are not families
        ("440000", "440100", (COUNT, COUNT), []),
        ("440000", "110000", (COUNT, TRUTH), []),  # no place lies in both provinces
        ("440100", "440300", (COUNT, TRUTH), []),  # nor in both cities
    ],
)
def test_a_fact_of_one_id_in_rulesets_side_by_side(tmp_path, here, there, facts, wanted):
    found = codes(
        tmp_path, small=SMALL, one=below("small.one", here, facts[0]), two=below("small.two", there, facts[1])
    )
    assert found == wanted


@pytest.mark.parametrize(("number", "depth"), [(8, 8), (64, 1), (2, 32)])
def test_derived_truths_within_one_another_can_be_decided(tmp_path, number, depth):
    """64 steps are the most, however they are made up; what is within the bound is decided and explained."""
    lines, said = [], "倾倒"
    for at in range(number):
        lines.append(
            f"  d{at}: {{label: 推{at}, when: {'非 （' * (depth - 1)}非 {said}{'）' * (depth - 1)}, basis: 试法 第二条}}\n"
        )
        said = f"推{at}"
    text = SMALL.replace("derived:\n", f"derived:\n{''.join(lines)}").replace(
        "elements: 倾倒", f"elements: 倾倒 且 {said}"
    )
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    decision = pipeline.decide(er.load(tmp_path).program, case_of(CASE)[0])
    assert er.explain(decision, "zh", depth="full")
