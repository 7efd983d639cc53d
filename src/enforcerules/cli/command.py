"""A command: its name, what it does, its arguments, and what runs it. Help is worded in the language asked for."""

from __future__ import annotations

import re
from argparse import ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NoReturn

Lang = Literal["zh", "en"]
FORMATS = ("text", "json")
_SETTINGS: Any = {
    "add_help": False,
    "allow_abbrev": False,
    "formatter_class": lambda prog: HelpFormatter(prog, max_help_position=28),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One command; `usage_exit` is its exit code for arguments that make no sense."""

    name: str
    zh: str
    en: str
    arguments: Callable[[Arguments], None]
    run: Callable[[Namespace], int]
    usage_exit: int = 2


_CHINESE: Final = (
    (
        re.compile(r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", re.DOTALL),
        r"参数 \1 不能是 \2，可用：\3",
    ),
    (re.compile(r"argument (.+?): invalid int value: (.+)", re.DOTALL), r"参数 \1 应是整数，不能是 \2"),
    (re.compile(r"argument (.+?): expected (?:one|at least one|\d+) arguments?"), r"参数 \1 后面要写内容"),
    (re.compile(r"argument (.+?): ignored explicit argument (.+)", re.DOTALL), r"参数 \1 后面不写内容：\2"),
    (re.compile(r"the following arguments are required: (.+)", re.DOTALL), r"还要写：\1"),
    (re.compile(r"unrecognized arguments: (.+)", re.DOTALL), r"不认识的参数：\1"),
)


def _in_chinese(message: str) -> str:
    """What argparse says, where it is one of the usual things."""
    for pattern, wording in _CHINESE:
        found = pattern.fullmatch(message)
        if found is not None:
            return found.expand(wording)
    return message


class Parser(ArgumentParser):
    """argparse with its headings in the language asked for, and an exit code of its own for wrong usage."""

    lang: Lang = "zh"
    usage_exit: int = 2

    def error(self, message: str) -> NoReturn:
        """Usage and what is wrong, on standard error."""
        told = message if self.lang == "en" else _in_chinese(message)
        self.exit(self.usage_exit, f"{self.format_usage()}{self.prog}: {told}\n")

    def format_help(self) -> str:
        """The help, with Chinese headings in Chinese."""
        return self._headed(super().format_help())

    def format_usage(self) -> str:
        """The usage line."""
        return self._headed(super().format_usage())

    def _headed(self, text: str) -> str:
        if self.lang == "en":
            return text
        heads = {"usage: ": "用法：", "options:": "选项：", "positional arguments:": "参数："}
        lines = text.splitlines(keepends=True)
        return "".join(next((zh + ln[len(en) :] for en, zh in heads.items() if ln.startswith(en)), ln) for ln in lines)


class Arguments:
    """Adds arguments to a parser with their help in one language."""

    def __init__(self, parser: Parser, lang: Lang) -> None:
        """For a parser and a language."""
        self._parser = parser
        self._lang = lang

    def add(self, *names: str, zh: str, en: str, **settings: Any) -> None:
        """One argument."""
        self._parser.add_argument(*names, help=zh if self._lang == "zh" else en, **settings)

    def lang(self) -> None:
        """`--lang`."""
        self.add("--lang", choices=("zh", "en"), default="zh", zh="语言（默认 zh）", en="language (default: zh)")

    def formats(self, names: Sequence[str] = FORMATS) -> None:
        """`--format` and `-o`."""
        shown = " | ".join(names)
        self.add(
            "--format", choices=names, default="text", metavar="FORMAT", zh=f"输出格式：{shown}", en=f"output: {shown}"
        )
        self.add("-o", "--output", metavar="FILE", zh="写入文件，不写标准输出", en="write to a file")

    def watch(self, zh: str, en: str) -> None:
        """`--watch`."""
        self.add("--watch", action="store_true", zh=zh, en=en)

    def rules(self) -> None:
        """`--rules`, `--extending`, `--trust` and `--cache`."""
        self.add(
            "--rules",
            action="append",
            metavar="DIR",
            zh="规则文件或文件夹，可多次给出（默认：随附的 cn）",
            en="a file or folder of rules, may be repeated (default: the shipped cn)",
        )
        self.extending()
        self.trust()
        self.cache()

    def cache(self) -> None:
        """`--cache`."""
        self.add(
            "--cache",
            metavar="DIR",
            zh="把编译好的规则存在此文件夹，下次直接读取；也可用环境变量 ENFORCERULES_CACHE；写空值则不用",
            en="keep compiled rules in this folder for the next time (or name it in ENFORCERULES_CACHE); empty: do not",
        )

    def trust(self) -> None:
        """`--trust`."""
        self.add(
            "--trust",
            action="append",
            metavar="KEY",
            zh="只接受由此公钥签名的封装包，可多次给出",
            en="accept only sealed bundles signed by this public key, may be repeated",
        )

    def extending(self) -> None:
        """`--extending`."""
        self.add(
            "--extending",
            metavar="RULES",
            zh="这些规则所扩展的规则在别处时，写明在哪里，例如 cn",
            en="where the rulesets lie that these extend, e.g. cn",
        )


def parser_for(commands: Sequence[Command], lang: Lang, version: str) -> Parser:
    """The parser of all commands."""
    zh = lang == "zh"
    about = (
        "行政处罚裁量：用规则决定案件并说明理由" if zh else "administrative-penalty discretion as explained decisions"
    )
    top = _helped(Parser(prog="enforcerules", description=about, **_SETTINGS), lang)
    top.add_argument("--version", action="version", version=f"enforcerules {version}", help="版本" if zh else "version")
    choose = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title="命令" if zh else "commands", parser_class=Parser
    )
    for command in commands:
        said = command.zh if zh else command.en
        made = _helped(choose.add_parser(command.name, help=said, description=said, **_SETTINGS), lang)
        made.usage_exit = command.usage_exit
        made.set_defaults(run=command.run, name=command.name, parser=top)
        command.arguments(Arguments(made, lang))
    return top


def _helped(parser: Parser, lang: Lang) -> Parser:
    """The parser with `--help` in its language."""
    parser.lang = lang
    parser.add_argument("-h", "--help", action="help", help="显示本说明" if lang == "zh" else "show this help")
    return parser


def language(arguments: Sequence[str]) -> Lang:
    """The language of the help, read before anything is parsed: Chinese unless `--lang en`."""
    for at, word in enumerate(arguments):
        if word == "--lang=en" or (word == "--lang" and list(arguments[at + 1 : at + 2]) == ["en"]):
            return "en"
    return "zh"
