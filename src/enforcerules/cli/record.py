"""`record`: cases decided, and each decision written as a record."""

from __future__ import annotations

import os
import re
import secrets
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused, unwritable
from enforcerules.cli.streams import whole_or_none

if TYPE_CHECKING:
    from enforcerules.api import Ruleset

_NOT_OF_NAMES: Final = re.compile(r"[^\w.-]+")
_SECRET_BYTES: Final = 32


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "cases",
        nargs="+",
        metavar="CASE",
        zh="案件文件（YAML、JSON、JSON Lines，或示例），- 为标准输入",
        en="case files (YAML, JSON, JSON lines, or an example), - for standard input",
    )
    arguments.rules()
    arguments.add(
        "-o",
        "--output",
        metavar="PLACE",
        zh="写入文件（多个案件时每行一份）；以 / 结尾或已有的文件夹：每份一个文件",
        en="a file (several cases: one a line), or a folder (it ends in /, or is there): a file for each",
    )
    arguments.add(
        "--algorithm",
        action="append",
        metavar="NAME",
        zh="摘要算法，可多次给出：sha256（默认）、sm3、sha384、sha512、sha3_256",
        en="digest algorithm, may be repeated: sha256 (default), sm3, sha384, sha512, sha3_256",
    )
    arguments.add("--by", metavar="WHO", zh="制作记录的人", en="who makes the record")
    arguments.add("--at", metavar="TIME", zh="制作的时间，如 2024-05-06T10:00:00+08:00", en="when it is made")
    arguments.add(
        "--mask",
        action="append",
        metavar="FIELD",
        zh="遮蔽的内容，可多次给出：personal、/case/parties/*/name、fact:出生日期",
        en="what to mask, may be repeated: personal, /case/parties/*/name, fact:出生日期",
    )
    arguments.add(
        "--apart",
        metavar="PLACE",
        zh="遮蔽的内容与盐值另存于此（多个案件时为文件夹）",
        en="where what was masked goes, with its salts (several cases: a folder)",
    )
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 when a case cannot be used; the others are recorded all the same."""
    from enforcerules.cli.rules import loaded

    if options.mask and not options.apart:
        raise Refused("遮蔽内容时用 --apart 写明另存何处", "say with --apart where what is masked goes")
    _a_time(options.at)
    rules = loaded(options)
    made: list[tuple[str, bytes]] = []
    failed = False
    for name, record in _records(options, rules):
        failed |= record is None
        if record is not None:
            made.append((name, _put_apart(options, name, record, len(options.cases) > 1)))
    _write(made, options.output)
    return exits.BAD_INPUT if failed else exits.OK


def _a_time(text: str | None) -> None:
    """Refuses a time that is none: what stands in a record has to exist."""
    try:
        _ = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        told = "2024-05-06T10:00:00+08:00"
        raise Refused(
            f"--at：`{text}` 不是存在的时间，写作 {told}", f"--at: `{text}` is no time; write {told}"
        ) from None


def _records(options: Namespace, rules: Ruleset) -> Iterator[tuple[str, bytes | None]]:
    """The record of each case under a name for its file; None for one that cannot be used, which is told."""
    from enforcerules import api
    from enforcerules.audit.record import DEFAULT
    from enforcerules.cli.reading import cases
    from enforcerules.cli.running import complain

    algorithms = tuple(options.algorithm or DEFAULT)
    envelope = api.Envelope(options.by, options.at)
    for given in cases(options.cases):
        report, record = given.report, None
        if given.case is not None and not report.errors:
            masking = api.Masking(tuple(options.mask), secrets.token_bytes(_SECRET_BYTES)) if options.mask else None
            try:
                decision = api.decide(rules, given.case)
                record = api.record(decision, algorithms, envelope=envelope, masking=masking)
            except api.InvalidInput as invalid:
                report += invalid.report
        if report.diagnostics:
            complain(given.placed(report), options.lang, given.sources)
        name = "case" if given.case is None else str(given.case.case)
        yield _NOT_OF_NAMES.sub("_", name).strip(".") or "case", record


def _put_apart(options: Namespace, name: str, record: bytes, several: bool) -> bytes:
    """The record without what was masked, which goes where `--apart` says."""
    from enforcerules.audit.reading import read_record

    if not options.mask:
        return record
    found, _ = read_record(record)
    assert found is not None  # noqa: S101  it was made just now
    kept = found.apart
    if kept is not None:
        place = Path(options.apart)
        folder = several or options.apart.endswith("/") or place.is_dir()
        write_bytes(place / f"{name}.apart.json" if folder else place, kept, private=True)
    return found.public


def _write(made: list[tuple[str, bytes]], output: str | None) -> None:
    if output is None:
        for _, record in made:
            sys.stdout.write(f"{record.decode()}\n")
    elif output.endswith("/") or Path(output).is_dir():
        names = _distinct([name for name, _ in made])
        for name, (_, record) in zip(names, made, strict=True):
            write_bytes(Path(output) / f"{name}.json", record)
    elif made:
        several = len(made) > 1
        write_bytes(Path(output), b"\n".join(record for _, record in made) + (b"\n" if several else b""))


def _distinct(names: list[str]) -> list[str]:
    """Names of which none is used twice."""
    used: set[str] = set()
    made = []
    for name in names:
        free = next(one for one in (name, *(f"{name}-{n}" for n in range(2, len(names) + 2))) if one not in used)
        used.add(free)
        made.append(free)
    return made


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """A file with exactly these bytes; if `private`, for its owner alone, also where one stood there that others may read; raises Refused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if private and not (path.exists() and not path.is_file()):
            _write_private(path, data)
            return
        with whole_or_none(path):
            path.write_bytes(data)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def _write_private(path: Path, data: bytes) -> None:
    """A new file takes the place of whatever is there, a link included: a file keeps the rights it had, and a link leads elsewhere."""
    number, name = tempfile.mkstemp(prefix=".", dir=path.parent)  # of the owner alone
    beside = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


COMMAND = Command("record", "决定案件并制作可重放的记录", "decide cases and make records that replay", _arguments, run)
