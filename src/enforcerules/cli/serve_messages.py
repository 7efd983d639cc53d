"""JSON-RPC 2.0, one message a line: what a request is, and how answers and errors are written.

A line is read with the library's own JSON reader, so that numbers stay exact, a key given twice is found, and every problem
has its column.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from enforcerules.base.catalogue import Lang, message
from enforcerules.base.diagnostics import Report
from enforcerules.base.limits import REQUEST_ID, bounds
from enforcerules.base.source import Listing, Node, Table, Text
from enforcerules.cli.report_json import to_dict
from enforcerules.load.json_nodes import read_json

NAME: Final = "<request>"
PARSE, INVALID, UNKNOWN, PARAMS, DEFECT = -32700, -32600, -32601, -32602, -32603
REFUSED: Final = 1
"""The case or the rules have problems: `data` is the report."""

TOO_LARGE: Final = 2
_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")


class Failed(Exception):
    """A request that is answered with an error; `report` says what is wrong with a case or with rules."""

    def __init__(self, code: int, zh: str, en: str, report: Report | None = None) -> None:
        """Both wordings; with a report, its first error is the wording."""
        super().__init__(en)
        self.code, self.zh, self.en, self.report = code, zh, en, report


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. `id`: as JSON text, None for a notification, which gets no answer."""

    id: str | None
    method: str
    params: Table


@dataclass(frozen=True, slots=True)
class Wrong:
    """A message that is no request, with the id that it has, and why."""

    id: str
    why: Failed


def messages(line: bytes) -> tuple[list[Request | Wrong], bool]:
    """The requests of a line, and whether they came as a batch."""
    node, found = read_json(line, NAME, bounds())
    report = Report(found)
    if report.errors:
        said = node.get(Text("id")) if isinstance(node, Table) else None
        return [Wrong(_id(said) or "null", Failed(PARSE, "", "", report))], False
    if not isinstance(node, Listing):
        return [_request(node)], False
    empty = Wrong("null", Failed(INVALID, "空的批次", "an empty batch"))
    return ([_request(one) for one in node] or [empty]), bool(node)


def _request(node: Node) -> Request | Wrong:
    if not isinstance(node, Table):
        return Wrong("null", Failed(INVALID, "请求应是一个 JSON 对象", "a request is a JSON object"))
    said = node.get(Text("id"))
    named = Text("id") in node
    identity = _id(said) if named else None
    if named and identity is None:
        return Wrong(
            "null", Failed(INVALID, "id 应是短文字、整数或者 null", "an id is a short text, an integer or null")
        )
    why = _shape(node)
    method, params = node.get(Text("method")), node.get(Text("params"))
    if why is not None or not isinstance(method, Text):
        return Wrong(identity or "null", why or Failed(INVALID, "缺少 method", "the method is missing"))
    return Request(identity, str(method), params if isinstance(params, Table) else Table())


def _shape(node: Table) -> Failed | None:
    if node.get(Text("jsonrpc")) != "2.0":
        return Failed(INVALID, '缺少 "jsonrpc": "2.0"', 'write "jsonrpc": "2.0"')
    params = node.get(Text("params"))
    if params is not None and not isinstance(params, Table):
        return Failed(PARAMS, "params 应是一个对象", "params is an object")
    return None


def _id(said: Node) -> str | None:
    """An id as JSON text; None where it is none."""
    if said is None:
        return "null"
    if not isinstance(said, Text) or len(said) > REQUEST_ID:
        return None
    if said.quoted:
        return json.dumps(str(said), ensure_ascii=False)
    return str(said) if _WHOLE.fullmatch(said) else None


def answer(identity: str, result: str) -> str:
    """The answer with a result, given as JSON."""
    return f'{{"jsonrpc":"2.0","id":{identity},"result":{result}}}'


def error(identity: str, why: Failed, lang: Lang) -> str:
    """The answer with an error; `data` is `enforcerules/report/1` where a case, rules or the line itself have problems."""
    made: dict[str, object] = {"code": why.code, "message": _said(why, lang)}
    if why.report is not None:
        made["data"] = to_dict(why.report)
    return f'{{"jsonrpc":"2.0","id":{identity},"error":{json.dumps(made, ensure_ascii=False, separators=(",", ":"))}}}'


def _said(why: Failed, lang: Lang) -> str:
    first = next(iter(why.report.errors), None) if why.report is not None else None
    if first is not None:
        return f"{first.code} {message(first, lang)}"
    return why.zh if lang == "zh" else why.en
