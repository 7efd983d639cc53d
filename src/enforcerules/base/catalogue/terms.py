"""Words that messages are built from, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["LABELS", "TERMS"]

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "first": ("第一次写在这里", "first written here"),
    "opened": ("从这里开始", "opened here"),
    "anchor": ("引用的是这里", "refers to this"),
    "declared": ("在这里声明", "declared here"),
    "other": ("与这里冲突", "conflicts with this"),
    "cited": ("在这里引用", "cited here"),
}
"""Wording of the labels of diagnostics: key to (Chinese, English)."""

TERMS: Final[Mapping[str, tuple[str, str]]] = {
    "mapping": ("“键: 值”", "a mapping (`key: value`)"),
    "list": ("列表", "a list"),
    "text": ("文字", "text"),
    "null": ("空值", "nothing"),
    "number": ("数字", "a number"),
    "integer": ("整数", "a whole number"),
    "boolean": ("`true` 或 `false`", "`true` or `false`"),
    "date": ("日期", "a date"),
    "money": ("金额", "an amount of money"),
    "percentage": ("百分比", "a percentage"),
    "period": ("期间", "a period"),
    "id": ("标识符", "an id"),
    "truth": ("是否", "true or false"),
    "decimal": ("小数", "a decimal"),
    "rate": ("比率", "a rate"),
    "grade": ("等级", "a grade"),
    "choice": ("选项", "a choice"),
    "set": ("集合", "a set"),
    "code": ("代码", "a code"),
    "one_value": ("一个值", "one value"),
    "two_items": ("两项的列表", "a list of two"),
    "condition": ("条件", "a condition"),
    "citation": ("法律依据", "a citation"),
    "paragraphs": ("款", "paragraph(s)"),
    "items": ("项", "item(s)"),
    "sentences": ("句", "sentence(s)"),
    "a_proviso": ("但书", "proviso"),
    "utf16": ("UTF-16", "UTF-16"),
    "utf32": ("UTF-32", "UTF-32"),
    "single_quote": ("单引号", "a single quote"),
    "double_quote": ("双引号", "a double quote"),
    "wide_quote": ("全角引号", "a full-width quote"),
    "wide_colon": ("全角冒号", "a full-width colon"),
    "wide_comma": ("全角逗号", "a full-width comma"),
    "backtick": ("反引号", "a backtick"),
    "colon": ("冒号 `:`", "`:`"),
    "comma_or_brace": ("逗号 `,` 或 `}`", "`,` or `}`"),
    "comma_or_bracket": ("逗号 `,` 或 `]`", "`,` or `]`"),
    "closing_quote": ("结尾的双引号", "the closing double quote"),
    "json_key": ("加双引号的键", "a key in double quotes"),
    "json_value": ("一个值", "a value"),
    "log_own": ("日志自存", "kept with the log"),
    "log_leaf": ("它的叶子", "its leaf"),
    "log_root": ("写入时的根", "the root of the time when it was added"),
    "log_node": ("它所完成的子树", "the subtree that it completes"),
    "log_size": ("日志载明的条数", "the size that the log states"),
    "mask_salt": ("盐值的来源不足 16 字节", "the secret for its salt is shorter than 16 bytes"),
    "mask_nothing": ("记录里没有这一处", "there is no such place in the record"),
    "mask_pattern": ("这不是路径", "this is no path"),
    "mask_still_there": ("遮蔽的文字出现在名称里", "the text to be masked is part of a name"),
}
"""Words that an argument may stand for, as `@mapping`: key to (Chinese, English)."""
