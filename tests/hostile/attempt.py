"""Run apart, with little memory: hands over each input of a list and says what came of it, one line of JSON each.

python attempt.py LIST: a JSON file of {name, kind, path, …}. Whatever takes more than SECONDS of processor time, or raises
anything but InvalidInput, is told as such; the process ends where memory does.
"""

import json
import resource
import signal
import sys
import time
import traceback
from pathlib import Path

SECONDS = 30
MEMORY = 2 * 1024**3

import enforcerules as er  # noqa: E402
from enforcerules.audit.verify_offline import Altered, Unusable, check_record  # noqa: E402
from enforcerules.base.diagnostics import Report  # noqa: E402
from enforcerules.render.diagnostics import text  # noqa: E402


class TooLong(BaseException):
    """No handler of errors catches it."""


def told(report: Report) -> list[str]:
    """The codes of a report, which can be worded in both languages."""
    assert text(report, "zh")
    assert text(report, "en")
    return sorted({one.code for one in report.errors})


def as_ruleset(given: dict, rules: er.Ruleset) -> str:
    made = er.load(given["path"])
    er.check(given["path"])
    return er.to_json(er.decide(made, given["case"])) if "case" in given else ""


def as_case(given: dict, rules: er.Ruleset) -> str:
    decision = er.decide(rules, given["path"])
    er.explain(decision, "zh", depth="full")
    er.explain(decision, "en", format="html")
    er.reasoning(decision)
    er.record(decision)
    return decision.outcomes[0].disposition


def as_mapping(given: dict, rules: er.Ruleset) -> str:
    return er.decide(rules, given["case"]).outcomes[0].disposition


def as_example(given: dict, rules: er.Ruleset) -> str:
    from enforcerules.load.cases import load_examples

    for _, report in load_examples(Path(given["path"])):
        report.raise_if_invalid()
    return ""


def as_workbook(given: dict, rules: er.Ruleset) -> str:
    from enforcerules.exchange.workbook import import_workbook_bytes
    from enforcerules.exchange.workbook.examples import import_cases_bytes

    path = Path(given["path"])
    data = path.read_bytes()
    made = import_workbook_bytes(data, path.name, list(rules.paths))
    cases = import_cases_bytes(data, path.name, list(rules.paths))
    assert not (made.report.errors and made.files), "partial output"
    made.report.raise_if_invalid()
    cases.report.raise_if_invalid()
    return str(made.rows)


def as_bundle(given: dict, rules: er.Ruleset) -> str:
    made = er.load(given["path"], trust=given.get("trust"))
    if "case" in given:
        er.decide(made, given["case"])
    if given.get("recompile"):
        er.inspect(given["path"], recompile=True)
    return ""


def as_record(given: dict, rules: er.Ruleset) -> str:
    found = er.replay(given["path"], rules)
    try:
        check_record(Path(given["path"]).read_bytes().removesuffix(b"\n"))
    except (Altered, Unusable):
        assert found.verdict in {"altered", "unreadable"}, found.verdict
    found.report.raise_if_invalid()
    return found.verdict


def as_review(given: dict, rules: er.Ruleset) -> str:
    found = er.review(rules, given["path"])
    problems = [one.report for one in found.decisions if one.report.errors]
    if problems:
        raise er.InvalidInput(problems[0])
    return str(len(found.decisions))


def as_scene(given: dict, rules: er.Ruleset) -> str:
    er.explain(er.checklist(rules, given["path"]), format="html")
    return ""


def as_log(given: dict, rules: er.Ruleset) -> str:
    with er.open_log(given["path"], write=False) as log:
        return str(log.root())


KINDS = {name.removeprefix("as_"): one for name, one in list(globals().items()) if name.startswith("as_")}


def attempt(given: dict, rules: er.Ruleset) -> dict:
    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    began = time.process_time()
    try:
        said = {"verdict": "right", "said": KINDS[given["kind"]](given, rules)}
    except er.InvalidInput as invalid:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        said = {"verdict": "refused", "codes": told(invalid.report), "problems": len(invalid.report.diagnostics)}
    except TooLong:
        said = {"verdict": "too long", "said": traceback.format_exc()[-1500:]}
    except Exception:  # noqa: BLE001  this is what must not be
        said = {"verdict": "crash", "said": traceback.format_exc()[-3000:]}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"name": given["name"], **said, "seconds": round(time.process_time() - began, 2), "mib": mib}


def main() -> None:
    plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rules = er.load(*plan["rules"])
    for given in plan["given"]:
        print(json.dumps(attempt(given, rules), ensure_ascii=False), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
