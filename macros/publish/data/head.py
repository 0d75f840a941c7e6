"""What the heads of a few pages say to programs: the feeds, and what the facts are as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from macros.errors import problem
from macros.html.model import BuiltSite
from macros.library import Library
from macros.model import Group, Page, Problem
from macros.publish.app.files import OPENSEARCH, search_path
from macros.publish.data.dataset import dataset_json
from macros.render.context import PageContext
from macros.render.downloads import ATOM, Download, feeds
from macros.render.result import escape
from macros.site_profile import profile

_DATA = "application/ld+json"


def _feeds() -> Mapping[str, tuple[str, ...]]:
    """The feeds that a page offers. Every other page is lighter without them."""
    pages, both = profile().pages, ("feed-news", "feed-figures")
    return {
        "index.md": both,
        f"{pages.news}index.md": ("feed-news",),
        pages.figures: ("feed-figures",),
        pages.downloads: both,
    }


def page_head(context: PageContext) -> str:
    """HTML for the end of the page's `<head>`, safe as it is; empty for nearly every page."""
    key = context.page.key
    wanted = _feeds().get(key, ()) if context.library.address else ()
    links = [_link(context, feed) for feed in feeds(context.locale) if feed.word in wanted]
    group = _group(context)
    if context.library.address and (group or key == profile().pages.downloads):
        text = dataset_json(context.library, context.locale, group)
        links.append(f'<script type="{_DATA}">{text}</script>')
    if key == "index.md" and context.library.address:
        title = escape(context.word("site-name"))
        href = escape(context.file_href(search_path(context.locale)))
        links.append(f'<link rel="search" type="{OPENSEARCH}" title="{title}" href="{href}">')
    return "\n".join(links)


def unlike_heads(site: BuiltSite, library: Library, pages: Iterable[Page]) -> Iterator[Problem]:
    """Those of the pages whose head tells programs something else than the records say."""
    for source in pages:
        context = PageContext(library, source)
        page = site.pages.get(context.file(source.key))
        told = [s for s in page.scripts if s.attributes.get("type") == _DATA] if page else []
        head = page_head(context) if told else ""
        for script in told:
            if page and f">{script.text}</script>" not in head:
                yield problem(page.place(script.at), "B132")


def _group(context: PageContext) -> Group | None:
    """The group whose records the page shows."""
    key, folder = context.page.key.removesuffix(".md"), profile().pages.records
    groups = context.library.registry.groups
    group = groups.get(key.removeprefix(folder)) if key.startswith(folder) else None
    return group if group and context.library.registry.of_group(group.key) else None


def _link(context: PageContext, feed: Download) -> str:
    title, href = escape(context.word(feed.word)), escape(context.file_href(feed.path))
    return f'<link rel="alternate" type="{ATOM}" title="{title}" href="{href}">'
