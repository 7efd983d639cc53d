"""`log`: records kept in a log that only grows, and the proofs of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from enforcerules.cli import exits, log_proofs
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.log_opening import opened, text_of
from enforcerules.cli.refused import Refused
from enforcerules.cli.streams import emit

if TYPE_CHECKING:
    from enforcerules.audit.log import Log
    from enforcerules.audit.signer import Verifier
    from enforcerules.audit.verify import Kept, Verified
    from enforcerules.base.diagnostics import InvalidInput

_ACTIONS: Final = ("append", "find", "verify", "prove", "export", "checkpoint", "key")
_OF_RECORDS: Final = frozenset({"append", "find"})
_ALTERED: Final = frozenset({"ER811", "ER812", "ER815", "ER816", "ER817", "ER820", "ER825"})
_BATCH: Final = 200


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "action",
        choices=_ACTIONS,
        metavar="ACTION",
        zh="append 追加，find 查找记录，verify 核对，prove 出具证明，export 导出，checkpoint 检查点，key 新建密钥",
        en="append, find (records), verify, prove, export, checkpoint, or key (a new key)",
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
        zh="append、find：记录文件、文件夹或 JSON Lines，- 为标准输入",
        en="append, find: files of records, folders or JSON lines, - for standard input",
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
    if bool(options.records) != (options.action in _OF_RECORDS):
        raise Refused("记录写给 append 和 find，且必须写", "append and find take records, and need some")
    return _RUN[options.action](options)


# ---- append ----------------------------------------------------------------------------------------------------


def _append(options: Namespace) -> int:
    """Records that were altered are not taken; of those that are, only what is public goes into the log."""
    from enforcerules.audit.reading import read_record
    from enforcerules.cli.records import records
    from enforcerules.cli.running import complain

    status, public = exits.OK, list[tuple[str, bytes]]()
    for one in records(options.records):
        found, report = read_record(one.data, one.name)
        if found is None:
            complain(report, options.lang)
            status = max(status, exits.BAD_INPUT if {d.code for d in report.errors} & {"ER801"} else exits.ALTERED)
        else:
            public.append((one.name, found.public))
    with opened(options, write=True) as log:
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


# ---- find ------------------------------------------------------------------------------------------------------


def _find(options: Namespace) -> int:
    """0 all of them are in the log, byte for byte; 4 one is not: it is not what was appended."""
    from enforcerules.audit.reading import read_record
    from enforcerules.base.canonical import canonical
    from enforcerules.cli.records import records
    from enforcerules.cli.report_json import encodable

    missing = False
    with opened(options) as log:
        for one in records(options.records):
            found, _ = read_record(one.data, one.name)
            places = log.find(one.data if found is None else found.public)
            missing |= not places
            if options.format == "json":
                made = {"format": "enforcerules/found/1", "places": list(places), "record": encodable(one.name)}
                emit(canonical(made).decode(), None)
            else:
                nowhere = "不在日志中" if options.lang == "zh" else "not in the log"
                emit(f"{', '.join(map(str, places)) or nowhere}  {one.name}", None)
    return exits.ALTERED if missing else exits.OK


# ---- verify ----------------------------------------------------------------------------------------------------


def _verify(options: Namespace) -> int:
    from enforcerules.audit.verify import Kept, verify
    from enforcerules.base.diagnostics import InvalidInput

    kept = [Kept(path, text_of(path)) for path in options.checkpoint or ()]
    try:
        with opened(options) as log:
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
        text = text_of(word) if Path(word).is_file() else word
        try:
            made.append(verifier_of(text))
        except KeyTextError:
            raise InvalidInput(Report((diagnose("ER827", None, found=text.strip()),))) from None
    return made


_RUN: Final[dict[str, Callable[[Namespace], int]]] = {
    "append": _append,
    "find": _find,
    "verify": _verify,
    "prove": log_proofs.prove,
    "export": log_proofs.export,
    "checkpoint": log_proofs.checkpoint,
    "key": log_proofs.key,
}

COMMAND = Command(
    "log", "追加、核对和证明决定记录的日志", "a log of records: append, verify, prove, export", _arguments, run
)
