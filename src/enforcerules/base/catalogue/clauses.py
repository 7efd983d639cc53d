"""ER7xx: clause records, which `import clauses` reads."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER701", "error",
        "条件里不能有{what}：`{found}`", "a condition holds no {what}: `{found}`",
        "写 always，或者只用名称、and、or、not，名称与数字的比较，名称与文字的 ==、!=、in",
        "write `always`, or only names, and, or, not, a name compared with numbers, and ==, != or in with words",
        "条件只被读取，从不运行。", "Conditions are read, never run.",
        '{"when": "int(gains) > 0", …}\n', '{"when": "gains>0", …}\n',
    ),
    Entry(
        "ER702", "error",
        "读不懂罚款的基数 `{found}`", "the base `{found}` of a fine cannot be read",
        "写一个事实，或者用 * 相乘的几个事实；相乘的只有一个是金额（按每单位计算的都不是）",
        "write a fact, or facts joined by *; of these exactly one is money (none where the fine is for each unit)",
        "金额乘以金额不是金额。", "Money times money is no money.",
        '{"base": "gains*goods", …}\n', '{"base": "original_fine*days", …}\n',
    ),
    Entry(
        "ER703", "error",
        "`{kind}` 的 `{key}` 应是{expected}，却是 `{found}`", "`{key}` of `{kind}` should be {expected}, not `{found}`",
        "核对 `kind`：固定数额两端相等，只有上限的下限为 0，数额未定和依照他条的不写数额",
        "compare `kind`: a fixed amount has equal ends, one with a maximum only has the minimum 0, one left open has no figures",
        "数额与种类不符时，无从知道哪一个写错了。", "Where figures and kind disagree, either may be the slip.",
        '{"kind": "upper_only", "min": 1000, "max": 5000, …}\n', '{"kind": "upper_only", "min": 0, "max": 5000, …}\n',
    ),
    Entry(
        "ER704", "error",
        "`{where}` 把 `{fact}`（{first}）用作{second}", "`{where}` uses `{fact}` ({first}) as {second}",
        "改用另一个名称，或者改正用法", "use another name, or correct the use",
        "一个事实只有一种类型。", "A fact has one type.",
        '{"when": "serious>0", …}\n', '{"when": "serious", …}\n',
    ),
    Entry(
        "ER705", "error",
        "`{law}` 不能用作文件和规则集的名称", "`{law}` cannot be the name of a file and a ruleset",
        "只写法律的名称：汉字、字母、数字、《》、（）、顿号、间隔号，最多 60 个字",
        "write only the name of the law: Chinese characters, letters, digits, 《》, （）, 、, ·, at most 60 characters",
        "每部法律写入以其命名的一个文件。", "Every law is written to a file of its name.",
        '{"law": "../食品安全法", …}\n', '{"law": "食品安全法", …}\n',
    ),
)  # fmt: skip
