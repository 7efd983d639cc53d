"""Codes of acts of enforcement as text and as JSON (`enforcerules/behaviour-code/1`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import Field
from typing_extensions import TypedDict

from enforcerules.base.catalogue import Lang, message
from enforcerules.base.diagnostics import Report
from enforcerules.model.behaviour_code import DATE_READING, BehaviourCode
from enforcerules.model.check_digits import UNCHECKED
from enforcerules.render.shape_values import IsoDay, closed

Read = tuple[str, str, BehaviourCode | None, Report]
"""Where a code was written, as it was written, what was read, and what is wrong with it."""

_Digits = Annotated[str, Field(pattern="^[0-9]+$")]
_LABELS: Final = {
    "type": ("类型码", "type"),
    "department": ("部门码", "department"),
    "date": ("日期", "date"),
    "sequence": ("序号", "sequence"),
    "custom": ("自定义码", "custom"),
    "check": ("校验位", "check digit"),
}


@closed
class PartsJson(TypedDict):
    """The parts of a code; `day` is the date of its six digits, read as `date_reading` of the document says."""

    type: _Digits
    department: _Digits
    day: IsoDay
    sequence: _Digits
    custom: _Digits
    check: _Digits


@closed
class CodeProblemJson(TypedDict):
    """What is wrong, at which character, counted from 1."""

    code: str
    character: int | None
    message: dict[Literal["zh", "en"], str]


@closed
class CodeJson(TypedDict):
    """One code: as written, from where, its parts or what is wrong; `agrees` null: the check digit was not checked."""

    where: str
    written: str
    parts: PartsJson | None
    agrees: bool | None
    problems: list[CodeProblemJson]


@closed
class CodesJson(TypedDict):
    """Codes, with the method that their check digits were checked by (`unchecked`: by none, none was published)."""

    format: Literal["enforcerules/behaviour-code/1"]
    method: str
    date_reading: str
    codes: list[CodeJson]


def codes_json(read: Iterable[Read], method: str) -> str:
    """As JSON, keys in the order of the shape."""
    made: CodesJson = {
        "format": "enforcerules/behaviour-code/1",
        "method": method,
        "date_reading": DATE_READING,
        "codes": [_code(one, method) for one in read],
    }
    return json.dumps(made, ensure_ascii=False, indent=2)


def _code(read: Read, method: str) -> CodeJson:
    where, written, code, report = read
    wrong = any(one.code == "ER683" for one in report.diagnostics)
    return {
        "where": where,
        "written": written,
        "parts": None if code is None else _parts(code),
        "agrees": False if wrong else None if method == UNCHECKED or code is None else True,
        "problems": [_problem(one) for one in report.diagnostics],
    }


def _parts(code: BehaviourCode) -> PartsJson:
    return {
        "type": code.type,
        "department": code.department,
        "day": code.day.isoformat(),
        "sequence": code.sequence,
        "custom": code.custom,
        "check": code.check,
    }


def _problem(one: Any) -> CodeProblemJson:  # noqa: ANN401  a diagnostic
    said: dict[Literal["zh", "en"], str] = {"zh": message(one, "zh"), "en": message(one, "en")}
    return {"code": one.code, "character": None if one.span is None else one.span.column, "message": said}


def code_text(code: BehaviourCode, lang: Lang = "zh") -> str:
    """A code part by part, and whether its check digit was checked."""
    at = 0 if lang == "zh" else 1
    lines = [str(code), f"  {code.grouped}"]
    for name, digits in code.parts.items():
        more = ""
        if name == "date":
            reading = ("按 yyMMdd 读，2000年至2099年", "read as yyMMdd, 2000 to 2099")[at]
            more = f"（{code.day.isoformat()}，{reading}）" if lang == "zh" else f" ({code.day.isoformat()}, {reading})"
        if name == "check":
            more = _checked(code.method, lang)
        between = "：" if lang == "zh" else ": "
        lines.append(f"  {_LABELS[name][at]}{between}{digits}{more}")
    return "\n".join(lines)


def _checked(method: str, lang: Lang) -> str:
    if method == UNCHECKED:
        return "（未核对：没有见到公布的校验方法）" if lang == "zh" else " (not checked: no method was found published)"
    return f"（按 {method} 核对相符）" if lang == "zh" else f" (agrees with {method})"
