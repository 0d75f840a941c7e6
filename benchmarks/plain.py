"""The same site for the plain stack: `python benchmarks/plain.py ROOT FOLDER`.

What the copy in FOLDER holds:

- every page of docs/, in both languages, with its front matter cut down to title and description;
- in place of a macro call in running text, its plain words;
- in place of a call that stands for a block, the block's headings, paragraphs, lists and tables as
  Markdown, without links, pictures and input fields;
- the project's mkdocs.yml with its navigation, theme features and Markdown extensions, but no
  hooks, no `custom_dir` and no files of our own; its plugins are search and static-i18n as they
  come, and mkdocs-macros with a module of one trivial macro that no page calls.

What the engine adds by itself is not in it: links to figures, lists of figures, records' history.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from macros.mkdocs_adapter.menu import as_nav
from macros.model import Bilingual, MenuItem, MenuSection, Page
from macros.project import open_project
from macros.render.context import PageContext
from macros.render.dispatch import evaluate

MODULE = """
def define_env(env):
    @env.macro
    def hello(name="world"):
        return f"Hello, {name}"
"""
OURS = (
    *("hooks", "watch", "strict", "validation", "site_dir"),
    *("extra", "extra_css", "extra_javascript"),
)
"""Keys of mkdocs.yml that the plain stack does without."""
_BREAKS = {"p", "section", "figure", "figcaption", "details", "summary", "dl", "dt", "dd", "div"}
_SILENT = {"svg", "style"}


class Markdown(HTMLParser):
    """HTML of a block → Markdown, as somebody would have typed it."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.cells = 0
        self.depth = 0
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _SILENT:
            self.silent += 1
        elif tag in ("h2", "h3", "h4"):
            anchor = dict(attrs).get("id") or ""
            self.parts.append(f"\n\n{'#' * int(tag[1])} {{{{{anchor}}}}}")
        elif tag in ("ul", "ol"):
            self.depth += 1
        elif tag == "li":
            self.parts.append("\n\n" if self.depth == 1 else "\n" + "    " * (self.depth - 1))
            self.parts.append("- ")
        elif tag == "tr":
            self.cells = 0
            self.parts.append("\n|")
        elif tag in _BREAKS | {"table"}:
            self.parts.append(" " if self.depth else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in _SILENT:
            self.silent -= 1
        elif tag in ("ul", "ol"):
            self.depth -= 1
            self.parts.append("" if self.depth else "\n\n")
        elif tag in ("td", "th"):
            self.cells += 1
            self.parts.append(" |")
        elif tag == "thead":
            self.parts.append("\n|" + " --- |" * self.cells)
        elif tag in ("table", "caption"):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self.silent:
            self.parts.append(data.replace("\n", " ").replace("|", "\\|").replace("¶", ""))

    def text(self) -> str:
        """The Markdown, headings with their ids behind them."""
        joined = "".join(self.parts)
        joined = re.sub(r"\{\{([\w.-]+)\}\}(.*)", r"\2 {: #\1 }", joined).replace("{{}}", "")
        return re.sub(r"\n{3,}", "\n\n", joined)


def markdown(html: str) -> str:
    """A block as Markdown."""
    reader = Markdown()
    reader.feed(html)
    reader.close()
    return reader.text()


def plain_page(context: PageContext, page: Page) -> str:
    """A page with words in place of its calls."""
    head = {"title": context.title(page), "description": context.description(page)}
    calls = [call for call in page.calls if call.where.line >= page.body_line]
    parts: list[str] = []
    at = 0
    for call in calls:
        piece = evaluate(call, context)
        words = markdown(piece.html) if piece.block else piece.text
        if "{{" in words:
            words = f"{{% raw %}}{words}{{% endraw %}}"
        parts.extend((page.body[at : call.start], words))
        at = call.end
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n{''.join(parts)}{page.body[at:]}"


class _Loader(yaml.SafeLoader):
    """Knows `!ENV [NAME, default]` well enough: the default."""


def _default(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> object:
    return loader.construct_sequence(node)[-1]


_Loader.add_constructor("!ENV", _default)


def plain_config(config: dict[str, Any]) -> dict[str, Any]:
    """The project's configuration without what makes it ours."""
    kept = {key: value for key, value in config.items() if key not in OURS}
    files = ("custom_dir", "favicon", "static_templates")  # they stand in the folder of our theme
    kept["theme"] = {key: v for key, v in config["theme"].items() if key not in files}
    languages = [
        plugin["i18n"]["languages"]
        for plugin in config["plugins"]
        if isinstance(plugin, dict) and "i18n" in plugin
    ]
    i18n = {"docs_structure": "folder", "languages": languages[0]}
    kept["plugins"] = ["search", {"i18n": i18n}, {"macros": {"module_name": "main"}}]
    return kept


def write(root: Path, folder: Path, address: str = "") -> int:
    """Write the copy of the project at `root` into `folder`; give the number of pages.

    The address is that of the site, where it is not the project's own.
    """
    given = os.environ.get("KB_TODAY")
    today = date.fromisoformat(given) if given else date.today()
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.load(text, Loader=_Loader)
    _register(settings, root)
    library = open_project(root, today).library
    pages = [page for pages in library.pages.values() for page in pages.values()]
    for page in pages:
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(plain_page(PageContext(library, page), page), encoding="utf-8")
    for path in sorted((root / "docs").rglob("*.*")):  # pictures
        if path.is_file() and path.suffix != ".md":
            shutil.copyfile(path, folder / path.relative_to(root))
    config = plain_config(settings)
    config["site_url"] = address or config["site_url"]
    items = library.menu.items or ()
    config["nav"] = as_nav(items, "en")
    languages = config["plugins"][1]["i18n"]["languages"]
    languages[0]["nav_translations"] = dict(_titles(items))
    written = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(written, encoding="utf-8")
    (folder / "main.py").write_text(MODULE, encoding="utf-8")
    return len(pages)


def _register(settings: Mapping[str, Any], root: Path) -> None:
    """Register the site whose pages are to be read: its macros are known only then."""
    macros = next(p["macros"] for p in settings["plugins"] if "macros" in p)
    package = macros["module_name"]
    sys.path.insert(0, str(root))
    name = "macros.site.registration" if package == "macros" else f"{package}.site"
    import_module(name).register()


def _titles(items: Iterable[MenuItem]) -> Iterator[tuple[str, str]]:
    """The titles of the menu in English, each with its Indonesian one."""
    for item in items:
        title = item.section if isinstance(item, MenuSection) else getattr(item, "title", None)
        if isinstance(title, Bilingual):
            yield title.en, title.id
        if isinstance(item, MenuSection):
            yield from _titles(item.pages)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2])))
