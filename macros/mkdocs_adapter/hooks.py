"""The hooks of MkDocs: check first, give pages their titles, clean and finish their HTML."""

from __future__ import annotations

import os
from functools import partial
from html import escape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from macros.build_cache import FOLDER, BuildCache
from macros.errors import problem
from macros.loading import open_menu
from macros.markdown.calls import parse_calls
from macros.mkdocs_adapter.build_state import BUILD_STATE, UNSAFE
from macros.mkdocs_adapter.description import describe
from macros.mkdocs_adapter.folds import with_folds
from macros.mkdocs_adapter.form_controls import named_ways_back, task_box, without_controls
from macros.mkdocs_adapter.kept_pages import keep_pages
from macros.mkdocs_adapter.language import language
from macros.mkdocs_adapter.menu import as_html, as_nav
from macros.mkdocs_adapter.moved_anchors import moved
from macros.mkdocs_adapter.pictures import Found, with_pictures
from macros.mkdocs_adapter.placeholders import PlaceholderTable
from macros.mkdocs_adapter.questions import with_questions
from macros.mkdocs_adapter.quotation_marks import curly
from macros.mkdocs_adapter.sandbox import prove
from macros.mkdocs_adapter.sanitizer import sanitise
from macros.mkdocs_adapter.tables import at_any_width
from macros.mkdocs_adapter.theme import leave_theme_files, list_own_files, makers_of, set_up
from macros.model import Locale, Location, Problem
from macros.project_files import DATA, DOCS
from macros.publish.file_sizes import without_links
from macros.publish.inputs import Inputs
from macros.publish.mkdocs_process import WHOLE
from macros.publish.pictures import DamagedPicture
from macros.render.citations import LIST, with_marks
from macros.render.figures import dated_notice
from macros.render.outdated_notice import behind_notice
from macros.render.page_sources import heading, page_sources, with_short_ids
from macros.render.pictures import credit
from macros.render.result import items, tag
from macros.report.faults import refusal
from macros.report.text import as_text, words_of


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether an author is looking on."""
    BUILD_STATE.serving = command == "serve"


@event_priority(-200)
def on_config(config: MkDocsConfig) -> None:
    """The menu of menu.yml, in the language that static-i18n has just begun with."""
    items = open_menu(Path(config.config_file_path).parent).items
    languages: Any = config.plugins.get("i18n")
    locale: Locale = getattr(languages, "current_language", None) or "id"
    config.nav = as_nav(items, locale) if items else None
    list_own_files(config.theme)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> None:
    """Build again when a data file changes, not only when a page does."""
    root = Path(config.config_file_path).parent
    for name in DATA:
        if (root / name).exists():
            server.watch(str(root / name))


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Copy nothing of Material; before static-i18n sorts the files by their language."""
    leave_theme_files(files, config.theme)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme's templates words and icons, and the titles of all pages."""
    set_up(env, config.theme, BUILD_STATE.styles)
    if BUILD_STATE.project:
        env.globals["titles"] = BUILD_STATE.project.library.titles
    return env


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check the project before anything is written, and prove that the lock holds."""
    BUILD_STATE.folder = config.site_dir
    prove(config)
    root = Path(config.config_file_path).parent
    project = BUILD_STATE.open(root, config.site_url or "", config.use_directory_urls)
    if project.errors and not BUILD_STATE.serving:
        raise PluginError("\n" + as_text(project.errors, language()))
    if WHOLE in os.environ:
        cache = BUILD_STATE.inputs.cache if BUILD_STATE.inputs else BuildCache(root / FOLDER)
        BUILD_STATE.inputs = Inputs(project.library, root, cache, makers_of(config))
        keep_pages(BUILD_STATE.inputs)
    BUILD_STATE.make_extras()


@event_priority(-200)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Themes show the titles of the menu as HTML."""
    for item in nav.items:
        _escape_titles(item)
    BUILD_STATE.note_menu(nav)


