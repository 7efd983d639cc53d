"""The amount of a fine as text: what the record says, in the law's words."""

from __future__ import annotations

import re
from typing import Final

from enforcerules.exchange.clauses.facts import Facts
from enforcerules.exchange.clauses.money import multiples, yuan
from enforcerules.exchange.clauses.record import OF_MONEY, Fine
from enforcerules.language.printing import print_amount
from enforcerules.language.vocabulary import Vocabulary
from enforcerules.model.syntax import AmountText, Quantity

LEFT_OPEN: Final = "数额未规定"
_PHRASE: Final = re.compile("[㐀-䶿一-鿿A-Za-z0-9《》〈〉（）()、，·]{1,80}")
_LEADING: Final = re.compile("^(?:依照|按照)")


def amount_text(fine: Fine, facts: Facts, words: Vocabulary) -> str:
    """The amount; `数额未规定` where the text leaves it open or refers without a name, `依照…` where it names the provision."""
    if fine.kind == "unspecified":
        return LEFT_OPEN
    if fine.kind == "reference":
        return LEFT_OPEN if refers(fine) is None else f"依照{refers(fine)}"
    return print_amount(_amount(fine, facts), words)


def refers(fine: Fine) -> str | None:
    """The phrase for the provision that sets the amount, as the rulesets write it; None where the record has none."""
    if fine.reference is None:
        return None
    phrase = _LEADING.sub("", fine.reference.replace(" ", ""))
    if not _PHRASE.fullmatch(phrase):
        return None
    return f"{phrase}的规定" if phrase.endswith("规定") else phrase


def _amount(fine: Fine, facts: Facts) -> AmountText:
    lo = hi = None
    if fine.kind in OF_MONEY:
        lo, hi = _sums(fine)
        return AmountText(None, lo, hi)
    base = facts.of_base(fine.base)
    if fine.kind == "per_unit":
        lo, hi = _sums(fine)
    else:
        lo, hi = multiples(fine.lo, fine.hi, share=fine.kind == "percentage_of_base")
    ends = (None if end is None else yuan(end) for end in (fine.base_floor, fine.floor, fine.cap))
    return AmountText(base.id, lo, hi, base.unit if fine.kind == "per_unit" else None, *ends)


def _sums(fine: Fine) -> tuple[Quantity | None, Quantity | None]:
    lo, hi = (None if end is None else yuan(end) for end in (fine.lo, fine.hi))
    return lo, hi
