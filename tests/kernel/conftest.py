"""The generated rulesets and the examples of `tests/decide`, and the conditions of `tests/engines`, are put to the kernel."""

import sys
from pathlib import Path

for folder in ("decide", "engines"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))
