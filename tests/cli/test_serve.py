"""`serve --stdio`: lines in, lines out, whatever the lines are."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

import enforcerules as er
from enforcerules.cli.report_json import ReportJson
from enforcerules.cli.serve_methods import NAMES, Methods
from enforcerules.cli.serving import Server, Waiting

ROOT = Path(__file__).parents[2]
RULES = """\
format: enforcerules/ruleset/1
ruleset: served
title: {{zh: 供调用的规则, en: served rules}}
territory: "000000"
status: example
instruments:
  测试法: {{title: 测试法, rank: law, versions: [{{id: "1", from: 2020-01-01}}]}}
kinds:
  fine: {{label: 罚款, class: penalty, article9: "2"}}
facts:
  goods: {{label: 货值金额, type: money, basis: 测试法 第一条}}
  fixed: {{label: 及时改正, type: boolean, basis: 测试法 第一条}}
matters:
  - id: shop
    title: {{zh: 店铺违法, en: a shop}}
    penalised_by: 测试法 第一条
    penalties:
      - limbs:
          - {{when: 货值金额不足10000元, fine: {{shall: 1000元以上{most}元以下}}}}
          - {{when: 货值金额10000元以上, fine: {{shall: 货值金额1倍以上2倍以下}}}}
"""
CASE = {
    "matter": "shop", "party": {"kind": "unit"}, "start": "2024-03-01", "end": "2024-03-20",
    "dates": {"decided": "2024-06-01"}, "phase": "concluded",
}  # fmt: skip
FACTS = {"货值金额": 20000, "及时改正": True}


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "served.yaml"
    made.write_text(RULES.format(most=5000), encoding="utf-8")
    return made


@pytest.fixture
def server(path):
    return Server(Methods(er.Live(path)), "zh")


def request(method, params=None, identity=1):
    made = {"jsonrpc": "2.0", "id": identity, "method": method}
    return json.dumps(made if params is None else {**made, "params": params}, ensure_ascii=False).encode()


def asked(server, method, params=None, identity=1):
    told = json.loads(server.line(request(method, params, identity)))
    assert told["jsonrpc"] == "2.0"
    assert told["id"] == identity
    return told


def fine(verdict):
    (found,) = [one for one in verdict["measures"] if one["holds"]]
    return found["statutory"]["min"], found["statutory"]["max"]


# ---- what is asked ---------------------------------------------------------------------------------------------


def test_a_decision_is_that_of_the_library(server, path):
    told = asked(server, "decide", {"case": {**CASE, "facts": FACTS}})["result"]
    assert told == json.loads(er.to_json(er.decide(er.load(path), {**CASE, "facts": FACTS})))


@pytest.mark.parametrize(
    ("goods", "wanted"),
    # Below 10,000: the fixed range. From 10,000 on: once to twice the value.
    [("9999.99", ("1000.00", "5000.00")), ("10000", ("10000.00", "20000.00")), ("10000.01", ("10000.01", "20000.02"))],
)
def test_a_verdict_is_exact_at_the_edge(server, schema, goods, wanted):
    line = request("verdict", {"case": CASE, "facts": {"货值金额": "@", "及时改正": False}}).decode()
    for written in (goods, f'"{goods}"'):
        for _ in range(2):  # learnt, and generated
            told = json.loads(server.line(line.replace('"@"', written).encode()))["result"]
            Draft202012Validator(schema("verdict")).validate(told)
            assert fine(told) == wanted


def test_a_verdict_is_the_outcome_of_the_decision_in_short(server):
    short = asked(server, "verdict", {"case": CASE, "facts": FACTS})["result"]
    (outcome,) = asked(server, "decide", {"case": {**CASE, "facts": FACTS}})["result"]["outcomes"]
    assert short["disposition"] == outcome["disposition"]
    for one, whole in zip(short["measures"], outcome["measures"], strict=True):
        assert {name: whole[name] for name in ("id", "kind", "holds", "statutory", "levels")}.items() <= one.items()


def test_the_explanation_the_questions_and_the_form(server, path):
    rules = er.load(path)
    decision = er.decide(rules, {**CASE, "facts": {"及时改正": True}})
    case = {**CASE, "facts": {"及时改正": True}}
    told = asked(server, "explain", {"case": case, "lang": "en", "depth": "full"})["result"]["text"]
    assert told == er.explain(decision, "en", depth="full")
    (of_act,) = asked(server, "questions", {"case": case})["result"]
    assert of_act["matter"] == "shop"
    assert [one["fact"] for one in of_act["questions"]] == ["goods"]
    assert asked(server, "form", {"matter": "shop"})["result"] == er.form(rules, "shop")
    assert asked(server, "matters")["result"] == ["shop"]
    about = asked(server, "about")["result"]
    assert about["matters"] == 1
    assert about["methods"] == sorted(NAMES)
    assert about["version"] == er.__version__


# ---- what is wrong ---------------------------------------------------------------------------------------------


def code(told):
    return told["error"]["code"]


def test_what_is_wrong_with_a_case_is_said_with_its_place(server):
    line = request("decide", {"case": {**CASE, "matter": "shap", "facts": FACTS}}, "七")
    told = json.loads(server.line(line))
    assert (code(told), told["id"]) == (1, "七")
    TypeAdapter(ReportJson).validate_python(told["error"]["data"])
    (found,) = told["error"]["data"]["diagnostics"]
    assert (found["code"], found["span"]["line"]) == ("ER601", 1)
    assert line.decode()[found["span"]["column"] - 1 :].startswith('"shap"')


@pytest.mark.parametrize(
    ("line", "wanted", "identity"),
    [
        (b"nonsense", -32700, None),
        (b"\xff\xfe{}", -32700, None),
        (b'{"jsonrpc":"2.0","id":3,"method":"about","method":"about"}', -32700, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"decide","params":{"case":{"facts":{"x":NaN}}}}', -32700, 3),
        (b"[" * 100, -32700, None),
        (b"[]", -32600, None),
        (b"7", -32600, None),
        (b'{"id":3,"method":"about"}', -32600, 3),
        (b'{"jsonrpc":"2.0","id":{},"method":"about"}', -32600, None),
        (b'{"jsonrpc":"2.0","id":1.5,"method":"about"}', -32600, None),
        (b'{"jsonrpc":"2.0","id":3}', -32600, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"about","params":[]}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"about","params":{"x":1}}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"rm"}', -32601, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"decide"}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"decide","params":{"case":"/etc/passwd"}}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"form","params":{"matter":"none"}}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"explain","params":{"case":{},"lang":"fr"}}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"verdict","params":{"case":{}}}', -32602, 3),
        (b'{"jsonrpc":"2.0","id":3,"method":"decide","params":{"case":{}}}', 1, 3),
    ],
)
def test_every_slip_is_answered_with_the_id(server, line, wanted, identity):
    told = json.loads(server.line(line))
    assert (code(told), told["id"]) == (wanted, identity)
    assert told["error"]["message"]
    assert not server.ended


def test_several_acts_are_for_decide(server):
    case = {"parties": [{"id": "a", "kind": "unit"}, {"id": "b", "kind": "unit"}], "phase": "concluded"}
    case["acts"] = [{"id": "x", "matter": "shop", "start": "2024-03-01", "end": "2024-03-02", "parties": ["a", "b"]}]
    told = asked(server, "verdict", {"case": case, "facts": FACTS})
    assert code(told) == -32602
    assert "decide" in told["error"]["message"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda s: s.encode("utf-8", "replace")))
def test_no_line_breaks_it(data):
    made = Server(Methods(er.Live.__new__(er.Live)), "en")
    told = made.line(data.replace(b"\n", b""))
    for one in [json.loads(told)] if told else []:
        assert "error" in (one if isinstance(one, dict) else one[0])


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        {"jsonrpc": st.just("2.0")},
        optional={
            "id": st.integers() | st.text(max_size=5) | st.none() | st.lists(st.none()),
            "method": st.sampled_from(["rm", "", "decide"]) | st.none(),
            "params": st.dictionaries(st.text(max_size=4), st.none()) | st.lists(st.none()),
        },
    )
)
def test_every_request_is_answered_once_and_a_notification_never(made):
    """A request with a valid id gets an answer with it, here always an error; one without an id none, unless it is no request."""
    told = Server(Methods(er.Live.__new__(er.Live)), "zh").line(json.dumps(made).encode())
    if told is None:
        assert "id" not in made
        return
    answer = json.loads(told)
    assert "error" in answer
    kept = isinstance(made.get("id"), str) or (type(made.get("id")) is int and abs(made["id"]) < 10**16)
    plain = all(ord(c) < 0xD800 or ord(c) > 0xDFFF for c in str(made.get("id")))
    assert answer["id"] == (made["id"] if kept and plain and code(answer) != -32700 else answer["id"])


def test_a_defect_is_answered_and_told_apart(server, monkeypatch, capsys):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("enforcerules.api.decide", broken)
    told = asked(server, "decide", {"case": {**CASE, "facts": FACTS}})
    assert code(told) == -32603
    assert "Traceback" not in json.dumps(told)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_notifications_and_batches(server):
    quiet = b'{"jsonrpc":"2.0","method":"about"}'
    assert server.line(quiet) is None
    assert server.line(b"[" + quiet + b"]") is None
    told = json.loads(server.line(b"[" + request("about", None, "a") + b"," + quiet + b",1]"))
    assert [one["id"] for one in told] == ["a", None]
    assert json.loads(server.line(request("shutdown"))) == {"jsonrpc": "2.0", "id": 1, "result": None}
    assert server.ended
    assert code(json.loads(server.line(request("about")))) == -32600


# ---- other rules while it runs ---------------------------------------------------------------------------------


def test_rules_are_changed_in_a_running_process(server, path):
    facts = {"货值金额": 500, "及时改正": True}
    ask = {"case": CASE, "facts": facts}
    assert fine(asked(server, "verdict", ask)["result"]) == ("1000.00", "5000.00")
    path.write_text(RULES.format(most=8000), encoding="utf-8")
    assert fine(asked(server, "verdict", ask)["result"]) == ("1000.00", "5000.00")
    before = asked(server, "about")["result"]["digest"]
    assert asked(server, "reload")["result"]["digest"] != before
    assert fine(asked(server, "verdict", ask)["result"]) == ("1000.00", "8000.00")
    path.write_text("format: enforcerules/ruleset/1\nruleset: [", encoding="utf-8")
    assert code(asked(server, "reload")) == 1
    assert fine(asked(server, "verdict", ask)["result"]) == ("1000.00", "8000.00")


def test_deciders_go_on_with_the_rules_they_began_with(path):
    """Eight threads decide while the rules are swapped: each verdict is that of the rules its decider was made of."""
    live = er.Live(path)
    deciders = [(500_000, er.decider(live.rules, CASE))]
    ended = threading.Event()

    def ask(seed):
        seen = 0
        while not ended.is_set() or seen < 50:
            wanted, decider = deciders[-1 - seen % len(deciders)]
            found = decider({"货值金额": (seed + seen) % 9999, "及时改正": True})
            assert found.measures[0].statutory.hi == wanted
            seen += 1
        return seen

    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(ask, n) for n in range(8)]
        for top in (6000, 7000, 8000):
            path.write_text(RULES.format(most=top), encoding="utf-8")
            live.reload()
            deciders.append((top * 100, er.decider(live.rules, CASE)))
        ended.set()
        assert all(one.result() >= 50 for one in futures)


# ---- a process of its own --------------------------------------------------------------------------------------


def serving(path, *more):
    command = [sys.executable, "-m", "enforcerules", "serve", "--stdio", "--rules", str(path), *more]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C"}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)


def test_lines_are_answered_as_they_come(path):
    process = serving(path, "--most", "2000")
    lines = (request("about", None, "甲"), b"", b"\xff", b"x" * 5000, request("shutdown", None, 9))
    wanted = ("甲", None, None, 9)
    told = []
    for line in lines:
        process.stdin.write(line + b"\n")
        process.stdin.flush()
        if line:
            told.append(json.loads(process.stdout.readline()))
    assert tuple(one["id"] for one in told) == wanted
    assert [one.get("error", {}).get("code") for one in told] == [None, -32700, 2, None]
    assert process.wait(20) == 0
    assert process.stderr.read() == b""


def test_the_end_of_the_input_and_a_last_line_without_an_end(path):
    out, err = serving(path).communicate(request("matters"), timeout=60)
    assert (json.loads(out)["result"], err) == (["shop"], b"")


def test_the_signal_is_given_back_when_the_lines_end():
    before = signal.getsignal(signal.SIGTERM)
    assert list(Waiting().lines(io.BytesIO(b"one\n"), 100)) == [b"one\n"]
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM cannot be caught there")
def test_sigterm_ends_it(path):
    process = serving(path)
    process.stdin.write(request("about") + b"\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == 1
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert process.stderr.read() == b""


def test_rules_that_cannot_be_used_and_arguments_that_make_no_sense(cli, tmp_path):
    assert cli("serve", "--stdio", "--rules", tmp_path / "none.yaml").code == 2
    assert cli("serve").code == 2
    assert cli("serve", "--stdio", "--most", "0").code == 2
    assert cli("serve", "--stdio", "--trust", tmp_path / "key").code == 2


def test_the_largest_line_is_a_bound_as_others_are(cli, path, monkeypatch):
    """`--most` goes as far as `file_bytes`, which is also what it is where it is not said."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(request("about"))))
    monkeypatch.setenv("ENFORCERULES_LIMITS", "file_bytes=64MiB")
    assert cli("serve", "--stdio", "--rules", path, "--most", str(64 * 1024 * 1024)).code == 0
    assert cli("serve", "--stdio", "--rules", path, "--most", str(64 * 1024 * 1024 + 1)).code == 2
    monkeypatch.setenv("ENFORCERULES_LIMITS", "file_bytes=2000")
    size = len(request("about"))
    for most, wanted in ((size - 1, 2), (size, None)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(request("about"))))
        done = cli("serve", "--stdio", "--rules", path, "--most", str(most))
        assert json.loads(done.out).get("error", {}).get("code") == wanted


