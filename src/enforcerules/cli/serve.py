"""`serve --stdio`: decisions for programs in other languages, over standard input and output; no network."""

from __future__ import annotations

import sys
from argparse import Namespace

from enforcerules.base.limits import DEFAULT, bounds
from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.refused import Refused


def _arguments(arguments: Arguments) -> None:
    arguments.add(
        "--stdio",
        action="store_true",
        zh="从标准输入读请求，向标准输出写回答（JSON-RPC 2.0，一行一条）",
        en="requests from standard input, answers to standard output (JSON-RPC 2.0, one a line)",
    )
    arguments.rules()
    arguments.add(
        "--most",
        type=int,
        metavar="BYTES",
        zh=f"一行最多多少字节（默认 {DEFAULT.file_bytes:,}）",
        en=f"the largest line (default: {DEFAULT.file_bytes:,})",
    )
    arguments.lang()


def run(options: Namespace) -> int:
    """0 at the end of the input, after `shutdown`, and on SIGTERM; 2 or 4 where the rules cannot be used."""
    from enforcerules import api
    from enforcerules.cli.serve_methods import Methods
    from enforcerules.cli.serving import Server, Waiting

    if not options.stdio:
        raise Refused("写明 --stdio：只在标准输入输出上服务", "say --stdio: it serves standard input and output only")
    bound = bounds().file_bytes
    most: int = bound if options.most is None else options.most
    if not 0 < most <= bound:
        raise Refused(f"--most 应为 1 至 {bound:,}", f"--most is 1 to {bound:,}")
    if options.trust and not options.rules:
        raise Refused(
            "给出 --trust 时，用 --rules 写明已签名的封装包", "with --trust, name the signed bundle with --rules"
        )
    first, *more = options.rules or ["cn"]
    waiting = Waiting()
    server = Server(Methods(api.Live(first, *more, extending=options.extending, trust=options.trust)), options.lang)
    for line in waiting.lines(sys.stdin.buffer, most):
        told = server.too_large(most) if line is None else server.line(line)
        if told is not None:
            sys.stdout.write(f"{told}\n")
            sys.stdout.flush()
        if server.ended:
            break
    return exits.OK


COMMAND = Command("serve", "供其他语言的程序逐行调用", "decisions for programs in other languages", _arguments, run)
