"""`kb rollback` and `kb verify`: what has been published."""

from __future__ import annotations

import os
from pathlib import Path

import click

from macros.commands.options import OK, PROBLEMS, Given, command
from macros.messages import catalogue
from macros.publish.checksums import SUMS, differences
from macros.publish.revisions import roll_back
from macros.publish.target import refuse_foreign


@command("rollback")
@click.option("--site", type=click.Path(path_type=Path), default=Path("site"), metavar="FOLDER")
def rollback(given: Given, site: Path) -> int:
    """Put the site before the published one back in its place, and say which one that is.

    Raises `KnowledgeError` K111 where the folder is no site, K121 where none is kept, K123 where it
    was changed.
    """
    root = given.folder.resolve()
    folder = Path(os.path.realpath(root / site))
    refuse_foreign(root, folder)
    told, left = roll_back(folder)
    words = catalogue().report["rolled-back"][given.lang]
    print(words.format(site=folder.name, told=told or "?", count=left))
    return OK


@command("verify")
@click.argument("site", type=click.Path(path_type=Path), required=False, metavar="[FOLDER]")
def verify(given: Given, site: Path | None) -> int:
    """Tell how a site differs from its sums; 1 where it does.

    Raises `KnowledgeError` K122 where the folder holds no sums.
    """
    folder = site or given.root / "site"
    report = catalogue().report
    found = list(differences(folder))
    for difference, path in found:
        print(report[difference][given.lang].format(path=path))
    if not found:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        print(report["verified"][given.lang].format(count=len(lines)))
    return PROBLEMS if found else OK
