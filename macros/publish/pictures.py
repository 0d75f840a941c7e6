"""The pictures of pages as they are published, by their paths below the site's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import splitext

from macros.build_cache import FOLDER
from macros.library import Library
from macros.markdown.html_policy import PICTURES
from macros.model import FOLDERS, LOCALES
from macros.pictures.renditions import published
from macros.project_files import DOCS


class DamagedPicture(Exception):
    """A picture, named by its path, that has changed since the check has read all of it."""


def picture_files(library: Library, root: Path) -> Iterator[tuple[str, bytes]]:
    """Every picture without what it says of itself, and the smaller ones made of it.

    They replace the files that are copied from the sources. Raises `DamagedPicture` for a file that
    cannot be shown.
    """
    for path, file in library.files.items():
        folder, _, key = path.removeprefix(f"{DOCS}/").partition("/")
        locale = next((one for one in LOCALES if one == folder), None)
        if locale and file.regular and splitext(path)[1] in PICTURES:
            raw = (root / path).read_bytes()
            try:
                yield from published(FOLDERS[locale] + key, raw, root / FOLDER / "pictures")
            except ValueError as error:
                raise DamagedPicture(path) from error
