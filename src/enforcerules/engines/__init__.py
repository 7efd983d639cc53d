"""A second opinion: other engines judge the conditions of a decision again, and must agree.

They share with the decision what the facts are (values, dates, counts over history) and nothing of how conditions are
worked out. They never decide: what they are asked is whether each condition holds, fails, or is open.
"""

from __future__ import annotations

from enforcerules.engines.matcher import Disagreement, Facts, Matcher, NotCovered
from enforcerules.engines.opinions import consult

__all__ = ["Disagreement", "Facts", "Matcher", "NotCovered", "consult"]
