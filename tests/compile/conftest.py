"""The heads of small rulesets of `tests/decide` are put to the compiler."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))
