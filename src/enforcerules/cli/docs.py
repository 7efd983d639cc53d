"""`docs build`: the rulebook as pages that stand alone in a folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused, unwritable
from enforcerules.cli.streams import remark

if TYPE_CHECKING:
    from enforcerules.api import Ruleset
    from enforcerules.cli.book.cases import Ran


def _arguments(arguments: Arguments) -> None:
    arguments.add("what", choices=("build",), zh="build：生成", en="build: make them")
    arguments.add(
        "paths",
        nargs="*",
        default=["cn"],
        metavar="RULES",
        zh="规则文件或文件夹（默认：随附的 cn）",
        en="files or folders of rules (default: the shipped cn)",
    )
    arguments.add("-o", "--output", metavar="DIR", required=True, zh="写入这个文件夹", en="the folder to write into")
    arguments.extending()
    arguments.add(
        "--no-examples",
        action="store_true",
        zh="不运行示例案件，手册里没有示例和覆盖（快得多）",
        en="run no examples: neither they nor what they cover are in it (much faster)",
    )
    arguments.lang()


def run(options: Namespace) -> int:
    """0, also where examples fail, which the pages show; 2 when rules cannot be used or the folder cannot be written."""
    from enforcerules import api
    from enforcerules.cli.book.collect import book
    from enforcerules.load.shipped import located
    from enforcerules.render.pages.book import book_pages
    from enforcerules.testing.coverage.parts import rulesets_below

    folder = _folder(options.output)
    first, *more = options.paths
    rules = api.load(first, *more, extending=options.extending)
    below = rulesets_below(rules.program, located(options.paths))
    ran = None if options.no_examples else _ran(options, rules, below)
    pages = dict(book_pages(book(rules.program, below, ran, options.lang), options.lang))
    for name, text in pages.items():
        _write(folder / name, text)
    _remove_others(folder, {folder / name for name in pages})
    count = len(pages)
    remark(f"写入 `{folder}`：{count} 页" if options.lang == "zh" else f"written `{folder}`: {count} pages")
    return exits.OK


def _folder(name: str) -> Path:
    """The folder; pages of an earlier rulebook are written over, anything else keeps it from being used.

    Raises:
        Refused: it holds something that is no rulebook.
    """
    folder = Path(name)
    if folder.is_dir() and any(folder.iterdir()) and not _ours(folder / "index.html"):
        raise Refused(
            f"`{name}` 里有别的文件，请另选一个空的文件夹", f"`{name}` holds other files: choose an empty folder"
        )
    return folder


def _ours(page: Path) -> bool:
    """Whether a file is a page that was made here."""
    from enforcerules.render.pages.shell import MADE_BY

    try:
        with page.open("rb") as opened:
            return f'<meta name="generator" content="{MADE_BY}">'.encode() in opened.read(2_000)
    except OSError:
        return False


def _remove_others(folder: Path, written: set[Path]) -> None:
    """Pages of an earlier rulebook whose matters are gone."""
    from enforcerules.render.pages.book import MATTERS, RUN

    for page in sorted([folder / RUN, *(folder / MATTERS).glob("*.html")]):
        if page not in written and _ours(page):
            page.unlink()


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise unwritable(str(path), error) from None


def _ran(options: Namespace, rules: Ruleset, below: frozenset[str]) -> Ran:
    from enforcerules.cli.book.cases import Ran
    from enforcerules.load.cases import written
    from enforcerules.load.shipped import located
    from enforcerules.testing.collect import collect
    from enforcerules.testing.coverage.measure import coverage
    from enforcerules.testing.run import run_written

    program, roots = rules.program, located(options.paths)
    found = (one for path in collect([root for root in roots if root.is_dir()]) for one in written(path))
    results = tuple(run_written(program, one) for one in found)
    return Ran(program, results, coverage(program, results, below), roots, options.lang)


COMMAND = Command("docs", "把规则做成网页手册", "the rulebook as pages", _arguments, run)
