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
    "clause_syntax": ("读不懂的写法", "text that cannot be read"),
    "clause_long": ("一千个以上的字符", "text of more than a thousand characters"),
    "clause_deep": ("十二层以上的嵌套", "nesting of more than twelve levels"),
    "clause_call": ("函数调用", "call"),
    "clause_attribute": ("属性", "attribute"),
    "clause_subscript": ("下标", "subscript"),
    "clause_arithmetic": ("运算", "arithmetic"),
    "clause_sign": ("负数", "signed number"),
    "clause_function": ("函数", "function"),
    "clause_choice": ("if 表达式", "conditional expression"),
    "clause_constant": ("单独的常量", "constant by itself"),
    "clause_compared": ("条件与条件的比较", "comparison of conditions"),
    "clause_operator": ("is 等运算符", "operator such as `is`"),
    "clause_order": ("文字的大小比较", "ordering of words"),
    "clause_members": (
        "in 之后的这种写法（应是文字或者数字的列表）",
        "such thing after `in` (a list of words or numbers is needed)",
    ),
    "clause_number": ("这种数字", "such number"),
    "clause_digits": ("十八位以上的数字", "number of more than eighteen digits"),
    "clause_name": (
        "这种名称（应是小写字母、数字和下划线）",
        "such name (lower-case letters, digits and `_` are needed)",
    ),
    "clause_value": (
        "这种取值（应是汉字、字母和数字，最多 40 个字）",
        "such word (Chinese characters, letters and digits, at most 40)",
    ),
    "clause_other": ("这种写法", "such thing"),
    "use_truth": ("是否", "a truth"),
    "use_figure": ("数字", "a figure"),
    "use_words": ("选项", "a choice"),
    "use_money": ("金额基数", "a base of money"),
    "use_things": ("计数基数", "a number of things"),
    "use_factor": ("乘积的一项", "a factor"),
}
"""Words that an argument may stand for, as `@mapping`: key to (Chinese, English)."""
