"""`completion`: a script for the completion of a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from enforcerules.cli import exits
from enforcerules.cli.command import Arguments, Command
from enforcerules.cli.streams import emit

_BASH: Final = """\
_enforcerules() {{
    local word=${{COMP_WORDS[COMP_CWORD]}}
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{commands} --help --version" -- "$word"))
        return
    fi
    case ${{COMP_WORDS[1]}} in
{cases}
    esac
    case $word in
        -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
        *) COMPREPLY=($(compgen -f -- "$word")) ;;
    esac
}}
complete -o filenames -F _enforcerules enforcerules
"""


def _arguments(arguments: Arguments) -> None:
    arguments.add("shell", choices=("bash", "zsh", "fish"), zh="哪一种 shell", en="which shell")
    arguments.lang()


def run(options: Namespace) -> int:
    """0. Bash: `source <(enforcerules completion bash)`."""
    names = _options(options.parser)
    script = _fish(names) if options.shell == "fish" else _bash(names)
    emit(f"autoload -U +X bashcompinit && bashcompinit\n{script}" if options.shell == "zsh" else script, None)
    return exits.OK


def _options(parser: ArgumentParser) -> dict[str, list[str]]:
    """The options of each command, from the parser itself."""
    commands = next(action.choices for action in parser._actions if action.dest == "command")  # noqa: SLF001  no public way
    return {
        name: sorted(option for action in made._actions for option in action.option_strings)  # noqa: SLF001
        for name, made in dict(commands or {}).items()
    }


def _bash(names: dict[str, list[str]]) -> str:
    cases = "\n".join(f'        {name}) local options="{" ".join(options)}" ;;' for name, options in names.items())
    return _BASH.format(commands=" ".join(names), cases=cases)


def _fish(names: dict[str, list[str]]) -> str:
    first = f"complete -c enforcerules -n __fish_use_subcommand -f -a '{' '.join(names)}'"
    seen = "complete -c enforcerules -n '__fish_seen_subcommand_from {}' -l {}"
    long = [(name, one[2:]) for name, options in names.items() for one in options if one.startswith("--")]
    return "\n".join([first, *(seen.format(name, option) for name, option in long)])


COMMAND = Command("completion", "命令补全脚本", "completion for a shell", _arguments, run)
