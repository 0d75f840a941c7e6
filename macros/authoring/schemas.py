"""JSON Schemas of the data files, generated from the models that read them."""

from __future__ import annotations

import json
from pathlib import Path

from macros.datafiles.validation import json_schema
from macros.model import FactsFile, GlossaryFile

SCHEMAS = {
    "facts.schema.json": FactsFile,
    "glossary.schema.json": GlossaryFile,
}


def schema_text(name: str) -> str:
    """The schema of this name, as its file holds it (JSON Schema draft 2020-12)."""
    return (
        json.dumps(json_schema(SCHEMAS[name]), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    )


def stale_schemas(root: Path) -> dict[Path, str]:
    """The schema files that are missing or out of date, with the text they should have."""
    wanted = {root / name: schema_text(name) for name in SCHEMAS}
    return {
        path: text
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }
