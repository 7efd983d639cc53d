"""What the exit codes mean."""

from __future__ import annotations

from typing import Final

OK: Final = 0
FINDINGS: Final = 1
"""`check`: problems of the rules; `search`: nothing found; `doctor`: something that is needed is missing;
`replay`: a difference, or with `--touched` records that are touched."""

BAD_INPUT: Final = 2
"""Input or arguments that cannot be used, or a result that cannot be written (a full disk, a closed stream)."""

UNSETTLED: Final = 3
"""`decide` and `explain`: a person has to settle something, or facts are missing."""

ALTERED: Final = 4
"""`replay`, `log verify`, sealed bundles: something is not as it was made, or not signed by a trusted key."""

DEFECT: Final = 70
"""A defect of this library (EX_SOFTWARE)."""

INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

TEST_FAILED, TEST_STOPPED, TEST_DEFECT, TEST_USAGE, TEST_NONE = 1, 2, 3, 4, 5
"""pytest's codes, for `test`: failures; rules that cannot be used or an interrupt; a defect; a path that is not there; no
example."""
