"""Every diagnostic code: what it means, why it is refused, and what to write instead.

Codes are never reused and never change their meaning. ER1xx reading files, YAML and JSON; ER2xx the shape of a document;
ER3xx names; ER4xx conditions and amounts in text; ER5xx the meaning of a ruleset; ER6xx cases; ER7xx what is imported: ER70x
clause records, ER72x and ER73x workbooks;
ER8xx records of decisions and the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from enforcerules.base.catalogue import (
    bundles,
    cases,
    clauses,
    codes,
    files,
    in_time,
    json_syntax,
    language,
    made,
    meaning,
    names,
    records,
    scenes,
    shape,
    tables,
    together,
    values,
    workbook,
    yaml_content,
    yaml_syntax,
)
from enforcerules.base.catalogue.entry import Coded, Entry, Lang, Severity
from enforcerules.base.catalogue.terms import LABELS, TERMS

__all__ = ["CATALOGUE", "LABELS", "TERMS", "Coded", "Entry", "Lang", "Severity", "help_text", "label_text", "message"]


def _collected(groups: Iterable[Iterable[Entry]]) -> Mapping[str, Entry]:
    entries = [entry for group in groups for entry in group]
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.code in found:
            raise ValueError(f"{entry.code} is in the catalogue twice")
        found[entry.code] = entry
    return MappingProxyType(dict(sorted(found.items())))


CATALOGUE: Final[Mapping[str, Entry]] = _collected(
    group.ENTRIES
    for group in (
        files,
        bundles,
        yaml_content,
        yaml_syntax,
        json_syntax,
        shape,
        values,
        names,
        language,
        meaning,
        in_time,
        tables,
        together,
        cases,
        made,
        codes,
        scenes,
        clauses,
        workbook,
        records,
    )
)

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_MISSING: Final = "…"
_LISTS: Final = frozenset({"allowed", "choices", "given", "known", "reads"})
"""Arguments that list names, with 、 between them."""
_OR: Final[Mapping[Lang, str]] = {"zh": "或", "en": " or "}
_NEAR: Final[Mapping[Lang, str]] = {"zh": "是不是想写 `{near}`", "en": "did you mean `{near}`"}


def message(diagnostic: Coded, lang: Lang) -> str:
    """What is wrong, on one line. An argument that is missing shows as `…`."""
    entry = CATALOGUE[diagnostic.code]
    return _filled(entry.zh if lang == "zh" else entry.en, _worded(diagnostic, lang))


def help_text(diagnostic: Coded, lang: Lang) -> str:
    """What to do about it, one piece of advice a line; empty when there is none.

    The argument `near` comes first, as "did you mean". Advice that needs an argument which is missing is left out.
    """
    entry = CATALOGUE[diagnostic.code]
    args = _worded(diagnostic, lang)
    lines = [_NEAR[lang], *(entry.help_zh if lang == "zh" else entry.help_en).splitlines()]
    return "\n".join(_filled(line, args) for line in lines if args.keys() >= set(_PLACE.findall(line)) and line)


def label_text(key: str, lang: Lang) -> str:
    """The wording of a label."""
    zh, en = LABELS[key]
    return zh if lang == "zh" else en


def _worded(diagnostic: Coded, lang: Lang) -> dict[str, str]:
    args = {name: _term(text, lang) for name, text in diagnostic.args}
    if lang == "en":
        args |= {name: args[name].replace("、", ", ") for name in _LISTS & args.keys()}
    return args


def _term(text: str, lang: Lang) -> str:
    """The text itself, or the words for `@mapping` and `@mapping|@list`."""
    parts = [part[1:] for part in text.split("|")]
    if not text.startswith("@") or any(part not in TERMS for part in parts):
        return text
    return _OR[lang].join(TERMS[part][0 if lang == "zh" else 1] for part in parts)


def _filled(template: str, args: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: args.get(place.group(1), _MISSING), template)
