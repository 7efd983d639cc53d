"""What nobody needs to see is not shown, nothing reaches for the network, and no input is run."""

import ast
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_corpus import CASE, ROOT, small

import enforcerules as er
from enforcerules.audit.postgres_log import without_password
from enforcerules.audit.replay import Difference, Replayed
from enforcerules.cli.replay_words import Words
from enforcerules.cli.report_json import to_dict
from enforcerules.cli.running import worded
from enforcerules.load.cases import load_examples
from enforcerules.render.review import text as review_text
from enforcerules.render.summary import summary
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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_diagnostics_show_no_numbers_of_identity(lang: str, tmp_path: Path) -> None:
    """Neither the message nor the line that is quoted, in text, JSON and what an exception says."""
    for number, wrong in enumerate(
        ("{后果: '%s'}", "{'%s': true}", "{货值金额: '%s号'}", "{倾倒: true, 货值金额: [%s]}")
    ):
        path = tmp_path / f"{number}.yaml"
        path.write_text(
            f"format: enforcerules/case/1\nmatter: small.dump\nfacts: {wrong % IDENTITY}  # {IDENTITY} 电话{PHONE}\n",
            encoding="utf-8",
        )
        with pytest.raises(er.InvalidInput) as caught:
            er.decide(er.load(small.SMALL), path)
        report = caught.value.report
        told = worded(report, lang)
        assert "facts: " in told, "the line is quoted"
        for said in (told, str(caught.value), json.dumps(to_dict(report), ensure_ascii=False)):
            assert IDENTITY not in said
            assert PHONE not in said


def test_what_differs_and_what_leniency_saved_show_no_numbers_of_identity() -> None:
    rules = er.load(small.SMALL)
    given = {**CASE, "case": TOLD, "party": {"id": IDENTITY, "kind": "unit"}}
    assert IDENTITY not in er.explain(er.leniency(rules, [given], without=["lists"]))
    made = er.review(rules, {"case": given, "measures": {"kind": "fine", "amount": "1.00"}})
    assert IDENTITY not in review_text(made)
    assert IDENTITY not in er.explain(er.what_if(rules, given))
    assert IDENTITY not in summary(er.decide(rules, given))
    altered = Replayed("r", "differs", difference=Difference("/case", f"a {IDENTITY}", f"b {IDENTITY}"))
    assert IDENTITY not in Words("zh").replayed(altered)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://clerk:geheim@db:5432/log", "postgresql://clerk@db:5432/log"),
        ("postgresql://db/log?user=clerk&password=geheim", "postgresql://db/log?user=clerk"),
        (
            "postgresql://clerk@db/log?sslpassword=geheim&sslmode=verify-full",
            "postgresql://clerk@db/log?sslmode=verify-full",
        ),
        ("postgresql://clerk@db/log?sslmode=require", "postgresql://clerk@db/log?sslmode=require"),
        ("postgresql://clerk:geheim@[db/log", "postgresql://…"),
    ],
)
def test_a_password_of_a_database_is_not_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_steers_a_terminal_or_turns_a_line_is_not_passed_on(form: str) -> None:
    """Files with such characters are refused; a mapping given in Python is not a file."""
    told = "甲\x1b[2J\u202e乙\u200b"
    given = {**CASE, "case": told, "title": told, "note": told, "facts": {"倾倒": {"value": True, "reason": told}}}
    made = er.explain(er.decide(er.load(small.SMALL), given), "zh", depth="full", format=form)
    assert not set(told) & {"\x1b", "\u202e", "\u200b"} & set(made)
    assert "甲\ufffd[2J\ufffd乙\ufffd" in made


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


RUNS = {"exec", "eval", "compile", "__import__"}
CALLS = {
    "system",
    "popen",
    "Popen",
    "import_module",
    "exec_module",
    "literal_eval",
    "unsafe_load",
    "full_load",
    "load_all",
    "urlopen",
}
CALLS |= {f"{verb}{form}" for verb in ("exec", "spawn") for form in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")}
NEVER = {
    "pickle", "marshal", "shelve", "dill", "ctypes", "cffi", "code", "codeop", "runpy", "subprocess", "pty", "webbrowser", "logging",
    "socket", "socketserver", "ssl", "asyncio", "http", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "xmlrpc",
    "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "nntplib",
}  # fmt: skip


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
        methods = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        risky = (called & RUNS) | (methods & CALLS) | {one for one in imports if {one, one.partition(".")[0]} & NEVER}
        if risky:
            found[path.relative_to(ROOT / "src" / "enforcerules").as_posix()] = risky
    assert found == {"kernel/generated.py": {"exec", "compile"}}


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
