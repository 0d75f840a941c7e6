"""The diagrams as pictures of their own, which pages show and lead to."""

from __future__ import annotations

from collections.abc import Iterator

from macros.library import Library
from macros.model import LOCALES
from macros.render.diagrams import diagram_path, diagram_svg


def diagram_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The picture of each diagram in each language."""
    for id, diagram in library.diagrams.items():
        for locale in LOCALES:
            yield diagram_path(id, locale), diagram_svg(diagram, locale).encode()
