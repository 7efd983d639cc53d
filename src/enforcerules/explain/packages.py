"""Which measures go together, where there is a choice: what is always included, what may be, and what is taken from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcerules.explain import amounts
from enforcerules.explain.view import View, kind_title, listed, say
from enforcerules.model.explanation import Arg, Line, Word
from enforcerules.model.packages import Packages, packages_of


def combinations(view: View) -> Iterator[Line]:
    """One line, with the parts of the lawful packages below it; nothing where only one package is lawful."""
    found = packages_of(view.outcome.measures)
    if found.has_choice:
        yield Line("open" if found.open else "statutory", say("packages"), children=tuple(_parts(view, found)))


def _parts(view: View, found: Packages) -> Iterator[Line]:
    if found.always:
        yield Line("statutory", say("packages.always", names=_names(view, found.always)))
    if found.optional:
        yield Line("statutory", say("packages.optional", names=_names(view, found.optional)))
    for together in found.joint:
        yield Line("statutory", say("packages.joint", names=_names(view, together)))
    for group in found.groups:
        branches = listed((_branch(view, one) for one in group.branches), "either")
        yield Line("statutory", say("packages.one_of.may" if group.optional else "packages.one_of", names=branches))
    if found.up_to:
        yield Line("statutory", say("packages.up_to", names=_names(view, found.up_to)))


def _branch(view: View, branch: Packages) -> Arg:
    return _names(view, branch.ids())


def _names(view: View, ids: Iterable[str]) -> Arg:
    """Kinds of measure, a fine with its range, with the addressee where it is not the violator."""
    by_id = {m.id: m for m in view.outcome.measures}
    said: list[Arg] = []
    for name in ids:
        one = by_id[name]
        title = amounts.what(view, one) if one.statutory is not None else kind_title(view.kind(one.kind))
        plain = one.target in {"violator", "unit"}
        said.append(title if plain else say("packages.of", what=title, target=Word("target", one.target)))
    return listed(said)
