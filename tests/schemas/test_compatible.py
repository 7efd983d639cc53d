"""Within one version a format only becomes wider: what was accepted is accepted, and what was told is told.

`accepted.txt` holds of every format each key with its path, whether it must be there, its types, and each choice. New lines are added with
`ENFORCERULES_ACCEPT=1`; one that is gone, or a key that must be there and need not be before, is a new version of the format, and is not taken over by that.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ACCEPTED = Path(__file__).with_name("accepted.txt")


def told(schema: dict, node: object, path: str, seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Lines of a schema: `path key`, `path! key` where it must be there, `path= choice`, `path: type`."""
    if not isinstance(node, dict):
        return
    kinds = node.get("type", ())
    yield from (f"{path}: {kind}" for kind in ([kinds] if isinstance(kinds, str) else kinds))
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if name not in seen:
            yield from told(schema, schema["$defs"][name], path, (*seen, name))
    for key, inner in node.get("properties", {}).items():
        yield f"{path} {key}"
        yield from told(schema, inner, f"{path}.{key}", seen)
    yield from (f"{path}! {key}" for key in node.get("required", ()))
    yield from (f"{path}= {json.dumps(one, ensure_ascii=False)}" for one in node.get("enum", ()))
    if "const" in node:
        yield f"{path}= {json.dumps(node['const'], ensure_ascii=False)}"
    for word in ("anyOf", "oneOf", "allOf"):
        for inner in node.get(word, ()):
            yield from told(schema, inner, path, seen)
    for word in ("items", "additionalProperties"):
        yield from told(schema, node.get(word), f"{path}[]", seen)
    for inner in node.get("prefixItems", ()):
        yield from told(schema, inner, f"{path}[]", seen)


def lines() -> list[str]:
    found: set[str] = set()
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        found |= set(told(schema, schema, path.name.removesuffix(".schema.json")))
    return sorted(found)


def test_formats_only_become_wider() -> None:
    now = lines()
    before = ACCEPTED.read_text(encoding="utf-8").splitlines()
    lost = [line for line in before if line not in set(now) and "! " not in line]
    paths = {line.partition(" ")[0] for line in before}
    stricter = [line for line in now if "! " in line and line not in set(before) and line.partition("!")[0] in paths]
    assert (lost, stricter) == ([], []), "a new version of the format; or, before 1.0, the lines taken out by hand"
    if os.environ.get("ENFORCERULES_ACCEPT") == "1":
        ACCEPTED.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")
        before = now
    assert now == before, "new lines: ENFORCERULES_ACCEPT=1"


def test_the_lines_show_what_a_format_needs() -> None:
    found = set(lines())
    assert {"case matter", "case facts", "record! body", "decision.outcomes[] disposition"} <= found
