"""Reading YAML beside PyYAML's own compose, and loading with and without a cache, in this process; prints JSON.

python benchmarks/reading.py FOLDER_OR_SHIPPED_NAME CACHE_FOLDER
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

import enforcerules as er
from enforcerules.compile import compile_rulesets
from enforcerules.language import parsing
from enforcerules.load.files import find_documents
from enforcerules.load.rulesets import load_rulesets
from enforcerules.load.shipped import library, located
from enforcerules.load.yaml_nodes import read_yaml

LOADER: Any = yaml.CSafeLoader


def best(work: Callable[[], object], times: int = 3) -> float:
    """The least processor time of some runs, in seconds."""
    found = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def unread(paths: tuple[Path, ...]) -> list[tuple[str, Any, Any]]:
    """Every text of a condition or an amount that is parsed, once for each vocabulary."""
    found: list[tuple[str, Any, Any]] = []
    before = parsing._tokens  # noqa: SLF001

    def noted(text: Any, words: Any, start: str) -> Any:  # noqa: ANN401
        found.append((start, text, words))
        return before(text, words, start)

    parsing._tokens = noted  # noqa: SLF001
    loaded = load_rulesets(paths, library())
    compile_rulesets(loaded.documents, loaded.calendar, loaded.articles)
    parsing._tokens = before  # noqa: SLF001
    return found


def parse(texts: list[tuple[str, Any, Any]]) -> None:
    """All of them again."""
    for start, text, words in texts:
        words.read.pop((start, str(text)), None)
        (parsing.parse_condition if start == "condition" else parsing.parse_amount)(text, words)


def main(name: str, cache: Path) -> None:
    """Measure, and print."""
    paths = located((name,))
    files = [file for path in paths for file in find_documents(path)[0]]
    data = [(str(file), file.read_bytes()) for file in files]
    texts = unread(paths)

    def compose() -> None:
        for _, content in data:
            for _node in yaml.compose_all(content, LOADER):
                pass

    def nodes() -> None:
        for file, content in data:
            read_yaml(content, file)

    figures: dict[str, float] = {
        "files": len(files),
        "bytes": sum(len(content) for _, content in data),
        "texts": len(texts),
    }
    for state in ("on", "off"):
        (gc.enable if state == "on" else gc.disable)()
        figures[f"compose_{state}"] = best(compose)
        figures[f"nodes_{state}"] = best(nodes)
        figures[f"load_{state}"] = best(lambda: load_rulesets(files))
        figures[f"parse_{state}"] = best(lambda: parse(texts))
    gc.enable()
    start = time.process_time()
    er.load(name, cache=cache)
    figures["cold"] = time.process_time() - start
    figures["warm"] = best(lambda: er.load(name, cache=cache))
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
