"""What the engine is told about the site that it serves: one value, registered by the site itself.

The engine works without one. `macros/site/` is this project's; another site registers its own
before it runs the command line, and never imports that one.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, make_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from macros.model import Bilingual, Locale, Page, PageMeta


class Series(NamedTuple):
    """Facts that an agreement has numbered, such as the objectives of a treaty."""

    word: str
    """Facts `<word>.1`, `<word>.2` …, their anchors `<word>-1` …, and the word before a number."""
    page: str
    """The key of the page that lists them."""
    short: str = ""
    """The first part of their short addresses, `/<short>/1/`; empty where they have none."""

    def number(self, anchor: str) -> str:
        """The number that an anchor of its page stands for; empty for any other anchor."""
        number = anchor.removeprefix(f"{self.word}-")
        return "" if number == anchor else number.replace("-", ".")


class Template(NamedTuple):
    """A page that is made together with others, for its author to fill in."""

    key: str
    """The key of the page, with `$name` for what its author calls it."""
    text: Bilingual
    """The page with its front matter. `$title` stands between double quotes; `$number` is the next
    one that is free, `$page` the key of the first page. What stands between `[[` and `]]` is a
    placeholder: a sentence that its author replaces."""

    def placeholders(self, locale: Locale) -> list[str]:
        """The sentences to be replaced."""
        return [found[1] for found in _PLACEHOLDER.finditer(self.text[locale])]

    def filled(self, locale: Locale, **names: str) -> str:
        """The page with these names; its placeholders are plain sentences."""
        return _PLACEHOLDER.sub(r"\1", string.Template(self.text[locale]).substitute(names))


_PLACEHOLDER = re.compile(r"\[\[([^\[\]\n]+)\]\]")


Entry = TypeVar("Entry")


@dataclass(frozen=True)
class PageKind(Generic[Entry]):
    """Pages that state more about themselves than others may, below a key of the front matter."""

    name: str
    """The key of the front matter, the word before a page's number, and what `kb new` makes."""
    model: type[Entry]
    """What stands below the key; with a field `number` the pages of the kind are numbered."""
    shared: tuple[str, ...] = ()
    """The fields that both languages state alike."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Fields that hold texts for readers, each with the macro that prints them."""
    templates: tuple[Template, ...] = ()
    """The pages that `kb new` makes; the first is the page of this kind itself."""
    short: str = ""
    """The first part of the short addresses, `/<short>/1/`; empty where they have none."""

    def of(self, page: Page) -> Entry | None:
        """What a page states, where it is of this kind."""
        return getattr(page.meta, self.name, None)

    def number(self, page: Page) -> int | None:
        """The number of a page, where it is of this kind and the kind is numbered."""
        return getattr(self.of(page), "number", None)


@dataclass(frozen=True)
class Pages:
    """The pages that the engine itself knows, by their keys, or the folders that they stand in."""

    records: str = "data/facts/"
    """The records of the facts, a page for each group."""
    glossary: str = "glossary.md"
    downloads: str = "data/downloads.md"
    """What describes the facts as data."""
    figures: str = "data/index.md"
    """What offers the feed of changed figures."""
    news: str = "news/"
    lists: tuple[str, ...] = ("data/sources.md",)
    """Pages that list much of which they tell little: the search weighs what stands there less."""
    foot: tuple[str, ...] = ()
    """Pages that the foot of every page leads to, besides those for editors."""
    tools: tuple[str, ...] = ("contribute/",)
    """Pages for editors: the search shows other results first."""


@dataclass(frozen=True)
class Colours:
    """The colours of the bar on top, of browsers around it, and of pictures; `#rrggbb`."""

    ground: str = "#203a43"
    """White letters stand on it: at least 4.5 to 1."""
    dark_ground: str = "#1b3138"
    """The same in the dark scheme."""
    accent: str = "#5fa0ab"


class OfficialSite(NamedTuple):
    """A site that a reader may take this one for, with its name as a link shows it."""

    url: str
    name: Bilingual


class Course(NamedTuple):
    """The pages of a kind as the lessons of a course, for which trainers get more than pages."""

    kind: PageKind[Any]
    notes: str
    """The key of the facilitator's notes on a lesson, with `{number}` for its number."""
    hub: str
    """The key of the page for trainers."""
    printed: tuple[str, ...]
    """Where files to print stand below the folder of a language: in room kits, on no other copy."""
    packages: tuple[str, ...]
    """Where packages for other systems stand, which nobody opens from a disk."""


def _none(*given: object) -> Iterator[tuple[str, bytes]]:
    yield from ()


@dataclass(frozen=True)
class Profile:
    """All that the engine knows of one site alone."""

    words: Mapping[str, Bilingual] = field(default_factory=dict)
    """The name of the site (`site-name`, and `site-short-name` below an icon), who made it
    (`contributors`), and what the macros of the site say."""
    series: tuple[Series, ...] = ()
    labels: tuple[str, ...] = ()
    """Names behind which a number states no quantity, such as `sdg(s)` before 8; written as in
    `languages/vocabulary.en.yml`, for texts in both languages."""
    titles: tuple[str, ...] = ()
    """Groups of titles that somebody else has given, besides those of series."""
    timeline: tuple[str, ...] = ()
    """The groups whose dated facts a timeline shows where it names none."""
    colours: Colours = Colours()
    mark: Path | None = None
    """The file of the site's mark, an SVG of plain shapes: see `publish/app/mark.py`."""
    disclaimer: Bilingual | None = None
    """What the foot of every page says of who stands behind the site."""
    official: tuple[OfficialSite, ...] = ()
    """The sites that the foot names beside it."""
    kinds: tuple[PageKind[Any], ...] = ()
    package: str = "macros"
    """What mkdocs-macros loads as `module_name`: its `define_env` registers the site."""
    pages: Pages = Pages()
    course: Course | None = None
    files: Callable[..., Iterator[tuple[str, bytes]]] = field(default=_none, repr=False)
    """Makes more files of the finished pages: given a `BuiltSite`, the `Library` and the folder of
    the project it yields paths below the site's folder, and what stands there."""

    @cached_property
    def front_matter(self) -> type[PageMeta]:
        """The model of a page's front matter, with a key for each kind of pages."""
        keys = [(kind.name, kind.model | None, None) for kind in self.kinds]
        return make_dataclass("FrontMatter", keys, bases=(PageMeta,), frozen=True)

    @property
    def catalogues(self) -> frozenset[str]:
        """The groups of titles, each of which keeps its record."""
        return frozenset(self.titles) | {one.word for one in self.series}

    @property
    def short(self) -> frozenset[str]:
        """The first parts of the short addresses that name numbered things."""
        own = {one.short for one in self.series} | {kind.short for kind in self.kinds}
        return frozenset(own - {""})


_registered: list[Profile] = []


def register(profile: Profile) -> None:
    """Make this the site that the process serves. Raises `ValueError` where it is another one."""
    if _registered and _registered[0] is not profile:
        raise ValueError("another site is registered already")
    _registered[:] = [profile]


def is_registered() -> bool:
    """Whether a site has said what it is."""
    return bool(_registered)


_NEUTRAL = Profile()


def profile() -> Profile:
    """The site of this process; a neutral one, with no pages of a kind of their own, if none is."""
    return _registered[0] if _registered else _NEUTRAL


def code_of_site() -> Iterator[Path]:
    """The folder of the code of the site that is served, where it is not within this package."""
    module = sys.modules.get(profile().package) if is_registered() else None
    if module is not None and module.__file__ and module.__name__ != "macros":
        yield Path(module.__file__).parent
