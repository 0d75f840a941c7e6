"""`kb new`: a page pair, a news item, a module or a fact, valid from the start."""

from __future__ import annotations

import argparse

from macros.authoring.new import create
from macros.authoring.templates import NewItem
from macros.commands.checked import opened
from macros.commands.options import OK, PROBLEMS, day_of
from macros.messages import catalogue
from macros.model import Bilingual
from macros.project import Project
from macros.report.text import as_text

_PARTS = ("kind", "value", "unit", "period", "edition", "source", "group")


def run(options: argparse.Namespace) -> int:
    """Write the new files and name them; 1, and nothing written, where something is wrong."""
    project = opened(options)
    parts = {part: getattr(options, part) or "" for part in _PARTS}
    wish = NewItem(
        options.what,
        options.key,
        Bilingual(options.en, options.id),
        options.date or day_of(options),
        options.number or _next_number(project),
        parts,
    )
    paths, problems = create(project, wish)
    if problems:
        print(catalogue().report["not-made"][options.lang])
        print(as_text(problems, options.lang))
        return PROBLEMS
    print("\n".join(paths))
    return OK


def _next_number(project: Project) -> int:
    modules = (
        page.meta.module for pages in project.library.pages.values() for page in pages.values()
    )
    return max((module.number for module in modules if module), default=0) + 1
