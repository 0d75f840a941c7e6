"""The bill of materials names all that the locks name, in a form that others read."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from macros.publish.sbom import SBOM, bill_files
from tests.conftest import ROOT, TODAY


def bill(root: Path = ROOT, today: date = TODAY) -> dict[str, Any]:
    ((path, content),) = bill_files(root, "https://kb.example/", today)
    assert path == SBOM
    made: dict[str, Any] = json.loads(content)
    return made


def test_bill_is_valid_by_the_schema_of_its_makers() -> None:
    schemas = files("cyclonedx.schema") / "_res"
    read = [json.loads((schemas / f"{name}.SNAPSHOT.schema.json").read_text("utf-8"))
            for name in ("bom-1.6", "spdx", "jsf-0.82")]  # fmt: skip
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in read
    )
    validator = Draft7Validator(read[0], registry=registry)
    validator.validate(bill())
    assert not validator.is_valid({**bill(), "components": [{"name": "without-a-type"}]})


def test_every_package_of_the_locks_is_named_and_none_of_the_tests() -> None:
    named = {one["purl"] for one in bill()["components"]}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([^ #=\[]+)(?:\[.*\])?==([^ ]+)", lock, re.MULTILINE)
    assert {f"pkg:pypi/{name}@{version}" for name, version in pins} <= named
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert {f"pkg:npm/{n}@{v}" for n, v in asked["dependencies"].items()} <= named
    assert not any(f"pkg:npm/{name}@" in one for name in asked["devDependencies"] for one in named)
    assert len(pins) + len(asked["dependencies"]) == len(named)


def test_same_packages_have_the_same_number_on_any_day(tmp_path: Path) -> None:
    other = bill(today=date(2027, 3, 1))
    assert other["serialNumber"] == bill()["serialNumber"]
    assert other["metadata"]["timestamp"] == "2027-03-01T00:00:00Z"
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    assert bill(tmp_path)["serialNumber"] != bill()["serialNumber"]


def test_no_bill_without_a_lock(tmp_path: Path) -> None:
    assert not list(bill_files(tmp_path, "https://kb.example/", TODAY))


@pytest.mark.parametrize("digest", ["sha512-AAAA", "sha1-AAAA"])
def test_hash_of_what_is_installed_from_npm_is_written_as_digits(
    tmp_path: Path, digest: str
) -> None:
    entry = {"version": "1.0.0", "integrity": digest}
    lock = {"packages": {"": {}, "node_modules/@a/b": entry, "node_modules/c": {**entry, "dev": 1}}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (component,) = bill(tmp_path)["components"]
    assert (component["purl"], component["name"]) == ("pkg:npm/%40a/b@1.0.0", "@a/b")
    assert component["hashes"][0]["content"] == "000000"
