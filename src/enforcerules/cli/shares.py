"""A share in per cent as an argument: exact, from 0 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enforcerules.cli.refused import Refused

if TYPE_CHECKING:
    from fractions import Fraction


def share(text: str) -> Fraction:
    """`80`, `87.5` or `87.5%`.

    Raises:
        Refused: it is none.
    """
    from fractions import Fraction

    try:
        found = Fraction(text.removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        found = Fraction(-1)
    if not 0 <= found <= 100:
        raise Refused(f"--fail-under 要写 0 到 100 的数，不是 `{text}`", f"--fail-under takes 0 to 100, not `{text}`")
    return found
