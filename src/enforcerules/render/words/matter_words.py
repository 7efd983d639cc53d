"""What stands over the parts of a matter, and what kinds of fact are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADS: Final[Mapping[str, tuple[str, str]]] = {
    "law": ("法律依据", "law"),
    "prohibited_by": ("禁止", "prohibited by"),
    "penalised_by": ("处罚", "penalised by"),
    "in_force": ("施行", "in force"),
    "as_of": ("按此日的规定", "as of"),
    "rulesets": ("规则集", "rulesets"),
    "elsewhere": ("另有地方规则（用 --territory）", "refined elsewhere (use --territory)"),
    "note": ("注", "note"),
    "elements": ("构成要件", "elements"),
    "facts": ("要查明的事实", "facts"),
    "penalties": ("处罚与处理", "penalties and measures"),
    "benchmarks": ("裁量基准", "benchmarks"),
    "rules": ("适用的规则", "rules that apply"),
    "when": ("当：", "when: "),
    "otherwise": ("其他情形", "otherwise"),
    "branch": ("择一 {}", "branch {}"),
    "secondary": ("（转引）", "(secondary)"),
    "weights": ("起点 {start}，基数 {of}", "start {start} of {of}"),
    "span": ("起点 {start}，在法定幅度内按比例", "start {start}, within the statutory span"),
    "if_raised": ("有人提出时才查：", "only if raised: "),
}
TYPES: Final[Mapping[str, tuple[str, str]]] = {
    "money": ("金额", "money"),
    "integer": ("整数", "integer"),
    "decimal": ("小数", "decimal"),
    "rate": ("比率", "rate"),
    "boolean": ("是否", "yes or no"),
    "date": ("日期", "date"),
    "period": ("期间", "period"),
    "grade": ("等级", "grade"),
    "choice": ("单选", "choice"),
    "set": ("多选", "set"),
    "text": ("文字", "text"),
    "code": ("代码", "code"),
}
