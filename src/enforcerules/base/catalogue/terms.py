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
    "end_of_file": ("文件末尾", "the end of the file"),
    "not_an_archive": ("不是 zip 文件", "no zip archive"),
    "cut_short": ("不完整", "cut short"),
    "damaged": ("字节不符", "bytes differ"),
    "twice": ("同名文件出现两次", "the same name twice"),
    "unsafe_name": ("文件名会离开封装包", "a name that leads out of the bundle"),
    "encrypted": ("经过加密", "encrypted"),
    "compressed": ("经过压缩", "compressed"),
    "not_a_file": ("不是普通文件", "not a regular file"),
    "out_of_order": ("次序不符", "out of order"),
    "foreign": ("由其他程序写成", "written by another program"),
    "trailing": ("末尾有多余内容", "something follows the end"),
    "no_public_key": ("里面没有公钥", "it holds no public key"),
    "no_private_key": ("里面没有私钥", "it holds no private key"),
    "other_key": ("是其他算法的密钥", "it is a key of another algorithm"),
    "passphrase": ("没有口令或者口令不对", "its passphrase is missing or wrong"),
    "digest_differs": ("摘要不同", "its digest differs"),
    "not_listed": ("清单里没有", "it is not listed"),
    "is_missing": ("清单里有而包内没有", "it is listed and not there"),
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
}
"""Words that an argument may stand for, as `@mapping`: key to (Chinese, English)."""
