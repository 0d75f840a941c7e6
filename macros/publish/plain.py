"""Pages outside the frame of the theme, in its dress: small, and in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from rcssmin import cssmin

from macros.languages.words import word
from macros.model import Locale
from macros.render.result import tag
from macros.site_profile import profile

STYLE = "assets/plain.css"
"""Where their style stands in the site."""
ORDER: tuple[Locale, ...] = ("id", "en")
"""The language of the home page comes first."""


@cache
def style() -> str:
    """The style of these pages, with the site's colour in it."""
    text = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    return str(cssmin(text.replace("GROUND", profile().colours.ground)))


def in_each(key: str, locales: Sequence[Locale] = ORDER) -> str:
    """A word in each of these languages, both unless told otherwise, in elements of their own."""
    return " ".join(tag("span", escape(word(key, one)), lang=one) for one in locales)


def plain_page(
    base: str, title: str, main: str, *, script: str = "", locales: Sequence[Locale] = ORDER
) -> str:
    """A page that finds the site at `base`, a relative address with a slash at its end or nothing.

    With a script, which leads on, a browser fetches neither style nor mark: they are for those who
    stay, since no script runs.
    """
    link = f'<link rel="stylesheet" href="{base}{STYLE}">'
    mark = f'<img src="{base}assets/app/192.png" alt="" width="40" height="40">'
    if script:
        link, mark = tag("noscript", link), tag("noscript", mark)
    names = in_each("site-name", locales)
    robots = '<meta name="robots" content="noindex">'
    return (
        f'<!doctype html>\n<html lang="{locales[0]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n{robots}\n{link}\n</head>\n<body>\n"
        f"<header>{mark if profile().mark else ''}<div>{names}</div></header>\n"
        f"<main>\n{main}\n</main>\n{tag('script', script) if script else ''}\n</body>\n</html>\n"
    )
