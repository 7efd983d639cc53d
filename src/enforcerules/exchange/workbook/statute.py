"""What the head of a sheet shows of the law: the violation, what forbids and what punishes it, the range that the law gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from enforcerules.base.source import Text
from enforcerules.model.document import MatterDoc, PenaltyDoc

_MODALITIES: Final = {"shall": "处", "may": "可以处", "single_or_joint": "单处或者并处", "up_to": "直至"}
_TARGETS: Final = {
    "unit": "单位", "individual": "个人", "responsible_persons": "责任人员", "principal": "负责人", "crew": "船员", "other": "其他人员",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statute:
    """The lines of the head, as texts; several matters one below the other."""

    title: str
    matters: str
    prohibited: str
    penalised: str
    ranges: str


def statute_of(
    matters: Sequence[MatterDoc], kinds: Iterable[str], labels: Mapping[str, str], title: str | None
) -> Statute:
    """What the law says of some matters and of the kinds of measure that the tables of a sheet narrow."""
    names = [str(one.title.get(Text("zh")) or one.id) for one in matters]
    listed = [f"{name}（{one.id}）" for name, one in zip(names, matters, strict=True)]
    wanted = dict.fromkeys(kinds)
    several = len(matters) > 1
    ranges = [
        f"{name}：{line}" if several else line
        for name, one in zip(names, matters, strict=True)
        for line in _ranges(one, wanted, labels)
    ]
    return Statute(
        title=title if title is not None and len(names) != 1 else (names or [title or ""])[0],
        matters="\n".join(listed),
        prohibited="；".join(dict.fromkeys(str(text) for one in matters for text in one.prohibited_by)),
        penalised="；".join(dict.fromkeys(str(text) for one in matters for text in one.penalised_by)),
        ranges="\n".join(dict.fromkeys(ranges)),
    )


def _ranges(matter: MatterDoc, kinds: Iterable[str], labels: Mapping[str, str]) -> Iterator[str]:
    for kind in kinds:
        for entry, when in _entries(matter.penalties, ""):
            said = _said(entry, kind, labels.get(kind, kind))
            if said is not None:
                whom = _TARGETS.get(entry.target, "")
                yield f"{when}{f'对{whom}' if whom else ''}{said}"


def _entries(penalties: Iterable[PenaltyDoc], when: str) -> Iterator[tuple[PenaltyDoc, str]]:
    for one in penalties:
        here = when if one.when is None else f"{when}{_condition(one.when)}："
        yield one, here
        yield from _entries(one.limbs, here)
        for branch in one.one_of:
            yield from _entries(branch, here)


def _said(entry: PenaltyDoc, kind: str, label: str) -> str | None:
    if kind == "fine" and entry.fine is not None:
        modality, text = entry.fine.terms()[0]
        return f"{_MODALITIES[modality]}{label}{text}"
    if kind in entry.others:
        return f"{_MODALITIES.get(entry.others[kind], '')}{label}{entry.duration or ''}"
    return None


def _condition(written: Any) -> str:  # noqa: ANN401  text or tree
    if isinstance(written, dict):
        ((key, parts),) = written.items()
        inner = [_condition(part) for part in parts]
        return f"非 （{inner[0]}）" if key == "not" else (" 且 " if key == "all" else " 或 ").join(inner)
    return str(written)
