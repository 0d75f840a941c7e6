"""The bill of materials: which packages the site was built with, from the locks.

CycloneDX 1.6 as JSON, https://cyclonedx.org/docs/1.6/json/. It stands on the site, so that whoever
learns of a fault in a package can see whether this site was built with it.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement

SBOM = "sbom.cdx.json"
PYTHON_LOCK, NPM_LOCK = "requirements.lock", "package-lock.json"
_HASHES = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
"""The names of hashes, of npm and of CycloneDX."""


def bill_files(root: Path, site: str, today: date) -> Iterator[tuple[str, bytes]]:
    """The bill of the site with this name, where the project at `root` has a lock."""
    components: list[dict[str, Any]] = []
    for name, read in ((PYTHON_LOCK, _of_python), (NPM_LOCK, _of_npm)):
        lock = root / name
        if lock.is_file():
            components += read(lock.read_text(encoding="utf-8"))
    if not components:
        return
    components.sort(key=lambda one: one["bom-ref"])
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same bill has the same number, as the build is the same on any day.
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": f"{today.isoformat()}T00:00:00Z",
            "component": {"type": "application", "bom-ref": "site", "name": site},
        },
        "components": components,
        "dependencies": [{"ref": "site", "dependsOn": [one["bom-ref"] for one in components]}],
    }
    yield SBOM, f"{json.dumps(bill, ensure_ascii=False, indent=1)}\n".encode()


def _of_python(lock: str) -> Iterator[dict[str, Any]]:
    """The packages of a lock as pip reads it. Those with a marker are not for every system."""
    for line in lock.splitlines():
        if not line or line[0] in " #":
            continue
        pinned = Requirement(line.removesuffix("\\"))
        version = next(iter(pinned.specifier)).version
        yield _component(
            f"pkg:pypi/{pinned.name}@{quote(version)}",
            pinned.name,
            version,
            scope="optional" if pinned.marker else "required",
        )


def _of_npm(lock: str) -> Iterator[dict[str, Any]]:
    """The packages of a lock of npm but for those of tests, with the hash of what is installed."""
    for path, entry in json.loads(lock)["packages"].items():
        if not path or entry.get("dev"):
            continue
        name = entry.get("name") or path.rpartition("node_modules/")[2]
        algorithm, _, digest = entry["integrity"].partition("-")
        yield _component(
            f"pkg:npm/{quote(name, safe='/')}@{quote(entry['version'])}",
            name,
            entry["version"],
            scope="optional" if entry.get("optional") else "required",
            hashes=[{"alg": _HASHES[algorithm], "content": b64decode(digest).hex()}],
        )


def _component(purl: str, name: str, version: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "library", "bom-ref": purl, "name": name, "version": version, **more, "purl": purl
    }  # fmt: skip
