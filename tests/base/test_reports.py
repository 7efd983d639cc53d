import pickle

import pytest

from enforcerules.base.catalogue import CATALOGUE, LABELS, help_text, message
from enforcerules.base.diagnostics import Diagnostic, InvalidInput, Label, Report, diagnose
from enforcerules.base.source import Span


def at(line: int, column: int = 1, file: str = "a.yaml") -> Span:
    return Span(file, line, column, line, column + 1)


def test_a_report_is_sorted_and_holds_everything_once() -> None:
    late, early, no_place = diagnose("ER120", at(9), key="a"), diagnose("ER201", at(2)), diagnose("ER101", None)
    report = Report((late, early)) + Report((late, no_place))
    assert report.diagnostics == (no_place, early, late)
    assert report == Report((late, early, no_place))
    assert report.errors == report.diagnostics
    assert not report.ok
    assert Report().ok
    Report().raise_if_invalid()


def test_invalid_input_says_everything_in_both_languages() -> None:
    report = Report((diagnose("ER120", at(9, 3), key="货值金额"),))
    with pytest.raises(InvalidInput) as caught:
        report.raise_if_invalid()
    assert str(caught.value) == "a.yaml:9:3: ER120 键 `货值金额` 重复 / key `货值金额` is written twice"
    assert pickle.loads(pickle.dumps(caught.value)).report == report


def test_only_what_is_in_the_catalogue_can_be_diagnosed() -> None:
    with pytest.raises(LookupError, match="ER999"):
        diagnose("ER999", None)
    with pytest.raises(LookupError, match="nowhere"):
        diagnose("ER120", None, labels=[Label(at(1), "nowhere")])


def test_a_message_is_one_safe_line_whatever_was_written() -> None:
    said = message(diagnose("ER120", None, key="a\u202eb\nc{key}" + "长" * 999), "zh")
    assert said.startswith("键 `a\\u202eb\\nc{key}长长")
    assert len(said) < 300


def test_words_of_the_catalogue_follow_the_language() -> None:
    problem = diagnose("ER203", None, where="extends", expected="@list|@text", found="@mapping")
    assert message(problem, "zh") == "`extends` 应是列表或文字，却写成了“键: 值”"
    assert message(problem, "en") == "`extends` should be a list or text, not a mapping (`key: value`)"


def test_advice_that_lacks_an_argument_is_left_out() -> None:
    bare, full = diagnose("ER201", None, key="a"), diagnose("ER201", None, key="a", near="b", known="b")
    assert help_text(bare, "zh") == ""
    assert help_text(full, "zh").splitlines() == ["是不是想写 `b`", "可用的键：b"]
    assert help_text(full, "en").splitlines() == ["did you mean `b`", "known keys: b"]


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_wording_of_a_code_is_complete(code: str) -> None:
    entry, bare = CATALOGUE[code], Diagnostic(code, None)
    for said in (message(bare, "zh"), message(bare, "en"), *(pair[0] for pair in LABELS.values())):
        assert said
        assert "\n" not in said
        assert "{" not in said.replace("`{`", "")
        assert not said.endswith((".", "。"))
    assert entry.why_zh
    assert entry.why_en
    assert entry.en[0] == entry.en[0].lower() or entry.en.startswith("JSON")
    assert help_text(bare, "zh") is not None
    assert (entry.bad == "") <= (entry.good == "")
