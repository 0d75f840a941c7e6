"""The index of a small library, and the files that it is cut into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.glossary.synonyms import read_synonyms
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.languages.morphology import affixes
from macros.library import Library
from macros.loading import open_library
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.outputs import from_pages
from macros.publish.search import shards as files
from macros.publish.search.documents import Entry, WeightedText, entries
from macros.publish.search.index import Index, Posting, build_index
from macros.publish.search.shards import index_files
from macros.publish.search.synonyms import SynonymSet, notions
from macros.publish.search.words import shelf
from tests.conftest import ROOT

TODAY = date(2026, 11, 22)
PAGES = {
    "index.html": "<h1>Beranda</h1><p>Mengelola migrasi</p>",
    "glossary/index.html": "<h1>Glosarium</h1>",
    "data/facts/migrants.html": "<h1>Angka</h1>",
    "data/sources/index.html": '<h1>Sumber</h1><h2 id="a">Migrasi</h2><p>migrasi</p>',
    "contribute/index.html": "<h1>Berkontribusi</h1><h2>Tanpa tanda</h2><p>teks</p>",
    "gcm/index.html": '<h1>GCM</h1><h2 id="x">Tujuan</h2><p>perbatasan perbatasan</p>',
    "news/2024-09-25-closing/index.html": "<h1>Program ditutup</h1>",
    "no-title/index.html": "<p>tanpa judul</p>",
    "en/index.html": "<h1>Home</h1><p>Managing migration</p>",
    "404.html": None,
}


@pytest.fixture
def library() -> Library:
    """The small project of tests/site."""
    return open_library(Path(__file__).parents[1] / "site", TODAY)


@pytest.fixture
def site() -> BuiltSite:
    """A few finished pages."""
    pages = {}
    for path, body in PAGES.items():
        html = f"<article>{body}</article>" if body else "<p>"
        read = read_built(html, path, "site")
        pages[path] = replace(read, description=f"Tentang {path}")
    return BuiltSite("site", pages, frozenset(pages))


def one(found: Sequence[Entry], start: str) -> Entry:
    """The entry whose address starts so."""
    (entry,) = [entry for entry in found if entry.shown[0].startswith(start)]
    return entry


def test_pages_facts_and_terms(library: Library, site: BuiltSite) -> None:
    found = list(entries(library, site, "id"))
    kinds = [entry.kind for entry in found]
    assert kinds == sorted(kinds, key=["page", "fact", "term"].index)
    page = one(found, "gcm/")
    assert page.shown == ("gcm/", "GCM", "Tentang gcm/index.html", "Tujuan", "x")
    assert page.texts == ("", "perbatasan perbatasan")
    assert one(found, "data/sources/").texts == ()
    fact = one(found, "data/facts/migrants.html#migrants.world")
    assert fact.shown[1:] == ("Migran internasional", "304\u00a0juta orang")
    assert (
        one(found, "data/facts/migrants.html#migrants.remittances").shown[2] == "US$831\u00a0miliar"
    )
    term = one(found, "glossary/#gcm")
    assert term.shown[1] == "Kesepakatan Global untuk Migrasi (GCM)"
    names = {said.text for said in term.said}
    assert {"Pakta Global", "Kesepakatan Global", "Global Compact for Migration"} <= names
    for later in ("contribute/", "news/2024"):
        assert one(found, later).prior < page.prior
    assert not [entry for entry in found if entry.shown[0].startswith(("no-title", "404", "en/"))]


def test_names_of_both_languages_stand_in_one_order(library: Library, site: BuiltSite) -> None:
    """By all that its entries say it is known whether a search was made before."""
    for locale in LOCALES:
        texts = {said.text for entry in entries(library, site, locale) for said in entry.said}
        assert "Use data Menggunakan data" in texts
        assert "Menggunakan data Use data" not in texts


def test_a_fact_whose_page_is_not_there_keeps_its_place(library: Library) -> None:
    found = list(entries(library, BuiltSite("site", {}, frozenset()), "en"))
    assert one(found, "en/data/facts/migrants#migrants.world").kind == "fact"


def test_what_a_page_only_lists_counts_for_less(library: Library, site: BuiltSite) -> None:
    found = list(entries(library, site, "id"))
    listed = [said.weight for said in one(found, "data/sources/").said if said.text == "Migrasi"]
    told = [said.weight for said in one(found, "gcm/").said if said.text == "Tujuan"]
    assert max(listed) < min(told)


def test_a_heading_of_several_pages_counts_for_less(library: Library) -> None:
    html = '<article><h1>{0}</h1><h2 id="a">Istilah</h2><h2 id="b">Tentang {0}</h2></article>'
    paths = [f"{name}/index.html" for name in ("satu", "dua", "tiga")]
    pages = {path: read_built(html.format(path[:3]), path, "site") for path in paths}
    site = BuiltSite("site", pages, frozenset(pages))
    said = one(list(entries(library, site, "id")), "satu/").said
    usual, own = (
        max(one.weight for one in said if one.text == text) for text in ("Istilah", "Tentang sat")
    )
    assert usual < own


def test_notions_of_the_term_base(library: Library) -> None:
    by_form = {notion.used[0]: notion for notion in notions(library.terms, library.synonyms, "id")}
    gcm = by_form["Kesepakatan Global untuk Migrasi"]
    assert set(gcm.used[1:]) == {"Kesepakatan Global", "GCM"}
    assert set(gcm.known) == {"Pakta Global", "Global Compact for Migration", "GCM"}
    assert by_form["migran"].known == ("migrant",)
    assert "human trafficking" in by_form["perdagangan orang"].known


def test_words_of_readers_stand_in_both_languages_and_once() -> None:
    synonyms, problems = read_synonyms((ROOT / "synonyms.yml").read_text("utf-8"), "synonyms.yml")
    assert problems == ()
    assert len(synonyms) > 100
    for locale in LOCALES:
        forms = [form.lower() for notion in synonyms for form in notion[locale]]
        assert len(forms) == len(set(forms))


def made(*texts: str, used: Sequence[str] = ("migrasi",), known: Sequence[str] = ()) -> Index:
    """The index of Indonesian pages with these titles."""
    found = [
        Entry(
            "page",
            (WeightedText(6.0, text), WeightedText(1.0, text, 2)),
            (f"{number}/", text, ""),
            texts=("", text) if number % 3 else (),
        )
        for number, text in enumerate(texts)
    ]
    return build_index(found, [SynonymSet(tuple(used), tuple(known))], affixes("id"))


def test_words_lead_to_entries_and_sections() -> None:
    index = made("mengelola migrasi", "pengelolaan", "yang dan")
    assert list(index.postings) == sorted(
        index.postings, key=lambda r: (shelf(r, affixes("id")), r)
    )
    assert [posting.entry for posting in index.postings[index.roots["mengelola"]]] == [0, 1]
    assert index.roots["mengelola"] == index.roots["pengelolaan"]
    assert "yang" not in index.postings
    (posting,) = index.postings[index.roots["migrasi"]]
    assert posting == Posting(0, posting.strength, 0)
    assert 1 <= posting.strength <= 15


def test_notions_that_no_entry_has_lead_nowhere() -> None:
    index = made("migrasi", used=["migrasi", "uang saku"], known=["migration", "migrasi", "yang"])
    assert index.notions == [([index.roots["migrasi"]], ["uang saku", "migration", "yang"])]
    assert made("tujuan", used=["uang saku"]).notions == [([], ["uang saku"])]


def test_a_form_of_which_one_word_is_left_leads_to_others_only() -> None:
    """*Kerja sama*, cooperation, is no other word for *kerja*, work."""
    index = made("kerja mitra", used=["mitra", "kerja sama"])
    assert index.notions == [([index.roots["mitra"]], [index.roots["kerja"]])]
    assert made("kerja mitra", used=["mitra", "kerja"]).notions[0][1] == []


def test_no_slip_is_looked_for_in_a_number() -> None:
    assert files._likely(made("kebijakan 2024 n112 c19 anggaran")) == ["anggaran", "kebijakan"]


def numbers(text: str) -> Iterator[int]:
    """What `_number` wrote, as the browser reads it."""
    value = 0
    for character in text:
        code = ord(character)
        if code < 93:
            value = value * 32 + code - 40
        else:
            yield value * 32 + code - 93
            value = 0


def data_of(script: bytes) -> tuple[str, Any]:
    """The name and the data of a file."""
    text = script.decode().strip()
    name, data = json.loads(text.removeprefix("(kb.found=kb.found||[]).push(").removesuffix(")"))
    return name, data


def read_back(written: dict[str, Any]) -> dict[str, list[Posting]]:
    """The postings of all files of words."""
    found: dict[str, list[Posting]] = {}
    for number in range(len(written["index"]["words"])):
        roots, counts, steps, strengths, sections = written[f"w{number}"]
        step, section, at = list(numbers(steps)), list(numbers(sections)), 0
        for root, count in zip(roots.split(" "), numbers(counts), strict=True):
            entry, found[root] = -1, []
            for place in range(at, at + count):
                entry += step[place] + 1
                strength = ord(strengths[place]) - 93
                found[root].append(Posting(entry, strength, section[place]))
            at += count
    return found


@given(st.lists(st.text("aeiknmt ", min_size=1, max_size=60), min_size=1, max_size=30))
def test_any_index_is_read_back_from_its_files(texts: list[str]) -> None:
    index = made("migrasi", *texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "WORDS", 100)
        patch.setattr(files, "SHOWN", 100)
        patch.setattr(files, "TEXTS", 100)
        written = dict(data_of(script) for _, script in index_files(index, "id"))
    assert read_back(written) == dict(index.postings)
    shown = [
        line for n in range(len(written["index"]["shown"])) for line in written[f"d{n}"].split("\n")
    ]
    assert [line.split("\t")[:3] for line in shown] == [[*entry.shown] for entry in index.entries]
    told = [text for n in range(len(written["index"]["texts"])) for text in written[f"t{n}"]]
    for line, entry in zip(shown, index.entries, strict=True):
        first = line.split("\t")[3]
        assert (told[int(first) :][: len(entry.texts)] if first else []) == [*entry.texts]
    starts = written["index"]["shown"]
    assert [len(written[f"d{n}"].split("\n")) for n in range(len(starts) - 1)] == [
        b - a for a, b in pairwise(starts)
    ]
    assert written["index"]["kinds"] == [len(index.entries)] * 3


@given(st.integers(0, 10**7))
def test_any_number_is_read_back(value: int) -> None:
    assert list(numbers(files._number(value))) == [value]


@pytest.mark.parametrize("locale", LOCALES)
def test_files_of_each_language(library: Library, site: BuiltSite, locale: Locale) -> None:
    made = dict(from_pages(site, library))
    below = [path for path in made if path.startswith(f"assets/search/{locale}/")]
    names = {"index.js", "same.js", "near.js", "w0.js", "d0.js", "t0.js"}
    assert {path.rpartition("/")[2] for path in below} == names
    name, head = data_of(made[f"assets/search/{locale}/index.js"])
    assert name == "index"
    assert set(head) == {
        "before", "behind", "lost", "stop", "whole", "asks", "defines", "scales", "percent",
        "words", "shown", "texts", "kinds", "levels",
    }  # fmt: skip
    _, same = data_of(made[f"assets/search/{locale}/same.js"])
    assert any("TKI" in line.upper().split("=")[1].split("|") for line in same)
    _, near = data_of(made[f"assets/search/{locale}/near.js"])
    assert ("migrasi" if locale == "id" else "migration") in near.split()
    assert all(len(word) > 3 for word in near.split())
    assert FOLDERS[locale] in made[f"assets/search/{locale}/d0.js"].decode()
