"""`kb`, the command of editors. What each subcommand does stands in `commands/`.

Exit codes: 0 all is well, 1 there are problems, 2 the command could not run.
"""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from itertools import takewhile

import click

from macros.commands.options import LANG, OK, UNABLE, Asked, Worded, name_of
from macros.errors import KnowledgeError, nearest
from macros.problems import LOCALES, Locale, Location
from macros.report.faults import refusal
from macros.report.text import words_of

INTERRUPTED = 128 + signal.SIGINT
_COMMANDS = {
    "check": "check",
    "facts": "look_up",
    "where": "look_up",
    "impact": "impact",
    "explain": "look_up",
    "new": "new",
    "status": "look_up",
    "mark-synced": "records",
    "addresses": "records",
    "serve": "settings",
    "build": "build",
    "verify": "published",
    "rollback": "published",
    "kit": "build",
    "export": "build",
    "deploy": "deploy",
    "schema": "records",
    "lock-settings": "settings",
}
"""All subcommands, in the order in which an editor needs them, and their modules in `commands/`.

Each is imported when it is asked for: nobody waits for what only others need."""
_FORMER_NAMES = {"synced": "mark-synced"}
"""What older notes and scripts call commands."""


class _Kb(Worded, click.Group):
    """`kb` itself."""

    def subcommands(self) -> Sequence[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = _FORMER_NAMES.get(cmd_name, cmd_name)
        if name not in _COMMANDS:
            return None
        if name != "check":
            _register()
        module = import_module(f"macros.commands.{_COMMANDS[name]}")
        found: click.Command = getattr(module, name.replace("-", "_"))
        return found


kb = _Kb("kb", params=[LANG])


class _Stopped(BaseException):
    """The system, or whoever started the command, asks it to end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and give its exit code. Ctrl-C gives 130, as shells expect it.

    Whatever goes wrong is told in a sentence, in the language asked for.
    """
    if arguments is None:
        gc.freeze()
        gc.set_threshold(100_000)  # what is read is kept to the end: there is little to collect
        _end_tidily()
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed by the shell, as in `kb check >&-`
            setattr(sys, stream, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
        if arguments is None and isinstance(file := getattr(sys, stream), TextIOWrapper):
            # Whatever the terminal is set to: what it cannot show must not end the command.
            file.reconfigure(encoding="utf-8", errors="backslashreplace")
    typed = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(typed)
    try:
        code = _run(typed, lang)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        _refused(KnowledgeError("K125"), lang)
        return INTERRUPTED
    except _Stopped:
        return _refused(KnowledgeError("K125"), lang)
    except BrokenPipeError:
        _drop_output()
        return OK
    except Exception as error:
        _drop_output()
        return _refused(refusal(error), lang)


def _run(typed: list[str], lang: Locale) -> int:
    try:
        with kb.make_context("kb", typed, obj=Asked(lang, _register)) as context:
            code: int = kb.invoke(context)
        return code
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as alone:
        alone.show()
        return UNABLE
    except click.UsageError as error:
        raise _as_refusal(error) from None


def _register() -> None:
    from macros.site.registration import register  # noqa: PLC0415 - a check that is kept needs none

    register()


def _end_tidily() -> None:
    """Let the signals that end a process end it by way of what tidies up behind it, once."""
    signals = [signal.SIGINT, signal.SIGTERM]
    signals += [getattr(signal, name) for name in ("SIGHUP",) if hasattr(signal, name)]
    heard = [one for one in signals if signal.getsignal(one) is not signal.SIG_IGN]  # as by nohup

    def end(number: int, _: object) -> None:
        for one in heard:
            signal.signal(one, signal.SIG_IGN)  # nobody who is impatient leaves half of it behind
        raise KeyboardInterrupt if number == signal.SIGINT else _Stopped

    for one in heard:
        signal.signal(one, end)


def _drop_output() -> None:
    """What cannot be printed is not tried again when the process ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(typed: Sequence[str]) -> Locale:
    """What `--lang` asks for, wherever it stands: also a refusal of the rest is told in it."""
    options = takewhile(lambda word: word != "--", typed)
    named = re.findall(r"(?<!\S)--lang[=\n](\S*)(?!\S)", "\n".join(options))
    return next((locale for locale in LOCALES if locale in named[-1:]), "en")


def _refused(error: KnowledgeError, lang: Locale) -> int:
    try:
        told = " ".join(words_of(error.at(Location("")), lang))
    except Exception:  # the words themselves cannot be read
        told = f"{error}."
    with suppress(OSError):  # nobody may be reading
        print(f"kb: {told}".rstrip(), file=sys.stderr, flush=True)
    return UNABLE


def _as_refusal(error: click.UsageError) -> KnowledgeError:
    """What Click refuses, as a problem that has its words in both languages."""
    context = error.ctx or click.Context(kb)
    options = context.command.get_params(context)
    match error:
        case click.NoSuchOption(option_name=key):
            near = nearest(key, [name for option in options for name in option.opts])
            return KnowledgeError("K105", what="option", key=key, near=near)
        case click.NoSuchCommand(command_name=key):
            return KnowledgeError("K105", what="command", key=key, near=nearest(key, _COMMANDS))
        case click.BadOptionUsage(option_name=key):
            if "requires" in error.message:
                return KnowledgeError("K107", problem="no-value", given=key)
            return KnowledgeError("K107", problem="value", given=key)
    missing = error.param if isinstance(error, click.MissingParameter) else None
    option = name_of(missing) if missing else "COMMAND"
    return KnowledgeError("K103", command=context.command_path, option=option)


if __name__ == "__main__":
    sys.exit(main())
