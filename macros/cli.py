"""`kb`, the command of editors: what it takes. What each subcommand does stands in `commands/`.

Exit codes: 0 all is well, 1 there are problems, 2 the command could not run.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

# A command lives for a second: looking for cycles costs more than it frees.
gc.disable()

from macros.errors import KnowledgeError  # noqa: E402
from macros.model import LOCALES, WITH_UNIT, Kind, Location  # noqa: E402
from macros.report.text import words_of  # noqa: E402

OK, UNABLE = 0, 2
_KINDS = [kind.value for kind in Kind]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and give its exit code."""
    options = _parser().parse_args(arguments)
    try:
        # Each command brings its own imports: `kb where` should not wait for those of `kb build`.
        code: int = import_module(f"macros.commands.{options.command}").run(options)
        sys.stdout.flush()
        return code
    except KnowledgeError as error:
        message, hint = words_of(error.at(Location("")), options.lang)
        print(f"kb: {message} {hint}".rstrip(), file=sys.stderr)
        return UNABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="Facts, pages and their checks.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _check(_command(commands, "check", "find every problem, before any build"))
    facts = _command(commands, "facts", "list and search the facts")
    facts.add_argument("words", nargs="*", metavar="WORD", help="in either language")
    where = _command(commands, "where", "every page that shows a fact")
    where.add_argument("fact", metavar="FACT")
    impact = _command(commands, "impact", "what the change of the facts since BASE does")
    impact.add_argument("base", nargs="?", default="HEAD", metavar="BASE", help="commit (HEAD)")
    explained = _command(commands, "explain", "what a code means and how to fix it")
    explained.add_argument("code", metavar="CODE")
    _new(_command(commands, "new", "a new page pair or fact, valid from the start"))
    status = _command(commands, "status", "how the two languages of each section stand")
    for command in (facts, where, status):
        command.add_argument("--format", choices=("text", "json"), default="text")
    impact.add_argument("--format", choices=("markdown", "json"), default="markdown")
    synced = _command(commands, "synced", "record that both languages are in line")
    named = synced.add_mutually_exclusive_group(required=True)
    named.add_argument("paths", nargs="*", default=[], metavar="PATH", help="page#section")
    named.add_argument("--all", action="store_true", help="every section of every page")
    addresses = _command(commands, "addresses", "list every address that must stay")
    how = addresses.add_mutually_exclusive_group()
    how.add_argument("--write", action="store_true", help="add the new ones to addresses.lock")
    how.add_argument("--check", action="store_true", help="say which ones addresses.lock lacks")
    built = _command(commands, "build", "check, build beside, and publish into site/")
    built.add_argument("--site", type=Path, default=Path("site"), help="folder to publish into")
    built.add_argument("--disk", action="store_true", help="let the pages open from a disk")
    schema = _command(commands, "schema", "write the JSON Schemas of the data files")
    schema.add_argument("--check", action="store_true", help="only say whether they are current")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help_: str
) -> argparse.ArgumentParser:
    """A subcommand with the options that all of them have."""
    command = commands.add_parser(name, help=help_, description=help_.capitalize() + ".")
    command.add_argument("--root", type=Path, default=Path(), help="the project's folder")
    command.add_argument("--lang", choices=LOCALES, default="en", help="language of messages")
    command.add_argument("--today", type=_day, help="another day than the clock's, YYYY-MM-DD")
    return command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-22") from None


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", nargs="*", metavar="PATH", help="only problems below these")
    check.add_argument("--strict", action="store_true", help="warnings fail too")
    check.add_argument("--fix", action="store_true", help="put right what is sure, then check")
    check.add_argument("--format", choices=("text", "json", "github", "sarif"), default="text")
    check.add_argument(
        "--summary", type=Path, metavar="FILE", help="add all problems to it as Markdown tables"
    )
    built = check.add_argument("--built", nargs="?", type=Path, const=Path("site"), metavar="SITE")
    built.help = "check the finished site in this folder (site)"


def _new(new: argparse.ArgumentParser) -> None:
    new.add_argument("what", choices=("page", "news", "module", "fact"))
    new.add_argument("key", metavar="KEY", help="folder/name of a page, name of news, id of a fact")
    new.add_argument("--en", required=True, metavar="TEXT", help="title or label in English")
    new.add_argument("--id", required=True, metavar="TEXT", help="the same in Indonesian")
    new.add_argument("--date", type=_day, metavar="DAY", help="news: its day (today)")
    new.add_argument("--source", metavar="SOURCE", help="news, fact: a key of `sources`")
    new.add_argument("--number", type=int, help="module: its number (the next)")
    fact = new.add_argument_group("a fact")
    fact.add_argument("--kind", choices=_KINDS, help="what sort of value it has")
    fact.add_argument("--value", help="as its kind writes it in facts.yml")
    units = ", ".join(sorted(kind.value for kind in WITH_UNIT))
    fact.add_argument("--unit", help=f"a key of `units`; for {units}")
    for name in ("period", "edition", "group"):
        fact.add_argument(f"--{name}", help="as in facts.yml")


if __name__ == "__main__":
    sys.exit(main())
