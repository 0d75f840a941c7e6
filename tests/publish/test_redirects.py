"""A page that has moved leaves a small page behind, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.addresses.redirects import read_redirects
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.publish.redirects import redirect_pages
from macros.render.policy import with_policy
from macros.rules.built import check_built

PAGE = (
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="robots" content="noindex"><link rel="canonical" href="https://x.example/{url}">'
    '</head><body><h2 id="list">L</h2></body></html>'
)
FILES = {
    "index.html": PAGE.format(lang="id", title="Beranda", url=""),
    "en/index.html": PAGE.format(lang="en", title="Home", url="en/"),
    "gcm/list/index.html": PAGE.format(lang="id", title="R &amp; D", url="gcm/list/"),
    "en/gcm/list/index.html": PAGE.format(lang="en", title="R &amp; D", url="en/gcm/list/"),
}


def site_of(files: dict[str, str]) -> BuiltSite:
    given = {path: with_policy(path, text, ()) for path, text in files.items()}
    pages = {path: read_built(text, path, "site") for path, text in given.items()}
    return BuiltSite("site", pages, frozenset(files))


def made(redirects: str) -> dict[str, str]:
    found, problems = read_redirects(f"redirects: {{{redirects}}}", "redirects.yml")
    assert not problems
    return redirect_pages(site_of(FILES), found)


@pytest.mark.parametrize(
    ("redirects", "way"),
    [
        ("old.md: gcm/list.md", "../gcm/list/"),
        ("old.md: gcm/list.md#list", "../gcm/list/#list"),
        ("a/b/old.md: index.md", "../../../"),
        ("gcm/list/old.md: gcm/list.md", "../"),
        ("old/index.md: gcm/list/index.md", "../gcm/list/"),
    ],
)
def test_page_that_moved_leads_on(redirects: str, way: str) -> None:
    pages = made(redirects)
    folder = redirects.split(".md", maxsplit=1)[0].removesuffix("/index")
    assert set(pages) == {f"{folder}/index.html", f"en/{folder}/index.html"}
    for path, html in pages.items():
        page = read_built(html, path, "site")
        assert page.refresh == way
        assert not page.indexed
        assert page.canonical.startswith("https://x.example/")
        assert page.lang == page.locale
        assert f'<a href="{way}">' in html
    whole = site_of({**FILES, **pages})
    assert check_built(whole) == []


def test_words_are_those_of_the_language() -> None:
    pages = made("old.md: gcm/list.md")
    assert "Halaman ini telah pindah: " in pages["old/index.html"]
    assert "This page has moved: " in pages["en/old/index.html"]
    assert ">R &amp; D</a>" in pages["old/index.html"]


@pytest.mark.parametrize(
    "redirects", ["old.md#a: index.md", "gcm/list.md: index.md", "old.md: nowhere.md"]
)
def test_nothing_is_made_of_sections_of_pages_that_exist_or_lead_nowhere(redirects: str) -> None:
    assert made(redirects) == {}


def test_site_without_an_address_has_no_canonical() -> None:
    plain = {path: text.replace("https://x.example/", "") for path, text in FILES.items()}
    found, _ = read_redirects("redirects: {old.md: index.md}", "redirects.yml")
    pages = redirect_pages(site_of(plain), found)
    assert "canonical" not in pages["old/index.html"]


@pytest.mark.no_cover
def test_real_build_keeps_old_addresses(
    site: Path, run: Callable[..., Any], edit: Callable[[str, str, str], None]
) -> None:
    """A page, a heading and a fact with new names: refused first, kept once they are redirected."""
    _rename(site, edit)
    refused = run("macros.cli", "build")
    assert refused.returncode == 1
    for line in (1, 3, 4):
        assert f"addresses.lock:{line}:1: error L113" in refused.stdout
    assert "/f/migrants.total/: /f/migrants." in refused.stdout
    redirects = "redirects:\n  old.md: data.md\n  index.md#share: index.md#part\n"
    redirects += "  /f/migrants.total/: /f/migrants.world/\n"
    (site / "redirects.yml").write_text(redirects, encoding="utf-8")
    built = run("macros.cli", "build")
    assert built.returncode == 0, built.stdout
    _assert_kept(site / "site")
    assert run("macros.cli", "check", "--built").returncode == 0
    (site / "site" / "data" / "index.html").unlink()
    broken = run("macros.cli", "check", "--built", "site", "--lang", "id")
    assert broken.returncode == 1
    assert "B107" in broken.stdout


def _rename(site: Path, edit: Callable[[str, str, str], None]) -> None:
    """Addresses that were published once, and are not those of today."""
    lock = "/f/migrants.total/\ndata.md\nindex.md#share\nold.md\n"
    (site / "addresses.lock").write_text(lock, encoding="utf-8")
    for locale in ("en", "id"):
        old = "## Share" if locale == "en" else "## Bagian"
        edit(f"docs/{locale}/index.md", "{: #share }", "{: #part }")
        assert old in (site / "docs" / locale / "index.md").read_text(encoding="utf-8")


def _assert_kept(built: Path) -> None:
    """Pages, headings and short addresses lead on."""
    for folder in ("", "en/"):
        home = (built / folder / "index.html").read_text(encoding="utf-8")
        assert '<h2 id="part"><span id="share" class="kb-moved"></span>' in home
        moved = (built / folder / "old" / "index.html").read_text(encoding="utf-8")
        assert 'content="0; url=../data/"' in moved
    for short, way in (
        ("f/migrants.total", "../../data/facts/migrants/#migrants.world"),
        ("p/old", "../../data/"),
        ("p", "../#part"),
    ):
        page = (built / short / "index.html").read_text(encoding="utf-8")
        assert f'href="{way}"' in page
    home = (built / "p" / "index.html").read_text(encoding="utf-8")
    assert '<li id="share"><a href="../#part"' in home
