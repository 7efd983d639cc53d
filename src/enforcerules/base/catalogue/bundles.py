"""ER18x: sealed bundles: their form, what they hold, and who signed them."""

from __future__ import annotations

from typing import Final

from enforcerules.base.catalogue.entry import Entry

__all__ = ["ENTRIES", "TAMPERED"]

TAMPERED: Final = frozenset({"ER181", "ER182", "ER183", "ER185", "ER186", "ER191"})
"""Codes of a bundle that is not what was sealed, or not by whom."""

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        "ER180", "error",
        "`{path}` 不是封装包", "`{path}` is no sealed bundle",
        "用 `enforcerules build` 制作封装包", "make one with `enforcerules build`",
        "封装包须带有清单 `manifest.json`，写明每个文件的摘要。", "A bundle holds a `manifest.json` with the digest of every file in it.",
    ),
    Entry(
        "ER181", "error",
        "封装包已被改动：`{member}`（{fault}）", "the bundle was altered: `{member}` ({fault})",
        "从制作者处重新取得", "get it from its maker again",
        "封装包的每个字节都由其内容唯一确定，任何一处不符都说明它不是原来的那一份。",
        "Every byte of a bundle follows from what it holds; one that does not shows that it is not the one that was made.",
    ),
    Entry(
        "ER182", "error",
        "封装包里的 `{member}` 与清单不符：{fault}", "`{member}` in the bundle is not what the manifest says: {fault}",
        "从制作者处重新取得", "get it from its maker again",
        "清单写明了每个文件的 SHA-256；内容变了，摘要就变。", "The manifest holds the SHA-256 of every file: other content has another digest.",
    ),
    Entry(
        "ER183", "error",
        "封装包的签名不是对其清单所作", "the signature of the bundle is not one of its manifest",
        "从制作者处重新取得", "get it from its maker again",
        "签名只对所签的内容有效。", "A signature holds for what was signed only.",
    ),
    Entry(
        "ER184", "error",
        "封装包的格式 `{found}` 不认识", "the format `{found}` of the bundle is not known",
        "本版本读取 `{expected}`；更新 enforcerules", "this version reads `{expected}`; a newer one may read more",
        "不认识的格式可能有不同的含义。", "A format that is not known may mean something else.",
    ),
    Entry(
        "ER185", "error",
        "`{path}` 没有签名", "`{path}` is not signed",
        "要求签名时，用 `enforcerules sign` 签名之后再使用", "sign it with `enforcerules sign`, or do not ask for trust",
        "写明了信任的公钥，就只接受由其签名的规则。", "Where trusted keys are named, only rules signed by one of them are accepted.",
    ),
    Entry(
        "ER186", "error",
        "`{path}` 的签名都不属于受信任的公钥：{given}", "no signature of `{path}` is of a trusted key: {given}",
        "受信任的公钥：{known}", "trusted keys: {known}",
        "签名有效，才能确认规则由谁发布、没有被改动。", "Only a good signature shows who issued the rules and that they were not altered.",
    ),
    Entry(
        "ER187", "error",
        "`{path}` 不是封装包，无法核对签名", "`{path}` is no sealed bundle, so there is no signature to check",
        "先用 `enforcerules build` 和 `enforcerules sign` 制作", "make one with `enforcerules build` and `enforcerules sign`",
        "文件夹里的规则没有签名。", "Rules in a folder are not signed.",
    ),
    Entry(
        "ER188", "error",
        "`{path}` 不是可用的密钥：{reason}", "`{path}` is no key that can be used: {reason}",
        "需要 Ed25519 密钥：私钥用 PEM 格式；公钥用 PEM 格式，或者公布公钥的那一行", "an Ed25519 key is needed: a private one in PEM, a public one in PEM or as the line that publishes it",
        "签名和核对都需要正确的密钥。", "Signing and checking need the right key.",
    ),
    Entry(
        "ER189", "error",
        "签名需要安装 cryptography", "signing needs cryptography",
        "执行 `pip install 'enforcerules[sign]'`", "run `pip install 'enforcerules[sign]'`",
        "签名由专门的库计算；核对签名不需要它。", "Signatures are made by a library of its own; checking them needs none.",
    ),
    Entry(
        "ER190", "error",
        "`{path}` 不能以 `{name}` 之名放进封装包", "`{path}` cannot be put into a bundle as `{name}`",
        "改用在各种系统上都可用的文件名，并且不与其他文件同名", "use a name that every system allows and that no other file has",
        "封装包里的文件名在各种系统上都必须有效，并且只出现一次。", "Names in a bundle must be valid on every system, and each stands once.",
    ),
    Entry(
        "ER191", "error",
        "封装包里编译好的形式与其源文件不符", "the compiled form in the bundle is not what its sources compile to",
        "不要使用；从制作者处重新取得，或者用 `enforcerules build` 由源文件重新封装", "do not use it; get it from its maker again, or seal the sources anew with `enforcerules build`",
        "编译好的形式只为加快启动；它必须与源文件编译的结果逐字节相同，否则源文件说的和实际据以决定的就不是一回事。",
        "The compiled form is there for a fast start only, and must be what the sources compile to, byte for byte: else what is read there and what decides are two things.",
    ),
    Entry(
        "ER192", "error",
        "封装包里编译好的形式出自另一版本的引擎（{engine}），无法在这里核对", "the compiled form in the bundle was made by another version of the engine ({engine}), and cannot be held against its sources here",
        "用制作它的版本核对；本版本读取的是源文件，不受影响", "check it with the version that made it; this version reads the sources, which it does not affect",
        "编译好的形式只由同一版本、同一形式的引擎读取。", "A compiled form is read by an engine of the same version and form only.",
    ),
)  # fmt: skip
