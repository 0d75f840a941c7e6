"""The commands that keep records: `kb mark-synced`, `addresses` and `schema`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from macros.addresses.lock import lock_text
from macros.atomic_write import put
from macros.authoring.mark_synced import sync
from macros.authoring.schemas import stale_schemas
from macros.commands.options import OK, PROBLEMS, Given, command
from macros.errors import KnowledgeError
from macros.messages import catalogue
from macros.project_files import LOCK
from macros.report.text import as_text
from macros.rules.addresses import published


@command("mark-synced")
@click.argument("path", nargs=-1)
@click.option("--all", "every", is_flag=True)
def mark_synced(given: Given, path: Sequence[str], every: bool) -> int:
    """Record in twins.lock that both languages of sections are in line, or say why they are not."""
    if every and path:
        raise KnowledgeError("K107", problem="both", given="--all", other=path[0])
    if not every and not path:
        raise KnowledgeError("K103", command="kb mark-synced", option="PATH")
    done = sync(given.project(), path, Path.cwd())
    words = catalogue().report
    if done.refused:
        print(words["refused"][given.lang])
        print(as_text(done.refused, given.lang))
        return PROBLEMS
    pages = len({page for page, _ in done.sections})
    print(words["synced"][given.lang].format(count=len(done.sections), pages=pages))
    return OK


@command("addresses")
@click.option("--write", is_flag=True)
@click.option("--check", is_flag=True)
def addresses(given: Given, write: bool, check: bool) -> int:
    """Print the addresses that must stay, or write them down; 1 where some are not on record."""
    if write and check:
        raise KnowledgeError("K107", problem="both", given="--write", other="--check")
    project = given.project()
    library = project.library
    broken = tuple(p for p in project.problems if p.where == library.broken_files.get(LOCK))
    if broken:  # What it holds is not known, and would be lost.
        print(as_text(broken, given.lang))
        return PROBLEMS
    known = {locked.address for locked in library.lock}
    every = known | published(library)
    new = every - known
    if write:
        put(given.root / LOCK, lock_text(every))
        words = catalogue().report["addresses"][given.lang]
        print(words.format(count=len(new), all=len(every), file=LOCK))
        return OK
    for address in sorted(new if check else every):
        print(address)
    return PROBLEMS if check and new else OK


@command("schema")
@click.option("--check", is_flag=True)
def schema(given: Given, check: bool) -> int:
    """Write the JSON Schemas of the data files that are out of date, or only name them."""
    stale = stale_schemas(given.folder)
    for path, words in stale.items():
        print(path)
        if not check:
            put(path, words)
    return PROBLEMS if stale and check else OK
