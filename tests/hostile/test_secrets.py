"""What nobody needs to see is not shown, nothing reaches for the network, and no input is run."""

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_corpus import CASE, ROOT, small

import enforcerules as er
from enforcerules.load.cases import load_examples
from enforcerules.testing.collect import collect

SOURCES = sorted((ROOT / "src" / "enforcerules").rglob("*.py"))
IDENTITY, PHONE = "110101199003074578", "13800138000"
TOLD = f"{IDENTITY}，{PHONE}"
FACTS = {
    "倾倒": {"value": True, "evidence": [TOLD], "reason": TOLD, "note": TOLD, "by": TOLD},
    "货值金额": {"status": "unknown", "reason": TOLD, "factors": [TOLD]},
    "后果": {"status": "undeterminable", "reason": TOLD},
}
DEVIATION = {"reason": TOLD, "approved_by": TOLD, "evidence": [TOLD]}


@pytest.mark.parametrize("depth", ["reasons", "full"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_explanations_show_no_numbers_of_identity(depth: str, lang: str, form: str) -> None:
    """The first six and the last four stay (前6后4); of a telephone three and four."""
    given = {**CASE, "title": TOLD, "note": TOLD, "facts": FACTS, "deviation": DEVIATION}
    decision = er.decide(er.load(small.SMALL), given)
    for said in (er.explain(decision, lang, depth=depth, format=form), er.reasoning(decision, lang)):
        plain = said.replace("\n", "").replace(" ", "")
        assert IDENTITY not in plain
        assert PHONE not in plain
    assert "110101********4578" in er.explain(decision, lang, depth=depth, format=form).replace("\n", "").replace(
        " ", ""
    )


def test_amounts_that_look_like_telephones_are_shown_whole() -> None:
    given = {**CASE, "facts": {"倾倒": True, "货值金额": "13800138000", "后果": "轻微"}}
    said = er.explain(er.decide(er.load(small.SMALL), given), "en", depth="full")
    assert "13,800,138,000" in said
    assert "****" not in said


def test_nothing_reaches_for_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refused)
    rules = er.load("cn")
    decision = er.decide(rules, ROOT / "examples" / "expired-food.yaml")
    er.explain(decision, "zh", format="html")
    er.replay(er.record(decision), rules)
    (tmp_path / "rules.bundle").write_bytes(er.build(small.SMALL))
    er.load(tmp_path / "rules.bundle")


def test_pages_name_no_other_place() -> None:
    """A page that stands alone: no script, no style, no picture from elsewhere."""
    made = er.explain(er.decide(er.load("cn"), ROOT / "examples" / "expired-food.yaml"), "zh", format="html")
    assert all(word not in made for word in ("<script", "src=", "<link", "@import", "url(", "http:", "https:"))


RUNS = {"exec", "eval", "compile", "__import__", "system", "popen", "Popen", "loads_pickle"}
NEVER = {"pickle", "marshal", "shelve", "socket", "http", "requests", "ftplib", "smtplib", "ctypes", "code", "runpy"}


def test_only_the_kernel_runs_text_and_nothing_opens_a_connection() -> None:
    """`exec` stands in one place, whose text is looked at in `tests/kernel/test_generated_text.py`."""
    found = {}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        imports = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imports |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        risky = (called & RUNS) | {one for one in imports if one.partition(".")[0] in NEVER}
        if risky:
            found[path.relative_to(ROOT / "src" / "enforcerules").as_posix()] = risky
    serving = {name for name in found if name.startswith("cli/serve")}
    assert {name: risky for name, risky in found.items() if name not in serving} == {
        "kernel/generated.py": {"exec", "compile"}
    }


def test_html_of_hostile_names_is_text() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    given = {
        **CASE,
        "case": evil,
        "title": evil,
        "note": evil,
        "facts": {**FACTS, "倾倒": {"value": True, "reason": evil}},
    }
    made = er.explain(er.decide(er.load(small.SMALL), given), "zh", depth="full", format="html")
    assert "<script>" not in made
    assert "<img" not in made


@pytest.mark.parametrize("value", ["nodes=5", "depth=2", "problem=1", "nodes=0", "x"])
def test_bounds_from_the_environment(value: str, tmp_path: Path) -> None:
    """Too few nodes are a diagnostic, a bound that is none is told as such; the exit code of both is 2."""
    command = [sys.executable, "-m", "enforcerules", "check", str(small.SMALL)]
    env = {"PYTHONPATH": str(ROOT / "src"), "ENFORCERULES_LIMITS": value, "PATH": ""}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8")
    assert "Traceback" not in done.stderr
    if value in {"nodes=5", "depth=2"}:
        assert "ER13" in done.stdout + done.stderr
    else:
        assert done.returncode == 2
        assert done.stderr.startswith("ENFORCERULES_LIMITS: ")


def test_examples_name_no_case_outside_of_their_folder() -> None:
    """The shipped ones neither; see `paths` in the corpus for what is refused."""
    for path in collect([ROOT / "rulesets"])[::25]:
        assert "ER108" not in {one.code for _, report in load_examples(path) for one in report.diagnostics}
