"""What a macro gives: HTML for the page, the same as plain text, and the figures in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape as escape_html
from typing import NamedTuple, TypeAlias, overload

from macros.facts.selection import Choice
from macros.model import NameRef, Source


class Figure(NamedTuple):
    """A figure, date, name or claim as a page shows it, for the list at the page's end."""

    anchor: str
    text: str
    label: str
    rests_on: tuple[Choice, ...]
    listed: bool = True
    """Whether it stands among the figures; names and wordings stand in a list of their own."""
    elsewhere: bool = False
    """Whether it stands beside a link to a page of the site that has its source."""

    @property
    def facts(self) -> frozenset[str]:
        """The ids of the facts that it shows, names inside a list included."""
        keys = {choice.fact.key for choice in self.rests_on}
        for choice in self.rests_on:
            value = choice.observation.value
            items_ = value if isinstance(value, tuple) else ()
            keys |= {item.fact for item in items_ if isinstance(item, NameRef)}
        return frozenset(keys)


class Citation(NamedTuple):
    """That a sentence rests on a source, and where in it: "art. 30", "p. 12"."""

    source: Source
    place: str


class TocEntry(NamedTuple):
    """A heading inside a block, for the page's table of contents."""

    title: str
    anchor: str


class MacroResult(NamedTuple):
    """The result of a macro call.

    `html` is safe to stand in a page; `bare` is the same without a link, for a place that is
    itself a link; `text` serves titles, attributes and code.
    """

    html: str
    text: str
    bare: str = ""
    block: bool = False
    figures: tuple[Figure, ...] = ()
    toc: tuple[TocEntry, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The ids in the block that a page may link to."""
    citation: Citation | None = None
    """The source that a mark leads to. Its number is known when the whole page is: see
    `render.citations`."""


Part: TypeAlias = str | MacroResult
"""A bit of HTML, or what a macro gave."""


def block(
    *parts: Part,
    text: str = "",
    toc: Iterable[TocEntry] = (),
    anchors: Iterable[str] = (),
) -> MacroResult:
    """HTML and results of macros one after another, with all figures, headings and ids in them."""
    html = "".join(part if isinstance(part, str) else part.html for part in parts)
    found = [part for part in parts if isinstance(part, MacroResult)]
    headings = (*(entry for one in found for entry in one.toc), *toc)
    ids = {entry.anchor for entry in headings}.union(anchors, *(one.anchors for one in found))
    figures = tuple(figure for one in found for figure in one.figures)
    return MacroResult(html, text, html, True, figures, headings, frozenset(ids))


@lru_cache(maxsize=1 << 14)
def escape(text: str) -> str:
    """The text as HTML. The same words come up again and again, hence the cache."""
    return escape_html(text)


@overload
def tag(name: str, content: str = "", **attributes: str | None) -> str: ...


@overload
def tag(name: str, content: MacroResult, **attributes: str | None) -> MacroResult: ...


def tag(name: str, content: Part = "", **attributes: str | None) -> Part:
    """An element; attributes are escaped, absent where None, and `class_` is `class`.

    What macros gave stays known with its figures.
    """
    if isinstance(content, MacroResult):
        html = tag(name, content.html, **attributes)
        return content._replace(html=html, bare=html, block=True)
    if not attributes:
        return f"<{name}>{content}</{name}>"
    written = [
        f'{_attribute(key)}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    return f"<{name}{''.join(written)}>{content}</{name}>"


@cache
def _attribute(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}"


def items(parts: Iterable[str], name: str = "ul", **attributes: str | None) -> str:
    return tag(name, "".join(tag("li", part) for part in parts), **attributes)
