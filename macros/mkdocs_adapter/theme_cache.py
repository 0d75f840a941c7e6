"""The theme's templates: found without a walk through its icons, compiled once for both languages.

Each language has an environment of its own, made anew. Without this a fifth of a build goes into
compiling the templates twice and listing ten thousand icons that are never copied.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.theme import Theme
from rcssmin import cssmin

from macros.site_profile import profile


class SharedTemplates(BytecodeCache):
    """Compiled templates in memory, by their source."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's own hook: take what was compiled from the same source."""
        known = self.compiled.get((bucket.key, bucket.checksum))
        if known:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's own hook: keep what was compiled."""
        self.compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class ThemeFiles(FileSystemLoader):
    """A theme's folders, of which only the site's own is listed: MkDocs copies what is.

    Of Material the site takes templates, words and icons, and none of its files for browsers.
    """

    def list_templates(self) -> list[str]:
        """Jinja's own hook: the names of all files outside hidden folders."""
        found: set[str] = set()
        for folder in self.searchpath[:1]:
            for place, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if name not in _TEMPLATES]
                below = os.path.relpath(place, folder).replace(os.sep, "/")
                found.update(name if below == "." else f"{below}/{name}" for name in names)
        return sorted(found)


_SHARED = SharedTemplates()
_TEMPLATES = ("partials",)
"""Folders of the theme that hold nothing to copy."""


def speed_up(theme: Theme) -> None:
    """Let the theme's environments find and share their templates so."""
    if "get_env" in vars(theme):
        return
    original, own = theme.get_env, theme.custom_dir or theme.dirs[0]

    def get_env() -> Environment:
        environment = original()
        environment.loader = ThemeFiles([own, *theme.dirs])
        environment.bytecode_cache = _SHARED
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters["css"] = cssmin
        environment.globals["profile"] = profile()
        environment.globals["version"] = f"?v={_version(Path(own))}"
        return environment

    vars(theme)["get_env"] = get_env


def _version(folder: Path) -> str:
    """Eight characters that change with any script or style that a browser may have kept."""
    found = sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".css", ".js"):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:8]
