"""Cases and examples from files or mappings; JSON lines for many."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from enforcerules.base.diagnostics import Diagnostic, Report, diagnose
from enforcerules.base.limits import DEFAULT
from enforcerules.base.near import nearest
from enforcerules.base.source import Table, Text, whole
from enforcerules.load.files import read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.rulesets import CASE, EXAMPLE
from enforcerules.load.shape import shaped
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.case import Act, Case
from enforcerules.model.example import Example

_FLAT_ACT = ("matter", "start", "end")


def load_case(path: Path) -> tuple[Case | None, Report]:
    """A case from a YAML or JSON file, which must say its format."""
    node, found = _node(path)
    if node is None:
        return None, Report(found)
    return _case(node, str(path), formatted=True)


def case_of(value: Case | Mapping[str, Any] | Table) -> tuple[Case | None, Report]:
    """A case from a Python mapping, which may leave its format out."""
    if isinstance(value, Case):
        return value, Report(())
    return _case(value, "case", formatted=False)


def read_case(data: bytes, name: str, *, json: bool) -> tuple[Case | None, Report]:
    """A case from bytes, such as standard input."""
    node, found = (read_json if json else read_yaml)(data, name, DEFAULT)
    return (None, Report(found)) if node is None or Report(found).errors else _case(node, name, formatted=True)


def load_example(path: Path) -> tuple[Example | None, Report]:
    """An example: a case, given or by path, with what is expected of it."""
    node, found = _node(path)
    if not isinstance(node, Table):
        return None, Report(found)
    written = node.get(Text("format"))
    if written != EXAMPLE:
        return None, Report((_format(node, str(path), written, EXAMPLE),))
    example, problems = shaped(Example, _with_case(node, path), str(path))
    return example, Report((*found, *problems))


def _with_case(node: Table, path: Path) -> Table:
    """The case of an example: a path is read, a mapping is made whole."""
    given = node.get(Text("case"))
    if isinstance(given, Text):
        inner, _ = _node(path.parent / given)
        given = inner
    if isinstance(given, Table):
        node = Table({**node, Text("case"): unflattened(given)}, span=node.span)
    return node


def _node(path: Path) -> tuple[object, tuple[Diagnostic, ...]]:
    data, found = read_bytes(path, DEFAULT)
    if data is None:
        return None, tuple(found)
    reader = read_json if path.suffix == ".json" else read_yaml
    node, more = reader(data, str(path), DEFAULT)
    problems = (*found, *more)
    return (None, problems) if Report(problems).errors else (node, problems)


def _case(node: object, name: str, *, formatted: bool) -> tuple[Case | None, Report]:
    if not isinstance(node, Mapping):
        return None, Report((diagnose("ER203", whole(name), where=name, expected="@mapping", found="@text"),))
    written = node.get("format")
    if written != CASE and (formatted or written is not None):
        return None, Report((_format(node, name, written, CASE),))
    case, found = shaped(Case, unflattened(node), name)
    more = () if case is None else tuple(_checked(case))
    return case, Report((*found, *more))


def _format(node: Mapping[Any, Any], name: str, written: object, expected: str) -> Diagnostic:
    span = node.span_at("format") if isinstance(node, Table) else None
    if written is None:
        return diagnose("ER202", span or whole(name), where=name, key="format", hint=f"format: {expected}")
    return diagnose(
        "ER208", span or whole(name), found=written, expected=expected, near=nearest(str(written), [expected])
    )


def unflattened(node: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """One act and one party written flat become lists of one."""
    made: dict[Any, Any] = dict(node)
    flat = {key: made.pop(key) for key in _FLAT_ACT if key in made}
    if flat and "acts" not in made:
        made[Text("acts")] = [Table(flat, span=getattr(node, "span", None)) if isinstance(node, Table) else flat]
    elif flat:
        made |= flat
    if "party" in made and "parties" not in made:
        made[Text("parties")] = [made.pop("party")]
    return Table(made, span=node.span) if isinstance(node, Table) else made


def _checked(case: Case) -> list[Diagnostic]:
    """What only the whole case can show: ids that meet, dates in order."""
    found: list[Diagnostic] = []
    ids = [str(p.id) for p in case.parties]
    found += [diagnose("ER613", p.id.span or p.span, party=p.id) for p in case.parties if ids.count(str(p.id)) > 1]
    found += [d for act in case.acts for d in _act(act, ids)]
    found += [_no_party(p.of, ids) for p in case.parties if p.of is not None and p.of not in ids]
    if not case.acts:
        found.append(diagnose("ER607", case.span))
    return found


def _act(act: Act, ids: list[str]) -> list[Diagnostic]:
    found = [_no_party(p, ids) for p in act.parties if p not in ids]
    if act.start and act.end not in {None, "ongoing"} and act.end < act.start:
        found.append(diagnose("ER608", act.span, start=act.start, end=act.end))
    return found


def _no_party(name: Text, ids: list[str]) -> Diagnostic:
    return diagnose("ER606", name.span, party=name, near=nearest(name, ids))
