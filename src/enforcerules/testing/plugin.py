"""A pytest plugin: the example cases beside rulesets as tests, when `--enforcerules` is given.

    pytest --enforcerules rulesets/                             the rules of each example: the folder that holds `cases`
    pytest --enforcerules --enforcerules-extending cn my-rules/

Everything but pytest is imported when the first example is collected, so that suites which do not ask for examples pay
nothing and coverage of this package is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from enforcerules.model.program import Program
    from enforcerules.testing.run import Result

__all__ = ["pytest_addoption", "pytest_collect_file"]

_FORMATS = (b"enforcerules/example/1", b"enforcerules/examples/1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options; without `--enforcerules` nothing is collected."""
    group = parser.getgroup("enforcerules", "enforcerules: example cases of rulesets (行政处罚裁量规则的示例案件)")
    group.addoption("--enforcerules", action="store_true", help="collect cases/*.yaml as tests (收集示例案件)")
    group.addoption("--enforcerules-extending", metavar="RULES", help="the rulesets that those tested extend, e.g. cn")
    group.addoption("--enforcerules-lang", choices=("zh", "en"), default="zh", help="language of failures")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """An example below a folder named `cases`, by the format it states."""
    if not parent.config.getoption("--enforcerules"):
        return None
    from enforcerules.testing.collect import CASES, SUFFIXES

    if file_path.suffix.lower() not in SUFFIXES or CASES not in file_path.parent.parts:
        return None
    if not any(one in file_path.read_bytes() for one in _FORMATS):
        return None
    return ExampleFile.from_parent(parent, path=file_path)


class ExampleFile(pytest.File):
    """The file of an example, or of several."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its examples: one is named like its file, several by themselves."""
        from enforcerules.load.cases import written

        for at, one in enumerate(written(self.path)):
            item: ExampleItem = ExampleItem.from_parent(self, name=one.name or self.path.stem)
            item.at = at
            yield item


class ExampleItem(pytest.Item):
    """One example: decide its case and compare."""

    at = 0

    def runtest(self) -> None:
        """Run it.

        Raises:
            NotAsExpected: the decision differs, or the file cannot be used.
        """
        from enforcerules.testing.run import run_all

        result = tuple(run_all(program_for(self.config, self.path), self.path))[self.at]
        if result.verdict == "unconfirmed":
            pytest.skip("not confirmed (待确认)")
        if result.verdict != "passed":
            raise NotAsExpected(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401  pytest's
        """Expected, got and why; not the traceback of the runner."""
        from enforcerules.base.diagnostics import InvalidInput
        from enforcerules.render.diagnostics import text
        from enforcerules.testing.telling import said

        lang = self.config.getoption("--enforcerules-lang")
        if isinstance(excinfo.value, NotAsExpected):
            return said(excinfo.value.result, lang)
        if isinstance(excinfo.value, InvalidInput):
            return text(excinfo.value.report, lang)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands, for the summary."""
        return self.path, 0, self.name


class NotAsExpected(Exception):
    """An example that did not pass."""

    def __init__(self, result: Result) -> None:
        """Carry the result."""
        super().__init__(f"{result.name}: {result.verdict}")
        self.result = result


_PROGRAMS: pytest.StashKey[dict[tuple[str, str | None], Program]] = pytest.StashKey()


def program_for(config: pytest.Config, example: Path) -> Program:
    """The compiled rules beside an example, built once per folder; raises InvalidInput."""
    from enforcerules import api
    from enforcerules.testing.collect import ruleset_of

    extending = config.getoption("--enforcerules-extending")
    made = config.stash.setdefault(_PROGRAMS, {})
    key = (str(ruleset_of(example)), extending)
    if key not in made:
        made[key] = api.load(key[0], extending=extending).program
    return made[key]
