"""What `log` gives out: proofs, the whole log, checkpoints and new keys."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from enforcerules.cli import exits
from enforcerules.cli.log_opening import opened, text_of
from enforcerules.cli.refused import Refused, unreadable, unwritable
from enforcerules.cli.streams import emit, whole_or_none


def prove(options: Namespace) -> int:
    """That an entry is in the log, or that the log grew out of an older one."""
    from enforcerules.audit.checkpoint import CheckpointTextError, read_checkpoint
    from enforcerules.audit.proofs import consistency, inclusion
    from enforcerules.base.canonical import canonical

    points = options.checkpoint or []
    if (options.entry is None) == (not points) or len(points) > 1:
        raise Refused("用 --entry 或一个 --checkpoint 写明证明什么", "say what to prove: --entry, or one --checkpoint")
    with opened(options) as log:
        try:
            if options.entry is not None:
                made: Any = inclusion(log, options.entry, options.size)
            else:
                made = consistency(log, read_checkpoint(text_of(points[0])).size, options.size)
        except CheckpointTextError as wrong:
            raise Refused(f"检查点的第 {wrong.line} 行不对", f"line {wrong.line} of the checkpoint is wrong") from None
        except (ValueError, LookupError):
            there = log.size()
            raise Refused(f"日志只有 {there} 条", f"the log has {there} entries only") from None
    emit(canonical(made).decode(), options.output)
    return exits.OK


def export(options: Namespace) -> int:
    """The whole log as JSON lines."""
    from enforcerules.audit.proofs import exported

    with opened(options) as log:
        if options.output is None:
            for line in exported(log):
                sys.stdout.write(f"{line.decode()}\n")
            return exits.OK
        try:
            with whole_or_none(Path(options.output)), Path(options.output).open("wb") as file:
                file.writelines(line + b"\n" for line in exported(log))
        except OSError as error:
            raise unwritable(options.output, error) from None
    return exits.OK


def checkpoint(options: Namespace) -> int:
    """The checkpoint on standard output or in the file; one that is signed is also kept with the log."""
    with opened(options, write=options.key is not None) as log:
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
        raise unreadable(options.key, error) from None


def key(options: Namespace) -> int:
    """A new private key in the file of `-o`; its public key on standard output."""
    from enforcerules.audit.log import LogError
    from enforcerules.audit.opening import usable_name
    from enforcerules.audit.signer import Ed25519Signer
    from enforcerules.base.diagnostics import InvalidInput, Report
    from enforcerules.cli.record import write_bytes

    if options.output is None:
        raise Refused("用 -o 写明私钥写入哪个新文件", "say with -o which new file the private key goes to")
    if Path(options.output).exists():
        told = f"`{options.output}`"
        raise Refused(
            f"{told} 已经存在，不会覆盖：用 -o 写明新文件",
            f"{told} is there and is not overwritten: name a new file with -o",
        )
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
