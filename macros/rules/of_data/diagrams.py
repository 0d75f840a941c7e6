"""Family F: what diagrams say. What keeps one from being drawn, their reader says."""

from __future__ import annotations

from collections.abc import Iterator

from macros.datafiles.yaml_source import read_yaml
from macros.errors import problem
from macros.library import Library
from macros.model import LOCALES, Problem
from macros.project_files import DIAGRAMS
from macros.quantities.finder import read_quantities
from macros.rules.registry import Scope, rule


@rule("F127", scope=Scope.DATA)
def diagrams_hold_no_figures(library: Library) -> Iterator[Problem]:
    """A figure stands in the text beside, where it is called with its source and grows with it."""
    file = library.files.get(DIAGRAMS)
    document = read_yaml(file.text if file else "", DIAGRAMS, "F")
    for path, text in document.texts().items():
        for locale in LOCALES:
            if path[-1] == locale:
                for quantity in read_quantities(text, locale):
                    figure = text[quantity.start : quantity.end]
                    yield problem(document.where(path), "F127", figure=figure)
