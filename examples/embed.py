"""How another system embeds the library: one ruleset, many cases, stable JSON.

Run: python examples/embed.py examples/expired-food.yaml
"""

from __future__ import annotations

import sys

import enforcerules as er


def main(paths: list[str]) -> int:
    """Decide each case; print its JSON, or what is wrong with it."""
    rules = er.load("cn")
    for decision in er.decide_many(rules, paths):
        if isinstance(decision, er.InvalidInput):
            print(decision, file=sys.stderr)
        else:
            print(er.to_json(decision))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
