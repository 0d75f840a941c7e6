"""What a browser saves of the site, and the copy for a USB stick."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from zipfile import ZipFile

from macros.html.model import BuiltPage, BuiltSite
from macros.html.page import read_built
from macros.languages.numbers import format_size
from macros.model import FOLDERS
from macros.publish.copies import KITS, ZIP
from macros.publish.offline import offline_files

DAY = date(2026, 11, 22)
PAGE = b'<script src="assets/kb.js?v=12345678"></script><a href="about/">a</a>'
FILES = {
    "index.html": PAGE,
    "about/index.html": b"<p>Tentang</p>",
    "en/index.html": b"<p>Home</p>",
    "en/about/index.html": b"<p>About</p>",
    "404.html": b"<p>404</p>",
    "m/1/index.html": b"<p>1</p>",
    "m/1/qr.svg": b"<svg/>",
    "m/1/qr-outcomes.svg": b"<svg/>",
    "f/a/index.html": b"<p>a</p>",
    "assets/kb.js": b"1",
    "assets/kb.css": b"2",
    "assets/mark.svg": b"<svg/>",
    "assets/search/id/0.js": b"3",
    "assets/search/en/0.js": b"4",
    "assets/social/id/a.png": b"5",
    "feeds/news.id.xml": b"6",
    "sw.js": b"7",
    "sitemap.xml": b"8",
    "data/facts.json": b"9",
}
SHARED = {
    "404.html",
    "assets/kb.css?v=12345678",
    "assets/kb.js?v=12345678",
    "assets/mark.svg",
    "m/1/",
    "m/1/qr.svg",
}


def made(files: dict[str, bytes]) -> dict[str, bytes]:
    return dict(offline_files(files, pages(files), DAY))


def pages(files: dict[str, bytes]) -> dict[str, BuiltPage]:
    """The HTML files, as read."""
    html = {path: text.decode() for path, text in files.items() if path.endswith(".html")}
    return {path: read_built(text, path, "site") for path, text in html.items()}


def listed(files: dict[str, bytes], locale: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(made(files)[f"assets/offline/{locale}.json"])["files"]
    return found


def test_each_language_lists_its_own_pages_and_what_they_need() -> None:
    own = {"", "about/", "assets/search/id/0.js?v=12345678"}
    assert listed(FILES, "id").keys() == SHARED | own
    own = {"en/", "en/about/", "assets/search/en/0.js?v=12345678"}
    assert listed(FILES, "en").keys() == SHARED | own


def test_a_list_says_how_old_and_how_large_it_is() -> None:
    found = made(FILES)
    told = json.loads(found["assets/offline/id.json"])
    assert told["day"] == "2026-11-22"
    assert told["zip"] == len(found[ZIP.path])
    assert 0 < told["bytes"] < sum(map(len, FILES.values())) + 10 * len(FILES)


def test_the_version_changes_with_a_page_of_the_language_only() -> None:
    changed = FILES | {"en/about/index.html": b"<p>About us</p>"}
    before, after = made(FILES), made(changed)
    assert before["assets/offline/en.json"] != after["assets/offline/en.json"]
    versions = [json.loads(one["assets/offline/id.json"])["version"] for one in (before, after)]
    assert versions[0] == versions[1]
    assert {k for k, mark in listed(changed, "en").items() if listed(FILES, "en")[k] != mark} == {
        "en/about/"
    }


def test_the_copy_holds_what_works_from_a_disk() -> None:
    with ZipFile(BytesIO(made(FILES)[ZIP.path])) as bundle:
        names = set(bundle.namelist())
        home = bundle.read("knowledge-base/index.html").decode()
        start = bundle.read("START.html").decode()
    online = {"404.html", "sw.js", "sitemap.xml", "assets/social/id/a.png", "f/a/index.html"}
    assert names == {"START.html"} | {f"knowledge-base/{path}" for path in FILES.keys() - online}
    assert 'href="about/index.html"' in home
    assert 'href="knowledge-base/index.html"' in start
    assert 'href="knowledge-base/en/index.html"' in start


def names(copy: str) -> set[str]:
    """What a copy holds besides its first page."""
    with ZipFile(BytesIO(made(COURSE)[copy])) as bundle:
        return {name.removeprefix("knowledge-base/") for name in bundle.namelist()} - {"START.html"}


COURSE = FILES | {
    "assets/plain.css": b"a",
    "handouts/module-1.pdf": b"%PDF",
    "en/handouts/module-1.pdf": b"%PDF",
    "lms/module-1.zip": b"PK",
    "trainers/index.html": b"<p>Pelatih</p>",
    "en/trainers/index.html": b"<p>Trainers</p>",
    "slides/1/index.html": b'<a href="../../m/1/">1</a>',
}


def test_a_room_kit_holds_what_trainers_hand_out() -> None:
    assert names("kit/room-kit.zip") - names(ZIP.path) == {
        "handouts/module-1.pdf",
        "en/handouts/module-1.pdf",
    }
    assert "slides/1/index.html" in names(ZIP.path)
    assert not [path for copy in KITS for path in names(copy.path) if "lms/" in path]


def test_a_room_kit_of_one_language_holds_nothing_of_the_other() -> None:
    shared = {"assets/plain.css", "assets/kb.js", "assets/kb.css", "assets/mark.svg"}
    shared |= {"m/1/qr.svg", "m/1/qr-outcomes.svg"}
    assert names("kit/room-kit-en.zip") == shared | {
        *("en/index.html", "en/about/index.html", "en/trainers/index.html"),
        "en/handouts/module-1.pdf",
        "assets/search/en/0.js",
    }
    assert names("kit/room-kit-id.zip") & names("kit/room-kit-en.zip") == shared


def test_a_link_to_what_a_copy_lacks_leads_to_the_web() -> None:
    home = b'<link rel="canonical" href="https://kb.example.org/"><a href="en/about/#x">a</a>'
    home += b'<a href="about/">b</a><a href="handouts/module-1.pdf">c</a>'
    found = made(COURSE | {"index.html": home})
    for name, copy in (("room-kit-id", "kit/room-kit-id.zip"), ("knowledge-base", ZIP.path)):
        with ZipFile(BytesIO(found[copy])) as bundle:
            text = bundle.read("knowledge-base/index.html").decode()
        web = "https://kb.example.org/"
        kit = name == "room-kit-id"
        assert (f'href="{web}en/about/#x"' in text) == kit
        assert ('href="en/about/index.html#x"' in text) != kit
        assert ('href="handouts/module-1.pdf"' in text) == kit
        assert (f'href="{web}handouts/module-1.pdf"' in text) != kit
        assert 'href="about/index.html"' in text


def test_a_page_tells_how_large_the_files_are_that_it_offers() -> None:
    place = '<small data-size-of="{}"></small>'
    home = "".join(map(place.format, ("data/facts.json", ZIP.path, "nowhere.zip"))).encode()
    files = FILES | {"en/index.html": home, "data/facts.json": b"9" * 4600}
    found = made(files)
    zip_size = format_size(len(found[ZIP.path]), "en")
    page = found["en/index.html"].decode()
    assert page == f"<small>(5\u00a0kB)</small><small>({zip_size})</small>"
    mark = sha256(page.encode()).hexdigest()[:12]
    assert json.loads(found["assets/offline/en.json"])["files"]["en/"] == mark
    # What stands in a copy cannot know how large the copy becomes.
    with ZipFile(BytesIO(found[ZIP.path])) as bundle:
        assert bundle.read("knowledge-base/en/index.html") == home


def test_the_room_kits_are_offered_with_their_sizes(built: BuiltSite, site_folder: Path) -> None:
    for locale, folder in FOLDERS.items():
        text = built.pages[f"{folder}trainers/index.html"].text
        for copy in KITS:
            size = format_size((site_folder / copy.path).stat().st_size, locale)
            assert re.search(rf'{copy.path}">[^<]+</a> <small>\({size}\)</small>', text)


def test_no_link_of_a_copy_leads_nowhere(built: BuiltSite, site_folder: Path) -> None:
    """Every relative link of every page in every copy, as a browser follows it on a disk."""
    for copy in (ZIP, *KITS):
        with ZipFile(site_folder / copy.path) as bundle:
            held = {unquote(name) for name in bundle.namelist()}
            pages = [name for name in held if name.endswith(".html")]
            assert len(pages) > 80
            dead = [
                (path, one.address)
                for path in pages
                for one in read_built(bundle.read(path).decode(), path, "copy").references
                if one.tag == "a" and (way := re.split("[#?]", one.address)[0]) and ":" not in way
                if normpath(join(dirname(path), unquote(way))) not in held
            ]
        assert dead == [], copy.path


def test_the_same_site_gives_the_same_bytes() -> None:
    assert made(FILES) == made(dict(reversed(FILES.items())))


def test_a_site_without_the_script_has_no_version() -> None:
    assert "assets/kb.js" in listed(FILES | {"index.html": b"<p></p>"}, "id")


def test_what_comes_late_is_in_the_copy_and_in_the_lists() -> None:
    late = {path: content for path, content in FILES.items() if "/search/" in path}
    early = {path: content for path, content in FILES.items() if path not in late}
    found = dict(offline_files(early, pages(early), DAY, lambda: late))
    assert found["assets/offline/id.json"] == made(FILES)["assets/offline/id.json"].replace(
        str(len(made(FILES)[ZIP.path])).encode(), str(len(found[ZIP.path])).encode()
    )
    with ZipFile(BytesIO(found[ZIP.path])) as bundle:
        assert "knowledge-base/assets/search/id/0.js" in bundle.namelist()


def test_of_each_picture_one_size_is_saved() -> None:
    sizes = [f"{folder}news/a.jpg{end}" for folder in ("", "en/") for end in ("", *RENDITIONS)]
    files = {**FILES, **dict.fromkeys(sizes, b"picture")}
    added = listed(files, "id").keys() - listed(FILES, "id").keys()
    assert added == {"news/a.jpg.720.webp"}
    assert "en/news/a.jpg.720.webp" in listed(files, "en")


RENDITIONS = (".360.avif", ".720.avif", ".360.webp", ".720.webp", ".1440.webp")
