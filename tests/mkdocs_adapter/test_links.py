"""Every link of the built site leads somewhere, and stays in its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest

from macros.render.short_urls import first_parts

SITE = "https://test.example/"
Pages = dict[str, Any]


@pytest.fixture(scope="module")
def pages(built: Path, parse: Callable[[str], Any]) -> Pages:
    """Every page of the site by its address."""
    site = built / "site"
    return {
        SITE + path.relative_to(site).as_posix().removesuffix("index.html"): parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(site.rglob("*.html"))
    }


def links(pages: Pages) -> Iterator[tuple[str, Any, str]]:
    """Each link inside the site: its page, itself, and the address that it leads to."""
    for address, page in pages.items():
        for link in page.all("a", href=""):
            target = urljoin(address, link.attributes["href"])
            if target.startswith(SITE):
                yield address, link, target


def language(address: str) -> str:
    return "en" if address.startswith(f"{SITE}en/") else "id"


def neutral(address: str) -> bool:
    """Whether a page stands at a short address, and so belongs to both languages."""
    return address.removeprefix(SITE).partition("/")[0] in first_parts()


def test_both_languages_have_the_same_pages(pages: Pages) -> None:
    indonesian = {at.removeprefix(SITE) for at in pages if language(at) == "id"} - {"404.html"}
    indonesian -= {at.removeprefix(SITE) for at in pages if neutral(at)}
    english = {at.removeprefix(f"{SITE}en/") for at in pages if language(at) == "en"}
    assert indonesian == english
    assert len(english) > 12


def test_every_link_leads_to_a_page_and_a_place_on_it(pages: Pages, built: Path) -> None:
    site = built / "site"
    places = {
        f"{at}#{one.attributes['id']}" for at, page in pages.items() for one in page.all(id="")
    }
    files = {SITE + path.relative_to(site).as_posix() for path in site.rglob("*.*")}
    known = {*pages, *places, *files, *(f"{at}#" for at in pages)}
    targets = [(address, unquote(target)) for address, _, target in links(pages)]
    assert [pair for pair in targets if pair[1] not in known] == []
    assert len(targets) > 500


def test_no_link_changes_the_language_but_the_switch(pages: Pages) -> None:
    switches: Counter[str] = Counter()
    strays = []
    for address, link, target in links(pages):
        if language(address) == language(target) or address.endswith("404.html"):
            continue
        if neutral(address):
            assert link.attributes["hreflang"] == "en"
            continue
        if "download" in link.attributes:  # A file has its language in its name.
            continue
        if link.attributes.get("hreflang") == language(target):
            switches[address] += 1
        else:
            strays.append((address, link.attributes["href"]))
    assert not strays
    framed = {at for at in pages if "/embed/" in at}
    assert set(switches) == {at for at in pages if not neutral(at)} - {f"{SITE}404.html"} - framed
    assert set(switches.values()) == {1}


def test_switch_leads_to_the_same_page(pages: Pages) -> None:
    for address, link, target in links(pages):
        shared = neutral(address) or address.endswith("404.html")
        if "hreflang" in link.attributes and not shared:
            here, there = address.removeprefix(SITE), target.removeprefix(SITE)
            assert here.removeprefix("en/") == there.removeprefix("en/")


def test_no_id_stands_twice_on_a_page(pages: Pages) -> None:
    for address, page in pages.items():
        found = Counter(one.attributes["id"] for one in page.all(id=""))
        assert [name for name, count in found.items() if count > 1] == [], address


def test_every_figure_leads_to_its_entry(pages: Pages) -> None:
    """One without a link stands in a link or in code, or is the record itself."""
    linked = 0
    for address, page in pages.items():
        entries = {
            item.attributes["id"]
            for ended in page.all("details", class_="kb-page-sources")
            for item in ended.all("li", id="")
        }
        free = [*page.all("data", class_="kb-figure"), *page.all("time", class_="kb-figure")]
        bound = {
            id(figure)
            for around in ("a", "code", "pre")
            for one in page.all(around)
            for figure in one.all(class_="kb-figure")
        } | {
            id(figure)
            for around in ("kb-record", "kb-index")
            for one in page.all(class_=around)
            for figure in one.all(class_="kb-figure")
        }
        for figure in free:
            ways = [link.attributes["href"] for link in figure.all("a")]
            assert len(ways) == (0 if id(figure) in bound else 1), (address, figure)
            assert {way.removeprefix("#") for way in ways} <= entries, (address, figure)
            linked += len(ways)
    assert linked > 40


def test_entry_of_a_figure_leads_to_its_record(pages: Pages) -> None:
    for address, page in pages.items():
        for ended in page.all("details", class_="kb-page-sources"):
            entries = [one for one in ended.all("li", id="") if "figure-" in one.attributes["id"]]
            for item in entries:
                ways = [urljoin(address, link.attributes["href"]) for link in item.all("a")]
                assert [way for way in ways if "/data/facts/" in way], (address, item)


def test_described_regions_have_their_description(pages: Pages) -> None:
    for page in pages.values():
        ids = {one.attributes["id"] for one in page.all(id="")}
        for one in page.all(aria_labelledby=""):
            assert one.attributes["aria-labelledby"] in ids
