"""A whole site of the pages that MkDocs makes: checked, with search, copies and all else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from macros.atomic_write import put_all
from macros.background import start
from macros.build_cache import FOLDER, BuildCache, key_of
from macros.folders import files_below
from macros.html.kept import read_kept
from macros.html.model import BuiltSite
from macros.library import Library
from macros.loading import open_built, open_library, open_settings
from macros.model import FOLDERS, Locale, Problem
from macros.project_files import PACKAGES
from macros.publish.copies import copies
from macros.publish.file_sizes import sized_pages
from macros.publish.file_urls import from_disk
from macros.publish.hosting.files import hosting_files
from macros.publish.inputs import Inputs
from macros.publish.minify import small
from macros.publish.mkdocs_process import BuildFailed, MkDocsProcess
from macros.publish.offline import offline_files
from macros.publish.outputs import from_pages
from macros.publish.precompressed import precompressed
from macros.publish.redirects import redirect_pages
from macros.publish.revisions import delete_oldest
from macros.publish.sbom import bill_files
from macros.publish.sound import SoundBuiltPages, SoundFigures
from macros.publish.target import MARK
from macros.publish.traced import TracedFiles
from macros.render.policy import STYLES, with_policy
from macros.render.reuse import EMBED, USE
from macros.render.short_urls import first_parts
from macros.report.text import as_text
from macros.rules.built import check_built
from macros.site_profile import profile

_HERE = frozenset({MARK, STYLES})
"""What no reader needs: what the site's folder tells a build and a check."""


class Wanted(NamedTuple):
    """What is to be built: the project at `root` on a day, for the folder `site`; problems are
    told in the language `locale`. With `disk` its pages open from a disk."""

    root: Path
    site: Path
    today: date
    locale: Locale
    disk: bool


def assemble(wanted: Wanted, fresh: Path, mkdocs: MkDocsProcess, sums: dict[str, str]) -> int:
    """Make the folder `fresh` a whole site, and give its number of pages.

    The sums of its files are put into `sums`, by their paths.
    Raises `BuildFailed` where anything is wrong with the project or with its pages.
    """
    root, site, locale = wanted.root, wanted.site, wanted.locale
    # Before MkDocs reads them: it runs what a tag of YAML says, and what a hook holds.
    _refuse(open_settings(root).problems, locale)
    mkdocs.go()
    deleted = start(partial(delete_oldest, site))
    cache = BuildCache(root / FOLDER)
    sources = _sources(root, wanted.today, cache)
    mkdocs.wait()
    library = sources.library
    _give_policies(fresh)
    found = open_built(fresh, site.name, cache)
    traced = TracedFiles(cache, key_of(sources.inputs.site, _packages(root)))
    found = _with(found, fresh, profile().files(found, library, root, traced), cache)
    found = _with(found, fresh, _redirects(found, library), cache)
    address = library.settings.address or site.name
    found = _with(found, fresh, bill_files(root, address, wanted.today), cache)
    promised = {copy.path for copy in copies(found.files)}
    whole = replace(found, files=found.files | promised)
    cache.flush()
    figures = start(partial(_figures, sources.figures, found, cache))
    sound = SoundBuiltPages(whole, library, cache)
    wrong = check_built(sound.site, lambda: library)
    sound.keep(wrong)
    _refuse([*wrong, *figures()], locale)
    sums.update(_finish(fresh, found, library, cache, disk=wanted.disk))
    cache.tidy()
    deleted()
    beside = first_parts() | {USE, EMBED}
    paths = (path.removeprefix(FOLDERS["en"]) for path in found.pages)
    return sum(path.partition("/")[0] not in beside for path in paths)


def _refuse(problems: Sequence[Problem], locale: Locale) -> None:
    if problems:
        raise BuildFailed(as_text(problems, locale))


class _Sources(NamedTuple):
    """What the sources hold, and what the pages may show by them."""

    library: Library
    inputs: Inputs
    figures: SoundFigures


def _sources(root: Path, today: date, cache: BuildCache) -> _Sources:
    library = open_library(root, today)
    inputs = Inputs(library, root, cache)
    return _Sources(library, inputs, SoundFigures(library, inputs, cache))


def _packages(root: Path) -> str:
    """What npm has installed of what the site takes from it."""
    known = root / PACKAGES / ".package-lock.json"
    return known.read_text(encoding="utf-8") if known.is_file() else ""


def _figures(figures: SoundFigures, site: BuiltSite, cache: BuildCache) -> list[Problem]:
    """In a process of its own: what is wrong with figures; what is right is kept from there."""
    found = figures.check(site)
    cache.flush()
    return found


def _give_policies(fresh: Path) -> None:
    """See that each page says what it may run, before it is looked through."""
    styles = frozenset((fresh / STYLES).read_text("utf-8").split())
    for path in files_below(fresh):
        if path.endswith(".html"):
            file = fresh / path
            file.write_bytes(_with_policy(path, file.read_bytes(), styles))


def _with_policy(path: str, content: bytes, styles: Collection[str]) -> bytes:
    if not path.endswith(".html"):
        return content
    # What is no UTF-8 is told by the check of the finished site.
    html = content.decode("utf-8", "surrogateescape")
    return with_policy(path, html, styles).encode("utf-8", "surrogateescape")


def _redirects(site: BuiltSite, library: Library) -> Iterator[tuple[str, bytes]]:
    """A small page at every address from which a page has moved."""
    for path, html in redirect_pages(site, library.redirects).items():
        yield path, html.encode()


def _with(
    site: BuiltSite, fresh: Path, made: Iterable[tuple[str, bytes]], cache: BuildCache
) -> BuiltSite:
    """The site with more files, which are put into its folder."""
    files = {path: _with_policy(path, content, site.own_styles) for path, content in made}
    put_all(fresh, files)
    pages = {
        path: read_kept(content.decode(), path, site.name, cache)
        for path, content in files.items()
        if path.endswith(".html")
    }
    return replace(site, pages={**site.pages, **pages}, files=site.files | files.keys())


def _finish(
    fresh: Path, site: BuiltSite, library: Library, kept: BuildCache, *, disk: bool
) -> dict[str, str]:
    """Scripts and styles without what only authors need; the search; the copies for offline.

    Gives the sums of all files.
    """
    kept.flush()
    search = cache(start(partial(_search, site, library, kept)))
    paths = (path for path in files_below(fresh) if path.rpartition("/")[2] not in _HERE)
    files = {path: (fresh / path).read_bytes() for path in paths}
    changed = {path: small(path, content) for path, content in files.items() if _own(path)}
    changed.update(offline_files(files | changed, site.pages, library.today, search, kept))
    changed.update(search())
    if disk:
        changed.update((path, from_disk(page).encode()) for path, page in site.pages.items())
        changed.update(sized_pages(site.pages, files | changed))
    else:
        changed.update(hosting_files(site))
        changed.update(precompressed(files | changed, kept))
    put_all(fresh, changed)
    return {path: sha256(content).hexdigest() for path, content in (files | changed).items()}


def _search(site: BuiltSite, library: Library, kept: BuildCache) -> dict[str, bytes]:
    made = {path: small(path, content) for path, content in from_pages(site, library, kept)}
    kept.flush()
    return made


def _own(path: str) -> bool:
    """Whether it is a script or a style sheet of ours: others come as their makers minified them,
    with the licences in them."""
    ours = path.startswith("assets/") and not path.startswith("assets/npm/")
    return (ours and path.endswith((".css", ".js"))) or path == "sw.js"
