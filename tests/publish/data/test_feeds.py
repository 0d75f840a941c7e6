"""The feeds against RFC 4287. No validator of Atom could be installed, so its rules stand here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from macros.library import Library
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.data.changes import changes
from macros.publish.data.feeds import NEWEST, feed_files

ATOM = "{http://www.w3.org/2005/Atom}"
PATHS = [f"feeds/{name}.{locale}.xml" for locale in LOCALES for name in ("news", "figures")]
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_URI = re.compile(r"(?:https?://[^\s/]+/\S*|tag:[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:\S+)")
_FEED = {"id", "title", "updated", "author", "rights", "link", "entry"}
_ENTRY = {"id", "title", "updated", "published", "link", "summary"}


def atom_problems(text: bytes) -> Iterator[str]:
    """What RFC 4287 refuses, section by section."""
    root = etree.fromstring(text)
    if root.tag != f"{ATOM}feed":
        yield "2: the document is no feed"
        return
    yield from _container(root, _FEED, "4.1.1")
    if not root.findall(f"{ATOM}author/{ATOM}name") and root.findall(f"{ATOM}entry"):
        yield "4.1.1: nobody wrote it"
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        yield "4.1.1: it should name itself"
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        yield from _container(entry, _ENTRY, "4.1.2")
        rels = {link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")}
        if "alternate" not in rels and entry.find(f"{ATOM}content") is None:
            yield "4.1.2: neither content nor the way to it"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(ids) != len(set(ids)):
        yield "4.2.6: two entries have one id"


def _container(element: etree._Element, known: set[str], section: str) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len(element.findall(ATOM + name)) != 1:
            yield f"{section}: exactly one {name}"
    for child in element:
        name = str(child.tag).removeprefix(ATOM)
        if name not in known:
            yield f"{section}: {child.tag} has no place here"
        elif name in ("updated", "published") and not _is_moment(child.text or ""):
            yield f"3.3: {child.text} is no date"
        elif name == "id" and not _URI.fullmatch(child.text or ""):
            yield f"4.2.6: {child.text} is no URI"
        elif name == "link":
            yield from _link(child)
        elif name in ("title", "summary", "rights") and (len(child) or not child.text):
            yield f"3.1: {name} is no plain text"
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(alternates) != len(set(alternates)):
        yield f"{section}: two alternates of one type and language"


def _link(link: etree._Element) -> Iterator[str]:
    if not urlsplit(link.get("href", "")).netloc:
        yield "4.2.7.1: a link without an absolute address"
    if not re.fullmatch(r"\w+/[\w.+-]+", link.get("type", "")):
        yield "4.2.7.3: no media type"
    if link.text or len(link):
        yield "4.2.7: a link holds nothing"


def _is_moment(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


@pytest.mark.parametrize("path", PATHS)
def test_feed_keeps_the_rules(files: dict[str, bytes], path: str) -> None:
    assert list(atom_problems(files[path])) == []
    parsed = feedparser.parse(files[path])
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert 0 < len(parsed.entries) <= NEWEST
    assert parsed.feed.updated == max(entry.updated for entry in parsed.entries)
    assert [e.updated for e in parsed.entries] == sorted(
        (e.updated for e in parsed.entries), reverse=True
    )


ALTERNATE = '<link rel="alternate" href="https://kb.example.org/en/news'
BROKEN = [
    {"<feed ": "<feeds ", "</feed>": "</feeds>"},
    {"<title>": "<name>", "</title>": "</name>"},
    {"T00:00:00Z</updated>": "</updated>"},
    {"-10-28T00": "-13-28T00"},
    {"<author><name>": "<author><email>", "</name></author>": "</email></author>"},
    {'rel="self"': 'rel="related"'},
    {'type="text/html"': 'type="html"'},
    {ALTERNATE: '<link rel="alternate" href="/en/news'},
    {ALTERNATE: ALTERNATE.replace("alternate", "via")},
    {"<summary>": "<summary><b/>"},
    {"<id>tag:": "<id>it:"},
    {"2023-04-03-mgi-kickoff</id>": "2024-09-25-programme-concludes</id>"},
    {'rel="license"': 'rel="alternate" hreflang="en"'},
    {"></link>": ">here</link>"},
    {"<rights>": "<colour>red</colour><rights>"},
]


@pytest.mark.parametrize("changed", BROKEN)
def test_rules_refuse_what_is_broken(files: dict[str, bytes], changed: dict[str, str]) -> None:
    text = files["feeds/news.en.xml"].decode()
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new, 1)
    assert list(atom_problems(text.encode())) != []


@pytest.mark.parametrize("locale", LOCALES)
def test_news_are_the_pages_with_a_date(
    library: Library, files: dict[str, bytes], locale: Locale
) -> None:
    entries = feedparser.parse(files[f"feeds/news.{locale}.xml"]).entries
    dated = {key for key, page in library.pages[locale].items() if page.meta.date}
    keys = {entry.id.partition(f":{locale}/")[2] + ".md" for entry in entries}
    assert keys == dated
    for entry in entries:
        key = entry.id.partition(f":{locale}/")[2] + ".md"
        assert (entry.title, entry.summary) == library.titles[locale, key]
        assert entry.link.startswith(f"https://kb.example.org/{FOLDERS[locale]}news/")


def figures(library: Library, locale: Locale) -> dict[str, tuple[str, str, str]]:
    text = dict(feed_files(library))[f"feeds/figures.{locale}.xml"]
    assert list(atom_problems(text)) == []
    return {
        e.id.partition("figures/")[2]: (e.title, e.get("summary", ""), e.link)
        for e in feedparser.parse(text).entries
    }


def test_change_tells_before_and_now(small: Library) -> None:
    title, summary, link = figures(small, "en")["migrants.world/2025-01-31"]
    assert title == "International migrants: 281\u00a0million → 304\u00a0million"
    assert summary == (
        "Before: 281\u00a0million (2020, 2020 revision, about). "
        "Now: 304\u00a0million (2024, 2024 revision). Source: The portal, IOM."
    )
    assert link == "https://test.example/en/data/facts/migrants/#migrants.world"


def test_first_value_has_nothing_before(small: Library) -> None:
    title, summary, _ = figures(small, "id")["training.people/2021-12-01"]
    assert title == "Peserta: lebih dari 5.149"
    assert summary == "Sekarang: lebih dari 5.149 (2022). Sumber: Laporan, IOM."


def test_new_name_is_a_change_and_texts_are_none(small: Library) -> None:
    found = figures(small, "id")
    assert found["agency/2024-11-05"][0] == "Badan: Badan Pelindungan → Kementerian Pelindungan"
    assert not any(name.startswith(("training.purpose", "director")) for name in found)


def test_feed_knows_no_later_day(small: Library) -> None:
    early = replace(small, today=date(2024, 12, 31))
    assert "migrants.world/2025-01-31" not in figures(early, "en")
    assert all(change.day <= early.today for change in changes(early))
    begun = replace(small, today=date(2025, 1, 30))  # it is known since some day of this month
    assert "migrants.world/2025-01-31" in figures(begun, "en")
    assert changes(begun)[0].day == date(2025, 1, 1)
    assert changes(small)[0].day > date(2025, 1, 1)
    nothing = replace(small, today=date(2000, 1, 1), pages={"en": {}, "id": {}})
    for _, text in feed_files(nothing):
        assert feedparser.parse(text).feed.updated == "2000-01-01T00:00:00Z"
        assert b"<entry>" not in text


def test_value_that_replaces_no_shown_one_is_no_change(small: Library) -> None:
    """The older years of a new edition come with the newest one, in one entry."""
    days = [change.day for change in changes(small) if change.fact.key == "migrants.world"]
    assert days == [date(2025, 1, 31), date(2021, 12, 1)]


def test_identifier_outlives_the_address_of_a_page(small: Library) -> None:
    elsewhere = replace(small, directory_urls=False)
    for (_, here), (_, there) in zip(feed_files(small), feed_files(elsewhere), strict=True):
        ids = [[e.id for e in feedparser.parse(text).entries] for text in (here, there)]
        assert ids[0] == ids[1]
