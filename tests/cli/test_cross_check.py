"""`decide --cross-check`: the opinions are told on standard error, and two engines that differ end the run."""

import pytest

from enforcerules.engines import opinions
from enforcerules.engines.tree import TreeMatcher

EXPIRED, TWO = "examples/expired-food.yaml", "examples/two-acts.yaml"


class Contrary(TreeMatcher):
    """An engine that is wrong about the elements."""

    def match(self, items, facts):
        return {**super().match(items, facts), "elements": None}


def test_who_agreed_on_how_much(cli) -> None:
    alone, crossed = cli("decide", EXPIRED, TWO), cli("decide", EXPIRED, TWO, "--cross-check")
    assert (crossed.code, crossed.out) == (alone.code, alone.out)
    assert "第二意见：tree 1 对 " in crossed.err
    assert "agrees on" in cli("decide", EXPIRED, "--cross-check", "--lang", "en").err


@pytest.mark.parametrize(("lang", "said"), [("zh", "未参与（没有编译器）"), ("en", "not consulted (没有编译器)")])
def test_an_engine_that_is_not_there(cli, monkeypatch, lang, said) -> None:
    monkeypatch.setattr(opinions, "durable_matcher", lambda: (None, "没有编译器"))
    assert said in cli("decide", EXPIRED, "--cross-check", "--lang", lang).err


@pytest.mark.parametrize(("lang", "said"), [("zh", "因此不作决定"), ("en", "there is no decision")])
def test_two_engines_that_differ(cli, monkeypatch, lang, said) -> None:
    monkeypatch.setattr(opinions, "TreeMatcher", Contrary)
    done = cli("decide", EXPIRED, "--cross-check", "--lang", lang)
    assert (done.code, done.out) == (70, "")
    assert said in done.err
    assert "sold_expired" in done.err


@pytest.mark.parametrize(("lang", "said"), [("zh", "第二意见"), ("en", "second opinion")])
def test_doctor_says_whom_it_asks(cli, lang, said) -> None:
    (line,) = [line for line in cli("doctor", "--lang", lang).out.splitlines() if said in line]
    assert "tree" in line
