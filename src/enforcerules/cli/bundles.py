"""`build`, `sign` and `inspect`: sealed bundles."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from enforcerules.base.catalogue import Lang
from enforcerules.cli import exits
from enforcerules.cli.command import FORMATS, Arguments, Command
from enforcerules.cli.refused import unwritable
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.api import Bundle

_BUNDLE = {"zh": "封装包", "en": "a sealed bundle"}


def _output(arguments: Arguments, *, required: bool, zh: str, en: str) -> None:
    arguments.add("-o", "--output", metavar="BUNDLE", required=required, zh=zh, en=en)
    shown = " | ".join(FORMATS)
    arguments.add(
        "--format", choices=FORMATS, default="text", metavar="FORMAT", zh=f"输出格式：{shown}", en=f"output: {shown}"
    )


def _build_arguments(arguments: Arguments) -> None:
    arguments.add(
        "paths",
        nargs="*",
        default=["cn"],
        metavar="RULES",
        zh="规则文件或文件夹（默认：随附的 cn）；所扩展的规则一并装入",
        en="files or folders of rules (default: the shipped cn); what they extend goes with them",
    )
    arguments.extending()
    _output(arguments, required=True, zh="写入的封装包", en="the bundle to write")
    arguments.lang()


def build(options: Namespace) -> int:
    """0; 2 when the rules cannot be used or the file cannot be written."""
    from enforcerules import api

    first, *more = options.paths
    data = api.build(first, *more, extending=options.extending)
    _write(Path(options.output), data)
    _tell(api.inspect(options.output), len(data), options)
    return exits.OK


def _sign_arguments(arguments: Arguments) -> None:
    arguments.add("bundle", metavar="BUNDLE", **_BUNDLE)
    arguments.add(
        "--key",
        action="append",
        required=True,
        metavar="PEM",
        zh="Ed25519 私钥（PEM），可多次给出",
        en="an Ed25519 private key in PEM, may be repeated",
    )
    arguments.add(
        "--passphrase-file", metavar="FILE", zh="私钥口令所在的文件", en="a file with the passphrase of the key"
    )
    _output(arguments, required=False, zh="写入别处（默认：原处）", en="write elsewhere (default: in place)")
    arguments.lang()


def sign(options: Namespace) -> int:
    """0; 2 when the bundle or the key cannot be read; 4 when the bundle is not what was sealed."""
    from enforcerules import api
    from enforcerules.audit.keys import signer_at
    from enforcerules.audit.signer import Ed25519Verifier

    secret = None if options.passphrase_file is None else _bytes(options.passphrase_file).strip()
    signers = [signer_at(Path(key), None, secret) for key in options.key]
    data = api.sign(options.bundle, *signers)
    target = Path(options.output or options.bundle)
    _write(target, data)
    _tell(api.inspect(target, [Ed25519Verifier(one.name, one.public) for one in signers]), len(data), options)
    return exits.OK


def _inspect_arguments(arguments: Arguments) -> None:
    arguments.add("bundle", metavar="BUNDLE", **_BUNDLE)
    arguments.trust()
    arguments.add(
        "--recompile",
        action="store_true",
        zh="由源文件重新编译，核对编译好的形式与之逐字节相同",
        en="compile the sources again and hold the compiled form against the result, byte for byte",
    )
    arguments.formats()
    arguments.lang()


def inspect(options: Namespace) -> int:
    """0; 2 when it is no bundle; 4 when it is not what was sealed, or not signed by a trusted key."""
    from enforcerules import api

    bundle = api.inspect(options.bundle, options.trust, recompile=options.recompile)
    if options.format == "json":
        shown = _json(bundle)
    else:
        shown = "\n".join([_text(bundle, options.lang, recompiled=options.recompile), "", *_files(bundle)])
    emit(shown, options.output)
    return exits.OK


# ---- saying what is in it --------------------------------------------------------------------------------------------


def _tell(bundle: Bundle, size: int, options: Namespace) -> None:
    if options.format == "json":
        emit(_json(bundle), None)
        return
    bytes_ = f"{size:,} 字节" if options.lang == "zh" else f"{size:,} bytes"
    emit(f"{bundle.path}  {bytes_}\n{_text(bundle, options.lang)}", None)


def _json(bundle: Bundle) -> str:
    from enforcerules.base.canonical import canonical
    from enforcerules.render.bundle_json import bundle_json

    return canonical(bundle_json(bundle)).decode()


def _text(bundle: Bundle, lang: Lang, *, recompiled: bool = False) -> str:
    from enforcerules.cli.table import table

    manifest, zh = bundle.manifest, lang == "zh"
    rows = [
        ("摘要" if zh else "digest", bundle.digest),
        ("引擎" if zh else "engine", manifest.engine),
        ("语义版本" if zh else "edition", manifest.edition),
        ("规则集" if zh else "rulesets", "、".join(manifest.rulesets) if zh else ", ".join(manifest.rulesets)),
        ("工作日历" if zh else "calendars", ("、" if zh else ", ").join(manifest.calendars) or "—"),
        ("文件" if zh else "files", str(len(manifest.members))),
        ("编译形式" if zh else "compiled form", _compiled(bundle, lang, recompiled=recompiled)),
        ("签名" if zh else "signed by", _signatures(bundle, lang)),
    ]
    return table(rows)


def _compiled(bundle: Bundle, lang: Lang, *, recompiled: bool) -> str:
    """Whether this engine can use the compiled form; where not, it compiles the sources."""
    from enforcerules.compile.packed import usable

    if usable(bundle.index):
        said, same = ("本引擎直接读取", "；与源文件编译的结果逐字节相同")
        if lang == "en":
            said, same = ("read by this engine", "; byte for byte what its sources compile to")
        return said + same * recompiled
    zh, en = ("没有", "none") if not bundle.index else ("属于其他版本的引擎", "of another version of the engine")
    return f"{zh}；加载时由源文件编译" if lang == "zh" else f"{en}; the sources are compiled when loaded"


def _signatures(bundle: Bundle, lang: Lang) -> str:
    """The key ids, each with whether it was checked: without a trusted key nothing can be said about a signature."""
    if not bundle.signers:
        return "没有" if lang == "zh" else "nobody"
    good, unchecked = ("有效", "没有核对") if lang == "zh" else ("good", "not checked")
    said = [f"{one} ({good if one in bundle.trusted else unchecked})" for one in bundle.signers]
    return ("、" if lang == "zh" else ", ").join(said)


def _files(bundle: Bundle) -> list[str]:
    from enforcerules.cli.table import table

    rows = [(sha256, str(size), name) for name, (sha256, size) in sorted(bundle.manifest.members.items())]
    return [table(rows)] if rows else []


# ---- files -----------------------------------------------------------------------------------------------------------


def _write(path: Path, data: bytes) -> None:
    """Write beside the file and put it in its place when all of it is there: nobody ever reads half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except (OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        raise unwritable(path, error) from None


def _bytes(path: str) -> bytes:
    from enforcerules.base.diagnostics import InvalidInput, Report
    from enforcerules.load.files import read_bytes

    data, problems = read_bytes(Path(path))
    if data is None:
        raise InvalidInput(Report(problems))
    return data


COMMANDS = (
    Command("build", "把规则封装成一个文件", "seal rules into one file", _build_arguments, build),
    Command("sign", "给封装包签名", "sign a sealed bundle", _sign_arguments, sign),
    Command("inspect", "核对并查看封装包", "verify and show a sealed bundle", _inspect_arguments, inspect),
)
