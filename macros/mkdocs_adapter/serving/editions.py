"""MkDocs' own objects for each language: settings, files, menu, templates; one page of them at a
time.

What MkDocs does in `build` for all pages of a language is done here in the same order, with the
same functions, until a page is asked for. Each language has settings of its own, so that nothing
has to be set back when the other one is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from os.path import normpath
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs_macros.plugin import MacrosPlugin
from mkdocs_static_i18n.plugin import I18n

from macros.library import Library
from macros.mkdocs_adapter.menu import as_html, as_nav
from macros.model import LOCALES, Locale

DEFAULT: Locale = "id"


def unknown(config: MkDocsConfig) -> str:
    """What of the settings this way to serve does not know; empty where it knows all of them."""
    hooks: dict[str, Any] = dict(config["hooks"])
    plugins = dict(config.plugins)
    languages: Any = plugins.pop("i18n", None)
    macros = plugins.pop("macros", None)
    hook = hooks.pop("macros/mkdocs_adapter/hooks.py", None)
    rest = [name for name, plugin in plugins.items() if plugin is not hook]
    if type(languages) is not I18n or type(macros) is not MacrosPlugin or not hook:
        return "plugins: i18n and macros, hooks: macros/mkdocs_adapter/hooks.py"
    if rest or hooks or config.extra_templates:
        return ", ".join([*rest, *hooks, *config.extra_templates])
    told = [(one.locale, bool(one.default), one.build) for one in languages.config.languages]
    if sorted(told) != sorted((one, one == DEFAULT, True) for one in LOCALES):
        return "i18n: languages"
    if languages.config.docs_structure != "folder" or languages.config.fallback_to_default:
        return "i18n: docs_structure, fallback_to_default"
    return ""


class Edition:
    """The site in one language."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    environment: Environment

    def __init__(self, locale: Locale, config: MkDocsConfig) -> None:
        self.locale = locale
        languages: Any = config.plugins["i18n"]
        self.languages = languages
        self.languages.current_language = locale
        self.config = config.plugins.on_config(config)
        # MkDocs serves hidden pages, too; static-i18n builds the further languages without these.
        level = InclusionLevel.is_in_serve if locale == DEFAULT else InclusionLevel.is_included
        self._level: Callable[[InclusionLevel], bool] = level

    @property
    def theme(self) -> Path:
        """The folder of the site's own theme."""
        return Path(self.config.theme.custom_dir or self.config.theme.dirs[0])

    def dress(self, other: Edition | None = None) -> None:
        """Templates anew, or those of another language: they take its words from its settings."""
        if other:
            self.environment = other.environment
            return
        environment = self.config.theme.get_env()
        plugins = self.config.plugins
        self.environment = plugins.on_env(environment, config=self.config, files=self.files)

    def arrange(self, library: Library) -> None:
        """Files and menu anew."""
        config, plugins = self.config, self.config.plugins
        config.nav = as_nav(library.menu.items or (), self.locale) or None
        files = get_files(config)
        # Only the site's own part of the theme: of the rest, thousands of icons, none is copied.
        own = Environment(loader=FileSystemLoader(self.theme))
        files.add_files_from_theme(own, config)
        self.files = plugins.on_files(files, config=config)
        set_exclusions(self.files, config)
        nav = get_navigation(self.files, config)
        self.nav = plugins.on_nav(nav, config=config, files=self.files)
        self._documents = self.files.documentation_pages(inclusion=self._level)
        for file in self._documents:
            if file.page is None:
                Page(None, file, config)
        self._pages = {file.dest_uri: file.page for file in self._documents if file.page}
        self._named = {uri for uri, page in self._pages.items() if "title" in vars(page)}
        self._static = {
            file.dest_uri: file
            for file in self.files
            if not file.is_documentation_page() and self._level(file.inclusion)
        }

    def entitle(self, library: Library) -> None:
        """Give each page the title that it has once it is rendered: others show it in their menu.

        What the menu itself calls a page stays.
        """
        self.environment.globals["titles"] = library.titles
        for uri, page in self._pages.items():
            if uri not in self._named:
                vars(page).pop("title", None)
                known = library.titles.get((self.locale, self.key(page)))
                if known:
                    page.title = as_html(known[0])
                else:  # MkDocs makes a title of the name of a file that holds no text.
                    page.markdown = page.content = ""
                    page.meta = {}

    def key(self, page: Page) -> str:
        """The path of a page below its language's folder."""
        return page.file.src_uri.removeprefix(f"{self.locale}/")

    def page(self, uri: str) -> Page | None:
        """The page of a path below the site's folder."""
        return self._pages.get(uri)

    @property
    def paths(self) -> Iterator[str]:
        """The paths of all pages."""
        yield from self._pages

    def static(self, uri: str) -> File | None:
        """The file that MkDocs copies to a path below the site's folder."""
        return self._static.get(uri)

    def render(self, page: Page) -> bytes | None:
        """The page as MkDocs builds it; None where it leaves it out."""
        if page.file.dest_uri not in self._named:
            vars(page).pop("title", None)
        page._title_from_render = None
        path = Path(page.file.abs_dest_path)
        with suppress(OSError):
            path.unlink()
        _populate_page(page, self.config, self.files)
        hidden = page.file.inclusion.is_excluded()  # type: ignore[no-untyped-call]
        _build_page(page, self.config, self._documents, self.nav, self.environment, excluded=hidden)
        return path.read_bytes() if path.is_file() else None

    def template(self, name: str) -> bytes | None:
        """A file that is made of a template of the theme."""
        if name.removesuffix(".gz") not in self.config.theme.static_templates:
            return None
        path = Path(normpath(self.config.site_dir), name)
        with suppress(OSError):
            path.unlink()
        made = name.removesuffix(".gz")
        _build_theme_template(made, self.environment, self.files, self.config, self.nav)
        return path.read_bytes() if path.is_file() else None
