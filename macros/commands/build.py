"""`kb build`: the whole site, checked, built beside the published one, and put in its place."""

from __future__ import annotations

from pathlib import Path

import click

from macros.commands.options import OK, PROBLEMS, Given, command
from macros.errors import KnowledgeError


@command("build")
@click.option("--site", type=click.Path(path_type=Path), default=Path("site"), metavar="FOLDER")
@click.option("--disk", is_flag=True)
def build(given: Given, site: Path, disk: bool) -> int:
    """Build and publish; 1, and nothing published, where something is wrong.

    Raises `KnowledgeError` K111, K113 or K114 where nothing can be built there, or on this system.
    """
    # What a site has besides pages takes long to import, and the other commands need none of it.
    from macros.publish.build import BuildFailed
    from macros.publish.build import build as build_site

    root = given.folder.resolve()
    try:
        print(build_site(root, root / site, given.today, given.lang, disk=disk))
    except BuildFailed as error:
        print(error)
        return PROBLEMS
    except OSError as error:
        path = str(error.filename or site)
        raise KnowledgeError("K114", path=path, reason=str(error.strerror)) from error
    return OK
