"""The pictures of all pages, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from macros.build_cache import BuildCache, code_version, key_of
from macros.library import Library
from macros.model import Locale
from macros.publish.social.picture import Words, png
from macros.render.context import PageContext
from macros.render.figures import day_text
from macros.site_profile import profile


def social_files(library: Library, cache: BuildCache) -> Iterator[tuple[str, bytes]]:
    """A PNG for each page and language. None without an absolute address to fetch it from."""
    mark = profile().mark
    looks = (code_version(), profile().colours, mark and mark.read_bytes())
    for page in library.every_page if library.address else ():
        said = words(PageContext(library, page))
        picture = cache.made("social", key_of(looks, said), partial(png, said))
        yield picture_path(page.locale, page.key), picture


def picture_path(locale: Locale, key: str) -> str:
    """The path of a page's picture below the site's address."""
    return f"assets/social/{locale}/{key.removesuffix('.md')}.png"


def words(context: PageContext) -> Words:
    """The site over the title; at the foot the section, the page's number, the day of news."""
    page, site = context.page, context.word("site-name")
    title = context.title(page)
    foot = (_section(context), _number(context), day_text(context))
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


def _number(context: PageContext) -> str:
    """What sort of page it is, and which of them, where its kind is numbered."""
    numbers = ((kind.name, kind.number(context.page)) for kind in profile().kinds)
    return next((f"{context.word(name)} {number}" for name, number in numbers if number), "")
