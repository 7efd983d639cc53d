"""Markup made of text, and bars made of figures."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from enforcerules.render.pages.charts import Bar, signed, stacked
from enforcerules.render.pages.markup import el, joined
from enforcerules.render.pages.shell import prose


def test_elements():
    assert (
        el("a", "1 < 2", href='"x"', class_="b", data_label=None).html
        == '<a href="&quot;x&quot;" class="b">1 &lt; 2</a>'
    )
    assert el("rect", width="1").html == '<rect width="1"/>'
    assert el("meta", charset="utf-8").html == '<meta charset="utf-8">'
    assert joined("a", None, [el("b", "c"), "<"]).html == "a<b>c</b>&lt;"


def test_characters_that_turn_a_line_around_are_shown():
    assert el("p", "a\u202eb\x00").html == "<p>a\ufffdb\ufffd</p>"


@given(st.text(), st.text())
def test_text_never_becomes_markup(text, value):
    made = el("p", text, title=value).html
    assert made.count("<") == 2
    assert made.count(">") == 2
    assert made.count('"') == 2


def test_prose():
    assert prose("事实 `a<b` 没有用到").html == "事实 <code>a&lt;b</code> 没有用到"
    assert prose("一个 ` 不成对").html == "一个 ` 不成对"


def test_bars():
    """3 of 4 and 1 of 4 in the longest bar; 1 of 3 of the way to the left of the middle, where the longest takes half."""
    made = stacked("", ["a", "b", "c"], [Bar("x", (("met", Fraction(3)), ("same", Fraction(1))), ("3 / 4",))]).html
    assert 'class="met" x="0.00" y="0" width="75.00"' in made
    assert 'class="same" x="75.00" y="0" width="25.00"' in made
    made = signed("", ["a", "b", "c"], [Bar("x", (("lighter", Fraction(-1)), ("heavier", Fraction(3))), ("",))]).html
    assert 'class="lighter" x="33.33" y="0" width="16.67" height="5"' in made
    assert 'class="heavier" x="50.00" y="5" width="50.00" height="5"' in made


def test_no_bars():
    assert "rect" not in stacked("", ["a", "b"], []).html
    assert "rect" not in signed("", ["a", "b"], [Bar("x", (("same", Fraction(0)),), ())]).html
