"""ER8xx: records of decisions, and the log that keeps them."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES"]

_RECORDS: Final[tuple[Entry, ...]] = (
    Entry(
        "ER801", "error",
        "不是 `{expected}`", "this is no `{expected}`",
        "用 `enforcerules record` 制作记录\n文件写的格式是 `{found}`：别的版本要用能读它的程序",
        "make records with `enforcerules record`\nthe format of the file is `{found}`: another version needs a program that reads it",
        "别的文件不能当作记录来核对。", "Another file cannot be checked as if it were a record.",
    ),
    Entry(
        "ER802", "error",
        "记录在第 {byte} 字节处（从 0 起）已损坏或被改动", "the record is damaged or was altered at byte {byte} (counted from 0)",
        "取回原件；记录不能重新排版或用编辑器保存", "get the original back; a record must not be reformatted or saved by an editor",
        "记录只有一种写法，多一个空格也不是原件。", "A record is written in one way only: with a blank more it is not the original.",
    ),
    Entry(
        "ER803", "error",
        "记录的结构在 `{place}` 处不对", "the record has the wrong shape at `{place}`",
        "取回原件", "get the original back",
        "多出或缺少的内容说明记录被改动过。", "Something more or less than there should be shows that the record was altered.",
    ),
    Entry(
        "ER804", "error",
        "`{place}` 与摘要（{algorithm}）不符，记录被改动过", "`{place}` does not match its digest ({algorithm}): the record was altered",
        "取回原件；用 `enforcerules log verify` 核对留存的日志", "get the original back; check the log with `enforcerules log verify`",
        "摘要随内容的每一位而变。", "A digest changes with every bit of the content.",
    ),
    Entry(
        "ER805", "error",
        "`{place}` 披露的内容与记录中的承诺值不符", "what is disclosed of `{place}` does not match the commitment in the record",
        "取回与记录一同保存的原件", "get the original that was kept with the record",
        "承诺值只对应一个内容和一个盐值。", "A commitment fits one value and one salt only.",
    ),
    Entry(
        "ER806", "error",
        "本机没有摘要算法 `{algorithm}`", "there is no digest algorithm `{algorithm}` on this machine",
        "可用：{known}", "use one of: {known}",
        "没有算法就无从核对，不能当作通过。", "Without the algorithm nothing can be checked, and that is not the same as passing.",
    ),
    Entry(
        "ER807", "error",
        "披露的内容属于另一份记录", "what is disclosed belongs to another record",
        "它所属的记录：{found}", "it belongs to: {found}",
        "披露的内容只与一份记录相合。", "What was masked in one record says nothing about another.",
    ),
    Entry(
        "ER808", "error",
        "不能遮蔽 `{field}`：{what}", "`{field}` cannot be masked: {what}",
        "写成 `/case/parties/*/name`、`fact:出生日期` 或 `personal`", "write `/case/parties/*/name`, `fact:出生日期` or `personal`",
        "没有遮蔽住的个人信息会随记录流传。", "Personal data that was not masked goes wherever the record goes.",
    ),
    Entry(
        "ER809", "error",
        "没有语义版本 `{edition}`", "there is no edition `{edition}` of the semantics",
        "本版本认识：{known}", "this version knows: {known}",
        "在另一种语义下重算得不出原来的决定。", "Under other semantics the decision of then cannot be worked out.",
    ),
)  # fmt: skip

_LOG: Final[tuple[Entry, ...]] = (
    Entry(
        "ER811", "error",
        "缺少第 {place} 条（从 0 起；日志载明共 {size} 条）", "entry {place} is missing (counted from 0; the log says it has {size})",
        "", "",
        "日志只增不减。", "A log only ever grows.",
    ),
    Entry(
        "ER812", "error",
        "第 {place} 条（从 0 起）与{what}不符", "entry {place} (counted from 0) does not match {what}",
        "", "",
        "条目写入后不再改变，改变了的就是被改动过。", "An entry never changes once it is written; one that changed was altered.",
    ),
    Entry(
        "ER814", "error",
        "检查点 `{checkpoint}` 的第 {line} 行不对", "line {line} of the checkpoint `{checkpoint}` is wrong",
        "检查点是纯文本：日志名称、条数、根、空行、签名", "a checkpoint is text: origin, size, root, a blank line, signatures",
        "读不懂的检查点证明不了什么。", "A checkpoint that cannot be read proves nothing.",
    ),
    Entry(
        "ER815", "error",
        "第 {place} 至 {last} 条（从 0 起）中有被改动、删除或插入的，与检查点 `{checkpoint}` 不符",
        "among entries {place} to {last} (counted from 0) something was altered, taken out or put in: the checkpoint `{checkpoint}` says otherwise",
        "留存的检查点越密，指出的范围越小", "the more checkpoints are kept, the narrower the range that is named",
        "检查点之后重写的日志不会有同一个根。", "A log that was rewritten after a checkpoint does not have the same root.",
    ),
    Entry(
        "ER816", "error",
        "日志从第 {place} 条起被截断或退回到旧状态：检查点 `{checkpoint}` 载明 {size} 条",
        "the log was cut at entry {place}, or an older state was put back: the checkpoint `{checkpoint}` says {size} entries",
        "", "",
        "日志不会比签过名的检查点更短。", "A log is never shorter than a checkpoint of it.",
    ),
    Entry(
        "ER817", "error",
        "检查点 `{checkpoint}` 没有所给密钥的有效签名", "the checkpoint `{checkpoint}` has no valid signature by the keys given",
        "所给密钥：{keys}", "the keys given: {keys}",
        "没有签名的检查点谁都能写。", "Anybody can write a checkpoint without a signature.",
    ),
    Entry(
        "ER818", "error",
        "`{path}` 不是日志", "`{path}` is no log",
        "用 `enforcerules log append --origin NAME` 新建", "make one with `enforcerules log append --origin NAME`",
        "别的文件不能当作日志。", "Another file cannot be taken for a log.",
    ),
    Entry(
        "ER819", "error",
        "无法使用日志 `{path}`：{error}", "the log `{path}` cannot be used: {error}",
        "", "",
        "没有写入磁盘的条目不算写入。", "An entry that did not reach the disk was not added.",
    ),
    Entry(
        "ER820", "error",
        "日志在第 {place} 条处已损坏，未作任何写入", "the log is damaged at entry {place}; nothing was written",
        "用 `enforcerules log verify` 核对", "look it over with `enforcerules log verify`",
        "在损坏的日志上继续写会掩盖损坏。", "Going on with a damaged log would bury the damage.",
    ),
    Entry(
        "ER821", "info",
        "没有另行留存的检查点：看不出日志是否被整体重写，或末尾被截去",
        "no checkpoint was kept elsewhere: whether the log was rewritten as a whole, or cut at its end, cannot be seen",
        "用 `--checkpoint` 给出另行留存的检查点", "give the checkpoints that were kept elsewhere with `--checkpoint`",
        "能改日志的人也能改日志里的一切。", "Whoever can change the log can change everything in it.",
    ),
    Entry(
        "ER822", "info",
        "第 {place} 条起（共 {size} 条）晚于最新的检查点：看不出末尾是否被截去",
        "the entries from {place} on (of {size}) are newer than the newest checkpoint: whether the end was cut cannot be seen",
        "制作并另行留存新的检查点", "make a new checkpoint and keep it elsewhere",
        "检查点只说明它之前的条目。", "A checkpoint speaks of what is before it.",
    ),
    Entry(
        "ER823", "info",
        "没有核对检查点的签名", "the signatures of the checkpoints were not checked",
        "用 `--vkey` 给出公钥", "give the public key with `--vkey`",
        "未核对签名的检查点只与保管它的人一样可靠。", "A checkpoint whose signature is not checked is as good as whoever kept it.",
    ),
    Entry(
        "ER824", "error",
        "`{origin}` 不能作日志或密钥的名称", "`{origin}` cannot be the name of a log or a key",
        "用不含空格和加号的名称，如 example.gov.cn/penalties", "use a name without blanks and plus signs, such as example.gov.cn/penalties",
        "名称写在检查点的一行里，也写在签名行里。", "The name stands on a line of every checkpoint, and in the signature line.",
    ),
    Entry(
        "ER825", "error",
        "日志的存储已损坏：{error}", "the storage of the log is damaged: {error}",
        "从备份取回，再用检查点核对", "get it back from a copy, and hold it against a checkpoint",
        "存储损坏时条目可能缺失。", "Where the storage is damaged entries may be missing.",
    ),
    Entry(
        "ER826", "error",
        "检查点 `{checkpoint}` 属于另一个日志 `{origin}`", "the checkpoint `{checkpoint}` is one of another log, `{origin}`",
        "", "",
        "一个日志的检查点对另一个日志没有意义。", "A checkpoint of one log says nothing about another.",
    ),
    Entry(
        "ER827", "error",
        "不是公钥：`{found}`", "this is no public key: `{found}`",
        "公钥写作 `名称+编号+Base64`，由 `enforcerules log key` 给出；写的是文件的，检查文件在不在、里面是不是公钥",
        "a public key is written `name+id+Base64`, as `enforcerules log key` gives it; if a file was meant, see that it is there and holds one",
        "没有公钥就不能核对签名。", "Without a public key no signature can be checked.",
    ),
)  # fmt: skip

ENTRIES: Final[tuple[Entry, ...]] = (*_RECORDS, *_LOG)
