"""The same Markdown for Astro Starlight: its dialect, its menu, its build.

The pages come from the plain copy of the project. What changes is spelling: boxes are `:::note`,
headings carry no ids of their own, links are addresses instead of files.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from benchmarks.site.pages import FOLDERS

HERE = Path(__file__).parent / "starlight"
BOXES = {"note": "note", "tip": "tip", "warning": "caution"}
"""Kinds of boxes of our pages → those of Starlight."""
_RAW = re.compile(r"\{% (?:end)?raw %\}")
_HEADING_ID = re.compile(r"^(#+ .*?) *\{: #[^}]*\}$", re.MULTILINE)
_BOX = re.compile(r'^!!! (\w+) "(.*)"\n\n?((?:(?: {4}.*)?\n)+)', re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
"""No page has one; the list of messages writes one as an example, and Starlight would seek it."""
_LINK = re.compile(r"\]\(([\w./-]*\.md)(#[\w.-]+)?\)")


def markdown(text: str, path: str, language: str) -> str:
    """A page of the plain copy as Starlight spells it; the path is below its language's folder."""

    def box(found: re.Match[str]) -> str:
        return f":::{BOXES[found[1]]}[{found[2]}]\n{dedent(found[3]).strip()}\n:::\n\n"

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1]))
        return f"]({address(target, language)}{found[2] or ''})"

    text = _PICTURE.sub(r"\1", _HEADING_ID.sub(r"\1", _RAW.sub("", text)))
    return _LINK.sub(link, _BOX.sub(box, text))


def slug(path: str) -> str:
    """The file of a page → its name in Starlight; empty for the home page."""
    return path.removesuffix(".md").removesuffix("index").rstrip("/")


def address(path: str, language: str) -> str:
    """The file of a page → its address on the site."""
    return f"/{FOLDERS[language]}{slug(path)}".rstrip("/") + "/"


def menu(config: dict[str, Any]) -> dict[str, Any]:
    """The names of the site and the menu of the plain copy, for the configuration of Starlight."""
    plugin = next(one["i18n"] for one in config["plugins"] if "i18n" in one)
    indonesian, english = plugin["languages"]

    def entries(items: list[Any]) -> Iterator[dict[str, Any]]:
        for item in items:
            for name, inner in item.items() if isinstance(item, dict) else [("", item)]:
                if isinstance(inner, list):
                    label = indonesian["nav_translations"].get(name, name)
                    listed = list(entries(inner))
                    yield {"label": label, "translations": {"en": name}, "items": listed}
                elif slug(inner):
                    yield {"slug": slug(inner)}

    titles = {"id": config["site_name"], "en": english["site_name"]}
    return {"title": titles, "sidebar": list(entries(config["nav"]))}


def write(plain: Path) -> None:
    """Write pages and menu where Starlight looks for them, from the plain copy of the project."""
    content = HERE / "src" / "content" / "docs"
    shutil.rmtree(content, ignore_errors=True)
    for language, folder in FOLDERS.items():
        source = plain / "docs" / language
        for page in source.rglob("*.md"):
            path = page.relative_to(source).as_posix()
            target = content / folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            text = page.read_text(encoding="utf-8")
            target.write_text(markdown(text, path, language), encoding="utf-8")
    config = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    (HERE / "menu.json").write_text(json.dumps(menu(config)), encoding="utf-8")
