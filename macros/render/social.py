"""Where the pictures for links on other sites lie."""

from __future__ import annotations

from macros.model import Locale


def picture_path(locale: Locale, key: str) -> str:
    """The path of a page's picture below the site's address."""
    return f"assets/social/{locale}/{key.removesuffix('.md')}.png"
