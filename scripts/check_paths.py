"""Fails when a document names a path that does not exist.

Read are the Markdown files at the top and under `docs/`, outside fenced blocks: every relative link, seen from the
document's folder, and inside backticks everything that begins like a path of this repository, seen from its top. `*`
must match something. A path with `<…>`, `{…}`, `$` or an ellipsis in it is a pattern for the reader and is not looked up.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*\s*$|\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)|^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)", re.MULTILINE)
PATH = re.compile(
    r"(?<![\w./-])(?:(?:src|rulesets|schemas|tests|examples|docs|scripts|benchmarks|\.ci)/)[^\s'\"`(),;:|，。；：、（）#]*"
)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
PATTERN = re.compile(r"[<>{}$…]|\.\.\.")


def named(document: Path) -> Iterator[tuple[int, str, Path]]:
    """Line, the path as written, and the folder it is seen from."""
    text = FENCE.sub(_blank, document.read_text(encoding="utf-8"))
    for code in CODE.finditer(text):
        for match in PATH.finditer(code[2]):
            yield _line(text, code.start(2) + match.start()), match[0].rstrip("."), ROOT
    prose = CODE.sub(_blank, text)
    for link in LINK.finditer(prose):
        target = link[1] or link[2]
        if not ELSEWHERE.match(target):
            path = unquote(target.split("#")[0])
            yield _line(text, link.start()), path.lstrip("/"), ROOT if path.startswith("/") else document.parent


def exists(path: str, folder: Path) -> bool:
    """Whether there is such a file or folder, or at least one when the path has a `*`."""
    if PATTERN.search(path):
        return True
    return any(folder.glob(path)) if "*" in path else (folder / path).exists()


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def main() -> int:
    """0 when every named path exists."""
    documents = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
    found = [(document, *place) for document in documents for place in named(document)]
    problems = [
        f"{document.relative_to(ROOT)}:{line}: `{path}` does not exist"
        for document, line, path, folder in sorted(found)
        if not exists(path, folder)
    ]
    print("\n".join(problems) or f"paths: {len(found)} named in {len(documents)} documents, all exist")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
