"""The lists of no penalty that are shipped, against the law: what each lacks was worked out by reading the two texts."""

from functools import cache

from enforcerules import api
from enforcerules.base.diagnostics import Diagnostic


@cache
def found() -> tuple[Diagnostic, ...]:
    report = api.check("cn").diagnostics
    return tuple(one for one in report if one.code in {"ER550", "ER551", "ER552", "ER553"})


def args(code: str) -> dict[str, dict[str, object]]:
    return {
        str(dict(one.args).get("rule", dict(one.args).get("rules"))): dict(one.args)
        for one in found()
        if one.code == code
    }


def test_the_shipped_lists_that_ask_less_than_the_law() -> None:
    """Guangdong 6 and 8 name no harm; Baoding 1 asks only for repair; Shanxi says minor and corrected, not harmless."""
    assert {rule: one["lacking"] for rule, one in args("ER553").items()} == {
        "gd.env.list.6": "危害后果不高于轻微",
        "gd.env.list.8": "危害后果不高于轻微",
        "fire.bd.1": "初次违法、危害后果不高于轻微、及时改正",
        "sx.list.air": "危害后果为没有",
        "sx.list.sign": "危害后果为没有",
    }


def test_no_shipped_list_takes_the_place_of_the_law_and_none_is_short_unsaid() -> None:
    assert args("ER550") == args("ER552") == {}


def test_what_lists_ask_beyond_the_law_is_said_once_a_ruleset() -> None:
    told = [str(dict(one.args)["rules"]) for one in found() if one.code == "ER551"]
    assert len(told) == len(set(told))
    assert any("jm.list.16" in rules and "jm.list.39" in rules for rules in told)
    assert all("fire.bd.1`" not in rules for rules in told)