def test_no_more_of_a_line_is_kept_than_the_bound():
    waiting = Waiting.__new__(Waiting)
    waiting.asked = waiting._waits = False
    lines = list(waiting.lines(io.BytesIO(b"a" * 10 + b"\n" + b"b" * 50 + b"\nc\n" + b"d" * 11), 10))
    assert lines == [b"a" * 10 + b"\n", None, b"c\n", None]


@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")
def test_the_example_in_java(path):
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = ["java", "-Dfile.encoding=UTF-8", str(ROOT / "examples" / "serve" / "ServeClient.java")]
    command += [sys.executable, "-m", "enforcerules", "serve", "--stdio", "--rules", str(path)]
    done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [one["id"] for one in answers] == [1, 2, 3]
    assert answers[0]["result"]["matters"] == 1


@pytest.mark.parametrize("number", ["9" * 5_000, "1E5", "-" + "9" * 5_000, "0." + "1" * 5_000, "1e400"])
def test_a_number_without_measure_is_refused_as_in_a_file(server, number):
    """Five thousand digits ended in an exception of Python; 1E5 is no amount in a file, so it is none here."""
    for method, params in (("verdict", {"case": CASE, "facts": {**FACTS, "货值金额": "@"}}), ("verdict", {"case": {**CASE, "note": "@", "facts": {"货值金额": "@"}}, "facts": FACTS}), ("decide", {"case": {**CASE, "facts": {**FACTS, "货值金额": "@"}}})):  # fmt: skip
        line = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}, ensure_ascii=False)
        told = json.loads(server.line(line.replace('"@"', number).encode()))
        assert told.get("error", {}).get("code", 1) == 1
    assert told["error"]["data"]["diagnostics"]
