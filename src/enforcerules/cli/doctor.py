"""`doctor`: what this installation can do."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.streams import emit

Finding = tuple[str, str, str]
"""`ok`, `absent` or `missing` (needed and not there); what; its version or why not."""

_NEEDED: Final = ("pydantic", "PyYAML", "jsonschema", "rich", "lark")
_EXTRAS: Final = (
    ("durable", "durable-rules"),
    ("batch", "numpy"),
    ("batch", "pyarrow"),
    ("spark", "pyspark"),
    ("excel", "XlsxWriter"),
    ("sign", "cryptography"),
    ("fast", "orjson"),
    ("postgres", "psycopg"),
    ("test", "pytest"),
    ("test", "hypothesis"),
)
_MARKS: Final = {"ok": "✓", "absent": "-", "missing": "✗"}


def _arguments(arguments: Arguments) -> None:
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 1 when something needed is missing."""
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.table import table

    found = list(_found(zh=options.lang == "zh"))
    if options.format == "json":
        entries = [{"state": state, "what": what, "said": said} for state, what, said in found]
        emit(canonical({"format": "enforcerules/doctor/1", "found": entries}).decode(), options.output)
    else:
        emit(table([(_MARKS[state], what, said) for state, what, said in found]), options.output)
    return exits.FINDINGS if any(state == "missing" for state, _, _ in found) else exits.OK


def _found(*, zh: bool) -> Iterator[Finding]:
    from enforcerules import __version__

    yield "ok", "enforcerules", __version__
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield "ok" if supported else "absent", "Python", sys.version.split()[0] + ("" if supported else " (3.11–3.13)")
    for name in _NEEDED:
        version = _version(name)
        yield ("ok", name, version) if version else ("missing", name, "未安装" if zh else "not installed")
    extras = list(_extras(zh=zh))
    yield from extras
    yield _second_opinion(extras, zh=zh)
    yield _sm3(zh=zh)
    yield from _shipped(zh=zh)


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _extras(*, zh: bool) -> Iterator[Finding]:
    for extra, name in _EXTRAS:
        what, version = f"{name} [{extra}]", _version(name)
        if extra == "durable":
            yield _durable(what, version, zh=zh)
        elif version:
            yield "ok", what, version
        else:
            yield "absent", what, f"{'未安装' if zh else 'not installed'}: pip install 'enforcerules[{extra}]'"


def _durable(what: str, version: str | None, *, zh: bool) -> Finding:
    """durable-rules is not imported here: a broken extension must not take this process down."""
    from importlib.util import find_spec

    if version is None:
        return (
            "absent",
            what,
            "未安装（源码分发，需要 C 编译器）" if zh else "not installed (source only: needs a C compiler)",
        )
    if find_spec("durable") is None or find_spec("durable_rules_engine") is None:
        said = f"{version}，但找不到编译好的模块" if zh else f"{version}, but its compiled module is not there"
        return "absent", what, said
    if sys.version_info >= (3, 13):
        said = f"{version}，在 Python 3.13 上不能导入" if zh else f"{version}, which cannot be imported on Python 3.13"
        return "absent", what, said
    return "ok", what, version


def _second_opinion(extras: list[Finding], *, zh: bool) -> Finding:
    """Whom `decide --cross-check` asks."""
    what = "第二意见" if zh else "second opinion"
    durable = next((state for state, name, _ in extras if name.startswith("durable-rules")), "absent")
    if durable == "ok":
        return "ok", what, "tree, durable"
    return "absent", what, "tree；durable-rules 未参与" if zh else "tree; durable-rules is not consulted"


def _sm3(*, zh: bool) -> Finding:
    import hashlib

    try:
        hashlib.new("sm3", b"", usedforsecurity=False)
    except ValueError:
        own = (
            "OpenSSL 不提供，用自带的（仅 4 MB 以下）"
            if zh
            else "not provided by OpenSSL; the library's own, up to 4 MB"
        )
        return "ok", "SM3", own
    return "ok", "SM3", "hashlib"


def _shipped(*, zh: bool) -> Iterator[Finding]:
    """The shipped rules: where they are, whether they compile, what they hold."""
    from enforcerules import api
    from enforcerules.load.shipped import library

    where, what = library(), "随附规则" if zh else "shipped rules"
    try:
        rules = api.load("cn")
    except api.InvalidInput as invalid:
        count = len(invalid.report.errors)
        yield "missing", what, f"{where}: {count} {'个错误' if zh else 'errors'}"
        return
    program = rules.program
    counts = (len(program.rulesets), len(program.matters), len(program.rules))
    said = "{} 个规则集，{} 个事项，{} 条规则" if zh else "{} rulesets, {} matters, {} rules"
    yield "ok", what, f"{where}: {said.format(*counts)}"
    for one in sorted(program.rulesets.values(), key=lambda each: each.id):
        yield "ok", f"  {one.id}", f"{one.status}, {', '.join(one.territories)}"
    years = sorted(program.calendar.years)
    yield "ok", "工作日历" if zh else "calendar", ", ".join(map(str, years)) or "—"


COMMAND = Command("doctor", "检查安装", "check the installation", _arguments, run)
