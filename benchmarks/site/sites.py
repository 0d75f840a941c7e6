"""The three sites: ours, the stock Material theme, and Starlight.

Ours is what `kb build` publishes. The other two have the same pages from the plain copy of the
project that benchmarks/plain.py makes: words in place of the macros, without our links to figures,
lists of sources, charts. So their pages are lighter than ours where ours do more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import plain
from benchmarks.site import starlight

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
NODE = Path(sys.executable).with_name("node")
"""Of the environment, whatever the system has."""


class Failed(Exception):
    """A site could not be built, or a tool ended with an error; the message is its output."""


def run(command: list[str], folder: Path, settings: Mapping[str, str]) -> str:
    """Run a command to its end and give what it printed. Raises `Failed`."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    environment["PATH"] = f"{NODE.parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(f"{' '.join(command)}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def ours(folder: Path, work: Path, address: str) -> None:
    """Build our site as it would be published."""
    command = [sys.executable, "-m", "macros.cli", "build", "--root", str(ROOT)]
    run([*command, "--site", str(folder)], ROOT, {"SITE_URL": address})


def material(folder: Path, work: Path, address: str) -> None:
    """Build the plain copy with the stock theme: its own search, no fonts of another host."""
    copy = work / "material"
    plain.write(ROOT, copy, address)
    run([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)], copy, {})


def with_starlight(folder: Path, work: Path, address: str) -> None:
    """Build the plain copy with Starlight as it comes."""
    copy = work / "starlight"
    plain.write(ROOT, copy, address)
    starlight.write(copy)
    astro = [str(NODE), str(MODULES / "astro" / "bin" / "astro.mjs"), "build"]
    run(
        [*astro, "--root", str(starlight.HERE), "--outDir", str(folder)],
        starlight.HERE,
        {"ASTRO_TELEMETRY_DISABLED": "1", "SITE_URL": address.rstrip("/")},
    )


BUILDS: Mapping[str, Callable[[Path, Path, str], None]] = {
    "ours": ours,
    "Material": material,
    "Starlight": with_starlight,
}
