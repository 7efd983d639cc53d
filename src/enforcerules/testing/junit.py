"""Results as JUnit XML, the form that CI servers read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from enforcerules.base.catalogue import Lang
from enforcerules.testing.run import Result
from enforcerules.testing.telling import said

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS: Final = {"failed": "failure", "broken": "error", "unconfirmed": "skipped"}


def junit(results: Sequence[Result], lang: Lang = "zh") -> str:
    """One suite with a case for each example; no times, so that the same results give the same file."""
    count = {kind: sum(result.verdict == verdict for result in results) for verdict, kind in _KINDS.items()}
    figures = " ".join(
        f'{name}="{n}"' for name, n in zip(("failures", "errors", "skipped"), count.values(), strict=True)
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<testsuites>",
            f'<testsuite name="enforcerules" tests="{len(results)}" {figures}>',
            *(line for result in results for line in _case(result, lang)),
            "</testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(result: Result, lang: Lang) -> Iterator[str]:
    path = result.path.as_posix()
    head = (
        f'<testcase classname="{_text(result.path.parent.as_posix())}" name="{_text(result.name)}" file="{_text(path)}"'
    )
    if result.verdict == "passed":
        yield f"{head}/>"
        return
    kind, told = _KINDS[result.verdict], said(result, lang)
    first = "；".join(f"{one.where}: {one.expected} ≠ {one.got}" for one in result.differences)
    message = first or told.partition("\n")[0]
    yield f"{head}>"
    yield f'<{kind} message="{_text(message)}">{_text(told)}</{kind}>'
    yield "</testcase>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("?", text))
