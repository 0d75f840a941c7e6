"""`kb new`: a page pair, a news item, a module or a fact, valid from the start."""

from __future__ import annotations

from datetime import date

import click

from macros.authoring.new import create
from macros.authoring.templates import NewItem
from macros.commands.options import DAY, OK, PROBLEMS, WHOLE, Given, command, one_of, one_of_known
from macros.errors import KnowledgeError
from macros.messages import catalogue
from macros.model import Bilingual, Kind
from macros.project import Project
from macros.report.text import as_text
from macros.site_profile import profile


def _what() -> tuple[str, ...]:
    return ("page", "news", *(kind.name for kind in profile().kinds), "fact")


@command("new")
@click.argument("what", type=one_of_known(_what))
@click.argument("key")
@click.option("--en", default="", metavar="TEXT")
@click.option("--id", default="", metavar="TEXT")
@click.option("--date", "day", type=DAY, metavar="DAY")
@click.option("--number", type=WHOLE, metavar="NUMBER")
@click.option("--source", metavar="KEY")
@click.option("--kind", type=one_of(*Kind))
@click.option("--value", metavar="VALUE")
@click.option("--unit", metavar="KEY")
@click.option("--period", metavar="PERIOD")
@click.option("--edition", metavar="KEY")
@click.option("--group", metavar="KEY")
def new(
    given: Given,
    *,
    what: str,
    key: str,
    en: str,
    id: str,
    day: date | None,
    number: int | None,
    **parts: str | None,
) -> int:
    """Write the new files and name them; 1, and nothing written, where something is wrong."""
    for option, text in (("--en", en), ("--id", id)):
        if not text:
            raise KnowledgeError("K103", command=f"kb new {what}", option=option)
    project = given.project()
    title = Bilingual(en, id)
    number = number or _next_number(project, what)
    wish = NewItem(
        what,
        key,
        title,
        day or given.today,
        number,
        {name: part or "" for name, part in parts.items()},
    )
    paths, problems = create(project, wish)
    if problems:
        print(catalogue().report["not-made"][given.lang])
        print(as_text(problems, given.lang))
        return PROBLEMS
    print("\n".join(paths))
    return OK


def _next_number(project: Project, what: str) -> int:
    pages = project.library.every_page
    kinds = [kind for kind in profile().kinds if kind.name == what]
    return max((kind.number(page) or 0 for kind in kinds for page in pages), default=0) + 1
