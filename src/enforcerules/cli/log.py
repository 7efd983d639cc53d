"""`log`: records kept in a log that only grows, and the proofs of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.audit.log import Log
    from enforcerules.audit.signer import Verifier
    from enforcerules.audit.verify import Kept, Verified
    from enforcerules.base.diagnostics import InvalidInput

_ACTIONS: Final = ("append", "verify", "prove", "export", "checkpoint", "key")
_ALTERED: Final = frozenset({"ER811", "ER812", "ER815", "ER816", "ER817", "ER820", "ER825"})
_BATCH: Final = 200


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "action",
        choices=_ACTIONS,
        metavar="ACTION",
        zh="append 追加，verify 核对，prove 出具证明，export 导出，checkpoint 检查点，key 新建密钥",
        en="append, verify, prove, export, checkpoint, or key (a new key)",
    )
    arguments.add(
        "log",
        metavar="LOG",
        zh="日志：SQLite 文件、文件夹或 postgresql://…（key：密钥的名称）",
        en="the log: a SQLite file, a folder, or postgresql://… (key: the name of the key)",
    )
    arguments.add(
        "records",
        nargs="*",
        metavar="RECORD",
        zh="append：记录文件、文件夹或 JSON Lines，- 为标准输入",
        en="append: files of records, folders or JSON lines, - for standard input",
    )
    _making(arguments)
    _proving(arguments)
    arguments.formats()
    arguments.lang()


def _making(arguments: Arguments) -> None:
    arguments.add(
        "--origin",
        metavar="NAME",
        zh="append：日志不存在时以此名称新建，如 example.gov.cn/penalties",
        en="append: make the log under this name if it is not there, e.g. example.gov.cn/penalties",
    )
    arguments.add("--algorithm", default="sha256", metavar="NAME", zh="新建时的摘要算法", en="digest of a new log")
    arguments.add(
        "--key",
        metavar="FILE",
        zh="checkpoint：用此私钥（PEM，Ed25519）签名",
        en="checkpoint: sign it with this private key (PEM, Ed25519)",
    )
    arguments.add(
        "--name",
        dest="key_name",
        metavar="NAME",
        zh="密钥的名称（默认为日志的名称）",
        en="the name of the key (the log's)",
    )


def _proving(arguments: Arguments) -> None:
    arguments.add(
        "--checkpoint",
        action="append",
        metavar="FILE",
        zh="verify：另行留存的检查点，可多次给出；prove：从这个检查点增长而来",
        en="verify: a checkpoint kept elsewhere, may be repeated; prove: that the log grew from this one",
    )
    arguments.add(
        "--vkey",
        action="append",
        metavar="KEY",
        zh="公钥（文本或文件），可多次给出",
        en="a public key (text or file), may be repeated",
    )
    arguments.add("--entry", type=int, metavar="N", zh="prove：第几条（从 0 起）", en="prove: which entry, from 0")
    arguments.add(
        "--size", type=int, metavar="N", zh="prove：日志有多少条时（默认现在）", en="prove: at this size (now)"
    )


def run(options: Namespace) -> int:
    """0; 4 the log is not as it was made; 2 it cannot be used."""
    if options.records and options.action != "append":
        raise Refused("只有 append 接受记录", "only append takes records")
    return _RUN[options.action](options)


@contextmanager
def _opened(options: Namespace, *, write: bool = False) -> Iterator[Log]:
    """The log, its errors as bad input; raises Refused where an extra is missing."""
    from enforcerules import api
    from enforcerules.audit.log import LogError
    from enforcerules.base.diagnostics import InvalidInput, Report

    try:
        with api.open_log(options.log, options.origin, algorithm=options.algorithm, write=write) as log:
            yield log
    except LogError as error:
        raise InvalidInput(Report((error.diagnostic,))) from None
    except ImportError as missing:
        extra = "postgres" if missing.name == "psycopg" else "sign"
        told = f"pip install 'enforcerules[{extra}]'"
        raise Refused(f"需要 {missing.name}：{told}", f"{missing.name} is needed: {told}") from None


# ---- append ----------------------------------------------------------------------------------------------------


def _append(options: Namespace) -> int:
    """Records that were altered are not taken; of those that are, only what is public goes into the log."""
    from enforcerules.audit.reading import read_record
    from enforcerules.cli.records import records
    from enforcerules.cli.running import complain

    if not options.records:
        raise Refused("写明要追加的记录", "say which records to append")
    status, public = exits.OK, list[tuple[str, bytes]]()
    for one in records(options.records):
        found, report = read_record(one.data, one.name)
        if found is None:
            complain(report, options.lang)
            status = max(status, exits.BAD_INPUT if {d.code for d in report.errors} & {"ER801"} else exits.ALTERED)
        else:
            public.append((one.name, found.public))
    with _opened(options, write=True) as log:
        for start in range(0, len(public), _BATCH):
            batch = public[start : start + _BATCH]
            receipts = log.append_many(data for _, data in batch)
            for (name, _), receipt in zip(batch, receipts, strict=True):
                emit(_receipt(options, name, receipt), None)
    return status


def _receipt(options: Namespace, name: str, receipt: Any) -> str:  # noqa: ANN401  imported where it is made
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.report_json import encodable

    if options.format == "json":
        made = {"at": receipt.at, "leaf": receipt.leaf.hex(), "record": encodable(name), "root": receipt.root.hex()}
        return canonical({**made, "format": "enforcerules/receipt/1", "size": receipt.size}).decode()
    return f"{receipt.at}  {receipt.leaf.hex()}  {name}"


# ---- verify ----------------------------------------------------------------------------------------------------


def _verify(options: Namespace) -> int:
    from enforcerules.audit.verify import Kept, verify
    from enforcerules.base.diagnostics import InvalidInput

    kept = [Kept(path, _text(path)) for path in options.checkpoint or ()]
    try:
        with _opened(options) as log:
            found = verify(log, kept, _verifiers(options))
            emit(_said(options, log, found, kept), options.output)
    except InvalidInput as invalid:
        return _damaged(options, invalid)
    return _status({one.code for one in found.report.errors})


def _damaged(options: Namespace, invalid: InvalidInput) -> int:
    from enforcerules.cli.running import complain

    complain(invalid.report, options.lang)
    return _status({one.code for one in invalid.report.errors})


def _status(codes: set[str]) -> int:
    if not codes:
        return exits.OK
    return exits.ALTERED if codes & _ALTERED else exits.BAD_INPUT


def _said(options: Namespace, log: Log, found: Verified, kept: list[Kept]) -> str:
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.report_json import to_dict
    from enforcerules.cli.running import worded

    if options.format == "json":
        made = {
            "algorithm": log.about.algorithm,
            "checkpoints": len(kept),
            "diagnostics": to_dict(found.report)["diagnostics"],
            "format": "enforcerules/log-report/1",
            "ok": found.ok,
            "origin": log.about.origin,
            "root": found.root.hex() or None,
            "size": found.size,
        }
        return canonical(made).decode()
    zh = options.lang == "zh"
    told = [worded(found.report, options.lang)] if found.report.diagnostics else []
    if found.ok:
        head = (
            f"{log.about.origin}：{found.size} 条，无改动"
            if zh
            else f"{log.about.origin}: {found.size} entries, in order"
        )
        told = [head, f"  {log.about.algorithm} {found.root.hex()}", *told]
    return "\n".join(told)


def _verifiers(options: Namespace) -> list[Verifier]:
    from enforcerules.audit.signer import KeyTextError, verifier_of
    from enforcerules.base.diagnostics import InvalidInput, Report, diagnose

    made: list[Verifier] = []
    for word in options.vkey or ():
        text = _text(word) if Path(word).is_file() else word
        try:
            made.append(verifier_of(text))
        except KeyTextError:
            raise InvalidInput(Report((diagnose("ER827", None, found=text.strip()),))) from None
    return made


def _text(path: str) -> str:
    from enforcerules.base.diagnostics import InvalidInput, Report
    from enforcerules.load.files import read_bytes

    data, problems = read_bytes(Path(path))
    if data is None:
        raise InvalidInput(Report(problems))
    return data.decode("utf-8", "replace")


# ---- prove, export, checkpoint, key ------------------------------------------------------------------------------


def _prove(options: Namespace) -> int:
    from enforcerules.audit.checkpoint import CheckpointTextError, read_checkpoint
    from enforcerules.audit.proofs import consistency, inclusion
    from enforcerules.base.canonical import canonical

    points = options.checkpoint or []
    if (options.entry is None) == (not points) or len(points) > 1:
        raise Refused("用 --entry 或一个 --checkpoint 写明证明什么", "say what to prove: --entry, or one --checkpoint")
    with _opened(options) as log:
        try:
            if options.entry is not None:
                made: Any = inclusion(log, options.entry, options.size)
            else:
                made = consistency(log, read_checkpoint(_text(points[0])).size, options.size)
        except CheckpointTextError as wrong:
            raise Refused(f"检查点的第 {wrong.line} 行不对", f"line {wrong.line} of the checkpoint is wrong") from None
        except (ValueError, LookupError):
            there = log.size()
            raise Refused(f"日志只有 {there} 条", f"the log has {there} entries only") from None
    emit(canonical(made).decode(), options.output)
    return exits.OK


def _export(options: Namespace) -> int:
    from enforcerules.audit.proofs import exported

    with _opened(options) as log:
        if options.output is None:
            for line in exported(log):
                sys.stdout.write(f"{line.decode()}\n")
            return exits.OK
        try:
            with Path(options.output).open("wb") as file:
                file.writelines(line + b"\n" for line in exported(log))
        except OSError as error:
            told = error.strerror or str(error)
            raise Refused(f"无法写入 `{options.output}`：{told}", f"cannot write `{options.output}`: {told}") from None
    return exits.OK


def _checkpoint(options: Namespace) -> int:
    """The checkpoint on standard output or in the file; one that is signed is also kept with the log."""
    with _opened(options, write=options.key is not None) as log:
        signer = None if options.key is None else _signer(options, options.key_name or log.about.origin)
        made = log.checkpoint(signer)
        if signer is not None:
            log.keep(made.text)
    emit(made.text, options.output)
    return exits.OK


def _signer(options: Namespace, name: str) -> Any:  # noqa: ANN401  imported late
    from enforcerules.audit.signer import Ed25519Signer, KeyTextError

    try:
        return Ed25519Signer.from_file(name, Path(options.key))
    except KeyTextError:
        raise Refused(f"`{options.key}` 不是 Ed25519 私钥（PEM）", f"`{options.key}` is no Ed25519 key (PEM)") from None
    except OSError as error:
        told = error.strerror or str(error)
        raise Refused(f"无法读取 `{options.key}`：{told}", f"cannot read `{options.key}`: {told}") from None


def _key(options: Namespace) -> int:
    """A new private key in the file of `-o`; its public key on standard output."""
    from enforcerules.audit.log import LogError
    from enforcerules.audit.opening import usable_name
    from enforcerules.audit.signer import Ed25519Signer
    from enforcerules.base.diagnostics import InvalidInput, Report
    from enforcerules.cli.record import write_bytes

    if options.output is None or Path(options.output).exists():
        raise Refused("用 -o 写明私钥写入哪个新文件", "say with -o which new file the private key goes to")
    try:
        made = Ed25519Signer.new(usable_name(options.log))
    except LogError as error:
        raise InvalidInput(Report((error.diagnostic,))) from None
    except ImportError:
        told = "pip install 'enforcerules[sign]'"
        raise Refused(f"需要 cryptography：{told}", f"cryptography is needed: {told}") from None
    write_bytes(Path(options.output), made.pem, private=True)
    emit(made.published, None)
    return exits.OK


_RUN: Final[dict[str, Callable[[Namespace], int]]] = {
    "append": _append,
    "verify": _verify,
    "prove": _prove,
    "export": _export,
    "checkpoint": _checkpoint,
    "key": _key,
}

COMMAND = Command(
    "log", "追加、核对和证明决定记录的日志", "a log of records: append, verify, prove, export", _arguments, run
)
