"""Cases and examples from files or mappings; JSON lines for many."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enforcerules.base.bounded import bounded
from enforcerules.base.diagnostics import Diagnostic, Label, Report, diagnose
from enforcerules.base.limits import bounds
from enforcerules.base.near import nearest
from enforcerules.base.source import Table, Text, span_of, whole
from enforcerules.load.files import beside, read_bytes
from enforcerules.load.json_nodes import read_json
from enforcerules.load.rulesets import CASE, EXAMPLE, EXAMPLES
from enforcerules.load.shape import kind_of, shaped
from enforcerules.load.yaml_nodes import read_yaml
from enforcerules.model.case import Act, Case
from enforcerules.model.example import Example, ExampleSheet

_FLAT_ACT = ("matter", "start", "end")
_DEEPEST = 16
_TERRITORY = re.compile(r"[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Written:
    """An example as a file holds it; `name`: what it is called there, where the file is one of several."""

    path: Path
    name: str | None
    example: Example | None
    report: Report

    @property
    def label(self) -> str:
        """What selects it: its path, and behind `::` its name in a file of several."""
        return self.path.as_posix() if self.name is None else f"{self.path.as_posix()}::{self.name}"


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
    node, found = (read_json if json else read_yaml)(data, name)
    return (None, Report(found)) if node is None or Report(found).errors else _case(node, name, formatted=True)


def load_example(path: Path) -> tuple[Example | None, Report]:
    """An example: a case, given or by path, with what is expected of it."""
    node, found = _node(path)
    if not isinstance(node, Table):
        return None, Report(found)
    written = node.get(Text("format"))
    if written != EXAMPLE:
        return None, Report((_format(node, str(path), written, EXAMPLE),))
    whole_node, of_case = _with_case(node, path)
    if Report(of_case).errors:
        return None, Report((*found, *of_case))
    example, problems = shaped(Example, whole_node, str(path))
    return example, Report((*found, *of_case, *problems))


def load_examples(path: Path) -> tuple[tuple[Example | None, Report], ...]:
    """The example of a file, or every example of a file that holds several, each laid over what is common to them."""
    return tuple((one.example, one.report) for one in written(path))


def written(path: Path) -> tuple[Written, ...]:
    """The same, each with the name by which it is selected in the file; a file that cannot be used is one without."""
    node, found = _node(path)
    if not isinstance(node, Table) or node.get(Text("format")) != EXAMPLES:
        return (Written(path, None, *load_example(path)),)
    sheet, problems = shaped(ExampleSheet, node, str(path))
    if sheet is None or Report(problems).errors:
        return (Written(path, None, None, Report((*found, *problems))),)
    common = node.get(Text("case")) or Table({})
    return tuple(
        Written(path, str(one[Text("example")]), *_one_of(one, common, path)) for one in node[Text("examples")]
    )


def _one_of(one: Table, common: Table, path: Path) -> tuple[Example | None, Report]:
    """An example with the common case under its own; what the case is called, and its format, go without saying."""
    own = one.get(Text("case")) or Table({})
    named = Table({Text("format"): Text(CASE), Text("case"): one[Text("example")]}, span=one.span)
    case = _laid_over(_laid_over(named, common), own)
    made = Table({Text("format"): Text(EXAMPLE), **one, Text("case"): unflattened(case)}, span=one.span)
    example, problems = shaped(Example, made, str(path))
    return example, Report(problems)


def _laid_over(below: Table, above: Table) -> Table:
    """Key by key: mappings are laid over one another, anything else takes the place of what was there."""
    made: dict[Any, Any] = {**below}
    for key, value in above.items():
        under = made.get(key)
        made[key] = _laid_over(under, value) if isinstance(under, Table) and isinstance(value, Table) else value
    return Table(made, span=above.span or below.span)


def _with_case(node: Table, path: Path) -> tuple[Table, tuple[Diagnostic, ...]]:
    """The case of an example: a path is read, a mapping is made whole."""
    given, found = node.get(Text("case")), tuple[Diagnostic, ...]()
    if isinstance(given, Text):
        named, found = beside(path, given)
        given, found = _node(named) if not found else (None, found)
    if isinstance(given, Table):
        node = Table({**node, Text("case"): unflattened(given)}, span=node.span)
    return node, found


def _node(path: Path) -> tuple[object, tuple[Diagnostic, ...]]:
    data, found = read_bytes(path)
    if data is None:
        return None, tuple(found)
    reader = read_json if path.suffix == ".json" else read_yaml
    node, more = reader(data, str(path))
    problems = (*found, *more)
    return (None, problems) if Report(problems).errors else (node, problems)


def _case(node: object, name: str, *, formatted: bool) -> tuple[Case | None, Report]:
    if not isinstance(node, Mapping):
        span = span_of(node) or whole(name)
        return None, Report((diagnose("ER203", span, where=name, expected="@mapping", found=kind_of(node)),))
    written = node.get("format")
    if written != CASE and (formatted or written is not None):
        return None, Report((_format(node, name, written, CASE),))
    refused = (*_odd_keys(node), *written_twice(node))
    if refused:
        return None, Report(refused)
    case, found = shaped(Case, unflattened(node), name)
    more = () if case is None else tuple(bounded(checked(case)))
    return case, Report((*found, *more))


def _odd_keys(node: object, where: str = "", deep: int = _DEEPEST) -> Iterator[Diagnostic]:
    """Keys that are no texts, in what did not come from a file that this library read; of what is too deep the shape is told."""
    if not deep:
        return
    if isinstance(node, list | tuple):
        for number, one in enumerate(node, 1):
            yield from _odd_keys(one, f"{where}[{number}]", deep - 1)
    elif isinstance(node, Mapping) and not isinstance(node, Table):
        for key, value in node.items():
            if not isinstance(key, str):
                yield diagnose("ER228", None, where=where or "case", found=key)
            yield from _odd_keys(value, f"{where}.{key}" if where else str(key), deep - 1)


def written_twice(node: Mapping[Any, Any]) -> Iterator[Diagnostic]:
    """One act or one party written flat beside a list of them."""
    for flat, several in (*((key, "acts") for key in _FLAT_ACT), ("party", "parties")):
        if flat in node and several in node:
            key = node.key(flat) if isinstance(node, Table) else None
            yield diagnose("ER205", span_of(key), first=several, second=flat)


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
        made[Text("acts")] = [
            Table({Text(k): v for k, v in flat.items()}, span=node.span) if isinstance(node, Table) else flat
        ]
    elif flat:
        made |= flat
    if "party" in made and "parties" not in made:
        made[Text("parties")] = [made.pop("party")]
    return Table(made, span=node.span) if isinstance(node, Table) else made


def checked(case: Case) -> Iterator[Diagnostic]:
    """What only the whole case can show: ids that meet, dates in order, not more outcomes than can be worked through."""
    ids = dict.fromkeys(str(p.id) for p in case.parties)
    for again, first in _again([p.id for p in case.parties]):
        yield diagnose("ER613", again.span, labels=_first(first), party=again)
    for again, first in _again([a.id for a in case.acts]):
        yield diagnose("ER209", again.span, labels=_first(first), item=again, where="acts")
    for act in case.acts:
        yield from _act(act, ids)
    yield from (_no_party(p.of, ids) for p in case.parties if p.of is not None and p.of not in ids)
    yield from _past(case, ids)
    if not case.acts:
        yield diagnose("ER607", case.span)
    if case.territory is not None and not _TERRITORY.fullmatch(case.territory):
        yield diagnose("ER253", case.territory.span, found=case.territory)
    number = sum(max(1, len(act.matter)) * len(act.parties or ids or "1") for act in case.acts)
    if number > bounds().outcomes:
        yield diagnose("ER615", case.span, number=f"{number:,}", limit=f"{bounds().outcomes:,}")


def _again(ids: list[Text]) -> Iterator[tuple[Text, Text]]:
    """Each id that is there already, with the first of its kind; one that was not written is not meant."""
    seen: dict[str, tuple[int, Text]] = {}
    for place, one in enumerate(ids):
        at, first = seen.setdefault(str(one), (place, one))
        if at != place and (one.span is not None or first.span is None):
            yield one, first


def _first(text: Text) -> list[Label]:
    return [Label(text.span, "first")] if text.span else []


def _past(case: Case, ids: Collection[str]) -> Iterator[Diagnostic]:
    """Searches that end before they begin, and events of parties that are none."""
    if case.history is None:
        return
    for search in case.history.searched:
        if search.to < search.from_:
            yield diagnose("ER232", search.place_of("to"), start=search.from_, until=search.to)
    for event in case.history.events:
        if event.party is not None and event.party not in (ids or ["p1"]):
            yield _no_party(event.party, ids)


def _act(act: Act, ids: Collection[str]) -> Iterator[Diagnostic]:
    yield from (_no_party(p, ids) for p in act.parties if p not in ids)
    if not act.matter:
        yield diagnose("ER210", act.place_of("matter"), where="matter")
    for again, first in _again(list(act.matter)):
        yield diagnose("ER209", again.span, labels=_first(first), item=again, where="matter")
    if act.start and act.end not in {None, "ongoing"} and act.end < act.start:
        yield diagnose("ER608", act.place_of("end"), start=act.start, end=act.end)


def _no_party(name: Text, ids: Collection[str]) -> Diagnostic:
    return diagnose("ER606", name.span, party=name, near=nearest(name, ids))
