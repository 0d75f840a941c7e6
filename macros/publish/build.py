"""From sources to a published folder, or nothing at all.

The site is built into a folder beside the published one, looked through, and only then put in
its place, so that a build that fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from macros.model import Locale

_LEFTOVER = re.compile("\\{\\{|\\{%|[\ue000-\uf8ff]|Traceback \\(most recent call last\\)")
_CODE = re.compile(r"<(code|pre|script)\b.*?</\1>", re.DOTALL)
_REPORTED = re.compile(r"^(WARNING|ERROR|CRITICAL|Error|Aborted)\b")


class BuildFailed(Exception):
    """The site could not be built; the published one is as it was."""


def build(root: Path, site: Path, today: date, locale: Locale) -> str:
    """Check and build the project at `root` into `site`; tell what was published, in one line.

    Raises `BuildFailed` with the reason. Two builds of one folder wait for each other.
    """
    site = site.resolve()
    started = time.monotonic()
    with _alone(site):
        _recover(site)
        fresh = site.with_name(f".{site.name}-new")
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            _generate(root, fresh, today, locale)
            pages = _look_through(fresh)
            _publish(fresh, site)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return f"{pages} pages in {site.name}/ after {time.monotonic() - started:.1f} s"


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    lock = site.with_name(f".{site.name}-lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _generate(root: Path, fresh: Path, today: date, locale: Locale) -> None:
    """MkDocs in a process of its own. Never with -q: it would hide what --strict counts."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    environment = {
        **os.environ,
        "KB_TODAY": today.isoformat(),
        "KB_LANG": locale,
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    told = [line for line in said if not line.startswith("INFO")]
    if done.returncode != 0 or any(_REPORTED.match(line) for line in said):
        raise BuildFailed("\n".join(told))


def _look_through(fresh: Path) -> int:
    """Count the pages. Raises `BuildFailed` where one shows what no reader should see."""
    pages = sorted(fresh.rglob("*.html"))
    for page in pages:
        found = _LEFTOVER.search(_CODE.sub("", page.read_text(encoding="utf-8")))
        if found:
            raise BuildFailed(f"{page.relative_to(fresh)}: leftover {found[0]!r} in the page")
    if not pages:
        raise BuildFailed("the site has no page")
    return len(pages)


def _previous(site: Path) -> Path:
    return site.with_name(f".{site.name}-previous")


def _recover(site: Path) -> None:
    """Put back the last site where a build was killed between its two renames."""
    previous = _previous(site)
    if previous.exists() and not site.exists():
        previous.rename(site)
    shutil.rmtree(previous, ignore_errors=True)


def _publish(fresh: Path, site: Path) -> None:
    for path in fresh.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    fresh.chmod(0o755)
    previous = _previous(site)
    if site.exists():
        site.rename(previous)
    fresh.rename(site)
    shutil.rmtree(previous, ignore_errors=True)
