"""`test --generate`: the cases that are missing, as files; what is there already is left alone."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import remark
from enforcerules.model.example import Example
from enforcerules.model.program import Program
from enforcerules.testing.coverage.generate import generate
from enforcerules.testing.coverage.measure import Coverage
from enforcerules.testing.coverage.writing import name_of, written


def generated(options: Namespace, program: Program, covered: Coverage, examples: Iterable[Example]) -> None:
    """Write the cases, and say on standard error how many and what is left.

    Raises:
        Refused: a file cannot be written.
    """
    folder = Path(options.generate)
    made = generate(program, covered, examples)
    fresh = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in made.cases:
            part = covered.parts[one.requirement.part]
            file = folder / f"{name_of(program, part, one)}.yaml"
            if not file.exists():
                file.write_text(written(program, part, one), encoding="utf-8")
                fresh += 1
    except OSError as error:
        raise Refused(f"写不了 `{folder}`：{error.strerror}", f"cannot write `{folder}`: {error.strerror}") from None
    kept, left = len(made.cases) - fresh, len(made.left)
    zh = f"写出 {fresh} 个待确认的案件，{kept} 个已经有了；{left} 项没有找到能看到它的案件"
    en = f"{fresh} cases to be confirmed written, {kept} were there; for {left} things no case was found"
    remark(zh if options.lang == "zh" else en)
