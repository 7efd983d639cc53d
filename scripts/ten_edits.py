"""Ten edits of shipped rulesets as a new user would make them, and what `check`, `test` and `diff` say: `docs/ten-edits.md`.

Each edit is made on a copy. What the tools say is written down verbatim, cut after some lines.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from enforcerules.cli.main import main as enforcerules

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "ten-edits.md"
OLD, NEW = "原", "改"
_PROGRESS = re.compile(r"比较 [0-9]+/[0-9]+：")
"""What `diff` says every few seconds while it works."""
MOST = {"check": 12, "test": 14, "diff": 14}
HEAD = """# 十处改动，工具说了什么 / Ten edits, and what the tools said

Made by `scripts/ten_edits.py`, which makes each edit on a copy of a shipped ruleset and runs the three commands; nothing is
edited by hand. Long answers are cut. 由脚本生成：在随附规则集的副本上各改一处，运行三条命令，原样记录，过长的截断。
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: what it is, which shipped rulesets are copied, in which file, and the text before and after; `more`: what to make of it."""

    title: str
    rulesets: tuple[str, ...]
    file: str
    before: str
    after: str
    more: str


EDITS = (
    Edit(
        "法定最低限由2000元提高到5000元 / a minimum is raised",
        ("shenzhen/urban",), "urban/ruleset.yaml",
        "penalties: [{fine: {shall: 2000元以上2万元以下}}]", "penalties: [{fine: {shall: 5000元以上2万元以下}}]",
        "第一档2000元低于新的最低限，`check` 指出这一行；`test` 指出哪个例子、`diff` 指出哪些案件变重。",
    ),
    Edit(
        "两档对调 / two tiers are swapped",
        ("shenzhen/urban",), "urban/ruleset.yaml",
        "      - {id: first, when: 一年内第几次处罚为1次, amount: 1000元}\n      - {id: second, when: 一年内第几次处罚为2次, amount: 3000元}",
        "      - {id: first, when: 一年内第几次处罚为1次, amount: 3000元}\n      - {id: second, when: 一年内第几次处罚为2次, amount: 1000元}",
        "次数更多反而更轻，`check` 指出这两行。",
    ),
    Edit(
        "忘了写单位 / a unit is forgotten",
        ("mayang/water",), "water/ruleset.yaml",
        "when: 恢复原状情况为未完全恢复, amount: 7万元}", "when: 恢复原状情况为未完全恢复, amount: 7}",
        "没有单位的数额不能使用，`check` 说明怎么写；有错误时 `test` 和 `diff` 不运行。",
    ),
    Edit(
        "计次的期间由两年改为一年 / a window is cut from two years to one",
        ("hunan/environment",), "environment/ruleset.yaml",
        "count: penalty, same: matter, window: 2年", "count: penalty, same: matter, window: 1年",
        "名称仍写“二年内”，`check` 指出二者不一致；`diff` 指出哪些案件变轻。",
    ),
    Edit(
        "引用原法的条号 / a repealed article is cited",
        ("general", "culture"), "general/circumstances.yaml",
        "basis: 行政处罚法 第三十二条第一项", "basis: 行政处罚法 第二十七条第一款第一项",
        "现行版本的第二十七条第一款没有各项，`check` 指出原法的这一项现在在哪里。",
    ),
    Edit(
        "上限超过法律 / a band is widened over the statute",
        ("zhejiang/tax",), "tax/ruleset.yaml",
        "when: 情节严重, amount: 1万元以上5万元以下}", "when: 情节严重, amount: 1万元以上6万元以下}",
        "法律的上限是5万元；超出部分不适用，所以结果不变；`check` 指出这一行。",
    ),
    Edit(
        "删去一行，留下空档 / a row is dropped and a hole opens",
        ("shenzhen/urban",), "urban/ruleset.yaml",
        "      - {id: second, when: 一年内第几次处罚为2次, amount: 300元}\n", "",
        "第二次处罚没有一行适用，`check` 给出空档和可以补上的一行。",
    ),
    Edit(
        "“以上”写成“超过” / 以上 becomes 超过",
        ("culture",), "culture/ruleset.yaml",
        "{when: 违法所得5000元以上, fine:", "{when: 违法所得超过5000元, fine:",
        "原来两档都含5000元（法律如此，所以写了 `accepts`）；改后不再重叠，`check` 指出说明已无所指，`diff` 指出正好5000元的案件。",
    ),
    Edit(
        "事实的名称写错一个字 / a fact is misspelt",
        ("laixi/labour",), "labour/ruleset.yaml",
        "{id: to_100, when: 涉及人数51人至100人,", "{id: to_100, when: 涉及人员51人至100人,",
        "`check` 指出最接近的名称。",
    ),
    Edit(
        "责任年龄由十四周岁降到十二周岁 / an age is lowered",
        ("general", "culture"), "general/gates.yaml",
        "    when: 行为时年龄不满14周岁\n", "    when: 行为时年龄不满12周岁\n",
        "名称仍写十四周岁，`check` 指出；例子里没有未成年人，`test` 看不出来；`diff` 指出十二、十三周岁的人由不予处罚变为给予处罚，"
        "而且只是一般处罚：从轻的一条仍从十四周岁起。",
    ),
)  # fmt: skip


def transcript(edit: Edit, number: int) -> str:
    """One section: the edit and the three answers."""
    with TemporaryDirectory() as folder, chdir(folder):
        changed = _copied(edit)
        parts = [f"## {number}. {edit.title}\n", _shown(edit, changed), f"{edit.more}\n"]
        for words in (("check", NEW), ("test", NEW), ("diff", OLD, NEW)):
            status, said = _run(words, folder)
            parts.append(f"```text\n$ enforcerules {' '.join(words)}\n{said}\n[{status}]\n```\n")
    return "\n".join(parts)


def _copied(edit: Edit) -> str:
    """Both copies, and the path of the file that was edited."""
    for name in edit.rulesets:
        for place in (OLD, NEW):
            shutil.copytree(ROOT / "rulesets" / "cn" / name, Path(place) / name.rpartition("/")[2])
    path = Path(NEW, edit.file)
    text = path.read_text(encoding="utf-8")
    if not edit.before or edit.before not in text:
        raise SystemExit(f"{edit.file}: `{edit.before}` is not there")
    path.write_text(text.replace(edit.before, edit.after, 1), encoding="utf-8")
    return f"rulesets/cn/{edit.rulesets[0]}/{Path(edit.file).name}"


def _shown(edit: Edit, path: str) -> str:
    lines = [*(f"-{ln}" for ln in edit.before.splitlines()), *(f"+{ln}" for ln in edit.after.splitlines())]
    return "\n".join([f"`{path}`\n", "```diff", *lines, "```\n"])


def _run(words: tuple[str, ...], folder: str) -> tuple[int, str]:
    """The exit code, and what was said on both streams."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        status = enforcerules([*words, "--lang", "zh"])
    text = out.getvalue().replace(f"{Path(folder).resolve()}{os.sep}", "").replace(f"{folder}{os.sep}", "")
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not _PROGRESS.match(line)]
    most = MOST[words[0]]
    cut = [f"……（共 {len(lines)} 行）"] if len(lines) > most else []
    return status, "\n".join([*lines[: most - 1], *cut, lines[-1]] if cut else lines)


def build(edits: tuple[Edit, ...] = EDITS) -> Iterator[str]:
    """The document, part by part."""
    yield HEAD
    for number, edit in enumerate(edits, 1):
        yield transcript(edit, number)


def main() -> int:
    """Write the document; with numbers, print those sections."""
    if len(sys.argv) > 1:
        for word in sys.argv[1:]:
            sys.stdout.write(transcript(EDITS[int(word) - 1], int(word)))
        return 0
    DOCUMENT.write_text("\n".join(build()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
