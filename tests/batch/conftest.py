"""The generated rulesets and the examples of `tests/decide` are put to the columns."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "decide"))
