"""The description of the facts for search engines: schema.org `Dataset` as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from macros.languages.words import word
from macros.library import Library
from macros.model import LOCALES, NUMERIC, Address, Locale
from macros.publish.data.export import LICENCE
from macros.render.context import PageContext
from macros.render.downloads import DATA, Download
from macros.site_profile import profile

_HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""Inside `<script>` a text must not hold what ends the element; JSON may write it otherwise."""


def dataset_json(library: Library, locale: Locale) -> str:
    """The data set as JSON-LD in the words of a language, safe in a `<script>` element.

    Raises `KnowledgeError` P204 where no page describes the data.
    """
    text = json.dumps(_dataset(library, locale), ensure_ascii=False, separators=(",", ":"))
    for sign, harmless in _HARMLESS.items():
        text = text.replace(sign, harmless)
    return text


def _dataset(library: Library, locale: Locale) -> dict[str, Any]:
    context = PageContext.evergreen(library, locale)
    described = profile().pages.downloads
    page = context.page_at(described)
    identifier = f"{library.address}{Address(profile().pages.figures).folder}/#facts"
    creator = {
        "@type": "Organization",
        "name": word("contributors", locale),
        "url": library.address,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": identifier,
        "name": f"{context.title(page)} – {word('site-name', locale)}",
        "description": context.description(page),
        "url": context.permalink(described),
        "sameAs": [PageContext.evergreen(library, one).permalink(described) for one in LOCALES],
        "identifier": identifier,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": creator,
        "inLanguage": list(LOCALES),
        "dateModified": library.today.isoformat(),
        "temporalCoverage": _coverage(library),
        "variableMeasured": _measured(library, locale),
        "distribution": [_download(library, one, locale) for one in DATA],
    }


def _download(library: Library, download: Download, locale: Locale) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": word(download.word, locale),
        "encodingFormat": download.media_type,
        "contentUrl": f"{library.address}{download.path}",
    }


def _coverage(library: Library) -> str:
    """From the first to the last year that a number describes (ISO 8601 interval)."""
    periods = [
        observation.period
        for fact in library.registry.facts.values()
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
