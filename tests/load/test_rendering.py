from enforcerules.base.diagnostics import Label, Report, diagnose
from enforcerules.base.source import Span
from enforcerules.render.diagnostics import text

SOURCE = "\ufeffa: 1\r\n货值：\t2\u202e\r\n"


def test_english_and_chinese() -> None:
    problem = diagnose("ER123", Span("f", 2, 3, 2, 4), key="货值", labels=[Label(Span("f", 1, 1, 1, 2), "other")])
    assert text(Report((problem,)), "en", {"f": SOURCE}).splitlines() == [
        "f:2:3: error[ER123] `货值` is followed by a full-width colon `：`",
        "2 | 货值： 2\ufffd",
        "  |     ^^",
        "  → f:1:1: conflicts with this",
        "1 | a: 1",
        "  | -",
        "help: write a half-width colon and a blank: `货值: `",
    ]
    assert "建议：" in text(Report((problem,)), "zh", {})


def test_a_place_beyond_the_source_is_no_failure() -> None:
    spans = [Span("f", 99, 1, 99, 2), Span("f", 1, 99, 1, 100), Span("f", 1, 2, 3, 1), Span("f", 1, 3, 1, 2), None]
    report = Report(tuple(diagnose("ER150", span) for span in spans))
    assert text(report, "en", {"f": SOURCE}).count("error[ER150]") == 5
    assert text(Report()) == ""
