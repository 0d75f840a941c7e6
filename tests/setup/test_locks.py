"""Set-up takes what the locks name, on any day: also where everything has a newer release.

The real commands of the Makefile run, without a network, in a folder with the real locks, whose
hashes alone are exchanged. Each locked package stands in a local index under its real name, with
its real dependencies and nothing in it, and beside it a release that is newer.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from packaging.markers import Marker

ROOT = Path(__file__).parents[2]
LOCKS = tuple(f"requirements{kind}.lock" for kind in ("", "-dev", "-bench", "-mutants", "-upkeep"))
NEWER = "9999.0.0"

_PINNED = re.compile(
    r"^(?P<name>[a-z0-9.-]+)(?:\[[a-z0-9,-]+\])?==(?P<version>[^ \\]+)(?: ; .*)? \\$", re.M
)
_HASHES = re.compile(r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+")

Make = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with what set-up reads of the project."""
    for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "__init__.py").touch()
    return tmp_path


@pytest.fixture
def make(clone: Path) -> Make:
    """Run `make` there, whatever the settings of this machine's installers are."""

    def run(target: str, **settings: str) -> subprocess.CompletedProcess[str]:
        own = ("PIP_", "NPM_", "NODE", "COV", "MAKE", "MFLAGS", "VIRTUAL_ENV", "PYTHON")
        kept = {k: v for k, v in os.environ.items() if not k.upper().startswith(own)}
        return subprocess.run(
            ["make", target, f"PYTHON={sys.executable}"],
            cwd=clone,
            env={**kept, "PIP_CONFIG_FILE": os.devnull, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return run


def test_locked_packages_are_taken_though_newer_ones_exist(clone: Path, make: Make) -> None:
    """And as nothing is resolved, what a lock lacks is found afterwards."""
    index = clone / "index"
    index.mkdir()
    wanted: dict[str, str] = {}
    for lock in LOCKS:
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert len(_PINNED.findall(text)) == text.count("==") - text.count(" == ")
        (clone / lock).write_text(_offered(text, index), encoding="utf-8")
        wanted |= {m["name"]: m["version"] for m in _PINNED.finditer(text) if _here(m)}
    said = ""
    for last in ("bench", "mutants", "upkeep"):
        done = make(f".venv/ready-{last}", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index))
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        said += done.stdout
    assert said == "".join(f"Installing what {lock} names\n" for lock in LOCKS)
    python = clone / ".venv" / "bin" / "python"
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"],
        env={**os.environ, "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    taken = {entry["name"].lower().replace("_", "-"): entry for entry in json.loads(listed.stdout)}
    assert taken.pop("emm-knowledge-base")["editable_project_location"] == str(clone)
    taken.pop("pip")
    assert {name: entry["version"] for name, entry in taken.items()} == wanted
    assert (clone / ".venv" / "ready-mutants").exists()
    lacking = clone / "requirements.lock"
    text = lacking.read_text(encoding="utf-8")
    without = re.sub(r"^jinja2==.*\n(?:    .*\n)+", "", text, flags=re.M)
    assert without != text
    lacking.write_text(without, encoding="utf-8")
    subprocess.run([python, "-m", "pip", "uninstall", "-qy", "jinja2"], check=True)
    (clone / ".venv" / "ready").unlink()
    done = make(".venv/ready", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(index))
    assert done.returncode != 0
    assert "requires jinja2, which is not installed." in done.stdout
    assert not (clone / ".venv" / "ready").exists()


@pytest.mark.parametrize("folder", ["", "benchmarks/site/"])
def test_locked_npm_packages_are_taken_though_newer_ones_exist(
    clone: Path, make: Make, folder: str
) -> None:
    """The lock of the benchmark lacks parts for other systems, and the index too: it installs."""
    (clone / folder).mkdir(parents=True, exist_ok=True)
    for name in (".npmrc", "package.json"):
        shutil.copy(ROOT / folder / name, clone / folder)
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    wanted = {path: entry["version"] for path, entry in lock["packages"].items() if path}
    (clone / ".venv").mkdir()
    (clone / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for made in ("requirements.lock", "requirements-dev.lock", ".venv/ready", ".venv/ready-dev"):
        (clone / made).touch()
    with _registry(lock["packages"]) as address:
        (clone / folder / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
        done = make(
            f"{folder}node_modules/.ready",
            npm_config_registry=address,
            npm_config_cache=str(clone / "cache"),
            npm_config_userconfig=str(clone / "neither"),
            npm_config_globalconfig=str(clone / "none"),
        )
    logs = [log.read_text("utf-8") for log in sorted((clone / "cache" / "_logs").glob("*"))]
    assert (done.returncode, done.stderr) == (0, ""), "\n".join((done.stderr, *logs))
    assert done.stdout == f"Installing what {folder}package-lock.json names\n"
    at = clone / folder
    taken = {
        path.parent.relative_to(at).as_posix(): json.loads(path.read_text())["version"]
        for path in at.glob("node_modules/**/package.json")
    }
    assert taken == {path: wanted.get(path, "not locked") for path in taken}
    left_out = {path: lock["packages"][path] for path in wanted.keys() - taken.keys()}
    assert all(entry.get("optional") for entry in left_out.values()), left_out


@pytest.mark.parametrize("folder", ["", "benchmarks/site/"])
def test_npm_lock_and_its_package_file_ask_for_the_same(folder: str) -> None:
    """Else `npm install` would look for what it lacks, and take what it finds."""
    asked = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    root = lock["packages"].pop("")
    kinds = ("dependencies", "devDependencies")
    assert [root.get(kind) for kind in kinds] == [asked.get(kind) for kind in kinds]
    for name, version in [pair for kind in kinds for pair in asked.get(kind, {}).items()]:
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    assert all(entry["integrity"].startswith("sha512-") for entry in lock["packages"].values())


def _offered(lock: str, index: Path) -> str:
    """The lock for the packages made in `index`: those that it names, and a newer one of each."""

    def pinned(match: re.Match[str]) -> str:
        name, version = match["name"], match["version"]
        _wheel(index, name, NEWER)
        digest = hashlib.sha256(_wheel(index, name, version).read_bytes()).hexdigest()
        return f"{match[0]}\n    --hash=sha256:{digest}"

    kept = _HASHES.sub(" \\\\", lock)
    return _PINNED.sub(pinned, kept)


def _here(pin: re.Match[str]) -> bool:
    """Whether a pin's marker fits this machine; there are two pins of what differs by system."""
    _, marked, marker = pin[0].removesuffix("\\").partition(" ; ")
    return not marked or Marker(marker.strip()).evaluate()


def _wheel(index: Path, name: str, version: str) -> Path:
    """An empty wheel with the dependencies of the installed package, or setuptools as it is."""
    path = index / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    if path.exists():
        return path
    try:
        installed = distribution(name)
    except PackageNotFoundError:  # a package for other systems
        installed = None
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if installed:
        files[f"{info}/METADATA"] += "".join(
            f"{field}: {value}\n"
            for field in ("Provides-Extra", "Requires-Dist")
            for value in installed.metadata.get_all(field) or ()
        )
    with zipfile.ZipFile(path, "w") as wheel:
        if installed and name == "setuptools" and version == installed.version:
            # The project itself is built with it.
            for file in installed.files or ():
                if file.suffix != ".pyc" and (file.parts[0] != info or file.stem == "entry_points"):
                    wheel.writestr(file.as_posix(), file.read_binary())
        for file_name, content in files.items():
            wheel.writestr(file_name, content)
        wheel.writestr(f"{info}/RECORD", "".join(f"{file},,\n" for file in wheel.namelist()))
    return path


@contextmanager
def _registry(packages: dict[str, Any]) -> Iterator[str]:
    """An npm registry with the locked packages and newer ones; `packages` gets their hashes."""
    answers: dict[str, bytes] = {}
    handler = partial(_Answers, answers)
    with _Registry(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        listed: dict[str, dict[str, Any]] = {}
        for path, entry in packages.items():
            name = entry.get("name") or path.rpartition("node_modules/")[2]
            for version in (entry["version"], NEWER) if path else ():
                manifest = {**entry, "name": name, "version": version}
                tarball = _tarball(manifest)
                at = f"/{name}/-/{version}.tgz"
                answers[at] = tarball
                integrity = f"sha512-{base64.b64encode(hashlib.sha512(tarball).digest()).decode()}"
                dist = {"tarball": address + at[1:], "integrity": integrity}
                listed.setdefault(name, {})[version] = {**manifest, "dist": dist}
            if path:
                entry["integrity"] = listed[name][entry["version"]]["dist"]["integrity"]
        for name, versions in listed.items():
            tags = {"latest": NEWER}
            about = {"name": name, "dist-tags": tags, "versions": versions}
            answers[f"/{name}"] = json.dumps(about).encode()
        Thread(target=server.serve_forever, daemon=True).start()
        yield address
        server.shutdown()


def _tarball(manifest: dict[str, Any]) -> bytes:
    """The same bytes at any time: a package that stands in two places is packed twice."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        content = json.dumps(manifest).encode()
        member = tarfile.TarInfo("package/package.json")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0)


class _Registry(ThreadingHTTPServer):
    request_queue_size = 100
    """npm asks for everything at once."""


class _Answers(SimpleHTTPRequestHandler):
    def __init__(self, answers: dict[str, bytes], *arguments: Any) -> None:
        self.answers = answers
        super().__init__(*arguments)

    def do_GET(self) -> None:
        content = self.answers.get(self.path.replace("%2f", "/").replace("%2F", "/"))
        self.send_response(404 if content is None else 200)
        self.end_headers()
        self.wfile.write(content or b"{}")

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""
