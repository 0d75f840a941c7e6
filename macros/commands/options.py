"""What the subcommands of `kb` share: the options that each takes, and the words of their help.

Click reads the arguments; the words are in `messages/`, in both languages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from macros.build_day import read_day, today
from macros.errors import KnowledgeError
from macros.messages import catalogue
from macros.problems import LOCALES, Locale
from macros.project_files import DOCS, SETTINGS

if TYPE_CHECKING:
    from macros.library import Earlier
    from macros.project import Project

OK, PROBLEMS, UNABLE = 0, 1, 2


class Asked(NamedTuple):
    """What all commands are given by the command line."""

    lang: Locale
    """The language of the answers."""
    register: Callable[[], None]
    """Tells the engine which site it serves, before anything of a project is read."""


class Given(NamedTuple):
    """What every subcommand is given: a project, the language of its answers, and a day."""

    root: Path
    lang: Locale
    today: date
    register: Callable[[], None]

    @property
    def folder(self) -> Path:
        """The project's folder. Raises `KnowledgeError` K115 where it holds no pages."""
        if not (self.root / DOCS).is_dir():
            raise KnowledgeError("K115", path=str(self.root.absolute()))
        return self.root

    def project(self, earlier: Earlier | None = None) -> Project:
        """The project, read and checked. Raises `KnowledgeError` K115 where there is none."""
        from macros.git import versions  # noqa: PLC0415 - a check that is kept needs no engine
        from macros.project import open_project  # noqa: PLC0415

        self.register()
        history = partial(versions, self.root)
        return open_project(self.folder, self.today, earlier=earlier, history=history)


def _nearest_project(root: Path) -> Path:
    """The folder named, or where none is, the first around the current one that is a project."""
    if root != Path() or (root / DOCS).is_dir():
        return root
    around = (one for one in Path.cwd().parents if (one / DOCS).is_dir())
    return next((one for one in around if (one / SETTINGS).is_file()), root)


class Value(click.ParamType[object]):
    """What a function reads from an argument. Raises `KnowledgeError` K106 where it cannot."""

    def __init__(
        self,
        expected: Literal["day", "today", "whole", "choice"],
        read: Callable[[str], object],
        choices: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self.name = self._expected = expected
        self._read, self._choices = read, choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: object) -> object:
        try:
            return self._read(value) if isinstance(value, str) else value
        except ValueError:
            given = name_of(param) if param else ""
            choices = ", ".join(self._choices())
            raise KnowledgeError(
                "K106", given=given, expected=self._expected, got=value, choices=choices
            ) from None

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """How the help writes it."""
        return "|".join(self._choices()) or None


DAY, WHOLE = Value("day", date.fromisoformat), Value("whole", int)
_TODAY = Value("today", read_day)


def one_of(*words: str) -> Value:
    return one_of_known(lambda: words)


def one_of_known(words: Callable[[], Sequence[str]]) -> Value:
    """One of the words that are known when the command runs."""
    return Value("choice", lambda text: words()[words().index(text)], words)


def name_of(param: click.Parameter) -> str:
    """As an editor types it, `--lang`, or as the help names it, `PATH`."""
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name


LANG = click.Option(["--lang"], type=one_of(*LOCALES), expose_value=False)
"""Only refused here where it is none: `cli` looks for it first, to refuse the rest in it."""
_COMMON: Sequence[click.Parameter] = (
    click.Option(["--root"], type=click.Path(path_type=Path), default=Path(), metavar="FOLDER"),
    LANG,
    click.Option(["--today"], type=_TODAY, default=today, metavar="YYYY-MM-DD"),
)


class Worded(click.Command):
    """A command whose help comes from `messages/`, in the language of this call."""

    def subcommands(self) -> Sequence[str]:
        """The names of those that it has."""
        return ()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As Click writes it, which knows one language."""
        table = catalogue().words["help"]

        def word(*names: str) -> str:
            return next(table[name] for name in names if name in table)[ctx.obj.lang]

        rows: dict[str, list[tuple[str, str]]] = {"arguments": [], "options": []}
        for param in self.get_params(ctx):
            shown, name = param.get_help_record(ctx), name_of(param)
            heading = "options" if isinstance(param, click.Option) else "arguments"
            left = shown[0] if shown else param.make_metavar(ctx)
            rows[heading].append((left, word(f"{self.name} {name}", name)))
        rows["commands"] = [(name, word(name)) for name in self.subcommands()]
        usage = [word(part) if part in table else part for part in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(usage), f"{word('usage')} ")
        formatter.write_paragraph()
        formatter.write_text(word(self.name or ""))
        for heading, lines in rows.items():
            if lines:
                with formatter.section(word(heading)):
                    formatter.write_dl(lines)


class _Command(Worded):
    """A subcommand: it takes the common options and hands them on as one value."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params.extend(_COMMON)
        self.allow_extra_args = True  # `invoke` refuses them: Click's refusal does not name them

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it returns is the exit code."""
        assert self.callback
        if ctx.args:
            raise KnowledgeError("K107", problem="rest", given=" ".join(ctx.args))
        root = _nearest_project(ctx.params.pop("root"))
        given = Given(root, ctx.obj.lang, ctx.params.pop("today"), ctx.obj.register)
        return self.callback(given, **ctx.params)


command = partial(click.command, cls=_Command)
"""Makes a function a subcommand, which takes what is `Given` and options of its own."""


def formats(*names: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`--format`, with the first one where none is asked for."""
    return click.option("--format", type=one_of(*names), default=names[0])


def print_json(data: dict[str, Any]) -> None:
    """For other programs; letters stay letters."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
