"""What the comparison knows of the language: every part of a program, field by field.

What is not listed here may decide in a way that the graph does not follow. A part that changed and says such a thing is
told as `unsaid`: it cannot be said that no case is affected. A new field of the model is listed here once the graph, or
`beside`, follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, Final

_LISTED: Final = """
Age: born on
Alert: kind severity
Amount: base lo hi lo_open hi_open per base_floor floor cap
And: parts
Arithmetic: op operands
Atom: fact region wanted
Band: lo hi lo_open hi_open
Bar: levels
BarKinds: kinds
Benchmark: id ruleset matter kind target condition hit rows weights rounding basis in_force evidence title status note after_change after_change_basis accepts order
CapTotal: kind most
Citation: instrument article article_extra paragraph item subitem sentence proviso place
Concur: policy ranks optional
Count: events same window anchor ends calendar including_present per across reset
DateAfter: start plus roll
Days: start plus end
Deadline: start plus roll
Duration: lo hi unit life
Duty: kind who on deadline after of
Fact: id label type ruleset en also unit scale values proves ask evaluative factors direction change on_unknown basis source formula evidence note least specifies
Factor: fact title levels
FactorLevel: condition weight wanted
InForce: since until known until_known
Instrument: name title rank evidence reads versions number
Interval: lo hi lo_open hi_open
Kind: id label en class_ article9 by rank
Known: fact status wanted
Matter: id ruleset title elements prohibited_by penalised_by fixes measures in_force sole_trader status code note terms succeeded_by accepts
Measure: id kind modality target condition amount basis in_force group branch limb duration what by refers guard
Neg: part
Numbers: intervals
OfMax: share band
OfMin: share
Open: levels
Or: parts
OrderFirst: kind
Parameter: id label type unit missing values ruleset
ParameterValue: value parties territories matters in_force basis evidence
Period: years months days workdays
Ratio: part whole
Reads: above below
Reduce: kinds least most
Refer: organ
Reference: text citations
Rounding: to direction
Row: id level condition otherwise narrows result title basis note statute moved
Rule: id ruleset stage title matters parties condition effect strength basis in_force says evidence replaces overrides override_basis note accepts
Spare: keeps
Steps: of above each part_counts
Terminate: disposition
Threshold: fact word parameter wanted
Values: names others
Version: id in_force text renumbers
Versions: which
Weights: start of cap floor interpolate factors
When: condition
"""  # fmt: skip
KNOWN: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(said.split()) for name, _, said in (line.partition(":") for line in _LISTED.split("\n") if line)
}

UNFOLLOWED: Final = frozenset({"Runs", "Series"})
"""What the graph does not follow, knowingly: facts reckoned from dated events one by one. A change of one is told as `unsaid`."""


def unknown(value: object) -> Iterator[str]:
    """What a part says that the comparison does not know, as `Class.field`; a field at its default says nothing."""
    if is_dataclass(value) and not isinstance(value, type):
        name = type(value).__name__
        known = KNOWN.get(name)
        if known is None:
            yield name
            return
        for one in fields(value):
            got = getattr(value, one.name)
            if one.name in known:
                yield from unknown(got)
            elif not _silent(one, got):
                yield f"{name}.{one.name}"
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from unknown(inner)
    elif isinstance(value, tuple | list | frozenset | set):
        for inner in value:
            yield from unknown(inner)


def _silent(one: Field[Any], got: object) -> bool:
    return one.default is not MISSING and type(got) is type(one.default) and got == one.default
