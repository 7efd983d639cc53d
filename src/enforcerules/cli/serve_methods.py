"""What `serve` can be asked: each method takes its parameters and gives its result as JSON.

No method reads a file or a network on a client's word: cases come in the request, rules were named when the process was started.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from enforcerules import api
from enforcerules.base.canonical import digest
from enforcerules.base.diagnostics import Report
from enforcerules.base.source import Listing, Node, Table, Text
from enforcerules.base.version import VERSION
from enforcerules.cli.serve_messages import PARAMS, REFUSED, Failed, Request
from enforcerules.load.cases import case_of
from enforcerules.model.case import Case
from enforcerules.render.decision_json import to_dict

PROTOCOL: Final = "enforcerules/serve/1"
_NUMBER: Final = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_MOST_DECIDERS: Final = 256
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "lang": ("zh", "en"),
    "depth": ("reasons", "full"),
    "format": ("text", "html"),
}


class Methods:
    """The methods over rules in use; deciders of the cases asked last are kept."""

    def __init__(self, live: api.Live) -> None:
        """`live`: the rules."""
        self._live = live
        self._deciders: OrderedDict[str, api.Decider] = OrderedDict()

    def __call__(self, request: Request) -> str:
        """The result as JSON; raises Failed, and InvalidInput as the library does."""
        method, known = _METHODS[request.method]
        strange = [str(name) for name in request.params if str(name) not in known]
        if strange:
            names = "、".join(known) or "无"
            raise Failed(
                PARAMS,
                f"`{request.method}` 没有参数 `{strange[0]}`；可用：{names}",
                f"`{request.method}` has no parameter `{strange[0]}`; there are: {', '.join(known) or 'none'}",
            )
        return method(self, request.params)

    def about(self, _: Table) -> str:
        """Version, rules and methods."""
        rules = self._live.rules
        sources = {name: dict(files) for name, files in rules.program.sources.items()}
        return _json(
            {
                "format": PROTOCOL,
                "version": VERSION,
                "rules": [path.name for path in rules.paths],
                "digest": digest(sources),
                "matters": len(rules.matters),
                "methods": sorted(_METHODS),
            }
        )

    def matters(self, _: Table) -> str:
        """The ids of all matters."""
        return _json(list(self._live.rules.matters))

    def decide(self, params: Table) -> str:
        """The whole decision."""
        return api.to_json(self._decided(params))

    def explain(self, params: Table) -> str:
        """The explanation as text or HTML."""
        lang, depth, made = (_choice(params, name) for name in ("lang", "depth", "format"))
        text = api.explain(self._decided(params), lang, depth=depth, format=made)  # type: ignore[arg-type]  # checked
        return _json({"text": text})

    def questions(self, params: Table) -> str:
        """What is still to be ascertained, for each act and party."""
        outcomes = to_dict(self._decided(params))["outcomes"]
        return _json([{"act": one["act"], "matter": one["matter"], "questions": one["questions"]} for one in outcomes])

    def form(self, params: Table) -> str:
        """The facts of a matter as a JSON Schema with labels."""
        matter, territory = _text(params, "matter") or "", _text(params, "territory", needed=False)
        if matter not in self._live.rules.program.matters:
            raise Failed(PARAMS, f"没有事项 `{matter}`", f"there is no matter `{matter}`")
        return _json(api.form(self._live.rules, matter, territory=territory))

    def verdict(self, params: Table) -> str:
        """What follows in short, for the many cases that differ only in their facts."""
        facts = params.get(Text("facts"))
        if not isinstance(facts, Table):
            raise Failed(PARAMS, "缺少 `facts`：事实的名称与内容", "`facts` is missing: facts by name")
        return api.to_json(self._decider(params)(plain(facts)))

    def reload(self, _: Table) -> str:
        """The rules read again from where they lie; what was in use stays where they have problems."""
        self._live.reload()
        self._deciders.clear()
        return self.about(Table())

    def shutdown(self, _: Table) -> str:
        """Nothing: the process ends after this answer."""
        return "null"

    def _decided(self, params: Table) -> api.Decision:
        return api.decide(self._live.rules, _case(params))

    def _decider(self, params: Table) -> api.Decider:
        written = plain(_table(params))
        key = json.dumps(written, default=str, sort_keys=True)
        found = self._deciders.pop(key, None)
        if found is None:
            try:
                found = api.decider(self._live.rules, written)
            except ValueError as several:
                raise Failed(
                    PARAMS,
                    "`verdict` 一次只问一名当事人、一个行为、一个事项；其他案件用 `decide`",
                    f"{several}; use `decide`",
                ) from None
        self._deciders[key] = found
        if len(self._deciders) > _MOST_DECIDERS:
            self._deciders.popitem(last=False)
        return found


def _table(params: Table) -> Table:
    case = params.get(Text("case"))
    if not isinstance(case, Table):
        raise Failed(PARAMS, "缺少 `case`：一个案件，JSON 对象", "`case` is missing: a case as a JSON object")
    return case


def _case(params: Table) -> Case:
    made, report = case_of(_table(params))
    if made is None or report.errors:
        raise refused(report)
    return made


def refused(report: Report) -> Failed:
    """A case or rules with problems."""
    return Failed(REFUSED, "", "", report)


def _choice(params: Table, name: str) -> str:
    said, choices = _text(params, name, needed=False), _CHOICES[name]
    if said is not None and said not in choices:
        listed = " | ".join(choices)
        raise Failed(PARAMS, f"`{name}` 可用：{listed}", f"`{name}` is one of {listed}")
    return said or choices[0]


def _text(params: Table, name: str, *, needed: bool = True) -> str | None:
    said = params.get(Text(name))
    if (said is None and needed) or not isinstance(said, Text | None):
        raise Failed(PARAMS, f"`{name}` 应是文字", f"`{name}` is a text")
    return None if said is None else str(said)


def plain(node: Node) -> Any:  # noqa: ANN401  any JSON
    """A node as plain Python, numbers exact."""
    if isinstance(node, Table):
        return {str(name): plain(value) for name, value in node.items()}
    if isinstance(node, Listing):
        return [plain(one) for one in node]
    if not isinstance(node, Text) or node.quoted:
        return None if node is None else str(node)
    if node in {"true", "false"}:
        return node == "true"
    if _NUMBER.fullmatch(node) is None:
        return str(node)  # with an exponent, or without end: what decides says what is wrong with it, as in a file
    return Decimal(str(node)) if "." in node else int(node)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


Method = Callable[[Methods, Table], str]
_METHODS: Final[Mapping[str, tuple[Method, tuple[str, ...]]]] = {
    "about": (Methods.about, ()),
    "matters": (Methods.matters, ()),
    "form": (Methods.form, ("matter", "territory")),
    "decide": (Methods.decide, ("case",)),
    "explain": (Methods.explain, ("case", "lang", "depth", "format")),
    "questions": (Methods.questions, ("case",)),
    "verdict": (Methods.verdict, ("case", "facts")),
    "reload": (Methods.reload, ()),
    "shutdown": (Methods.shutdown, ()),
}
NAMES: Final = tuple(_METHODS)
