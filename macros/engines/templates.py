"""The theme's templates: found without a walk through its icons, compiled once for both languages.

Each language has an environment of its own, made anew. Without this a fifth of a build goes into
compiling the templates twice and listing ten thousand icons that are never copied.
"""

from __future__ import annotations

import os

from jinja2 import Environment, FileSystemLoader
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.theme import Theme


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
    """A theme's folders; hidden ones are not listed, since MkDocs copies nothing of them."""

    def list_templates(self) -> list[str]:
        """Jinja's own hook: the names of all files outside hidden folders."""
        found: set[str] = set()
        for folder in self.searchpath:
            for place, folders, names in os.walk(folder):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = os.path.relpath(place, folder).replace(os.sep, "/")
                found.update(name if below == "." else f"{below}/{name}" for name in names)
        return sorted(found)


_SHARED = SharedTemplates()


def hasten(theme: Theme) -> None:
    """Let the theme's environments find and share their templates so."""
    if "get_env" in vars(theme):
        return
    original = theme.get_env

    def get_env() -> Environment:
        environment = original()
        environment.loader = ThemeFiles(theme.dirs)
        environment.bytecode_cache = _SHARED
        return environment

    vars(theme)["get_env"] = get_env
