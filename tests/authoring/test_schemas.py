"""The JSON Schemas that an editor's tools read, made from the models that read the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.authoring.schemas import SCHEMAS, schema_text, stale_schemas


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_json_of_one_draft(name: str) -> None:
    text = schema_text(name)
    schema = json.loads(text)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    mappings = [one for one in (schema, *schema["$defs"].values()) if "properties" in one]
    assert mappings
    assert all(one["additionalProperties"] is False for one in mappings)
    assert text.endswith("}\n")
    assert schema_text(name) == text


def test_schema_knows_the_keys_as_they_are_written() -> None:
    schema = json.loads(schema_text("facts.schema.json"))
    observation = schema["$defs"]["Observation"]
    assert observation["required"] == ["value", "source"]
    assert "from" in observation["properties"]
    assert "from_" not in observation["properties"]
    assert set(schema["properties"]) == {
        *("groups", "units", "editions", "sources", "facts", "claims"),
    }
    kinds = schema["$defs"]["Kind"]["enum"]
    assert {"count", "share", "money", "name", "list"} <= set(kinds)


def test_glossary_has_its_own() -> None:
    schema = json.loads(schema_text("glossary.schema.json"))
    assert schema["required"] == ["terms"]
    assert set(schema["$defs"]["Term"]["required"]) == {"en", "id", "definition", "basis"}


def test_stale_schemas_are_missing_or_changed(tmp_path: Path) -> None:
    stale = stale_schemas(tmp_path)
    assert [path.name for path in stale] == list(SCHEMAS)
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8")
    assert stale_schemas(tmp_path) == {}
    changed = tmp_path / "facts.schema.json"
    changed.write_text("{}", encoding="utf-8")
    assert list(stale_schemas(tmp_path)) == [changed]
