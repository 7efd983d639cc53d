"""The rules that a command works with."""

from __future__ import annotations

import os
from argparse import Namespace

from enforcerules import api
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import remark


def loaded(options: Namespace) -> api.Ruleset:
    """The rules of `--rules` and `--extending`, by default the shipped ones; warnings are counted on standard error.

    Raises:
        InvalidInput: they cannot be used.
        Refused: only bundles are trusted, and none is named.
    """
    if options.trust and not options.rules:
        raise Refused(
            "给出 --trust 时，用 --rules 写明已签名的封装包", "with --trust, name the signed bundle with --rules"
        )
    first, *more = options.rules or ["cn"]
    cache = os.environ.get("ENFORCERULES_CACHE") if options.cache is None else options.cache
    rules = api.load(first, *more, extending=options.extending, trust=options.trust, cache=cache or None)
    count = len(rules.report.warnings)
    if count:
        zh, en = (
            f"规则有 {count} 条警告，见 `enforcerules check`",
            f"{count} warnings about the rules: see `enforcerules check`",
        )
        remark(zh if options.lang == "zh" else en)
    return rules
