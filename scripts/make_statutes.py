"""The catalogue `rulesets/cn/statutes` from clause records and a collection of law texts.

    python scripts/make_statutes.py RECORDS --collection DIR [--verified RECORDS]

RECORDS are JSON lines as `enforcerules import clauses` reads them. The collection says of each law its full title and, by the
folder it lies in, its rank: a folder of `<kind>/…/<law>(<version>).md` files whose first line is the title, or a bare Git
repository of such files. Records of `--verified` take the place of those of the same id and are marked as checked by hand.
`statutes_corrections.jsonl` says what was found wrong in records when they were read against the law: conditions to replace
(`when`), rules to add (`add`), reasons for being partial that are settled by it (`settles`), and why.
The files of laws are replaced; `ruleset.yaml`, which declares what all share, is left alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from enforcerules.exchange.clauses import About, counted, import_bytes

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "rulesets" / "cn" / "statutes"
SHARED = "ruleset.yaml"
CORRECTIONS = Path(__file__).resolve().with_name("statutes_corrections.jsonl")
Record = dict[str, Any]
RANKS: dict[str, str] = {
    "行政法规": "administrative_regulation",
    "部门规章": "ministry_rule",
    "司法解释": "judicial_interpretation",
    **dict.fromkeys(("宪法相关法", "民法商法", "行政法", "经济法", "社会法", "刑法", "诉讼与非诉讼程序法"), "law"),
}


def main() -> int:
    """0; 1 when a record is refused or a law is not in the collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--collection", type=Path, required=True)
    parser.add_argument("--verified", type=Path)
    options = parser.parse_args()
    records = merged(lines(options.records), lines(options.verified) if options.verified else [])
    records = [corrected(one, lines(CORRECTIONS)) for one in records]
    about = known(records, options.collection)
    data = "\n".join(json.dumps(one, ensure_ascii=False) for one in records).encode()
    made = import_bytes(data, str(options.records), about)
    absent = sorted({one["law"] for one in records} - about.keys())
    for problem in (
        *map(str, made.report.diagnostics.diagnostics),
        *(f"not in the collection: {law}" for law in absent),
    ):
        print(problem, file=sys.stderr)
    for path in TARGET.glob("*.yaml"):
        if path.name != SHARED:
            path.unlink()
    for file in made.files:
        (TARGET / file.name).write_text(file.text, encoding="utf-8", newline="\n")
    report = made.report
    print(f"{report.laws} laws, {report.imported} of {report.read} records, {report.said} of them said completely")
    print(counted(report))
    return 1 if absent or report.refused else 0


def lines(path: Path) -> list[Record]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def merged(records: Iterable[Record], verified: Iterable[Record]) -> list[Record]:
    """The records, those that were checked by hand in place of those of the same id."""
    checked = {one["id"]: {**one, "status": "verified"} for one in verified}
    kept = [checked.pop(one["id"], one) for one in records]
    return [*kept, *checked.values()]


def corrected(record: Record, corrections: Iterable[Record]) -> Record:
    """The record with what was found in the law; raises ValueError where a correction does not fit the record."""
    made = record
    for one in corrections:
        if one["id"] != record["id"]:
            continue
        rules, reasons = list(made["rules"]), list(made.get("why_partial", []))
        for before, after in one.get("when", {}).items():
            if all(rule["when"] != before for rule in rules):
                raise ValueError(f"{one['id']} has no rule `{before}`")
            rules = [{**rule, "when": after} if rule["when"] == before else rule for rule in rules]
        left = [reason for reason in reasons if reason not in one.get("settles", [])]
        status = "parsed" if reasons and not left else made["status"]
        made = {**made, "rules": [*rules, *one.get("add", [])], "why_partial": left, "status": status}
    return made


def known(records: Iterable[Record], collection: Path) -> dict[str, About]:
    """Title and rank of every law of the records that the collection holds."""
    wanted = {f"{one['law']}({one['version']}).md": one["law"] for one in records}
    names, read = _folder(collection) if not (collection / "HEAD").exists() else _repository(collection)
    found: dict[str, About] = {}
    for name in sorted(names):
        law = wanted.get(name.rpartition("/")[2])
        rank = RANKS.get(name.partition("/")[0])
        if law is not None and rank is not None:
            found.setdefault(law, About(_title(read(name)), rank))
    return found


def _title(text: str) -> str:
    return text.splitlines()[0].removeprefix("#").strip().replace(" ", "").replace("\u3000", "")


def _folder(collection: Path) -> tuple[list[str], Callable[[str], str]]:
    names = [path.relative_to(collection).as_posix() for path in collection.rglob("*.md")]
    return names, lambda name: (collection / name).read_text(encoding="utf-8")


def _repository(collection: Path) -> tuple[list[str], Callable[[str], str]]:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(collection), *arguments]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()

    names = git("ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0")
    return names, lambda name: git("show", f"HEAD:{name}")


if __name__ == "__main__":
    sys.exit(main())
