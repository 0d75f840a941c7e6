"""The author's own HTML, cleaned by nh3 (ammonia) of everything that is not permitted."""

from __future__ import annotations

import nh3

from macros.markdown.html_policy import (
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    filter_attribute,
    without_references,
)

_TAGS, _SCHEMES = set(TAGS), set(SCHEMES)
_ATTRIBUTES = {tag: set(names) for tag, names in ATTRIBUTES.items()}


def sanitise(html: str) -> str:
    """The HTML without anything that could act, load from elsewhere, or pose as the site."""
    return nh3.clean(
        without_references(html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=filter_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
