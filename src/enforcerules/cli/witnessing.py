"""`check --witness`: for each finding that a case can show, an example for a person to confirm; files that are there stay."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from enforcerules.analysis.shown import case_of_finding
from enforcerules.base.catalogue import Lang
from enforcerules.base.diagnostics import Diagnostic, Report
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import remark
from enforcerules.load.cases import case_of
from enforcerules.model.program import Program
from enforcerules.testing.witnessed import name_of, written


def witnessed(program: Program | None, report: Report, target: str, lang: Lang) -> None:
    """Write the examples, and say on standard error how many.

    Raises:
        Refused: a file cannot be written.
    """
    folder, fresh, kept, left = Path(target), 0, 0, 0
    numbers: Counter[str] = Counter()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in report.diagnostics:
            if one.shows is None:
                continue
            numbers[name_of(one, 0)] += 1
            name = name_of(one, numbers[name_of(one, 0)])
            text = None if program is None else _text(program, one, name)
            file = folder / f"{name}.yaml"
            if text is None:
                left += 1
            elif file.exists():
                kept += 1
            else:
                file.write_text(text, encoding="utf-8")
                fresh += 1
    except OSError as error:
        raise Refused(f"写不了 `{folder}`：{error.strerror}", f"cannot write `{folder}`: {error.strerror}") from None
    zh = f"写出 {fresh} 个待确认的案件，{kept} 个已经有了；{left} 处没有做出案件"
    en = f"{fresh} cases to be confirmed written, {kept} were there; for {left} findings no case could be made"
    remark(zh if lang == "zh" else en)


def _text(program: Program, one: Diagnostic, name: str) -> str | None:
    assert one.shows is not None  # noqa: S101  the caller looked
    made = case_of_finding(program, one.shows, name)
    if made is None:
        return None
    case, report = case_of(dict(made))
    return None if case is None or report.errors else written(one, name, made)
