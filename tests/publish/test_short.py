"""Short addresses: a page in both languages at each, and a code that says its address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.addresses.redirects import read_redirects
from macros.build_cache import BuildCache
from macros.html.model import BuiltPage, BuiltSite
from macros.html.page import read_built
from macros.library import Library
from macros.model import FOLDERS, Address, Locale, Page
from macros.project import open_project
from macros.publish.short.files import short_files
from macros.publish.short.qr import QUIET, qr_svg
from macros.publish.short.targets import places
from macros.render.short_urls import SCRIPT, short_addresses, short_path
from macros.rules.built import check_built

SITE = Path(__file__).parents[1] / "site"
LIBRARY = open_project(SITE, date(2026, 11, 22), "https://test.example/kb/").library

RECORD = "data/facts/migrants/#migrants.world"


def moved(redirects: str) -> Library:
    """The small project with these redirects."""
    found, problems = read_redirects(f"redirects: {{{redirects}}}", "redirects.yml")
    assert not problems
    return replace(LIBRARY, redirects=found)


def page(path: str, library: Library = LIBRARY) -> BuiltPage:
    """The page at a short address, as the check of the site reads it."""
    files = dict(short_files(library, BuildCache()))
    return read_built(files[f"{path}index.html"].decode(), f"{path}index.html", "site")


def links(read: BuiltPage) -> list[tuple[str, str]]:
    """Language and address of each link."""
    return [(one.language, one.address) for one in read.references if one.tag == "a"]


def test_modules_objectives_and_facts_have_numbers_and_names() -> None:
    found = short_addresses(LIBRARY)
    assert found["/m/1/"] == Address("emm/modules/one.md")
    assert found["/g/1/"] == Address("gcm/objectives.md", "objective-1")
    assert found["/f/migrants.world/"] == Address("data/facts/migrants.md", "migrants.world")
    assert {f"/f/{key}/" for key in LIBRARY.registry.facts} <= set(found)


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("index.md", "p/"),
        ("data.md", "p/data/"),
        ("gcm/objectives.md", "p/gcm/objectives/"),
        ("emm/modules/one.md", "m/1/"),
        ("unknown/index.md", "p/unknown/"),
    ],
)
def test_short_path_of_a_page(key: str, path: str) -> None:
    assert short_path(LIBRARY, key) == path


def test_every_page_has_a_neutral_address_modules_two() -> None:
    found = {place.path: place.leads for place in places(LIBRARY)}
    for key in LIBRARY.pages["id"]:
        assert found[short_path(LIBRARY, key)] == Address(key)
    assert found["p/emm/modules/one/"] == found["m/1/"]


def test_what_stands_in_one_language_only_has_no_neutral_address() -> None:
    english = {k: p for k, p in LIBRARY.pages["en"].items() if "one" not in k and "gcm" not in k}
    pages: dict[Locale, dict[str, Page]] = {"id": dict(LIBRARY.pages["id"]), "en": english}
    paths = {place.path for place in places(replace(LIBRARY, pages=pages))}
    assert not any("one" in path or "gcm" in path or path[0] in "gm" for path in paths)
    assert "p/data/" in paths


def test_facts_without_a_page_of_records_have_none() -> None:
    pages = {
        locale: {key: one for key, one in known.items() if key != "data/facts/names.md"}
        for locale, known in LIBRARY.pages.items()
    }
    left = short_addresses(replace(LIBRARY, pages=pages))
    gone = set(short_addresses(LIBRARY)) - set(left)
    assert gone == {f"/f/{fact.key}/" for fact in LIBRARY.registry.of_group("names")}
    assert gone


def test_page_speaks_both_languages() -> None:
    read = page("m/1/")
    assert links(read) == [
        ("id", "../../emm/modules/one/"),
        ("en", "../../en/emm/modules/one/"),
        ("id", "../../emm/modules/one/#outcomes"),
        ("en", "../../en/emm/modules/one/#outcomes"),
        ("id", "../../"),
        ("en", "../../en/"),
    ]
    assert read.ids == {"outcomes"}
    assert not read.indexed
    assert (read.lang, read.canonical, read.doubled, read.active) == ("id", "", (), ())
    assert read.title == "Modul satu · Module one"
    assert f"<script>{SCRIPT}</script>" in read.text
    assert ">Capaian</a>" in read.text


@pytest.mark.parametrize(
    ("path", "ways", "words"),
    [
        ("p/", ("../", "../en/"), "Beranda"),
        ("g/1/", ("../../gcm/objectives/#objective-1", "../../en/gcm/objectives/#objective-1"),
         "Tujuan 1: "),
        ("f/migrants.world/",
         (f"../../{RECORD}", f"../../en/{RECORD}"),
         "Migran internasional · International migrants"),
        ("p/gcm/sdgs/", ("../../../gcm/sdgs/", "../../../en/gcm/sdgs/"), ""),
    ],
)  # fmt: skip
def test_ways_from_a_short_address(path: str, ways: tuple[str, str], words: str) -> None:
    read = page(path)
    assert links(read)[:2] == [("id", ways[0]), ("en", ways[1])]
    assert words in read.title


def test_only_pages_list_their_sections() -> None:
    assert page("g/1/").ids == page("f/migrants.world/").ids == set()
    assert "share" in page("p/").ids


def test_title_that_is_the_same_in_both_languages_stands_once() -> None:
    titles = {**LIBRARY.titles, ("id", "data.md"): ("A & B", ""), ("en", "data.md"): ("A & B", "")}
    assert page("p/data/", replace(LIBRARY, titles=titles)).title == "A & B"


def test_links_lead_to_files_where_folders_do_not_open() -> None:
    read = page("m/1/", replace(LIBRARY, directory_urls=False))
    assert links(read)[1] == ("en", "../../en/emm/modules/one.html")


@pytest.mark.parametrize(
    ("redirects", "path", "way"),
    [
        ("/f/old/: /f/migrants.share/", "f/old/", "data/facts/migrants/#migrants.share"),
        ("/m/9/: /m/1/", "m/9/", "emm/modules/one/"),
        ("/m/9/: index.md#share", "m/9/", "#share"),
        ("old/index.md: data.md", "p/old/", "data/"),
    ],
)
def test_what_has_moved_leads_on(redirects: str, path: str, way: str) -> None:
    read = page(path, moved(redirects))
    up = "../" * path.count("/")
    assert links(read)[:2] == [("id", f"{up}{way}"), ("en", f"{up}en/{way}")]


def test_place_within_a_page_has_the_title_of_the_page() -> None:
    assert page("m/9/", moved("/m/9/: index.md#a")).title == page("p/").title


def test_words_that_cannot_be_had_give_way_to_the_title_of_the_page() -> None:
    """An author looks at a page whose heading has a call that fails."""
    pages = {locale: dict(known) for locale, known in LIBRARY.pages.items()}
    for known in pages.values():
        home = known["index.md"]
        broken = tuple(one._replace(text='{{ fact("no") }}') for one in home.headings)
        known["index.md"] = replace(home, headings=broken)
    read = page("p/", replace(LIBRARY, pages=pages))
    assert read.text.count(f">{read.title.partition(' · ')[0]}</a>") == len(links(read)) / 2 - 1
    assert ("id", "../#share") in links(read)


def test_sections_follow_what_has_moved() -> None:
    library = moved("old.md: data.md, 'old.md#a': 'index.md#share', 'data.md#b': glossary.md")
    for path in ("p/old/", "p/data/"):
        read = page(path, library)
        up = "../" * path.count("/")
        assert ("en", f"{up}en/glossary/") in links(read)
        assert "b" in read.ids
        assert ("a" in read.ids) == (path == "p/old/")
    assert ("id", "../../#share") in links(page("p/old/", library))


def test_section_that_exists_is_not_led_away() -> None:
    library = moved("'index.md#share': data.md")
    assert ("id", "../#share") in links(page("p/", library))


@pytest.mark.parametrize(
    "redirects",
    ["/f/old/: /f/unknown/", "old.md: unknown.md", "data.md: index.md", "'data.md#a': unknown.md"],
)
def test_nothing_is_made_of_what_leads_nowhere_or_has_not_moved(redirects: str) -> None:
    assert list(places(moved(redirects))) == list(places(LIBRARY))


def test_codes_lie_beside_the_pages() -> None:
    names = [name for name, _ in short_files(LIBRARY, BuildCache())]
    assert len(names) == len(set(names))
    for name in names:
        if name.endswith("index.html"):
            assert name.replace("index.html", "qr.svg") in names
    sections = [name for name in names if re.search(r"/qr-", name)]
    assert sections == ["m/1/qr-outcomes.svg"]


def test_site_without_an_address_has_no_codes() -> None:
    names = [name for name, _ in short_files(replace(LIBRARY, address=""), BuildCache())]
    assert names
    assert not [name for name in names if name.endswith(".svg")]


def test_code_scales_and_is_black_on_white() -> None:
    svg = qr_svg("https://test.example/m/1/")
    box = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    assert box
    size = int(box[1])
    assert 'width="' not in svg
    assert f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000"' in svg
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg)]
    assert min(x for x, _, _ in runs) == min(y for _, y, _ in runs) == QUIET
    assert max(x + n for x, _, n in runs) == max(y for _, y, _ in runs) + 1 == size - QUIET


@pytest.mark.parametrize("locale", ["id", "en"])
def test_way_is_the_page_of_its_language(locale: Locale) -> None:
    read = page("p/data/")
    folder = FOLDERS[locale]
    assert (locale, f"../../{folder}data/") in links(read)


def test_only_the_script_that_leads_on_passes_the_check() -> None:
    files = {name: data.decode() for name, data in short_files(LIBRARY, BuildCache())}
    html = files["p/index.html"]
    for text, told in ((html, 0), (html.replace("(()=>", "( ()=>"), 1)):
        read = read_built(text, "p/index.html", "site")
        site = BuiltSite("site", {"p/index.html": read}, frozenset(files))
        assert len([p for p in check_built(site) if p.code == "B112"]) == told
