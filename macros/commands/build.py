"""`kb build`: the whole site, checked, built beside the published one, and put in its place.

`kb kit` gives the files to carry into a room as well, `kb export` those for other systems.
"""

from __future__ import annotations

import os
import time
from decimal import Decimal
from pathlib import Path

import click

from macros.atomic_write import put
from macros.commands.options import (
    OK,
    PROBLEMS,
    WHOLE,
    Given,
    command,
    one_of,
)
from macros.course.paths import FORMATS
from macros.errors import KnowledgeError
from macros.languages.numbers import format_number, format_size
from macros.messages import catalogue
from macros.model import LOCALES, Locale
from macros.publish.build import build as build_site
from macros.publish.mkdocs_process import BuildFailed
from macros.publish.unchanged import KeptSite

SITE = click.option(
    "--site", type=click.Path(path_type=Path), default=Path("site"), metavar="FOLDER"
)


@command("build")
@SITE
@click.option("--disk", is_flag=True)
def build(given: Given, site: Path, disk: bool) -> int:
    """Build and publish; 1, and nothing published, where something is wrong.

    Raises `KnowledgeError` K111 where nothing can be built there, and `OSError`.
    """
    return _build(given, site, disk=disk)


@command("kit")
@SITE
@click.option("--output", type=click.Path(path_type=Path), default=Path("kit"), metavar="FOLDER")
def kit(given: Given, site: Path, output: Path) -> int:
    """Build the site, and put the files to carry into a folder; name each with its size.

    Raises what `build` does.
    """
    code = _build(given, site)
    if code == OK:
        from macros.publish.copies import KITS, ZIP

        root = given.folder.resolve()
        for copy in (ZIP, *KITS):
            if (file := root / site / copy.path).exists():
                _give(given, file, output / file.name)
    return code


@command("export")
@click.argument("format", type=one_of(*FORMATS))
@click.option("--module", type=WHOLE)
@click.option("--locale", type=one_of(*LOCALES))
@click.option("--site", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--output", type=click.Path(path_type=Path), default=Path("lms"), metavar="FOLDER")
def export(
    given: Given,
    *,
    format: str,
    module: int | None,
    locale: Locale | None,
    site: Path | None,
    output: Path,
) -> int:
    """Put the course in one format into a folder for each language; name each file with its size.

    The files are those of a finished site; where none is named, one is built. Raises what `build`
    does, and `KnowledgeError` K118 where the site has no such file.
    """
    from macros.course.lms.files import paths_in

    at = given.folder.resolve() / (site or Path("site"))
    code = OK if site else _build(given, Path("site"))
    wanted = (locale,) if locale else LOCALES
    for one in wanted if code == OK else ():
        found = paths_in(at, one, format, module)
        if not found:
            raise KnowledgeError("K118", path=str(site or "site"), format=format)
        for file in found:
            _give(given, file, output / one / file.name)
    return code


def _give(given: Given, file: Path, path: Path) -> None:
    """Copy a file of the site to a path below the project, and tell its size."""
    to = given.folder.resolve() / path
    to.parent.mkdir(parents=True, exist_ok=True)
    put(to, file.read_bytes())
    print(f"{path}  {format_size(file.stat().st_size, given.lang)}")


def _build(given: Given, site: Path, *, disk: bool = False) -> int:
    started = time.monotonic()
    root = given.folder.resolve()
    kept = KeptSite(root, root / site, given.today, disk=disk)
    pages = kept.pages()
    if pages is None:
        try:
            pages = build_site(
                root, root / site, given.today, given.lang, told=kept.told, disk=disk
            )
        except BuildFailed as error:
            print(error)
            return PROBLEMS
        kept.keep(pages)
    seconds = format_number(Decimal(f"{time.monotonic() - started:.1f}"), given.lang)
    words = catalogue().report["built"][given.lang]
    print(words.format(pages=pages, site=Path(os.path.realpath(root / site)).name, seconds=seconds))
    return OK
