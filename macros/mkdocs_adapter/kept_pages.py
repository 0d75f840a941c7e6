"""Pages that were rendered before are not rendered again where nothing on them has changed.

MkDocs has no event by which a page could be left out, so three of its functions are replaced, in
the process that builds a site, by ones that ask the cache first. `test_below_mkdocs.py` tells when
MkDocs changes there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from macros.build_cache import key_of, packed, unpacked
from macros.errors import KnowledgeError
from macros.mkdocs_adapter.build_state import BUILD_STATE
from macros.mkdocs_adapter.description import describe, describe_title
from macros.mkdocs_adapter.moved_anchors import moved
from macros.model import other_locale
from macros.publish.inputs import Inputs
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.outdated_notice import behind_notice
from macros.render.result import MacroResult
from macros.site_profile import profile

_PAGES, _SOURCES, _TEMPLATES, _STYLES = "page", "page-of-source", "template", "styles"
_populate, _build = build._populate_page, build._build_page
_build_template = build._build_theme_template


class _Warnings(logging.Handler):
    """Counts what MkDocs and its plugins warn of."""

    total = 0

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self.total += 1


@dataclass
class _Kept:
    """The pages of one build that are kept, or are to be."""

    inputs: Inputs
    menu: Navigation | None = None
    html: dict[str, bytes] = field(default_factory=dict)
    """Pages that were rendered before, with the digests of their styles, by their sources."""
    keys: dict[str, bytes] = field(default_factory=dict)
    """Under what to keep the pages that are rendered now."""
    warnings: _Warnings = field(default_factory=lambda: _Warnings(logging.WARNING))

    def note_menu(self, nav: Navigation) -> None:
        """Remember the menu; its pages have their titles from now on."""
        self.menu = nav
        for page in nav.pages:
            describe_title(page, BUILD_STATE.context_of(page.file.src_uri))

    def populate(self, page: Page, config: MkDocsConfig, files: Files, dirty: bool = False) -> None:
        """In place of MkDocs' own: what a page holds, unless it is known what becomes of it."""
        source = page.file.src_uri
        context = BUILD_STATE.start(source).context
        if context is None:
            _populate(page, config, files, dirty)
            return
        describe_title(page, context)
        written = self.inputs.of_source(context.page)
        key = self.inputs.cache.get(_SOURCES, written)
        if key is None:
            made = _results(context)
            if made is None:
                _populate(page, config, files, dirty)
                return
            BUILD_STATE.ready = made
            describe(page, context)
            key = self.inputs.of_results(
                context.page, list(made.values()), self.told(page, context)
            )
            self.inputs.cache.keep(_SOURCES, written, key)
        html = self.inputs.cache.get(_PAGES, key)
        if html is not None:
            self.html[source] = html
            return
        warned = self.warnings.total
        _populate(page, config, files, dirty)
        if self.warnings.total == warned:  # What warns is to warn each time.
            self.keys[source] = key

    def build(self, page: Page, *given: Any, **named: Any) -> None:
        """In place of MkDocs' own: the file of a page, which is kept where it is made anew."""
        source, path = page.file.src_uri, Path(page.file.abs_dest_path)
        if known := self.html.pop(source, None):
            _put(known, path)
        else:
            make = partial(_build, page, *given, **named)
            self._keep(_PAGES, self.keys.pop(source, None), make, path)

    def build_template(self, template_name: str, *given: Any) -> None:
        """In place of MkDocs' own: a file of the theme, which may list all pages."""
        config: MkDocsConfig = given[2]
        languages: Any = config.plugins["i18n"]
        # MkDocs writes beside the list of all addresses what servers send of it.
        paths = Path(config.site_dir, template_name), Path(config.site_dir, f"{template_name}.gz")
        key = key_of(self.inputs.site, template_name, languages.current_language)
        if known := self.inputs.cache.get(_TEMPLATES, key):
            _put(known, *paths)
        else:
            make = partial(_build_template, template_name, *given)
            self._keep(_TEMPLATES, key, make, *paths)

    def _keep(self, kind: str, key: bytes | None, make: Callable[[], None], *paths: Path) -> None:
        """Let files be made, and keep them with the digests of the styles in them."""
        before, warned = set(BUILD_STATE.styles), self.warnings.total
        BUILD_STATE.styles.clear()
        make()
        if key and self.warnings.total == warned:
            made = {str(at): one.read_bytes() for at, one in enumerate(paths) if one.exists()}
            styles = " ".join(sorted(BUILD_STATE.styles)).encode()
            self.inputs.cache.keep(kind, key, packed({_STYLES: styles, **made}))
        BUILD_STATE.styles.update(before)

    def told(self, page: Page, context: PageContext) -> Iterator[object]:
        """What stands on a page besides its text and what its calls give."""
        yield sorted((name, repr(value)) for name, value in page.meta.items())
        yield behind_notice(context), moved(context, "")
        yield context.page.key in context.library.pages[other_locale(context.locale)]
        yield page.title, page.url, page.canonical_url, page.edit_url
        feet = profile().pages.foot
        yield [context.library.titles.get((context.locale, key)) for key in feet]
        assert self.menu is not None
        yield [one.title for one in self.menu.pages if one.file.src_uri.partition("/")[2] in feet]
        yield self.menu.homepage and self.menu.homepage.url
        yield [_entry(item) for item in self.menu.items]
        above: Any
        for above in page.ancestors:
            yield [_entry(item) for item in above.children], above.title
        yield [
            (one.title, one.url) if one else None for one in (page.previous_page, page.next_page)
        ]


def keep_pages(inputs: Inputs) -> None:
    """Let MkDocs ask for kept pages from now on."""
    kept = _Kept(inputs)
    logging.getLogger("mkdocs").addHandler(kept.warnings)
    BUILD_STATE.note_menu = kept.note_menu
    build._populate_page = kept.populate
    build._build_page = kept.build
    build._build_theme_template = kept.build_template  # type: ignore[assignment]


def _put(kept: bytes, *paths: Path) -> None:
    """Put kept files in their places, and note their styles."""
    files = unpacked(kept)
    BUILD_STATE.styles.update(files.pop(_STYLES).decode().split())
    for at, content in files.items():
        write_file(content, str(paths[int(at)]))


def _entry(item: Any) -> tuple[object, object]:
    """What a menu shows of an entry: its title, and where it leads."""
    first = item
    while first.children:
        first = first.children[0]
    return item.title, first.url


def _results(context: PageContext) -> dict[int, MacroResult] | None:
    """What the calls of a page give, by the calls; None where one of them is refused."""
    try:
        return {id(call): evaluate(call, context) for call in context.page.body_calls}
    except KnowledgeError:
        return None
