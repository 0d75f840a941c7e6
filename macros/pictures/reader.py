"""pictures.yml as text → who made each picture, with every problem of the file."""

from __future__ import annotations

from collections.abc import Mapping

from macros.datafiles.validation import read_entries, validate
from macros.datafiles.yaml_source import read_yaml
from macros.errors import KnowledgeError
from macros.model import Picture, PicturesFile, Problem
from macros.model.pictures import OWN, PictureFile


def read_pictures(text: str, path: str) -> tuple[Mapping[str, Picture | None], tuple[Problem, ...]]:
    """The entries by the paths of their pictures, None for one that is wrong; and all problems."""
    document = read_yaml(text, path, "F")
    data = document.data
    if not data:
        return {}, tuple(document.problems)
    found: dict[str, Picture | None] = {}
    if isinstance(data, dict) and data.get("pictures"):
        written = data["pictures"]
        found = dict.fromkeys(written) if isinstance(written, dict) else {}
        found |= read_entries(document, "pictures", Picture, key_model=PictureFile)
        data = {**data, "pictures": {}}  # They have told their own problems.
    validate(document, (), PicturesFile, data)
    for key, picture in found.items():
        if picture and picture.source != OWN and picture.author is None:
            document.refuse(("pictures", key), KnowledgeError("F109", key="author"))
    return found, tuple(document.problems)
