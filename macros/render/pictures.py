"""Who made a picture: the line below it."""

from __future__ import annotations

from macros.model import Picture
from macros.render.context import PageContext
from macros.render.result import escape, tag

_WORDS = {"permission": "by-permission", "public domain": "public-domain"}
"""Licences that are told in words."""


def credit(context: PageContext, picture: Picture) -> str:
    """Title, author, source and licence, as licences ask for them: https://creativecommons.org."""
    author = picture.author or context.word("site-name")
    licence = (
        context.word(_WORDS[picture.licence]) if picture.licence in _WORDS else picture.licence
    )
    parts = [
        tag("cite", escape(picture.title)) if picture.title else "",
        _linked(author, picture.address),
        _linked(licence, picture.deed),
    ]
    return f"{escape(context.word('picture'))}: {', '.join(filter(None, parts))}"


def _linked(words: str, address: str) -> str:
    return tag("a", escape(words), href=address) if address else escape(words)
