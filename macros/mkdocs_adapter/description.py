"""What MkDocs and the theme are told of a page besides its text."""

from __future__ import annotations

from mkdocs.structure.pages import Page

from macros.mkdocs_adapter.menu import as_html
from macros.publish.data.head import page_head
from macros.publish.social.files import picture_path
from macros.render.context import PageContext
from macros.render.figures import day_text
from macros.render.short_urls import short_path


def describe_title(page: Page, context: PageContext | None) -> None:
    """Give MkDocs the title of a page, for menus and lists, where the menu gave it no other one."""
    if context and "title" not in vars(page):
        page.title = as_html(context.title(context.page))


def describe(page: Page, context: PageContext | None) -> None:
    """Give MkDocs the title of a page, and the theme what it shows besides the text."""
    describe_title(page, context)
    page.meta = {"head": "", "sources": ""}
    if context is None:
        return
    source = context.page
    # The theme shows `head` as HTML, and all else as text.
    page.meta = {
        **vars(source.meta),
        "title": context.title(source),
        "description": context.description(source),
        "date_text": day_text(context),
        "head": page_head(context),
        "sources": "",
        "short": short_path(context.library, source.key),
        "social": picture_path(source.locale, source.key),
    }
