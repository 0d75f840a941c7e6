"""The pictures of all pages, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator

from macros.library import Library
from macros.model import Page
from macros.publish.social.picture import Words, png
from macros.render.context import PageContext
from macros.render.figures import day_text
from macros.render.social import picture_path


def social_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """A PNG for each page and language. None without an absolute address to fetch it from."""
    for locale, pages in library.pages.items():
        for page in pages.values() if library.address else ():
            yield picture_path(locale, page.key), png(words(PageContext(library, page)))


def words(context: PageContext) -> Words:
    """The site over the title; at the foot the section, the module's number, the day of news."""
    page, site = context.page, context.word("site-name")
    title = context.title(page)
    foot = (_section(context), _module(context, page), day_text(context))
    return Words(
        above="" if site == title else site,
        title=title,
        about=context.description(page),
        foot=" · ".join(filter(None, foot)),
    )


def _section(context: PageContext) -> str:
    """The title of the page that heads this one's folder, where that is another one."""
    head = context.pages().get(f"{context.page.key.partition('/')[0]}/index.md")
    return context.title(head) if head and head.key != context.page.key else ""


def _module(context: PageContext, page: Page) -> str:
    return f"{context.word('module')} {page.meta.module.number}" if page.meta.module else ""
