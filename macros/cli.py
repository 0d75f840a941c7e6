"""`kb`, the command of editors: prints and exits, decides nothing.

Exit codes: 0 all is well, 1 there are problems, 2 the command could not run.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

# A command lives for a second: looking for cycles costs more than it frees.
gc.disable()

from macros.errors import KnowledgeError  # noqa: E402
from macros.model import LOCALES, Level, Locale, Problem, Where  # noqa: E402

if TYPE_CHECKING:
    from macros.render.context import Library

OK, PROBLEMS, UNABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and give its exit code."""
    options = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        sys.stdout.flush()
        return code
    except KnowledgeError as error:
        from macros.report import words_of

        message, hint = words_of(error.at(Where("")), options.lang)
        print(f"kb: {message} {hint}".rstrip(), file=sys.stderr)
        return UNABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kb", description="Facts, pages and their checks.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(commands, "check", _check, "find every problem, before any build")
    check.add_argument("paths", nargs="*", metavar="PATH", help="only problems below these")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--strict", action="store_true", help="warnings fail too")
    facts = _command(commands, "facts", _facts, "list and search the facts")
    facts.add_argument("words", nargs="*", metavar="WORD", help="in either language")
    facts.add_argument("--format", choices=("text", "json"), default="text")
    where = _command(commands, "where", _where, "every page that shows a fact")
    where.add_argument("fact", metavar="FACT")
    where.add_argument("--format", choices=("text", "json"), default="text")
    explained = _command(commands, "explain", _explain, "what a code means and how to fix it")
    explained.add_argument("code", metavar="CODE")
    built = _command(commands, "build", _build, "check, build beside, and publish into site/")
    built.add_argument("--site", type=Path, default=Path("site"), help="folder to publish into")
    schema = _command(commands, "schema", _schema, "write the JSON Schemas of the data files")
    schema.add_argument("--check", action="store_true", help="only say whether they are current")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_, description=help_.capitalize() + ".")
    command.add_argument("--root", type=Path, default=Path(), help="the project's folder")
    command.add_argument("--lang", choices=LOCALES, default="en", help="language of messages")
    command.add_argument("--today", type=_day, help="another day than the clock's, YYYY-MM-DD")
    command.set_defaults(run=run)
    return command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-22") from None


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    if not (root / "docs").is_dir():
        raise KnowledgeError("P101", path=str(root / "docs"))
    return root


def _library(options: argparse.Namespace) -> Library:
    from macros.project import open_library

    return open_library(_root(options), _today(options))


def _today(options: argparse.Namespace) -> date:
    given = os.environ.get("KB_TODAY")
    if options.today or not given:
        today: date = options.today or date.today()
        return today
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise KnowledgeError("F110", expected="day", choices="", got=given) from error


def _check(options: argparse.Namespace) -> int:
    from macros.project import open_project
    from macros.report import as_json, as_text

    project = open_project(_root(options), _today(options))
    problems = [p for p in project.problems if _below(p, options.paths, options.root)]
    write = as_json if options.format == "json" else as_text
    print(write(problems, options.lang))
    failing = [p for p in problems if options.strict or p.level is Level.ERROR]
    return PROBLEMS if failing else OK


def _below(problem: Problem, paths: Sequence[str], root: Path) -> bool:
    """Whether a problem is in one of the files or folders that were named."""
    if not paths:
        return True
    place = (root / problem.where.path).resolve()
    return any(place.is_relative_to(Path(path).resolve()) for path in paths)


def _facts(options: argparse.Namespace) -> int:
    from macros.publish.catalogue import fact_entries, matching

    entries = matching(fact_entries(_library(options)), options.words)
    if options.format == "json":
        return _print_json({"facts": entries})
    locale: Locale = options.lang
    for entry in entries:
        print(f"{entry['id']}  {entry['label'][locale]}: {entry['shown'][locale]}")
        print(f"    {entry['call']}")
    return OK if entries else PROBLEMS


def _print_json(data: dict[str, Any]) -> int:
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2))
    return OK


def _where(options: argparse.Namespace) -> int:
    from macros.publish.catalogue import uses

    found = uses(_library(options), options.fact)
    if options.format == "json":
        return _print_json({"fact": options.fact, "uses": found})
    for use in found:
        heading = f" › {use['heading']}" if use["heading"] else ""
        print(f"{use['path']}:{use['line']}:{use['column']}  {use['title']}{heading}")
    return OK


def _explain(options: argparse.Namespace) -> int:
    from macros.report import explain

    print(explain(options.code, options.lang))
    return OK


def _build(options: argparse.Namespace) -> int:
    from macros.publish.build import BuildFailed, build

    root = _root(options).resolve()
    try:
        print(build(root, root / options.site, _today(options), options.lang))
    except BuildFailed as error:
        print(error)
        return PROBLEMS
    return OK


def _schema(options: argparse.Namespace) -> int:
    from macros.publish.schemas import stale_schemas

    stale = stale_schemas(options.root)
    for path, text in stale.items():
        print(path)
        if not options.check:
            path.write_text(text, encoding="utf-8")
    return PROBLEMS if stale and options.check else OK


if __name__ == "__main__":
    sys.exit(main())
