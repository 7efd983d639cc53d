"""How results of a replay are told, in both languages, and as JSON (`enforcerules/replay/1`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from enforcerules.audit.replay import VERDICTS, Cause, Difference, Replayed, Verdict
from enforcerules.audit.touched import Touched
from enforcerules.base.canonical import canonical
from enforcerules.base.catalogue import Lang
from enforcerules.base.personal import without_identity
from enforcerules.cli.report_json import encodable, to_dict
from enforcerules.cli.running import worded

_VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    "same": ("一致", "same"),
    "differs": ("不一致", "differs"),
    "altered": ("被改动过", "altered"),
    "unreadable": ("无法核对", "cannot be checked"),
    "undecided": ("无法重算", "cannot be decided again"),
}
_CAUSES: Final[dict[str, tuple[str, str]]] = {
    "rules": ("规则变了", "the rules changed"),
    "wording": ("规则的名称变了，含义未变", "titles of the rules changed, not what they mean"),
    "facts": ("事实变了", "the facts changed"),
    "edition": ("语义版本变了", "the edition of the semantics changed"),
    "calendar": ("工作日历变了", "the working-day calendar changed"),
    "withheld": ("有内容遮蔽而未提供", "something is masked and was not given"),
    "unexplained": (
        "无从解释：规则、事实、语义版本、日历和程序都未变，记录可能在改动后重做了摘要，请用 log find 与日志核对",
        "nothing explains it: the record may have been altered and its digests made anew; look for it with `log find`",
    ),
    "engine": (
        "程序变了（规则、事实、语义版本和日历都未变）",
        "the engine changed (rules, facts, edition and calendar did not)",
    ),
}
_CHANGES: Final[dict[str, tuple[str, str]]] = {
    "changed": ("变", "changed"),
    "added": ("增", "added"),
    "removed": ("删", "removed"),
    "": ("", ""),
}
_SHOWN: Final = 12
_LONGEST: Final = 160


class Words:
    """The wording in one language."""

    def __init__(self, lang: Lang) -> None:
        """In a language."""
        self._lang: Lang = lang
        self._at = 0 if lang == "zh" else 1

    def verdict(self, verdict: Verdict) -> str:
        """The word for a verdict."""
        return _VERDICTS[verdict][self._at]

    def replayed(self, one: Replayed) -> str:
        """A result, with what differs and why."""
        lines = [f"{self.verdict(one.verdict)}  {one.name}"]
        if one.difference is not None:
            lines += self._difference(one.difference)
        if one.verdict == "differs" and one.decision_same:
            lines.append(self._say("决定本身相同", "the decision itself is the same"))
        lines += [line for cause in one.causes for line in self._cause(cause)]
        if one.report.diagnostics:
            lines += worded(one.report, self._lang).splitlines()
        return "\n".join([lines[0], *(f"  {line}".rstrip() for line in lines[1:])])

    def touched(self, one: Touched) -> str:
        """What a correction does to a record."""
        if one.moves is None:
            lines = [self._say("无法判断", "cannot be told"), *worded(one.report, self._lang).splitlines()]
        else:
            moves = ("决定随之改变", "the decision moves") if one.moves else ("决定不变", "the decision stays")
            lines = [moves[self._at]]
        lines += self._difference(one.difference) if one.difference is not None else []
        lines += self._listed(one.parts)
        return "\n".join([f"{lines[0]}  {one.name}", *(f"  {line}".rstrip() for line in lines[1:])])

    def summary(self, results: Sequence[Replayed]) -> str:
        """How many of which."""
        count = Counter(one.verdict for one in results)
        parts = [f"{count[v]} {self.verdict(v)}" for v in VERDICTS if count[v] or v == "same"]
        causes = Counter(cause.kind for one in results for cause in one.causes)
        why = [f"{_CAUSES[kind][self._at]} {number}" for kind, number in sorted(causes.items())]
        told = self._say(f"共 {len(results)} 份：", f"{len(results)} records: ") + self._join(parts)
        return told + (self._say("；原因：", "; why: ") + self._join(why) if why else "")

    def touched_summary(self, results: Sequence[Touched]) -> str:
        """How many are touched, and how many move."""
        hit, move = sum(one.touched for one in results), sum(one.moves is True for one in results)
        return self._say(
            f"共 {len(results)} 份：涉及 {hit} 份，其中决定改变 {move} 份",
            f"{len(results)} records: {hit} touched, of which {move} move",
        )

    def _difference(self, one: Difference) -> list[str]:
        nothing = self._say("（无）", "(nothing)")
        was, now = (nothing if value is None else _cut(value) for value in (one.recorded, one.now))
        return [
            self._say(f"首个不同之处 {one.path}", f"first difference at {one.path}"),
            self._say(f"  记录：{was}", f"  recorded: {was}"),
            self._say(f"  现在：{now}", f"  now: {now}"),
        ]

    def _cause(self, cause: Cause) -> list[str]:
        told = _CAUSES[cause.kind][self._at]
        if cause.kind in {"edition", "engine"}:
            ((was, now),) = cause.what or (("", ""),)
            return [f"{self._say('原因：', 'why: ')}{told} {was} → {now or '?'}"]
        return [f"{self._say('原因：', 'why: ')}{told}", *self._listed(cause.what)]

    def _listed(self, what: Sequence[tuple[str, str]]) -> list[str]:
        lines = [f"  {_CHANGES[how][self._at]} {name}".replace("   ", "  ") for name, how in what[:_SHOWN]]
        more = len(what) - _SHOWN
        return [*lines, self._say(f"  另有 {more} 处", f"  and {more} more")] if more > 0 else lines

    def _say(self, zh: str, en: str) -> str:
        return zh if self._at == 0 else en

    def _join(self, parts: Sequence[str]) -> str:
        return self._say("，", ", ").join(parts)


def replay_json(results: Sequence[Replayed]) -> str:
    """All results as canonical JSON."""
    count = Counter(one.verdict for one in results)
    made = {
        "format": "enforcerules/replay/1",
        "results": [_replayed(one) for one in results],
        "summary": {verdict: count[verdict] for verdict in VERDICTS},
    }
    return canonical(made).decode()


def _replayed(one: Replayed) -> dict[str, Any]:
    return {
        "record": encodable(one.name),
        "verdict": one.verdict,
        "edition": one.edition,
        "decision_same": one.decision_same,
        "difference": _place(one.difference),
        "causes": [{"kind": cause.kind, "what": [list(pair) for pair in cause.what]} for cause in one.causes],
        "diagnostics": to_dict(one.report)["diagnostics"],
    }


def touched_json(results: Sequence[Touched]) -> str:
    """All results as canonical JSON (`enforcerules/touched/1`)."""
    made = {
        "format": "enforcerules/touched/1",
        "results": [
            {
                "record": encodable(one.name),
                "touched": one.touched,
                "moves": one.moves,
                "difference": _place(one.difference),
                "parts": [list(pair) for pair in one.parts],
                "diagnostics": to_dict(one.report)["diagnostics"],
            }
            for one in results
        ],
    }
    return canonical(made).decode()


def _place(one: Difference | None) -> dict[str, Any] | None:
    return None if one is None else {"path": one.path, "recorded": one.recorded, "now": one.now}


def _cut(text: str) -> str:
    shown = without_identity(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
