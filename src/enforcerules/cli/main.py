"""From arguments to an exit code. Everything heavy is imported by the command that runs."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

from enforcerules import __version__
from enforcerules.cli import (
    batch,
    bundles,
    check,
    checklist,
    code,
    completion,
    decide,
    diff,
    docs,
    doctor,
    examples,
    importing,
    init,
    leniency,
    log,
    matters,
    mutating,
    record,
    replay,
    review,
    rule,
    serve,
    show,
    workbooks,
)
from enforcerules.cli.command import language, parser_for
from enforcerules.cli.exits import BAD_INPUT, BROKEN_PIPE, INTERRUPTED, TEST_STOPPED
from enforcerules.cli.streams import give_up_output, remark, use_utf8

LIMITS: Final = "ENFORCERULES_LIMITS"
"""The environment variable with other bounds: `nodes=2000000,file_bytes=64MiB` (docs/limits.md)."""

COMMANDS = (
    *decide.COMMANDS,
    check.COMMAND,
    diff.COMMAND,
    docs.COMMAND,
    examples.COMMAND,
    mutating.COMMAND,
    *matters.COMMANDS,
    show.COMMAND,
    rule.COMMAND,
    checklist.COMMAND,
    serve.COMMAND,
    *bundles.COMMANDS,
    record.COMMAND,
    replay.COMMAND,
    review.COMMAND,
    leniency.COMMAND,
    batch.COMMAND,
    log.COMMAND,
    init.COMMAND,
    importing.COMMAND,
    code.COMMAND,
    workbooks.EXPORT,
    doctor.COMMAND,
    completion.COMMAND,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is in `exits`."""
    use_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = Namespace(name="")
    try:
        parser = parser_for(COMMANDS, language(words), __version__)
        parser.usage_exit = next((one.usage_exit for one in COMMANDS if one.name in words[:1]), parser.usage_exit)
        parser.parse_args(words, options)
        status = _guarded(options)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except BrokenPipeError:
        give_up_output()
        return BROKEN_PIPE
    except OSError as error:
        from enforcerules.cli.running import machine_said

        give_up_output()
        remark(f"enforcerules: {machine_said(error, language(words))}")
        return BAD_INPUT
    except KeyboardInterrupt:
        return TEST_STOPPED if options.name == examples.COMMAND.name else INTERRUPTED
    return status


def _guarded(options: Namespace) -> int:
    """Run under the bounds that the environment asks for; a bound that is none ends the command."""
    from enforcerules.base.limits import limited, said
    from enforcerules.cli.running import run

    with ExitStack() as stack:
        try:
            stack.enter_context(limited(**said(os.environ.get(LIMITS, ""))))
        except ValueError as error:
            sys.stderr.write(f"{LIMITS}: {error}\n")
            return BAD_INPUT
        return run(options)
