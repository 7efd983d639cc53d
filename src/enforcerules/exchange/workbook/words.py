"""The words of a sheet: what heads a line or a column, and what stands in the cells that hold one of a few words."""

from __future__ import annotations

import re
from typing import Final

from enforcerules.exchange.workbook.tidy import tidy

ATTACHED: Final = "附注"
"""The sheet with what a table has no room for."""
REST: Final = "规则集"
"""The sheet with all of a ruleset but its tables, as YAML, a line a row."""

LEVELS: Final = {"mitigated": "减轻", "lighter": "从轻", "ordinary": "一般", "heavier": "从重"}
HITS: Final = {"unique": "由人判断", "heaviest": "适用较重的一档", "lightest": "适用较轻的一档"}
MODES: Final = {"of_base": "基数×权重", "interpolate": "下限＋权重×（上限－下限）"}
ROUNDING: Final = {"down": "舍去", "up": "进位", "half_up": "四舍五入"}
OTHERWISE: Final = "其他情形"
NARROWS: Final = "（法定情节打开本等次时）"
NOTHING: Final = "不另定幅度"
BAND: Final = "法定幅度的"
OF_MAX: Final = "法定最高额的"
OF_MIN: Final = "法定最低额的"
FORMS: Final = {"range": "法定有上下限的", "maximum": "法定只有上限的", "minimum": "法定只有下限的"}
SHIFTS: Final = {"top": "取本档上限", "next": "适用下一档"}

HEADS: Final = {
    "ruleset": ("规则集",),
    "title": ("裁量基准", "基准名称", "裁量基准名称", "表名", "名称"),
    "id": ("编号", "基准编号", "表号"),
    "refines": ("裁量对象", "事项编号"),
    "kind": ("处罚种类", "适用措施"),
    "when": ("适用条件", "适用范围"),
    "basis": ("基准依据", "裁量依据"),
    "from": ("施行日期", "生效日期", "实施日期"),
    "until": ("失效日期", "有效期至"),
    "hit": ("多档并存",),
    "rounding": ("取整",),
    "shift": ("升档",),
    "order": ("由轻到重",),
    "note": ("说明", "备注"),
    "start": ("起点", "起点权重"),
    "of": ("计算基数", "基数"),
    "cap": ("权重上限",),
    "floor": ("权重下限",),
    "mode": ("计算方法",),
    "instrument": ("基准文件", "裁量基准文件", "文件名称"),
    "number": ("文号", "文件编号"),
    "matter": ("违法行为", "裁量事项", "违法事项", "事项名称"),
    "prohibited": ("违反条款", "违反依据"),
    "penalised": ("处罚依据", "法律依据", "处罚条款"),
    "range": ("法定幅度", "法定处罚"),
}
"""What heads a line above a table: the first word is written, the others are read as well."""

COLUMNS: Final = {
    "seq": ("序号",),
    "matter": ("违法行为", "裁量事项", "违法事项", "事项名称", "违法行为种类"),
    "prohibited": ("违反条款", "违反依据"),
    "penalised": ("处罚依据", "法律依据", "处罚条款", "法律法规依据"),
    "range": ("法定幅度", "法定处罚", "法定罚则"),
    "level": ("裁量等次", "裁量阶次", "裁量等级", "裁量档次", "处罚等次", "等次", "阶次"),
    "name": ("违法程度", "情节程度", "违法等级", "档次", "等级"),
    "when": ("适用情形", "适用条件", "裁量情形", "违法情节", "违法情形", "具体情形", "裁量情节", "情形", "情节", "情节与后果"),
    "result": (
        "裁量幅度", "处罚幅度", "裁量标准", "处罚标准", "罚款幅度", "处罚裁量标准", "裁量基准", "罚款", "罚款数额", "处罚内容",
    ),
    "factor": ("裁量因素", "因素", "裁量因子"),
    "weight": ("权重", "裁量百分值", "百分值", "裁量权重", "裁量因子权重"),
    "basis": ("依据", "基准依据"),
    "note": ("备注", "说明"),
    "id": ("编号", "代码", "档号"),
}  # fmt: skip
"""The columns of a table, in the same way."""

SHOWN_ONLY: Final = frozenset({"seq", "prohibited", "penalised", "range"})
"""What is printed from the rules and not read back."""

_UNIT: Final = re.compile(r"[（(][^（）()]*?(万元|元|%|％|千元|亿元)[^（）()]*[）)]$")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]$")
_BLANK: Final = re.compile(r"\s+")


def plain_head(text: str) -> str:
    """A heading without blanks, colon, brackets at its end."""
    return _ASIDE.sub("", _BLANK.sub("", tidy(text)).rstrip("：:")).rstrip("：:")


def unit_of(text: str) -> str | None:
    """The unit that a heading states: 裁量幅度（万元）, 罚款（单位：元）."""
    found = _UNIT.search(_BLANK.sub("", tidy(text)))
    return None if found is None else found[1].replace("％", "%")


def _reversed(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {name: key for key, names in words.items() for name in names}


HEAD_NAMES: Final = _reversed(HEADS)
COLUMN_NAMES: Final = _reversed(COLUMNS)
LEVEL_NAMES: Final = {
    name: level for level, word in LEVELS.items() for name in (word, f"{word}处罚", f"{word}情节", f"{word}档", level)
}
HIT_NAMES: Final = {name: key for key, word in HITS.items() for name in (word, key)} | {
    "从重": "heaviest", "从轻": "lightest", "唯一": "unique",
}  # fmt: skip
MODE_NAMES: Final = {name: key for key, word in MODES.items() for name in (tidy(word), key)}
FORM_NAMES: Final = {word: key for key, word in FORMS.items()}
SHIFT_NAMES: Final = {word: key for key, word in SHIFTS.items()}
OTHERWISE_NAMES: Final = frozenset({OTHERWISE, "其他情况", "其余情形", "其它情形", "其他", "除上述情形外的其他情形"})
NARROWS_NAMES: Final = frozenset({NARROWS, NARROWS.strip("（）"), "法定情节打开本等次时"})
NOTHING_NAMES: Final = frozenset({NOTHING, "—", "——", "-", "/", "无"})
