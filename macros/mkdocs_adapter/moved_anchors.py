"""Sections that have moved: their old ids stay on the page, so that old links still lead there."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from macros.html.document import parse, start_tag_end
from macros.model import Redirect
from macros.render.context import PageContext
from macros.render.result import tag
from macros.text_edits import edited


def moved(context: PageContext, html: str) -> tuple[str, frozenset[str]]:
    """The HTML of a page with the ids that it once had, and these ids.

    An id that moved on the page stands empty beside the new one; a section that moved to another
    page leaves a line with a link at the end.
    """
    here = [
        redirect
        for redirect in context.library.redirects
        if redirect.old.anchor and redirect.old.page == context.page.key
    ]
    away = [redirect for redirect in here if redirect.new.page != context.page.key]
    html = _beside(html, [redirect for redirect in here if redirect not in away])
    known = [redirect for redirect in away if redirect.new.page in context.pages()]
    html += "".join(_pointer(context, redirect) for redirect in known)
    return html, frozenset(redirect.old.anchor for redirect in here)


def _pointer(context: PageContext, redirect: Redirect) -> str:
    new = redirect.new
    title = escape(context.title(context.page_at(new.page)))
    link = tag("a", title, href=context.href(new.page, new.anchor))
    text = f"{escape(context.word('section-moved'))}: {link}"
    return tag("p", text, id=redirect.old.anchor, class_="kb-moved")


def _beside(html: str, redirects: Iterable[Redirect]) -> str:
    """The HTML with an empty element inside each element that has a new id."""
    old: dict[str, str] = {}
    for redirect in redirects:
        mark = tag("span", id=redirect.old.anchor, class_="kb-moved")
        old[redirect.new.anchor] = old.get(redirect.new.anchor, "") + mark
    if not old:
        return html
    document = parse(html)
    marked = [
        (end := start_tag_end(html, start), end, marks)
        for node, start in zip(document.nodes, document.places, strict=False)
        if (marks := old.pop(node.get("id", ""), ""))
    ]
    return edited(html, marked) + "".join(old.values())
