"""`code`: codes of acts of enforcement (27 digits) read, checked, or made."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.base.source import Text
    from enforcerules.model.behaviour_code import BehaviourCode
    from enforcerules.render.behaviour_code import Read

_PARTS: Final = ("type", "department", "date", "sequence", "custom")


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "codes",
        nargs="*",
        metavar="CODE",
        zh="行政行为码（27位数字）；- 为标准输入，每行一个",
        en="codes of acts of enforcement (27 digits); - for standard input, one a line",
    )
    arguments.add(
        "--check",
        metavar="METHOD",
        default="unchecked",
        zh="怎样核对校验位：unchecked 不核对（默认：没有见到公布的校验方法），mod11_10",
        en="how the check digit is checked: unchecked (default: no method was found published), mod11_10",
    )
    arguments.add("--make", action="store_true", zh="由各段编成一个码", en="make a code from its parts")
    arguments.add("--type", metavar="DD", zh="--make：类型码，2位", en="--make: type, 2 digits")
    arguments.add("--department", metavar="D9", zh="--make：部门码，9位", en="--make: department, 9 digits")
    arguments.add("--date", metavar="DAY", zh="--make：日期，如 2022-11-08", en="--make: a day such as 2022-11-08")
    arguments.add("--sequence", metavar="D4", zh="--make：序号，4位", en="--make: sequence, 4 digits")
    arguments.add("--custom", metavar="D5", zh="--make：自定义码，5位", en="--make: custom part, 5 digits")
    arguments.add(
        "--digit",
        metavar="D",
        zh="--make：校验位本身；不写时由 --check 的方法算出",
        en="--make: the check digit itself; otherwise the method of --check makes it",
    )
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 where a code is none, or a part of one."""
    from enforcerules.cli.running import complain
    from enforcerules.render.behaviour_code import code_text, codes_json

    read = [_made(options)] if options.make else list(_read(options))
    if options.format == "json":
        emit(codes_json(read, options.check), options.output)
    else:
        told = [code_text(code, options.lang) for _, _, code, _ in read if code is not None]
        if told:
            emit("\n\n".join(told), options.output)
    problems = [(report, {where.partition(":")[0]: written}) for where, written, _, report in read if report.errors]
    for report, sources in problems:
        complain(report, options.lang, sources if "<stdin>" not in sources else None)
    return exits.BAD_INPUT if problems else exits.OK


def _read(options: Namespace) -> Iterator[Read]:
    from enforcerules.base.diagnostics import InvalidInput, Report
    from enforcerules.model.behaviour_code import method_of, parse_code

    if not options.codes:
        raise Refused("写出要读的码，或者用 --make 编码", "name the codes to read, or make one with --make")
    method = method_of(options.check)
    for code in _codes(options.codes):
        where = "code" if code.span is None else f"{code.span.file}:{code.span.line}"
        try:
            made = parse_code(code, check=method or options.check)
        except InvalidInput as invalid:
            yield where, str(code), None, invalid.report
        else:
            yield where, str(code), made, Report(())


def _codes(words: list[str]) -> Iterator[Text]:
    """The codes of the command line, and those of standard input with their lines."""
    from enforcerules.base.limits import bounds
    from enforcerules.base.source import Span, Text

    for word in words:
        if word != "-":
            yield Text(word)
            continue
        lines = sys.stdin.buffer.read(bounds().file_bytes).decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        for at, line in enumerate(one.rstrip("\r") for one in lines):
            if line.strip():
                yield Text(line, Span("<stdin>", at + 1, 1, at + 1, len(line) + 1))


def _made(options: Namespace) -> Read:
    from enforcerules.base.diagnostics import Report
    from enforcerules.model.behaviour_code import make_code

    if options.codes:
        raise Refused("--make 由各段编码，不再写码", "--make takes the parts, no code")
    missing = [f"--{name}" for name in _PARTS if getattr(options, name) is None]
    if options.digit is None and options.check == "unchecked":
        missing.append("--digit")
    if missing:
        raise Refused(f"还要写：{'、'.join(missing)}", f"also needed: {', '.join(missing)}")
    code: BehaviourCode = make_code(
        type=options.type,
        department=options.department,
        day=_day(options.date),
        sequence=options.sequence,
        custom=options.custom,
        check=options.check if options.digit is None else options.digit,
    )
    return "code", str(code), code, Report(())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"`{text}` 不是日期，写成 2022-11-08", f"`{text}` is no date: write 2022-11-08") from None


COMMAND = Command(
    "code",
    "读、核对、编行政行为码（27位）",
    "read, check or make a code of an act (27 digits)",
    _arguments,
    run,
)
