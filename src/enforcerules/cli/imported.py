"""What `import clauses` says of an import: a summary, and every finding with its record; or all of it as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from enforcerules.base.canonical import canonical
from enforcerules.cli.report_json import encodable, to_dict
from enforcerules.exchange.clauses import Imported, ImportReport, Remark, why
from enforcerules.exchange.clauses.report import UNSAID, Code

FORMAT: Final = "enforcerules/import/1"
_SAID: Final[dict[Code, tuple[str, str]]] = {
    "partial": ("记录本身解析不完整：{why}", "the record itself is only partly parsed: {why}"),
    "rank_guessed": ("位阶按名称推定为{rank}", "the rank is guessed from the name: {rank}"),
    "kind_unseen": ("措施种类 `{kind}` 没有声明，按其他措施写入", "the kind of measure `{kind}` is not known: declared as another measure"),
    "name_unseen": ("事实 `{fact}` 没有共用声明，按用法声明（{type}）", "the fact `{fact}` is not shared: declared from its use ({type})"),
    "target_unseen": ("受罚主体 `{target}` 没有对应的写法", "the addressee `{target}` cannot be said"),
    "field_unseen": ("字段 `{field}` 没有对应的写法", "the field `{field}` cannot be said"),
    "duration_corrected": ("期限 `{given}` 首数误乘十二，读作 `{read}`", "the first figure of the duration `{given}` was multiplied by twelve: read as `{read}`"),
    "reference_unnamed": ("数额依照其他规定，记录没有指明", "the amount is set elsewhere, and the record does not say where"),
    "reference_unreadable": ("数额所依照的规定写不出来：`{phrase}`", "the provision that sets the amount cannot be written: `{phrase}`"),
    "term_left_out": ("名称“{term}”已属于其他事实，没有采用", "the name `{term}` belongs to another fact and was left out"),
    "terms_joined": ("一个事实有几个名称，合写为“{term}”", "several names of one fact were joined: `{term}`"),
    "paragraph_absent": ("第 {paragraph} 款不在该条的 {count} 款之内，只引到条", "paragraph {paragraph} is not among the {count} of the article: only the article is cited"),
    "alternative_alone": ("择一处罚 {group} 只有一个选项", "the group of alternatives {group} has one branch only"),
}  # fmt: skip
_RANKS: Final = {
    "law": ("法律", "law"),
    "administrative_regulation": ("行政法规", "administrative regulation"),
    "ministry_rule": ("部门规章", "ministry rule"),
}


class Words:
    """The wording of one import in one language."""

    def __init__(self, *, zh: bool) -> None:
        """For a language."""
        self._zh = zh

    def _of(self, zh: str, en: str) -> str:
        return zh if self._zh else en

    def summary(self, report: ImportReport) -> str:
        """How many records and laws, how many said completely."""
        head = self._of(
            "读入 {} 条记录，涉及 {} 部法律；生成 {} 个事项，其中 {} 个完整表达",
            "{} records read, of {} laws; {} matters made, {} of them say everything",
        ).format(report.read, report.laws, report.imported, report.said)
        if not report.refused:
            return head
        left = self._of("{} 条记录有错误，没有导入", "{} records are wrong and were left out")
        return f"{head}\n{left.format(report.refused)}"

    def text(self, report: ImportReport) -> str:
        """The summary, what could not be said, and everything else that is worth a look."""
        unsaid = [one for one in report.remarks if one.code in UNSAID]
        others = [one for one in report.remarks if one.code not in UNSAID]
        return "\n".join(
            [
                self.summary(report),
                *self._section(self._of("没有完整表达", "not said completely"), unsaid),
                *self._section(self._of("其他", "also"), others),
            ]
        )

    def _section(self, title: str, remarks: list[Remark]) -> Iterator[str]:
        if remarks:
            yield f"\n{title} ({len(remarks)})"
            yield from self._lines(remarks)

    def _lines(self, remarks: Iterable[Remark]) -> Iterator[str]:
        """A line each; guesses of ranks are counted."""
        ranks: Counter[str] = Counter()
        for one in remarks:
            if one.code == "rank_guessed":
                ranks[dict(one.args)["rank"]] += 1
            else:
                yield f"  {self._where(one)}{self.said(one)}"
        for rank, count in sorted(ranks.items()):
            laws = self._of(
                "{} 部法律文件的位阶按名称推定为{}", "{} instruments: the rank is guessed from the name: {}"
            )
            yield f"  {laws.format(count, self._rank(rank))}"

    def _where(self, one: Remark) -> str:
        if one.record is None:
            return f"{one.law}: "
        return self._of("{}（第 {} 行）：", "{} (line {}): ").format(one.record, one.line)

    def _rank(self, rank: str) -> str:
        return self._of(*_RANKS[rank]) if rank in _RANKS else rank

    def said(self, one: Remark) -> str:
        """A finding in words."""
        args = dict(one.args)
        if one.code == "partial":
            args["why"] = why(tuple(args["why"].split("、"))) if self._zh else args["why"].replace("、", ", ")
        if one.code == "rank_guessed":
            args["rank"] = self._rank(args["rank"])
        return self._of(*_SAID[one.code]).format(**args)

    def json(self, made: Imported, *, texts: bool) -> str:
        """The report as canonical JSON; `texts`: with the files themselves."""
        report = made.report
        files = [
            {"file": one.name, "ruleset": one.ruleset, **({"yaml": one.text} if texts else {})} for one in made.files
        ]
        return canonical(
            {
                "format": FORMAT,
                "read": report.read,
                "refused": report.refused,
                "imported": report.imported,
                "said": report.said,
                "laws": report.laws,
                "complete": report.complete,
                "files": files,
                "remarks": [self._remark(one) for one in report.remarks],
                "diagnostics": to_dict(report.diagnostics)["diagnostics"],
            }
        ).decode()

    def _remark(self, one: Remark) -> dict[str, object]:
        return {
            "code": one.code,
            "law": one.law,
            "record": None if one.record is None else encodable(one.record),
            "line": one.line,
            "args": dict(one.args),
            "said": self.said(one),
            "unsaid": one.code in UNSAID,
        }
