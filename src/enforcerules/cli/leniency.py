"""`leniency`: what the rules that favour the party saved, over many cases."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.streams import emit

_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".jsonl", ".ndjson"})


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "cases",
        nargs="+",
        metavar="CASE",
        zh="案件：YAML、JSON、JSON Lines、示例，或文件夹；- 为标准输入",
        en="cases: YAML, JSON, JSON lines, examples, or a folder; - for standard input",
    )
    arguments.rules()
    arguments.add(
        "--without",
        metavar="KINDS",
        zh="除去哪几类，逗号分隔：lists 清单，law 法律法规自身的不予处罚，notices 先通知告诫，circumstances 从轻减轻情节，"
        "reductions 按比例降低，rows 裁量表里从宽的档（默认：除 rows 外全部）",
        en="which kinds to leave out, by commas: lists, law, notices, circumstances, reductions, rows (default: all but rows)",
    )
    arguments.add(
        "--rule",
        action="append",
        metavar="ID",
        zh="只除去这条规则，可多次给出，末尾的 * 表示以此开头的全部；与 --without 并用时一并除去",
        en="leave out this rule only, may be repeated, a final * means all that begin so; beside --without as well as those",
    )
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 where a case cannot be decided, or a kind or a rule is none."""
    from enforcerules.analysis.leniency import leniency
    from enforcerules.cli.reading import cases
    from enforcerules.cli.rules import loaded
    from enforcerules.model.leniency import DEFAULT_FAVOURS
    from enforcerules.render.leniency import leniency_json, leniency_text

    chosen = DEFAULT_FAVOURS if options.without is None and not options.rule else _names(options.without or "")
    rules = loaded(options)
    given = ((one.name, one.case, one.placed(one.report)) for one in cases(_files(options.cases)))
    found = leniency(rules.program, given, chosen, options.rule or ())
    json = options.format == "json"
    emit(leniency_json(found, 2) if json else leniency_text(found, options.lang), options.output)
    return exits.BAD_INPUT if found.unusable else exits.OK


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in text.replace("，", ",").split(",") if one.strip()))


def _files(words: list[str]) -> Iterator[str]:
    """The files named, and of a folder those that may hold cases; of rulesets those in their folders of cases."""
    from enforcerules.testing.collect import collect

    for word in words:
        place = Path(word)
        if word == "-" or not place.is_dir():
            yield word
            continue
        found = collect([place]) or sorted(
            one for one in place.rglob("*") if one.suffix.lower() in _SUFFIXES and not one.name.startswith(".")
        )
        yield from map(str, found)


COMMAND = Command(
    "leniency",
    "从宽少罚了多少：适用和不适用从宽规则各决定一次",
    "what leniency saved: with and without",
    _arguments,
    run,
)
