"""ER68x: codes of acts of enforcement (27 digits)."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER680",
        "error",
        "行政行为码应是27位数字，这里有{found}位",
        "a code has 27 digits, this one has {found}",
        "类型2位、部门9位、日期6位、序号4位、自定义5位、校验1位",
        "type 2, department 9, date 6, sequence 4, custom 5, check 1",
        "少一位，后面各段全部错位。",
        "With one digit missing, every part after it is another one.",
        "code: 0133060012322110800010000\n",
        "code: 013306001232211080001000003\n",
    ),
    Entry(
        "ER681",
        "error",
        "第{place}位 `{char}` 不是数字",
        "character {place}, `{char}`, is no digit",
        "是不是 `{digit}`：写半角数字\n各段之间不写空格、连字符{apart}",
        "is it `{digit}`: write an ASCII digit\nno blanks or hyphens between the parts{apart}",
        "看上去像数字的字符读不进其他系统。",
        "What only looks like a digit cannot be read elsewhere.",
        "code: 0133060012322110800O1000003\n",
        "code: 013306001232211080001000003\n",
    ),
    Entry(
        "ER682",
        "error",
        "`{found}` 不是2000年至2099年的日期（六位按年月日 yyMMdd 读）",
        "`{found}` is no day of the years 2000 to 2099 (six digits, read as yyMMdd)",
        "写成年份后两位、月、日，例如 221108",
        "write the last two digits of the year, month, day, such as 221108",
        "没有的日期说明位次错了。",
        "A day that does not exist tells that the digits are out of place.",
        "code: 013306001232213080001000003\n",
        "code: 013306001232211080001000003\n",
    ),
    Entry(
        "ER683",
        "error",
        "校验位是 {found}，按 {method} 应是 {expected}",
        "the check digit is {found}, by {method} it should be {expected}",
        "核对各位数字；编码另有校验方法的，不要用 {method} 核对",
        "compare the digits; where the codes use another method, do not check with {method}",
        "校验位不对，至少有一位抄错，或者用错了校验方法。",
        "Then a digit was copied wrongly, or the method is not theirs.",
        "code: 013306001232211080001000004\n",
        "code: 013306001232211080001000003\n",
    ),
    Entry(
        "ER684",
        "error",
        "{part}应是{length}位数字，不能是 `{found}`",
        "the {part} has {length} digits, it cannot be `{found}`",
        "前面补 0；没有公布校验方法的，校验位按原样写",
        "put 0 in front; where no method was published, write the check digit as it is",
        "长短不一的编码无法拆分。",
        "Codes of different lengths cannot be taken apart.",
        "sequence: 1\n",
        'sequence: "0001"\n',
    ),
)
