"""`kb build`: the whole site, checked, built beside the published one, and put in its place; and
`kb kit`: that, and the files to carry into a room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from macros.atomic_write import put
from macros.commands.options import OK, PROBLEMS, Given, command
from macros.errors import KnowledgeError
from macros.languages.numbers import format_size

SITE = click.option(
    "--site", type=click.Path(path_type=Path), default=Path("site"), metavar="FOLDER"
)


@command("build")
@SITE
@click.option("--disk", is_flag=True)
def build(given: Given, site: Path, disk: bool) -> int:
    """Build and publish; 1, and nothing published, where something is wrong.

    Raises `KnowledgeError` K111, K113 or K114 where nothing can be built there, or on this system.
    """
    return _build(given, site, disk=disk)


@command("kit")
@SITE
@click.option("--output", type=click.Path(path_type=Path), default=Path("kit"), metavar="FOLDER")
def kit(given: Given, site: Path, output: Path) -> int:
    """Build the site, and put the files to carry into a folder; name each with its size.

    Raises `KnowledgeError` as `build` does, and K114 where the files cannot be written.
    """
    code = _build(given, site)
    if code == OK:
        from macros.publish.copies import KITS, ZIP

        root = given.folder.resolve()
        made = (one for copy in (ZIP, *KITS) if (one := root / site / copy.path).exists())
        for file in made:
            path = root / output / file.name
            with _written(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                put(path, file.read_bytes())
            print(f"{output / path.name}  {format_size(file.stat().st_size, given.lang)}")
    return code


def _build(given: Given, site: Path, *, disk: bool = False) -> int:
    # What a site has besides pages takes long to import, and the other commands need none of it.
    from macros.publish.build import BuildFailed
    from macros.publish.build import build as build_site

    root = given.folder.resolve()
    try:
        with _written(site):
            print(build_site(root, root / site, given.today, given.lang, disk=disk))
    except BuildFailed as error:
        print(error)
        return PROBLEMS
    return OK


@contextmanager
def _written(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        told = str(error.filename or path)
        raise KnowledgeError("K114", path=told, reason=str(error.strerror)) from error