def _escape_titles(item: StructureItem) -> None:
    if "title" in vars(item):  # Another page gets its title from its front matter, escaped too.
        item.title = as_html(item.title or "", quote=True)
    for child in getattr(item, "children", None) or ():
        _escape_titles(child)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Nothing for MkDocs to read: it takes other lines for the front matter than the check does."""
    return ""


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Before the macros: a table for the page, and body and front matter as the check read them."""
    context = BUILD_STATE.start(page.file.src_uri).context
    describe(page, context)
    if context is None:
        return ""
    source = context.page
    return "" if BUILD_STATE.serving and _unsafe(page, source.body) else source.body


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """After Markdown: clean the author's HTML, put the pieces in, and add the figures."""
    table = BUILD_STATE.table
    problems = [*_problems(page), *table.problems]
    if problems and not BUILD_STATE.serving:
        raise PluginError("\n" + as_text(problems, language()))
    locale = _locale_of(page)
    plain = without_controls(html, lambda done: table.placeholder_for(task_box(done, locale)))
    if table.context:
        table.pieces = with_marks(table.context, table.pieces)
    sealed = with_questions(sanitise(named_ways_back(plain, locale)), table.text, locale)
    html = at_any_width(table.html(sealed))
    html = curly(with_pictures(html, partial(_picture, table, page, files)))
    if table.context:
        html = with_folds(html, table.context.page.key)
        notices = behind_notice(table.context) + dated_notice(table.context, table.figures)
        html, old = moved(table.context, notices + html)
        html, linked = with_short_ids(html, table.figures)
        # Where the list stands is for the template to say: behind the way to the next page.
        ended = page_sources(table.context, table.citations, table.figures, linked)
        page.meta["sources"] = curly(ended)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | old
        _add_to_toc(page, table, heading(table.context, table.citations, table.figures))
    if WHOLE not in os.environ:
        # What is made of finished pages is made by `kb build`, and nobody who serves waits for it.
        html = without_links(html)
    return _notice(problems, locale) + html


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language: what the site has besides pages.

    static-i18n builds the further languages within its own turn at this event, which is before
    ours; what it builds there comes by here too.
    """
    languages: Any = config.plugins["i18n"]
    if not languages.building:
        try:
            BUILD_STATE.write_extras(Path(config.site_dir), makers_of(config))
        except DamagedPicture as error:
            told = problem(Location(str(error)), "S153", spoilt="damaged")
            raise PluginError("\n" + as_text([told], language())) from error
        if BUILD_STATE.inputs:
            BUILD_STATE.inputs.cache.flush()


def on_build_error(error: Exception) -> None:
    """Tell what neither MkDocs nor a rule has foreseen in a sentence, and not in a traceback."""
    if not isinstance(error, MkDocsException):
        if isinstance(error, OSError):
            error.filename = error.filename or BUILD_STATE.folder
        told = refusal(error).at(Location(""))
        raise Abort(" ".join(words_of(told, language())).strip()) from error


def _unsafe(page: Page, markdown: str) -> bool:
    found = any(p.code.startswith(UNSAFE) for p in _problems(page))
    return found or bool(parse_calls(markdown, "").problems)


def _problems(page: Page) -> list[Problem]:
    return BUILD_STATE.problems_of(f"{DOCS}/{page.file.src_uri}")


def _add_to_toc(page: Page, table: PlaceholderTable, end: str) -> None:
    """Headings of blocks and of the list at the page's end in the table of contents, and as known
    anchors."""
    for item in page.toc.items:
        _unseal(item, table)
    page.toc.items.extend(AnchorLink(escape(one.title), one.anchor, 2) for one in table.toc)
    if end:
        page.toc.items.append(AnchorLink(escape(end), LIST, 2))
    made = table.anchors | ({LIST} if end else set())
    page.present_anchor_ids = (page.present_anchor_ids or set()) | made


def _unseal(item: AnchorLink, table: PlaceholderTable) -> None:
    item.title = curly(table.text(item.title))
    for child in item.children:
        _unseal(child, table)


def _picture(table: PlaceholderTable, page: Page, files: Files, address: str) -> Found | None:
    target = normpath(join(dirname(page.file.dest_uri), address))
    file = next((file for file in files if file.dest_uri == target), None)
    if file is None or not file.abs_src_path:
        return None
    context, key = table.context, file.src_uri.partition("/")[2]
    known = context.library.pictures.get(key) if context else None
    return Found(Path(file.abs_src_path), credit(context, known) if context and known else "")


def _locale_of(page: Page) -> Locale:
    return "id" if page.file.src_uri.startswith("id/") else "en"


def _notice(problems: list[Problem], locale: Locale) -> str:
    """What an author sees in the page while serving; a build never comes here with a problem."""
    unique: dict[tuple[Location, str], Problem] = {}
    for one in problems:
        unique.setdefault((one.where, one.code), one)
    entries = [_told(one, locale) for one in unique.values()]
    return tag("div", items(entries), class_="kb-problems", role="alert") if entries else ""


def _told(found: Problem, locale: Locale) -> str:
    place = tag("code", escape(str(found.where)))
    return f"{place} {found.code}: {escape(' '.join(words_of(found, locale)))}"
