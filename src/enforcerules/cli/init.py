"""`init`: a small working ruleset to begin with."""

from __future__ import annotations

from argparse import Namespace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused, unwritable
from enforcerules.cli.streams import emit, remark


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "folder", metavar="DIR", zh="要建立的文件夹（没有，或者是空的）", en="a folder that is not there or is empty"
    )
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 when the folder holds something already or cannot be written."""
    folder = Path(options.folder)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(f"`{folder}` 已存在而且不是空文件夹", f"`{folder}` is there already and is no empty folder")
        written = _copy(files("enforcerules") / "cli" / "starter", folder)
    except OSError as error:
        raise unwritable(folder, error) from None
    emit("\n".join(str(path) for path in written), None)
    command = f"enforcerules test {folder} --extending cn"
    remark(f"接下来：{command}" if options.lang == "zh" else f"next: {command}")
    return exits.OK


def _copy(source: Traversable, target: Path) -> list[Path]:
    """Copy a folder of text files; what was written."""
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for entry in sorted(source.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            written += _copy(entry, target / entry.name)
        elif Path(entry.name).suffix in {".yaml", ".md"}:
            (target / entry.name).write_text(entry.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
            written.append(target / entry.name)
    return written


COMMAND = Command("init", "建立一个样例规则集", "write a small working ruleset", _arguments, run)
