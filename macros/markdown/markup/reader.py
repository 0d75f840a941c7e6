"""A page → its markup: one reading that the checks of links and of safety share."""

from __future__ import annotations

from dataclasses import dataclass

from macros.markdown.calls import Places
from macros.markdown.markup.code import Plain, without_code
from macros.markdown.markup.links import Links, read_links
from macros.markdown.markup.tags import (
    AttributeList,
    Fragment,
    Tag,
    read_attribute_lists,
    read_tags,
)
from macros.model import Location, Page


@dataclass(frozen=True)
class Markup:
    """What stands on a page besides words and calls; offsets are those of its body."""

    places: Places
    plain: Plain
    links: Links
    tags: tuple[Tag, ...]
    lists: tuple[AttributeList, ...]
    broken_tags: tuple[Fragment, ...]
    broken_lists: tuple[Fragment, ...]

    def where(self, start: int, end: int | None = None) -> Location:
        """The place in the page's file."""
        return self.places.where(start, end)

    @property
    def anchors(self) -> frozenset[str]:
        """The ids that the author gave to anything on the page."""
        holders = [tag.attributes for tag in self.tags] + [one.attributes for one in self.lists]
        attributes = (attribute for holder in holders for attribute in holder)
        return frozenset(a.value for a in attributes if a.name == "id")


def read_markup(page: Page) -> Markup:
    """The markup of a page's body."""
    calls = (call for call in page.calls if call.where.line >= page.body_line)
    plain = without_code(page.body, calls)
    links = read_links(plain.text)
    targets = {link.at - 1 for link in links.links if link.form != "address"}
    tags = list(read_tags(plain.text, plain.raw, targets)) if "<" in plain.text else []
    lists = list(read_attribute_lists(plain.text)) if "{" in plain.text else []
    return Markup(
        Places(page.body, page.path, page.body_line),
        plain,
        links,
        tuple(tag for tag in tags if isinstance(tag, Tag)),
        tuple(one for one in lists if isinstance(one, AttributeList)),
        tuple(tag for tag in tags if isinstance(tag, Fragment)),
        tuple(one for one in lists if isinstance(one, Fragment)),
    )
