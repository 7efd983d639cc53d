"""What is wrong with the history of a case: events about facts that no act knows, or with values that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enforcerules.base.diagnostics import Diagnostic, diagnose
from enforcerules.base.near import nearest
from enforcerules.base.source import span_of
from enforcerules.decide.bind import said
from enforcerules.decide.slice import Slice
from enforcerules.decide.values import Wrong, by_names, value_of
from enforcerules.model.case import Case


def said_of_the_past(case: Case, slices: Sequence[Slice]) -> Iterator[Diagnostic]:
    """Every name under `about` is a fact of some act, and every value one of its type."""
    if case.history is None or not slices:
        return
    names = {name: fact for sliced in slices for name, fact in by_names(sliced.facts).items()}
    matters = "、".join(dict.fromkeys(sliced.matter.id for sliced in slices))
    for event in case.history.events:
        for name, value in event.about.items():
            fact = names.get(name)
            if fact is None:
                yield diagnose("ER602", span_of(name), matter=matters, fact=name, near=nearest(name, names))
                continue
            try:
                value_of(fact, value)
            except Wrong as wrong:
                yield said(wrong, fact, span_of(value) or span_of(name))
