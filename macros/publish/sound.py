"""The finished pages on which nothing was wrong when they were last looked at.

What the rules of the finished site look at on one page alone need not be looked at again while the
page is the same, and so are its source, the files of the site and what its styles may be. Where a
link leads is looked at each time: that is a matter of two pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from macros.build_cache import BuildCache, code_version, key_of
from macros.html.model import BuiltPage, BuiltSite
from macros.library import Library
from macros.model import Problem
from macros.publish.data.head import unlike_heads
from macros.publish.inputs import Inputs
from macros.render.context import PageContext
from macros.render.policy import digest, inline
from macros.rules.built_figures import check_figures, expected_of

_KIND, _FIGURES = "sound-page", "sound-figures"


class SoundBuiltPages:
    """Knows the sound pages of a site, which is to be published by the name of its folder."""

    def __init__(self, site: BuiltSite, library: Library, cache: BuildCache) -> None:
        self._cache = cache
        of_all = key_of(code_version(), site.address, sorted(site.files))
        sources = {
            PageContext(library, page).file(page.key): library.files[page.path].text
            for page in library.every_page
        }
        self._keys: Mapping[str, bytes] = {
            path: key_of(of_all, path, page.text, sources.get(path), _own_styles(page, site))
            for path, page in site.pages.items()
        }
        self.known = frozenset(
            path for path, key in self._keys.items() if cache.get(_KIND, key) is not None
        )
        self.site = replace(site, sound=self.known)

    def keep(self, problems: Iterable[Problem]) -> None:
        """Remember the pages of which nothing was told."""
        wrong = {one.where.path for one in problems}
        for path, key in self._keys.items():
            if path not in self.known and f"{self.site.name}/{path}" not in wrong:
                self._cache.keep(_KIND, key, b"1")


def _own_styles(page: BuiltPage, site: BuiltSite) -> tuple[object, ...]:
    """What of a page the theme's styles decide: a new one elsewhere is no matter."""
    ours = [digest(style.text) in site.own_styles for style in page.styles]
    return ours, inline(page.path, page.text, site.own_styles)


class SoundFigures:
    """Checks the figures of pages, but for those that were right when source and page were so.

    What the other pages may show is made up from the sources at once, while the site generator is
    at work.
    """

    def __init__(self, library: Library, inputs: Inputs, cache: BuildCache) -> None:
        self._library = library
        self._cache = cache
        self._pages = {PageContext(library, p).file(p.key): p for p in library.every_page}
        self._keys = {path: inputs.of_source(page) for path, page in self._pages.items()}
        self._kept = {path: cache.get(_FIGURES, key) for path, key in self._keys.items()}
        new = [page for path, page in self._pages.items() if self._kept[path] is None]
        self._expected = dict(expected_of(library, new))

    def check(self, site: BuiltSite) -> list[Problem]:
        """What of the pages' figures, and of what their heads tell programs, is not as recorded."""
        now = {path: key_of(site.pages[path].text) for path in self._pages if path in site.pages}
        other = [
            p for path, p in self._pages.items() if self._kept[path] not in (None, now.get(path))
        ]
        expected = {**self._expected, **expected_of(self._library, other)}
        checked = check_figures(site, expected, self._pages)
        looked_at = [self._pages[path] for path in expected]
        library = replace(self._library, address=site.address)
        found = [*checked.problems, *unlike_heads(site, library, looked_at)]
        wrong = {one.where.path for one in found}
        for path in expected:
            if path in now and path not in checked.by_others and f"{site.name}/{path}" not in wrong:
                self._cache.keep(_FIGURES, self._keys[path], now[path])
        return sorted(found, key=lambda one: (one.where.path, one.where.line, one.where.column))
