"""diagrams.yml as text → the diagrams that can be drawn, with every problem of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.datafiles.validation import read_entries, validate
from macros.datafiles.yaml_source import Path, read_yaml
from macros.diagrams.layout import areas, too_wide
from macros.errors import KnowledgeError, nearest
from macros.model import LOCALES, Diagram, DiagramsFile, Problem


def read_diagrams(text: str, path: str) -> tuple[Mapping[str, Diagram], tuple[Problem, ...]]:
    """The sound diagrams by their ids, and all problems."""
    document = read_yaml(text, path, "F")
    data = document.data
    if not data:
        return {}, tuple(document.problems)
    found: dict[str, Diagram] = {}
    if isinstance(data, dict) and data.get("diagrams"):
        found = read_entries(document, "diagrams", Diagram)
        data = {**data, "diagrams": {}}  # They have told their own problems.
    validate(document, (), DiagramsFile, data)
    for key, diagram in list(found.items()):
        problems = list(_faults(key, diagram))
        for where, error in problems:
            document.refuse(("diagrams", key, *where), error)
        if problems:
            del found[key]
    return found, tuple(document.problems)


def _faults(of: str, diagram: Diagram) -> Iterator[tuple[Path, KnowledgeError]]:
    """What keeps a diagram from being drawn, and where that stands."""
    faults = [*_faults_of_grid(of, diagram), *_unknown(diagram)]
    yield from faults
    if faults:
        return
    for locale in LOCALES:
        for name, where, word in too_wide(diagram, locale):
            yield (
                ("boxes", name, *where),
                KnowledgeError("F124", diagram=of, grid="wide", key=name, word=word),
            )


def _faults_of_grid(of: str, diagram: Diagram) -> Iterator[tuple[Path, KnowledgeError]]:
    grid = diagram.grid
    for row, names in enumerate(grid):
        if len(names) != len(grid[0]):
            yield (
                ("layout", row),
                KnowledgeError("F124", diagram=of, grid="uneven", key=diagram.layout[row]),
            )
            return
        for name in names:
            if name != "." and name not in diagram.boxes:
                near = nearest(name, diagram.boxes)
                yield ("layout", row), KnowledgeError("F111", what="box", key=name, near=near)
    found = areas(grid)
    for name, area in found.items():
        covered = {
            grid[row][column]
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        if covered != {name}:
            yield ("layout", area.top), KnowledgeError("F124", diagram=of, grid="shape", key=name)
    for name in diagram.boxes:
        if name not in found:
            yield ("boxes", name), KnowledgeError("F124", diagram=of, grid="unplaced", key=name)


def _unknown(diagram: Diagram) -> Iterator[tuple[Path, KnowledgeError]]:
    named = [
        *(
            (("arrows", n, "path", i), name)
            for n, a in enumerate(diagram.arrows)
            for i, name in enumerate(a.path)
        ),
        *(
            (("frames", n, "around", i), name)
            for n, f in enumerate(diagram.frames)
            for i, name in enumerate(f.around)
        ),
    ]
    for where, name in named:
        if name not in diagram.boxes:
            near = nearest(name, diagram.boxes)
            yield where, KnowledgeError("F111", what="box", key=name, near=near)
