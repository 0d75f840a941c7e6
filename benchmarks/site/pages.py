"""What is measured: the same pages of every site, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "home": "",
        "module": "emm/modules/trafficking-in-persons/",
        "news": "news/2024-09-25-programme-concludes/",
        "record": "data/facts/migrants/",
    }
)
"""Kind of page → its path below the folder of its language."""
FOLDERS: Mapping[str, str] = MappingProxyType({"id": "", "en": "en/"})
"""Language → its folder in the site."""


def next_of(page: str) -> str:
    """The kind of page that a reader of this one goes on to: each is a second page once."""
    kinds = list(PAGES)
    return kinds[(kinds.index(page) + 1) % len(kinds)]


def path_of(page: str, language: str) -> str:
    """The path of a kind of page in a language, below the site's root."""
    return FOLDERS[language] + PAGES[page]
