"""A run of examples as a page: what `test` says, put together for `render.pages.examples`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from enforcerules.base.catalogue import Lang
from enforcerules.base.source import Span
from enforcerules.cli.running import sources_of
from enforcerules.cli.shown import shown
from enforcerules.cli.told import VERDICTS
from enforcerules.model.program import Program
from enforcerules.render.pages.examples import CoverageView, ExampleView, FigureView, MissingView, RunView, run_page
from enforcerules.testing.coverage.measure import Coverage
from enforcerules.testing.coverage.requirements import DIMENSIONS
from enforcerules.testing.coverage.telling import (
    DIMENSION_WORDS,
    grouped,
    in_order,
    missing_of,
    percent,
)
from enforcerules.testing.coverage.telling import named as part_named
from enforcerules.testing.run import Result
from enforcerules.testing.telling import said


def run_html(
    results: Sequence[Result], covered: tuple[Program, Coverage] | None, paths: Sequence[str], lang: Lang
) -> str:
    """The page."""
    return run_page(run_view(results, covered, paths, lang), lang)


def run_view(
    results: Sequence[Result],
    covered: tuple[Program, Coverage] | None,
    paths: Sequence[str],
    lang: Lang,
    named: Callable[[str], str] = shown,
) -> RunView:
    """All that is shown of a run; `named`: how files are called."""
    at = 0 if lang == "zh" else 1
    return RunView(
        rules=tuple(map(named, paths)),
        verdicts=tuple((verdict, words[at]) for verdict, words in VERDICTS.items()),
        examples=tuple(example_view(one, lang, named) for one in results),
        coverage=None if covered is None else coverage_view(*covered, lang, named),
    )


def example_view(one: Result, lang: Lang, named: Callable[[str], str] = shown) -> ExampleView:
    """One example with what came of it."""
    why = "" if one.example is None or one.example.why is None else str(one.example.why).strip()
    body = said(one, lang, sources_of(one.report))
    return ExampleView(one.name, named(str(one.path)), one.verdict, why, body)


def coverage_view(program: Program, made: Coverage, lang: Lang, named: Callable[[str], str] = shown) -> CoverageView:
    """The four figures and what is missing."""
    at = 0 if lang == "zh" else 1
    groups = grouped(made.missing)
    return CoverageView(
        made.examples,
        tuple(FigureView(DIMENSION_WORDS[one][at], *made.of(one), percent(made.percent(one))) for one in DIMENSIONS),
        tuple(
            MissingView(
                _place(part.span, named),
                part_named(part, lang),
                tuple(missing_of(program, part, groups[part.key], lang)),
            )
            for part in in_order(made, groups)
        ),
        tuple(one.part for one in made.missing if one.dimension == "citation"),
    )


def _place(span: Span | None, named: Callable[[str], str]) -> str:
    return "—" if span is None else f"{named(span.file)}:{span.line}"
