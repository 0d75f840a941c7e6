"""diagrams.yml as text → the diagrams that can be drawn, with every problem of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from macros.datafiles.validation import read_entries, validate
from macros.datafiles.yaml_source import Path, read_yaml
from macros.diagrams.layout import Area, areas, faults
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
    found = [*_unknown(diagram), *_faults_of_grid(of, diagram)]
    yield from found
    told: set[Path] = set()
    for locale in LOCALES if not found else ():
        for fault in faults(diagram, locale):
            if fault.where not in told:
                told.add(fault.where)
                error = KnowledgeError("F124", diagram=of, grid=fault.what, key=fault.about)
                yield fault.where, error


def _unknown(diagram: Diagram) -> Iterator[tuple[Path, KnowledgeError]]:
    """The names of boxes that there are not."""
    named: list[tuple[Path, str]] = [
        *((("layout", n), name) for n, row in enumerate(diagram.grid) for name in row),
        *(
            (("arrows", n, "path", i), name)
            for n, arrow in enumerate(diagram.arrows)
            for i, name in enumerate(arrow.path)
        ),
        *(
            (("frames", n, "around", i), name)
            for n, frame in enumerate(diagram.frames)
            for i, name in enumerate(frame.around)
        ),
    ]
    if diagram.map:
        named += [(("map", "places", name), name) for name in diagram.map.places]
    for where, name in dict.fromkeys(named):
        if name not in diagram.boxes and name != ".":
            near = nearest(name, diagram.boxes)
            yield where, KnowledgeError("F111", what="box", key=name, near=near)


def _faults_of_grid(of: str, diagram: Diagram) -> Iterator[tuple[Path, KnowledgeError]]:
    """Where the grid, or what is drawn on it, does not add up."""
    grid = diagram.grid
    for row, names in enumerate(grid):
        if len(names) != len(grid[0]):
            told = KnowledgeError("F124", diagram=of, grid="uneven", key=diagram.layout[row])
            yield ("layout", row), told
            return
    placed = areas(grid)
    for name, area in placed.items():
        rows = grid[area.top : area.bottom + 1]
        if {other for row in rows for other in row[area.left : area.right + 1]} != {name}:
            yield ("layout", area.top), KnowledgeError("F124", diagram=of, grid="shape", key=name)
    for name in diagram.boxes:
        if name not in placed:
            yield ("boxes", name), KnowledgeError("F124", diagram=of, grid="unplaced", key=name)
    for number, arrow in enumerate(diagram.arrows):
        for name, following in pairwise(arrow.path):
            if name == following:
                told = KnowledgeError("F124", diagram=of, grid="itself", key=name)
                yield ("arrows", number), told
    yield from _faults_of_frames(of, diagram, placed)


def _faults_of_frames(
    of: str, diagram: Diagram, placed: Mapping[str, Area]
) -> Iterator[tuple[Path, KnowledgeError]]:
    """Frames that share a row, or that a box stands half inside of."""
    taken: set[int] = set()
    for number, frame in enumerate(diagram.frames):
        around = [row for name in frame.around if name in placed for row in placed[name].rows]
        rows = set(range(min(around, default=0), max(around, default=-1) + 1))
        for name, area in placed.items():
            if rows.intersection(area.rows) and not rows.issuperset(area.rows):
                told = KnowledgeError("F124", diagram=of, grid="half", key=name)
                yield ("frames", number), told
        if taken & rows:
            told = KnowledgeError("F124", diagram=of, grid="frames", key=frame.en)
            yield ("frames", number), told
        taken |= rows
