"""Wrong input is a report, never a traceback: small good documents with nodes deleted, doubled, swapped and replaced."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcerules.base.catalogue import CATALOGUE
from enforcerules.base.diagnostics import InvalidInput, Report
from enforcerules.compile import compile_rulesets
from enforcerules.load.cases import load_case
from enforcerules.load.rulesets import load_rulesets
from enforcerules.model.program import Program
from enforcerules.pipeline import build, decide
from enforcerules.render.diagnostics import text

HERE = Path(__file__).parent
GENERAL = HERE / "base" / "general.yaml"
RULESET: dict[str, Any] = yaml.load((HERE / "fuzz" / "ruleset.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
CASE: dict[str, Any] = yaml.load((HERE / "fuzz" / "case.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
ODD = (
    "", " ", "~", "是", "NO", "0", "-1", "1.5", "1e9", "99999999999999999999", "2024-02-30", "9999-12-31", "0001-01-01",
    "元", "1万元", "-1元", "0%", "150%", "[0%, 30%]", "（", "非", "且", "「", "及时改正", "货值金额", "goods_value", "act_end",
    "危害后果为没有", "情节严重", "food.expired", "t.*", "*", "food.expired/fine", "shall", "may", "fine", "spare", "penalty",
    "终身", "2年", "5工作日", "440000", "处罚法 第三条", "base", "test", "true", "false", "ongoing", "长" * 99, "：", "a：b",
)  # fmt: skip
SLOW = settings(
    deadline=None, max_examples=int(os.environ.get("FUZZ", "150")), suppress_health_check=[HealthCheck.too_slow]
)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a tree but its root."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


def at(node: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        node = node[key]
    return node


def put(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The tree with another value at a place."""
    if not path:
        return value
    if isinstance(node, dict):
        return {k: put(v, path[1:], value) if k == path[0] else v for k, v in node.items()}
    return [put(v, path[1:], value) if i == path[0] else v for i, v in enumerate(node)]


def without(node: Any, path: tuple[Any, ...]) -> Any:
    holder = at(node, path[:-1])
    pairs = holder.items() if isinstance(holder, dict) else enumerate(holder)
    left = {k: v for k, v in pairs if k != path[-1]}
    return put(node, path[:-1], left if isinstance(holder, dict) else list(left.values()))


def renamed(node: Any, path: tuple[Any, ...], name: str) -> Any:
    holder = at(node, path[:-1])
    if not isinstance(holder, dict):
        return put(node, path, name)
    return put(node, path[:-1], {name if k == path[-1] else k: v for k, v in holder.items()})


def doubled(node: Any, path: tuple[Any, ...]) -> Any:
    holder = at(node, path[:-1])
    return put(node, path[:-1], [*holder, at(node, path)]) if isinstance(holder, list) else node


@st.composite
def miswritten(draw: st.DrawFn, text: str) -> str:
    """The text with some letters left out, doubled, or others put in."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 3)))
    return text[:start] + draw(st.sampled_from(["", text[start:end] * 2, *ODD])) + text[end:]


def apart(path: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether neither place lies in the other."""
    return path[: len(other)] != other and other[: len(path)] != path


def swapped(node: Any, path: tuple[Any, ...], other: tuple[Any, ...]) -> Any:
    return put(put(node, path, at(node, other)), other, at(node, path)) if apart(path, other) else node


def slipped(draw: st.DrawFn, node: Any) -> Any:
    """The tree after one slip."""
    paths = [path for path in places(node) if path != ("format",)] or [("format",)]
    path, other = draw(st.sampled_from(paths)), draw(st.sampled_from(paths))
    here = at(node, path)
    slips = {
        "delete": lambda: without(node, path),
        "double": lambda: doubled(node, path),
        "swap": lambda: swapped(node, path, other),
        "copy": lambda: put(node, path, at(node, other)) if apart(path, other) else node,
        "scalar": lambda: put(node, path, draw(st.sampled_from(ODD))),
        "letters": lambda: put(node, path, draw(miswritten(here))) if isinstance(here, str) else node,
        "key": lambda: renamed(node, path, draw(st.sampled_from([*ODD, str(other[-1])]))),
        "wrap": lambda: put(node, path, draw(st.sampled_from([[here], {"all": [here]}, {"x": here}]))),
        "empty": lambda: put(node, path, draw(st.sampled_from([[], {}, None]))),
    }
    return slips[draw(st.sampled_from([*slips, "letters", "letters"]))]()


@st.composite
def mutated(draw: st.DrawFn, tree: dict[str, Any]) -> dict[str, Any]:
    """The tree after one to three slips, its format kept."""
    node: Any = tree
    for _ in range(draw(st.integers(1, 3))):
        node = slipped(draw, node)
    return {**node, "format": tree["format"]}


def rendered(report: Report) -> None:
    for one in report.diagnostics:
        assert one.code in CATALOGUE
    text(report, "en")


def written(path: Path, tree: object) -> Path:
    path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def program() -> Program:
    made, report = build([GENERAL, HERE / "fuzz" / "ruleset.yaml"])
    assert made is not None, text(report)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slips")


def test_the_documents_that_are_mutated_are_in_order(program: Program) -> None:
    case, report = load_case(HERE / "fuzz" / "case.yaml")
    assert case is not None, text(report)
    assert decide(program, case).outcomes


@SLOW
@given(tree=mutated(RULESET))
def test_a_ruleset_with_slips_is_built_or_reported(tree: dict[str, Any], folder: Path) -> None:
    """build(mutated ruleset) is a program, with which a case can be decided, or a report with a place for each problem."""
    made, report = build([GENERAL, written(folder / "ruleset.yaml", tree)])
    rendered(report)
    assert (made is None) == bool(report.errors)
    if made is None:
        return
    case, _ = load_case(HERE / "fuzz" / "case.yaml")
    assert case is not None
    try:
        decide(made, case)
    except InvalidInput as invalid:
        rendered(invalid.report)


@SLOW
@given(tree=mutated(RULESET))
def test_all_rulesets_are_compiled_even_when_the_shape_of_one_is_wrong(tree: dict[str, Any], folder: Path) -> None:
    """compile(what could be read) does not raise either."""
    loaded = load_rulesets([GENERAL, written(folder / "ruleset.yaml", tree)])
    _, found = compile_rulesets(loaded.documents, loaded.calendar)
    rendered(Report(found))


@SLOW
@given(tree=mutated(CASE))
def test_a_case_with_slips_is_decided_or_reported(tree: dict[str, Any], folder: Path, program: Program) -> None:
    """decide(mutated case) is a decision, or a report."""
    case, report = load_case(written(folder / "case.yaml", tree))
    rendered(report)
    assert (case is None) <= bool(report.errors)
    if case is None or report.errors:
        return
    try:
        assert decide(program, case).outcomes is not None
    except InvalidInput as invalid:
        rendered(invalid.report)
