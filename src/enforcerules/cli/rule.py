"""`rule`: what a code of a diagnostic means, or what a rule of a ruleset says."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.base.catalogue import Entry, Lang
    from enforcerules.model.program import Program, Rule

_CODE: Final = re.compile(r"[Ee][Rr][0-9]{3}")


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "code",
        metavar="CODE",
        zh="诊断代码，如 ER120；或规则的标识符，如 apl.33.1.1",
        en="a code such as ER120, or the id of a rule such as apl.33.1.1",
    )
    arguments.rules()
    arguments.formats()
    arguments.lang()


def run(options: Namespace) -> int:
    """0; 2 when there is no such code or rule."""
    from enforcerules.base.canonical import canonical

    view = _code(options.code.upper(), options.lang) if _CODE.fullmatch(options.code) else _rule(options)
    text = canonical(view).decode() if options.format == "json" else "\n".join(_lines(view, options.lang))
    emit(text, options.output)
    return exits.OK


def _code(code: str, lang: Lang) -> dict[str, Any]:
    from enforcerules.base.catalogue import CATALOGUE

    if code not in CATALOGUE:
        raise Refused(f"没有代码 `{code}`", f"there is no code `{code}`")
    return _entry(CATALOGUE[code], zh=lang == "zh")


def _entry(entry: Entry, *, zh: bool) -> dict[str, Any]:
    return {
        "format": "enforcerules/code/1",
        "id": entry.code,
        "severity": entry.severity,
        "title": entry.zh if zh else entry.en,
        "why": entry.why_zh if zh else entry.why_en,
        "help": entry.help_zh if zh else entry.help_en,
        "bad": entry.bad,
        "good": entry.good,
    }


def _rule(options: Namespace) -> dict[str, Any]:
    from enforcerules.base.near import nearest
    from enforcerules.cli.rules import loaded
    from enforcerules.render.wording import Words

    program = loaded(options).program
    rules = {rule.id: rule for rule in program.rules}
    found = rules.get(options.code)
    if found is None:
        known = {*rules, *program.matters, *(one.id for one in program.benchmarks)}
        raise _unknown(options.code, program, nearest(options.code, known))
    home = program.rulesets[found.ruleset]
    return _stated(found, program, Words(options.lang, home.facts, home.kinds))


def _unknown(name: str, program: Program, near: str | None) -> Refused:
    if name in program.matters:
        return Refused(
            f"`{name}` 是事项：`enforcerules show {name}`", f"`{name}` is a matter: `enforcerules show {name}`"
        )
    table = next((one for one in program.benchmarks if one.id == name or one.id.partition(":")[0] == name), None)
    if table is not None:
        shown = f"enforcerules show {table.matter}"
        return Refused(f"`{name}` 是裁量基准：`{shown}`", f"`{name}` is a benchmark: `{shown}`")
    zh, en = (f"；是不是想写 `{near}`", f"; did you mean `{near}`") if near else ("", "")
    return Refused(f"没有代码或规则 `{name}`{zh}", f"there is no code or rule `{name}`{en}")


def _stated(rule: Rule, program: Program, words: Any) -> dict[str, Any]:  # noqa: ANN401  Words, imported late
    from enforcerules.cli.matters import titled

    span = program.spans.get(rule.id)
    return {
        "format": "enforcerules/rule/1",
        "id": rule.id,
        "title": titled(rule.title, words.lang),
        "ruleset": rule.ruleset,
        "stage": rule.stage,
        "matters": list(rule.matters),
        "parties": list(rule.parties),
        "when": words.condition(rule.condition),
        "effect": words.effect(rule.effect),
        "strength": rule.strength,
        "basis": words.cited(rule.basis),
        "in_force": words.period(rule.in_force),
        "evidence": rule.evidence,
        "replaces": list(rule.replaces),
        "overrides": rule.overrides,
        "override_basis": words.cited(rule.override_basis),
        "note": rule.note,
        "written": None if span is None else str(span),
    }


_HEADS: Final = {
    "why": ("为什么", "why"),
    "help": ("怎样改", "what to do"),
    "bad": ("有问题的写法", "not like this"),
    "good": ("正确的写法", "like this"),
    "ruleset": ("规则集", "ruleset"),
    "stage": ("阶段", "stage"),
    "matters": ("事项", "matters"),
    "parties": ("当事人", "parties"),
    "when": ("条件", "when"),
    "effect": ("效果", "effect"),
    "strength": ("强度", "strength"),
    "basis": ("依据", "basis"),
    "in_force": ("施行", "in force"),
    "evidence": ("原文", "text"),
    "replaces": ("替代", "replaces"),
    "overrides": ("排除", "overrides"),
    "override_basis": ("排除的依据", "overridden by"),
    "note": ("注", "note"),
    "written": ("写在", "written at"),
}


def _lines(view: dict[str, Any], lang: Lang) -> Iterator[str]:
    """A heading, then one field a line; text of several lines is indented below its field."""
    severity = f"  [{view['severity']}]" if "severity" in view else ""
    yield f"{view['id']}  {view['title']}{severity}"
    for key, value in _worded(view, lang).items():
        head = _HEADS[key][0 if lang == "zh" else 1]
        if "\n" in value:
            yield f"{head}:"
            yield from (f"    {line}".rstrip() for line in value.rstrip("\n").split("\n"))
        else:
            yield f"{head}: {value}"


def _worded(view: dict[str, Any], lang: Lang) -> dict[str, str]:
    from enforcerules.render.words import word

    zh = lang == "zh"
    evidence = {"primary": "读过原文" if zh else "read in the original", "secondary": "转引" if zh else "as reported"}
    groups = {"stage": "stage", "strength": "modality"}
    found: dict[str, str] = {}
    for key in (name for name in _HEADS if view.get(name)):
        value = ", ".join(view[key]) if isinstance(view[key], list) else view[key]
        found[key] = word(groups[key], value, lang) if key in groups else value
    found |= {"evidence": evidence[view["evidence"]]} if "evidence" in view else {}
    return found


COMMAND = Command("rule", "说明诊断代码或规则", "explain a code or a rule", _arguments, run)
