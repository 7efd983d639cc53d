"""`diff`: two versions of rules compared by what follows from them."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.several import several
from enforcerules.cli.streams import emit, remark

if TYPE_CHECKING:
    from enforcerules.analysis.cases import Moved
    from enforcerules.analysis.difference import Difference
    from enforcerules.api import Ruleset

_EVERY: Final = 5
"""Seconds."""


def _arguments(arguments: Arguments) -> None:
    arguments.add("old", metavar="OLD", zh="原来的规则", en="the older rules")
    arguments.add("new", metavar="NEW", zh="现在的规则", en="the newer rules")
    arguments.add(
        "--cases",
        action="append",
        default=[],
        metavar="PATH",
        zh="案件或示例文件、文件夹：各在两套规则下办一次，可多次给出",
        en="case or example files or folders, decided under both, may be repeated",
    )
    arguments.add(
        "--matter",
        default="*",
        metavar="PATTERN",
        zh="只看这些事项，如 food.*",
        en="only these matters, such as food.*",
    )
    arguments.add("--save", metavar="DIR", zh="把每处不同的例案存入此文件夹", en="save the case of each region here")
    arguments.extending()
    arguments.formats(("text", "json", "html"))
    arguments.lang()


def run(options: Namespace) -> int:
    """0 no difference; 1 differences; 2 when rules or cases cannot be used."""
    from enforcerules import api

    old, new = (api.load(path, extending=options.extending) for path in (options.old, options.new))
    gc.freeze()  # both rulebooks stay to the end: looking for garbage in them again and again is a sixth of the time
    difference = api.diff(old, new, options.matter, progress=_progress(options), each=several)
    moved = _moved(options, old, new) if options.cases else None
    _saved(difference, options)
    emit(_said(difference, moved, options), options.output)
    moves = any(one.move != "same" for one in moved or ())
    return exits.FINDINGS if not difference.none or moves else exits.OK


def _progress(options: Namespace) -> Callable[[str, int, int], None]:
    """What is being compared, told on standard error every few seconds of long work."""
    told = monotonic()

    def progress(matter: str, number: int, total: int) -> None:
        nonlocal told
        if monotonic() - told >= _EVERY:
            told = monotonic()
            remark(
                f"比较 {number}/{total}：{matter}" if options.lang == "zh" else f"comparing {number}/{total}: {matter}"
            )

    return progress


def _said(difference: Difference, moved: list[Moved] | None, options: Namespace) -> str:
    from enforcerules.cli.diff_json import to_json
    from enforcerules.cli.diff_words import DiffWords
    from enforcerules.cli.moved_words import MovedWords

    if options.format == "json":
        return to_json(difference, moved)
    if options.format == "html":
        from enforcerules.cli.diff_page import diff_html

        return diff_html(difference, moved, (options.old, options.new), options.lang)
    text = DiffWords(options.lang).text(difference)
    return text if moved is None else f"{text}\n\n{MovedWords(options.lang).text(moved)}"


def _moved(options: Namespace, old: Ruleset, new: Ruleset) -> list[Moved]:
    from enforcerules.analysis.cases import moves
    from enforcerules.base.diagnostics import InvalidInput
    from enforcerules.cli.reading import cases

    found = []
    for given in cases(_files(options.cases)):
        if given.case is None or given.report.errors:
            raise InvalidInput(given.placed(given.report))
        found.append((given.name, given.case))
    return list(moves(old.program, new.program, found))


def _files(words: list[str]) -> list[str]:
    found: list[str] = []
    for one in words:
        path = Path(one)
        folder = (
            sorted(p for p in path.rglob("*") if p.suffix in {".yaml", ".yml", ".json"} and p.is_file())
            if path.is_dir()
            else [path]
        )
        found += [str(p) for p in folder if not path.is_dir() or b"enforcerules/ruleset/" not in p.read_bytes()[:200]]
    return found


def _saved(difference: Difference, options: Namespace) -> None:
    """Each witness as a case file, numbered within its matter."""
    import json

    if options.save is None:
        return
    folder = Path(options.save)
    folder.mkdir(parents=True, exist_ok=True)
    for one in difference.matters:
        for number, region in enumerate(one.regions, 1):
            if region.witness is not None and region.witness.confirmed:
                path = folder / f"{one.matter}-{number}.json"
                path.write_text(json.dumps(region.witness.case, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
                remark(str(path))


COMMAND = Command(
    "diff", "比较两套规则对案件有何不同", "what two versions of rules lead to differently", _arguments, run
)
