"""A generated case as the text of an example file: YAML that a person reads, completes and keeps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from enforcerules.audit.understood import Json
from enforcerules.language.showing import show_number
from enforcerules.model.program import Fact, Program
from enforcerules.testing.coverage.generate import Generated
from enforcerules.testing.coverage.parts import Part
from enforcerules.testing.coverage.requirements import fact_of
from enforcerules.testing.coverage.telling import named, place, subject, wanted

_NAME: Final = re.compile(r"[^0-9A-Za-z_\u4e00-\u9fff.-]+")
_FLAT: Final = 90


def name_of(program: Program, part: Part, one: Generated) -> str:
    """The name of the example, which is also that of its file: the same for the same gap."""
    need = one.requirement
    fact = fact_of(program, part.ruleset, need.fact)
    number = (
        need.mark if isinstance(need.mark, str) or need.mark is None or fact is None else show_number(fact, need.mark)
    )
    at = f"{need.test + 1}" if need.dimension == "condition" else str(number)
    words = (part.id, need.fact, at, need.side)
    return _NAME.sub("-", "-".join(word for word in words if word)).strip("-.")


def written(program: Program, part: Part, one: Generated) -> str:
    """The file. What it is for stands in comments and in `why`, which a person replaces by the working."""
    need = one.requirement
    name = name_of(program, part, one)
    about = f"{subject(program, part, need)}：{wanted(program, part, need, 'zh')}"
    origin = "没有示例可以改，按规则新写" if one.seed is None else f"改自示例 {one.seed}"
    made = {"format": "enforcerules/case/1", **_worded(program, one.case), "case": name}
    lines = [
        "# 待确认：由 enforcerules test --generate 写出，结果尚未有人推算。",
        "# To be confirmed: written by enforcerules test --generate; nobody has worked out its result yet.",
        f"# {named(part, 'zh')} {place(part.span)}",
        "format: enforcerules/example/1",
        f"example: {scalar(name)}",
        f"why: {scalar(f'待确认（{origin}）。要看的是：{about}')}",
        "case:",
        *(f"  {line}" for line in block(made)),
        "expect: unconfirmed",
        "",
    ]
    return "\n".join(lines)


def _worded(program: Program, case: Json) -> Json:
    """The case with facts under their labels, and with nothing empty in it."""
    matter = (
        str(case["acts"][0]["matter"]) if isinstance(case["acts"][0]["matter"], str) else case["acts"][0]["matter"][0]
    )
    facts = program.rulesets[program.matters[matter].ruleset].facts

    def table(given: Mapping[str, Any]) -> dict[str, Any]:
        labels = [facts[name].label for name in given if name in facts]
        return {
            facts[name].label if name in facts and labels.count(facts[name].label) == 1 else name: _value(
                facts.get(name), said
            )
            for name, said in given.items()
        }

    def owner(one: Json) -> Json:
        return {key: table(inner) if key == "facts" else inner for key, inner in one.items() if key != "facts" or inner}

    return {
        **owner(case),
        **{key: [owner(one) for one in case[key]] for key in ("parties", "acts") if key in case},
    }


def _value(fact: Fact | None, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """A grade or a choice by its label."""
    names = {} if fact is None else dict(fact.values)
    value = said.get("value")
    if isinstance(value, list):
        return {**said, "value": [names.get(one, one) for one in value]}
    return {**said, "value": names[value]} if value in names else said


def block(value: Mapping[str, Any]) -> Iterator[str]:
    """Plain data as lines of YAML: what is short in one line, what is long indented."""
    for key, inner in value.items():
        flat = _flow(inner)
        if isinstance(inner, Mapping) and inner and len(flat) > _FLAT:
            yield f"{scalar(key)}:"
            yield from (f"  {line}" for line in block(inner))
        elif isinstance(inner, list) and inner and len(flat) > _FLAT:
            yield f"{scalar(key)}:"
            yield from (f"  - {_flow(one)}" for one in inner)
        else:
            yield f"{scalar(key)}: {flat}"


def _flow(value: Any) -> str:  # noqa: ANN401  any plain data
    if isinstance(value, Mapping):
        if set(value) == {"value"}:
            return _flow(value["value"])
        return "{" + ", ".join(f"{scalar(key)}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return scalar(value)


_PLAIN: Final = re.compile(r"[A-Za-z_\u4e00-\u9fff][0-9A-Za-z_\u4e00-\u9fff./-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: Final = frozenset({"null", "yes", "no", "on", "off", "y", "n"})


def scalar(value: Any) -> str:  # noqa: ANN401  text, truth or number
    """One value as YAML, in quotes where it would be read as something else without."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
