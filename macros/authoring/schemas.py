"""What is generated: JSON Schemas of the data files from their models, and the stub of codes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from macros.authoring.signatures import stub
from macros.datafiles.validation import json_schema
from macros.model import DiagramsFile, FactsFile, GlossaryFile, PicturesFile
from macros.model.menu import MenuFile

SCHEMAS: Mapping[str, Any] = {
    "diagrams.schema.json": DiagramsFile,
    "facts.schema.json": FactsFile,
    "glossary.schema.json": GlossaryFile,
    "menu.schema.json": MenuFile,
    "pictures.schema.json": PicturesFile,
}
STUB = Path(__file__).parents[1] / "errors.pyi"
"""It stands beside the code, whatever site the schemas are written for."""


def schema_text(name: str) -> str:
    """The schema of this name, as its file holds it (JSON Schema draft 2020-12)."""
    return (
        json.dumps(json_schema(SCHEMAS[name]), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    )


def stale_schemas(root: Path) -> dict[Path, str]:
    """The generated files that are missing or out of date, with the text they should have."""
    wanted = {root / name: schema_text(name) for name in SCHEMAS}
    wanted[STUB] = stub()
    return {
        path: text
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }
