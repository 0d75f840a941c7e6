"""The description of the facts for search engines: schema.org `Dataset` as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from macros.addresses.urls import record_page
from macros.languages.words import word
from macros.library import Library
from macros.model import LOCALES, NUMERIC, Address, Fact, Group, Locale
from macros.publish.data.export import LICENCE
from macros.render.charts import publisher
from macros.render.context import PageContext
from macros.render.downloads import DATA, Download
from macros.site_profile import profile

_HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""Inside `<script>` a text must not hold what ends the element; JSON may write it otherwise."""


def dataset_json(library: Library, locale: Locale, group: Group | None = None) -> str:
    """The data set as JSON-LD in the words of a language, safe in a `<script>` element.

    With a group it is the part of it that the group's records show. Raises `KnowledgeError` P204
    where no page describes the data.
    """
    found = _of_group(library, locale, group) if group else _dataset(library, locale)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for sign, harmless in _HARMLESS.items():
        text = text.replace(sign, harmless)
    return text


def _identifier(library: Library) -> str:
    return f"{library.address}{Address(profile().pages.figures).folder}/#facts"


def _described(library: Library, locale: Locale, key: str, facts: Iterable[Fact]) -> dict[str, Any]:
    """What is said of all facts as of a part of them; the page of the key describes them."""
    context = PageContext.evergreen(library, locale)
    page = context.page_at(key)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{context.title(page)} – {word('site-name', locale)}",
        "description": context.description(page),
        "url": context.permalink(key),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {
            "@type": "Organization",
            "name": word("contributors", locale),
            "url": library.address,
        },
        "temporalCoverage": _coverage(library, facts),
    }


def _dataset(library: Library, locale: Locale) -> dict[str, Any]:
    described = profile().pages.downloads
    identifier = _identifier(library)
    return {
        **_described(library, locale, described, library.registry.facts.values()),
        "@id": identifier,
        "sameAs": [PageContext.evergreen(library, one).permalink(described) for one in LOCALES],
        "identifier": identifier,
        "inLanguage": list(LOCALES),
        "dateModified": library.today.isoformat(),
        "variableMeasured": _measured(library, locale),
        "distribution": [_download(library, one, locale) for one in DATA],
    }


def _of_group(library: Library, locale: Locale, group: Group) -> dict[str, Any]:
    """The facts of a group, which are rows of the files of all."""
    facts = library.registry.of_group(group.key)
    numbers = [fact for fact in facts if fact.kind in NUMERIC]
    made = dict.fromkeys(publisher(o)[locale] for fact in numbers for o in fact.observations)
    whole = [one for one in DATA if one.word in ("file-facts-csv", "file-facts-json")]
    return {
        **_described(library, locale, record_page(facts[0]), facts),
        "isPartOf": {"@id": _identifier(library)},
        "variableMeasured": [fact.label[locale] for fact in numbers] or [group[locale]],
        "citation": [*made],
        "distribution": [_download(library, one, locale) for one in whole],
    }


def _download(library: Library, download: Download, locale: Locale) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": word(download.word, locale),
        "encodingFormat": download.media_type,
        "contentUrl": f"{library.address}{download.path}",
    }


def _coverage(library: Library, facts: Iterable[Fact]) -> str:
    """From the first to the last year that a number describes (ISO 8601 interval)."""
    periods = [
        observation.period
        for fact in facts
        for observation in fact.observations
        if fact.kind in NUMERIC and observation.period
    ]
    first = min((period.start.year for period in periods), default=library.today.year)
    last = max((period.end.year for period in periods), default=library.today.year)
    return f"{first:04}/{last:04}"


def _measured(library: Library, locale: Locale) -> list[str]:
    """The themes that have numbers."""
    registry = library.registry
    groups = {fact.group.key for fact in registry.facts.values() if fact.kind in NUMERIC}
    return [group[locale] for group in registry.groups.values() if group.key in groups]
