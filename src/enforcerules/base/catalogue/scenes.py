"""ER69x: scenes, and what is left out of rules to compare."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER690",
        "error",
        "事项 `{matter}` 在 {day} 没有施行（{period}）",
        "the matter `{matter}` is not in force on {day} ({period})",
        "改正日期，或者换成当时施行的事项",
        "correct the day, or name the matter that is in force then",
        "没有施行的规定不能据以检查。",
        "Nobody is inspected under law that is not in force.",
        "on: 2021-04-28\nmatters: [cert.food.notice]\n",
        "on: 2021-04-29\nmatters: [cert.food.notice]\n",
    ),
    Entry(
        "ER691",
        "error",
        "场景在 {territory}，事项 `{matter}` 只适用于 {territories}",
        "the scene is in {territory}, the matter `{matter}` is of {territories} only",
        "改正地域，或者去掉这一事项",
        "correct the territory, or leave the matter out",
        "别处的规定不能用于本地的检查。",
        "Rules of another place are no ground for an inspection here.",
        'territory: "330000"\nmatters: [gd.noise.1]\n',
        'territory: "440100"\nmatters: [gd.noise.1]\n',
    ),
    Entry(
        "ER695",
        "error",
        "没有可以除去的从宽规则 `{id}`",
        "there is no favourable rule `{id}` to leave out",
        "用 `enforcerules search` 查看规则；行的写法是 基准/行",
        "see the rules with `enforcerules search`; a row is written table/row",
        "写错的规则如果被忽略，比较的就是同一套规则。",
        "If it were ignored, the same rules would be compared with themselves.",
        "enforcerules leniency 案件.yaml --rule apl.33.1.9\n",
        "enforcerules leniency 案件.yaml --rule apl.33.1.1\n",
    ),
)
