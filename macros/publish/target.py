"""The folder that a build may replace: none that holds anything but a site of its own making.

A build deletes what stood in its folder before. So every folder that `kb build` makes has a mark in
it, and a folder without one is never touched.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from macros.errors import KnowledgeError
from macros.project_files import DOCS

MARK = ".kb-site"
"""The mark's file name. MkDocs leaves files that begin with a point where they are."""
_MARKED = "`kb build` replaces this folder.\n"
_SOURCES = (DOCS, "macros", "overrides", "tests", ".git", ".github")
"""Where in a project no site may stand, not even a new one."""


def refuse_foreign(root: Path, site: Path) -> None:
    """See that the project at `root` may be built into `site`; both are resolved paths.

    Raises `KnowledgeError` K111 where the folder is or holds the project, a home folder or the
    whole disk, stands among the sources, or exists and was not made by a build.
    """
    if _within(root, site):
        raise KnowledgeError("K111", path=str(site), refusal="project")
    if site == Path(site.anchor) or _within(_home(), site):
        raise KnowledgeError("K111", path=str(site), refusal="home")
    for name in _SOURCES:
        if _within(site, root / name):
            raise KnowledgeError("K111", path=str(site), refusal="sources", folder=name)
    for folder in (site, fresh_of(site), previous_of(site), revisions_of(site)):
        _refuse_unmarked(folder)


def fresh_of(site: Path) -> Path:
    """Where a site is built before it is published."""
    return site.with_name(f".{site.name}-new")


def previous_of(site: Path) -> Path:
    """Where the last site stands while the new one takes its place, on a system that cannot let
    two folders swap their names."""
    return site.with_name(f".{site.name}-previous")


def revisions_of(site: Path) -> Path:
    """Where the sites before the published one are kept."""
    return site.with_name(f".{site.name}-revisions")


def lock_of(site: Path) -> Path:
    """The file that builds of one site wait for."""
    return site.with_name(f".{site.name}-lock")


def make_marked(folder: Path, told: str = "") -> None:
    """Make a folder with the mark, which says what is told of the site in it."""
    folder.mkdir(parents=True)
    (folder / MARK).write_text(f"{_MARKED}{told}\n", encoding="utf-8")


def told_by(folder: Path) -> str:
    """What the mark says of the site in a folder; nothing where an older version has made it."""
    text = (folder / MARK).read_text(encoding="utf-8", errors="replace")
    return text.removeprefix(_MARKED).strip()


def remove(folder: Path) -> None:
    """Delete a folder that a build has made, where there is one, also one that may not be written.

    Its mark goes last, so that a process killed meanwhile leaves no folder that nobody owns.
    """
    if not folder.is_dir():
        return
    for place, _, _ in os.walk(folder):
        with suppress(PermissionError):  # of another user: the deletion tells it
            os.chmod(place, 0o755)
    for path in folder.iterdir():
        if path.name != MARK:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    shutil.rmtree(folder)


def _within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies in it, however the two are written."""
    if not folder.exists():
        return False
    return any(one.exists() and one.samefile(folder) for one in (path, *path.parents))


def _refuse_unmarked(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise KnowledgeError("K111", path=str(folder), refusal="file")
    if folder.is_dir() and not (folder / MARK).is_file() and any(folder.iterdir()):
        raise KnowledgeError("K111", path=str(folder), refusal="foreign")


def _home() -> Path:
    """The user's own folder, as far as the system knows one."""
    try:
        return Path.home().resolve()
    except RuntimeError:
        return Path("/")
