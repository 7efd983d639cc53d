"""How properties are tried: with new examples on a desk, with the same ones in CI, where a run must mean the same twice."""

import os

from hypothesis import settings

settings.register_profile("again", derandomize=True, database=None, deadline=None, print_blob=True)
if os.environ.get("CI") == "true":
    settings.load_profile("again")
