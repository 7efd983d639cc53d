"""`list` and `search`: which matters there are, and where a word stands."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.streams import emit, remark

if TYPE_CHECKING:
    from enforcerules.model.program import Matter, Program

Found = tuple[str, str, str]
"""What kind of thing, its id, its title."""


def _list_arguments(arguments: Arguments) -> None:
    arguments.rules()
    arguments.formats()
    arguments.lang()


def run_list(options: Namespace) -> int:
    """Every matter: id, title, ruleset, territory, status."""
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.rules import loaded
    from enforcerules.cli.table import table

    program = loaded(options).program
    rows = [_row(program, matter, options.lang) for _, matter in sorted(program.matters.items())]
    if options.format == "json":
        made = {"format": "enforcerules/matters/1", "matters": [_entry(program, m) for m in program.matters.values()]}
        emit(canonical(made).decode(), options.output)
        return exits.OK
    zh = options.lang == "zh"
    head = ("事项", "名称", "规则集", "地域", "状态") if zh else ("matter", "title", "ruleset", "territory", "status")
    emit(table([head, *rows]), options.output)
    return exits.OK


def _row(program: Program, matter: Matter, lang: str) -> tuple[str, ...]:
    home = program.rulesets[matter.ruleset]
    status = matter.status or home.status
    return matter.id, titled(matter.title, lang), home.id, ",".join(home.territories), status


def _entry(program: Program, matter: Matter) -> dict[str, object]:
    home = program.rulesets[matter.ruleset]
    return {
        "id": matter.id,
        "title": dict(matter.title),
        "ruleset": home.id,
        "territories": list(home.territories),
        "status": matter.status or home.status,
    }


def titled(title: tuple[tuple[str, str], ...], lang: str) -> str:
    """A title in a language, else in Chinese."""
    texts = dict(title)
    return texts.get(lang) or texts.get("zh", "")


def _search_arguments(arguments: Arguments) -> None:
    arguments.add(
        "word", metavar="WORD", zh="要找的词（标识符、名称、标签的一部分）", en="a part of an id, a title or a label"
    )
    _list_arguments(arguments)


def run_search(options: Namespace) -> int:
    """Matters, rules, tables and facts whose id, title or label holds the word; 1 when there are none."""
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.rules import loaded
    from enforcerules.cli.table import table

    word = options.word.casefold()
    every = _things(loaded(options).program, options.lang)
    found = [one for one in dict.fromkeys(every) if any(word in text.casefold() for text in one[1:])]
    if options.format == "json":
        entries = [{"kind": kind, "id": name, "title": title} for kind, name, title in found]
        emit(canonical({"format": "enforcerules/search/1", "found": entries}).decode(), options.output)
    elif found:
        emit(table(found), options.output)
    else:
        remark(f"没有找到 `{options.word}`" if options.lang == "zh" else f"`{options.word}` was not found")
    return exits.OK if found else exits.FINDINGS


def _things(program: Program, lang: str) -> Iterator[Found]:
    kinds = ("事项", "规则", "基准", "事实") if lang == "zh" else ("matter", "rule", "table", "fact")
    yield from ((kinds[0], name, titled(matter.title, lang)) for name, matter in sorted(program.matters.items()))
    yield from ((kinds[1], rule.id, titled(rule.title, lang)) for rule in program.rules)
    yield from ((kinds[2], one.id, titled(one.title, lang)) for one in program.benchmarks)
    facts = {fact.id: fact for home in program.rulesets.values() for fact in home.facts.values()}
    yield from ((kinds[3], name, fact.label) for name, fact in sorted(facts.items()))


COMMANDS = (
    Command("list", "列出事项", "list matters", _list_arguments, run_list),
    Command(
        "search", "查找事项、规则、基准、事实", "find matters, rules, tables, facts", _search_arguments, run_search
    ),
)
