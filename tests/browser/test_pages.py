"""The built pages of the real site: complete in both languages, and each in one language."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from macros.html.model import BuiltSite
from macros.render.short_urls import first_parts

BASE = "https://site.example/"


class Page(HTMLParser):
    """The ids, links and language of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[tuple[str, bool]] = []
        """The address of each link, and whether it is the switch of languages."""
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.ids.add(attributes.get("id") or "")
        if tag == "html":
            self.language = attributes.get("lang") or ""
        if tag == "a" and attributes.get("href"):
            self.links.append((attributes["href"] or "", "hreflang" in attributes))


@pytest.fixture(scope="module")
def pages(site_folder: Path) -> dict[str, Page]:
    """Every page by its address."""
    return {
        BASE + path.relative_to(site_folder).as_posix().removesuffix("index.html"): Page(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(site_folder.rglob("*.html"))
        if path.name != "404.html"
    }


def in_english(address: str) -> bool:
    return address.startswith(f"{BASE}en/")


def test_both_languages_are_complete(pages: dict[str, Page]) -> None:
    english = {at.removeprefix(f"{BASE}en/") for at in pages if in_english(at)}
    others = {at.removeprefix(BASE) for at in pages if not in_english(at)}
    indonesian = {at for at in others if at.partition("/")[0] not in first_parts()}
    assert english == indonesian
    assert len(english) >= 52
    assert {page.language[:2] for at, page in pages.items() if in_english(at)} == {"en"}
    assert {page.language[:2] for at, page in pages.items() if not in_english(at)} == {"id"}


def test_links_lead_somewhere_in_the_same_language(
    pages: dict[str, Page], site_folder: Path
) -> None:
    wrong = []
    for address, page in pages.items():
        for href, switch in page.links:
            target, _, anchor = urljoin(address, href).partition("#")
            file = site_folder / target.removeprefix(BASE)
            if not target.startswith(BASE) or (file.suffix and file.is_file()):
                continue
            there = pages.get(target)
            state = "=" in anchor  # of a page such as the session planner, which reads it
            if there is None or (anchor and not state and unquote(anchor) not in there.ids):
                wrong.append(f"{address}: {href} leads nowhere")
            elif in_english(target) != in_english(address) and not switch:
                wrong.append(f"{address}: {href} leads into the other language")
    assert wrong == []


WORDS_OF_THE_OTHER = {
    "en": ("Angka di halaman ini", "Daftar isi", "Rincian lengkap", "Sumber:", "diakses"),
    "id": ("Figures on this page", "Table of contents", "Full record", "Source:", ", accessed "),
}


@pytest.mark.parametrize("locale", ["en", "id"])
def test_no_page_speaks_the_other_language(site_folder: Path, locale: str) -> None:
    folder = site_folder / "en" if locale == "en" else site_folder
    for path in folder.rglob("*.html"):
        if path.name == "404.html" or (locale == "id" and "en" in path.relative_to(folder).parts):
            continue
        text = re.sub(r"<(script|code)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.S)
        for words in WORDS_OF_THE_OTHER[locale]:
            assert words not in text, path


def test_every_page_names_its_picture(built: BuiltSite) -> None:
    for page in built.pages.values():
        pictures = [one.address for one in page.references if one.attribute == "og:image"]
        # What trainers hand out is shared, too, though no search finds it.
        notes = page.path.removeprefix("en/").startswith("trainers/")
        assert len(pictures) == (page.indexed or notes), page.path
        assert all(one.removeprefix(built.address) in built.files for one in pictures)
