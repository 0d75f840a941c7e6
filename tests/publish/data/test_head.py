"""What heads say to programs: schema.org terms, no way out of the script, and only where wanted."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from rdflib import RDF, SDO, Graph, Literal, URIRef

from macros.html.page import read_built
from macros.library import Library
from macros.model import LOCALES, Locale
from macros.publish.data.dataset import dataset_json
from macros.publish.data.head import page_head
from macros.render.context import PageContext

PAGE = "data/downloads.md"

TERMS = "https://schema.org/"
REQUIRED = {"name", "description"}
RECOMMENDED = {
    *("creator", "distribution", "identifier", "isAccessibleForFree", "license", "sameAs"),
    *("temporalCoverage", "url", "variableMeasured"),
}
"""What Google's documentation of `Dataset` asks for and advises, as far as it applies here."""


# rdflib's own reader of JSON-LD uses what rdflib advises against.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


def dataset(library: Library, locale: Locale) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dataset_json(library, locale))
    return found


def graph(found: dict[str, Any]) -> Graph:
    """The triples, with the context in place, so that nothing is fetched."""
    assert found["@context"] == TERMS.rstrip("/")
    return Graph().parse(
        data=json.dumps({**found, "@context": {"@vocab": TERMS}}), format="json-ld"
    )


def unknown_terms(triples: Graph) -> set[str]:
    """The classes and properties that are none of schema.org's, by rdflib's list of them."""
    used = {str(p) for p in triples.predicates() if p != RDF.type}
    used |= {str(o) for o in triples.objects(None, RDF.type)}
    return {term for term in used if term.removeprefix(TERMS) not in SDO}


@pytest.mark.parametrize("locale", LOCALES)
def test_dataset_speaks_schema_org(library: Library, locale: Locale) -> None:
    found = dataset(library, locale)
    triples = graph(found)
    (node,) = triples.subjects(RDF.type, URIRef(f"{TERMS}Dataset"))
    assert node == URIRef("https://kb.example.org/data/#facts")
    assert unknown_terms(triples) == set()
    told = {str(p).removeprefix(TERMS) for p in triples.predicates(node)}
    assert told >= REQUIRED | RECOMMENDED
    about = triples.value(node, URIRef(f"{TERMS}description"))
    assert isinstance(about, Literal)
    assert 50 <= len(about) <= 5000
    assert len(list(triples.subjects(RDF.type, URIRef(f"{TERMS}DataDownload")))) == 6


@pytest.mark.parametrize("locale", LOCALES)
def test_each_group_of_records_is_a_dataset(library: Library, locale: Locale) -> None:
    for group in library.registry.groups.values():
        found = json.loads(dataset_json(library, locale, group))
        triples = graph(found)
        (node,) = triples.subjects(RDF.type, URIRef(f"{TERMS}Dataset"))
        assert unknown_terms(triples) == set()
        told = {str(p).removeprefix(TERMS) for p in triples.predicates(node)}
        assert told >= REQUIRED | RECOMMENDED - {"identifier", "sameAs"}
        assert 50 <= len(found["description"]) <= 5000
        assert found["isPartOf"]["@id"] == dataset(library, locale)["@id"]
        assert {one["encodingFormat"] for one in found["distribution"]} == {
            "text/csv",
            "application/json",
        }


def test_group_names_who_made_its_numbers(library: Library) -> None:
    found = json.loads(dataset_json(library, "en", library.registry.group("migrants")))
    assert "UN DESA" in found["citation"]
    assert "Migration Data Portal" not in found["name"]
    assert "International migrants" in found["variableMeasured"]
    assert found["temporalCoverage"].startswith("1970/")


def test_terms_that_do_not_exist_are_noticed(library: Library) -> None:
    found = dataset(library, "en")
    assert unknown_terms(graph({**found, "licence": "x", "@type": "DataSet"})) == {
        f"{TERMS}licence",
        f"{TERMS}DataSet",
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_downloads_are_files_of_the_build(
    library: Library, files: dict[str, bytes], locale: Locale
) -> None:
    found = dataset(library, locale)
    paths = [urlsplit(one["contentUrl"]).path.lstrip("/") for one in found["distribution"]]
    assert set(paths) == {path for path in files if path.startswith("data/")}
    assert found["inLanguage"] == list(LOCALES)
    assert re.fullmatch(r"\d{4}/\d{4}", found["temporalCoverage"])


def test_text_cannot_leave_its_script(library: Library) -> None:
    evil = "</script><script>alert(1)</script><!-- & ]]>"
    titles = {**library.titles, ("en", PAGE): (evil, evil)}
    text = dataset_json(replace(library, titles=titles), "en")
    assert not set("<>&") & set(text)
    assert json.loads(text)["description"] == evil


def test_facts_without_numbers_cover_this_year(library: Library) -> None:
    registry = replace(library.registry, facts={})
    found = dataset(replace(library, registry=registry), "en")
    assert (found["temporalCoverage"], found["variableMeasured"]) == ("2026/2026", [])


@pytest.mark.parametrize("locale", LOCALES)
def test_only_a_few_heads_are_heavier(library: Library, locale: Locale) -> None:
    heads = {
        key: page_head(PageContext(library, page)) for key, page in library.pages[locale].items()
    }
    records = {key for key in heads if re.fullmatch(r"data/facts/(?!index)\w+\.md", key)}
    assert all("<script" in heads.pop(key) for key in records)
    feeds = {key: re.findall(r"/([a-z]+)\.\w+\.xml", head) for key, head in heads.items() if head}
    assert feeds == {
        "index.md": ["news", "figures", "search"],
        "news/index.md": ["news"],
        "data/index.md": ["figures"],
        PAGE: ["news", "figures"],
    }
    assert [key for key, head in heads.items() if "<script" in head] == [PAGE]
    assert all(len(head) < 500 for key, head in heads.items() if key != PAGE)


def test_site_without_an_address_says_nothing(library: Library) -> None:
    page = library.pages["en"][PAGE]
    assert page_head(PageContext(replace(library, address=""), page)) == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_finished_site_may_have_it_in_the_head_alone(library: Library, locale: Locale) -> None:
    head = page_head(PageContext(library, library.pages[locale][PAGE]))
    page = read_built(f"<html><head>{head}</head><body><article></article></body></html>", "x", "s")
    assert (page.active, page.leftovers, page.broken) == ((), (), None)
    assert not any(one.loads for one in page.references)
    inside = read_built(f"<html><body><article>{head}</article></body></html>", "x", "s")
    assert [one.text for one in inside.active] == ["<script>"]
